//! What the call returns says that there may be no function.
use callback_runtime::callback;

#[callback(lazy = "libfoo.so.1")]
unsafe extern "C" {
    safe fn foo_sum(a: i32, b: i32) -> i32;
}

fn main() {
    let sum: i32 = foo_sum(1, 2);
}
