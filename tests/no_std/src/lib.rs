//! A library for a C program: what it exports calls back and forth with the program's own functions.

#![no_std]

use core::ffi::{CStr, c_char, c_int, c_void};
use core::ops::ControlFlow;

use callback_runtime::{Callback, Failed, callback};

#[cfg(feature = "alloc")]
mod heap;

unsafe extern "C" {
    fn c_each(n: c_int, f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>, data: *mut c_void) -> c_int;
    fn c_text(
        f: Option<unsafe extern "C" fn(*const c_char, *mut c_void) -> c_int>,
        text: *const c_char,
        data: *mut c_void,
    ) -> c_int;
    fn c_abort() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unsafe { c_abort() }
}

#[callback(continue = 1, break = 0)]
fn until(value: c_int, #[context] state: &mut (c_int, c_int)) -> ControlFlow<c_int> {
    state.1 += value;
    if value == state.0 { ControlFlow::Break(state.1) } else { ControlFlow::Continue(()) }
}

/// The sum of 0, 1, … up to a limit, which stops C; -1 where C was not stopped.
#[unsafe(no_mangle)]
extern "C" fn rust_sum_until(limit: c_int, n: c_int) -> c_int {
    let mut state = (limit, 0);
    match until::scope(&mut state, |cb| unsafe { c_each(n, cb.shim(), cb.context()) }) {
        Ok(ControlFlow::Break(sum)) => sum,
        Ok(ControlFlow::Continue(_)) | Err(_) => -1,
    }
}

#[callback(ok = 0, err = 1)]
fn parse(text: &str, #[context] parsed: &mut c_int) -> Result<(), core::num::ParseIntError> {
    *parsed = text.parse()?;
    Ok(())
}

/// 0 where C's text is a number, 1 where it is none, 2 where it is refused before that.
#[unsafe(no_mangle)]
extern "C" fn rust_parse(text: *const c_char, parsed: &mut c_int) -> c_int {
    match parse::scope(parsed, |cb| unsafe { c_text(cb.shim(), text, cb.context()) }) {
        Ok(_) => 0,
        Err(Failed::Err(_)) => 1,
        Err(Failed::Refused(_)) => 2,
    }
}

#[callback(fail = -1)]
fn length(text: &CStr, #[context] _state: &()) -> c_int {
    text.to_bytes().len() as c_int
}

#[unsafe(no_mangle)]
extern "C" fn rust_length(text: *const c_char) -> c_int {
    let mut answer = 0;
    let kept = length::scope(&(), |cb| answer = unsafe { c_text(cb.shim(), text, cb.context()) });
    if kept.is_ok() { answer } else { -2 }
}
