use callback_runtime::{Callback, callback};
use std::cell::Cell;
use std::rc::Rc;

#[callback]
fn exclusive(#[context] calls: &mut Rc<u8>) {
    println!("{calls}");
}

#[callback]
fn shared(#[context] calls: &Cell<u8>) {
    calls.set(1);
}

fn main() {
    exclusive::share(Rc::new(1));
    shared::share(Cell::new(1));
}
