use callback_runtime::callback;
use std::ffi::c_int;
use std::pin::Pin;
use std::ptr::NonNull;

#[callback]
fn number(#[context] _: u32, _: c_int) {}

#[callback]
fn c_number(#[context] _: c_int, _: c_int) {}

#[callback]
fn perhaps(#[context] _: Option<&u32>, _: c_int) {}

#[callback]
fn pinned(#[context] _: Pin<&mut c_int>, _: c_int) {}

#[callback]
fn pointer(#[context] _: NonNull<c_int>, _: c_int) {}

// One call consumes these.
struct Number(u32);

#[callback]
fn once(#[context] _: Number, _: c_int) {}

#[callback]
fn boxed(#[context] _: Box<u32>, _: c_int) {}

#[callback]
fn perhaps_owned(#[context] _: Option<Box<u32>>, _: c_int) {}

#[callback]
fn weak(#[context] _parent: std::rc::Weak<String>) {}

#[callback]
fn optional_weak(#[context] _parent: Option<std::sync::Weak<String>>) {}

#[callback]
fn optional_number(#[context] _id: Option<u32>) {}

#[callback]
fn optional_pinned(#[context] _state: Option<std::pin::Pin<&mut u32>>) {}

#[callback]
fn function(#[context] _f: fn(u32)) {}

#[callback]
fn optional_function(#[context] _f: Option<unsafe extern "C" fn(u32)>) {}

fn main() {}
