use callback_runtime::{Callback, callback};
use std::ffi::c_int;

#[callback]
type OnValue = fn(value: c_int, #[context] _: _);

#[callback(shared)]
type Reentrant = fn(value: c_int, #[context] _: _);

fn main() {
    let text = String::new();
    drop(OnValue::own(move |_| drop(text)));
    let mut sum = 0;
    let _ = Reentrant::scope(&|value| sum += value, |_| {});
}
