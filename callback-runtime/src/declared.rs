//! What the wrapper of a declared C function does before and after the call.

use core::ffi::c_void;
use core::marker::PhantomData;

use crate::access::Access;
use crate::bounds::Lends;
use crate::call_error::CallError;
use crate::callback::Callback;
use crate::context_pointer::ContextPointer;
use crate::convert::{CType, FromC};
use crate::outcome::{Flow, Left, Plain, Reason, Refused};
use crate::report::{Loss, Report};
use crate::scope::{self, Scope};
use crate::terms::{AccessOf, FlowOf, Terms};
use crate::to_c::{ToC, ToCLen};

/// Any C function pointer, as an argument: function pointers are passed alike, whatever they take.
pub type CFn = Option<unsafe extern "C" fn()>;

/// What a declared function returns whose callback returns `F`: C's result `R` and what the callback stopped with.
///
/// | callback | the function |
/// | --- | --- |
/// | `Result<T, E>` | `Result<R, Failed<E>>` |
/// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, Refused>` |
/// | anything else | `Result<R, Refused>` |
pub type Handed<F, R> = <F as Flow>::Handed<R>;

type Borrowed<'b, C> = <AccessOf<C> as Access<<C as Callback>::Context>>::Borrowed<'b>;
type Stop<C> = <FlowOf<C> as Flow>::Stop;

/// An argument, prepared for the call.
#[doc(hidden)]
pub struct Kept<T: ToC>(T::Kept);

/// Prepares an argument.
///
/// # Errors
///
/// It is refused, with the names of the function and the parameter.
#[doc(hidden)]
#[inline]
pub fn kept_argument<T: ToC>(value: T, function: &'static str, parameter: &'static str) -> Result<Kept<T>, Refused> {
    match value.keep() {
        Ok(kept) => Ok(Kept(kept)),
        Err(reason) => Err(Refused::argument(function, Some(parameter), reason)),
    }
}

impl<T: ToC> Kept<T> {
    /// The C value.
    #[inline]
    pub fn c(&mut self) -> T::C {
        T::c(&mut self.0)
    }
}

/// An argument whose length is another.
#[doc(hidden)]
pub struct Counted<T: ToCLen> {
    c: T::C,
    len: usize,
}

/// Prepares an argument whose length is another.
#[doc(hidden)]
#[inline]
pub fn counted_argument<T: ToCLen>(value: T) -> Counted<T> {
    let (c, len) = value.c_len();
    Counted { c, len }
}

impl<T: ToCLen<C: Copy>> Counted<T> {
    /// The C value.
    #[inline]
    pub fn c(&self) -> T::C {
        self.c
    }

    /// The number of elements.
    #[inline]
    pub fn count(&self) -> usize {
        self.len
    }
}

/// A length as C takes it: checked to fit, and to be that of all slices.
///
/// # Errors
///
/// It does not fit, or the slices differ.
#[doc(hidden)]
#[inline]
pub fn length<C>(lens: &[usize], function: &'static str, parameter: &'static str) -> Result<C::C, Refused>
where
    C: CType<C: TryFrom<usize>>,
{
    let refused = |reason| Refused::argument(function, Some(parameter), reason);
    let len = lens.first().copied().unwrap_or(0);
    if lens.iter().any(|other| *other != len) {
        return Err(refused(Reason::Invalid("C takes one length for several slices, and these differ")));
    }
    C::C::try_from(len).map_err(|_| refused(Reason::LengthOverflow))
}

/// `#[size_of(T)]`: the size of an element as C takes it. C has no objects of size zero.
///
/// # Panics
///
/// The size does not fit the C type.
#[doc(hidden)]
#[inline]
pub fn element_size<T, C>() -> C::C
where
    C: CType<C: TryFrom<usize>>,
{
    const {
        assert!(core::mem::size_of::<T>() != 0, "C has no objects of size zero: the element of the slice needs a size");
    }
    C::C::try_from(core::mem::size_of::<T>()).unwrap_or_else(|_| panic!("the size does not fit the C type"))
}

