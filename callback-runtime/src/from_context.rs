//! Results that borrow from the context: C has them for as long as the context is as it is.

use core::ffi::{CStr, c_char};
use core::ops::ControlFlow;
use core::ptr;

use crate::nullable::Nullable;
use crate::wide::U16CStr;
#[cfg(any(unix, windows))]
use crate::wide::WideCStr;

/// A result that borrows from the context, as the pointer that C gets.
///
/// It promises C nothing that a raw pointer does not: how long it is good is between the context and C. That it
/// borrows from the context and from no argument is for the attribute to see.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be lent to C",
    label = "expected `&T`, `&CStr`, `&U16CStr`, `&WideCStr` or an `Option` of these",
    note = "a length is passed apart: fill an `Out<'_, usize>`, and return a `&T` or a raw pointer"
)]
pub trait FromContext {
    /// The pointer, or the result with it.
    type Pointer;

    /// Ends the borrow.
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

/// What C gets of a result that borrows from the context.
#[doc(hidden)]
#[inline]
pub fn from_context<T: FromContext>(result: T) -> T::Pointer {
    result.pointer()
}
