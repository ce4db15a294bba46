//! Parameters with a pointer and a separate length: `#[len(EXPR)]`.

use core::ffi::c_char;
use core::ops::{Add, Div, Mul, Sub};
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, aligned};
use crate::value::nullable::Nullable;
use crate::value::of_rust::Moves;
use crate::value::overlap::{Place, Rows};
use crate::value::validity;

/// A parameter with a separate length, given by `#[len(EXPR)]`.
///
/// Implemented for `&[T]`, `&mut [T]`, `&str`, [`WriteBuf`](crate::arg::WriteBuf) and `Option`s of them. Null with length 0 is the empty
/// slice; null with any other length is refused, and so is a length that is negative or whose size in
/// bytes exceeds `isize::MAX`.
///
/// # Safety
///
/// See [`FromC`](crate::arg::FromC): invalid values must be refused, and a borrow ends with `'call` at the latest.
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no length",
    label = "not a slice, counted string or buffer",
    note = "`#[len(EXPR)]` goes with `&[T]`, `&mut [T]`, `&str`, `WriteBuf` or an `Option` of these; remove it elsewhere"
)]
pub unsafe trait FromCLen<'call>: CType + Sized {
    /// Checks and converts one argument of `len` elements.
    ///
    /// # Errors
    ///
    /// The reason why the value cannot be a `Self`.
    ///
    /// # Safety
    ///
    /// See [`FromC::from_c`](crate::arg::FromC::from_c), for `len` elements.
    unsafe fn from_c_len(c: Self::C, len: usize) -> Result<Self, Reason>;

    /// Returns the place of the memory that the argument will refer to.
    ///
    /// # Safety
    ///
    /// See [`from_c_len`](FromCLen::from_c_len).
    #[doc(hidden)]
    #[inline]
    unsafe fn __place(_c: &Self::C, _len: usize) -> Place {
        Place::NONE
    }

    /// Returns the places behind the pointers in that memory; `None` if it holds no pointers.
    ///
    /// # Safety
    ///
    /// See [`from_c_len`](FromCLen::from_c_len); the memory is valid until the call returns.
    #[doc(hidden)]
    #[inline]
    unsafe fn __rows(_c: &Self::C, _len: usize) -> Option<Rows> {
        None
    }
}

/// Checks a pointer and length, and returns the address of the slice: for null and no elements it is dangling.
#[inline]
pub(crate) fn valid_slice<T>(pointer: *const T, len: usize) -> Result<NonNull<T>, Reason> {
    let Some(first) = NonNull::new(pointer.cast_mut()) else {
        return if len == 0 { Ok(NonNull::dangling()) } else { Err(Reason::Null) };
    };
    aligned(pointer)?;
    match len.checked_mul(size_of::<T>()) {
        Some(bytes) if isize::try_from(bytes).is_ok() => Ok(first),
        _ => Err(Reason::LengthOverflow),
    }
}

/// Checks a pointer, a length and the elements.
///
/// # Safety
///
/// If the pointer is not null and is aligned, there are `len` initialised elements, valid except for null, `bool` and `char`.
#[inline]
pub(crate) unsafe fn valid_elements<T>(pointer: *const T, len: usize) -> Result<NonNull<T>, Reason> {
    let first = valid_slice(pointer, len)?;
    // SAFETY: not null and aligned, or no elements; the caller requires the rest.
    unsafe { validity::check(first, len) }?;
    Ok(first)
}

// SAFETY: a pointer to the first element.
unsafe impl<T> CType for &[T] {
    type C = *const T;
}

// SAFETY: checked by `valid_slice`; the borrow is `'call`.
unsafe impl<'call, T> FromCLen<'call> for &'call [T] {
    #[inline]
    unsafe fn from_c_len(c: *const T, len: usize) -> Result<Self, Reason> {
        // SAFETY: there are `len` elements (`PASSED`).
        let first = unsafe { valid_elements(c, len) }?;
        // SAFETY: not null, aligned, not too large (`CHECKED`); `len` valid elements for `'call` (`PASSED`).
        Ok(unsafe { core::slice::from_raw_parts(first.as_ptr(), len) })
    }

    #[inline]
    unsafe fn __place(c: &*const T, len: usize) -> Place {
        Place::shared(*c, len)
    }
}

// SAFETY: a pointer to the first element.
unsafe impl<T> CType for &mut [T] {
    type C = *mut T;
}

