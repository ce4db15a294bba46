use callback_runtime::arg::{Callee, Data};
use callback_runtime::callback;
use std::ffi::{c_int, c_void};

type Read = unsafe extern "C" fn(*const c_int, usize, *mut c_void) -> c_int;

#[callback]
fn beyond_the_end(#[data(payload)] read: Callee<'_, Read>, payload: *mut c_void) {
    read.call((&raw const *&1, 1000_usize, Data));
}

fn main() {}
