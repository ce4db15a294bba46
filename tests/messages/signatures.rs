//! Shims for C functions of another signature.
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_long, c_uint, c_void};
use std::cmp::Ordering;

//# missing_parameter
unsafe extern "C" { fn each(f: Option<unsafe extern "C" fn(*mut c_void, c_int, c_int)>, data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, a: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# extra_parameter
unsafe extern "C" { fn each(f: Option<unsafe extern "C" fn(*mut c_void)>, data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, a: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# context_at_other_place
unsafe extern "C" { fn each(f: Option<unsafe extern "C" fn(c_int, *mut c_void)>, data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, a: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# other_integer
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void, c_long), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, a: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# other_sign
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void, c_uint), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, a: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# other_result
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void) -> c_int, data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# result_for_void
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void), data: *mut c_void); }
#[callback(fail = 0)]
pub fn tick(#[context] n: &mut u32) -> c_int { 0 }
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# bool_for_int
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void) -> c_int, data: *mut c_void); }
#[callback(fail = false)]
pub fn tick(#[context] n: &mut u32) -> bool { false }
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# size_for_int
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void, *const c_char, c_int), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, #[len(size)] text: &str, size: usize) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# float_for_double
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void, f64), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, x: f32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# reference_to_other_number (compiles: any two pointers agree, as in C)
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void, *const f64), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, x: &f32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# number_for_pointer
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void, *const c_int), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, x: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# struct_for_pointer
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64 }
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void, *const Point), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, x: callback_runtime::arg::ByValue<Point>) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# abi_of_system
unsafe extern "C" { fn each(f: unsafe extern "efiapi" fn(*mut c_void), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# safe_pointer
unsafe extern "C" { fn each(f: extern "C" fn(*mut c_void), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# rust_pointer
fn each(f: fn(*mut c_void), data: *mut c_void) {}
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# void_pointer
unsafe extern "C" { fn each(f: *mut c_void, data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# cast_of_shim
unsafe extern "C" { fn each(f: *mut c_void, data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim() as *mut c_void, cb.context()) }); }

//# context_as_integer
unsafe extern "C" { fn set(f: unsafe extern "C" fn(usize)); }
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { set(cb.shim()) }); }

//# context_as_const
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*const c_void, c_int), data: *const c_void); }
#[callback]
pub fn tick(#[context(as = *const u8)] n: &mut u32, x: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# without_context_parameter
unsafe extern "C" { fn each(f: unsafe extern "C" fn(c_int), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32, x: c_int) {}
pub fn f() { let _ = tick::scope(&mut 0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# ordering_for_size
unsafe extern "C" { fn sort(f: unsafe extern "C" fn(*const c_void, *const c_void) -> i64); }
#[callback]
pub fn by_value(a: &c_int, b: &c_int) -> Ordering { a.cmp(b) }
pub fn f() { unsafe { sort(by_value::shim()) } }

//# variadic_pointer
unsafe extern "C" { fn log(f: unsafe extern "C" fn(*const c_char, ...)); }
#[callback]
pub fn line(text: &CStr) {}
pub fn f() { unsafe { log(line::shim()) } }

//# shim_of_plain_for_other
unsafe extern "C" { fn set(f: Option<unsafe extern "C" fn(*const c_char)>); }
#[callback]
pub fn line(text: &CStr, n: c_int) {}
pub fn f() { unsafe { set(line::shim()) } }

//# shim_of_plain_static
pub struct Ops { line: Option<unsafe extern "C" fn(c_int)> }
#[callback]
pub fn line(n: c_long) {}
pub static OPS: Ops = Ops { line: Some(line::SHIM) };

//# context_given_as_reference
unsafe extern "C" { fn each(f: unsafe extern "C" fn(*mut c_void), data: *mut c_void); }
#[callback]
pub fn tick(#[context] n: &mut u32) {}
pub fn f() { let mut n = 0; unsafe { each(tick::SHIM, &mut n) } }
