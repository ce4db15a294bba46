use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn plain(#[context] text: &mut String) {
    text.push('x');
}

#[callback(ok = 0, err = -1)]
fn stops(#[context] text: &mut String) -> Result<(), std::fmt::Error> {
    text.push('x');
    Ok(())
}

fn main() {
    let mut text = String::new();
    plain::scope(&mut text, |cb| {
        let _: unsafe extern "C" fn(*mut c_void) -> i32 = cb.also::<stops>().shim();
    })
    .unwrap();
}
