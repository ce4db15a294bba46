//! A scope is of its context's lifetime exactly: with a longer one another callback could keep what is in it.

use callback_runtime::{Callback, Scope, callback};

#[callback]
fn fill<'a>(#[context] _texts: &mut Vec<&'a str>) {}

#[callback]
fn keep(#[context] _texts: &mut Vec<&'static str>) {}

fn main() {
    let text = String::from("text");
    let mut texts: Vec<&str> = vec![&text];
    let _ = fill::scope(&mut texts, |cb| {
        let longer: &Scope<'_, fill<&'static ()>> = cb;
        let _: unsafe extern "C" fn(*mut std::ffi::c_void) = longer.also::<keep>().shim();
    });
}
