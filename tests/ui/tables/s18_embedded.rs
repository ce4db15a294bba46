//! An object for one thread stays on it.

use callback_runtime::{Callback, callback};
use std::ffi::c_int;

#[repr(C)]
struct Base {
    value: c_int,
}

struct State;

#[callback(context(embedded = Base), fail = -1)]
impl State {
    fn value(&self) -> c_int {
        0
    }
}

fn main() {
    let embedded = state::value::embed(Base { value: 0 }, State);
    std::thread::spawn(move || drop(embedded));
}
