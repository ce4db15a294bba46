//! The trait that the attribute implements, and what a user does with an annotated function.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

use crate::fn_pointer::{CFnPointer, FnPointer, SafeFnPointer, convert, convert_safe};
use crate::same_abi::Matches;
use crate::user_data::PassesContext;
#[cfg(feature = "std")]
use std::vec::Vec;

use crate::about::OfCallback;
use crate::access::Access;
use crate::after::After;
use crate::answer::{EndOf, HeldBy, PassedTo, Promise, ReturnOf};
#[cfg(feature = "std")]
use crate::bounds::{Across, Consumes, Embeds, HasSlots, Registers, Repeats};
use crate::bounds::{HasShim, Lends};
#[cfg(feature = "std")]
use crate::embed::Embed;
#[cfg(feature = "std")]
use crate::embedded::Embedded;
use crate::flow::Flow;
#[cfg(feature = "std")]
use crate::full::Full;
use crate::owner::{Any, Borrowed};
#[cfg(feature = "std")]
use crate::owner::{Handled, Owned, Shared, Slotted};
#[cfg(feature = "std")]
use crate::registered::{Held, Place};
#[cfg(feature = "std")]
use crate::registration::Registration;
use crate::report;
use crate::scope::{Lent, Scope, hand_over};
use crate::shims::{Shim, ShimOf, Shims};
#[cfg(feature = "std")]
use crate::slot::Slot;
use crate::source::Source;
use crate::terms::{AccessOf, FlowOf, Terms};

/// What the attribute says of a callback in values, as the calls know it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    pub(crate) name: &'static str,
    /// The names of the parameters, with commas between them.
    parameters: &'static str,
    /// The declaration in C, where it is one piece.
    c: &'static str,
    pub(crate) captures: bool,
    pub(crate) refuses: bool,
    pub(crate) fails_with_errno: bool,
    pub(crate) after: After,
    place: report::Place,
    /// The name that its lent contexts are bound to.
    pub(crate) bound: &'static str,
    fail: MaybeUninit<u64>,
}

impl Declared {
    /// Of a callback that captures panics.
    pub const fn new(name: &'static str, parameters: &'static str, c: &'static str) -> Self {
        Declared {
            name,
            parameters,
            c,
            captures: true,
            refuses: true,
            fails_with_errno: false,
            after: After::DEFAULT,
            place: report::Place::Hook,
            bound: "",
            fail: MaybeUninit::uninit(),
        }
    }

    /// A panic ends the process; `refuses` says whether an argument or the result can be refused.
    #[must_use]
    pub const fn aborting(self, refuses: bool) -> Self {
        Declared { captures: false, refuses, ..self }
    }

    /// The context may borrow: where it is lent, it goes to the callbacks of this name alone.
    #[must_use]
    pub const fn bound_to(self, name: &'static str) -> Self {
        Declared { bound: name, ..self }
    }

    /// `errno` is set where C gets the `fail` value.
    #[must_use]
    pub const fn failing_with_errno(self) -> Self {
        Declared { fails_with_errno: true, ..self }
    }

    /// `report = none`
    #[must_use]
    pub const fn unreported(self) -> Self {
        Declared { place: report::Place::Nowhere, ..self }
    }

