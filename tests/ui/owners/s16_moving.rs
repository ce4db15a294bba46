//! Contexts that one call at a time uses, on any thread.

use callback_runtime::{Callback, callback};
use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::rc::Rc;

#[callback(threads = moves)]
fn not_send(#[context] _: &Rc<Cell<u32>>) {}

#[callback(threads = moves)]
fn moving(#[context] _: &Cell<u32>) {}

#[callback(threads)]
fn not_sync(#[context] _: &Cell<u32>) {}

#[callback]
unsafe extern "C" {
    safe fn run(
        #[callback(shared, threads = moves)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}

fn main() {
    // The thread that lends it does not use it meanwhile.
    let count = Cell::new(0);
    let _ = moving::scope(&count, |_| ());
    let count = Rc::new(Cell::new(0));
    let _ = run(move || count.set(1));
}

#[callback(threads = move)]
fn mistyped(_: c_int, #[context] _: &Cell<u32>) {}

#[callback(threads = moves)]
fn by_value(#[context] _: fn(&u32)) {}
