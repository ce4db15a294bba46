//! Ways in which a function stops, and the results of its owners.

use core::convert::Infallible;
use core::ops::ControlFlow;

use crate::outcome::call_error::CallError;
use crate::outcome::refused::{Failed, NoAnswer, Refused};

/// The return type of a function, by the way in which it stops a callback.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not stop a callback",
    label = "neither a `Result` nor a `ControlFlow`",
    note = "`ok` and `err` are for `Result<T, E>`, `continue` and `break` for `ControlFlow<B, T>`"
)]
pub trait Flow {
    /// The value that is kept when the function stops: `E` of `Err(E)`, `B` of `Break(B)`.
    type Stop;

    /// The result of a scope, made from the pending outcome and the result `R` of the C call.
    type CallResult<R>;

    /// True if the function leaves C frames by unwinding, which its scope has to catch.
    const DIVERGES: bool = false;

    /// Makes the result of a C call without a pending outcome.
    fn answered<R>(returned: R) -> Self::CallResult<R>;

    /// Makes the result after the function stopped.
    fn stopped<R>(stop: Self::Stop) -> Self::CallResult<R>;

    /// Makes the result after a call was refused.
    fn refused<R>(refused: Refused) -> Self::CallResult<R>;

    /// The result of a declared function that has an error convention.
    type FallibleCallResult<R, X>;

    /// Makes the result of a declared function from that of the call, or from the pending outcome.
    fn called<R, X>(result: Result<Result<R, CallError<X>>, NoAnswer<Self::Stop>>) -> Self::FallibleCallResult<R, X>;
}

/// A function that does not stop its callback by its return value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Plain {}

impl Flow for Plain {
    type Stop = Infallible;
    type CallResult<R> = Result<R, Refused>;

    fn answered<R>(returned: R) -> Self::CallResult<R> {
        Ok(returned)
    }

    fn stopped<R>(stop: Infallible) -> Self::CallResult<R> {
        match stop {}
    }

    fn refused<R>(refused: Refused) -> Self::CallResult<R> {
        Err(refused)
    }

    type FallibleCallResult<R, X> = Result<R, CallError<X>>;

    fn called<R, X>(result: Result<Result<R, CallError<X>>, NoAnswer<Infallible>>) -> Self::FallibleCallResult<R, X> {
        match result {
            Ok(result) => result,
            Err(NoAnswer::Stopped(stop)) => match stop {},
            Err(NoAnswer::Refused(refused)) => Err(CallError::Refused(refused)),
        }
    }
}

impl<T, E> Flow for Result<T, E> {
    type Stop = E;
    type CallResult<R> = Result<R, Failed<E>>;

    fn answered<R>(returned: R) -> Self::CallResult<R> {
        Ok(returned)
    }

    fn stopped<R>(stop: E) -> Self::CallResult<R> {
        Err(Failed::Err(stop))
    }

    fn refused<R>(refused: Refused) -> Self::CallResult<R> {
        Err(Failed::Refused(refused))
    }

    type FallibleCallResult<R, X> = Result<R, CallError<X, E>>;

    fn called<R, X>(result: Result<Result<R, CallError<X>>, NoAnswer<E>>) -> Self::FallibleCallResult<R, X> {
        match result {
            Ok(Ok(returned)) => Ok(returned),
            Ok(Err(CallError::C(error))) => Err(CallError::C(error)),
            Ok(Err(CallError::Err(never))) => match never {},
            Err(NoAnswer::Stopped(stop)) => Err(CallError::Err(stop)),
            Ok(Err(CallError::Refused(refused))) | Err(NoAnswer::Refused(refused)) => Err(CallError::Refused(refused)),
        }
    }
}

impl<B, T> Flow for ControlFlow<B, T> {
    type Stop = B;
    type CallResult<R> = Result<ControlFlow<B, R>, Refused>;

    fn answered<R>(returned: R) -> Self::CallResult<R> {
        Ok(ControlFlow::Continue(returned))
    }

    fn stopped<R>(stop: B) -> Self::CallResult<R> {
        Ok(ControlFlow::Break(stop))
    }

    fn refused<R>(refused: Refused) -> Self::CallResult<R> {
        Err(refused)
    }

    type FallibleCallResult<R, X> = Result<ControlFlow<B, R>, CallError<X>>;

    fn called<R, X>(result: Result<Result<R, CallError<X>>, NoAnswer<B>>) -> Self::FallibleCallResult<R, X> {
        match result {
            Ok(Ok(returned)) => Ok(ControlFlow::Continue(returned)),
            Ok(Err(error)) => Err(error),
            Err(NoAnswer::Stopped(stop)) => Ok(ControlFlow::Break(stop)),
            Err(NoAnswer::Refused(refused)) => Err(CallError::Refused(refused)),
        }
    }
}
