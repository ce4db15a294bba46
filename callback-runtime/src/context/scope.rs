//! A context that is lent to C for one call.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ptr::NonNull;

use crate::abi::context_pointer::ContextPointer;
use crate::abi::fn_pointer::{convert, convert_safe, erase, reinterpret};
use crate::abi::pointers::{CFnPointer, SafeFnPointer};
use crate::abi::same_abi::Matches;
use crate::call::about::OfCallback;
use crate::call::access::{Access, Enters};
use crate::call::beside::{Beside, BesideOf};
use crate::call::definition::Definition;
use crate::call::definition::{AccessOf, FlowOf, PointerOf, RouteOf, SourceOf, StopOf, ThreadsOf};
use crate::call::leave;
use crate::call::owner::Borrowed;
use crate::call::passes_context::PassesContext;
use crate::call::shims::{Shim, ShimOf};
use crate::call::source::Comes;
use crate::call::terms::Terms;
use crate::context::bounds::{Accompanies, HasAccess, Lends, SharesFlow, SharesThreads};
use crate::frame::about::About;
use crate::frame::core::{Core, Frame, drop_contained};
use crate::frame::state::Entry;
use crate::frame::stopping::Stopping;
use crate::outcome::flow::Flow;
use crate::outcome::refused::{NoAnswer, Outcome, Reason, Refused};
use crate::outcome::report::Subject;

/// The borrowed context that a scope takes.
#[doc(hidden)]
pub type BorrowedBy<'b, C> = <AccessOf<C> as Access<<C as Definition>::Context>>::Borrowed<'b>;

/// The result of a scope.
#[doc(hidden)]
pub type HandedBy<C, R> = <FlowOf<C> as Flow>::CallResult<R>;

/// A callback and its context during a [`scope`](crate::Callback::scope), with the pointers for C.
///
/// The pointers may be copied out of the scope, but C must have stopped using them when it ends:
///
/// ```compile_fail
/// # use callback_runtime::{Callback, callback};
/// #[callback]
/// fn on_event(#[context] count: &mut usize) {
///     *count += 1;
/// }
///
/// let mut count = 0;
/// // error: the `Scope` itself cannot leave
/// let escaped = on_event::scope(&mut count, |cb| cb).unwrap();
/// ```
// With `repr(C)` all scopes have one layout, on which `also` relies.
#[repr(C)]
pub struct Scope<'s, C: Definition> {
    pub(crate) context: NonNull<c_void>,
    /// Its shim, if the context is not passed.
    pub(crate) shim: Option<unsafe extern "C" fn()>,
    /// A marker for a lifetime that is longer than this scope, for which its [stop function](Scope::on_stop) may be used, and
    /// for one thread. Invariant: with a shorter lifetime, the function could borrow what ends before the scope.
    pub(crate) lifetime: PhantomData<*mut &'s ()>,
    // Invariant: with a longer lifetime of the context, another callback on it could keep references that C lends.
    pub(crate) callback: PhantomData<fn(C) -> C>,
}

impl<C: Definition> core::fmt::Debug for Scope<'_, C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Scope").field("callback", &C::__DECLARED.name).field("context", &self.context).finish()
    }
}

// `shim` and `context` are always inlined: without optimisation each is one function less for every callback.
impl<'s, C: Definition> Scope<'s, C> {
    /// Returns the C function pointer, in the pointer type of the call site: `unsafe extern fn` or an
    /// `Option` of it.
    ///
    /// The two signatures are compared at compile time: ABI string, number of parameters, and each
    /// parameter and the result for width, sign and kind.
    #[inline(always)]
    pub fn shim<P: CFnPointer>(&self) -> P
    where
        C::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<C>,
    {
        // As in `pointer`, which is one function more for every callback.
        if SourceOf::<C>::IS_STACKED {
            if let Some(shim) = self.shim {
                // SAFETY: `run` erased it, which is a shim of this callback (`SAME-ABI`).
                return convert(unsafe { reinterpret::<_, C::Fn>(shim) });
            }
        }
        convert(<ShimOf<C, Borrowed> as Shim<_>>::SHIM)
    }

