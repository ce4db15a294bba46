//! The owner of a registered context.

use core::ffi::c_void;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::abi::context_pointer::ContextPointer;
use crate::abi::fn_pointer::{convert, convert_safe, erase};
use crate::abi::pointers::{CFnPointer, FnPointer, SafeFnPointer, TableMember};
use crate::abi::same_abi::Matches;
use crate::call::about::OfCallback;
use crate::call::access::Enters;
use crate::call::beside::{Beside, BesideOf};
use crate::call::definition::Definition;
use crate::call::definition::{AccessOf, FlowOf, PointerOf, RouteOf, StopOf, ThreadsOf};
use crate::call::owner::{Owned, Owner, Shared, Slotted};
use crate::call::passes_context::PassesContext;
use crate::call::terms::Terms;
use crate::context::also::Also;
use crate::context::bounds::{Accompanies, Everywhere, SharesAccess, SharesFlow, SharesThreads};
use crate::context::on_close::{LetGo, NoClose, OnClose};
use crate::frame::about::OwnerKind as Kind;
use crate::frame::seldom::Companion;
use crate::frame::state::Entry;
use crate::outcome::refused::Outcome;
use crate::registry::registered::Held;
use crate::release::destroy_notify::{DestroyNotify, Destroys};
use crate::release::releasing::{self, Answers, At, Releasing, Unread};

/// The owner of a context that C keeps: it provides the pointers for C, closes the context, and takes its outcomes.
///
/// C has a number of the context and no address. Dropping the registration closes the context: the state is dropped, at once
/// or when the last call has left, and every later call is refused, however late. C gets the fail value then, and the call is
/// [reported](crate::set_report_hook) as [`Reason::Closed`](crate::Reason::Closed). Such calls are bugs of C all the same:
/// unregister by [`on_close`](Registration::on_close), or drop the registration after the C object that holds the callback.
///
/// If C takes ownership and calls a destroy notify, pass it [`destroy`](Registration::destroy) and then
/// [`into_context`](Registration::into_context).
///
/// The second parameter is the kind of owner: [`Owned`] from [`own`](crate::Callback::own) and [`once`](crate::Callback::once), [`Shared`]
/// from [`share`](crate::Callback::share), [`Slotted`] from [`acquire`](crate::Callback::acquire). The third is the type of the closure of
/// `on_close`.
///
/// A registration of one thread stays on it:
///
/// ```compile_fail,E0277
/// # use callback_runtime::{Callback, callback};
/// #[callback]
/// fn on_event(#[context] count: &mut usize) {
///     *count += 1;
/// }
///
/// let registration = on_event::own(0);
/// std::thread::spawn(move || drop(registration));
/// ```
#[must_use = "the context is closed when the registration is dropped"]
pub struct Registration<C: Definition<Context: Sized>, O = Owned, F: OnClose = NoClose> {
    held: Held<C::Context, StopOf<C>>,
    shim: C::Fn,
    on_close: Option<F>,
    /// True if `on_close` does not run after the one call that consumes the context.
    ends_with_call: bool,
    marker: PhantomData<O>,
}

// SAFETY: `share` requires a context and an outcome that may go to another thread, and a context that
// several may use if the callback allows it.
unsafe impl<C: Definition<Context: Sized>, F: OnClose + Send> Send for Registration<C, Shared, F> {}
// SAFETY: `share` requires `Sync` if the callback takes `&T` (`SEND`); the methods that take `&self` are
// synchronised by the state and by locks.
unsafe impl<C: Definition<Context: Sized>, F: OnClose> Sync for Registration<C, Shared, F> {}

macro_rules! any_thread {
    ($($owner:ty)*) => {$(
        // SAFETY: `threads` requires `Send` at the definition of the callback (`SEND`).
        unsafe impl<C, F> Send for Registration<C, $owner, F>
        where
            C: Definition<Context: Sized, __Terms: Terms<Threads: Everywhere<C>>>,
            F: OnClose + Send,
        {
        }

        // SAFETY: `threads` requires `Sync` if the callback takes `&T` and several calls are let in (`SEND`); the methods that take `&self` are
        // synchronised by the state and by locks.
        unsafe impl<C, F> Sync for Registration<C, $owner, F>
        where
            C: Definition<Context: Sized, __Terms: Terms<Threads: Everywhere<C>>>,
            F: OnClose,
        {
        }
    )*};
}

any_thread!(Owned Slotted);

