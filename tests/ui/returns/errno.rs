use callback_runtime::callback;
use std::ffi::c_int;

struct Mine;

#[callback(err = errno(-1))]
fn f() -> Result<c_int, Mine> {
    Ok(1)
}

#[callback(err = -errno, fail = -1)]
fn g() -> Result<c_int, Mine> {
    Ok(1)
}

fn main() {}
