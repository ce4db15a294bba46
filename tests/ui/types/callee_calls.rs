use callback_runtime::arg::{Callee, Data};
use callback_runtime::callback;
use std::ffi::{c_int, c_void};

type Visit = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

#[callback]
fn number(#[data(payload)] visit: Callee<'_, Visit>, payload: *mut c_void) {
    unsafe { visit.call((1_u8, Data)) };
}

#[callback]
fn few(#[data(payload)] visit: Callee<'_, Visit>, payload: *mut c_void) {
    unsafe { visit.call((1, Data, 2)) };
}

#[callback]
fn no_data(visit: Callee<'_, Visit, ()>) {
    unsafe { visit.call((1, Data)) };
}

#[callback]
fn no_pointer(#[data(n)] visit: Callee<'_, Visit>, n: f64) {}

#[callback]
fn not_callable(#[data(payload)] visit: Visit, payload: *mut c_void) {}

fn main() {}
