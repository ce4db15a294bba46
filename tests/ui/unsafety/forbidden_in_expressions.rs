#![forbid(unsafe_code)]

use callback_runtime::callback;

// The macro's own `unsafe` is no concern of the lint; the user's is.
#[callback(fail = unsafe { std::mem::zeroed() })]
fn in_fail() -> i32 {
    1
}

#[callback(err = unsafe { std::mem::zeroed() })]
fn in_err() -> Result<i32, ()> {
    Ok(1)
}

#[callback]
fn in_len(#[len(unsafe { *n })] _x: &[u8], n: *const usize) {}

#[callback]
fn in_from(handle: *mut *mut u8, #[context(from = unsafe { *handle })] _x: &mut u8) {}

fn main() {}
