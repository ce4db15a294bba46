use callback_runtime::{Callback, callback};
use std::ffi::{c_int, c_void};

#[callback]
fn standard(value: c_int, #[context] _calls: &mut u8) {
    println!("{value}");
}

#[callback]
extern "C-unwind" fn unwinding(value: c_int, #[context] _calls: &mut u8) {
    println!("{value}");
}

#[callback]
extern "system" fn system(value: c_int, #[context] _calls: &mut u8) {
    println!("{value}");
}

// What C calls with has to be what the function is called with, whether or not it is the same on a target.
fn main() {
    let registration = standard::own(0);
    let _: unsafe extern "system" fn(c_int, *mut c_void) = registration.shim();
    let registration = system::own(0);
    let _: unsafe extern "C" fn(c_int, *mut c_void) = registration.shim();
    let registration = unwinding::own(0);
    let _: Option<unsafe extern "C" fn(c_int, *mut c_void)> = registration.shim();
    let _: unsafe extern "system" fn(*mut c_void) = standard::own(0).destroy();
}
