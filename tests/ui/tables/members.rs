//! A method and the member that it fills.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[repr(C)]
struct Ops {
    version: c_int,
    read: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>,
    write: unsafe extern "C" fn(*mut c_void),
}

struct Reader;

#[callback(table = Ops, fail = -1)]
impl Reader {
    fn read(&self, n: i32) -> c_int {
        n
    }

    fn version(&self) {}

    fn wrote(&self) {}
}

struct Sizes;

#[callback(table = Ops, size = read, fields(version = "2", other = 1), context_field = version)]
impl Sizes {
    fn write(&self) {}
}

struct Generic;

#[callback(table = Ops)]
impl Generic {
    fn write<T>(&self) {}
}

fn main() {}
