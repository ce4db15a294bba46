//! The error of a callback whose context has lifetimes, and no other errors where it is used.
#![deny(rust_2018_idioms)]

use std::ffi::{c_int, c_void};

use callback_runtime::{Callback, callback};

#[callback]
fn broken(_value: c_int, #[context] texts: &mut Vec<&str>) -> c_int {
    texts.push("text");
    0
}

#[callback(fail = -1)]
fn good(_value: c_int, #[context] texts: &mut Vec<&str>) -> c_int {
    texts.push("text");
    0
}

type Shim = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

fn main() {
    let text = String::from("text");
    let mut texts = vec![&*text];
    let _ = broken::scope(&mut texts, |cb| {
        let _: Shim = cb.also::<broken>().shim();
    });
    let _ = good::scope(&mut texts, |cb| {
        let _: Shim = cb.also::<broken>().shim();
    });
}
