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

struct Conditional;

// The second one remains if the condition holds.
#[callback(table = Ops, fail = -1)]
impl Conditional {
    #[cfg(unix)]
    fn open(&mut self) -> c_int {
        0
    }

    #[callback(field = "open")]
    fn reopen(&mut self) -> c_int {
        0
    }
}

struct Apart;

// Never both.
#[callback(table = Ops, fail = -1)]
impl Apart {
    #[cfg(unix)]
    fn open(&mut self) -> c_int {
        0
    }

    #[cfg(not(unix))]
    fn open(&mut self) -> c_int {
        1
    }
}

struct Named;

#[callback(table = Ops, fields(close = None), fail = -1)]
impl Named {
    #[cfg(unix)]
    fn close(&mut self) -> c_int {
        0
    }
}

#[repr(C)]
struct Carrying {
    data: *mut c_void,
    open: Member,
}

struct Carried;

#[callback(table = Carrying, context_field = data, fields(data = std::ptr::null_mut()), fail = -1)]
impl Carried {
    fn open(&mut self) -> c_int {
        0
    }
}

struct Object;

unsafe fn set_open(_: *mut Object, _: Member) {}

struct Set;

#[callback(table = Object, setters(open = set_open, open = set_open), fail = -1)]
impl Set {
    fn open(&mut self) -> c_int {
        0
    }
}

fn main() {}
