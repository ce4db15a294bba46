use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char};

#[callback]
fn log(format: &CStr, #[format(format)] _text: ...) {}

#[callback]
fn plain(_format: &CStr) {}

// The callers of the one and of the other pass arguments differently.
fn main() {
    let _: unsafe extern "C" fn(*const c_char) = log::shim();
    let _: unsafe extern "C" fn(*const c_char, ...) = plain::shim();
    let _: unsafe extern "C" fn(*const c_char, i32, ...) = log::shim();
}
