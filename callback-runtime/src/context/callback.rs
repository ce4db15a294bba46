//! The trait that the attribute implements, with the methods that create the owners of a context.

use core::ffi::c_void;
use core::marker::PhantomData;

use crate::abi::fn_pointer::{convert, convert_safe, erase};
use crate::abi::pointers::{CFnPointer, SafeFnPointer, TableMember};
use crate::abi::same_abi::Matches;
use crate::call::passes_context::PassesContext;
use crate::value::c_name::{Pieces, Text};

use crate::call::about::OfCallback;
use crate::call::access::Access;
use crate::call::definition::Definition;
use crate::call::definition::{AccessOf, FlowOf};
use crate::call::owner::{Any, Borrowed};
#[cfg(feature = "std")]
use crate::call::owner::{Owned, Shared, Slotted};
use crate::call::shims::{Shim, ShimOf};
use crate::call::terms::Terms;
#[cfg(feature = "std")]
use crate::context::borrowing::Borrowing;
#[cfg(feature = "std")]
use crate::context::bounds::{Across, Consumes, Embeds, HasSlots, Registers, Repeats};
use crate::context::bounds::{HasShim, Lends};
#[cfg(feature = "std")]
use crate::context::embed::Embed;
#[cfg(feature = "std")]
use crate::context::embedded::Embedded;
use crate::context::flatten::Flattens;
#[cfg(feature = "std")]
use crate::context::registration::Registration;
use crate::context::scope::lend_option;
use crate::context::scope::{Lent, Scope, hand_over};
use crate::context::scope_or_null::ScopeOrNull;
use crate::outcome::flow::Flow;
#[cfg(feature = "std")]
use crate::outcome::no_slot::NoFreeSlot;
#[cfg(feature = "std")]
use crate::registry::registered::Held;

/// A function that C can call: the type that `#[callback]` generates for an annotated function.
///
/// The type has the name of the function and no values. Import the trait to reach
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a callback",
    note = "`#[callback]` on a function makes a type of the function's name that is one"
)]
pub trait Callback: Definition {
    /// The shim, for a context of any owner.
    ///
    /// # Safety
    ///
    /// C is the intended caller. Every argument must be as the annotated function declares it, and valid for the call.
    /// The arguments of a format must match it. The address of a scope must be that of an open scope of this callback; the
    /// number of a registered context may be passed at any time. The expressions of `#[len]` and `#[context(from)]` must be
    /// sound to evaluate on the arguments.
    ///
    /// A type parameter stands for data that Rust gave to C and that C passes back: it lives for as long as the type
    /// requires. The rule also holds for a lifetime in the definition of a type of your own, such as `&'static str`.
    const SHIM: Self::Fn = <ShimOf<Self, Any> as Shim<_>>::SHIM;

    /// The name in messages: the path of the function.
    const NAME: &'static str = Self::__DECLARED.name;

    /// The C prototype, with the C names of all types, as a header declares such a callback.
    ///
    /// A type of your own has the name that it declares with [`CName`](crate::arg::CName), or else its Rust name.
    /// `()` is `void`; a `Result` or `ControlFlow` is the C type that it is converted to.
    ///
    /// ```
    /// use callback_runtime::arg::CName;
    /// use callback_runtime::{Callback, callback};
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
    const C_DECLARATION: &'static str = Text::<Prototype<Self>>::TEXT;

