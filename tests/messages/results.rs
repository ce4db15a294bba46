//! Results and their C values.
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ops::ControlFlow;

//# no_fail
#[callback]
pub fn score(a: c_int) -> c_int { a }

//# no_fail_with_context
#[callback]
pub fn score(a: c_int, #[context] n: &mut c_int) -> c_int { a }

//# result_without_err
#[callback]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# result_without_ok
#[callback(err = -1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# flow_without_values
#[callback]
pub fn visit(a: c_int) -> ControlFlow<()> { ControlFlow::Continue(()) }

//# flow_with_ok
#[callback(ok = 0, err = 1)]
pub fn visit(a: c_int) -> ControlFlow<()> { ControlFlow::Continue(()) }

//# result_with_break
#[callback(continue = 0, break = 1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# err_closure
#[callback(ok = 0, err = |e| -1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# err_closure_with_fail
#[callback(ok = 0, err = |error| error.code, fail = -1)]
pub fn visit(a: c_int) -> Result<(), Odd> { Ok(()) }
pub struct Odd { code: c_int }

//# err_call
#[callback(ok = 0, err = code_of(error), fail = -1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }
pub fn code_of(error: &String) -> c_int { 1 }

//# err_wrong_function
#[callback(ok = 0, err = code_of, fail = -1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }
pub fn code_of(error: String) -> c_int { 1 }

//# err_function_of_other_result
#[callback(ok = 0, err = code_of, fail = -1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }
pub fn code_of(error: &String) -> u8 { 1 }

//# err_function_without_fail
#[callback(ok = 0, err = code_of)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }
pub fn code_of(error: &String) -> c_int { 1 }

//# err_unknown_function
#[callback(ok = 0, err = code_off, fail = -1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# err_string
#[callback(ok = 0, err = "failed")]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# fail_zero_for_pointer
#[callback(fail = 0)]
pub fn find(a: c_int) -> *mut c_void { std::ptr::null_mut() }

//# fail_zero_for_const_pointer
#[callback(fail = 0)]
pub fn find(#[context] n: &mut u8) -> *const c_char { std::ptr::null() }

//# fail_zero_for_reference
#[callback(fail = 0)]
pub fn find(n: c_int) -> Option<&'static CStr> { None }

//# fail_zero_for_borrowed
#[callback(fail = 0)]
pub fn find(#[context] names: &Vec<CString>, i: c_int) -> Option<&CStr> { names.get(0).map(|n| &**n) }

//# fail_none
#[callback(fail = None)]
pub fn find(#[context] names: &Vec<CString>, i: c_int) -> Option<&CStr> { names.get(0).map(|n| &**n) }

//# fail_none_for_pointer
#[callback(fail = None)]
pub fn find(a: c_int) -> *mut c_void { std::ptr::null_mut() }

//# fail_none_for_number
#[callback(fail = None)]
pub fn find(a: c_int) -> c_int { 1 }

//# fail_null_for_number
#[callback(fail = std::ptr::null())]
pub fn find(a: c_int) -> c_int { 1 }

//# fail_wrong_mutability
#[callback(fail = std::ptr::null())]
pub fn find(a: c_int) -> *mut c_void { std::ptr::null_mut() }

//# fail_other_integer
pub const FAILED: u8 = 1;
#[callback(fail = FAILED)]
pub fn score(a: c_int) -> c_int { a }

//# fail_other_integer_of_libc
pub const SIZE_MAX: usize = 7;
#[callback(fail = SIZE_MAX)]
pub fn score(a: c_int) -> u32 { 1 }

//# ok_other_integer
pub const OK: u32 = 0;
#[callback(ok = OK, err = -1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# err_other_integer
pub const ABORT: u32 = 1;
#[callback(ok = 0, err = ABORT, returns = c_int)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# break_other_integer
pub const STOP: i64 = 1;
#[callback(continue = 0, break = STOP)]
pub fn visit(a: c_int) -> ControlFlow<()> { ControlFlow::Continue(()) }

//# fail_bool_for_int
#[callback(fail = false)]
pub fn accept(a: c_int) -> c_int { 1 }

//# fail_int_for_bool
#[callback(fail = 0)]
pub fn accept(a: c_int) -> bool { true }

//# fail_float_for_int
#[callback(fail = 0.0)]
pub fn score(a: c_int) -> c_int { 1 }

//# fail_int_for_float
#[callback(fail = 0)]
pub fn score(a: c_int) -> f64 { 1.0 }

//# fail_negative_for_unsigned
#[callback(fail = -1)]
pub fn write(a: c_int) -> usize { 1 }

//# fail_negative_for_u32
#[callback(fail = -1)]
pub fn write(a: c_int) -> u32 { 1 }

//# fail_too_large
#[callback(fail = 300)]
pub fn byte(a: c_int) -> u8 { 1 }

//# fail_text
#[callback(fail = "none")]
pub fn name(a: c_int) -> c_int { 1 }

//# fail_not_constant
#[callback(fail = n)]
pub fn name(n: c_int) -> c_int { 1 }

//# fail_call
#[callback(fail = compute())]
pub fn name(n: c_int) -> c_int { 1 }
pub fn compute() -> c_int { 1 }

//# returns_isize_for_size (compiles: the value is converted, and refused where it does not fit)
#[callback(returns = isize, fail = 0)]
pub fn read(n: c_int) -> usize { 0 }

//# returns_isize_result (compiles: the value is converted, and refused where it does not fit)
#[callback(returns = isize, err = -1)]
pub fn read(n: c_int) -> Result<u64, String> { Ok(1) }

//# returns_int_for_size (compiles: the value is converted, and refused where it does not fit)
#[callback(returns = c_int, fail = 0)]
pub fn read(n: c_int) -> usize { 0 }

//# returns_pointer_for_number
#[callback(returns = *mut c_void, fail = 0)]
pub fn read(n: c_int) -> usize { 0 }

//# returns_string
#[callback(fail = 0)]
pub fn name(n: c_int) -> String { String::new() }

//# returns_c_string
#[callback(fail = std::ptr::null())]
pub fn name(n: c_int) -> CString { CString::default() }

//# returns_vec
#[callback(fail = 0)]
pub fn data(n: c_int) -> Vec<u8> { vec![] }

//# returns_box
#[callback(fail = std::ptr::null_mut())]
pub fn data(n: c_int) -> Box<u8> { Box::new(1) }

//# returns_optional_number
#[callback(fail = 0)]
pub fn find(n: c_int) -> Option<c_int> { None }

//# returns_optional_usize_with_context
#[callback(fail = 0)]
pub fn find(n: c_int, #[context] x: &mut u8) -> Option<usize> { None }

//# returns_optional_ordering
#[callback(fail = 0)]
pub fn compare(a: &c_int, b: &c_int) -> Option<std::cmp::Ordering> { None }

//# returns_optional_float
#[callback(fail = 0.0)]
pub fn score(a: &c_int, b: &c_int) -> Option<f64> { None }

//# returns_optional_bool
#[callback(fail = false)]
pub fn accept(a: &c_int, b: &c_int) -> Option<bool> { None }

//# returns_option_unit
#[callback]
pub fn visit(a: &c_int) -> Option<()> { None }

//# returns_str
#[callback(fail = std::ptr::null())]
pub fn name(n: c_int) -> &'static str { "x" }

//# returns_slice
#[callback(fail = std::ptr::null())]
pub fn name(#[context] n: &Vec<u8>) -> &[u8] { n }

//# returns_struct
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64, y: f64 }
#[callback(fail = Point { x: 0.0, y: 0.0 })]
pub fn origin(n: c_int) -> Point { Point { x: 0.0, y: 0.0 } }

//# returns_tuple
#[callback(fail = 0)]
pub fn pair(n: c_int) -> (c_int, c_int) { (0, 0) }

//# returns_array
#[callback(fail = 0)]
pub fn pair(n: c_int) -> [c_int; 2] { [0, 0] }

//# returns_char
#[callback(fail = 'a')]
pub fn letter(n: c_int) -> char { 'a' }

//# returns_i128
#[callback(fail = 0)]
pub fn id(n: c_int) -> i128 { 0 }

//# returns_duration
#[callback(fail = 0)]
pub fn timeout(n: c_int) -> std::time::Duration { std::time::Duration::ZERO }

//# returns_path_buf
#[callback(fail = std::ptr::null())]
pub fn path(n: c_int) -> std::path::PathBuf { "".into() }

//# returns_cow
#[callback(fail = std::ptr::null())]
pub fn path(n: c_int) -> std::borrow::Cow<'static, CStr> { c"".into() }

//# returns_non_zero
#[callback(fail = 0)]
pub fn id(n: c_int) -> std::num::NonZeroU32 { std::num::NonZeroU32::MIN }

//# returns_enum
pub enum Level { Low, High }
#[callback(fail = Level::Low)]
pub fn level(n: c_int) -> Level { Level::Low }

//# returns_enum_of_c
#[repr(C)]
pub enum Level { Low, High }
#[callback(fail = 0)]
pub fn level(n: c_int) -> Level { Level::Low }

//# returns_impl
#[callback(fail = 0)]
pub fn level(n: c_int) -> impl Into<c_int> { 1 }

//# returns_closure
#[callback(fail = std::ptr::null_mut())]
pub fn make(n: c_int) -> Box<dyn Fn()> { Box::new(|| ()) }

//# returns_boxed_error
#[callback(ok = 0, err = -errno)]
pub fn visit(n: c_int) -> Result<(), Box<dyn std::error::Error>> { Ok(()) }

//# errno_of_string
#[callback(ok = 0, err = -errno, fail = -5)]
pub fn visit(n: c_int) -> Result<(), String> { Ok(()) }

//# errno_of_own_error
pub struct Odd;
#[callback(ok = 0, err = errno(-1))]
pub fn visit(n: c_int) -> Result<(), Odd> { Ok(()) }

//# minus_errno_without_fail
#[callback(ok = 0, err = -errno)]
pub fn visit(n: c_int) -> std::io::Result<()> { Ok(()) }

//# errno_without_value
#[callback(ok = 0, err = errno)]
pub fn visit(n: c_int) -> std::io::Result<()> { Ok(()) }

//# value_and_ok
#[callback(ok = 0, err = -1)]
pub fn count(n: c_int) -> Result<c_int, String> { Ok(1) }

//# value_and_continue
#[callback(continue = 0, break = -1)]
pub fn count(n: c_int) -> ControlFlow<String, c_int> { ControlFlow::Continue(1) }

//# err_without_result
#[callback(err = -1)]
pub fn count(n: c_int) -> c_int { 1 }

//# break_without_flow
#[callback(break = 1, fail = 0)]
pub fn count(n: c_int) -> bool { true }

//# bool_with_numbers
#[callback(fail = -1)]
pub fn accept(n: c_int) -> bool { true }

//# result_of_bool_with_numbers
#[callback(err = -1)]
pub fn accept(n: c_int) -> Result<bool, String> { Ok(true) }

//# nested_result
#[callback(err = -1)]
pub fn accept(n: c_int) -> Result<Option<c_int>, String> { Ok(None) }

//# optional_result
#[callback(err = -1)]
pub fn accept(n: c_int) -> Option<Result<c_int, String>> { None }

//# async_function
#[callback]
pub async fn fetch(n: c_int) {}

//# never_without_abort
#[callback]
pub fn fatal(message: &CStr) -> ! { panic!() }

//# result_pointer_without_slice
use callback_runtime::arg::Out;
#[callback(fail = 0)]
pub fn read(#[context] n: &mut u8, #[result(pointer)] _: Out<'_, *const c_void>) -> c_int { 0 }

//# result_value_without_result
use callback_runtime::arg::Out;
#[callback(fail = 0)]
pub fn read(#[context] n: &mut u8, #[result(value)] _: Out<'_, c_int>) -> c_int { 0 }
