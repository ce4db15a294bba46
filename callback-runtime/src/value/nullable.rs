//! C types with a null pointer, and `Option` of the Rust types that they convert to.

use crate::abi::pointers::AnyFnPointer;
use crate::outcome::refused::Reason;
use crate::value::argument::Call;
use crate::value::convert::{CType, FromC, IntoC};
use crate::value::overlap::{Place, Rows};

/// Pointer-like C types, whose null value converts to `None`.
///
/// # Safety
///
/// `NULL` must be the null pointer.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`None` is C's null pointer, and the C type `{Self}` has none",
    label = "not an `Option` of a pointer",
    note = "`Option` is for references, `NonNull`, `&CStr`, `&str`, slices and function pointers"
)]
pub unsafe trait Nullable: Copy {
    /// The null pointer.
    const NULL: Self;

    /// Returns true if this is the null pointer.
    fn is_null(self) -> bool;

    /// Returns true if this is neither null nor misaligned.
    fn is_usable(self) -> bool {
        !self.is_null()
    }
}

// SAFETY: `NULL` is the null pointer, and `is_null` finds it.
unsafe impl<T> Nullable for *const T {
    const NULL: Self = core::ptr::null();

    #[inline]
    fn is_null(self) -> bool {
        self.is_null()
    }

    #[inline]
    fn is_usable(self) -> bool {
        !self.is_null() && self.is_aligned()
    }
}

// SAFETY: `NULL` is the null pointer, and `is_null` finds it.
unsafe impl<T> Nullable for *mut T {
    const NULL: Self = core::ptr::null_mut();

    #[inline]
    fn is_null(self) -> bool {
        self.is_null()
    }

    #[inline]
    fn is_usable(self) -> bool {
        !self.is_null() && self.is_aligned()
    }
}

// SAFETY: `None` is the null pointer.
unsafe impl<F: AnyFnPointer> Nullable for Option<F> {
    const NULL: Self = None;

    #[inline]
    fn is_null(self) -> bool {
        self.is_none()
    }
}

// SAFETY: the same C type, null included.
unsafe impl<T: CType<C: Nullable>> CType for Option<T> {
    type C = T::C;
}

// SAFETY: null is `None`; everything else is left to `T`.
unsafe impl<'call, T: FromC<'call, C: Nullable>> FromC<'call> for Option<T> {
    const REFUSES: bool = T::REFUSES;
    const __REFERS: bool = T::__REFERS;

    #[inline]
    unsafe fn from_c(c: T::C) -> Result<Self, Reason> {
        if c.is_null() {
            return Ok(None);
        }
        // SAFETY: both `from_c` have one contract (`PASSED`).
        unsafe { T::from_c(c) }.map(Some)
    }

    #[inline]
    fn __in_call(self, call: &'call Call) -> Self {
        self.map(|value| T::__in_call(value, call))
    }

    #[inline]
    unsafe fn __place(c: &T::C) -> Place {
        if c.is_null() {
            return Place::NONE;
        }
        // SAFETY: both have one contract (`PASSED`).
        unsafe { T::__place(c) }
    }

    #[inline]
    unsafe fn __rows(c: &T::C) -> Option<Rows> {
        // SAFETY: both have one contract (`PASSED`).
        unsafe { T::__rows(c) }
    }
}

// SAFETY: null has no requirements; everything else is left to `T`.
unsafe impl<T: IntoC<C: Nullable>> IntoC for Option<T> {
    #[inline]
    fn into_c(self) -> Result<T::C, Reason> {
        match self {
            Some(value) => value.into_c(),
            None => Ok(T::C::NULL),
        }
    }
}
