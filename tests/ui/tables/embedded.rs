//! Contexts in objects that begin with a struct of C's.

use callback_runtime::{Callback, callback};
use std::ffi::{c_int, c_void};

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

#[callback]
fn plain(#[context] _state: &mut State) {}

fn main() {
    let _ = state::value::own(State);
    let _ = state::value::scope(&State, |_| {});
    let _ = state::value::embed(0_u8, State);
    let _ = plain::embed(Base { value: 0 }, State);
    let _: unsafe extern "C" fn(*mut c_void, c_int) -> c_int = state::value::shim();
}
