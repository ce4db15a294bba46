use callback_runtime::{Callback, callback};

#[callback]
fn passed(#[context] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    let _ = passed::acquire(0);
}
