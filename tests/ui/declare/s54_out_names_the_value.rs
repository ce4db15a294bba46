use std::ffi::{c_int, c_void};
use std::ptr::NonNull;

use callback_runtime::arg::{ByValue, CArray, Out};
use callback_runtime::callback;

#[repr(C)]
#[derive(Clone, Copy)]
struct Facts {
    words: [i64; 18],
}

type Place = *mut Facts;

#[callback]
unsafe extern "C" {
    type Store;

    #[callback(errno = -1)]
    safe fn of_struct(#[out] facts: *mut Facts) -> c_int;
    safe fn of_number(x: f64, #[out] exponent: *const c_int) -> f64;
    safe fn of_alias(#[out] facts: Place);
    safe fn of_reference(#[out] facts: &'static Facts);
    safe fn of_option(#[out] facts: Option<&'static mut Facts>);
    safe fn of_non_null(#[out] facts: Option<NonNull<Facts>>);
    safe fn of_anything(#[out] place: *mut c_void);
    safe fn of_array(#[out] facts: Option<CArray<'static, Facts>>);
    safe fn of_place(#[out] place: Out<'static, c_int>);
    safe fn of_parameter<T>(#[out] place: *mut T);

    safe fn of_value(#[out] facts: ByValue<Facts>);
    safe fn of_opaque(#[out] store: *mut Store);
}

fn main() {}