    /// Lends the context to C while `body` runs, and returns the pending outcome of the calls.
    ///
    /// `body` calls C with [`Scope::shim`] and [`Scope::context`]. A scope is for C functions that use the
    /// callback during the call alone, as `qsort` does, and for objects that are destroyed before it
    /// returns. Scopes can be nested.
    ///
    /// `context` has the type of the `#[context]` parameter: `&mut T`, `&T`, a raw pointer, or a `T` that
    /// the one call consumes. A `T` that no call consumes is dropped when the scope ends.
    ///
    /// The result depends on the return type of the function:
    ///
    /// | function | scope |
    /// | --- | --- |
    /// | `Result<T, E>` | `Result<R, Failed<E>>` |
    /// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, Refused>` |
    /// | anything else | `Result<R, Refused>` |
    ///
    /// `R` is the result of `body`. It is dropped if the callback stopped; keep it in a variable outside
    /// if you need it then.
    ///
    /// [`Scope::also`] adds another callback on this context. If C passes a null context, the call is refused,
    /// and the refusal is reported to [`set_report_hook`](crate::set_report_hook).
    ///
    /// # Errors
    ///
    /// Returns the error of the function, or the refusal of a call: see [`Refused`](crate::Refused).
    ///
    /// # Panics
    ///
    /// Resumes the panic of the callback.
    fn scope<'b, R>(
        context: <AccessOf<Self> as Access<Self::Context>>::Borrowed<'b>,
        body: impl FnOnce(&Scope<'b, Self>) -> R,
    ) -> <FlowOf<Self> as Flow>::CallResult<R>
    where
        Self: Callback<__Terms: Terms<Route: Lends>>,
        Self::Context: 'b,
    {
        // For a context that C passes, and a function that returns; the attribute generates another one for the others.
        // It is not in a separate function, which would be compiled once for each callback.
        let mut lent =
            Lent::<Self::Context, AccessOf<Self>, FlowOf<Self>>::new(OfCallback::<Self, Borrowed>::ABOUT, context);
        let scope = Scope { context: lent.open(), shim: None, lifetime: PhantomData, callback: PhantomData };
        let returned = body(&scope);
        hand_over::<FlowOf<Self>, R>(lent.close(returned))
    }

