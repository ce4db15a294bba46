//! Forms that a block of methods refuses.

use callback_runtime::{Callback, callback};

struct Empty;

#[callback]
impl Empty {
    const ZERO: i32 = 0;
}

struct Made;

#[callback]
impl Made {
    fn new() -> Self {
        Made
    }

    fn run(&self) {}
}

#[callback]
impl Runs for [u8; 4] {
    fn run(&self) {}
}

trait Runs {
    fn run(&self);
}

#[allow(non_camel_case_types)]
struct lower;

#[callback]
impl lower {
    fn run(&self) {}
}

struct Conditional;

#[callback]
impl Conditional {
    #[callback]
    fn run(&self, #[cfg(unix)] fd: i32) {}

    #[callback]
    #[callback]
    fn twice(&self) {}
}

fn main() {
    let _ = made::run::NAME;
}
