//! The reference to the context is of one call: what is in the context lasts longer, and its lifetime is another.

use callback_runtime::callback;

#[callback]
fn of_its_own<'a>(_x: &i32, #[context] kept: &'a mut Vec<&'a i32>) {
    kept.clear();
}

#[callback]
fn for_ever(#[context] count: &'static mut i32) {
    *count += 1;
}

#[callback]
fn shared_for_ever(#[context] count: &'static i32) {
    let _ = count;
}

// A clause says what a bound does.
#[callback]
fn calls<'a, F>(x: &'a u8, #[context] each: &mut F)
where
    F: FnMut(&'a u8),
{
    each(x);
}

#[callback]
fn outlives<'a, 'b>(x: &'b u8, #[context] kept: &mut Vec<&'a u8>)
where
    'b: 'a,
{
    kept.push(x);
}

// A shared reference may be shorter than what is in the context.
#[callback]
fn shared<'a>(_x: &i32, #[context] kept: &'a Vec<&'a i32>) {
    let _ = kept.len();
}

fn main() {}
