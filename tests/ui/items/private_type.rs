//! What a public callback is made of is public: a `pub` trait implementation has it.

use callback_runtime::callback;

struct Private(u8);

#[callback]
pub fn on_event(#[context] state: &mut Private) {
    state.0 += 1;
}

fn main() {}