/// The error of closing and waiting on a thread that is inside the callback.
///
/// The context is closed all the same, and its state is dropped when the call has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalledFromInside(());

impl fmt::Display for CalledFromInside {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the callback cannot wait for itself to return")
    }
}

impl core::error::Error for CalledFromInside {}

impl<C: Definition<Context: Sized>, O: Owner> Registration<C, O> {
    pub(crate) fn new(held: Held<C::Context, StopOf<C>>, shim: C::Fn) -> Self {
        Registration { held, shim, on_close: None, ends_with_call: false, marker: PhantomData }
    }

    /// Gives the context to C, which ends it through its destroy notify, through a closing callback, or by the
    /// one call that consumes it. If C never does, it stays alive: it is listed by [`live`](crate::live).
    ///
    /// Keep the registration until C has taken the context. Some C functions call the destroy notify when they fail;
    /// for those that do not there is [`reclaim`](Registration::reclaim). Panics and refused calls after this are
    /// reported at once, and errors are answers: see `after` of [`callback`](macro@crate::callback).
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::{c_int, c_void};
    /// # type Destroy = unsafe extern "C" fn(*mut c_void);
    /// # unsafe fn create(f: unsafe extern "C" fn(*mut c_void), data: *mut c_void, destroy: Option<Destroy>) -> c_int {
    /// #     unsafe { f(data); destroy.unwrap()(data) }; 0
    /// # }
    ///
    /// #[callback]
    /// fn on_event(#[context] seen: &mut Vec<u32>) {
    ///     seen.push(1);
    /// }
    ///
    /// let registration = on_event::own(Vec::new());
    /// let rc = unsafe { create(registration.shim(), registration.context(), registration.destroy()) };
    /// if rc == 0 {
    ///     registration.into_context();
    /// }
    /// ```
    pub fn into_context(self) -> PointerOf<C> {
        let context = self.context();
        let this = ManuallyDrop::new(self);
        // SAFETY: read once, and `this` is not dropped; it has no `on_close`, or it would be of another type.
        unsafe { core::ptr::read(&raw const this.held) }.abandon();
        context
    }

    /// Sets a closure that is called when the registration is closed or dropped, before the context is: it unregisters
    /// the callback. It returns `()`, or a `Result` if unregistering can fail. After an error or a panic C may still call:
    /// the state is dropped, late calls are refused, and the slot of an [`acquire`](crate::Callback::acquire)d context stays taken.
    /// The error is [reported](crate::report::LostFailure::StillRegistered).
    pub fn on_close<F, R>(self, unregister: F) -> Registration<C, O, F>
    where
        F: FnOnce() -> R,
        R: LetGo,
    {
        self.closing(unregister, false)
    }

    /// [`on_close`](Registration::on_close) for the expression of `unregister = …`: it is not called after the one call of a
    /// context, which ended the registration.
    #[doc(hidden)]
    pub fn unregister<F, R>(self, unregister: F) -> Registration<C, O, F>
    where
        F: FnOnce() -> R,
        R: LetGo,
    {
        self.closing(unregister, true)
    }

    fn closing<F: OnClose>(self, on_close: F, ends_with_call: bool) -> Registration<C, O, F> {
        let this = ManuallyDrop::new(self);
        // SAFETY: read once, and `this` is not dropped.
        let held = unsafe { core::ptr::read(&raw const this.held) };
        Registration { held, shim: this.shim, on_close: Some(on_close), ends_with_call, marker: PhantomData }
    }
}

impl<C: Definition<Context: Sized>, O: Owner, F: OnClose> Registration<C, O, F> {
    /// Returns the C function pointer, in the pointer type of the call site.
    ///
    /// It is constant for as long as the registration lives, so that it can be used to unregister.
    pub fn shim<P: CFnPointer>(&self) -> P
    where
        C::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<C>,
    {
        convert(self.shim)
    }

    /// Returns the address of the shim, for C functions that take any function as one type: see [`Callback::shim_address`](crate::Callback::shim_address).
    pub fn shim_address<P: TableMember>(&self) -> *const c_void
    where
        C::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<C>,
    {
        erase(self.shim) as *const c_void
    }

    /// Returns the shim.
    pub(crate) fn pointer(&self) -> C::Fn {
        self.shim
    }

    /// Returns the function pointer, as an argument of a declared function.
    pub(crate) fn erased(&self) -> unsafe extern "C" fn() {
        erase(self.shim)
    }

