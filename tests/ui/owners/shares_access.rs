use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn exclusive(#[context] calls: &mut u8) {
    *calls += 1;
}

#[callback]
fn shared(#[context] calls: &u8) {
    println!("{calls}");
}

#[callback(threads)]
fn threads(#[context] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    let registration = exclusive::own(0);
    let _: unsafe extern "C" fn(*mut c_void) = registration.also::<shared>().shim();
    let _: unsafe extern "C" fn(*mut c_void) = registration.also::<threads>().shim();
}
