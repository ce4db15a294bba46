//! The state of a registration, for its owner.
use std::cell::Cell;

use callback_runtime::{Callback, callback};

#[callback]
fn reads(#[context] state: &Cell<u32>) {
    state.set(1);
}

#[callback]
fn writes(#[context] state: &mut Vec<&u32>) {
    state.clear();
}

fn main() {
    let mut registration = reads::own(Cell::new(0));
    registration.with_mut(|state| state.set(2)).unwrap();
    registration.get_mut().unwrap().set(3);

    // A binding says what C does.
    let number = 1;
    drop(writes::borrowing(vec![&number]));
}
