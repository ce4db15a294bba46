use callback_runtime::arg::ByValue;
use callback_runtime::callback;
use std::ffi::{CStr, c_int, c_long};

#[callback]
unsafe extern "C" {
    safe fn twice(n: c_int, #[variadic] a: c_long, #[variadic] b: c_long);
    safe fn first(#[variadic] n: c_int);
    safe fn nothing_before(...);
    safe fn arguments(n: c_int, #[variadic(2)] a: c_long);
    safe fn with_body(n: c_int, #[variadic] a: c_long) {
        let _ = (n, a);
    }
    safe fn with_body_too(n: c_int, ...) {
        let _ = n;
    }
}

#[callback]
unsafe extern "C" {
    #[link_name = "abort"]
    safe fn passed(n: c_int, #[variadic] truth: bool, pair: ByValue<Pair>, text: &CStr);
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Pair(c_int, c_int);

fn main() {}
