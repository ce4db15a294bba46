use callback_runtime::callback;
use std::ffi::CStr;

// C could use the pointer when the buffer is gone: a result borrows from nothing but statics.
#[callback(fail = std::ptr::null())]
fn name(x: &CStr) -> &CStr {
    x
}

fn main() {}
