//! A member of a table is set in one place.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

type Member = Option<unsafe extern "C" fn(*mut c_void) -> c_int>;

#[repr(C)]
struct Ops {
    open: Member,
    close: Member,
}

struct Reader;

#[callback(table = Ops, fields(open = None), fail = -1)]
impl Reader {
    fn open(&mut self) -> c_int {
        0
    }
}

struct Writer;

#[callback(table = Ops, fields(close = None, close = None), fail = -1)]
impl Writer {
    fn open(&mut self) -> c_int {
        0
    }
}

fn main() {}