    /// `report = PATH`
    #[must_use]
    pub const fn reported_to(self, function: fn(&report::Report<'_>)) -> Self {
        Declared { place: report::Place::Function(function), ..self }
    }

    /// The callback, for its reports.
    pub(crate) const fn subject(&self) -> report::Subject {
        report::Subject { name: self.name, place: self.place }
    }

    /// `after(panic = …)`: calls go on after a panic, or none runs until it is taken.
    #[must_use]
    pub const fn after_panic(self, runs: bool) -> Self {
        Declared { after: After { panic: Some(runs), ..self.after }, ..self }
    }

    /// `after(err = …)` and `after(break = …)`.
    #[must_use]
    pub const fn after_stop(self, runs: bool) -> Self {
        Declared { after: After { stop: Some(runs), ..self.after }, ..self }
    }

    /// `after(refused = …)`.
    #[must_use]
    pub const fn after_refused(self, runs: bool) -> Self {
        Declared { after: After { refused: Some(runs), ..self.after }, ..self }
    }

    /// C gets a value that is computed from an error.
    #[must_use]
    pub const fn answering(self) -> Self {
        Declared { after: After { answers: true, ..self.after }, ..self }
    }

    /// Errors are reported to C by `on_fail`.
    #[must_use]
    pub const fn telling(self) -> Self {
        Declared { after: After { answers: true, told: true, ..self.after }, ..self }
    }

    /// C gets this number where the callback cannot answer.
    #[must_use]
    pub const fn failing<T: Copy>(self, number: T) -> Self {
        union Number<T: Copy> {
            number: T,
            fail: MaybeUninit<u64>,
        }

        const { assert!(size_of::<T>() <= size_of::<u64>() && align_of::<T>() <= align_of::<u64>()) };
        // SAFETY: it need not be initialised.
        Declared { fail: unsafe { Number { number }.fail }, ..self }
    }

    /// The number that [`failing`](Declared::failing) has been given.
    ///
    /// # Safety
    ///
    /// `T` is its type, or `()`.
    #[inline]
    pub(crate) unsafe fn fail<T>(&self) -> T {
        // SAFETY: `fail` requires that `T` is the type that the number was written as.
        unsafe { (&raw const self.fail).cast::<T>().read() }
    }

    /// Whether a call looks at the state of its context: something can be kept there.
    pub(crate) const fn looks(self) -> bool {
        self.captures || self.refuses
    }

    /// What messages call a parameter.
    pub(crate) fn parameter(&self, index: usize) -> Option<&'static str> {
        self.parameters.split(',').nth(index)
    }
}

/// A function that C can call: what `#[callback]` makes of an annotated function.
///
/// It is implemented for a type of the function's name, which has no values. Import the trait to reach
/// [`scope`](Callback::scope) and [`shim`](Callback::shim).
///
/// ```
/// use callback_runtime::{Callback, callback};
/// use core::cmp::Ordering;
///
/// /// `int (*compar)(const void *, const void *, void *)`
/// #[callback]
/// fn by_age(a: &u32, b: &u32, #[context] calls: &mut usize) -> Ordering {
///     *calls += 1;
///     a.cmp(b)
/// }
///
/// # #[cfg(target_os = "linux")] {
/// let mut ages = [40_u32, 7, 23];
/// let mut calls = 0;
/// by_age::scope(&mut calls, |cb| unsafe {
///     libc::qsort_r(ages.as_mut_ptr().cast(), 3, 4, cb.shim(), cb.context());
/// })?;
/// assert_eq!(ages, [7, 23, 40]);
/// assert!(calls >= 2);
/// # }
/// # Ok::<(), callback_runtime::Refused>(())
/// ```
///
/// # Safety
///
/// For the attribute alone. The hidden items must belong together and to the annotated function: where `__Terms` say that the
/// context is among what C passes it is, the functions take what the parameters of `Fn` are and give what its result is, and
/// `__SHIMS` are made for this callback.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a callback",
    note = "`#[callback]` on a function makes a type of the function's name that is one"
)]
pub unsafe trait Callback: Sized {
    /// The type of the shim: `unsafe extern "C" fn(…) -> …`, in the C types of the parameters.
    type Fn: FnPointer;

    /// The state behind the context pointer: `T` of `#[context] x: &mut T`, `&T` or `T`; `()` without one.
    type Context: ?Sized;

