use callback_runtime::callback;
use std::ffi::c_int;

const SAME: c_int = 0;
const OTHER: c_int = -1;

#[callback(ok = 0, err = 0)]
fn literals() -> Result<(), ()> {
    Ok(())
}

#[callback(ok = -1, err = errno(-(0x1)))]
fn with_errno() -> Result<(), std::io::Error> {
    Ok(())
}

#[callback(ok = true, err = true, returns = bool)]
fn truths() -> Result<(), ()> {
    Ok(())
}

fn code(_: &()) -> c_int {
    0
}

#[callback(ok = 0, err = code, fail = 0)]
fn fails_with_success() -> Result<(), ()> {
    Ok(())
}

#[callback(ok = 0, err = -1, fail = 0)]
fn skipped() -> Result<(), ()> {
    Ok(())
}

fn main() {}
