//! The C form of a function, and the types of a body's callbacks.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::Compared;

#[callback]
unsafe extern "C" {
    safe fn each(n: c_int, f: fn(value: c_int, #[context] _: _), #[context(f)] _: *mut c_void);

    // The signature that C has is another one.
    safe fn each_long(n: c_int, f: fn(value: i64, #[context] _: _)) {
        each::C(n, Some(f.shim()), f.context())
    }

    // The C form has the parameters that the Rust function hides.
    safe fn each_twice(n: c_int, f: fn(value: c_int, #[context] _: _)) {
        each::C(n, Some(f.shim()));
    }

    safe fn passed(f: fn(value: c_int, #[context] _: _)) {
        each::C(1, Some(f.shim()), f.context())
    }
}

fn is_compared<C: Compared>() {}

fn main() {
    is_compared::<passed::f>();
    // A C function is compared as a declaration.
    is_compared::<each>();
}
