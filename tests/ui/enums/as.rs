//! The type of another crate for an enum: as wide as the `repr`, and written once.

use callback_runtime::callback;

#[repr(transparent)]
pub struct Short(pub u16);

#[callback(as = Short)]
#[repr(C)]
enum Level {
    Low,
}

#[callback(as = u32, as = u32)]
#[repr(u32)]
enum Twice {
    Low,
}

#[callback(as)]
#[repr(u32)]
enum Nothing {
    Low,
}

fn main() {}
