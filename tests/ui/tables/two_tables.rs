//! Two tables of one type: each needs a module of its own.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;

#[repr(C)]
struct Ops {
    size: Option<unsafe extern "C" fn(*const c_void) -> c_int>,
}

struct File;

trait Sized2 {
    fn size(&self) -> c_int;
}

#[callback(table = Ops, fail = -1)]
impl File {
    fn size(&self) -> c_int {
        0
    }
}

#[callback(table = Ops, fail = -1)]
impl Sized2 for File {
    fn size(&self) -> c_int {
        0
    }
}

struct Of<T>(T);

#[callback(table, fail = -1)]
impl Of<u8> {
    fn size(&self) -> c_int {
        0
    }
}

#[callback(table, fail = -1)]
impl Of<u16> {
    fn size(&self) -> c_int {
        0
    }
}

fn main() {}
