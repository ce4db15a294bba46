#![deny(dead_code)]

use callback_runtime::callback;

// A callback that nobody uses is reported once, at its name.
#[callback]
fn private(_x: i32) {}

#[callback]
fn generic<T: 'static>(_x: &T, #[context] _y: &mut Vec<&T>) {}

pub mod public {
    use callback_runtime::callback;

    #[callback]
    pub(crate) fn of_crate(_x: i32) {}
}

fn main() {}
