use callback_runtime::callback;
use std::ffi::c_int;

// An alias hides what it is from the macro, not from the compiler.
type Number = c_int;

#[callback(ok = 0, err = -1)]
fn f() -> Number {
    1
}

fn main() {}
