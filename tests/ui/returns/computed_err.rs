use callback_runtime::callback;
use std::ffi::c_int;

#[callback(err = code_of)]
fn f() -> Result<c_int, String> {
    Ok(1)
}

fn code_of(error: &String) -> c_int {
    error.len() as c_int
}

#[callback(err = -errno)]
fn g() -> Result<c_int, std::io::Error> {
    Ok(1)
}

fn main() {}
