//! A context that C keeps cannot borrow.

use callback_runtime::{Callback, callback};
use std::ffi::c_int;

#[repr(C)]
struct Base {
    value: c_int,
}

struct Borrowed<'a>(&'a mut i32);

#[callback(context(embedded = Base))]
impl Borrowed<'_> {
    fn set(&mut self) {
        *self.0 = 1;
    }
}

fn main() {
    let mut local = 0;
    let _object = borrowed::set::embed(Base { value: 0 }, Borrowed(&mut local));
}
