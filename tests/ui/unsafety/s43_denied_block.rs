#![deny(unsafe_code, unsafe_op_in_unsafe_fn)]

use std::ffi::{c_char, c_int};

use callback_runtime::callback;

// As of any block: what is allowed on it is allowed for its bodies.
#[callback]
#[allow(unsafe_code)]
unsafe extern "C" {
    safe fn first(text: *const c_char) -> c_int {
        c_int::from(*text)
    }
}

#[callback]
#[expect(unsafe_code)]
unsafe extern "C" {
    unsafe fn second(text: *const c_char) -> c_int {
        c_int::from(*text)
    }

    fn third(text: *const c_char) -> c_int {
        unsafe { c_int::from(*text) }
    }
}

fn main() {}
