//! Results of declared functions that lend callbacks.

use core::convert::Infallible;
use core::marker::PhantomData;
use core::ops::ControlFlow;

use crate::frame::core::report_stop;
use crate::outcome::call_error::CallError;
use crate::outcome::flow::{Flow, Plain};
use crate::outcome::refused::{NoAnswer, Refused};
use crate::outcome::report::{LostFailure, Report};

/// The result of a declared function whose callback returns `F`: the C result `R` and the stop value of the callback.
///
/// | callback | the function |
/// | --- | --- |
/// | `Result<T, E>` | `Result<R, Failed<E>>` |
/// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, Refused>` |
/// | anything else | `Result<R, Refused>` |
pub type CallResult<F, R> = <F as Flow>::CallResult<R>;

/// Returns the C result, or the pending outcome of the callbacks instead.
#[doc(hidden)]
#[inline]
pub fn hand<F: Flow, R>(result: Result<Result<R, Refused>, NoAnswer<F::Stop>>) -> F::CallResult<R> {
    match result {
        Ok(Ok(returned)) => F::answered(returned),
        Ok(Err(refused)) | Err(NoAnswer::Refused(refused)) => F::refused(refused),
        Err(NoAnswer::Stopped(stop)) => F::stopped(stop),
    }
}

/// The flow of two callbacks in one call, which returns the stop value of either.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "two callbacks of one call stop with different types",
    label = "`{Self}` and `{Inner}` cannot be handed back as one",
    note = "give both the same `E` or `B`, or let one of them return a plain value"
)]
pub trait Join<Inner: Flow>: Flow {
    /// The flow of both callbacks.
    type Joined: Flow;

    /// Converts the stop value of this callback.
    fn outer(stop: Self::Stop) -> <Self::Joined as Flow>::Stop;

    /// Converts the stop value of the other callback.
    fn inner(stop: Inner::Stop) -> <Self::Joined as Flow>::Stop;
}

impl<G: Flow> Join<G> for Plain {
    type Joined = G;

    fn outer(stop: Infallible) -> G::Stop {
        match stop {}
    }

    fn inner(stop: G::Stop) -> G::Stop {
        stop
    }
}

macro_rules! join {
    ($([$($generics:tt)*] $outer:ty, $stop:ty, $inner:ty, |$other:ident: $other_stop:ty| $inner_stop:expr;)*) => {$(
        impl<$($generics)*> Join<$inner> for $outer {
            type Joined = $outer;

            fn outer(stop: $stop) -> $stop {
                stop
            }

            fn inner($other: $other_stop) -> $stop {
                $inner_stop
            }
        }
    )*};
}

join! {
    [T, U, E] Result<T, E>, E, Result<U, E>, |stop: E| stop;
    [T, U, B] ControlFlow<B, T>, B, ControlFlow<B, U>, |stop: B| stop;
    [T, E] Result<T, E>, E, Plain, |never: Infallible| match never {};
    [B, T] ControlFlow<B, T>, B, Plain, |never: Infallible| match never {};
}

/// The result of the inner of two scopes, while the outer one ends. It is reported if it is not taken.
#[doc(hidden)]
pub struct InnerResult<F: Flow, R> {
    function: &'static str,
    result: Option<Result<R, NoAnswer<F::Stop>>>,
    flow: PhantomData<fn(F)>,
}

impl<F: Flow, R> InnerResult<F, R> {
    /// Makes one without a result.
    pub fn new(function: &'static str) -> Self {
        InnerResult { function, result: None, flow: PhantomData }
    }

    /// Keeps the result of the inner scope. No trait that may be imported has a method of this name.
    pub fn keep_inner(&mut self, result: Result<R, NoAnswer<F::Stop>>) {
        self.result = Some(result);
    }

    /// Joins both results. If both callbacks stopped, the stop value of the inner one is reported.
    ///
    /// # Errors
    ///
    /// Returns the outcome that one of the callbacks left.
    pub fn join_outer<G: Join<F>>(
        mut self,
        outer: Result<(), NoAnswer<G::Stop>>,
    ) -> Result<R, NoAnswer<<G::Joined as Flow>::Stop>> {
        match outer {
            Err(NoAnswer::Stopped(stop)) => Err(NoAnswer::Stopped(G::outer(stop))),
            Err(NoAnswer::Refused(refused)) => Err(NoAnswer::Refused(refused)),
            Ok(()) => match self.result.take() {
                Some(Ok(returned)) => Ok(returned),
                Some(Err(NoAnswer::Stopped(stop))) => Err(NoAnswer::Stopped(G::inner(stop))),
                Some(Err(NoAnswer::Refused(refused))) => Err(NoAnswer::Refused(refused)),
                None => unreachable!("the body of a scope runs"),
            },
        }
    }
}

impl<F: Flow, R> Drop for InnerResult<F, R> {
    fn drop(&mut self) {
        match self.result.take() {
            Some(Err(NoAnswer::Stopped(stop))) => report_stop(self.function.into(), stop),
            Some(Err(NoAnswer::Refused(refused))) => {
                Report::new(self.function.into(), LostFailure::Refused(refused)).send();
            }
            Some(Ok(_)) | None => {}
        }
    }
}

/// Returns the result of a declared function that has an error convention, as [`hand`] does.
#[doc(hidden)]
#[inline]
pub fn hand_called<F: Flow, R, X>(
    result: Result<Result<R, CallError<X>>, NoAnswer<F::Stop>>,
) -> F::FallibleCallResult<R, X> {
    F::called(result)
}

/// Returns the error of the C function alone, if no other error is possible.
///
/// # Errors
///
/// Returns the error of the C function.
///
/// # Panics
///
/// Panics if the C result is refused.
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

/// Unwraps the result in a wrapper without a `Result`, if an argument or the C result can be refused.
///
/// # Panics
///
/// Panics if it is refused.
#[doc(hidden)]
#[inline]
#[track_caller]
pub fn sure<T>(result: Result<T, Refused>) -> T {
    match result {
        Ok(value) => value,
        Err(refused) => panic!("{refused}"),
    }
}

/// The result of a declared function that has an error convention and whose callback returns `F`.
///
/// | callback | the function |
/// | --- | --- |
/// | `Result<T, E>` | `Result<R, CallError<X, E>>` |
/// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, CallError<X>>` |
/// | anything else | `Result<R, CallError<X>>` |
pub type FallibleCallResult<F, R, X> = <F as Flow>::FallibleCallResult<R, X>;

/// The stop value of a callback.
#[doc(hidden)]
pub type StopBy<F> = <F as Flow>::Stop;
