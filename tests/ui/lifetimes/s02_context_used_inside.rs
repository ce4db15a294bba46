use callback_runtime::{Callback, callback};

#[callback]
fn on_event(#[context] count: &mut usize) {
    *count += 1;
}

// While C may call, the context is C's.
fn main() {
    let mut count = 0;
    let _ = on_event::scope(&mut count, |_| count += 1);
}
