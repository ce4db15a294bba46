//! Frames that C does not return to: callbacks that do not return, and the step after all Rust values of the frame
//! were dropped.

use core::convert::Infallible;
use core::ffi::c_void;
use core::fmt::Debug;

use crate::abi::same_abi::SameAbi;
use crate::call::definition::Definition;
use crate::outcome::call_error::CallError;
use crate::outcome::flow::Flow;
use crate::outcome::left_c::LeftC;
use crate::outcome::refused::{NoAnswer as Stopped, Refused};
use crate::value::returns::{Halt, Stops};

impl LeftC {
    /// Calls C, and catches the unwinding of the callback `C`: for callbacks that are registered or have no context.
    ///
    /// The outcome is in the [`Registration`](crate::Registration) of the callback; without a context it was reported.
    /// The innermost `catch` of a callback catches it.
    ///
    /// # Errors
    ///
    /// Returns [`LeftC`] if the callback did not return to C, nor C to `body`: the work of C may be half done.
    pub fn catch<C: Definition, R>(body: impl FnOnce() -> R) -> Result<R, LeftC> {
        catch(|left| left.callback == C::__DECLARED.name, body)
    }
}

/// Runs `body`, and catches a [`LeftC`] for which `here` returns true.
#[cfg(feature = "std")]
pub(crate) fn catch<R>(here: impl FnOnce(&LeftC) -> bool, body: impl FnOnce() -> R) -> Result<R, LeftC> {
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    // `body` may have broken only state that it lends to C, and the result reports that C did not return.
    catch_unwind(AssertUnwindSafe(body)).map_err(|payload| match payload.downcast::<LeftC>() {
        Ok(left) if here(&left) => *left,
        Ok(left) => resume_unwind(left),
        Err(payload) => resume_unwind(payload),
    })
}

/// Runs `body`. Without `std` nothing is caught, and leaving ends the process.
#[cfg(not(feature = "std"))]
#[expect(clippy::unnecessary_wraps, reason = "with `std` it may leave")]
pub(crate) fn catch<R>(_here: impl FnOnce(&LeftC) -> bool, body: impl FnOnce() -> R) -> Result<R, LeftC> {
    Ok(body())
}

/// Leaves the frame of a shim that has nothing more to drop: unwinds to the scope.
///
/// # Panics
///
/// Always, with a [`LeftC`].
#[doc(hidden)]
#[cold]
pub fn leave<C: Definition>(context: *mut c_void) -> ! {
    unwind(LeftC { callback: C::__DECLARED.name, context: context.addr() })
}

#[cfg(feature = "std")]
fn unwind(left: LeftC) -> ! {
    std::panic::resume_unwind(std::boxed::Box::new(left))
}

#[cfg(not(feature = "std"))]
#[expect(clippy::needless_pass_by_value, reason = "with `std` it is the payload")]
fn unwind(left: LeftC) -> ! {
    panic!("{left}")
}

/// Ends the process: a callback that does not return cannot answer, and may not unwind.
#[doc(hidden)]
pub fn end<C: Definition>() -> ! {
    crate::call::guard::abort(C::__DECLARED.name, "has nothing to return to")
}

/// The flow of a callback that leaves to its scope.
#[doc(hidden)]
#[derive(Debug)]
pub struct Diverging<F>(core::marker::PhantomData<F>);

impl<F: Flow> Flow for Diverging<F> {
    type Stop = F::Stop;
    type CallResult<R> = F::CallResult<R>;
    type FallibleCallResult<R, X> = F::FallibleCallResult<R, X>;
    const DIVERGES: bool = true;

    fn answered<R>(returned: R) -> Self::CallResult<R> {
        F::answered(returned)
    }

    fn stopped<R>(stop: Self::Stop) -> Self::CallResult<R> {
        F::stopped(stop)
    }

    fn refused<R>(refused: Refused) -> Self::CallResult<R> {
        F::refused(refused)
    }

    fn called<R, X>(result: Result<Result<R, CallError<X>>, Stopped<Self::Stop>>) -> Self::FallibleCallResult<R, X> {
        F::called(result)
    }
}

/// Names `!`, which has no name in stable Rust.
#[doc(hidden)]
pub trait Output {
    /// The result of the function.
    type Type;
}

impl<R> Output for fn() -> R {
    type Type = R;
}

/// The type `!`.
pub(crate) type Never = <fn() -> ! as Output>::Type;

