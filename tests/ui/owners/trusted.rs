//! The address of a context is for a callback of one thread, to which C passes it more than once.

use callback_runtime::{Callback, callback};
use std::ffi::c_int;
use std::sync::atomic::AtomicI32;

#[callback(threads)]
fn on_any_thread(value: c_int, #[context] sum: &AtomicI32) {
    let _ = (value, sum);
}

#[callback]
fn on_the_one_call(value: c_int, #[context] text: String) {
    let _ = (value, text);
}

fn main() {
    let registration = on_any_thread::own(0.into());
    let _ = unsafe { registration.trusted() };
    let registration = on_the_one_call::once(String::new());
    let _ = unsafe { registration.trusted() };
}
