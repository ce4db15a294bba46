//! Conversion of one argument of a call from C to Rust.

use core::cell::Cell;
use core::marker::PhantomData;

use crate::abi::context_pointer::ContextPointer;
use crate::outcome::refused::Reason;
use crate::value::callee::FromCData;
use crate::value::convert::{FromC, Number};
use crate::value::formatted::{FormatString, FromCFormat};
use crate::value::matrix::FromCLens;
use crate::value::overlap::{Place, Rows};
use crate::value::returns::Refusal;
use crate::value::slice::FromCLen;

/// Marker of one call: borrows of its arguments end with it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Call {
    /// True if the argument is a place that has no value yet.
    is_unset: Cell<bool>,
    /// The context that the function has next to the argument.
    context: Place,
    marker: PhantomData<*mut ()>,
}

/// The initial value of a local `Call`, as a constant, so that no function is called for it.
#[doc(hidden)]
#[allow(clippy::declare_interior_mutable_const, reason = "each local is one of its own")]
pub const CALL: Call = Call { is_unset: Cell::new(false), context: Place::NONE, marker: PhantomData };

impl Call {
    /// Makes the call of a function that also has a context.
    #[inline]
    pub(crate) fn beside(context: Place) -> Self {
        Call { context, ..CALL }
    }

    /// Checks that an argument does not refer to the context.
    #[inline]
    fn compare(&self, place: Place, rows: Option<Rows>) -> Result<(), Reason> {
        let excluded = self.context.excludes(&place) || rows.is_some_and(|rows| rows.exclude(&self.context));
        if excluded { Err(Reason::Overlapping) } else { Ok(()) }
    }

    /// Records that the argument is a place, which is to be written before the call succeeds.
    #[inline]
    pub(crate) fn expect_value(&self) {
        self.is_unset.set(true);
    }

    /// Records that the place was written, or was left unwritten on purpose.
    #[inline]
    pub(crate) fn settle(&self) {
        self.is_unset.set(false);
    }

    /// Returns true if the argument is a place that was not written.
    #[inline]
    pub(crate) fn is_unset(&self) -> bool {
        self.is_unset.get()
    }
}

/// Converts one argument.
///
/// # Safety
///
/// The contract of [`FromC::from_c`]: the argument is valid for the call that `call` stands for.
#[doc(hidden)]
#[inline]
pub unsafe fn argument<'call, T>(call: &'call Call, parameter: usize, c: T::C) -> Result<T, Refusal>
where
    T: FromC<'call>,
{
    // SAFETY: `argument` has the contract of `FromC::from_c` (`PASSED`).
    let place = unsafe { T::__place(&c) };
    // SAFETY: the same.
    let rows = unsafe { T::__rows(&c) };
    // SAFETY: the same.
    match call.compare(place, rows).and_then(|()| unsafe { T::from_c(c) }) {
        Ok(value) => Ok(<T as FromC<'call>>::__in_call(value, call)),
        Err(reason) => Err(Refusal { parameter, reason }),
    }
}

/// Passes on one argument that is a number, without a conversion.
#[doc(hidden)]
#[inline]
pub fn number<T: Number>(c: T) -> T {
    c
}

/// Converts one argument whose length is in another parameter.
///
/// # Safety
///
/// The contract of [`argument`], for `len` elements.
#[doc(hidden)]
#[inline]
pub unsafe fn counted<'call, T>(
    call: &'call Call,
    parameter: usize,
    c: T::C,
    len: Result<usize, Reason>,
) -> Result<T, Refusal>
where
    T: FromCLen<'call>,
{
    let converted = match len {
        Ok(len) => {
            // SAFETY: `counted` has the contract of `FromCLen::from_c_len`, for this length (`PASSED`).
            let place = unsafe { T::__place(&c, len) };
            // SAFETY: the same.
            let rows = unsafe { T::__rows(&c, len) };
            // SAFETY: the same.
            call.compare(place, rows).and_then(|()| unsafe { T::from_c_len(c, len) })
        }
        Err(reason) => Err(reason),
    };
    converted.map_err(|reason| Refusal { parameter, reason })
}

/// Converts one argument whose format is in another parameter.
///
/// # Safety
///
/// The contract of [`argument`], and the list matches the format.
#[doc(hidden)]
#[inline]
pub unsafe fn formatted<'call, T>(
    _call: &'call Call,
    parameter: usize,
    c: T::C,
    format: impl FormatString,
) -> Result<T, Refusal>
where
    T: FromCFormat<'call>,
{
    // SAFETY: `formatted` has the contract of `FromCFormat::from_c_format` (`PASSED`).
    let converted = unsafe { T::from_c_format(c, format.pointer()) };
    converted.map_err(|reason| Refusal { parameter, reason })
}

/// Converts one argument whose data is in another parameter.
///
/// # Safety
///
/// The contract of [`argument`], and the function may be called with the data during the call.
#[doc(hidden)]
#[inline]
pub unsafe fn callable<'call, T>(
    _call: &'call Call,
    parameter: usize,
    c: T::C,
    data: impl ContextPointer,
) -> Result<T, Refusal>
where
    T: FromCData<'call>,
{
    // SAFETY: `callable` has the contract of `FromCData::from_c_data` (`PASSED`).
    let converted = unsafe { T::from_c_data(c, data.into_context()) };
    converted.map_err(|reason| Refusal { parameter, reason })
}

/// Converts one argument with two lengths.
///
/// # Safety
///
/// The contract of [`argument`], for the number of elements in `lens`.
#[doc(hidden)]
#[inline]
pub unsafe fn counted_twice<'call, T>(
    call: &'call Call,
    parameter: usize,
    c: T::C,
    lens: Result<[usize; 2], Reason>,
) -> Result<T, Refusal>
where
    T: FromCLens<'call>,
{
    let converted = match lens {
        Ok(lens) => {
            // SAFETY: `counted_twice` has the contract of `FromCLens::from_c_lens` (`PASSED`).
            let place = unsafe { T::__place(&c, lens) };
            // SAFETY: the same.
            let rows = unsafe { T::__rows(&c, lens) };
            // SAFETY: the same.
            call.compare(place, rows).and_then(|()| unsafe { T::from_c_lens(c, lens) })
        }
        Err(reason) => Err(reason),
    };
    converted.map_err(|reason| Refusal { parameter, reason })
}
