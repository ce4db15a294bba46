//! C types that carry a context pointer.

use core::ffi::c_void;

/// A C type that can carry the context pointer: a pointer, or an integer or union of the same size.
///
/// # Safety
///
/// A pointer survives both conversions, provenance included if the type is a pointer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot carry a context pointer",
    label = "not a pointer, nor as wide as one",
    note = "a context travels in a data pointer, `isize`, `usize` or a union with a pointer"
)]
pub unsafe trait ContextPointer: Copy {
    /// True for a pointer to an object that leads to the context.
    #[doc(hidden)]
    const EMBEDDED: bool = false;

    /// Converts the context pointer to the C value.
    fn from_context(context: *mut c_void) -> Self;

    /// Converts the C value back to the context pointer.
    fn into_context(self) -> *mut c_void;
}

// SAFETY: a pointer cast.
unsafe impl<T> ContextPointer for *mut T {
    #[inline]
    fn from_context(context: *mut c_void) -> Self {
        context.cast()
    }

    #[inline]
    fn into_context(self) -> *mut c_void {
        self.cast()
    }
}

// SAFETY: a pointer cast.
unsafe impl<T> ContextPointer for *const T {
    #[inline]
    fn from_context(context: *mut c_void) -> Self {
        context.cast()
    }

    #[inline]
    fn into_context(self) -> *mut c_void {
        self.cast_mut().cast()
    }
}

macro_rules! integer_context {
    ($($t:ty)*) => {$(
        // SAFETY: as wide as a pointer; the provenance is exposed on the way out and taken up on the way back.
        unsafe impl ContextPointer for $t {
            #[inline]
            #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
            fn from_context(context: *mut c_void) -> Self {
                context.expose_provenance() as $t
            }

            #[inline]
            #[allow(clippy::cast_sign_loss, clippy::cast_possible_truncation)]
            fn into_context(self) -> *mut c_void {
                core::ptr::with_exposed_provenance_mut(self as usize)
            }
        }
    )*};
}

integer_context!(isize usize);

#[cfg(target_pointer_width = "64")]
integer_context!(i64 u64);

#[cfg(target_pointer_width = "32")]
integer_context!(i32 u32);

#[cfg(unix)]
// SAFETY: the union's pointer member (POSIX `signal.h`).
unsafe impl ContextPointer for libc::sigval {
    #[inline]
    fn from_context(context: *mut c_void) -> Self {
        libc::sigval { sival_ptr: context }
    }

    #[inline]
    fn into_context(self) -> *mut c_void {
        self.sival_ptr
    }
}

#[cfg(unix)]
// SAFETY: the same type.
unsafe impl crate::abi::same_abi::SameAbi<libc::sigval> for libc::sigval {}
