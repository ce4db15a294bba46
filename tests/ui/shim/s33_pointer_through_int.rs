use callback_runtime::{Callback, callback};

// `LPARAM` carries a pointer; an `int` does not.
#[callback]
fn on_message(_param: &u8) {}

fn main() {
    let _: unsafe extern "C" fn(i32) = on_message::shim();
    let _: unsafe extern "C" fn(isize) = on_message::shim();
}
