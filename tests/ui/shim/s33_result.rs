use callback_runtime::{Callback, callback};

#[callback(fail = 0)]
fn f() -> i32 {
    1
}

#[callback]
fn g() {}

fn main() {
    let _: unsafe extern "C" fn() = f::shim();
    let _: unsafe extern "C" fn() -> i32 = g::shim();
}
