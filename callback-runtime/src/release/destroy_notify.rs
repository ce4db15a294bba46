//! Destroy notifies.

use core::ffi::c_void;

use crate::abi::arities::each_abi;
use crate::abi::fn_pointer::reinterpret;
use crate::abi::pointers::{CFnPointer, FnPointer};
use crate::registry::numbers::destroy;
use crate::release::releasing::{Released, Unread};

/// Ends the context and ignores the other arguments.
pub(crate) struct Destroys;

impl Released for Destroys {
    unsafe fn release(context: *mut c_void) {
        destroy(context);
    }
}

/// The type of a destroy notify: `void (*)(void *)` in any C ABI, or with a result.
///
/// # Safety
///
/// `pointer` returns a function of this type with the behaviour of [`destroy`](crate::Registration::destroy).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a destroy notify",
    label = "expected `unsafe extern fn(*mut c_void)`, or `*const c_void`",
    note = "where C passes more say which is the context: `destroy_at::<N, _>()`, from 0; in a declaration `fn(#[context] _: *mut c_void, …)`",
    note = "what else C passes has a callback with the context by value: `registration.also::<on_close>()`"
)]
pub unsafe trait DestroyNotify: FnPointer {
    #[doc(hidden)]
    fn pointer<P: CFnPointer<Pointer = Self>>() -> P
    where
        Self::Return: Unread;
}

macro_rules! destroy_notify {
    ($($(#[$cfg:meta])* $name:ident $abi:literal;)*) => {$(
        $(#[$cfg])*
        const _: () = {
            unsafe extern $abi fn shim<R: Unread>(context: *mut c_void) -> R {
                destroy(context);
                R::UNREAD
            }

            // SAFETY: `shim` is of this type.
            unsafe impl<T, R> DestroyNotify for unsafe extern $abi fn(*mut T) -> R {
                fn pointer<P: CFnPointer<Pointer = Self>>() -> P
                where
                    R: Unread,
                {
                    let shim: unsafe extern $abi fn(*mut c_void) -> R = shim::<R>;
                    // SAFETY: `P` has the layout of its pointer, which differs in the pointee and `const` alone.
                    unsafe { reinterpret(shim) }
                }
            }

            // SAFETY: `shim` is of this type but for `const`.
            unsafe impl<T, R> DestroyNotify for unsafe extern $abi fn(*const T) -> R {
                fn pointer<P: CFnPointer<Pointer = Self>>() -> P
                where
                    R: Unread,
                {
                    let shim: unsafe extern $abi fn(*mut c_void) -> R = shim::<R>;
                    // SAFETY: `P` has the layout of its pointer, which differs in the pointee and `const` alone.
                    unsafe { reinterpret(shim) }
                }
            }
        };
    )*};
}

each_abi!(destroy_notify);
