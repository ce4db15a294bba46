use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn f(#[context] sum: &mut i32, x: i32) {
    *sum += x;
}

fn main() {
    let mut sum = 0;
    f::scope(&mut sum, |cb| {
        let _: unsafe extern "C" fn(i32, *mut c_void) = cb.shim();
    })
    .unwrap();
}