    /// Leaves the context to C, and drops the closure of [`on_close`](Registration::on_close) without a call.
    pub(crate) fn detach(self) {
        let this = ManuallyDrop::new(self);
        // SAFETY: read once, and `this` is not dropped.
        let held = unsafe { core::ptr::read(&raw const this.held) };
        // SAFETY: as above.
        let on_close = unsafe { core::ptr::read(&raw const this.on_close) };
        held.abandon();
        drop(on_close);
    }

    /// Returns the [`shim`](Registration::shim) for declarations with a safe `extern fn`.
    ///
    /// # Safety
    ///
    /// The pointer must not be called by safe code, although its type allows it: see [`Callback::SHIM`](crate::Callback::SHIM).
    pub unsafe fn shim_safe<P: SafeFnPointer>(&self) -> P
    where
        C::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<C>,
    {
        // SAFETY: `shim_safe` requires of its caller what `convert_safe` does.
        unsafe { convert_safe(self.shim) }
    }

    /// Returns the user data to pass with the shim: a number, in the type of the parameter.
    ///
    /// It is never null, and no other context has it, or will have. It is odd and leads to no memory: C passes it back, and
    /// must not look behind it.
    pub fn context(&self) -> PointerOf<C> {
        PointerOf::<C>::from_context(self.held.context())
    }

    /// Returns a destroy notify for this context, `void (*)(void *)` in the ABI of the call site. If it has a result in C, which
    /// is not read, it is 0 or NULL.
    ///
    /// When C calls it, the context is closed and its state dropped, as soon as no call is inside, on the thread
    /// of that call. A panic of the destructor is contained and reported. On another thread than that of the registration it is
    /// refused and reported, unless the callback has `threads` or the context is [`share`](crate::Callback::share)d: the context lives on.
    ///
    /// The registration may be given up, kept or dropped before C destroys the context. Give it up with
    /// [`into_context`](Registration::into_context) if C shall go on calling: one that is dropped is closed, and refuses later
    /// calls. If C did not take the context and will not destroy it, call [`reclaim`](Registration::reclaim).
    ///
    /// Each notify and each closing callback is one end: take one for each place where C holds one. The first
    /// one called ends the context, and the others do nothing, however late. The slot of an [`acquire`](crate::Callback::acquire)d
    /// context stays taken until C has called all of them.
    pub fn destroy<P: CFnPointer>(&self) -> P
    where
        P::Pointer: DestroyNotify<Return: Unread>,
    {
        self.held.set_ends();
        <P::Pointer as DestroyNotify>::pointer()
    }

    /// Returns a [`destroy`](Registration::destroy) notify with more parameters: the context is that of this index,
    /// from 0.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::c_void;
    /// # enum GClosure {}
    /// # type Notify = unsafe extern "C" fn(*mut c_void, *mut GClosure);
    /// # unsafe fn connect(_: unsafe extern "C" fn(*mut c_void), data: *mut c_void, notify: Option<Notify>) {
    /// #     unsafe { notify.unwrap()(data, core::ptr::null_mut()) }
    /// # }
    ///
    /// #[callback]
    /// fn on_event(#[context] seen: &mut Vec<u32>) {
    ///     seen.push(1);
    /// }
    ///
    /// let registration = on_event::own(Vec::new());
    /// // `typedef void (*GClosureNotify)(gpointer data, GClosure *closure)`
    /// unsafe { connect(registration.shim(), registration.context(), registration.destroy_at::<0, _>()) };
    /// # drop(registration);
    /// # assert!(callback_runtime::live().is_empty());
    /// ```
    pub fn destroy_at<const INDEX: usize, P>(&self) -> P
    where
        P: CFnPointer<Pointer: Releasing<At<INDEX>, Return: Unread>>,
    {
        self.held.set_ends();
        releasing::shim::<Destroys, At<INDEX>, P>()
    }

    /// Returns a [`destroy`](Registration::destroy) notify with a declared result.
    #[doc(hidden)]
    pub fn destroy_answering<A, P>(&self) -> P
    where
        P: CFnPointer<Pointer: DestroyNotify + Releasing<At<0>>>,
        A: Answers<<P::Pointer as FnPointer>::Return>,
    {
        self.destroy_at_answering::<0, A, P>()
    }

