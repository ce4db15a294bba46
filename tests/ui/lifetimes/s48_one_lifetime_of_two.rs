use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;
use std::ffi::CStr;

#[repr(C)]
struct Row<'c> {
    name: CStrPtr<'c>,
}

// The string goes into a row of C's, where a later call finds it.
#[callback]
fn join<'x>(a: &mut Row<'x>, b: &Row<'x>) {
    a.name = b.name;
}

// Each ends by itself.
#[callback]
fn apart(_: &mut Row<'_>, _: &Row<'_>) {}

#[callback]
fn shared<'x>(_: &'x CStr, _: &'x Row<'x>) {}

fn main() {}
