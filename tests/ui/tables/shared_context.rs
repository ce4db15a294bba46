//! The members of a table share one context.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[repr(C)]
struct Ops {
    read: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    write: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
}

struct Flows;

#[callback(table = Ops, ok = 0, err = -1)]
impl Flows {
    fn read(&self) -> Result<(), String> {
        Ok(())
    }

    fn write(&self) -> Result<(), i32> {
        Ok(())
    }
}

struct Threads;

#[callback(table = Ops, fail = -1)]
impl Threads {
    #[callback(threads)]
    fn read(&self) -> c_int {
        0
    }

    #[callback]
    fn write(&self) -> c_int {
        0
    }
}

struct Pointers;

#[callback(table = Ops, fail = -1)]
impl Pointers {
    #[callback]
    fn read(&self) -> c_int {
        0
    }

    #[callback(context(as = *const c_void))]
    fn write(&self) -> c_int {
        0
    }
}

fn main() {}
