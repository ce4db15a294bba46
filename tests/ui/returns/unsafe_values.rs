use callback_runtime::callback;
use core::ffi::c_int;
use core::ops::ControlFlow;

/// # Safety
///
/// Not from here.
const unsafe fn code() -> c_int {
    -1
}

#[callback(fail = code())]
fn fails(value: c_int) -> c_int {
    value
}

#[callback(ok = code(), err = code())]
fn ends(value: c_int) -> Result<(), c_int> {
    Err(value)
}

#[callback(continue = 0, break = code(), fail = -2)]
fn breaks(value: c_int) -> ControlFlow<c_int> {
    ControlFlow::Break(value)
}

fn main() {}