    /// Returns a [`destroy_at`](Registration::destroy_at) notify with a declared result.
    #[doc(hidden)]
    pub fn destroy_at_answering<const INDEX: usize, A, P>(&self) -> P
    where
        P: CFnPointer<Pointer: Releasing<At<INDEX>>>,
        A: Answers<<P::Pointer as FnPointer>::Return>,
    {
        self.held.set_ends();
        releasing::answering::<Destroys, At<INDEX>, A, P>()
    }

    /// Closes a context that was not taken by C, after a destroy notify or a closing callback was passed with it.
    ///
    /// Some C functions destroy the context when they fail, and others do not; after those, this frees the slot of an
    /// [`acquire`](crate::Callback::acquire)d context. For other contexts it is the same as dropping the registration.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::{c_int, c_void};
    /// # type Destroy = unsafe extern "C" fn(*mut c_void);
    /// # unsafe fn create(_: unsafe extern "C" fn(*mut c_void), _: *mut c_void, _: Destroy) -> c_int { 1 }
    ///
    /// #[callback]
    /// fn on_event(#[context] seen: &mut Vec<u32>) {
    ///     seen.push(1);
    /// }
    ///
    /// let registration = on_event::own(Vec::new());
    /// // Does not call the destroy notify when it fails, by its manual.
    /// let rc = unsafe { create(registration.shim(), registration.context(), registration.destroy()) };
    /// if rc == 0 {
    ///     registration.into_context();
    /// } else {
    ///     registration.reclaim();
    /// }
    /// ```
    pub fn reclaim(self) {
        self.held.unset_ends();
    }

    /// Returns another callback on this context: see [`Scope::also`](crate::Scope::also).
    ///
    /// A callback that takes the context by value closes it: it is a closing callback, and consumes the
    /// state. After a panic that was not taken it does not run, like any callback; the state is dropped. After an `Err` it
    /// runs, unless `after` says otherwise. Calls after it are refused.
    pub fn also<D>(&self) -> Also<'_, BesideOf<C, D>, O>
    where
        D: Definition<__Terms: Beside<D, C::Context>>,
        BesideOf<C, D>: Definition<Context = C::Context>,
        <BesideOf<C, D> as Definition>::__Terms: Terms<Pointer = PointerOf<C>>,
        AccessOf<BesideOf<C, D>>: SharesAccess<AccessOf<C>>,
        FlowOf<BesideOf<C, D>>: SharesFlow<FlowOf<C>>,
        ThreadsOf<BesideOf<C, D>>: SharesThreads<ThreadsOf<C>>,
        RouteOf<C>: Accompanies,
        RouteOf<BesideOf<C, D>>: Accompanies,
    {
        if AccessOf::<BesideOf<C, D>>::ENTRY == Entry::Once {
            self.held.set_ends();
        }
        let (about, other) = (OfCallback::<C, O>::ABOUT, OfCallback::<BesideOf<C, D>, O>::ABOUT);
        if O::KIND == Kind::Bound && about.declared.bound != 0 && about.declared.bound != other.declared.bound {
            self.held.core().open::<C::Context>(other);
        }
        Also::new(self.held.context())
    }

    /// Returns the function pointer of another callback on this context: see [`Scope::shim_of`](crate::Scope::shim_of).
    pub fn shim_of<D, P: CFnPointer>(&self) -> P
    where
        D: Definition<__Terms: Beside<D, C::Context>>,
        BesideOf<C, D>: Definition<Context = C::Context, Fn: Matches<P::Pointer>>,
        <BesideOf<C, D> as Definition>::__Terms: Terms<Pointer = PointerOf<C>>,
        AccessOf<BesideOf<C, D>>: SharesAccess<AccessOf<C>>,
        FlowOf<BesideOf<C, D>>: SharesFlow<FlowOf<C>>,
        ThreadsOf<BesideOf<C, D>>: SharesThreads<ThreadsOf<C>>,
        RouteOf<C>: Accompanies,
        RouteOf<BesideOf<C, D>>: Accompanies,
        P::Pointer: PassesContext<BesideOf<C, D>>,
    {
        self.also::<D>().shim()
    }

    /// Keeps a C object for as long as the context.
    pub(crate) fn accompany(&self, companion: Companion) {
        self.held.accompany(companion);
    }

    /// Returns the address of the context.
    pub(crate) fn address(&self) -> *mut c_void {
        self.held.address()
    }

    /// Returns the number of the context.
    pub(crate) fn number(&self) -> *mut c_void {
        self.held.context()
    }

    /// Reports failures at once: no owner takes them.
    pub(crate) fn abandon(&self) {
        self.held.abandon_outcomes();
    }

