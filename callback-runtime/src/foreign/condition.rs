//! Error conditions on a C result.

use core::cmp::Ordering;
use core::ffi::c_int;
use core::mem::MaybeUninit;

use crate::value::ffi::CBool;
use crate::value::nullable::Nullable;
use crate::value::returns::Constant;

/// A C number type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the C type `{Self}` is not a number",
    label = "`negative`, `zero` and `nonzero` are for numbers",
    note = "a pointer fails with `null`; other results with a constant"
)]
pub trait Number: Copy {
    /// Returns true if it is below zero.
    fn negative(self) -> bool;

    /// Returns true if it is zero.
    fn zero(self) -> bool;

    /// Returns the error number of which this is the negative.
    fn negated(self) -> Option<c_int> {
        None
    }
}

/// A C number type with values below zero.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the C type `{Self}` is not a signed number",
    label = "`negative` is for signed numbers",
    note = "an unsigned number is never negative: declare the signed type of the header",
    note = "a pointer fails with `null`; other results with a constant"
)]
pub trait Signed: Number {}

macro_rules! signed {
    ($($t:ty)*) => {$(
        impl Signed for $t {}
    )*};
}

signed!(i8 i16 i32 i64 isize f32 f64);

macro_rules! numbers {
    ($($t:ty)*) => {$(
        impl Number for $t {
            #[inline]
            #[allow(unused_comparisons, clippy::float_cmp)]
            fn negative(self) -> bool {
                self < <$t>::default()
            }

            #[inline]
            #[allow(clippy::float_cmp)]
            fn zero(self) -> bool {
                self == <$t>::default()
            }

            #[inline]
            #[allow(
                clippy::cast_lossless,
                clippy::cast_possible_truncation,
                clippy::cast_possible_wrap,
                reason = "one expression for all numbers"
            )]
            fn negated(self) -> Option<c_int> {
                (self as i128).checked_neg().and_then(|code| c_int::try_from(code).ok())
            }
        }
    )*};
}

numbers!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize f32 f64);

// The C type `_Bool`.
impl Number for MaybeUninit<bool> {
    #[inline]
    fn negative(self) -> bool {
        false
    }

    #[inline]
    fn zero(self) -> bool {
        // SAFETY: the same size, and initialised because C returned it; every byte is a `u8`.
        let byte = unsafe { core::mem::transmute::<MaybeUninit<bool>, u8>(self) };
        byte == 0
    }
}

/// Returns true for `negative`: the result is below zero.
#[doc(hidden)]
#[inline]
pub fn is_negative<C: Signed>(c: C) -> bool {
    c.negative()
}

/// Returns true for `zero`: the result is zero.
#[doc(hidden)]
#[inline]
pub fn is_zero<C: Number>(c: C) -> bool {
    c.zero()
}

/// Returns true for `nonzero`: the result is not zero.
#[doc(hidden)]
#[inline]
pub fn is_nonzero<C: Number>(c: C) -> bool {
    !c.zero()
}

/// Returns true for `null`: the result is a null pointer.
#[doc(hidden)]
#[inline]
pub fn is_null<C: Nullable>(c: C) -> bool {
    c.is_null()
}

/// A constant that is compared with a result.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the function returns the C type `{C}`, and this is `{Self}`",
    label = "expected a constant of type `{C}`, which can be compared",
    note = "what C returns as a `bool` is compared with a `bool`"
)]
pub trait Compared<C>: Constant<C> {
    /// Returns true if the C result is equal to this constant.
    fn is(self, c: C) -> bool;
}

impl<C: PartialEq> Compared<C> for C {
    #[inline]
    fn is(self, c: C) -> bool {
        c == self
    }
}

// The C type `_Bool`.
impl Compared<MaybeUninit<bool>> for bool {
    #[inline]
    fn is(self, c: MaybeUninit<bool>) -> bool {
        is_nonzero(c) == self
    }
}

macro_rules! of_int {
    ($($t:ty)*) => {$(
        impl Compared<c_int> for $t {
            #[inline]
            fn is(self, c: c_int) -> bool {
                c == self.constant()
            }
        }
    )*};
}

of_int!(CBool Ordering);

/// Returns true if the result is equal to a constant.
#[doc(hidden)]
#[inline]
pub fn is_equal<C>(c: C, constant: impl Compared<C>) -> bool {
    constant.is(c)
}

/// Returns the error whose negated number C returned.
#[cfg(feature = "std")]
#[doc(hidden)]
#[inline]
pub fn os_error_of<C: Number>(c: C) -> std::io::Error {
    c.negated().map_or_else(|| std::io::ErrorKind::Other.into(), std::io::Error::from_raw_os_error)
}

/// Returns the error in `errno`.
#[cfg(feature = "std")]
#[doc(hidden)]
#[inline]
pub fn os_error() -> std::io::Error {
    std::io::Error::last_os_error()
}
