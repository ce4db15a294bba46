//! A parameter whose type is the name of a signature says that it is a callback.

use callback_runtime::callback;
use std::ffi::c_int;

#[callback]
type OnValue = fn(#[context] _: _, value: c_int);

#[callback]
unsafe extern "C" {
    safe fn each(f: OnValue, #[context(f)] _: *mut core::ffi::c_void);
}

#[callback]
unsafe extern "C" {
    safe fn misspelt(#[callback] f: OnValeu, #[context(f)] _: *mut core::ffi::c_void);
}

#[callback]
unsafe extern "C" {
    safe fn no_such(#[callback] f: OnValue, #[context(g)] _: *mut core::ffi::c_void);
}

fn main() {}
