use callback_runtime::{Callback, callback};

#[callback]
fn slots(#[context(pool = 2)] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    let _: unsafe extern "C" fn() = slots::shim();
}
