use callback_runtime::{Callback, callback};
use core::ffi::{c_int, c_uint};

#[callback]
#[repr(C)]
enum Level {
    Debug,
    Info,
}

#[callback]
#[repr(i32)]
enum Signed {
    Debug,
    Info,
}

#[callback]
fn on_log(_level: Level) {}

#[callback]
fn on_signed(_level: Signed) {}

fn main() {
    // What the enum is for GCC and clang, and what it is not.
    let _: unsafe extern "C" fn(c_uint) = on_log::shim();
    let _: unsafe extern "C" fn(c_int) = on_log::shim();
    let _: unsafe extern "C" fn(c_int) = on_signed::shim();
}
