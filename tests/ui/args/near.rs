//! Names that are near those of arguments and attributes.

use callback_runtime::callback;
use core::ffi::{c_int, c_void};

#[callback(contine = 0)]
fn argument(_value: c_int) {}

#[callback(thread)]
fn plural(#[context] _state: &c_int) {}

#[callback]
fn context(#[ctx] _state: &mut c_int) {}

#[callback]
fn length(#[length(n)] _data: &[u8], n: usize, #[contxt] _state: &mut c_int) {}

#[callback]
unsafe extern "C" {
    safe fn keep(#[callback(retain)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn fill(#[outt] value: c_int, #[lenght(data)] n: usize, data: *const u8);
}

fn main() {}
