use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[callback]
fn on_event(#[context] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    let registration = on_event::own(0);
    let _: unsafe extern "C" fn(i32, *mut c_void) = registration.destroy();
    let _: unsafe extern "C" fn(*mut c_void) -> i32 = registration.destroy();
}
