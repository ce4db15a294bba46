//! The declarations of `c/hostile.h`, as bindgen writes them.

#[cfg(target_arch = "x86_64")]
use std::ffi::c_longlong;
use std::ffi::{c_int, c_long, c_void};

use super::{hostile_destroy_fn, hostile_fn, hostile_plain_fn};

#[repr(C)]
pub struct hostile {
    _private: [u8; 0],
}

#[repr(C)]
pub struct hostile_pump {
    _private: [u8; 0],
}

#[cfg(target_arch = "x86_64")]
pub type hostile_ms_fn =
    Option<unsafe extern "win64" fn(a: c_int, b: c_longlong, c: c_int, user: *mut c_void) -> c_int>;

unsafe extern "C" {
    pub fn hostile_new() -> *mut hostile;
    pub fn hostile_free(h: *mut hostile);
    pub fn hostile_register(
        h: *mut hostile,
        f: hostile_fn,
        user: *mut c_void,
        destroy: hostile_destroy_fn,
        mode: c_int,
    ) -> c_int;
    pub fn hostile_replace(
        h: *mut hostile,
        f: hostile_fn,
        user: *mut c_void,
        destroy: hostile_destroy_fn,
        mode: c_int,
    ) -> *mut c_void;
    pub fn hostile_unregister(h: *mut hostile);
    pub fn hostile_destroy(h: *mut hostile);
    pub fn hostile_emit(h: *mut hostile, value: c_int) -> c_int;
    pub fn hostile_late(h: *mut hostile, value: c_int) -> c_int;
    pub fn hostile_late_destroy(h: *mut hostile);
    pub fn hostile_user(h: *mut hostile) -> *mut c_void;
    pub fn hostile_same(h: *mut hostile, f: hostile_fn, user: *mut c_void) -> c_int;
    pub fn hostile_listen(h: *mut hostile, f: hostile_fn, user: *mut c_void);
    pub fn hostile_unlisten(h: *mut hostile, f: hostile_fn, user: *mut c_void) -> c_int;
    pub fn hostile_tell(h: *mut hostile, value: c_int) -> c_int;
    pub fn hostile_forge(f: hostile_fn, number: usize, value: c_int) -> c_int;
    pub fn hostile_threads(f: hostile_fn, user: *mut c_void, threads: c_int, calls: c_int) -> c_long;
    pub fn hostile_on_thread(f: hostile_fn, user: *mut c_void, value: c_int) -> c_int;
    pub fn hostile_on_thread_exit(f: hostile_fn, user: *mut c_void, value: c_int) -> c_int;
    pub fn hostile_destroy_on_thread(destroy: hostile_destroy_fn, user: *mut c_void);
    #[cfg(unix)]
    pub fn hostile_after_fork(f: hostile_fn, user: *mut c_void, value: c_int) -> c_int;
    pub fn hostile_at_exit(f: hostile_fn, user: *mut c_void, value: c_int) -> c_int;
    pub fn hostile_pump_start(f: hostile_fn, user: *mut c_void) -> *mut hostile_pump;
    pub fn hostile_pump_calls(p: *mut hostile_pump) -> c_long;
    pub fn hostile_pump_stop(p: *mut hostile_pump) -> c_long;
    pub fn hostile_plain_keep(f: hostile_plain_fn) -> c_int;
    pub fn hostile_plain_emit(value: c_int) -> c_int;
    pub fn hostile_plain_threads(f: hostile_plain_fn, threads: c_int, calls: c_int) -> c_long;
    pub fn hostile_plain_on_thread(f: hostile_plain_fn, value: c_int) -> c_int;
    pub fn hostile_plain_on_thread_exit(f: hostile_plain_fn, value: c_int) -> c_int;
    #[cfg(target_arch = "x86_64")]
    pub fn hostile_ms_abi(f: hostile_ms_fn, a: c_int, b: c_longlong, c: c_int, user: *mut c_void) -> c_int;
}

unsafe extern "C-unwind" {
    pub fn hostile_throw(value: c_int) -> c_int;
}
