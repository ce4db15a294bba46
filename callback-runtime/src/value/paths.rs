//! Path arguments: C strings, which on Unix may contain any bytes.

use core::ffi::{CStr, c_char};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::outcome::refused::Reason;
use crate::value::c_name::CName;
use crate::value::convert::{CType, FromC};
use crate::value::overlap::Place;

impl CName for OsStr {
    const C_NAME: &'static str = "char";
}

impl CName for Path {
    const C_NAME: &'static str = "char";
}

// SAFETY: a pointer to `char`.
unsafe impl CType for &OsStr {
    type C = *const c_char;
}

// SAFETY: a pointer to `char`.
unsafe impl CType for &Path {
    type C = *const c_char;
}

// SAFETY: null is refused; the borrow is `'call`.
unsafe impl<'call> FromC<'call> for &'call OsStr {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *const c_char) -> Result<Self, Reason> {
        // SAFETY: both `from_c` have one contract (`PASSED`).
        let text = unsafe { <&'call CStr>::from_c(c) }?;
        Ok(OsStr::from_bytes(text.to_bytes()))
    }

    #[inline]
    unsafe fn __place(c: &*const c_char) -> Place {
        // SAFETY: both have one contract (`PASSED`).
        unsafe { <&'call CStr>::__place(c) }
    }
}

// SAFETY: null is refused; the borrow is `'call`.
unsafe impl<'call> FromC<'call> for &'call Path {
    const __REFERS: bool = true;

    #[inline]
    unsafe fn from_c(c: *const c_char) -> Result<Self, Reason> {
        // SAFETY: both `from_c` have one contract (`PASSED`).
        unsafe { <&'call OsStr>::from_c(c) }.map(Path::new)
    }

    #[inline]
    unsafe fn __place(c: &*const c_char) -> Place {
        // SAFETY: both have one contract (`PASSED`).
        unsafe { <&'call CStr>::__place(c) }
    }
}
