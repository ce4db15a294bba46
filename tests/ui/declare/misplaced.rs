//! Attributes of callbacks on C functions, and the other way round.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    #[callback]
    type Db;
    #[callback]
    static VERSION: c_int;

    #[len(data)]
    safe fn on_the_function(data: &[u8], n: usize);
    safe fn format(#[format(text)] args: c_int, text: &u8);
    safe fn data(f: fn(#[context] _: _), #[data(f)] user: *mut c_void);
    safe fn result(#[result(len)] n: &mut usize);
    safe fn in_a_callback(f: fn(#[variadic] value: c_int, #[out] place: *mut c_int));
}

fn main() {}
