//! Results that borrow from the context: C may use them until the context changes.

use core::ffi::{CStr, c_char};
use core::ops::ControlFlow;
use core::ptr;

use crate::value::nullable::Nullable;
use crate::value::wide::U16CStr;
#[cfg(any(unix, windows))]
use crate::value::wide::WideCStr;

/// A result that borrows from the context, converted to a C pointer.
///
/// The pointer is guaranteed no more than a raw pointer: its validity is up to the context and C. The attribute checks
/// that it borrows from the context and from no argument.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be lent to C",
    label = "expected `&T`, `&CStr`, `&U16CStr`, `&WideCStr` or an `Option` of these",
    note = "a length is passed apart: fill an `Out<'_, usize>`, and return a `&T` or a raw pointer"
)]
pub trait FromContext {
    /// The pointer, or the result that contains it.
    type Pointer;

    /// Ends the borrow and returns the pointer.
    fn pointer(self) -> Self::Pointer;
}

impl<T> FromContext for &T {
    type Pointer = *const T;

    #[inline]
    fn pointer(self) -> *const T {
        ptr::from_ref(self)
    }
}

macro_rules! terminated {
    ($($string:ty: $unit:ty,)*) => {$(
        impl FromContext for &$string {
            type Pointer = *const $unit;

            #[inline]
            fn pointer(self) -> *const $unit {
                self.as_ptr()
            }
        }
    )*};
}

terminated! {
    CStr: c_char,
    U16CStr: u16,
}

#[cfg(any(unix, windows))]
terminated! {
    WideCStr: libc::wchar_t,
}

impl<T: FromContext<Pointer: Nullable>> FromContext for Option<T> {
    type Pointer = T::Pointer;

    #[inline]
    fn pointer(self) -> T::Pointer {
        self.map_or(T::Pointer::NULL, T::pointer)
    }
}

impl<T: FromContext, E> FromContext for Result<T, E> {
    type Pointer = Result<T::Pointer, E>;

    #[inline]
    fn pointer(self) -> Result<T::Pointer, E> {
        self.map(T::pointer)
    }
}

impl<T: FromContext, B> FromContext for ControlFlow<B, T> {
    type Pointer = ControlFlow<B, T::Pointer>;

    #[inline]
    fn pointer(self) -> ControlFlow<B, T::Pointer> {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(value.pointer()),
            ControlFlow::Break(stop) => ControlFlow::Break(stop),
        }
    }
}

/// Converts a result that borrows from the context.
#[doc(hidden)]
#[inline]
pub fn from_context<T: FromContext>(result: T) -> T::Pointer {
    result.pointer()
}
