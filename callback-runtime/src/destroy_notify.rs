//! C functions that end a context.

use core::ffi::c_void;

use crate::arities::each_abi;
use crate::fn_pointer::{CFnPointer, FnPointer, convert};
use crate::registered::destroy;
use crate::releasing::Released;

/// Ends the context, whatever else C passes.
pub(crate) struct Destroys;

impl Released for Destroys {
    unsafe fn release(context: *mut c_void) {
        // SAFETY: C destroys a context that it was given with this function, once.
        unsafe { destroy(context) };
    }
}

/// A function pointer type that a destroy notify can have: `void (*)(void *)` in any C ABI.
///
/// # Safety
///
/// `pointer` gives a function of this type that does what [`destroy`](crate::Registration::destroy) says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a destroy notify",
    label = "expected `unsafe extern fn(*mut c_void)`, or `*const c_void`",
    note = "where C passes more say which is the context: `destroy_at::<N, _>()`, from 0; in a declaration `fn(#[context] _: *mut c_void, …)`",
    note = "what else C passes has a callback with the context by value: `registration.also::<on_close>()`"
)]
pub unsafe trait DestroyNotify: FnPointer {
    #[doc(hidden)]
    fn pointer<P: CFnPointer<Pointer = Self>>() -> P;
}

macro_rules! destroy_notify {
    ($($(#[$cfg:meta])* $name:ident $abi:literal;)*) => {$(
        $(#[$cfg])*
        const _: () = {
            unsafe extern $abi fn shim(context: *mut c_void) {
                // SAFETY: C destroys a context that it was given with this function, once.
                unsafe { destroy(context) };
            }

            // SAFETY: `shim` is of this type.
            unsafe impl<T> DestroyNotify for unsafe extern $abi fn(*mut T) {
                fn pointer<P: CFnPointer<Pointer = Self>>() -> P {
                    convert(shim as unsafe extern $abi fn(*mut c_void))
                }
            }

            // SAFETY: `shim` is of this type but for `const`.
            unsafe impl<T> DestroyNotify for unsafe extern $abi fn(*const T) {
                fn pointer<P: CFnPointer<Pointer = Self>>() -> P {
                    convert(shim as unsafe extern $abi fn(*mut c_void))
                }
            }
        };
    )*};
}

each_abi!(destroy_notify);
