//! A table whose method consumes the context cannot be lent, and has no function of its own.

use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, callback};
use std::ffi::c_void;

#[repr(C)]
struct Ops {
    close: Option<unsafe extern "C" fn(*mut c_void)>,
    user: *mut c_void,
}

struct Closed;

#[callback(table = Ops)]
impl Closed {
    fn close(self) {}
}

struct Carried;

#[callback(table = Ops, context_field = user)]
impl Carried {
    fn close(&self) {}
}

fn main() {
    let _ = closed::Table::scope(&mut Closed, |_| {});
    let registration = closed::Table::own(Closed);
    let _: unsafe extern "C" fn(*mut c_void) = registration.shim();
    let _ = carried::Table::own(Carried).table();
    let _ = carried::Table::table();
    let _ = unsafe { carried::Table::own(Carried).set(core::ptr::null_mut()) };
}
