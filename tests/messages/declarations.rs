//! Declarations in `unsafe extern` blocks.
use callback_runtime::arg::CStrPtr;
use callback_runtime::foreign::CBox;
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ops::ControlFlow;

//# safe_block
#[callback]
extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# without_callback
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context(g)] data: *mut c_void);
}

//# without_data
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _));
}

//# without_context_in_closure
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int), #[context(f)] data: *mut c_void);
}

//# context_without_name
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context] data: *mut c_void);
}

//# data_of_number
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context(f)] data: c_int);
}

//# c_function_pointer
#[callback]
unsafe extern "C" {
    safe fn each(#[callback] f: unsafe extern "C" fn(c_int, *mut c_void), #[context(f)] data: *mut c_void);
}

//# closure_type
#[callback]
unsafe extern "C" {
    safe fn each(f: impl FnMut(c_int), #[context(f)] data: *mut c_void);
}

//# string_argument
#[callback]
unsafe extern "C" {
    safe fn puts(text: String) -> c_int;
}

//# path_argument
#[callback]
unsafe extern "C" {
    safe fn open(path: std::path::PathBuf) -> c_int;
}

//# optional_number
#[callback]
unsafe extern "C" {
    safe fn limit(n: Option<c_int>) -> c_int;
}

//# returns_string
#[callback]
unsafe extern "C" {
    safe fn name() -> String;
}

//# returns_c_string
#[callback]
unsafe extern "C" {
    safe fn name() -> CString;
}

//# returns_vec
#[callback]
unsafe extern "C" {
    safe fn data() -> Vec<u8>;
}

//# returns_result
#[callback]
unsafe extern "C" {
    safe fn run(n: c_int) -> Result<c_int, c_int>;
}

//# returns_struct
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64 }
#[callback]
unsafe extern "C" {
    safe fn origin() -> Point;
}

//# struct_argument
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64 }
#[callback]
unsafe extern "C" {
    safe fn move_to(point: Point);
}

//# slice_without_length
#[callback]
unsafe extern "C" {
    safe fn sum(values: &[c_int]) -> c_int;
}

