use callback_runtime::{Callback, callback};

#[callback]
fn f(_x: f64) {}

fn main() {
    let _: unsafe extern "C" fn(f32) = f::shim();
    let _: unsafe extern "C" fn(i64) = f::shim();
}
