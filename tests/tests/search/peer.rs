//! Declarations of the C peer, `c/search.c`.

use std::ffi::{c_int, c_long, c_void};

/// The struct of C's that embedded contexts begin with.
#[repr(C)]
pub struct Base {
    pub methods: *mut c_void,
    pub number: c_int,
}

pub type Passed = unsafe extern "C" fn(*const c_int, *mut c_void) -> c_int;
pub type Plain = unsafe extern "C" fn(*const c_int) -> c_int;
pub type Object = unsafe extern "C" fn(*mut Base, *const c_int) -> c_int;
pub type Destroy = unsafe extern "C" fn(*mut c_void);
/// A function of any shape.
pub type Function = unsafe extern "C" fn();

pub const PASSED: c_int = 0;
pub const PLAIN: c_int = 1;
pub const OBJECT: c_int = 2;

/// The answer where nothing is registered.
pub const NOBODY: c_int = -100;

unsafe extern "C" {
    pub safe fn search_is_sanitized() -> c_int;
    pub safe fn search_reset();
    pub fn search_keep(number: c_int, shape: c_int, f: Function, user: *mut c_void);
    pub fn search_give_destroy(number: c_int, destroy: Destroy);
    pub fn search_give_closing(number: c_int, closing: Function);
    pub fn search_call(function: c_int, user: c_int, value: c_int, null: c_int) -> c_int;
    pub fn search_call_with(function: c_int, user: *mut c_void, value: c_int) -> c_int;
    pub fn search_call_on_thread(function: c_int, user: c_int, value: c_int) -> c_int;
    pub fn search_end(number: c_int, position: c_int, value: c_int) -> c_int;
    pub fn search_end_other(number: c_int, position: c_int, user: c_int, value: c_int) -> c_int;
    pub fn search_end_on_thread(number: c_int, position: c_int, value: c_int) -> c_int;
    pub fn search_end_prepare(thread: c_int, number: c_int, position: c_int);
    pub fn search_end_begin();
    pub fn search_end_join(thread: c_int);
    pub fn search_start(function: c_int, user: c_int, value: c_int);
    pub fn search_finished() -> c_int;
    pub fn search_join() -> c_int;
    pub fn search_pump(function: c_int, user: c_int);
    pub fn search_pump_stop() -> c_long;
    pub safe fn search_answer(status: c_int, level: c_int, busy: c_int);
    pub safe fn search_is_subscribed() -> c_int;
    pub safe fn search_fire(value: c_int) -> c_int;
    pub safe fn search_is_kept(number: c_int) -> c_int;
    pub safe fn search_function(number: c_int) -> *mut c_void;
    pub safe fn search_churn(function: c_int);
    pub safe fn search_churn_with(user: *mut c_void);
    pub safe fn search_churn_stop();
}
