//! Ways in which a function stops, and the results of its owners.

use core::convert::Infallible;
use core::ops::ControlFlow;

use crate::outcome::call_error::CallError;
use crate::outcome::refused::{Failed, Left, Refused};

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
    type Handed<R>;

    /// True if the function leaves C frames by unwinding, which its scope has to catch.
    const DIVERGES: bool = false;

    /// Makes the result of a C call without a pending outcome.
    fn answered<R>(returned: R) -> Self::Handed<R>;

    /// Makes the result after the function stopped.
    fn stopped<R>(stop: Self::Stop) -> Self::Handed<R>;

    /// Makes the result after a call was refused.
    fn refused<R>(refused: Refused) -> Self::Handed<R>;

    /// The result of a declared function that has an error convention.
    type Called<R, X>;

    /// Makes the result of a declared function from that of the call, or from the pending outcome.
    fn called<R, X>(result: Result<Result<R, CallError<X>>, Left<Self::Stop>>) -> Self::Called<R, X>;
}

/// A function that does not stop its callback by its return value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Plain {}

impl Flow for Plain {
    type Stop = Infallible;
    type Handed<R> = Result<R, Refused>;

    fn answered<R>(returned: R) -> Self::Handed<R> {
        Ok(returned)
    }

    fn stopped<R>(stop: Infallible) -> Self::Handed<R> {
        match stop {}
    }

    fn refused<R>(refused: Refused) -> Self::Handed<R> {
        Err(refused)
    }

    type Called<R, X> = Result<R, CallError<X>>;

    fn called<R, X>(result: Result<Result<R, CallError<X>>, Left<Infallible>>) -> Self::Called<R, X> {
        match result {
            Ok(result) => result,
            Err(Left::Stopped(stop)) => match stop {},
            Err(Left::Refused(refused)) => Err(CallError::Refused(refused)),
        }
    }
}

impl<T, E> Flow for Result<T, E> {
    type Stop = E;
    type Handed<R> = Result<R, Failed<E>>;

    fn answered<R>(returned: R) -> Self::Handed<R> {
        Ok(returned)
    }

    fn stopped<R>(stop: E) -> Self::Handed<R> {
        Err(Failed::Err(stop))
    }

    fn refused<R>(refused: Refused) -> Self::Handed<R> {
        Err(Failed::Refused(refused))
    }

    type Called<R, X> = Result<R, CallError<X, E>>;

    fn called<R, X>(result: Result<Result<R, CallError<X>>, Left<E>>) -> Self::Called<R, X> {
        match result {
            Ok(Ok(returned)) => Ok(returned),
            Ok(Err(CallError::C(error))) => Err(CallError::C(error)),
            Ok(Err(CallError::Err(never))) => match never {},
            Err(Left::Stopped(stop)) => Err(CallError::Err(stop)),
            Ok(Err(CallError::Refused(refused))) | Err(Left::Refused(refused)) => Err(CallError::Refused(refused)),
        }
    }
}

impl<B, T> Flow for ControlFlow<B, T> {
    type Stop = B;
    type Handed<R> = Result<ControlFlow<B, R>, Refused>;

    fn answered<R>(returned: R) -> Self::Handed<R> {
        Ok(ControlFlow::Continue(returned))
    }

    fn stopped<R>(stop: B) -> Self::Handed<R> {
        Ok(ControlFlow::Break(stop))
    }

    fn refused<R>(refused: Refused) -> Self::Handed<R> {
        Err(refused)
    }

    type Called<R, X> = Result<ControlFlow<B, R>, CallError<X>>;

    fn called<R, X>(result: Result<Result<R, CallError<X>>, Left<B>>) -> Self::Called<R, X> {
        match result {
            Ok(Ok(returned)) => Ok(ControlFlow::Continue(returned)),
            Ok(Err(error)) => Err(error),
            Err(Left::Stopped(stop)) => Ok(ControlFlow::Break(stop)),
            Err(Left::Refused(refused)) => Err(CallError::Refused(refused)),
        }
    }
}