// `Moves`: as for `&mut T`.
// SAFETY: checked by `valid_slice`; the borrow is `'call`.
unsafe impl<'call, T: Moves> FromCLen<'call> for &'call mut [T] {
    #[inline]
    unsafe fn from_c_len(c: *mut T, len: usize) -> Result<Self, Reason> {
        const { assert!(!validity::is_opaque::<T>(), "an opaque type has no size, and no elements; take `&mut T`") };
        // SAFETY: there are `len` elements (`PASSED`).
        let first = unsafe { valid_elements(c, len) }?;
        // SAFETY: as for the shared slice, and exclusive for `'call` (`CHECKED`, `PASSED`).
        Ok(unsafe { core::slice::from_raw_parts_mut(first.as_ptr(), len) })
    }

    #[inline]
    unsafe fn __place(c: &*mut T, len: usize) -> Place {
        Place::exclusive(*c, len)
    }
}

// SAFETY: checked as bytes first, then as UTF-8.
unsafe impl<'call> FromCLen<'call> for &'call str {
    #[inline]
    unsafe fn from_c_len(c: *const c_char, len: usize) -> Result<Self, Reason> {
        // SAFETY: `len` bytes are what both require (`PASSED`).
        let bytes = unsafe { <&'call [u8]>::from_c_len(c.cast(), len) }?;
        core::str::from_utf8(bytes).map_err(|_| Reason::NotUtf8)
    }

    #[inline]
    unsafe fn __place(c: &*const c_char, len: usize) -> Place {
        Place::frozen(*c, len)
    }
}

// SAFETY: null is `None` whatever the length; everything else is left to `T`.
unsafe impl<'call, T> FromCLen<'call> for Option<T>
where
    T: FromCLen<'call, C: Nullable>,
{
    #[inline]
    unsafe fn from_c_len(c: T::C, len: usize) -> Result<Self, Reason> {
        if c.is_null() {
            return Ok(None);
        }
        // SAFETY: both `from_c_len` have one contract (`PASSED`).
        unsafe { T::from_c_len(c, len) }.map(Some)
    }

    #[inline]
    unsafe fn __place(c: &T::C, len: usize) -> Place {
        if c.is_null() {
            return Place::NONE;
        }
        // SAFETY: both have one contract (`PASSED`).
        unsafe { T::__place(c, len) }
    }

    #[inline]
    unsafe fn __rows(c: &T::C, len: usize) -> Option<Rows> {
        // SAFETY: both have one contract (`PASSED`).
        unsafe { T::__rows(c, len) }
    }
}

/// An integer that can be a length, an operand of `#[len(EXPR)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a length",
    label = "`#[len(…)]` needs integers",
    note = "it may use the other parameters, integers and `+`, `-`, `*`, `/`, which are checked"
)]
pub trait Length: Copy {
    /// Returns the length in elements.
    ///
    /// # Errors
    ///
    /// It is negative, or does not fit a `usize`.
    fn length(self) -> Result<usize, Reason>;
}

macro_rules! lengths {
    ($($t:ty)*) => {$(
        impl Length for $t {
            #[inline]
            #[allow(unused_comparisons)]
            fn length(self) -> Result<usize, Reason> {
                match usize::try_from(self) {
                    Ok(len) => Ok(len),
                    Err(_) if self < 0 => Err(Reason::NegativeLength),
                    Err(_) => Err(Reason::LengthOverflow),
                }
            }
        }
    )*};
}

lengths!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize);

/// A length under calculation: `size * nmemb` refuses instead of wrapping.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Len(pub Result<usize, Reason>);

impl Len {
    #[inline]
    fn combine(self, other: Len, operation: fn(usize, usize) -> Option<usize>, failed: Reason) -> Len {
        match (self.0, other.0) {
            (Ok(a), Ok(b)) => Len(operation(a, b).ok_or(failed)),
            (Err(reason), _) | (_, Err(reason)) => Len(Err(reason)),
        }
    }
}

macro_rules! checked {
    ($($operator:ident $method:ident $checked:ident $reason:ident)*) => {$(
        impl $operator for Len {
            type Output = Len;

            #[inline]
            fn $method(self, other: Len) -> Len {
                self.combine(other, usize::$checked, Reason::$reason)
            }
        }
    )*};
}

checked! {
    Add add checked_add LengthOverflow
    Sub sub checked_sub NegativeLength
    Mul mul checked_mul LengthOverflow
    Div div checked_div LengthOverflow
}
