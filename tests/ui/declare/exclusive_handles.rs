//! `&mut T` of a handle comes from `&mut CBox<T>`, and only of an opaque type.

use std::ffi::{CStr, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[callback]
unsafe extern "C" {
    type Interp;

    unsafe fn interp_free(interp: *mut Interp);
    #[callback(free = interp_free)]
    safe fn interp_new() -> CBox<Interp>;
    safe fn interp_set(interp: &mut Interp, text: &CStr);
    safe fn interp_command(
        interp: &mut Interp,
        #[callback(retained, until = interp)] f: fn(#[context] _: _, interp: &mut Interp),
        #[context(f)] _: *mut c_void,
    );
}

fn main() {
    let mut interp = interp_new();
    interp_command(&mut *interp, Box::new(|_| ()));

    let shared = interp_new();
    interp_set(&shared, c"text");
}
