//! Attributes of parameters.
use callback_runtime::arg::Out;
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

//# ctx
#[callback]
pub fn visit(a: c_int, #[ctx] n: &mut u8) {}

//# user_data
#[callback]
pub fn visit(a: c_int, #[user_data] n: &mut u8) {}

//# contex
#[callback]
pub fn visit(a: c_int, #[contex] n: &mut u8) {}

//# length
#[callback]
pub fn visit(#[length(n)] a: &[u8], n: usize) {}

//# length_of_unknown
#[callback]
pub fn visit(#[len(m)] a: &[u8], n: usize) {}

//# length_without_value
#[callback]
pub fn visit(#[len] a: &[u8], n: usize) {}

//# length_equals
#[callback]
pub fn visit(#[len = n] a: &[u8], n: usize) {}

//# length_of_number
#[callback]
pub fn visit(#[len(n)] a: c_int, n: usize) {}

//# length_of_reference
#[callback]
pub fn visit(#[len(n)] a: &u8, n: usize) {}

//# length_of_c_str
#[callback]
pub fn visit(#[len(n)] a: &CStr, n: usize) {}

//# length_of_pointer
#[callback]
pub fn visit(#[len(n)] a: *const u8, n: usize) {}

//# length_of_float
#[callback]
pub fn visit(#[len(n)] a: &[u8], n: f64) {}

//# length_is_pointer
#[callback]
pub fn visit(#[len(n)] a: &[u8], n: *const usize) {}

//# length_of_itself
#[callback]
pub fn visit(#[len(a)] a: &[u8]) {}

//# length_is_context
#[callback]
pub fn visit(#[len(n)] a: &[u8], #[context] n: &usize) {}

//# two_contexts
#[callback]
pub fn visit(#[context] a: &mut u8, #[context] b: &mut u8) {}

//# context_and_length
#[callback]
pub fn visit(#[context] #[len(n)] a: &[u8], n: usize) {}

//# context_as_string
#[callback]
pub fn visit(#[context(as = "void *")] a: &u8) {}

//# context_as_float
#[callback]
pub fn visit(#[context(as = f64)] a: &u8) {}

//# context_as_int
#[callback]
pub fn visit(#[context(as = c_int)] a: &u8) {}

//# context_as_struct
pub struct Data { p: *mut c_void }
#[callback]
pub fn visit(#[context(as = Data)] a: &u8) {}

//# context_type
#[callback]
pub fn visit(#[context(usize)] a: &u8) {}

//# context_threadlocal
#[callback]
pub fn visit(#[context(threadlocal)] a: &u8) {}

//# context_pool_without_number
#[callback]
pub fn visit(#[context(pool)] a: &u8) {}

//# context_pool_zero
#[callback]
pub fn visit(#[context(pool = 0)] a: &u8) {}

//# context_from_number
#[callback]
pub fn visit(n: c_int, #[context(from = n)] a: &u8) {}

//# context_from_unsafe
unsafe extern "C" { fn data_of(p: *mut c_void) -> *mut c_void; }
#[callback]
pub fn visit(p: *mut c_void, #[context(from = data_of(p))] a: &u8) {}

//# context_with_static_and_from
#[callback]
pub fn visit(p: *mut c_void, #[context(static, from = p)] a: &u8) {}

//# context_number
#[callback]
pub fn visit(#[context] a: usize, n: c_int) {}

//# context_optional
#[callback]
pub fn visit(#[context] a: Option<&mut u8>, n: c_int) {}

//# context_slice (compiles: a context without a size is lent)
#[callback]
pub fn visit(#[context] a: &[u8], n: c_int) {}

//# context_str (compiles: a context without a size is lent)
#[callback]
pub fn visit(#[context] a: &str, n: c_int) {}

//# context_dyn (compiles: a context without a size is lent)
#[callback]
pub fn visit(#[context] f: &mut dyn FnMut(c_int), n: c_int) { f(n) }

//# context_impl
#[callback]
pub fn visit(#[context] f: &mut impl FnMut(c_int), n: c_int) { f(n) }

//# context_static_reference
#[callback]
pub fn visit(#[context] a: &'static u8, n: c_int) {}

//# context_static_with_exclusive
#[callback(threads)]
pub fn visit(#[context(thread_local)] a: &mut u8, n: c_int) {}

//# context_not_send
#[callback(threads)]
pub fn visit(#[context] a: &mut std::rc::Rc<u8>, n: c_int) {}

//# context_not_sync
#[callback(threads)]
pub fn visit(#[context] a: &std::cell::Cell<u8>, n: c_int) {}

//# format_without_list
#[callback]
pub fn log(#[format(f)] f: &CStr) {}

//# format_of_number
use callback_runtime::arg::Formatted;
#[callback]
pub fn log(level: c_int, #[format(level)] args: Formatted<'_>) {}

//# formatted_without_format
use callback_runtime::arg::Formatted;
#[callback]
pub fn log(text: &CStr, args: Formatted<'_>) {}

//# callee_without_data
use callback_runtime::arg::Callee;
#[callback]
pub fn visit(f: Callee<'_, unsafe extern "C" fn(*mut c_void)>, data: *mut c_void) {}

//# data_of_pointer
#[callback]
pub fn visit(#[data(d)] f: unsafe extern "C" fn(*mut c_void), d: *mut c_void) {}

//# callee_of_rust
use callback_runtime::arg::Callee;
#[callback]
pub fn visit(#[data(d)] f: Callee<'_, fn(*mut c_void)>, d: *mut c_void) {}

//# out_on_callback
#[callback]
pub fn visit(#[out] n: c_int) {}

//# destroy_on_callback
#[callback]
pub fn visit(#[context] n: &u8, #[destroy(n)] d: Option<unsafe extern "C" fn(*mut c_void)>) {}

//# size_of_on_callback
#[callback]
pub fn visit(#[size_of(u8)] n: usize) {}

//# variadic_on_callback
#[callback]
pub fn visit(#[variadic] n: usize) {}

//# callback_on_parameter
#[callback]
pub fn visit(#[callback] f: unsafe extern "C" fn()) {}

//# optional_on_parameter
#[callback]
pub fn visit(#[optional] name: &CStr) {}

//# nullable_on_parameter
#[callback]
pub fn visit(#[nullable] name: &CStr) {}

//# result_without_kind
#[callback(ok = 0, err = -1)]
pub fn visit(#[result] name: Out<'_, c_int>) -> Result<c_int, String> { Ok(1) }

//# result_of_wrong_type
#[callback(ok = 0, err = -1)]
pub fn visit(#[result(value)] _: &mut c_int) -> Result<c_int, String> { Ok(1) }

//# result_of_other_type
#[callback(ok = 0, err = -1)]
pub fn visit(#[result(value)] _: Out<'_, u8>) -> Result<c_int, String> { Ok(1) }

//# out_of_reference (compiles: a pointer to what lives for ever)
#[callback]
pub fn visit(value: Out<'_, &CStr>) {}

//# out_of_string
#[callback]
pub fn visit(value: Out<'_, String>) {}

//# write_buffer_without_length
use callback_runtime::arg::WriteBuf;
#[callback]
pub fn fill(data: WriteBuf<'_>, n: usize) {}

//# array_without_length
use callback_runtime::arg::Array;
#[callback]
pub fn visit(names: Array<'_, &CStr>, n: usize) {}

//# matrix_with_one_length
use callback_runtime::arg::Matrix;
#[callback]
pub fn visit(#[len(n)] rows: Matrix<'_, f32>, n: usize) {}

//# self_parameter
#[callback]
pub fn visit(self, n: c_int) {}

//# method_without_block
pub struct Visitor;
impl Visitor {
    #[callback]
    pub fn visit(&self, n: c_int) {}
}
