use callback_runtime::{Callback, callback};

// `BOOL` is an `int`, and 256 is true: `CBool`.
#[callback(fail = false)]
fn filter(hidden: bool) -> bool {
    !hidden
}

fn main() {
    let _: unsafe extern "C" fn(i32) -> bool = filter::shim();
    let _: unsafe extern "C" fn(bool) -> i32 = filter::shim();
}