//# length_of_unknown
#[callback]
unsafe extern "C" {
    safe fn sum(values: &[c_int], #[len(value)] n: usize) -> c_int;
}

//# length_of_number
#[callback]
unsafe extern "C" {
    safe fn sum(values: c_int, #[len(values)] n: usize) -> c_int;
}

//# length_with_wrong_type
#[callback]
unsafe extern "C" {
    safe fn sum(values: &[c_int], #[len(values)] n: f64) -> c_int;
}

//# length_on_slice
#[callback]
unsafe extern "C" {
    safe fn sum(#[len(n)] values: &[c_int], n: usize) -> c_int;
}

//# retain
#[callback]
unsafe extern "C" {
    safe fn each(#[callback(retain)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# fails_zer
#[callback]
unsafe extern "C" {
    #[callback(fails = nonzeros)]
    safe fn run(n: c_int) -> c_int;
}

//# fails_string
#[callback]
unsafe extern "C" {
    #[callback(fails = "nonzero")]
    safe fn run(n: c_int) -> c_int;
}

//# fails_null_of_number
#[callback]
unsafe extern "C" {
    #[callback(fails = null)]
    safe fn run(n: c_int) -> c_int;
}

//# fails_negative_of_unsigned
#[callback]
unsafe extern "C" {
    #[callback(fails = negative)]
    safe fn run(n: c_int) -> u32;
}

//# fails_negative_of_pointer
#[callback]
unsafe extern "C" {
    #[callback(fails = negative)]
    safe fn run(n: c_int) -> *mut c_void;
}

//# fails_without_result
#[callback]
unsafe extern "C" {
    #[callback(fails = nonzero)]
    safe fn run(n: c_int);
}

//# fails_constant_of_other_type
pub const FAILED: u8 = 1;
#[callback]
unsafe extern "C" {
    #[callback(fails = FAILED)]
    safe fn run(n: c_int) -> c_int;
}

//# fail_on_function
#[callback]
unsafe extern "C" {
    #[callback(fail = -1)]
    safe fn run(n: c_int) -> c_int;
}

//# err_on_function
#[callback]
unsafe extern "C" {
    #[callback(err = -1)]
    safe fn run(n: c_int) -> c_int;
}

//# errno_without_value
#[callback]
unsafe extern "C" {
    #[callback(errno)]
    safe fn run(n: c_int) -> c_int;
}

//# errno_and_fails
#[callback]
unsafe extern "C" {
    #[callback(errno = -1, fails = nonzero)]
    safe fn run(n: c_int) -> c_int;
}

//# error_without_fails
#[callback]
unsafe extern "C" {
    #[callback(error = std::io::Error)]
    safe fn run(n: c_int) -> c_int;
}

//# error_without_from
pub struct Odd;
#[callback]
unsafe extern "C" {
    #[callback(fails = nonzero, error = Odd)]
    safe fn run(n: c_int) -> c_int;
}

//# free_without_box
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn db_free(db: *mut Db);
    #[callback(free = db_free)]
    safe fn db_open() -> *mut Db;
}

//# box_without_free
#[callback]
unsafe extern "C" {
    type Db;
    safe fn db_open() -> Option<CBox<Db>>;
}

//# free_of_other_type
#[callback]
unsafe extern "C" {
    type Db;
    type Row;
    unsafe fn row_free(row: *mut Row);
    #[callback(free = row_free)]
    safe fn db_open() -> Option<CBox<Db>>;
}

//# out_pointer
#[callback]
unsafe extern "C" {
    safe fn size(#[out] n: *mut c_int);
}

//# out_reference
#[callback]
unsafe extern "C" {
    safe fn size(#[out] n: &mut c_int);
}

//# out_string
#[callback]
unsafe extern "C" {
    safe fn name(#[out] text: String);
}

//# out_struct
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64 }
#[callback]
unsafe extern "C" {
    safe fn origin(#[out] point: Point);
}

//# mutable_bool
#[callback]
unsafe extern "C" {
    safe fn get(flag: &mut bool);
}

//# opaque_by_value
#[callback]
unsafe extern "C" {
    type Db;
    safe fn db_use(db: Db);
}

//# opaque_mutable (compiles: an exclusive reference is a pointer)
#[callback]
unsafe extern "C" {
    type Db;
    safe fn db_use(db: &mut Db);
}

//# static_result
#[callback]
unsafe extern "C" {
    safe fn name(n: c_int) -> &'static mut CStr;
}

//# result_without_lifetime
#[callback]
unsafe extern "C" {
    safe fn name(n: c_int) -> &CStr;
}

//# result_of_copied_argument
#[callback]
unsafe extern "C" {
    safe fn tail(text: &str) -> &CStr;
}

//# result_without_value_in_closure
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _) -> c_int, #[context(f)] data: *mut c_void);
}

//# closure_parameter_type
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: std::time::Duration, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# closure_parameter_struct
pub struct Point { x: f64 }
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: Point, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# closure_without_types
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(c_int, _), #[context(f)] data: *mut c_void);
}

//# closure_argument_missing
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let _ = each(|| ()); }

//# closure_argument_of_other_type
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let _ = each(|n: &str| ()); }

//# closure_result_of_other_type
#[callback]
unsafe extern "C" {
    safe fn each(#[callback(fail = 0)] f: fn(n: c_int, #[context] _: _) -> c_int, #[context(f)] data: *mut c_void);
}
pub fn f() { let _ = each(|n| "text"); }

//# data_given_by_caller
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let _ = each(|n| (), std::ptr::null_mut()); }

//# unsafe_call
#[callback]
unsafe extern "C" {
    unsafe fn each(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let _ = each(|n| ()); }

//# optional_closure_not_in_some
#[callback]
unsafe extern "C" {
    safe fn each(f: Option<fn(n: c_int, #[context] _: _)>, #[context(f)] data: *mut c_void);
}
pub fn f() { let _ = each(|n| ()); }

//# lazy_without_name
#[callback(lazy)]
unsafe extern "C" { safe fn run(n: c_int) -> c_int; }

//# lazy_number
#[callback(lazy = 1)]
unsafe extern "C" { safe fn run(n: c_int) -> c_int; }

//# lazy_result_not_used
#[callback(lazy = "libfoo.so.1")]
unsafe extern "C" { safe fn run(n: c_int) -> c_int; }
pub fn f() -> c_int { run(1) }

//# body_of_wrong_type
#[callback]
unsafe extern "C" {
    safe fn raw(n: c_int) -> c_int;
    safe fn run(n: c_int) -> c_int { raw(n); }
}

//# variadic_safe
#[callback]
unsafe extern "C" {
    unsafe fn printf(format: &CStr, #[variadic] text: String) -> c_int;
}

//# signature_unknown
#[callback]
unsafe extern "C" {
    safe fn each(#[callback] f: OnRow, #[context(f)] data: *mut c_void);
}

//# signature_without_result
#[callback]
pub type OnRow = fn(n: c_int, #[context] _: _) -> c_int;

//# signature_of_c
#[callback]
pub type OnRow = unsafe extern "C" fn(n: c_int, data: *mut c_void);

//# static_item
#[callback]
unsafe extern "C" { static VERSION: String; }

//# context_dropped_by_rustfmt
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(_, n: c_int), #[context(f)] data: *mut c_void);
}
