//! The result of the call shows that the function may be missing.
use callback_runtime::callback;

#[callback(lazy = "libfoo.so.1")]
unsafe extern "C" {
    safe fn foo_sum(a: i32, b: i32) -> i32;
}

fn main() {
    let sum: i32 = foo_sum(1, 2);
}