    /// Returns true if the one call that the context is for was made.
    pub(crate) fn was_called(&self) -> bool {
        self.held.was_called()
    }

    /// Returns true if the context may be dropped on this thread.
    pub(crate) fn is_of_this_thread(&self) -> bool {
        self.held.is_of_this_thread()
    }

    /// Keeps the context until it is [taken back](Registration::take_back): the callback is being given to C.
    pub(crate) fn give(&self) {
        self.held.keep_place();
    }

    /// Releases the context: C has let go of the callback, or the registration unregisters it when it is closed.
    pub(crate) fn take_back(&self) {
        self.held.release_place();
    }

    /// Records that C was given a function that ends the context.
    pub(crate) fn expect_end(&self) {
        self.held.set_ends();
    }

    /// Takes a pending outcome, and lets calls run again if it kept them out, as a panic does.
    ///
    /// A panic comes before an error or `Break`, and that before a refusal: `None` when all are taken. The first of each kind is
    /// kept. A panic or refusal that is not taken is reported when the context is freed; an error that C received is not.
    pub fn outcome(&self) -> Option<Outcome<StopOf<C>>> {
        self.held.take()
    }

    /// Waits for an [`outcome`](Registration::outcome) and takes it. It returns `None` at once if C has ended the
    /// context, or the one call that consumes it has returned, and nothing is left.
    pub fn wait_outcome(&self, timeout: Duration) -> Option<Outcome<StopOf<C>>> {
        let deadline = Instant::now().checked_add(timeout);
        loop {
            let in_time = self.held.wait_left(deadline);
            // Read first: by then the outcome of the last call is there.
            let ended = self.held.released();
            let outcome = self.held.take();
            // Another thread may have taken it meanwhile.
            if outcome.is_some() || ended || !in_time {
                return outcome;
            }
        }
    }

    /// Sets a function that is called with each failure of a call, when there is an outcome to take: on the thread of
    /// the call, before C goes on. Its own panic is contained and reported.
    pub fn notify(&self, hook: impl Fn() + Send + Sync + 'static) {
        self.held.set_hook(Arc::new(hook));
    }

    /// Closes the context: no call runs any more, and the state is dropped as soon as none is inside. From
    /// inside the callback that is when the call has left.
    pub fn close(self) {}

    /// Closes the context like [`close`](Registration::close), and returns when no call is inside and its state is dropped.
    ///
    /// It waits for calls that have come in. A call that C has begun on another thread and that has not come in yet is refused,
    /// so that unregistering in C need not wait for it.
    ///
    /// # Errors
    ///
    /// [`CalledFromInside`]: the thread is inside the callback. The context is closed without waiting.
    ///
    /// The error is the same in a child of `fork`, if calls are inside a context of its parent: other threads do not go on there,
    /// so that its state is never dropped.
    pub fn close_and_wait(mut self) -> Result<(), CalledFromInside> {
        shut(&self.held, &mut self.on_close, self.ends_with_call);
        if self.held.is_inside() {
            return Err(CalledFromInside(()));
        }
        if self.held.wait_released() { Ok(()) } else { Err(CalledFromInside(())) }
    }
}

impl<C: Definition<Context: Sized>, O, F: OnClose> Drop for Registration<C, O, F> {
    fn drop(&mut self) {
        shut(&self.held, &mut self.on_close, self.ends_with_call);
    }
}

/// Unregisters, unless the one call has ended that, then closes, also when unregistering fails or panics.
fn shut<T, S, F: OnClose>(held: &Held<T, S>, on_close: &mut Option<F>, ends_with_call: bool) {
    struct Close<'a, T, S> {
        held: &'a Held<T, S>,
        unregistered: bool,
    }

    impl<T, S> Drop for Close<'_, T, S> {
        fn drop(&mut self) {
            if !self.unregistered {
                // C may still call, and its calls are refused; or end the context.
                self.held.set_ends();
            }
            self.held.close();
        }
    }

    let mut close = Close { held, unregistered: ends_with_call && held.was_called() };
    let on_close = on_close.take().filter(|_| !close.unregistered);
    close.unregistered = on_close.is_none_or(|on_close| on_close.unregister(held.core().subject()));
}

impl<C: Definition<Context: Sized>, O, F: OnClose> Debug for Registration<C, O, F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("callback", &C::__DECLARED.name)
            .field("context", &self.held.context())
            .finish_non_exhaustive()
    }
}
