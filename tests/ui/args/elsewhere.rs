//! Arguments of an attribute that stands on something else.

use callback_runtime::callback;
use std::ffi::c_int;

#[callback(retained)]
fn kept(_x: c_int) {}

#[callback(unregister = forget())]
fn forgotten(_x: c_int) {}

#[callback(once)]
fn once(_x: c_int) {}

#[callback(shared)]
fn shared(_x: c_int) {}

#[callback(errno = -1)]
fn fails(_x: c_int) -> c_int {
    0
}

#[callback(free = free)]
fn frees(_x: c_int) {}

#[callback(lazy = "libfoo.so")]
fn lazy(_x: c_int) {}

#[callback(table = Ops)]
fn table(_x: c_int) {}

#[callback(skip)]
fn left_out(_x: c_int) {}

#[callback(context = last)]
fn last(_x: c_int, _user: &mut u8) {}

#[callback(flags)]
fn flags(_x: c_int) {}

struct Reader;

#[callback(field = "read")]
impl Reader {
    fn read(&self) {}
}

#[callback]
unsafe extern "C" {
    #[callback(retained)]
    safe fn watch(f: fn());
    safe fn call(#[callback(errno = -1)] f: fn() -> c_int);
}

fn main() {}
