use callback_runtime::{Callback, callback};

#[callback]
fn without(_x: u8) {}

#[callback]
fn slots(#[context(static)] calls: &mut u8) {
    *calls += 1;
}

#[callback]
fn stacked(#[context(thread_local)] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    without::own(());
    slots::own(0);
    stacked::own(0);
}
