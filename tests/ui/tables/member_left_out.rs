//! A member that cannot be NULL has a method, or a value.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[repr(C)]
struct Ops {
    read: unsafe extern "C" fn(*mut c_void) -> c_int,
    close: unsafe extern "C" fn(*mut c_void),
}

struct Reader;

#[callback(table = Ops, fail = -1)]
impl Reader {
    fn read(&mut self) -> c_int {
        0
    }
}

fn main() {}