/// What a wrapper without a `Result` does where an argument or C's result is refused.
///
/// # Panics
///
/// It is refused.
#[doc(hidden)]
#[inline]
#[track_caller]
pub fn sure<T>(result: Result<T, Refused>) -> T {
    match result {
        Ok(value) => value,
        Err(refused) => panic!("{refused}"),
    }
}

/// What C returned.
///
/// # Safety
///
/// As for [`FromC::from_c`], for as long as the lifetime of `T` says.
///
/// # Errors
///
/// It cannot be a `T`.
#[doc(hidden)]
#[inline]
pub unsafe fn returned<'r, T: FromC<'r>>(c: T::C, function: &'static str) -> Result<T, Refused> {
    // SAFETY: the caller's promise.
    match unsafe { T::from_c(c) } {
        Ok(value) => Ok(value),
        Err(reason) => Err(Refused::argument(function, None, reason)),
    }
}

/// A thin pointer to a type parameter, which an `extern` block cannot name.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a type parameter is in a parameter or result that C passes as `{Self}`",
    label = "not a pointer",
    note = "C functions are not generic: pass a type parameter behind a pointer, such as `&mut [T]` or `&T`"
)]
pub trait Thin {
    /// As the `extern` block has it.
    fn erase(self) -> *mut c_void;

    /// As the wrapper has it.
    fn restore(erased: *mut c_void) -> Self;
}

impl<T> Thin for *mut T {
    #[inline]
    fn erase(self) -> *mut c_void {
        self.cast()
    }

    #[inline]
    fn restore(erased: *mut c_void) -> Self {
        erased.cast()
    }
}

impl<T> Thin for *const T {
    #[inline]
    fn erase(self) -> *mut c_void {
        self.cast_mut().cast()
    }

    #[inline]
    fn restore(erased: *mut c_void) -> Self {
        erased.cast_const().cast()
    }
}

/// The shim and the context that C is given: those of a scope, or none.
#[doc(hidden)]
pub trait Lent {
    /// The function pointer.
    fn shim(&self) -> CFn;

    /// The user data.
    fn context<P: ContextPointer>(&self) -> P;
}

impl<C: Callback> Lent for Scope<'_, C> {
    #[inline]
    fn shim(&self) -> CFn {
        Some(Self::erased())
    }

    #[inline]
    fn context<P: ContextPointer>(&self) -> P {
        P::from_context(Scope::context(self).into_context())
    }
}

impl<L: Lent> Lent for Option<L> {
    #[inline]
    fn shim(&self) -> CFn {
        self.as_ref().and_then(L::shim)
    }

    #[inline]
    fn context<P: ContextPointer>(&self) -> P {
        match self {
            Some(lent) => lent.context(),
            None => P::from_context(core::ptr::null_mut()),
        }
    }
}

impl<L: Lent> Lent for &L {
    #[inline]
    fn shim(&self) -> CFn {
        L::shim(self)
    }

    #[inline]
    fn context<P: ContextPointer>(&self) -> P {
        L::context(self)
    }
}

