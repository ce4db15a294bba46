use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn step(#[context] state: &mut u32) {
    *state += 1;
}

#[callback]
extern "C-unwind" fn on_error(#[context] state: &mut u32) -> ! {
    panic!("{state}")
}

// Nobody would catch what leaves.
fn main() {
    let _ = step::scope(&mut 0, |cb| {
        let _: unsafe extern "C-unwind" fn(*mut c_void) = cb.also::<on_error>().shim();
    });
    let _ = on_error::scope(&mut 0, |cb| {
        let _: unsafe extern "C" fn(*mut c_void) = cb.also::<step>().shim();
        let _: unsafe extern "C" fn(*mut c_void) -> ! = cb.also::<step>().shim();
        let _: unsafe extern "C-unwind" fn(*mut c_void) -> i32 = cb.shim();
    });
}