    /// Returns the [`shim`](Scope::shim) for declarations with a safe `extern fn`, as some in `libc` have. For a member of a
    /// struct, [`Filled`](crate::table::Filled) stores it without `unsafe`.
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
        unsafe { convert_safe(self.pointer()) }
    }

    /// Returns the function pointer, as an argument of a declared function.
    #[inline]
    pub(crate) fn erased(&self) -> unsafe extern "C" fn() {
        erase(self.pointer())
    }

    #[inline(always)]
    pub(crate) fn pointer(&self) -> C::Fn {
        if SourceOf::<C>::IS_STACKED {
            if let Some(shim) = self.shim {
                // SAFETY: `run` erased it, which is a shim of this callback (`SAME-ABI`).
                return unsafe { reinterpret(shim) };
            }
        }
        <ShimOf<C, Borrowed> as Shim<_>>::SHIM
    }

    /// Returns the user data to pass with the shim: `void *`, or the type named in `#[context(as = …)]`.
    ///
    /// It is never null, and no other live context has it.
    #[inline(always)]
    pub fn context(&self) -> PointerOf<C> {
        PointerOf::<C>::from_context(self.context.as_ptr())
    }

    /// Takes a pending outcome, a panic before an error before a refusal, and lets calls run again: for servers whose main loop is one C call.
    ///
    /// An outcome that is not taken is returned at the end of the scope. On a scope from [`also`](Scope::also) whose callback
    /// does not stop, though the other one does, this is `None`: take it from the scope that was opened.
    ///
    /// ```
    /// use callback_runtime::{Callback, Outcome, callback};
    /// # use core::ffi::{c_int, c_void};
    /// # type OnRequest = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;
    /// # type OnIdle = unsafe extern "C" fn(*mut c_void);
    /// # unsafe fn serve(f: OnRequest, user: *mut c_void, idle: OnIdle, idle_user: *mut c_void) -> [c_int; 3] {
    /// #     [1, 0, 2].map(|number| unsafe { let answer = f(number, user); idle(idle_user); answer })
    /// # }
    ///
    /// #[callback(ok = 0, err = -1)]
    /// fn on_request(number: c_int, #[context] served: &mut Vec<c_int>) -> Result<(), String> {
    ///     served.push(100_i32.checked_div(number).ok_or("no number")?);
    ///     Ok(())
    /// }
    ///
    /// #[callback]
    /// fn on_idle(#[context] take: &mut dyn FnMut()) {
    ///     take();
    /// }
    ///
    /// let (mut served, mut errors) = (vec![], vec![]);
    /// let answers = on_request::scope(&mut served, |request| {
    ///     let mut take = || match request.outcome() {
    ///         Some(Outcome::Stopped(error)) => errors.push(error),
    ///         Some(other) => panic!("{other:?}"),
    ///         None => {}
    ///     };
    ///     on_idle::scope(&mut take, |idle| unsafe {
    ///         serve(request.shim(), request.context(), idle.shim(), idle.context())
    ///     })
    /// });
    /// // The main loop went on after the error.
    /// assert_eq!(answers.unwrap(), Ok([0, -1, 0]));
    /// assert_eq!((served, errors), (vec![100, 50], vec!["no number".to_owned()]));
    /// ```
    pub fn outcome(&self) -> Option<Outcome<StopOf<C>>> {
        // SAFETY: the frame of the scope, which lives; every frame begins with its core (`CORE-FIRST`).
        let core = unsafe { self.context.cast::<Core>().as_ref() };
        if !core.identity().stops_with::<StopOf<C>>() {
            return None;
        }
        let frame = self.context.cast::<Frame<C::Context, StopOf<C>>>();
        // SAFETY: live as above. `scope` made it for this context, or for one that `also` has compared with it; the type of
        // errors is the one that it was made with (`STOP-TYPE`).
        unsafe { frame.as_ref() }.take()
    }

    /// Returns another callback on the same context, for C APIs that share one user data between several.
    ///
    /// Open the scope on the callback that returns a `Result` or `ControlFlow`, if there is one; all that do
    /// must stop with the same type.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::c_void;
    ///
    /// #[callback]
    /// fn on_start(#[context] depth: &mut usize) {
    ///     *depth += 1;
    /// }
    ///
    /// #[callback]
    /// fn on_end(#[context] depth: &mut usize) {
    ///     *depth -= 1;
    /// }
    ///
    /// # unsafe fn parse(start: unsafe extern "C" fn(*mut c_void), end: unsafe extern "C" fn(*mut c_void), data: *mut c_void) {
    /// #     unsafe { start(data); start(data); end(data) }
    /// # }
    /// let mut depth = 0;
    /// on_start::scope(&mut depth, |start| unsafe {
    ///     parse(start.shim(), start.also::<on_end>().shim(), start.context());
    /// })?;
    /// assert_eq!(depth, 1);
    /// # Ok::<(), callback_runtime::Refused>(())
    /// ```
    ///
    /// C must pass the user data to both. A context of the thread is of one callback alone:
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_start(#[context(thread_local)] depth: &mut usize) {
    ///     *depth += 1;
    /// }
    ///
    /// #[callback]
    /// fn on_end(#[context(thread_local)] depth: &mut usize) {
    ///     *depth -= 1;
    /// }
    ///
    /// on_start::scope(&mut 0, |start| {
    ///     let end: unsafe extern "C" fn() = start.also::<on_end>().shim();
    /// });
    /// ```
    ///
    /// A failure that ends the run of one ends it for all. A callback with `panic = abort` that refuses nothing ignores
    /// failures, and shares a context only with others of its kind:
    ///
    /// ```compile_fail,E0080
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_start(#[context] depth: &u32) {
    ///     assert!(*depth > 0);
    /// }
    ///
    /// #[callback(panic = abort)]
    /// fn on_end(#[context] depth: &u32) {
    ///     let _ = depth;
    /// }
    ///
    /// on_start::scope(&1, |start| {
    ///     let end: unsafe extern "C" fn(*mut core::ffi::c_void) = start.also::<on_end>().shim();
    /// });
    /// ```
    pub fn also<D>(&self) -> &Scope<'s, BesideOf<C, D>>
    where
        D: Definition<__Terms: Beside<D, C::Context>>,
        BesideOf<C, D>: Definition<Context = C::Context, __Terms: Terms<Pointer = PointerOf<C>>>,
        AccessOf<BesideOf<C, D>>: HasAccess<AccessOf<C>>,
        FlowOf<BesideOf<C, D>>: SharesFlow<FlowOf<C>>,
        ThreadsOf<BesideOf<C, D>>: SharesThreads<ThreadsOf<C>>,
        RouteOf<BesideOf<C, D>>: Accompanies,
    {
        const {
            let (looks, other_looks) = (C::__LOOKS, BesideOf::<C, D>::__LOOKS);
            let shared = matches!(AccessOf::<C>::ENTRY, Entry::Shared);
            assert!(
                !shared || looks == other_looks,
                "one of two callbacks on a context is `panic = abort` and would run after the other has failed; \
                 say so on both, or on neither"
            );
        }
        let (about, other) = (OfCallback::<C, Borrowed>::ABOUT, OfCallback::<BesideOf<C, D>, Borrowed>::ABOUT);
        if about.declared.bound != 0 && about.declared.bound != other.declared.bound {
            // SAFETY: the frame of the scope, which lives; every frame begins with its core.
            unsafe { self.context.cast::<Core>().as_ref() }.open::<C::Context>(other);
        }
        // SAFETY: scopes have one layout, and the callbacks one context and one route, for which none is kept. The
        // reference is no longer than that to this scope.
        unsafe { NonNull::from(self).cast::<Scope<'s, BesideOf<C, D>>>().as_ref() }
    }

    /// Returns the function pointer of another callback on this context: `cb.shim_of::<on_end, _>()` is
    /// `cb.also::<on_end>().shim()`. The context pointer is the one of this scope.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::c_void;
    /// # unsafe fn parse(start: unsafe extern "C" fn(*mut c_void), end: Option<unsafe extern "C" fn(*mut c_void)>, user: *mut c_void) {
    /// #     unsafe { start(user); end.unwrap()(user) }
    /// # }
    ///
    /// #[derive(Default)]
    /// struct Depth { now: usize, most: usize }
    ///
    /// #[callback(table)]
    /// impl Depth {
    ///     fn start(&mut self) {
    ///         self.now += 1;
    ///         self.most = self.most.max(self.now);
    ///     }
    ///
    ///     fn end(&mut self) {
    ///         self.now -= 1;
    ///     }
    /// }
    ///
    /// let mut depth = Depth::default();
    /// depth::Table::scope(&mut depth, |cb| unsafe {
    ///     parse(cb.shim_of::<depth::start, _>(), cb.shim_of::<depth::end, _>(), cb.context());
    /// })?;
    /// assert_eq!(depth.most, 1);
    /// # Ok::<(), callback_runtime::Refused>(())
    /// ```
    pub fn shim_of<D, P: CFnPointer>(&self) -> P
    where
        D: Definition<__Terms: Beside<D, C::Context>>,
        BesideOf<C, D>:
            Definition<Context = C::Context, __Terms: Terms<Pointer = PointerOf<C>>, Fn: Matches<P::Pointer>>,
        AccessOf<BesideOf<C, D>>: HasAccess<AccessOf<C>>,
        FlowOf<BesideOf<C, D>>: SharesFlow<FlowOf<C>>,
        ThreadsOf<BesideOf<C, D>>: SharesThreads<ThreadsOf<C>>,
        RouteOf<BesideOf<C, D>>: Accompanies,
        P::Pointer: PassesContext<BesideOf<C, D>>,
    {
        self.also::<D>().shim()
    }
}

/// The frame of a scope on the stack, with the value if it is passed by value.
///
/// It is generic over the types of a context, not the callback, so that callbacks of one kind share its code.
pub(crate) struct Lent<'b, T: ?Sized + 'b, A: Access<T>, F: Flow> {
    frame: Frame<T, F::Stop>,
    borrowed: ManuallyDrop<A::Borrowed<'b>>,
}

impl<'b, T: ?Sized + 'b, A: Access<T>, F: Flow> Lent<'b, T, A, F> {
    pub(crate) fn new(about: &'static About, context: A::Borrowed<'b>) -> Self {
        let mut borrowed = ManuallyDrop::new(context);
        // Not the final address of the value, which `open` sets.
        let value = A::pointer(&mut borrowed);
        Lent { frame: Frame::lent(value, about), borrowed }
    }

    /// Returns the context pointer. It is valid until this is used again, or moved.
    pub(crate) fn open(&mut self) -> NonNull<c_void> {
        let value = A::pointer(&mut self.borrowed);
        self.frame.point_at(value);
        NonNull::from(&mut self.frame).cast()
    }

    /// Returns the pending outcome, or else what C returned. No call is inside any more.
    pub(crate) fn close<R>(self, returned: R) -> Result<R, NoAnswer<F::Stop>> {
        match self.frame.take() {
            None => Ok(returned),
            Some(Outcome::Panicked(payload)) => {
                let callback = self.frame.core().subject();
                drop(self);
                resume(callback, returned, payload)
            }
            Some(Outcome::Stopped(stop)) => Err(NoAnswer::Stopped(stop)),
            Some(Outcome::Refused(refused)) => Err(NoAnswer::Refused(refused)),
        }
    }

    /// Closes the frame like [`close`](Lent::close); `returned` is `None` if a callback left the C function.
    pub(crate) fn close_left<R>(self, returned: Option<R>) -> Result<R, NoAnswer<F::Stop>> {
        let callback = self.frame.core().callback();
        // It left without its context.
        self.close(returned)?.ok_or_else(|| NoAnswer::Refused(Refused::call(callback, Reason::NoContext)))
    }
}

/// Converts the pending outcome to the result of the scope.
pub(crate) fn hand_over<F: Flow, R>(result: Result<R, NoAnswer<F::Stop>>) -> F::CallResult<R> {
    match result {
        Ok(returned) => F::answered(returned),
        Err(NoAnswer::Stopped(stop)) => F::stopped(stop),
        Err(NoAnswer::Refused(refused)) => F::refused(refused),
    }
}

impl<'b, T: ?Sized + 'b, A: Access<T>, F: Flow> Drop for Lent<'b, T, A, F> {
    fn drop(&mut self) {
        let consumed = A::ENTRY == Entry::Once && self.frame.core().state().consumed();
        if !consumed {
            // SAFETY: dropped here alone; no call consumed the value, and none is inside any more.
            unsafe { ManuallyDrop::drop(&mut self.borrowed) };
        }
        // Further outcomes behind the one that is returned; or all, if `body` unwinds past a callback that failed.
        self.frame.report_left();
        let core = self.frame.core();
        // SAFETY: no call is inside, and the frame ends here.
        unsafe { Stopping::free(core.owner_pointer(), core.subject()) };
    }
}