// SAFETY: the same type.
unsafe impl SameAbi<Never> for Never {}
// SAFETY: types of size 0 and alignment 1 are ABI-compatible, and a function that does not return gives neither.
unsafe impl SameAbi<()> for Never {}

/// The result of the body of a call if the shim has an action in place of a fail value: `None` requests it.
type Answer<S, A> = Result<Option<A>, Halt<S, Option<A>>>;

fn or_leave<S, A>(result: Result<A, Halt<S, A>>) -> Answer<S, A> {
    match result {
        Ok(answer) => Ok(Some(answer)),
        // Leaving is not an answer.
        Err(Halt::Stopped(stop, _) | Halt::Unanswered(stop)) => Err(Halt::Unanswered(stop)),
        Err(Halt::Refused(refusal)) => Err(Halt::Refused(refusal)),
    }
}

/// Converts a result that does not stop.
#[doc(hidden)]
#[inline]
pub fn answers<T, S, A>(returned: T, convert: impl FnOnce(T) -> Result<A, Halt<S, A>>) -> Answer<S, A> {
    or_leave(convert(returned))
}

/// Converts a result that stops by leaving; the stop value is kept for the owner of the context.
#[doc(hidden)]
#[inline]
pub fn leaves<T: Stops, A>(
    returned: T,
    convert: impl FnOnce(T::Value) -> Result<A, Halt<T::Stop, A>>,
) -> Answer<T::Stop, A> {
    match returned.split() {
        Ok(value) => or_leave(convert(value)),
        Err(stop) => Err(Halt::Unanswered(stop)),
    }
}

/// Converts a result that stops by leaving; the stop value is passed to the expression that leaves.
#[doc(hidden)]
#[inline]
pub fn leaves_with<T, A>(
    returned: T,
    convert: impl FnOnce(T::Value) -> Result<A, Halt<T::Stop, A>>,
    left: &LeftWith<T::Stop>,
) -> Answer<T::Stop, A>
where
    T: Stops<Stop: NothingToDrop>,
{
    match returned.split() {
        Ok(value) => or_leave(convert(value)),
        Err(stop) => {
            left.0.set(Some(stop));
            Ok(None)
        }
    }
}

/// Types that may be live in a frame that C leaves.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`leave = |error| …` cannot have a `{Self}`, because C may leave the frame without dropping it",
    label = "not a `Copy` type",
    note = "stop with a `Copy` type, an array of bytes for a message; or write `leave = …`, and the error is handed back"
)]
pub trait NothingToDrop {}

impl<S: Copy> NothingToDrop for S {}

/// The stop value of the function, until it is passed to the expression that leaves.
#[doc(hidden)]
pub struct LeftWith<S>(core::cell::Cell<Option<S>>);

impl<S> LeftWith<S> {
    /// Makes one without a stop value.
    #[inline]
    #[expect(clippy::new_without_default, reason = "generated code alone makes one")]
    pub fn new() -> Self {
        LeftWith(core::cell::Cell::new(None))
    }

    /// Passes the stop value to `leave = |error| …`.
    #[inline]
    pub fn leave<A>(&self, leave: impl FnOnce(Option<S>) -> A) -> A {
        leave(self.0.take())
    }
}

/// Converts the `Ok` of a function that returns to C without a value.
#[doc(hidden)]
#[inline]
pub fn good<S, A>(answer: A) -> impl FnOnce(()) -> Result<A, Halt<S, A>> {
    move |()| Ok(answer)
}

/// Converts the `Ok` of a function that never returns it.
#[doc(hidden)]
#[inline]
pub fn never<S, A>(never: Infallible) -> Result<A, Halt<S, A>> {
    match never {}
}

/// The `Ok` type of a function that does not return to C.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`returns = !` says that C gets no value, and the function has `{Self}` for it",
    label = "a value that C would not get",
    note = "return `Result<Infallible, E>`, or remove `returns = !`"
)]
pub trait NoValue {
    /// Returns nothing: there is no value of this type.
    fn none<R>(self) -> R;
}

impl NoValue for Infallible {
    fn none<R>(self) -> R {
        match self {}
    }
}

/// Converts the `Ok` of a function with an error type that never returns `Ok`.
#[doc(hidden)]
#[inline]
pub fn no_value<V: NoValue, S, A>(value: V) -> Result<A, Halt<S, A>> {
    value.none()
}
