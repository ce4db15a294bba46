//! Lifetimes and generics.
use callback_runtime::arg::CStrPtr;
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

//# static_argument
#[callback]
pub fn visit(name: &'static CStr) {}

//# static_str_argument
#[callback]
pub fn visit(name: &'static str, #[context] names: &mut Vec<&'static str>) { names.push(name) }

//# kept_argument
#[callback]
pub fn visit(name: &str, #[context] names: &mut Vec<&'static str>) { names.push(name) }

//# kept_with_lifetime
#[callback]
pub fn visit<'a>(name: &'a str, #[context] names: &mut Vec<&'a str>) { names.push(name) }

//# kept_slice
#[callback]
pub fn visit(#[len(n)] data: &[u8], n: usize, #[context] all: &mut Vec<&[u8]>) { all.push(data) }

//# returns_argument
#[callback(fail = std::ptr::null())]
pub fn visit(name: &CStr) -> &CStr { name }

//# returns_argument_with_context
#[callback(fail = std::ptr::null())]
pub fn visit<'a>(name: &'a CStr, #[context] n: &u8) -> &'a CStr { name }

//# returns_ambiguous
#[callback(fail = std::ptr::null())]
pub fn visit(name: &CStr, #[context] n: &Vec<u8>) -> Option<&CStr> { None }

//# missing_lifetime_of_struct
pub struct Row<'a> { name: CStrPtr<'a> }
#[callback]
pub fn visit(row: &Row) {}

//# static_of_struct
#[repr(C)]
pub struct Row<'a> { name: CStrPtr<'a> }
#[callback]
pub fn visit(row: &Row<'static>) {}

//# bound_on_lifetime
#[callback]
pub fn visit<'a: 'static>(name: &'a CStr) {}

//# undeclared_lifetime
#[callback]
pub fn visit(name: &'a CStr) {}

//# unused_generic (compiles: each instance is a callback)
#[callback]
pub fn visit<T>(n: c_int) {}

//# generic_context_without_static
#[callback]
pub fn visit<T>(n: c_int, #[context] t: &mut T) {}
pub fn f<T>(t: T) { let _r = visit::<T>::own(t); }

//# generic_not_inferred
#[callback]
pub fn visit<T: Default>(n: c_int, #[context] t: &mut T) {}
pub fn f() { let _: unsafe extern "C" fn(c_int, *mut c_void) = visit::<_>::SHIM; }

//# generic_kept
#[callback]
pub fn visit<T>(item: &T, #[context] items: &mut Vec<&T>) { items.push(item) }

//# generic_kept_by_name
#[callback]
pub fn visit<'a, T>(item: &'a T, #[context] items: &mut Vec<&'a T>) { items.push(item) }

//# const_generic_array
#[callback]
pub fn visit<const N: usize>(item: [u8; N]) {}

//# impl_context_of_reference
#[callback]
pub fn visit<F: FnMut(c_int)>(#[context] f: F, n: c_int) { }
pub fn f() { let mut k = 0; let _r = visit::own(|n| k += n); }

//# borrowed_closure
#[callback]
pub fn visit<F: FnMut(c_int)>(#[context] f: &mut F, n: c_int) { f(n) }
pub fn f() { let mut k = 0; let r = visit::own(|n: c_int| k += n); drop(r); }

//# dyn_context_owned (compiles: the closure is lent)
#[callback]
pub fn visit(#[context] f: &mut Box<dyn FnMut(c_int) + '_>, n: c_int) { f(n) }

//# context_lifetime_elided
pub struct Names<'a>(Vec<&'a str>);
#[callback]
pub fn visit(#[context] names: &mut Names, name: &str) { names.0.push(name) }

//# self_lifetime
pub struct Names<'a>(Vec<&'a CStr>);
#[callback]
impl<'a> Names<'a> {
    pub fn add(&mut self, name: &'a CStr) { self.0.push(name) }
}

//# c_str_ptr_static
#[callback]
pub fn visit(#[len(n)] names: &[CStrPtr<'static>], n: usize) {}

//# c_str_ptr_kept
#[callback]
pub fn visit(#[len(n)] names: &[CStrPtr], n: usize, #[context] all: &mut Vec<CStrPtr<'static>>) { all.extend(names) }

//# where_clause_unmet
#[callback]
pub fn visit<T>(#[context] t: &mut T, n: c_int) where T: Iterator {}
pub fn f() { let mut n = 0_u8; let _ = visit::scope(&mut n, |cb| ()); }

//# argument_hides_its_lifetime
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Handle<'a>(&'a u8);
unsafe impl callback_runtime::arg::CType for Handle<'_> { type C = *const u8; }
unsafe impl<'a> callback_runtime::arg::FromC<'a> for Handle<'a> {
    unsafe fn from_c(c: *const u8) -> Result<Self, callback_runtime::Reason> { Ok(Handle(unsafe { &*c })) }
}
#[callback]
pub fn visit(handle: Handle) {}
