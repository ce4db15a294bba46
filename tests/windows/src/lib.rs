//! Support for the tests: the declarations of `c/pinvoke.h`, and UTF-16 texts.
//!
//! The types of a callback cannot be mixed up: `BOOL` is four bytes and `bool` is one, and the shim of one is not that
//! of the other (S3).
//!
//! ```compile_fail,E0277
//! use callback_runtime::ret::CBool;
//! use callback_runtime::{Callback, callback};
//!
//! #[callback(fail = CBool(false))]
//! extern "system" fn answer(value: i32) -> CBool {
//!     CBool(value == 256)
//! }
//!
//! unsafe { callback_windows::TestCallBack(answer::shim(), 256) };
//! ```
//!
//! A pointer does not fit an `int`, which `LPARAM` once was (S4), but where both have 32 bits.
//!
#![cfg_attr(target_pointer_width = "64", doc = "```compile_fail,E0277")]
#![cfg_attr(target_pointer_width = "32", doc = "```")]
//! use callback_runtime::callback;
//!
//! #[callback(fail = 0)]
//! extern "system" fn on_window(window: *mut u8, #[context(as = i32)] windows: &mut Vec<*mut u8>) -> i32 {
//!     windows.push(window);
//!     1
//! }
//! ```
//!
//! Nor do the conventions: stdcall where cdecl is wanted, and cdecl where stdcall is, with 64 bits as with 32.
//!
//! ```compile_fail,E0277
//! use callback_runtime::{Callback, callback};
//!
//! #[callback(fail = false)]
//! extern "system" fn on_change(_text: *mut u16) -> bool {
//!     true
//! }
//!
//! unsafe { callback_windows::SetChangeHandler(on_change::shim()) };
//! ```
//!
//! ```compile_fail,E0277
//! use callback_runtime::{Callback, callback};
//!
//! #[callback(fail = false)]
//! extern "C" fn on_value(value: i32) -> bool {
//!     value == 1
//! }
//!
//! unsafe { callback_windows::TestCallBack(on_value::shim(), 1) };
//! ```
//!
//! A callback that C keeps cannot borrow (S7).
//!
//! ```compile_fail,E0597
//! use callback_runtime::{Callback, callback};
//! use std::cell::Cell;
//!
//! #[callback(fail = -1)]
//! extern "system" fn later(value: i32, #[context] calls: &Cell<&Cell<i32>>) -> i32 {
//!     calls.get().set(value);
//!     0
//! }
//!
//! let registration = {
//!     let calls = Cell::new(0);
//!     later::own(Cell::new(&calls))
//! };
//! unsafe { callback_windows::Initialize(registration.shim(), registration.context()) };
//! ```
//!
//! A callback on a C thread is `Send` (S12).
//!
//! ```compile_fail,E0277
//! use callback_runtime::{Callback, callback};
//! use std::{ffi::c_void, rc::Rc};
//!
//! #[callback(threads)]
//! extern "system" fn on_timer(#[context] ticks: &Rc<()>, fired: bool) {
//!     let _ = (ticks, fired);
//! }
//! ```

#![allow(non_snake_case, non_camel_case_types, clippy::missing_safety_doc)]

use std::ffi::{c_char, c_double, c_int, c_void};

macro_rules! c_struct {
    ($($name:ident { $($field:ident: $t:ty),* })*) => {$(
        #[repr(C)]
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            $(pub $field: $t),*
        }
    )*};
}

c_struct! {
    job { steps: c_int, progress: Option<unsafe extern "system" fn(c_int, *mut c_void) -> c_int>, data: *mut c_void }
    point { x: c_int, y: c_int }
    person { first: *mut c_char, last: *mut c_char }
    couple { person: *mut person, age: c_int }
    nested { person: person, age: c_int }
    array { flag: bool, values: [c_int; 3] }
    text { buffer: *mut u16, size: u32 }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union number {
    pub i: c_int,
    pub d: c_double,
}

pub type test_fn = Option<unsafe extern "system" fn(c_int) -> bool>;
pub type test_text_fn = Option<unsafe extern "system" fn(*mut c_char) -> bool>;
pub type test_wide_fn = Option<unsafe extern "system" fn(c_int) -> c_int>;
pub type stored_fn = Option<unsafe extern "system" fn(c_int, *mut c_void) -> c_int>;
pub type change_fn = Option<unsafe extern "C" fn(*mut u16) -> bool>;

macro_rules! shapes {
    ($($name:ident($($parameter:ty),*) -> $answer:ty, $($first:ident: $first_type:ty)?;)*) => {
        unsafe extern "C" {
            $(pub fn $name(
                f: Option<unsafe extern "C" fn($($parameter,)* *mut c_void) -> $answer>,
                $($first: $first_type,)?
                data: *mut c_void,
            ) -> $answer;)*
        }
    };
}

shapes! {
    TestArrayOfInts(*const c_int, c_int) -> c_int, size: c_int;
    TestRefArrayOfInts(*mut *mut c_int, *mut c_int) -> c_int,;
    TestMatrixOfInts(*const [c_int; 5], c_int) -> c_int,;
    TestArrayOfStrings(*mut *mut c_char, c_int) -> c_int,;
    TestArrayOfStructs(*mut point, c_int) -> c_int,;
    TestArrayOfStructs2(*const person, c_int) -> c_int,;
    TestStructInStruct(*mut couple) -> c_int,;
    TestStructInStruct3(nested) -> c_int,;
    TestArrayInStruct(*mut array) -> c_int,;
    TestUnion(number, c_int) -> c_double, kind: c_int;
    TestStringInStruct(*const text) -> c_int,;
}

unsafe extern "C" {
    pub fn TestCallBack(f: test_fn, value: c_int) -> bool;
    pub fn TestCallBack2(f: test_text_fn, text: *mut c_char) -> bool;
    pub fn TestCallBackMistaken(f: test_wide_fn, value: c_int) -> bool;
    pub fn Initialize(f: stored_fn, data: *mut c_void);
    pub fn Callback(value: c_int) -> c_int;
    pub fn SetChangeHandler(f: change_fn) -> bool;
    pub fn RemoveChangeHandler();
    pub fn Change(text: *const u16, answer: *mut bool) -> bool;
    pub fn RunJob(job: *const job) -> c_int;
    pub fn TestStringAsResult(f: Option<unsafe extern "C" fn(*mut c_void) -> *mut c_char>, data: *mut c_void) -> c_int;
    pub fn SetData(
        f: Option<unsafe extern "C" fn(c_int, *mut c_void, *mut c_void) -> c_int>,
        kind: c_int,
        object: *mut c_void,
        data: *mut c_void,
    ) -> c_int;
    pub fn TaskAlloc(size: usize) -> *mut c_void;
    pub fn TaskFree(memory: *mut c_void);
    pub fn TaskLive() -> c_int;
}

/// A text as Windows takes it.
pub fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

/// The text in a field of fixed size, or at the beginning of a slice.
pub fn narrow(text: &[u16]) -> String {
    let length = text.iter().position(|&unit| unit == 0).unwrap_or(text.len());
    String::from_utf16(&text[..length]).expect("UTF-16")
}

/// The text that a pointer leads to.
///
/// # Safety
///
/// It is terminated by 0 and stays while it is read.
pub unsafe fn narrow_at(text: *const u16) -> String {
    let length = (0..).take_while(|&i| unsafe { *text.add(i) } != 0).count();
    narrow(unsafe { std::slice::from_raw_parts(text, length) })
}
