use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    safe fn reenters(#[callback(shared)] f: fn(value: c_int, #[context] _: _), #[context(f)] _: *mut c_void);
    safe fn twice(f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
}

fn main() {
    let mut sum = 0;
    reenters(|value| sum += value).unwrap();
    let text = String::new();
    twice(|| drop(text)).unwrap();
}
