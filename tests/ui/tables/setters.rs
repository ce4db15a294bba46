//! Calls that fill an object of C's.

use callback_runtime::{Callback, callback};
use std::ffi::{c_int, c_void};

struct Object;

unsafe fn set_run(_: *mut Object, _: Option<unsafe extern "C" fn(*mut c_void)>) -> c_int {
    1
}

struct Checked;

#[callback(table = Object, setters(run = set_run))]
impl Checked {
    fn run(&self) {}
}

struct Wrong;

#[callback(table = Object, setters(run = set_run), setters_ok = 1)]
impl Wrong {
    fn run(&self, value: c_int) {}
}

struct Unset;

#[callback(table = Object, setters(walk = set_run), setters_ok = 1)]
impl Unset {
    fn run(&self) {}
}

fn main() {
    let _ = unsafe { wrong::Table::own(Wrong).value() };
}
