use callback_runtime::{Callback, callback};

#[callback]
fn without(_x: u8) {}

#[callback]
fn slots(#[context(static)] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    let _ = without::scope(&(), |_| ());
    let _ = slots::scope(&mut 0, |_| ());
}
