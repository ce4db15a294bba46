#![forbid(unsafe_code)]

use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn f(x: &u8, #[context] sum: &mut u8) {
    *sum += x;
}

fn main() {
    // Neither the shim nor a pointer to it can be called, nor become one that can.
    f::SHIM(std::ptr::null(), std::ptr::null_mut());
    let mut sum = 0;
    let _ = f::scope(&mut sum, |cb| {
        let shim: unsafe extern "C" fn(*const u8, *mut c_void) = cb.shim();
        shim(std::ptr::null(), std::ptr::null_mut());
        let shim: extern "C" fn(*const u8, *mut c_void) = cb.shim_safe();
        shim(std::ptr::null(), std::ptr::null_mut());
    });
}
