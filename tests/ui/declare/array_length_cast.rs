//! Casts in the length of an array from C: what is negative would be a large length.

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    unsafe fn array_free(memory: *mut c_void);

    #[callback(free = array_free, len = n as usize)]
    safe fn array(n: c_int) -> CBox<[u8]>;

    safe fn write(#[out(free = array_free, len = (rows * columns) as usize)] to: CBox<[u8]>, rows: c_int, columns: c_int);
}

fn main() {}
