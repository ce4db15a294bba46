use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn f(_x: i32) {}

fn main() {
    let _: *mut c_void = f::shim();
    let _: unsafe fn(i32) = f::shim();
    let _: usize = unsafe { f::shim_safe() };
    let _: unsafe extern "C" fn(i32) = unsafe { f::shim_safe() };
    let _ = f::shim();
}
