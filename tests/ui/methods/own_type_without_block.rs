//! The attribute on a method stands on its `impl` too.

use callback_runtime::arg::ByValue;
use callback_runtime::callback;
use std::ffi::c_int;

struct Visitor(c_int);

impl Visitor {
    #[callback(fail = 0)]
    fn visit(#[context] visitor: &mut Self, n: c_int) -> c_int {
        visitor.0 + n
    }

    #[callback]
    fn behind(_: *const Self) {}

    #[callback]
    fn inside(_: Option<&[Self; 2]>) {}

    #[callback(fail = ByValue(Visitor(0)))]
    fn result() -> ByValue<Self> {
        ByValue(Visitor(0))
    }
}

fn main() {}