/// Lends a closure to C while `body` runs. A panic of the closure is resumed.
///
/// # Errors
///
/// What the closure stopped with, or why a call was refused.
#[doc(hidden)]
#[inline]
pub fn lend<'b, C, R>(closure: Borrowed<'b, C>, body: impl FnOnce(&Scope<'_, C>) -> R) -> Result<R, Left<Stop<C>>>
where
    C: Callback<__Terms: Terms<Route: Lends>>,
    C::Context: 'b,
{
    scope::lend::<C, R>(closure, body)
}

/// As [`lend`], where C need not be given a callback.
///
/// # Errors
///
/// As for [`lend`].
#[doc(hidden)]
#[inline]
pub fn lend_option<'b, C, R>(
    closure: Option<Borrowed<'b, C>>,
    body: impl FnOnce(Option<&Scope<'_, C>>) -> R,
) -> Result<R, Left<Stop<C>>>
where
    C: Callback<__Terms: Terms<Route: Lends>>,
    C::Context: 'b,
{
    match closure {
        Some(closure) => scope::lend::<C, R>(closure, |scope| body(Some(scope))),
        None => Ok(body(None)),
    }
}

/// Hands back C's result, or what the callbacks left instead.
#[doc(hidden)]
#[inline]
pub fn hand<F: Flow, R>(result: Result<Result<R, Refused>, Left<F::Stop>>) -> F::Handed<R> {
    match result {
        Ok(Ok(returned)) => F::answered(returned),
        Ok(Err(refused)) | Err(Left::Refused(refused)) => F::refused(refused),
        Err(Left::Stopped(stop)) => F::stopped(stop),
    }
}

/// Two callbacks in one call: the flow that hands back what either stopped with.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "two callbacks of one call stop with different types",
    label = "`{Self}` and `{Inner}` cannot be handed back as one",
    note = "give both the same `E` or `B`, or let one of them return a plain value"
)]
pub trait Join<Inner: Flow>: Flow {
    /// What hands back both.
    type Joined: Flow;

    /// What this one stopped with.
    fn outer(stop: Self::Stop) -> <Self::Joined as Flow>::Stop;

    /// What the other one stopped with.
    fn inner(stop: Inner::Stop) -> <Self::Joined as Flow>::Stop;
}

impl<G: Flow> Join<G> for Plain {
    type Joined = G;

    fn outer(stop: core::convert::Infallible) -> G::Stop {
        match stop {}
    }

    fn inner(stop: G::Stop) -> G::Stop {
        stop
    }
}

macro_rules! join {
    ($([$($generics:tt)*] $outer:ty, $inner:ty, $stop:ty;)*) => {$(
        impl<$($generics)*> Join<$inner> for $outer {
            type Joined = $outer;

            fn outer(stop: $stop) -> $stop {
                stop
            }

            fn inner(stop: <$inner as Flow>::Stop) -> $stop {
                join!(@ $inner, stop)
            }
        }
    )*};
    (@ Plain, $stop:ident) => { match $stop {} };
    (@ $inner:ty, $stop:ident) => { $stop };
}

join! {
    [T, U, E] Result<T, E>, Result<U, E>, E;
    [T, U, B] core::ops::ControlFlow<B, T>, core::ops::ControlFlow<B, U>, B;
}

impl<T, E> Join<Plain> for Result<T, E> {
    type Joined = Self;

    fn outer(stop: E) -> E {
        stop
    }

    fn inner(stop: core::convert::Infallible) -> E {
        match stop {}
    }
}

impl<B, T> Join<Plain> for core::ops::ControlFlow<B, T> {
    type Joined = Self;

    fn outer(stop: B) -> B {
        stop
    }

    fn inner(stop: core::convert::Infallible) -> B {
        match stop {}
    }
}

/// What the inner of two scopes handed back, while the outer one ends. Reported where nobody takes it.
#[doc(hidden)]
pub struct Inside<F: Flow, R> {
    function: &'static str,
    result: Option<Result<R, Left<F::Stop>>>,
    flow: PhantomData<fn(F)>,
}

impl<F: Flow, R> Inside<F, R> {
    /// Nothing yet.
    pub fn new(function: &'static str) -> Self {
        Inside { function, result: None, flow: PhantomData }
    }

    /// Keeps what the inner scope handed back.
    pub fn keep(&mut self, result: Result<R, Left<F::Stop>>) {
        self.result = Some(result);
    }

    /// Both together. Where both stopped, the inner one's reason is reported.
    ///
    /// # Errors
    ///
    /// What one of the callbacks left.
    pub fn join<G: Join<F>>(mut self, outer: Result<(), Left<G::Stop>>) -> Result<R, Left<<G::Joined as Flow>::Stop>> {
        match outer {
            Err(Left::Stopped(stop)) => Err(Left::Stopped(G::outer(stop))),
            Err(Left::Refused(refused)) => Err(Left::Refused(refused)),
            Ok(()) => match self.result.take() {
                Some(Ok(returned)) => Ok(returned),
                Some(Err(Left::Stopped(stop))) => Err(Left::Stopped(G::inner(stop))),
                Some(Err(Left::Refused(refused))) => Err(Left::Refused(refused)),
                None => unreachable!("the body of a scope runs"),
            },
        }
    }
}

