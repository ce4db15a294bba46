use callback_runtime::{Callback, callback};
use std::ffi::c_int;

#[callback]
type OnValue = fn(value: c_int, #[context] _: _);

#[callback]
type Plain = fn(value: c_int);

#[callback(once)]
type Job = fn(#[context] _: _);

fn main() {
    // The closure takes something else.
    drop(OnValue::own(|value: &str| drop(value.to_owned())));
    // It returns something else.
    drop(OnValue::own(|value| value));
    // It is called once, or more than once.
    drop(OnValue::once(|_| {}));
    drop(Job::own(|| {}));
    // C passes no user data.
    drop(Plain::own(|_| {}));
}
