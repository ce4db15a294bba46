//! The declarations of `c/tables.h`, as bindgen writes them.

#![allow(non_camel_case_types, clippy::missing_safety_doc)]

use std::ffi::{c_char, c_int, c_void};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct stream_ops {
    pub size: u32,
    pub version: c_int,
    pub read: Option<unsafe extern "C" fn(user: *mut c_void, data: *mut c_char, n: usize) -> isize>,
    pub write: Option<unsafe extern "C" fn(user: *mut c_void, data: *const c_char, n: usize) -> isize>,
    pub seek: Option<unsafe extern "C" fn(user: *mut c_void, offset: i64) -> c_int>,
    pub close: Option<unsafe extern "C" fn(user: *mut c_void)>,
    pub name: *const c_char,
}

#[repr(C)]
pub struct stream {
    _unused: [u8; 0],
}

/// A member that is unsafe to call and one that is safe, by their types; neither may be null.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct sink {
    pub put: unsafe extern "C" fn(user: *mut c_void, value: c_int) -> c_int,
    pub flush: extern "C" fn(user: *mut c_void),
    pub user: *mut c_void,
}

#[repr(C)]
pub struct filters {
    _unused: [u8; 0],
}

pub type filter_fn = Option<unsafe extern "C" fn(value: c_int, user: *mut c_void) -> c_int>;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct device {
    pub driver: *const driver,
    pub opened: c_int,
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct driver {
    pub open: Option<unsafe extern "C" fn(name: *const c_char, device: *mut *mut device) -> c_int>,
    pub clone: Option<unsafe extern "C" fn(device: *mut device) -> *mut device>,
    pub value: Option<unsafe extern "C" fn(device: *mut device, add: c_int) -> c_int>,
    pub close: Option<unsafe extern "C" fn(device: *mut device)>,
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct listener {
    pub next: *mut listener,
    pub notify: Option<unsafe extern "C" fn(listener: *mut listener, value: c_int)>,
}

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct signal {
    pub first: *mut listener,
}

unsafe extern "C" {
    pub fn stream_open(ops: *const stream_ops, user: *mut c_void) -> *mut stream;
    pub fn stream_open_by_value(ops: stream_ops, user: *mut c_void) -> *mut stream;
    pub fn stream_read(stream: *mut stream, data: *mut c_char, n: usize) -> isize;
    pub fn stream_write(stream: *mut stream, data: *const c_char, n: usize) -> isize;
    pub fn stream_seek(stream: *mut stream, offset: i64) -> c_int;
    pub fn stream_name(stream: *const stream) -> *const c_char;
    pub fn stream_close(stream: *mut stream);
    pub fn stream_late(stream: *mut stream) -> c_int;
    pub fn sink_feed(sink: *const sink, n: c_int) -> c_int;
    pub fn filters_new() -> *mut filters;
    pub fn filters_free(filters: *mut filters);
    pub fn filters_set_keep(filters: *mut filters, keep: filter_fn);
    pub fn filters_set_map(filters: *mut filters, map: filter_fn) -> c_int;
    pub fn filters_try_map(filters: *mut filters, map: filter_fn) -> c_int;
    pub fn filters_run(filters: *const filters, n: c_int, user: *mut c_void) -> c_int;
    pub fn device_open(driver: *const driver, name: *const c_char) -> *mut device;
    pub fn device_clone(device: *mut device) -> *mut device;
    pub fn device_value(device: *mut device, add: c_int) -> c_int;
    pub fn device_close(device: *mut device);
    pub fn device_value_of_another(driver: *const driver) -> c_int;
    pub fn device_value_of_copy(device: *const device, add: c_int) -> c_int;
    pub fn device_close_copy(device: *const device);
    pub fn signal_add(signal: *mut signal, listener: *mut listener);
    pub fn signal_remove(signal: *mut signal, listener: *mut listener);
    pub fn signal_emit(signal: *mut signal, value: c_int);
}
