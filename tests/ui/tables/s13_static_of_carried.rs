//! A table that carries its context is not one that all contexts share: safe code does not say so.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;
use callback_runtime::table::StaticTable;

#[repr(C)]
struct Ops {
    level: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    user: *mut c_void,
}

struct Device(c_int);

#[callback(table = Ops, context_field = user, panic = abort, fail = -1)]
impl Device {
    fn level(&self) -> c_int {
        self.0
    }
}

impl StaticTable for device::Table {}

fn main() {}
