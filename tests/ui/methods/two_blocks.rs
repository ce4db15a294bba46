//! Two blocks of one type have a module each.

use callback_runtime::callback;
use std::ffi::c_int;

struct Reader;

trait Seek {
    fn seek(&mut self) -> c_int;
}

#[callback(fail = -1)]
impl Reader {
    fn read(&mut self) -> c_int {
        0
    }
}

#[callback(fail = -1)]
impl Seek for Reader {
    fn seek(&mut self) -> c_int {
        0
    }
}

// Named.
#[callback(fail = -1, mod = others)]
impl Reader {
    fn close(&mut self) -> c_int {
        0
    }
}

fn main() {}
