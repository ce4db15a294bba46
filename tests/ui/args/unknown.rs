use callback_runtime::{Callback, callback};
use std::ffi::{c_int, c_void};

#[callback(fial = 0)]
fn count(x: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += x;
    *sum
}

// What uses the callback is not reported again.
fn main() {
    let mut sum = 0;
    let called = count::scope(&mut sum, |cb| {
        let shim: unsafe extern "C" fn(c_int, *mut c_void) -> c_int = cb.shim();
        unsafe { shim(1, cb.context()) }
    });
    assert_eq!(called.unwrap(), 1);
}
