//! A struct by value, returned by a function as bindgen writes it, that hides the lifetime of what it points at.

use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;
use core::ffi::c_char;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Named<'a> {
    name: CStrPtr<'a>,
}

#[callback]
unsafe extern "C" {
    pub fn name_of(text: *const c_char) -> Named;
}

fn main() {}
