use callback_runtime::{Callback, callback};
use std::ffi::c_int;

#[callback]
type OnValue = fn(value: &c_int, #[context] _: _);

fn main() {
    let mut kept = None;
    let _ = OnValue::scope(&mut |value| kept = Some(value), |_| {});
    println!("{kept:?}");
}
