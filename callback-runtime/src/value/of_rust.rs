//! Arguments whose type has a type parameter of the callback: Rust gave the value to C, which passes it back.

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC};
use crate::value::overlap::Place;
use crate::value::slice::{FromCLen, valid_elements};
use crate::value::{convert, validity};

/// A type that may be moved out of C memory by safe code.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` may be moved by a callback that has it as `&mut`, and is not `Unpin`",
    label = "strings of C, and values that are pinned, stay in their place",
    note = "take it as `&{Self}`, or as a raw pointer"
)]
pub trait Moves {}

#[diagnostic::do_not_recommend]
impl<T: Unpin> Moves for T {}

/// A bound that no type satisfies: opaque types of a block are `Unpin` under it, so that they are not.
///
/// The compiler takes a `&mut T` for exclusive if `T` is `Unpin`, even if it has no bytes, and LLVM then leaves out what C writes by
/// another pointer to the object.
#[doc(hidden)]
pub trait Never<T> {}

/// An argument that refers mutably to a type with a type parameter of the callback: `&mut Inner<H>`, `Option<&mut T>`,
/// `&mut [T]`.
///
/// The value is of Rust, and lives for as long as its type requires (`# Safety` of [`SHIM`](crate::Callback::SHIM)). So it need
/// not be `Unpin`, as what is in C memory has to be.
#[doc(hidden)]
#[derive(Debug)]
pub struct OfRust<R>(pub R);

// SAFETY: the C type of the reference.
unsafe impl<R: CType> CType for OfRust<R> {
    type C = R::C;
}

// SAFETY: null and misaligned pointers are refused; the borrow is `'call`.
unsafe impl<'call, T> FromC<'call> for OfRust<&'call mut T> {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *mut T) -> Result<Self, Reason> {
        // SAFETY: C points at a `T` (`PASSED`).
        let mut referent = unsafe { convert::referent(c) }?;
        // SAFETY: not null and aligned (`CHECKED`), valid and exclusive for `'call` (`PASSED`).
        Ok(OfRust(unsafe { referent.as_mut() }))
    }

    #[inline]
    unsafe fn __place(c: &*mut T) -> Place {
        Place::exclusive(*c, 1)
    }
}

// SAFETY: null is `None`; everything else is left to the reference.
unsafe impl<'call, T> FromC<'call> for OfRust<Option<&'call mut T>> {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *mut T) -> Result<Self, Reason> {
        if c.is_null() {
            return Ok(OfRust(None));
        }
        // SAFETY: both `from_c` have one contract (`PASSED`).
        unsafe { OfRust::<&'call mut T>::from_c(c) }.map(|OfRust(referent)| OfRust(Some(referent)))
    }

    #[inline]
    unsafe fn __place(c: &*mut T) -> Place {
        if c.is_null() { Place::NONE } else { Place::exclusive(*c, 1) }
    }
}

// SAFETY: checked by `valid_slice`; the borrow is `'call`.
unsafe impl<'call, T> FromCLen<'call> for OfRust<&'call mut [T]> {
    #[inline]
    unsafe fn from_c_len(c: *mut T, len: usize) -> Result<Self, Reason> {
        const { assert!(!validity::is_opaque::<T>(), "an opaque type has no size, and no elements; take `&mut T`") };
        // SAFETY: there are `len` elements (`PASSED`).
        let first = unsafe { valid_elements(c, len) }?;
        // SAFETY: as for the shared slice, and exclusive for `'call` (`CHECKED`, `PASSED`).
        Ok(OfRust(unsafe { core::slice::from_raw_parts_mut(first.as_ptr(), len) }))
    }

    #[inline]
    unsafe fn __place(c: &*mut T, len: usize) -> Place {
        Place::exclusive(*c, len)
    }
}

// SAFETY: null is `None` whatever the length; everything else is left to the slice.
unsafe impl<'call, T> FromCLen<'call> for OfRust<Option<&'call mut [T]>> {
    #[inline]
    unsafe fn from_c_len(c: *mut T, len: usize) -> Result<Self, Reason> {
        if c.is_null() {
            return Ok(OfRust(None));
        }
        // SAFETY: both `from_c_len` have one contract (`PASSED`).
        unsafe { OfRust::<&'call mut [T]>::from_c_len(c, len) }.map(|OfRust(slice)| OfRust(Some(slice)))
    }

    #[inline]
    unsafe fn __place(c: &*mut T, len: usize) -> Place {
        if c.is_null() { Place::NONE } else { Place::exclusive(*c, len) }
    }
}
