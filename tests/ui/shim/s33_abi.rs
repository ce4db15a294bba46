use callback_runtime::{Callback, callback};

#[callback]
fn f(_x: i32) {}

fn main() {
    let _: unsafe extern "system" fn(i32) = f::shim();
}
