//! A string of one call cannot be swapped into that of another.
use std::ffi::c_int;

use callback_runtime::{CPtr, CStrPtr, callback};

#[callback(fail = -1)]
fn strings(n: c_int, #[len(n)] values: &mut [CStrPtr]) -> c_int {
    let _ = values;
    0
}

#[callback(fail = -1)]
fn string(value: &mut CStrPtr) -> c_int {
    let _ = value;
    0
}

#[callback(fail = -1)]
fn pointers(n: c_int, #[len(n)] values: &mut [CPtr<c_int>]) -> c_int {
    let _ = values;
    0
}

fn main() {}
