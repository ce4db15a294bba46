use callback_runtime::callback;
use std::ffi::c_int;

fn pick() -> c_int {
    1
}

#[callback(fail = pick())]
fn f(x: c_int) -> c_int {
    x
}

#[callback(fail = x)]
fn g(x: c_int) -> c_int {
    x
}

fn main() {}
