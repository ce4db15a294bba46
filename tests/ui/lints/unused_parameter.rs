#![deny(unused)]

use callback_runtime::{Callback, callback};

// `n` is used, by `#[len]`; `more` is not.
#[callback(fail = 0)]
fn sum(#[len(n)] values: &[i32], n: usize, more: u8) -> i32 {
    let mut extra = 0;
    values.iter().sum()
}

#[callback]
fn mutable(mut x: i32) {}

fn main() {
    let _: unsafe extern "C" fn(*const i32, usize, u8) -> i32 = sum::shim();
    let _: unsafe extern "C" fn(i32) = mutable::shim();
}
