//! Arguments of the attribute.
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ops::ControlFlow;

//# contine
#[callback(contine = 0, break = 1)]
pub fn visit(a: c_int) -> ControlFlow<()> { ControlFlow::Continue(()) }

//# brake
#[callback(continue = 0, brake = 1)]
pub fn visit(a: c_int) -> ControlFlow<()> { ControlFlow::Continue(()) }

//# error
#[callback(ok = 0, error = 1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# fails
#[callback(fails = 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# failure
#[callback(failure = 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# default
#[callback(default = 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# thread
#[callback(thread)]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# threads_value
#[callback(threads = true)]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# threads_without_context
#[callback(threads)]
pub fn visit(a: c_int) {}

//# send
#[callback(send)]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# abi_argument
#[callback(abi = "system")]
pub fn visit(a: c_int) {}

//# string_argument
#[callback("C")]
pub fn visit(a: c_int) {}

//# name_argument
#[callback(name = "on_visit", fail = 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# fail_without_value
#[callback(fail)]
pub fn visit(a: c_int) -> c_int { 0 }

//# fail_call
#[callback(fail(0))]
pub fn visit(a: c_int) -> c_int { 0 }

//# fail_twice
#[callback(fail = 0, fail = 1)]
pub fn visit(a: c_int) -> c_int { 0 }

//# missing_comma
#[callback(ok = 0 err = 1)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# colon
#[callback(fail: 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# double_equals
#[callback(fail == 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# missing_value
#[callback(fail = )]
pub fn visit(a: c_int) -> c_int { 0 }

//# panic_unwind
#[callback(panic = unwind)]
pub fn visit(a: c_int) {}

//# panic_value
#[callback(panic = 0)]
pub fn visit(a: c_int) {}

//# abort
#[callback(abort)]
pub fn visit(a: c_int) {}

//# after_value
#[callback(after = resume)]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# after_without_context
#[callback(after = continue)]
pub fn visit(a: c_int) {}

//# after_of_missing_kind
#[callback(after(err = stop))]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# after_unknown_kind
#[callback(after(errors = stop))]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# after_nested_panic
#[callback(panic = abort, after(panic = continue))]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# report_string
#[callback(report = "log")]
pub fn visit(a: c_int) {}

//# report_wrong_function
#[callback(report = log)]
pub fn visit(a: c_int) {}
pub fn log(text: &str) {}

//# report_closure
#[callback(report = |report| eprintln!("{report}"))]
pub fn visit(a: c_int) {}

//# report_unknown
#[callback(report = crate::logging::report)]
pub fn visit(a: c_int) {}

//# on_fail_without_value
#[callback(returns = (), on_fail)]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# on_fail_unsafe_call
unsafe extern "C" { fn set_error(code: c_int); }
#[callback(on_fail = set_error(1))]
pub fn visit(a: c_int) {}

//# on_fail_two_parameters
#[callback(returns = (), on_fail = |a, b| ())]
pub fn visit(a: c_int) -> Result<(), String> { Ok(()) }

//# leave_with_fail
#[callback(leave = jump(), fail = 0)]
pub fn visit(a: c_int) -> c_int { 0 }
pub fn jump() {}

//# retained_on_function
#[callback(retained)]
pub fn visit(a: c_int, #[context] n: &mut u8) {}

//# once_on_function
#[callback(once)]
pub fn visit(a: c_int, #[context] job: Box<u8>) {}

//# shared_on_function
#[callback(shared)]
pub fn visit(a: c_int, #[context] n: &u8) {}

//# unregister_on_function
#[callback(unregister = stop())]
pub fn visit(a: c_int, #[context] n: &u8) {}

//# lazy_on_function
#[callback(lazy = "libfoo.so")]
pub fn visit(a: c_int) {}

//# table_on_function
#[callback(table = ops)]
pub fn visit(a: c_int) {}

//# errno_on_function
#[callback(errno = -1)]
pub fn visit(a: c_int) -> c_int { 0 }

//# free_on_function
#[callback(free = libc::free)]
pub fn visit(a: c_int) -> *mut c_void { std::ptr::null_mut() }

//# context_argument_on_function
#[callback(context = last)]
pub fn visit(a: c_int, n: &mut u8) {}

//# crate_string
#[callback(crate = "callback_runtime")]
pub fn visit(a: c_int) {}

//# crate_unknown
#[callback(crate = callbacks)]
pub fn visit(a: c_int) {}

//# returns_string
#[callback(returns = "int", fail = 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# returns_unknown
#[callback(returns = cint, fail = 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# return_mistyped
#[callback(return = c_int, fail = 0)]
pub fn visit(a: c_int) -> c_int { 0 }

//# on_struct
#[callback]
pub struct Callback2 { n: c_int }

//# on_trait
#[callback]
pub trait Visit { fn visit(&mut self, n: c_int); }

//# on_impl_trait_method
pub struct Visitor;
impl Visitor {
    #[callback]
    pub fn visit(&mut self, n: c_int) {}
}

//# on_static_method
pub struct Visitor;
impl Visitor {
    #[callback(fail = 0)]
    pub fn visit(n: c_int) -> c_int { n }
}

//# on_static_method_with_self
pub struct Visitor;
impl Visitor {
    #[callback(fail = 0)]
    pub fn visit(#[context] visitor: &mut Self, n: c_int) -> c_int { n }
}

//# on_static_method_of_pointers
#[derive(Clone, Copy)]
pub struct Visitor;
impl Visitor {
    #[callback(fail = 0)]
    pub fn visit(visitors: *const Self, n: c_int) -> c_int { n }
}

//# on_method
pub struct Visitor;
impl Visitor {
    #[callback(fail = 0)]
    pub fn visit(&self, n: c_int) -> c_int { n }
}

//# on_module
#[callback]
pub mod callbacks { pub fn visit() {} }

//# on_const
#[callback]
pub const VISIT: fn(c_int) = |n| ();

//# on_closure_let
pub fn f() {
    #[callback]
    let visit = |n: c_int| ();
}

//# on_extern_function_definition (compiles: the signature of C by hand is a callback with raw pointers)
#[callback]
pub unsafe extern "C" fn visit(n: c_int, data: *mut c_void) {}

//# no_mangle_twice
#[callback]
#[no_mangle]
pub extern "C" fn visit(n: c_int) {}

//# unknown_abi
#[callback]
pub extern "cdecl2" fn visit(n: c_int) {}

//# rust_abi
#[callback]
pub extern "Rust" fn visit(n: c_int) {}

//# inline_never_missing_import
#[callbacks]
pub fn visit(n: c_int) {}

//# twice
#[callback]
#[callback]
pub fn visit(n: c_int) {}
