use callback_runtime::arg::Callee;
use callback_runtime::callback;
use std::ffi::{c_int, c_void};

type Visit = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

#[callback]
fn unsaid(visit: Callee<'_, Visit>, _payload: *mut c_void) {}

#[callback]
fn of_what(#[data] visit: Callee<'_, Visit>, _payload: *mut c_void) {}

#[callback]
fn unknown(#[data(payload)] visit: Callee<'_, Visit>, _payload: *mut c_void) {}

#[callback]
fn the_context(#[data(x)] visit: Callee<'_, Visit>, #[context] x: &u8) {}

#[callback]
fn twice(#[data(data)] #[data(data)] visit: Callee<'_, Visit>, data: *mut c_void) {}

#[callback]
fn empty(#[data()] visit: Callee<'_, Visit>, _payload: *mut c_void) {}

#[callback]
fn of_rust(#[data(data)] visit: Callee<'_, fn(*mut c_void)>, data: *mut c_void) {}

fn main() {}
