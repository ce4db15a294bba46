use callback_runtime::callback;
use std::ffi::CStr;

#[callback]
fn raw_slice(_x: *const [u8]) {}

#[callback]
fn object(_x: &dyn Fn()) {}

#[callback]
fn optional(_x: Option<&mut dyn Fn()>) {}

#[callback]
fn raw_string(_x: *const CStr, _y: *mut str) {}

fn main() {}