/// Lends a context to C while `body` runs: [`Callback::scope`](crate::Callback::scope) with the pending outcome as it is. A panic of
/// a call is resumed.
///
/// # Errors
///
/// The stop value of the callback, or the reason why a call was refused.
#[doc(hidden)]
#[inline]
pub fn lend<'b, C, R>(
    context: BorrowedBy<'b, C>,
    body: impl FnOnce(&Scope<'b, C>) -> R,
) -> Result<R, NoAnswer<StopOf<C>>>
where
    C: Definition<__Terms: Terms<Route: Lends>>,
    C::Context: 'b,
{
    let mut lent = Lent::<C::Context, AccessOf<C>, FlowOf<C>>::new(OfCallback::<C, Borrowed>::ABOUT, context);
    let context = lent.open();
    let scope = |shim| Scope { context, shim, lifetime: PhantomData, callback: PhantomData };
    if const { is_plain::<C>() } {
        let returned = body(&scope(None));
        return lent.close(returned);
    }
    match run::<C, _>(context, |shim| body(&scope(shim))) {
        Ok(returned) => lent.close_left(returned),
        Err(reason) => {
            let refused = Refused::call(C::__DECLARED.name, reason);
            // A pending outcome takes precedence, or is reported.
            lent.close_left(None::<R>).map_err(|left| match left {
                NoAnswer::Refused(_) => NoAnswer::Refused(refused),
                stopped @ NoAnswer::Stopped(_) => stopped,
            })
        }
    }
}

