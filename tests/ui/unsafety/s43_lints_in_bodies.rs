#![deny(unused_variables, unused_mut, unused_assignments, unreachable_code, unused_must_use)]

use std::ffi::{c_int, c_void};

use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    safe fn parameter(n: c_int) -> c_int {
        0
    }

    safe fn local(n: c_int) -> c_int {
        let unused = n;
        let mut constant = 1;
        constant
    }

    unsafe fn in_unsafe(n: c_int, other: &u8) -> c_int {
        n
    }

    safe fn result(n: c_int) -> c_int {
        Ok::<c_int, ()>(n);
        return n;
        n
    }

    safe fn callback(f: fn(#[context] _: _), #[context(f)] user: *mut c_void) {}

    #[allow(unused_variables)]
    safe fn allowed(n: c_int) -> c_int {
        0
    }
}

fn main() {}
