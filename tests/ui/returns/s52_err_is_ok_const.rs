use callback_runtime::callback;
use std::ffi::c_int;

const SAME: c_int = 0;
const OTHER: c_int = -1;

#[callback(ok = 0, err = SAME)]
fn by_name() -> Result<(), ()> {
    Ok(())
}

#[callback(ok = self::SAME, err = errno(OTHER + 1))]
fn computed() -> Result<(), std::io::Error> {
    Ok(())
}

fn code(_: &()) -> c_int {
    0
}

#[callback(ok = SAME, err = code, fail = -SAME)]
fn fails_with_success() -> Result<(), ()> {
    Ok(())
}

#[callback(ok = SAME, err = OTHER)]
fn other() -> Result<(), ()> {
    Ok(())
}

fn main() {}
