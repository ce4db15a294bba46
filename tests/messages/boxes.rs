//! Arrays of C, and memory that one side frees.
use callback_runtime::arg::{Array, CStrPtr, CStrVec, Out};
use callback_runtime::foreign::{CBox, CStrSlice};
use callback_runtime::ret::Allocated;
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

//# array_without_length
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(free = free)]
    safe fn values() -> CBox<[c_int]>;
}

//# lent_array_without_length
#[callback]
unsafe extern "C" {
    type Matrix;
    safe fn values(m: &Matrix) -> &[f64];
}

//# array_without_free
#[callback]
unsafe extern "C" {
    #[callback(len = 3)]
    safe fn values() -> CBox<[c_int]>;
}

//# array_of_vec
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(free = free, len = 3)]
    safe fn values() -> Vec<c_int>;
}

//# boxed_slice
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(free = free, len = 3)]
    safe fn values() -> Box<[c_int]>;
}

//# len_of_number
#[callback]
unsafe extern "C" {
    #[callback(len = 3)]
    safe fn values() -> c_int;
}

//# len_calls_unsafe
#[callback]
unsafe extern "C" {
    type Matrix;
    unsafe fn size(m: &Matrix) -> usize;
    #[callback(len = size(m))]
    safe fn values(m: &Matrix) -> &[f64];
}

//# len_and_ends
#[callback]
unsafe extern "C" {
    type Matrix;
    #[callback(len = 3, ends = zero)]
    safe fn values(m: &Matrix) -> &[c_int];
}

//# ends_of_struct
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64 }
#[callback]
unsafe extern "C" {
    type Matrix;
    #[callback(ends = null)]
    safe fn values(m: &Matrix) -> &[Point];
}

//# ends_null_of_numbers
#[callback]
unsafe extern "C" {
    type Matrix;
    #[callback(ends = null)]
    safe fn values(m: &Matrix) -> &[c_int];
}

//# ends_of_strings_zero
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut *mut c_char);
    #[callback(free = free, ends = nul)]
    safe fn names() -> CBox<CStrSlice>;
}

//# ends_other_number
#[callback]
unsafe extern "C" {
    type Matrix;
    #[callback(ends = -1)]
    safe fn values(m: &Matrix) -> &[u8];
}

//# strings_as_slice_of_texts
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut *mut c_char);
    #[callback(free = free, ends = null)]
    safe fn names() -> CBox<[CBox<CStr>]>;
}

//# strings_as_references
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut *mut c_char);
    #[callback(free = free, ends = null)]
    safe fn names() -> CBox<[&'static CStr]>;
}

//# out_array_without_length
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(fails = nonzero)]
    safe fn pack(#[out(free = free)] out: CBox<[u8]>) -> c_int;
}

//# out_array_length_is_pointer
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(fails = nonzero)]
    safe fn pack(#[out(free = free)] out: CBox<[u8]>, #[len(out)] n: &mut usize) -> c_int;
}

//# out_array_without_free
#[callback]
unsafe extern "C" {
    #[callback(fails = nonzero)]
    safe fn pack(#[out] out: CBox<[u8]>, #[len(out)] _: usize) -> c_int;
}

//# len_of_result_that_is_number
#[callback]
unsafe extern "C" {
    safe fn pack(#[len(result)] _: usize) -> c_int;
}

//# free_of_other_type
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut f64);
    #[callback(free = free, len = 3)]
    safe fn values() -> CBox<[c_int]>;
}

//# free_is_call
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(free = free(), len = 3)]
    safe fn values() -> CBox<[c_int]>;
}

//# free_takes_two
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void, n: usize);
    #[callback(free = free, len = 3)]
    safe fn values() -> CBox<[c_int]>;
}

//# box_of_opaques
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn free(p: *mut c_void);
    #[callback(free = free, len = 3)]
    safe fn all() -> CBox<[Db]>;
}

//# box_as_vec
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(free = free, len = 3)]
    safe fn values() -> CBox<[c_int]>;
}
pub fn f() -> Vec<c_int> { values() }

//# box_iterated_by_value
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(free = free, len = 3)]
    safe fn values() -> CBox<[c_int]>;
}
pub fn f() { for v in values() {} }

//# box_cloned
#[callback]
unsafe extern "C" {
    unsafe fn free(p: *mut c_void);
    #[callback(free = free, len = 3)]
    safe fn values() -> CBox<[c_int]>;
}
pub fn f() { let v = values(); let w = v.clone(); let _: CBox<[c_int]> = w; }

//# box_made_by_hand
pub fn f(p: *mut c_int) { let b: CBox<c_int> = CBox::new(p); }

//# box_sent
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn db_free(db: *mut Db);
    #[callback(free = db_free)]
    safe fn db_open() -> CBox<Db>;
}
pub fn f() { let db = db_open(); std::thread::spawn(move || drop(db)); }

//# result_len_forgotten
#[callback(fail = std::ptr::null())]
fn chunk(#[context] chunks: &mut Vec<u8>) -> Option<&[u8]> { None }

//# result_pointer_forgotten
#[callback(fail = -1)]
fn chunk(#[context] chunks: &mut Vec<u8>) -> &[u8] { chunks }

//# result_len_forgotten_text
#[callback(fail = std::ptr::null())]
fn chunk(#[context] chunks: &mut String) -> Option<&str> { None }

//# result_len_forgotten_in_result
#[callback(err = std::ptr::null())]
fn chunk(#[context] chunks: &mut Vec<u8>) -> Result<&[u8], String> { Ok(chunks) }

//# result_len_forgotten_allocated
#[callback(fail = std::ptr::null())]
fn chunk(#[context] chunks: &mut Vec<u8>) -> Allocated<[u8]> { todo!() }

//# result_len_forgotten_closure
#[callback]
unsafe extern "C" {
    safe fn run(#[callback(fail = std::ptr::null())] f: fn(#[context] _: _) -> Allocated<[u8]>, #[context(f)] _: *mut c_void);
}

//# result_len_forgotten_method
pub struct Chunks(Vec<u8>);
#[callback(fail = std::ptr::null())]
impl Chunks { fn next(&mut self) -> Option<&[u8]> { None } }

//# result_len_by_reference
#[callback(fail = std::ptr::null())]
fn chunk(#[context] chunks: &mut Vec<u8>, #[result(len)] n: &mut usize) -> Option<&[u8]> { None }

//# result_len_of_number
#[callback(fail = 0)]
fn chunk(#[context] chunks: &mut Vec<u8>, #[result(len)] n: Out<'_, usize>) -> c_int { 0 }

//# result_len_misspelt
#[callback(fail = std::ptr::null())]
fn chunk(#[context] chunks: &mut Vec<u8>, #[result(length)] n: Out<'_, usize>) -> Option<&[u8]> { None }

//# returns_missing
#[callback(err = -1)]
fn read(#[context] chunks: &mut Vec<u8>, #[result(pointer)] _: Out<'_, *const u8>) -> Result<&[u8], String> { Ok(chunks) }