    /// [`scope`](Callback::scope) for a callback that C may get as NULL: one C call with or without it.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::ffi::{c_int, c_void};
    /// # type Progress = unsafe extern "C" fn(c_int, *mut c_void);
    /// # unsafe fn fetch(progress: Option<Progress>, user: *mut c_void) -> c_int {
    /// #     assert_eq!(progress.is_none(), user.is_null());
    /// #     progress.map_or(0, |progress| unsafe { progress(7, user); 1 })
    /// # }
    ///
    /// #[callback]
    /// fn on_progress(done: c_int, #[context] f: &mut dyn FnMut(c_int)) {
    ///     f(done);
    /// }
    ///
    /// fn run(progress: Option<&mut dyn FnMut(c_int)>) -> c_int {
    ///     on_progress::scope_or_null(progress, |cb| unsafe { fetch(cb.shim(), cb.context()) }).unwrap()
    /// }
    ///
    /// let mut last = 0;
    /// assert_eq!((run(None), run(Some(&mut |done| last = done))), (0, 1));
    /// assert_eq!(last, 7);
    /// ```
    ///
    /// # Errors
    ///
    /// Fails as [`scope`](Callback::scope) does.
    ///
    /// # Panics
    ///
    /// Resumes the panic of the callback.
    fn scope_or_null<'b, R>(
        context: Option<<AccessOf<Self> as Access<Self::Context>>::Borrowed<'b>>,
        body: impl FnOnce(&ScopeOrNull<'_, '_, Self>) -> R,
    ) -> <FlowOf<Self> as Flow>::CallResult<R>
    where
        Self: Callback<__Terms: Terms<Route: Lends>>,
        Self::Context: 'b,
    {
        hand_over::<FlowOf<Self>, R>(lend_option::<Self, R>(context, |scope| body(&ScopeOrNull::new(scope))))
    }

    /// [`scope`](Callback::scope) for a body that returns a `Result` itself: the two are one.
    ///
    /// | function | scope |
    /// | --- | --- |
    /// | `Result<T, S>` | `Result<R, E>`, with `E: From<S> + From<Refused>` |
    /// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, E>`, with `E: From<Refused>` |
    /// | anything else | `Result<R, E>`, with `E: From<Refused>` |
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::ffi::{c_int, c_void};
    /// use callback_runtime::Refused;
    /// # unsafe fn walk(f: unsafe extern "C" fn(c_int, *mut c_void), user: *mut c_void) -> c_int { unsafe { f(3, user) }; 0 }
    ///
    /// #[callback]
    /// fn on_entry(entry: c_int, #[context] seen: &mut Vec<c_int>) {
    ///     seen.push(entry);
    /// }
    ///
    /// #[derive(Debug)]
    /// enum Error {
    ///     Status(c_int),
    ///     Refused(Refused),
    /// }
    ///
    /// impl From<Refused> for Error {
    ///     fn from(refused: Refused) -> Self {
    ///         Error::Refused(refused)
    ///     }
    /// }
    ///
    /// fn entries() -> Result<Vec<c_int>, Error> {
    ///     let mut seen = vec![];
    ///     on_entry::try_scope(&mut seen, |cb| match unsafe { walk(cb.shim(), cb.context()) } {
    ///         0 => Ok(()),
    ///         status => Err(Error::Status(status)),
    ///     })?;
    ///     Ok(seen)
    /// }
    /// # assert_eq!(entries().unwrap(), [3]);
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the failure of the callback as [`scope`](Callback::scope) does, or else the error of the body.
    ///
    /// # Panics
    ///
    /// Resumes the panic of the callback.
    fn try_scope<'b, R, E>(
        context: <AccessOf<Self> as Access<Self::Context>>::Borrowed<'b>,
        body: impl FnOnce(&Scope<'_, Self>) -> Result<R, E>,
    ) -> <FlowOf<Self> as Flattens<E>>::Flat<R>
    where
        Self: Callback<__Terms: Terms<Route: Lends, Flow: Flattens<E>>>,
        Self::Context: 'b,
    {
        <FlowOf<Self> as Flattens<E>>::flat(Self::scope(context, body))
    }

    /// Registers a context that C keeps and uses on this thread, or on any if the attribute has `threads`: until the
    /// [`Registration`] is dropped, or until the destroy notify is called.
    ///
    /// Use it for C functions that store a function pointer and a `void *` and call it later, from the
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
    /// C receives a number in place of an address, and no number is used twice. So a late call is refused and reported, in
    /// release builds too, and so is a call on another thread or with a number that C was never given:
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
    /// let registration = on_event::own(0);
    /// let (shim, data): (unsafe extern "C" fn(*mut c_void) -> i32, _) = (registration.shim(), registration.context());
    /// // SAFETY: C has a number, which may be passed at any time.
    /// assert_eq!(unsafe { shim(data) }, 1);
    /// drop(registration);
    /// assert_eq!(unsafe { shim(data) }, -1);
    /// ```
    ///
    /// The context cannot borrow a value that may be dropped before it:
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
    ///
    /// # Panics
    ///
    /// Panics if there is no number left: more than 10⁹ contexts are live, or 262,000 if pointers have 32 bits, where a
    /// process can also register 2³⁰ contexts in all. [`try_own`](Callback::try_own) returns an error.
    #[cfg(feature = "std")]
    fn own(context: Self::Context) -> Registration<Self>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<Route: Registers, Access: Repeats, Flow: Flow<Stop: 'static>>,
            >,
    {
        let held = Held::new(OfCallback::<Self, Owned>::ABOUT, context);
        Registration::new(held, <ShimOf<Self, Owned> as Shim<_>>::SHIM)
    }

    /// Registers a context as [`own`](Callback::own) does, or returns it if there is no number for it: with pointers of 32 bits
    /// a program can register so many contexts.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    ///
    /// #[callback]
    /// fn on_event(#[context] count: &mut i32) {
    ///     *count += 1;
    /// }
    ///
    /// match on_event::try_own(0) {
    ///     Ok(registration) => drop(registration),
    ///     Err(full) => {
    ///         eprintln!("{full}");
    ///         // Nothing is lost.
    ///         let count = full.into_context();
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every number is in use.
    #[cfg(feature = "std")]
    fn try_own(context: Self::Context) -> Result<Registration<Self>, NoFreeSlot<Self::Context>>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<Route: Registers, Access: Repeats, Flow: Flow<Stop: 'static>>,
            >,
    {
        let held = Held::try_new(OfCallback::<Self, Owned>::ABOUT, context, None).map_err(NoFreeSlot::numbers)?;
        Ok(Registration::new(held, <ShimOf<Self, Owned> as Shim<_>>::SHIM))
    }

    /// Registers a context that C uses from several threads, for a callback whose attribute does not have `threads`.
    ///
    /// The context must be `Send`, and also `Sync` if the callback takes it as `&T`: then several calls may be inside
    /// at once. A callback that takes `&mut T` lets one call in at a time; a call on another thread during that time
    /// is refused. As with [`own`](Callback::own), C receives a number, and late calls are refused.
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
    /// # Ok::<(), callback_runtime::context::CalledFromInside>(())
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
    ///
    /// # Panics
    ///
    /// Panics as [`own`](Callback::own) does.
    #[cfg(feature = "std")]
    fn share(context: Self::Context) -> Registration<Self, Shared>
    where
        Self: Callback<
                Context: Sized + Send + 'static,
                __Terms: Terms<Route: Registers, Flow: Flow<Stop: Send + 'static>>,
            >,
        AccessOf<Self>: Repeats + Across<Self::Context>,
    {
        let held = Held::new(OfCallback::<Self, Shared>::ABOUT, context);
        Registration::new(held, <ShimOf<Self, Shared> as Shim<_>>::SHIM)
    }

    /// Registers a context as [`share`](Callback::share) does, or returns it if there is no number for it.
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every number is in use.
    #[cfg(feature = "std")]
    fn try_share(context: Self::Context) -> Result<Registration<Self, Shared>, NoFreeSlot<Self::Context>>
    where
        Self: Callback<
                Context: Sized + Send + 'static,
                __Terms: Terms<Route: Registers, Flow: Flow<Stop: Send + 'static>>,
            >,
        AccessOf<Self>: Repeats + Across<Self::Context>,
    {
        let held = Held::try_new(OfCallback::<Self, Shared>::ABOUT, context, None).map_err(NoFreeSlot::numbers)?;
        Ok(Registration::new(held, <ShimOf<Self, Shared> as Shim<_>>::SHIM))
    }

    /// Registers a context that one call consumes: a job, a completion, the start of a thread.
    ///
    /// As with [`own`](Callback::own), C receives a number: a second call is refused, as
    /// [`Reason::Consumed`](crate::Reason::Consumed). If no call comes, the context is dropped with the registration.
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
    ///
    /// # Panics
    ///
    /// Panics as [`own`](Callback::own) does.
    #[cfg(feature = "std")]
    fn once(context: Self::Context) -> Registration<Self>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<Route: Registers, Access: Consumes, Flow: Flow<Stop: 'static>>,
            >,
    {
        let held = Held::new(OfCallback::<Self, Owned>::ABOUT, context);
        Registration::new(held, <ShimOf<Self, Owned> as Shim<_>>::SHIM)
    }

    /// Registers a context as [`once`](Callback::once) does, or returns it if there is no number for it.
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every number is in use.
    #[cfg(feature = "std")]
    fn try_once(context: Self::Context) -> Result<Registration<Self>, NoFreeSlot<Self::Context>>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<Route: Registers, Access: Consumes, Flow: Flow<Stop: 'static>>,
            >,
    {
        let held = Held::try_new(OfCallback::<Self, Owned>::ABOUT, context, None).map_err(NoFreeSlot::numbers)?;
        Ok(Registration::new(held, <ShimOf<Self, Owned> as Shim<_>>::SHIM))
    }

    /// Takes a slot for a context that C does not pass: `#[context(static)]` and `#[context(pool = N)]`.
    ///
    /// Use it for C functions that keep a function pointer and pass it no user data. Each slot has a shim of its
    /// own, so that as many contexts can be registered as there are slots. A slot is free after its context and its
    /// registration were dropped, also if one call consumed the context. A slot has the number of its context, so that a late
    /// call is refused while the slot is free. One that comes after it was taken again finds the next context: the least used
    /// slot is taken first.
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
    /// // Nothing is lost if every slot is taken.
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
    /// `static` context. It stops being async-signal-safe (POSIX) when an outcome has to be kept or reported: write
    /// `panic = abort`, take `&T` (a signal may interrupt its own handler) and only parameters that cannot be
    /// refused, return no `Result` and no `ControlFlow`. Put the old handler back with
    /// [`on_close`](Registration::on_close), or never close: the last call to leave a closed context drops it, and
    /// that may be a handler on another thread.
    ///
    /// With `threads` the first call on a thread takes a record for that thread, which may allocate, and so does each call from
    /// the 29th inside at once. Call such a callback once on each thread before the signal can come. A process-directed signal
    /// comes on any thread: without `threads` it is refused on the others, and the refusal is reported.
    ///
    /// # Errors
    ///
    /// Returns the context in [`NoFreeSlot`] if every slot is taken, or if there is no number left as for [`own`](Callback::own).
    #[cfg(feature = "std")]
    fn acquire(context: Self::Context) -> Result<Registration<Self, Slotted>, NoFreeSlot<Self::Context>>
    where
        Self: Callback<Context: Sized + 'static, __Terms: Terms<Route: HasSlots, Flow: Flow<Stop: 'static>>>,
    {
        crate::context::acquire::acquire(context)
    }

    /// Takes a context that may borrow, for a registration without `'static`: `borrowing(context).own()`.
    ///
    /// Use it for state that a Rust struct owns together with the C object that calls, and that has references or closures of
    /// its users. The registration has the lifetime of the context, so that it is dropped before what is borrowed, and refuses
    /// every call from then on. A registration that is leaked is the reason why this is `unsafe`.
    ///
    /// ```
    /// use callback_runtime::context::{Bound, Owned};
    /// use callback_runtime::{Callback, Registration, callback};
    /// # use core::ffi::{c_int, c_void};
    /// # mod sys {
    /// #     use core::ffi::{c_int, c_void};
    /// #     pub type OnRow = unsafe extern "C" fn(c_int, *mut c_void);
    /// #     pub struct Query(OnRow, *mut c_void);
    /// #     pub unsafe fn query(f: OnRow, data: *mut c_void) -> *mut Query { Box::into_raw(Box::new(Query(f, data))) }
    /// #     pub unsafe fn step(query: *mut Query) { unsafe { ((*query).0)(7, (*query).1) } }
    /// #     pub unsafe fn free(query: *mut Query) { drop(unsafe { Box::from_raw(query) }) }
    /// # }
    ///
    /// struct Rows<'a> {
    ///     sink: &'a mut dyn FnMut(c_int),
    /// }
    ///
    /// #[callback]
    /// fn on_row(row: c_int, #[context] rows: &mut Rows<'_>) {
    ///     (rows.sink)(row);
    /// }
    ///
    /// /// `struct query *`, which calls in `step` alone.
    /// struct Query<'a> {
    ///     raw: *mut sys::Query,
    ///     registration: Registration<on_row<&'a ()>, Bound<Owned>>,
    /// }
    ///
    /// impl<'a> Query<'a> {
    ///     fn new(sink: &'a mut dyn FnMut(c_int)) -> Self {
    ///         // SAFETY: C calls in `step` alone, which nobody can call after `'a`.
    ///         let registration = unsafe { on_row::borrowing(Rows { sink }) }.own();
    ///         let raw = unsafe { sys::query(registration.shim(), registration.context()) };
    ///         Query { raw, registration }
    ///     }
    ///
    ///     fn step(&mut self) {
    ///         unsafe { sys::step(self.raw) };
    ///         assert!(self.registration.outcome().is_none());
    ///     }
    /// }
    ///
    /// impl Drop for Query<'_> {
    ///     fn drop(&mut self) {
    ///         unsafe { sys::free(self.raw) };
    ///     }
    /// }
    ///
    /// let mut sum = 0;
    /// let mut add = |row| sum += row;
    /// let mut query = Query::new(&mut add);
    /// query.step();
    /// query.step();
    /// drop(query);
    /// assert_eq!(sum, 14);
    /// ```
    ///
    /// The registration cannot outlive what it borrows:
    ///
    /// ```compile_fail,E0597
    /// # use callback_runtime::{Callback, callback};
    /// #[callback]
    /// fn on_row(row: i32, #[context] rows: &mut Vec<&i32>) {
    ///     rows.clear();
    /// }
    ///
    /// let registration;
    /// {
    ///     let first = 1;
    ///     registration = unsafe { on_row::borrowing(vec![&first]) }.own();
    /// }
    /// drop(registration);
    /// ```
    ///
    /// # Safety
    ///
    /// C makes no call after the lifetimes in the context have ended, none is inside by then, and C has ended the context if it
    /// was given an end of it: also if the registration is leaked, or [given to C](Registration::into_context).
    #[cfg(feature = "std")]
    unsafe fn borrowing(context: Self::Context) -> Borrowing<Self>
    where
        Self: Callback<Context: Sized>,
    {
        Borrowing::new(context)
    }

    /// Creates an object for C that begins with a C struct and has a context: for `#[context(embedded = TYPE)]`.
    ///
    /// Many C libraries have no `void *` and pass their own object, which the implementation extends: sqlite's virtual
    /// tables and cursors, wayland's listeners. `base` is the part that is visible to C.
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
    /// C may use the object until [`Embedded`](crate::context::Embedded) is dropped, or until a method that takes `self` by
    /// value ends it. The address of an object is looked up and leads to the number of its context, so that any other pointer
    /// is refused: an object of another library, a copy of this one, or one that has ended.
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
                    Pointer = Embed<B, <Self as Definition>::Context>,
                    Route: Embeds,
                >,
            >,
    {
        Embedded::new(base, context)
    }

    /// Makes an object as [`embed`](Callback::embed) does, or returns its parts if there is no number for the context.
    ///
    /// # Errors
    ///
    /// Returns the struct and the context in [`NoFreeSlot`] if every number is in use.
    #[cfg(feature = "std")]
    #[allow(clippy::type_complexity, reason = "the parts that are returned, by their types")]
    fn try_embed<B: 'static>(
        base: B,
        context: Self::Context,
    ) -> Result<Embedded<B, Self>, NoFreeSlot<(B, Self::Context)>>
    where
        Self: Callback<
                Context: Sized + 'static,
                __Terms: Terms<
                    Access: Repeats,
                    Flow: Flow<Stop: 'static>,
                    Pointer = Embed<B, <Self as Definition>::Context>,
                    Route: Embeds,
                >,
            >,
    {
        Embedded::try_new(base, context)
    }

    /// Returns the shim for a context of any owner, as the pointer type that the call site has.
    ///
    /// A callback without `#[context]` is used in this way. The two signatures are compared at compile time.
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

    /// Returns the address of the shim, for C functions that take any function as one type, as `curl_easy_setopt` does. `P` is
    /// the pointer type that the C library declares for it, which the shim is compared with. It may be a safe `extern fn`: nothing
    /// can call an address.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::ffi::{c_char, c_void};
    /// # unsafe fn easy_setopt(_option: i32, function: *const c_void) {
    /// #     let f: unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize = unsafe { core::mem::transmute(function) };
    /// #     assert_eq!(unsafe { f(c"abc".as_ptr().cast_mut(), 1, 3, core::ptr::null_mut()) }, 3);
    /// # }
    ///
    /// /// As `-sys` crates declare it.
    /// type WriteFunction = extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize;
    ///
    /// #[callback(fail = 0)]
    /// fn on_write(#[len(size * count)] data: &[u8], size: usize, count: usize, _user: *mut c_void) -> usize {
    ///     data.len()
    /// }
    ///
    /// unsafe { easy_setopt(20011, on_write::shim_address::<WriteFunction>()) };
    /// ```
    fn shim_address<P: TableMember>() -> *const c_void
    where
        Self: Callback<__Terms: Terms<Route: HasShim>>,
        Self::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<Self>,
    {
        erase(Self::SHIM) as *const c_void
    }

    /// Returns the pointer as [`shim`](Callback::shim) does, for declarations with a safe `extern fn`.
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

/// The pieces of the declaration of a callback.
struct Prototype<C>(PhantomData<C>);

impl<C: Definition> Pieces for Prototype<C> {
    const PIECES: &'static [&'static str] = C::__C_PIECES;
}
