//! The declarations of `c/places.h`, as bindgen writes them.

#![allow(non_camel_case_types, clippy::missing_safety_doc)]

use std::ffi::{c_char, c_int, c_short, c_uchar, c_void};

#[repr(C)]
#[derive(Debug, Copy, Clone, PartialEq)]
pub struct places_point {
    pub x: f64,
    pub y: f64,
}

pub type places_size_fn =
    Option<unsafe extern "C" fn(seed: c_int, width: *mut c_int, height: *mut c_int, user: *mut c_void) -> c_int>;
pub type places_read_fn =
    Option<unsafe extern "C" fn(buffer: *mut c_char, size: usize, nitems: usize, user: *mut c_void) -> isize>;

unsafe extern "C" {
    pub fn places_size(f: places_size_fn, seed: c_int, both: bool, size: *mut c_int, user: *mut c_void) -> c_int;
    pub fn places_misaligned(f: places_size_fn, user: *mut c_void) -> c_int;
    pub fn places_open(
        f: Option<unsafe extern "C" fn(user: *mut c_void, object: *mut *mut c_void) -> c_int>,
        object: *mut *mut c_void,
        user: *mut c_void,
    ) -> c_int;
    pub fn places_point(
        f: Option<unsafe extern "C" fn(p: *mut places_point, user: *mut c_void) -> c_int>,
        p: *mut places_point,
        user: *mut c_void,
    ) -> c_int;
    pub fn places_text(
        f: Option<unsafe extern "C" fn(text: *mut *const c_char, user: *mut c_void) -> c_int>,
        text: *mut *const c_char,
        user: *mut c_void,
    ) -> c_int;
    pub fn places_flag(
        f: Option<unsafe extern "C" fn(go_on: *mut c_int, sure: *mut bool, user: *mut c_void) -> c_int>,
        go_on: *mut c_int,
        sure: *mut c_uchar,
        user: *mut c_void,
    ) -> c_int;
    pub fn places_error(
        f: Option<unsafe extern "C" fn(value: c_int, error: *mut *const c_char, user: *mut c_void) -> c_int>,
        value: c_int,
        error: *mut *const c_char,
        user: *mut c_void,
    ) -> c_int;
    pub fn places_read(f: places_read_fn, buffer: *mut c_char, size: usize, nitems: usize, user: *mut c_void) -> isize;
    pub fn places_name(
        f: Option<unsafe extern "C" fn(buffer: *mut c_char, size: c_int, user: *mut c_void) -> c_int>,
        buffer: *mut c_char,
        size: c_int,
        user: *mut c_void,
    ) -> c_int;
    pub fn places_query(
        f: Option<unsafe extern "C" fn(samples: *mut c_short, count: *mut usize, user: *mut c_void) -> c_int>,
        samples: *mut c_short,
        count: *mut usize,
        user: *mut c_void,
    ) -> c_int;
}
