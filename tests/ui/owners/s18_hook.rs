use callback_runtime::{Callback, callback};
use std::rc::Rc;

#[callback]
fn on_event(#[context] calls: &mut u8) {
    *calls += 1;
}

// The hook is called on the thread of the call.
fn main() {
    let registration = on_event::own(0);
    let local = Rc::new(1);
    registration.notify(move || println!("{local}"));
}
