use std::ffi::c_int;

use callback_runtime::callback;

#[callback]
fn number(x: c_int) -> c_int {
    x
}

#[callback]
fn pointer(x: *mut u8) -> *mut u8 {
    x
}

#[callback(returns = c_int)]
fn nothing() {}

type Alias = Result<(), i32>;

#[callback]
fn alias() -> Alias {
    Ok(())
}

fn main() {}
