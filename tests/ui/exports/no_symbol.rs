//! A symbol is one function.

use callback_runtime::callback;
use core::ffi::c_int;

#[callback]
#[unsafe(no_mangle)]
fn generic<T>(_: &T) {}

#[callback]
#[unsafe(export_name = "slots")]
fn slots(_: c_int, #[context(static)] _: &mut ()) {}

#[callback]
#[no_mangle]
unsafe extern "C" fn old<const N: usize>(_: &[u8; N]) {}

#[callback(fail = -1)]
#[unsafe(no_mangle)]
fn variadic(_: c_int, _: ...) -> c_int {
    0
}

fn main() {}
