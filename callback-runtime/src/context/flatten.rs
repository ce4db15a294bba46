//! Results of scopes whose body returns a `Result`.

use core::ops::ControlFlow;

use crate::call::leave::Diverging;
use crate::outcome::flow::{Flow, Plain};
use crate::outcome::refused::{Failed, Refused};

/// A way in which a function stops, whose scope gives one `Result` with the errors of its body.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{E}` cannot hold what a callback may leave behind",
    label = "needs `From<Refused>`, and `From<E>` where the function returns `Result<_, E>`",
    note = "`Box<dyn Error>` and `anyhow::Error` are such types"
)]
pub trait Flattens<E>: Flow {
    /// The result.
    type Flat<R>;

    /// Makes one result of two.
    fn flat<R>(handed: Self::CallResult<Result<R, E>>) -> Self::Flat<R>;
}

impl<E: From<Refused>> Flattens<E> for Plain {
    type Flat<R> = Result<R, E>;

    fn flat<R>(handed: Result<Result<R, E>, Refused>) -> Result<R, E> {
        handed?
    }
}

impl<T, S, E: From<S> + From<Refused>> Flattens<E> for Result<T, S> {
    type Flat<R> = Result<R, E>;

    fn flat<R>(handed: Result<Result<R, E>, Failed<S>>) -> Result<R, E> {
        match handed {
            Ok(result) => result,
            Err(Failed::Err(error)) => Err(error.into()),
            Err(Failed::Refused(refused)) => Err(refused.into()),
        }
    }
}

impl<B, T, E: From<Refused>> Flattens<E> for ControlFlow<B, T> {
    type Flat<R> = Result<ControlFlow<B, R>, E>;

    fn flat<R>(handed: Result<ControlFlow<B, Result<R, E>>, Refused>) -> Result<ControlFlow<B, R>, E> {
        match handed? {
            ControlFlow::Continue(result) => result.map(ControlFlow::Continue),
            ControlFlow::Break(stop) => Ok(ControlFlow::Break(stop)),
        }
    }
}

impl<F: Flattens<E>, E> Flattens<E> for Diverging<F> {
    type Flat<R> = F::Flat<R>;

    fn flat<R>(handed: F::CallResult<Result<R, E>>) -> F::Flat<R> {
        F::flat(handed)
    }
}
