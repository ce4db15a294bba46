//! `on_fail` is about what the function cannot answer, in safe code.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;

unsafe extern "C" {
    fn result_error(cx: *mut c_void);
}

fn tell(_: *mut c_void) {}

#[callback(fail = -1, on_fail = |error| tell(cx))]
fn no_error(cx: *mut c_void, #[context] _: &()) -> c_int {
    0
}

#[callback(continue = 0, break = 1, on_fail = |error| tell(cx))]
fn breaks(cx: *mut c_void, #[context] _: &()) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[callback(leave = tell(cx), on_fail = tell(cx))]
fn leaves(cx: *mut c_void, #[context] _: &()) {}

#[callback(on_fail = result_error(cx))]
fn unsafe_call(cx: *mut c_void, #[context] _: &()) {}

#[callback(on_fail = tell(*context))]
fn converted(cx: *mut c_void, #[context] context: &*mut c_void) {}

#[callback(on_fail = |a, b| tell(cx), returns = ())]
fn two(cx: *mut c_void, #[context] _: &()) -> Result<(), u8> {
    Ok(())
}

struct Block;

#[callback(on_fail = tell(cx))]
impl Block {
    #[callback]
    fn method(&self, cx: *mut c_void) {}
}

#[callback(on_fail)]
fn nothing(cx: *mut c_void) {}

#[callback(returns = (), on_fail = |error| tell(cx))]
fn goes_on(cx: *mut c_void, #[context] _: &()) -> ControlFlow<u8> {
    ControlFlow::Continue(())
}

fn main() {}