    /// The shim, for a context of any owner.
    ///
    /// # Safety
    ///
    /// Calling it is what C does: every argument must be what the annotated function declares, valid for
    /// the call, what is behind a format must be what that says, and the context must be one that an owner of this
    /// callback gave out and still keeps. The expressions of `#[len]` and `#[context(from)]` must be sound to evaluate on
    /// the arguments.
    ///
    /// A type parameter stands for data that Rust gave to C, which C passes back: it lives as long as the type says. The
    /// same holds for a lifetime that a type of your own has in its definition, such as a member `&'static str`.
    const SHIM: Self::Fn = <ShimOf<Self, Any> as Shim<_>>::SHIM;

    /// The name in messages: the path of the function.
    const NAME: &'static str = Self::__DECLARED.name;

    /// The prototype in C, with C's names for all types: what a header declares for such a callback.
    ///
    /// A type of your own has the name that it declares with [`CName`](crate::CName), and its Rust name where it
    /// declares none. `()` is `void`, a `Result` or `ControlFlow` is what C gets for it.
    ///
    /// ```
    /// use callback_runtime::{Callback, CName, callback};
    /// use core::{cmp::Ordering, ffi::CStr};
    ///
    /// struct Person { age: u32 }
    ///
    /// impl CName for Person {
    ///     const C_NAME: &'static str = "struct person";
    /// }
    ///
    /// #[callback]
    /// fn by_age(a: &Person, b: &Person, #[context] calls: &mut usize) -> Ordering {
    ///     *calls += 1;
    ///     a.age.cmp(&b.age)
    /// }
    ///
    /// assert_eq!(by_age::C_DECLARATION, "int by_age(const struct person *a, const struct person *b, void *calls);");
    /// ```
    const C_DECLARATION: &'static str = crate::declaration::Text::<crate::declaration::OfCallback<Self>>::TEXT;

