use callback_runtime::{Callback, callback};

#[callback]
fn once(#[context] run: Box<dyn FnOnce()>) {
    run();
}

#[callback]
fn often(#[context] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    once::own(Box::new(|| ()));
    often::once(0);
}
