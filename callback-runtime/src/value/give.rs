//! Values that a callback returns and that are written to an out-parameter: `#[result(value)]`.

use core::ops::ControlFlow;

use crate::outcome::refused::Reason;
use crate::value::convert::IntoC;
use crate::value::out::Out;
use crate::value::returns::{Halt, Refusal};

/// A result with a value for an out-parameter, and a status for C.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no value for `#[result(value)]`",
    label = "expected `Result<T, E>` or `ControlFlow<B, T>`",
    note = "C gets the value in the place, and a status for what comes with it; without a status fill the place: `Out::set`"
)]
pub trait GivesValue {
    /// The value.
    type Value;
    /// The result without the value.
    type Status;

    /// Passes the value to `put`.
    ///
    /// # Errors
    ///
    /// Returns the error of `put`.
    fn give(self, put: impl FnOnce(Self::Value) -> Result<(), Reason>) -> Result<Self::Status, Reason>;
}

impl<T, E> GivesValue for Result<T, E> {
    type Value = T;
    type Status = Result<(), E>;

    #[inline]
    fn give(self, put: impl FnOnce(T) -> Result<(), Reason>) -> Result<Self::Status, Reason> {
        match self {
            Ok(value) => put(value).map(Ok),
            Err(error) => Ok(Err(error)),
        }
    }
}

impl<B, T> GivesValue for ControlFlow<B, T> {
    type Value = T;
    type Status = ControlFlow<B>;

    #[inline]
    fn give(self, put: impl FnOnce(T) -> Result<(), Reason>) -> Result<Self::Status, Reason> {
        match self {
            ControlFlow::Continue(value) => put(value).map(ControlFlow::Continue),
            ControlFlow::Break(stop) => Ok(ControlFlow::Break(stop)),
        }
    }
}

/// An out-parameter for a value. `None` is one that C does not request.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no place for a `{T}`",
    label = "expected `Out<'_, {T}>`, or an `Option` of it",
    note = "the place takes the value as the function returns it"
)]
pub trait PlaceOfValue<T> {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Fails if the value cannot be converted.
    fn put(&self, value: T) -> Result<(), Reason>;
}

impl<T: IntoC> PlaceOfValue<T> for Out<'_, T> {
    #[inline]
    fn put(&self, value: T) -> Result<(), Reason> {
        self.write(value)
    }
}

impl<T, O: PlaceOfValue<T>> PlaceOfValue<T> for Option<O> {
    #[inline]
    fn put(&self, value: T) -> Result<(), Reason> {
        match self {
            Some(place) => place.put(value),
            None => Ok(()),
        }
    }
}

/// Writes the value of a success to its out-parameter, and returns the status for C.
///
/// # Errors
///
/// Fails if the value cannot be converted.
#[doc(hidden)]
#[inline]
pub fn give_value<R: GivesValue, S, A>(
    result: R,
    place: &impl PlaceOfValue<R::Value>,
) -> Result<R::Status, Halt<S, A>> {
    let given = result.give(|value| place.put(value));
    given.map_err(|reason| Halt::Refused(Refusal { parameter: usize::MAX, reason }))
}
