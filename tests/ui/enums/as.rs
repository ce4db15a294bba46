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

#[callback(as = bool)]
#[repr(u8)]
enum Truth {
    No,
    Yes,
}

type Owned = Box<i32>;

#[callback(as = Owned)]
#[repr(u64)]
enum Address {
    Null,
}

// As wide, and passed in another register.
#[callback(as = f32)]
#[repr(u32)]
enum Ratio {
    Half,
}

fn main() {}
