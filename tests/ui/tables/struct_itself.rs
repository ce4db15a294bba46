//! `table` names the struct, and no pointer to it.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;

#[repr(C)]
struct Ops {
    version: c_int,
    size: Option<unsafe extern "C" fn(*const c_void) -> c_int>,
}

unsafe fn set_size(_: *mut Ops, _: Option<unsafe extern "C" fn(*const c_void) -> c_int>) {}

struct Mutable;

#[callback(table = *mut Ops, fail = -1)]
impl Mutable {
    fn size(&self) -> c_int {
        0
    }
}

struct Constant;

#[callback(table = *const self::Ops, fail = -1)]
impl Constant {
    fn size(&self) -> c_int {
        0
    }
}

struct Reference;

#[callback(table = &'static Ops, fail = -1)]
impl Reference {
    fn size(&self) -> c_int {
        0
    }
}

struct Optional;

#[callback(table = Option<Ops>, fail = -1)]
impl Optional {
    fn size(&self) -> c_int {
        0
    }
}

struct Array;

#[callback(table = [Ops; 1], fail = -1)]
impl Array {
    fn size(&self) -> c_int {
        0
    }
}

struct WithFields;

#[callback(table = *mut Ops, fields(version = 1), fail = -1)]
impl WithFields {
    fn size(&self) -> c_int {
        0
    }
}

struct WithSetters;

#[callback(table = *mut Ops, setters(size = set_size), fail = -1)]
impl WithSetters {
    fn size(&self) -> c_int {
        0
    }
}

struct Quoted;

#[callback(table = "Ops", fail = -1)]
impl Quoted {
    fn size(&self) -> c_int {
        0
    }
}

struct Literal;

#[callback(table = Ops { version: 1 }, fail = -1)]
impl Literal {
    fn size(&self) -> c_int {
        0
    }
}

fn main() {}
