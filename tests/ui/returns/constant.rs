use callback_runtime::callback;
use callback_runtime::ret::CBool;
use std::ffi::c_int;

#[callback(fail = "none")]
fn text(x: c_int) -> c_int {
    x
}

#[callback(fail = false)]
fn truth(x: c_int) -> c_int {
    x
}

#[callback(fail = -1)]
fn sign() -> u32 {
    1
}

#[callback(fail = 0)]
fn boolean() -> bool {
    true
}

#[callback(fail = 0)]
fn pointer() -> *mut u8 {
    std::ptr::null_mut()
}

#[callback(ok = true, err = -1)]
fn status() -> Result<(), ()> {
    Ok(())
}

#[callback(fail = 2.5)]
fn big() -> CBool {
    CBool(true)
}

#[callback(err = -1)]
fn length() -> Result<usize, ()> {
    Ok(0)
}

#[callback(fail = 0, returns = c_int)]
fn converted() -> bool {
    true
}

#[callback(fail = 0)]
fn real() -> f64 {
    1.0
}

#[callback(fail = (-1))]
fn in_parentheses() -> u32 {
    1
}

fn main() {}
