//! `embedded` names a struct of C's.

use callback_runtime::callback;

#[callback]
fn without(#[context(embedded)] state: &mut i32) {
    *state = 1;
}

#[callback]
fn twice(#[context(embedded = i32, from = x)] state: &mut i32, x: *mut i32) {
    *state = 1;
}

fn main() {}
