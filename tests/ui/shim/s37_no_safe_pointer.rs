use callback_runtime::{Callback, callback};

#[callback]
fn f(_x: i32) {}

fn main() {
    let _: extern "C" fn(i32) = f::shim();
    let _: Option<extern "C" fn(i32)> = f::shim();
}
