//! The types of a public callback are public: a `pub` trait implementation has them.

use callback_runtime::callback;

struct Private(u8);

#[callback]
pub fn on_event(#[context] state: &mut Private) {
    state.0 += 1;
}

fn main() {}
