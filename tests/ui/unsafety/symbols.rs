//! A symbol of a name that somebody else has is undefined behaviour: it takes the `unsafe` of whoever names it.
#![forbid(unsafe_code)]

use callback_runtime::callback;
use std::ffi::c_int;

#[callback(fail = 0)]
#[no_mangle]
extern "C" fn malloc(x: c_int) -> c_int {
    x
}

#[callback(fail = 0)]
#[export_name = "calloc"]
extern "C" fn allocate(x: c_int) -> c_int {
    x
}

#[callback(fail = 0)]
#[unsafe(no_mangle)]
extern "C" fn realloc(x: c_int) -> c_int {
    x
}

fn main() {}
