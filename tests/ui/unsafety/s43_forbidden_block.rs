#![forbid(unsafe_code)]

use std::ffi::{c_char, c_int};

use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    safe fn first(text: *const c_char) -> c_int {
        c_int::from(*text)
    }
}

#[callback(lazy = "libc.so.6")]
unsafe extern "C" {
    #[link_name = "strlen"]
    safe fn length(text: &core::ffi::CStr) -> usize;
}

#[callback]
unsafe extern "system" {
    static version: c_int;
}

macro_rules! declared {
    ($name:ident) => {
        #[callback]
        unsafe extern "C" {
            safe fn $name();
        }
    };
}
declared!(by_macro);

#[repr(C)]
struct Ops {
    size: c_int,
    put: Option<unsafe extern "C" fn(*mut core::ffi::c_void, c_int) -> c_int>,
}

struct Sink;

#[callback(table = Ops, rest = unsafe { std::mem::zeroed() }, fields(size = unsafe { std::mem::zeroed() }), fail = 0)]
impl Sink {
    fn put(&self, n: c_int) -> c_int {
        n
    }
}

fn main() {}