/// Runs [`Callback::scope`](crate::Callback::scope) if the context is not passed, or the function may not return.
#[doc(hidden)]
pub fn scope<'b, C, R>(context: BorrowedBy<'b, C>, body: impl FnOnce(&Scope<'b, C>) -> R) -> HandedBy<C, R>
where
    C: Definition<__Terms: Terms<Route: Lends>>,
    C::Context: 'b,
{
    hand_over::<FlowOf<C>, R>(lend::<C, R>(context, body))
}

/// Returns true if the body of a scope is run as it is. Then [`run`] is not compiled either.
const fn is_plain<C: Definition<__Terms: Terms<Route: Lends>>>() -> bool {
    !<RouteOf<C> as Lends>::STACKED && !<FlowOf<C> as Flow>::DIVERGES
}

/// Runs the body of a scope that has a shim of its own, or that the callback may leave. The result is `None` if it was left.
///
/// # Errors
///
/// No shim is left, or the scope has moved to another thread.
fn run<C, R>(
    frame: NonNull<c_void>,
    body: impl FnOnce(Option<unsafe extern "C" fn()>) -> R,
) -> Result<Option<R>, Reason>
where
    C: Definition<__Terms: Terms<Route: Lends>>,
{
    let run = || if <RouteOf<C> as Lends>::STACKED { stacked::<C, _>(frame, body) } else { Ok(body(None)) };
    if <FlowOf<C> as Flow>::DIVERGES {
        leave::catch(|left| left.leaves(C::__DECLARED.name, frame.as_ptr()), run).ok().transpose()
    } else {
        run().map(Some)
    }
}

/// Registers the frame in the table of the thread, for callbacks whose context is not passed.
#[cfg(feature = "std")]
fn stacked<C, R>(frame: NonNull<c_void>, body: impl FnOnce(Option<unsafe extern "C" fn()>) -> R) -> Result<R, Reason>
where
    C: Definition,
{
    let opened = crate::call::stacked::Opened::new(crate::abi::type_id::of::<C>(), frame).ok_or(Reason::Full)?;
    let returned = body(Some(erase(crate::call::stacked::shim::<C>(opened.shim()))));
    // Calls on the other thread have not found the context.
    if opened.has_moved() { Err(Reason::Thread) } else { Ok(returned) }
}

#[cfg(not(feature = "std"))]
#[allow(clippy::extra_unused_type_parameters, reason = "as with thread-locals")]
#[allow(clippy::unnecessary_wraps, reason = "as with thread-locals")]
fn stacked<C: Definition, R>(
    _frame: NonNull<c_void>,
    body: impl FnOnce(Option<unsafe extern "C" fn()>) -> R,
) -> Result<R, Reason> {
    Ok(body(None))
}

/// Resumes a kept panic at the call of the C function.
#[cfg(feature = "std")]
fn resume<R>(callback: Subject, returned: R, payload: crate::outcome::panics::Payload) -> ! {
    drop_contained(callback, returned);
    std::panic::resume_unwind(payload)
}

#[cfg(not(feature = "std"))]
fn resume<R>(callback: Subject, returned: R, payload: crate::outcome::panics::Payload) -> ! {
    drop_contained(callback, returned);
    match payload {}
}

/// Lends a callback that may be `None` to a C call, as [`lend`] does.
///
/// # Errors
///
/// Fails as [`lend`] does.
#[doc(hidden)]
#[inline]
pub fn lend_option<'b, C, R>(
    closure: Option<BorrowedBy<'b, C>>,
    body: impl FnOnce(Option<&Scope<'b, C>>) -> R,
) -> Result<R, NoAnswer<StopOf<C>>>
where
    C: Definition<__Terms: Terms<Route: Lends>>,
    C::Context: 'b,
{
    match closure {
        Some(closure) => lend::<C, R>(closure, |scope| body(Some(scope))),
        None => Ok(body(None)),
    }
}
