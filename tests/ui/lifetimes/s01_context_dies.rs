use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn push<'a>(#[context] seen: &mut Vec<&'a String>) {
    seen.clear();
}

// A context that borrows a local cannot outlive it.
fn main() {
    let mut seen = vec![];
    {
        let local = String::new();
        seen.push(&local);
    }
    let _ = push::scope(&mut seen, |cb| {
        let _: unsafe extern "C" fn(*mut c_void) = cb.shim();
    });
}
