use callback_runtime::callback;
use std::ffi::CStr;

#[callback]
fn number(_x: &'static i32) {}

#[callback]
fn text(_x: &'static CStr) {}

#[callback]
fn slice(#[len(n)] _x: &'static mut [u8], n: usize) {}

#[callback]
fn optional(_x: Option<&'static str>) {}

fn main() {}
