use callback_runtime::callback;
use std::ffi::{CStr, c_int};

const FAILED: &CStr = c"failed";

#[callback(err = FAILED)]
fn f() -> Result<c_int, String> {
    Ok(1)
}

fn wide(_: &String) -> i64 {
    1
}

#[callback(err = wide, fail = 0)]
fn g() -> Result<c_int, String> {
    Ok(1)
}

fn other(_: &u8) -> c_int {
    1
}

#[callback(err = other, fail = 0)]
fn h() -> Result<c_int, String> {
    Ok(1)
}

fn main() {}
