//! `self` is the context.

use callback_runtime::callback;

struct A;

#[callback]
impl A {
    fn run(&self, #[context] other: &mut i32) {}
}

fn main() {}
