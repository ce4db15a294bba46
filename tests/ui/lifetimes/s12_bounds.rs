//! A lifetime of one call is in no bound: what is said there would hold for all of them.

use callback_runtime::callback;

#[callback]
fn outlives<'a, 'b: 'a>(x: &'b u8, #[context] kept: &mut Vec<&'a u8>) {
    kept.push(x);
}

#[callback]
fn calls<'a, F: FnMut(&'a u8)>(x: &'a u8, #[context] each: &mut F) {
    each(x);
}

#[callback]
fn borrows<'a, T: 'a>(_x: &'a T, #[context] _count: &mut usize) {}

// This is for any call.
#[callback]
fn calls_with_any<F: FnMut(&u8)>(x: &u8, #[context] each: &mut F) {
    each(x);
}

fn main() {}
