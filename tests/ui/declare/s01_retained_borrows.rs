use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    safe fn subscribe(#[callback(retained)] f: fn(value: c_int, #[context] _: _), #[context(f)] _: *mut c_void);
}

fn main() {
    let mut sum = 0;
    let _subscription = subscribe(|value| sum += value);
    println!("{sum}");
}