    #[doc(hidden)]
    type __Terms: Terms<Access: Access<Self::Context>, Source: Source<PassedTo<Self>>>;
    /// What the attribute says, in one constant: each item of an impl costs its time to compile.
    #[doc(hidden)]
    const __DECLARED: Declared;
    // What follows has the commonest value.
    /// The declaration in C, in pieces.
    #[doc(hidden)]
    const __C_PIECES: &'static [&'static str] = &[Self::__DECLARED.c];
    /// The documentation, line by line.
    #[doc(hidden)]
    const __DOCS: &'static [&'static str] = &[];
    /// The shims, where they are not those that are common to all callbacks of the type.
    #[doc(hidden)]
    const __SHIMS: Option<Shims<Self>> = None;
    /// Whether a function says what C gets where the callback cannot answer. Else it is the number in `__DECLARED`, of the
    /// type of the result, or the result is `()`.
    #[doc(hidden)]
    const __FAILS: bool = false;
    /// What C gets then.
    #[doc(hidden)]
    fn __fail() -> ReturnOf<Self> {
        unreachable!("it is a number, or nothing, or the callback has shims of its own")
    }
    /// One call: converts what C passed, calls the function, converts its result.
    #[doc(hidden)]
    fn __body(_promise: Promise, _passed: PassedTo<Self>, _held: HeldBy<'_, Self>) -> EndOf<Self> {
        unreachable!("the callback has shims of its own")
    }
    /// Finds the context, where what C passed is not enough.
    #[doc(hidden)]
    fn __context(_promise: Promise, _passed: &PassedTo<Self>) -> *mut c_void {
        unreachable!("the context is passed")
    }
    #[cfg(feature = "std")]
    #[doc(hidden)]
    fn __slots() -> &'static [Slot] {
        &[]
    }
    #[cfg(feature = "std")]
    #[doc(hidden)]
    fn __slot_shim(_slot: usize) -> Option<Self::Fn> {
        None
    }

    /// Lends the context to C while `body` runs, and hands back what the calls left.
    ///
    /// `body` calls C with [`Scope::shim`] and [`Scope::context`]. It is for C functions that use the
    /// callback during the call alone, as `qsort` does, and for objects that are destroyed before it
    /// returns. Scopes nest.
    ///
    /// The context is what the `#[context]` parameter says: `&mut T`, `&T`, a raw pointer, or a `T` that
    /// the one call consumes and that is dropped if none comes.
    ///
    /// What is returned depends on what the function returns:
    ///
    /// | function | scope |
    /// | --- | --- |
    /// | `Result<T, E>` | `Result<R, Failed<E>>` |
    /// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, Refused>` |
    /// | anything else | `Result<R, Refused>` |
    ///
    /// `R` is the result of `body`. It is dropped where the callback stopped; keep it in a variable outside
    /// where it matters then.
    ///
    /// Another callback on the same context comes from [`Scope::also`]. A call for which C passes a null
    /// context has nowhere to leave its refusal: it is reported to [`set_report_hook`](crate::set_report_hook).
    ///
    /// # Errors
    ///
    /// What the function returned as `Err`, or that a call was refused: see [`Refused`](crate::Refused).
    ///
    /// # Panics
    ///
    /// Resumes the panic of the callback.
    fn scope<'b, R>(
        context: <AccessOf<Self> as Access<Self::Context>>::Borrowed<'b>,
        body: impl FnOnce(&Scope<'_, Self>) -> R,
    ) -> <FlowOf<Self> as Flow>::Handed<R>
    where
        Self: Callback<__Terms: Terms<Route: Lends>>,
        Self::Context: 'b,
    {
        // For a context that C passes, and a function that comes back; the attribute writes another for the others.
        // Not in a function of its own, of which there would be one more to compile for each callback.
        let mut lent =
            Lent::<Self::Context, AccessOf<Self>, FlowOf<Self>>::new(OfCallback::<Self, Borrowed>::ABOUT, context);
        let scope = Scope { context: lent.open(), number: 0, lifetime: PhantomData, callback: PhantomData };
        let returned = body(&scope);
        hand_over::<FlowOf<Self>, R>(lent.close(returned))
    }

    /// Registers a context that C keeps and uses on this thread: until the [`Registration`] is dropped, or until
    /// C's destroy notify.
    ///
    /// It is for the many C functions that store a function pointer and a `void *` and call it later, from the
    /// caller's thread or its event loop.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::c_void;
    /// # static mut EMITTER: Option<(unsafe extern "C" fn(i32, *mut c_void), *mut c_void)> = None;
    /// # unsafe fn subscribe(f: unsafe extern "C" fn(i32, *mut c_void), data: *mut c_void) { unsafe { EMITTER = Some((f, data)) } }
    /// # unsafe fn emit(value: i32) { unsafe { if let Some((f, data)) = EMITTER { f(value, data) } } }
    /// # unsafe fn unsubscribe() { unsafe { EMITTER = None } }
    ///
    /// #[callback]
    /// fn on_value(value: i32, #[context] seen: &mut Vec<i32>) {
    ///     assert!(value >= 0, "negative");
    ///     seen.push(value);
    /// }
    ///
    /// let registration = on_value::own(Vec::new());
    /// unsafe { subscribe(registration.shim(), registration.context()) };
    /// let registration = registration.on_close(|| unsafe { unsubscribe() });
    /// unsafe { emit(1) };
    /// assert!(registration.outcome().is_none());
    /// # std::panic::set_hook(Box::new(|_| {}));
    /// unsafe { emit(-1) };
    /// assert!(matches!(registration.outcome(), Some(callback_runtime::Outcome::Panicked(_))));
    /// ```
    ///
    /// The context cannot borrow what may go before it does:
    ///
    /// ```compile_fail,E0597
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_value(value: i32, #[context] seen: &mut &mut Vec<i32>) {
    ///     seen.push(value);
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let registration = on_value::own(&mut seen);
    /// ```
    #[cfg(feature = "std")]
    fn own(context: Self::Context) -> Registration<Self>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<Route: Registers, Access: Repeats, Flow: Flow<Stop: 'static>>,
            >,
    {
        let held = Held::new(OfCallback::<Self, Owned>::ABOUT, context, Place::Direct);
        Registration::new(held, <ShimOf<Self, Owned> as Shim<_>>::SHIM)
    }

    /// Registers a context that C uses from several threads.
    ///
    /// The context must be `Send`, and `Sync` too where the callback takes it as `&T`: then several calls may be
    /// inside at once. A callback that takes `&mut T` lets one call in at a time; one that comes meanwhile on
    /// another thread is refused.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    /// # use core::ffi::c_void;
    ///
    /// #[callback]
    /// fn on_event(#[context] count: &AtomicU32) {
    ///     count.fetch_add(1, Relaxed);
    /// }
    ///
    /// let registration = on_event::share(AtomicU32::new(0));
    /// # struct P(unsafe extern "C" fn(*mut c_void), *mut c_void);
    /// # unsafe impl Send for P {}
    /// # let p = P(registration.shim(), registration.context());
    /// # std::thread::spawn(move || { let p = p; unsafe { p.0(p.1) } }).join().unwrap();
    /// // … C calls on its threads, until:
    /// registration.close_and_wait()?;
    /// # Ok::<(), callback_runtime::Inside>(())
    /// ```
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_event(#[context] count: &std::cell::Cell<u32>) {
    ///     count.set(count.get() + 1);
    /// }
    ///
    /// let registration = on_event::share(std::cell::Cell::new(0));
    /// ```
    #[cfg(feature = "std")]
    fn share(context: Self::Context) -> Registration<Self, Shared>
    where
        Self: Callback<
                Context: Sized + Send + 'static,
                __Terms: Terms<Route: Registers, Flow: Flow<Stop: Send + 'static>>,
            >,
        AccessOf<Self>: Repeats + Across<Self::Context>,
    {
        let held = Held::new(OfCallback::<Self, Shared>::ABOUT, context, Place::Direct).of_any_thread();
        Registration::new(held, <ShimOf<Self, Shared> as Shim<_>>::SHIM)
    }

    /// Registers a context that one call consumes: a job, a completion, the start of a thread.
    ///
    /// C is given a number and not an address, so that a second call is refused and not undefined. If no call
    /// comes, the context is dropped with the registration.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::ffi::c_void;
    ///
    /// type Job = Box<dyn FnOnce() + Send>;
    ///
    /// #[callback(threads, fail = core::ptr::null_mut())]
    /// fn run(#[context] job: Job) -> *mut c_void {
    ///     job();
    ///     core::ptr::null_mut()
    /// }
    ///
    /// # #[cfg(unix)] {
    /// let (sender, receiver) = std::sync::mpsc::channel();
    /// let registration = run::once(Box::new(move || sender.send(42).unwrap()));
    /// let mut thread = core::mem::MaybeUninit::uninit();
    /// unsafe {
    ///     let start = registration.shim_safe();
    ///     assert_eq!(libc::pthread_create(thread.as_mut_ptr(), core::ptr::null(), start, registration.into_context()), 0);
    ///     libc::pthread_join(thread.assume_init(), core::ptr::null_mut());
    /// }
    /// assert_eq!(receiver.recv(), Ok(42));
    /// # }
    /// ```
    ///
    /// A callback that takes its context by reference does not consume it:
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn run(#[context] runs: &mut u32) {
    ///     *runs += 1;
    /// }
    ///
    /// let registration = run::once(0);
    /// ```
    ///
    /// With `threads` the context must be `Send`:
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::{Callback, callback};
    /// #[callback(threads)]
    /// fn run(#[context] job: Box<dyn FnOnce()>) {
    ///     job();
    /// }
    /// ```
    #[cfg(feature = "std")]
    fn once(context: Self::Context) -> Registration<Self, Handled>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<Route: Registers, Access: Consumes, Flow: Flow<Stop: 'static>>,
            >,
    {
        handled(context)
    }

    /// Registers a context for C code that may call after it was told not to.
    ///
    /// C is given a number and not an address. It is never used again, so that a late call is refused and
    /// reported, and an invented number too; looking it up takes no lock.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// # use core::ffi::c_void;
    ///
    /// #[callback(fail = -1)]
    /// fn on_event(#[context] count: &mut i32) -> i32 {
    ///     *count += 1;
    ///     *count
    /// }
    ///
    /// let registration = on_event::handle(0);
    /// let (shim, data): (unsafe extern "C" fn(*mut c_void) -> i32, _) = (registration.shim(), registration.context());
    /// // SAFETY: C has a number, which may be used for ever.
    /// assert_eq!(unsafe { shim(data) }, 1);
    /// drop(registration);
    /// assert_eq!(unsafe { shim(data) }, -1);
    /// ```
    ///
    /// The context cannot borrow:
    ///
    /// ```compile_fail,E0597
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_event(#[context] seen: &mut &mut Vec<i32>) {
    ///     seen.push(1);
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let registration = on_event::handle(&mut seen);
    /// ```
    #[cfg(feature = "std")]
    fn handle(context: Self::Context) -> Registration<Self, Handled>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<Route: Registers, Access: Repeats, Flow: Flow<Stop: 'static>>,
            >,
    {
        handled(context)
    }

    /// Takes a slot for a context that C knows nothing of: `#[context(static)]` and `#[context(pool = N)]`.
    ///
    /// It is for C functions that keep a function pointer and pass it no user data. Each slot has a shim of its
    /// own, so that as many contexts can be registered at once as there are slots. A slot is free when its context and its
    /// registration are dropped, also after the one call that consumes the context. A late call for a free slot is refused; the slot
    /// that was used least is taken first.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    ///
    /// #[callback]
    /// fn on_exit(#[context(pool = 2)] name: &mut String) {
    ///     name.push('!');
    /// }
    ///
    /// let first = on_exit::acquire("first".to_owned()).unwrap();
    /// let second = on_exit::acquire("second".to_owned()).unwrap();
    /// let (one, two): (unsafe extern "C" fn(), unsafe extern "C" fn()) = (first.shim(), second.shim());
    /// unsafe { one() };
    /// // Nothing is lost where every slot is taken.
    /// assert_eq!(on_exit::acquire("third".to_owned()).unwrap_err().into_context(), "third");
    /// drop(first);
    /// assert!(on_exit::acquire("third".to_owned()).is_ok());
    /// ```
    ///
    /// The context cannot borrow:
    ///
    /// ```compile_fail,E0597
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_exit(#[context(static)] seen: &mut &mut Vec<i32>) {
    ///     seen.push(1);
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let registration = on_exit::acquire(&mut seen);
    /// ```
    ///
    /// # Signal handlers
    ///
    /// The way from C to the function takes no lock and allocates nothing, so that a signal handler may have a
    /// `static` context. What POSIX calls async-signal-safe ends where something has to be kept or said: write
    /// `panic = abort`, take `&T` (a signal may interrupt its own handler) and only parameters that cannot be
    /// refused, return no `Result` and no `ControlFlow`. Put the old handler back with
    /// [`on_close`](Registration::on_close), or never close: the last call to leave a closed context drops it, and
    /// that may be a handler on another thread.
    ///
    /// # Errors
    ///
    /// Every slot is taken: the context comes back.
    #[cfg(feature = "std")]
    fn acquire(context: Self::Context) -> Result<Registration<Self, Slotted>, Full<Self::Context>>
    where
        Self: Callback<Context: Sized + 'static, __Terms: Terms<Route: HasSlots, Flow: Flow<Stop: 'static>>>,
    {
        let mut free: Vec<_> = Self::__slots().iter().enumerate().collect();
        // Other threads change the generations meanwhile: each is read once.
        free.sort_by_cached_key(|(_, slot)| slot.generation());
        let Some((index, slot)) = free.into_iter().find(|(_, slot)| slot.take()) else {
            return Err(Full::new(context));
        };
        let shim = Self::__slot_shim(index).expect("there is a shim for each slot");
        let held = Held::new(OfCallback::<Self, Slotted>::ABOUT, context, Place::Slot(slot, slot.next_generation()));
        Ok(Registration::new(held, shim))
    }

    /// Makes an object for C that begins with a struct of C's and has a context: for `#[context(embedded = TYPE)]`.
    ///
    /// Many C libraries have no `void *` and pass their own object, which the implementation makes longer: sqlite's virtual
    /// tables and cursors, wayland's listeners. `base` is what C sees of it.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    ///
    /// #[repr(C)]
    /// struct Listener {
    ///     next: *mut Listener,
    ///     notify: Option<unsafe extern "C" fn(*mut Listener, i32)>,
    /// }
    ///
    /// #[callback]
    /// fn on_event(#[context(embedded = Listener)] seen: &mut Vec<i32>, event: i32) {
    ///     seen.push(event);
    /// }
    ///
    /// let listener = on_event::embed(Listener { next: core::ptr::null_mut(), notify: on_event::shim() }, vec![]);
    /// # let object = listener.as_ptr();
    /// // … C is given `listener.as_ptr()`, and calls:
    /// unsafe { (*object).notify.unwrap()(object, 42) };
    /// assert!(listener.outcome().is_none());
    /// ```
    ///
    /// C has the object until [`Embedded`](crate::Embedded) is dropped, or until it ends it by a method that takes `self` by
    /// value. Objects are known by their addresses, so that any other pointer is refused: an object of another library, or a
    /// copy that C has made of this one.
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_event(#[context] seen: &mut Vec<i32>, event: i32) {
    ///     seen.push(event);
    /// }
    ///
    /// let object = on_event::embed(0_u64, vec![]);
    /// ```
    #[cfg(feature = "std")]
    fn embed<B: 'static>(base: B, context: Self::Context) -> Embedded<B, Self>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<
                    Access: Repeats,
                    Flow: Flow<Stop: 'static>,
                    Pointer = Embed<B, <Self as Callback>::Context>,
                    Route: Embeds,
                >,
            >,
    {
        Embedded::new(base, context)
    }

    /// The shim for a context of any owner, as the pointer type that the call site has.
    ///
    /// This is the way to a callback without `#[context]`. The two signatures are compared at compile time.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::{cmp::Ordering, ffi::c_void};
    ///
    /// #[callback]
    /// fn ascending(a: &u32, b: &u32) -> Ordering {
    ///     a.cmp(b)
    /// }
    ///
    /// let mut numbers = [3_u32, 1, 2];
    /// unsafe { libc::qsort(numbers.as_mut_ptr().cast::<c_void>(), 3, 4, ascending::shim()) };
    /// assert_eq!(numbers, [1, 2, 3]);
    /// ```
    fn shim<P: CFnPointer>() -> P
    where
        Self: Callback<__Terms: Terms<Route: HasShim>>,
        Self::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<Self>,
    {
        convert(Self::SHIM)
    }

    /// As [`shim`](Callback::shim), for declarations that ask for a safe `extern fn`.
    ///
    /// # Safety
    ///
    /// The pointer must not be called by safe code, although its type allows it: see [`SHIM`](Callback::SHIM).
    unsafe fn shim_safe<P: SafeFnPointer>() -> P
    where
        Self: Callback<__Terms: Terms<Route: HasShim>>,
        Self::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<Self>,
    {
        // SAFETY: `shim_safe` requires of its caller what `convert_safe` does.
        unsafe { convert_safe(Self::SHIM) }
    }
}

#[cfg(feature = "std")]
fn handled<C>(context: C::Context) -> Registration<C, Handled>
where
    C: Callback<Context: Sized>,
{
    let held = Held::new(OfCallback::<C, Handled>::ABOUT, context, Place::Handle(crate::handle::take()));
    Registration::new(held, <ShimOf<C, Handled> as Shim<_>>::SHIM)
}
