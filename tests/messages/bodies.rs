//! Declared functions with a body, and the C form of a function.
use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{CStr, c_char, c_int, c_void};

pub type Fn = unsafe extern "C" fn(c_int, *mut c_void);
pub type OtherFn = unsafe extern "C" fn(*mut c_void, c_int);

//# callback_passed_without_shim
#[callback]
unsafe extern "C" {
    unsafe fn raw(f: Option<Fn>, data: *mut c_void);
    safe fn each(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void) {
        raw(Some(f), data);
    }
}

//# shim_not_in_some
#[callback]
unsafe extern "C" {
    unsafe fn raw(f: Option<Fn>, data: *mut c_void);
    safe fn each(f: fn(n: c_int, #[context] _: _)) {
        raw(f.shim(), f);
    }
}

//# shim_of_other_order
#[callback]
unsafe extern "C" {
    unsafe fn raw(f: Option<OtherFn>, data: *mut c_void);
    safe fn each(f: fn(n: c_int, #[context] _: _)) {
        raw(Some(f.shim()), f.context());
    }
}

//# shim_of_other_type
#[callback]
unsafe extern "C" {
    unsafe fn raw(f: Option<Fn>, data: *mut c_void);
    safe fn each(f: fn(n: i64, #[context] _: _)) {
        raw(Some(f.shim()), f.context());
    }
}

//# closure_called
#[callback]
unsafe extern "C" {
    safe fn each(f: fn(n: c_int, #[context] _: _)) {
        f(1);
    }
}

//# rust_form_in_body
#[callback]
unsafe extern "C" {
    type Db;
    safe fn set(db: &Db, f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
    safe fn each(db: &Db, f: fn(n: c_int, #[context] _: _)) {
        set(db, f.shim(), f.context());
    }
}

//# c_form_without_type
#[callback]
unsafe extern "C" {
    type Db;
    safe fn set(db: &Db, text: &CStr);
    safe fn each(db: &Db, text: &CStr) {
        set.C(db, text);
    }
}

//# c_form_misspelt
#[callback]
unsafe extern "C" {
    type Db;
    safe fn set(db: &Db, text: &CStr);
    safe fn each(db: &Db, text: &CStr) {
        set::c(db, text);
    }
}

//# c_form_outside_unsafe
#[callback]
unsafe extern "C" {
    safe fn set(text: &CStr) -> c_int;
}
pub fn f() -> c_int { set::C(c"a".as_ptr()) }

//# c_form_given_rust
#[callback]
unsafe extern "C" {
    safe fn set(text: &CStr) -> c_int;
}
pub fn f() -> c_int { unsafe { set::C(c"a") } }

//# c_form_of_lazy
#[callback(lazy = "libfoo.so.1")]
unsafe extern "C" {
    safe fn set(text: &CStr) -> c_int;
}
pub fn f() -> c_int { unsafe { set::C(c"a".as_ptr()) } }

//# c_form_of_body
#[callback]
unsafe extern "C" {
    unsafe fn raw(n: c_int) -> c_int;
    safe fn run(n: c_int) -> c_int { raw(n) }
}
pub fn f() -> c_int { unsafe { run::C(1) } }

//# body_without_result
#[callback]
unsafe extern "C" {
    unsafe fn raw(n: c_int) -> c_int;
    #[callback(fails = nonzero)]
    safe fn run(n: c_int) -> c_int { raw(n); }
}

//# body_returns_result
#[callback]
unsafe extern "C" {
    unsafe fn raw(n: c_int) -> c_int;
    #[callback(fails = nonzero)]
    safe fn run(n: c_int) -> c_int { Ok(raw(n)) }
}

//# body_with_question_mark
#[callback]
unsafe extern "C" {
    unsafe fn raw(n: c_int) -> c_int;
    safe fn run(text: &str) -> c_int { let n: i32 = "1".parse()?; raw(n) }
}

//# string_in_body
#[callback]
unsafe extern "C" {
    unsafe fn raw(text: *const c_char) -> c_int;
    safe fn run(text: &CStr) -> c_int { raw(text.as_ptr()) }
}

//# out_in_body
#[callback]
unsafe extern "C" {
    unsafe fn raw(n: *mut c_int) -> c_int;
    #[callback(fails = nonzero)]
    safe fn run(#[out] n: c_int) -> c_int { raw(&mut n) }
}

//# handle_in_body
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn raw(db: *mut Db) -> c_int;
    safe fn run(db: &Db) -> c_int { raw(db) }
}

//# body_in_plain_block
unsafe extern "C" {
    unsafe fn raw(n: c_int) -> c_int;
    safe fn run(n: c_int) -> c_int { raw(n) }
}

//# body_captures_self
#[callback]
unsafe extern "C" {
    unsafe fn raw(n: c_int) -> c_int;
    safe fn run(&self, n: c_int) -> c_int { raw(n) }
}

//# kept_in_body_without_end
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn raw(db: *const Db, f: Option<Fn>, data: *mut c_void);
    safe fn each(db: &Db, #[callback(retained, until = handle)] f: fn(n: c_int, #[context] _: _)) {
        raw(db, Some(f.shim()), f.context());
    }
}

//# optional_closure_in_body
#[callback]
unsafe extern "C" {
    unsafe fn raw(f: Option<Fn>, data: *mut c_void);
    safe fn each(f: Option<fn(n: c_int, #[context] _: _)>) {
        raw(Some(f.shim()), f.context());
    }
}

//# context_forgotten_in_body
#[callback]
unsafe extern "C" {
    unsafe fn raw(f: Option<Fn>, data: *mut c_void);
    safe fn each(f: fn(n: c_int)) {
        raw(Some(f.shim()), f.context());
    }
}

//# own_unsafe_fn_shared_value
pub trait Elements { fn start(&mut self, n: c_int); }
#[callback]
unsafe extern "C" {
    unsafe fn raw(f: Option<Fn>, data: *mut c_void);
    safe fn each(start: fn(n: c_int, #[context] _: _), #[context(start)] v: &mut impl Elements) {
        raw(Some(start.shim()), v as *mut c_void);
        v.start(1);
    }
}
