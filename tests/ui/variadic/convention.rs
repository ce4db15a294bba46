use callback_runtime::callback;
use std::ffi::CStr;

#[callback]
extern "system" fn convention(_format: &CStr, _: ...) {}

#[callback]
extern "sysv64-unwind" fn unwinding(_format: &CStr, _: ...) {}

#[callback]
fn nothing_before(_: ...) {}

#[callback]
fn nothing_of_c_before(#[context(static)] _state: &u8, rest: ...) {
    let _ = rest;
}

#[callback]
fn never_unwinds(_format: &CStr, _rest: ...) -> ! {
    loop {}
}

fn main() {}
