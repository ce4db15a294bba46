//! Arguments that name a function do not call it.

use std::any::Any;
use std::ffi::{c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use callback_runtime::report::Report;

fn keep(_: Box<dyn Any + Send>) {}

fn waits() -> bool {
    false
}

fn log(_: &Report<'_>) {}

#[callback(panic = keep())]
fn panics(#[context] _n: &mut u32) {}

#[callback(panic = keep, pending = waits())]
fn pends(#[context] _n: &mut u32) {}

#[callback(panic = keep, pending = true)]
fn pends_always(#[context] _n: &mut u32) {}

#[callback(report = log(report))]
fn reports(#[context] _n: &mut u32) {}

#[callback(report = false)]
fn reports_nothing(#[context] _n: &mut u32) {}

#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);

    #[callback(free = free(), len = 3)]
    safe fn values() -> CBox<[c_int]>;

    #[callback(free = "free", len = 3)]
    safe fn quoted() -> CBox<[c_int]>;

    #[callback(fails = nonzero)]
    safe fn pack(#[out(free = free(out), len = 3)] out: CBox<[c_int]>) -> c_int;
}

fn main() {}
