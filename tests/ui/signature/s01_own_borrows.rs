use callback_runtime::{Callback, callback};
use std::ffi::c_int;

#[callback]
type OnValue = fn(value: c_int, #[context] _: _);

fn main() {
    let mut sum = 0;
    let registration = OnValue::own(|value| sum += value);
    drop(registration);
}
