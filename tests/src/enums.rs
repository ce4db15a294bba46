//! The declarations of `c/enums.c`, as bindgen writes them for enums as integers.

#![allow(non_camel_case_types, clippy::missing_safety_doc)]

use std::ffi::{c_int, c_uchar, c_uint, c_void};

/// The type of the enum in clang; in MSVC every enum is an `int`.
#[cfg(not(target_env = "msvc"))]
pub type level = c_uint;
#[cfg(target_env = "msvc")]
pub type level = c_int;
pub type sign = c_int;

unsafe extern "C" {
    pub fn enums_level(
        f: Option<unsafe extern "C" fn(level: level, user: *mut c_void) -> c_int>,
        value: c_uint,
        user: *mut c_void,
    ) -> c_int;
    pub fn enums_get(
        f: Option<unsafe extern "C" fn(value: c_int, user: *mut c_void) -> level>,
        value: c_int,
        user: *mut c_void,
    ) -> level;
    pub fn enums_sign(
        f: Option<unsafe extern "C" fn(sign: sign, user: *mut c_void) -> sign>,
        value: c_int,
        user: *mut c_void,
    ) -> sign;
    pub fn enums_byte(
        f: Option<unsafe extern "C" fn(value: c_uchar, user: *mut c_void) -> c_uchar>,
        value: c_uchar,
        user: *mut c_void,
    ) -> c_int;
    pub fn enums_flags(
        f: Option<unsafe extern "C" fn(flags: c_uint, user: *mut c_void) -> c_uint>,
        flags: c_uint,
        user: *mut c_void,
    ) -> c_uint;
    pub fn enums_place(
        f: Option<unsafe extern "C" fn(place: *mut level, user: *mut c_void) -> c_int>,
        place: *mut level,
        user: *mut c_void,
    ) -> c_int;
    pub safe fn enums_level_is_signed() -> c_int;
    pub safe fn enums_sign_is_signed() -> c_int;
    pub safe fn enums_level_size() -> c_int;
}
