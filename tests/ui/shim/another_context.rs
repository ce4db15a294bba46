use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn text(#[context] text: &mut String) {
    text.push('x');
}

#[callback]
fn number(#[context] count: &mut u8) {
    *count += 1;
}

#[callback]
fn shared(#[context] text: &String) {
    println!("{text}");
}

fn main() {
    let mut context = String::new();
    text::scope(&mut context, |cb| {
        let _: unsafe extern "C" fn(*mut c_void) = cb.also::<number>().shim();
        let _: unsafe extern "C" fn(*mut c_void) = cb.also::<shared>().shim();
    })
    .unwrap();
}
