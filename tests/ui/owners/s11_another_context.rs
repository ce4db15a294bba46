use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn text(#[context] text: &mut String) {
    text.clear();
}

#[callback]
fn number(#[context] number: &mut Vec<u64>) {
    number.clear();
}

#[callback]
fn close_number(#[context] number: Vec<u64>) {
    println!("{number:?}");
}

// A context is used and freed as what it is.
fn main() {
    let registration = text::own(String::new());
    let _: unsafe extern "C" fn(*mut c_void) = registration.also::<number>().shim();
    let _: unsafe extern "C" fn(*mut c_void) = registration.also::<close_number>().shim();
    let _ = text::scope(&mut String::new(), |cb| {
        let _: unsafe extern "C" fn(*mut c_void) = cb.also::<number>().shim();
    });
}