impl<F: Flow, R> Drop for Inside<F, R> {
    fn drop(&mut self) {
        match self.result.take() {
            Some(Err(Left::Stopped(stop))) => crate::frame::report_stop(self.function, stop),
            Some(Err(Left::Refused(refused))) => Report::new(self.function, Loss::Refused(refused)).send(),
            Some(Ok(_)) | None => {}
        }
    }
}

/// An out-parameter: C writes it, and it becomes a result.
#[doc(hidden)]
pub struct Slot<T: CType>(core::mem::MaybeUninit<T::C>);

impl<T: CType> Slot<T> {
    /// All zero, which is null for a pointer.
    #[allow(clippy::new_without_default, clippy::allow_attributes)]
    pub fn new() -> Self {
        Slot(core::mem::MaybeUninit::zeroed())
    }

    /// What C gets.
    pub fn pointer(&mut self) -> *mut T::C {
        self.0.as_mut_ptr()
    }

    /// What C wrote.
    ///
    /// # Safety
    ///
    /// C wrote it, or all zero is a value of the C type.
    pub unsafe fn take(&self) -> T::C {
        // SAFETY: the caller's promise.
        unsafe { self.0.as_ptr().read() }
    }
}

/// What C wrote or returned, with a deallocator.
///
/// # Safety
///
/// As for [`FromOwned::from_owned`].
///
/// # Errors
///
/// It cannot be a `T`.
#[doc(hidden)]
pub unsafe fn owned<T: crate::c_box::FromOwned>(
    c: T::C,
    free: unsafe fn(*mut c_void),
    function: &'static str,
    parameter: Option<&'static str>,
) -> Result<T, Refused> {
    // SAFETY: the caller's promise.
    unsafe { T::from_owned(c, free) }.map_err(|reason| Refused::argument(function, parameter, reason))
}

/// What C wrote into an out-parameter.
///
/// # Safety
///
/// As for [`FromC::from_c`].
///
/// # Errors
///
/// It cannot be a `T`.
#[doc(hidden)]
pub unsafe fn written<'r, T: FromC<'r>>(
    c: T::C,
    function: &'static str,
    parameter: Option<&'static str>,
) -> Result<T, Refused> {
    // SAFETY: the caller's promise.
    unsafe { T::from_c(c) }.map_err(|reason| Refused::argument(function, parameter, reason))
}

/// As [`hand`], for a function that says how it fails.
#[doc(hidden)]
#[inline]
pub fn hand_called<F: Flow, R, X>(result: Result<Result<R, CallError<X>>, Left<F::Stop>>) -> F::Called<R, X> {
    F::called(match result {
        Ok(result) => Ok(result),
        Err(left) => Err(left),
    })
}

/// C's own error alone, where nothing else can go wrong.
///
/// # Errors
///
/// C's.
///
/// # Panics
///
/// C's result is refused.
#[doc(hidden)]
#[inline]
#[track_caller]
pub fn sure_called<R, X>(result: Result<R, CallError<X>>) -> Result<R, X> {
    match result {
        Ok(value) => Ok(value),
        Err(CallError::C(error)) => Err(error),
        Err(CallError::Err(never)) => match never {},
        Err(CallError::Refused(refused)) => panic!("{refused}"),
    }
}

/// What a declared function returns that says how it fails, and whose callback returns `F`.
///
/// | callback | the function |
/// | --- | --- |
/// | `Result<T, E>` | `Result<R, CallError<X, E>>` |
/// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, CallError<X>>` |
/// | anything else | `Result<R, CallError<X>>` |
pub type Called<F, R, X> = <F as Flow>::Called<R, X>;

/// What a callback stops with.
#[doc(hidden)]
pub type StopOf<F> = <F as Flow>::Stop;
