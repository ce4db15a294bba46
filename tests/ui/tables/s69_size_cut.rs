//! The member for the size of a table holds that size.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[repr(C)]
struct Ops<S> {
    size: S,
    read: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    reserved: [u64; 41],
}

struct Byte;

#[callback(table = Ops<u8>, fail = -1, size = size)]
impl Byte {
    fn read(&mut self) -> c_int {
        0
    }
}

type Narrow = i8;

#[repr(C, packed)]
struct Signed {
    read: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    reserved: [u64; 15],
    size: Narrow,
}

struct Sign;

#[callback(table = Signed, fail = -1, size = size, context = last)]
impl Sign {
    fn read(&mut self) -> c_int {
        0
    }
}

struct Short;

#[callback(table = Ops<u16>, fail = -1, size = size)]
impl Short {
    fn read(&mut self) -> c_int {
        0
    }
}

fn main() {}
