//! Types of parameters.
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, CString, c_char, c_int, c_void};

//# string_by_value
#[callback]
pub fn on_line(line: String) {}

//# c_string_by_value
#[callback]
pub fn on_line(line: CString) {}

//# vec_by_value
#[callback]
pub fn on_data(data: Vec<u8>, n: usize) {}

//# boxed
#[callback]
pub fn on_data(data: Box<u8>) {}

//# arc_of_mutex
use std::sync::{Arc, Mutex};
#[callback]
pub fn on_data(data: Arc<Mutex<u8>>) {}

//# optional_number
#[callback]
pub fn on_level(level: Option<c_int>) {}

//# optional_usize
#[callback]
pub fn on_size(_name: &CStr, size: Option<usize>, #[context] total: &mut usize) {}

//# optional_float
#[callback]
pub fn on_value(value: Option<f64>) {}

//# optional_bool
#[callback]
pub fn on_flag(flag: Option<bool>) {}

//# optional_char
#[callback]
pub fn on_char(c: Option<char>) {}

//# char_by_value (compiles: `char32_t`, whose value is checked)
#[callback]
pub fn on_char(c: char) {}

//# mutable_str
#[callback]
pub fn edit(text: &mut str) {}

//# mutable_str_with_length
#[callback]
pub fn edit(#[len(n)] text: &mut str, n: usize) {}

//# c_str_unsized
#[callback]
pub fn on_name(name: CStr) {}

//# mutable_c_str
#[callback]
pub fn on_name(name: &mut CStr) {}

//# str_unsized
#[callback]
pub fn on_name(name: str) {}

//# path_buf
use std::path::PathBuf;
#[callback]
pub fn on_path(path: PathBuf) {}

//# os_string
use std::ffi::OsString;
#[callback]
pub fn on_path(path: OsString) {}

//# os_str (compiles: a path or argument of the system, on Unix)
use std::ffi::OsStr;
#[callback]
pub fn on_path(path: &OsStr) {}

//# cow_str
use std::borrow::Cow;
#[callback]
pub fn on_name(name: Cow<'_, str>) {}

//# cow_by_path
#[callback]
pub fn on_name(name: std::borrow::Cow<'_, CStr>) {}

//# duration
use std::time::Duration;
#[callback]
pub fn on_timeout(timeout: Duration) {}

//# instant
use std::time::Instant;
#[callback]
pub fn on_tick(at: Instant) {}

//# system_time
#[callback]
pub fn on_tick(at: std::time::SystemTime) {}

//# wide_integer
#[callback]
pub fn on_id(id: u128) {}

//# wide_signed_integer
#[callback]
pub fn on_id(#[context] ids: &mut Vec<i128>, id: i128) {}

//# non_zero
use std::num::NonZeroU32;
#[callback]
pub fn on_id(id: NonZeroU32) {}

//# non_zero_generic
use std::num::NonZero;
#[callback]
pub fn on_id(id: NonZero<u32>) {}

//# optional_non_zero
use std::num::NonZeroU64;
#[callback]
pub fn on_id(id: Option<NonZeroU64>) {}

//# enum_without_attribute
#[repr(C)]
pub enum Level { Low, High }
#[callback]
pub fn on_level(level: Level) {}

//# enum_with_number_without_attribute
#[repr(i32)]
pub enum Level { Low = 1, High = 2 }
#[callback]
pub fn on_level(_name: &CStr, level: Level, #[context] n: &mut usize) {}

//# optional_enum
pub enum Level { Low, High }
#[callback]
pub fn on_level(level: Option<Level>) {}

//# struct_by_value
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64, y: f64 }
#[callback]
pub fn on_point(point: Point) {}

//# struct_of_sys_by_value
#[callback]
pub fn on_time(time: libc::timeval) {}

//# struct_without_repr_by_value
pub struct Point { x: f64, y: f64 }
#[callback]
pub fn on_point(point: Point, n: c_int) {}

//# optional_struct
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point { x: f64, y: f64 }
#[callback]
pub fn on_point(point: Option<Point>) {}

//# tuple
#[callback]
pub fn on_pair(pair: (c_int, c_int)) {}

//# array
#[callback]
pub fn on_color(color: [u8; 4]) {}

//# slice_without_length
#[callback]
pub fn on_data(data: &[u8]) {}

//# mutable_slice_without_length
#[callback]
pub fn fill(data: &mut [u8], n: usize) {}

//# optional_slice_without_length
#[callback]
pub fn on_data(data: Option<&[u8]>) {}

//# slice_unsized
#[callback]
pub fn on_data(data: [u8], n: usize) {}

//# raw_slice
#[callback]
pub fn on_data(data: *const [u8]) {}

//# raw_c_str
#[callback]
pub fn on_name(name: *const CStr) {}

//# raw_str
#[callback]
pub fn on_name(name: *const str) {}

//# rust_function
#[callback]
pub fn on_done(done: fn(c_int)) {}

//# optional_rust_function
#[callback]
pub fn on_done(done: Option<fn(c_int)>) {}

//# trait_object
#[callback]
pub fn on_error(error: &dyn std::error::Error) {}

//# boxed_closure
#[callback]
pub fn on_done(done: Box<dyn FnOnce()>) {}

//# impl_trait
#[callback]
pub fn on_value(value: impl Into<c_int>) {}

//# impl_fn
#[callback]
pub fn on_done(done: impl FnOnce(c_int)) {}

//# generic_value
#[callback]
pub fn on_value<T>(value: T) {}

//# unit
#[callback]
pub fn on_nothing(nothing: ()) {}

//# ordering
use std::cmp::Ordering;
#[callback]
pub fn on_order(order: Ordering) {}

//# result_as_argument
#[callback]
pub fn on_done(result: Result<c_int, c_int>) {}

//# range
#[callback]
pub fn on_range(range: std::ops::Range<usize>) {}

//# hash_map
use std::collections::HashMap;
#[callback]
pub fn on_map(map: HashMap<String, String>) {}

//# vec_of_strings_behind_reference
#[callback]
pub fn on_names(#[len(n)] names: &[&str], n: usize) {}

//# slice_of_strings (compiles: C passes back what Rust gave it, as `qsort_r` does)
#[callback]
pub fn on_names(#[len(n)] names: &[String], n: usize) {}

//# slice_of_c_str
#[callback]
pub fn on_names(#[len(n)] names: &[&CStr], n: c_int) {}

//# reference_to_bool (compiles: what is behind the pointer is checked in each call)
#[callback]
pub fn on_flag(flag: &bool) {}

//# reference_to_rust_enum
pub enum Level { Low, High }
#[callback]
pub fn on_level(level: &Level) {}

//# reference_to_string (compiles: C passes back what Rust gave it, as `qsort_r` does)
#[callback]
pub fn on_line(line: &String) {}

//# reference_to_vec (compiles: C passes back what Rust gave it, as `qsort_r` does)
#[callback]
pub fn on_data(data: &Vec<u8>) {}

//# mutable_reference_to_string (compiles: C passes back what Rust gave it, as `qsort_r` does)
#[callback]
pub fn on_line(line: &mut String) {}

//# cell
use std::cell::Cell;
#[callback]
pub fn on_value(value: Cell<c_int>) {}

//# ref_cell
use std::cell::RefCell;
#[callback]
pub fn on_value(value: RefCell<Vec<u8>>) {}

//# long_double
use callback_runtime::arg::LongDouble;
#[callback]
pub fn on_value(value: LongDouble) {}

//# three_wrong
#[callback]
pub fn on_three(a: c_int, b: std::time::Duration, c: f64) {}

//# c_void_by_value
#[callback]
pub fn on_value(value: c_void) {}

//# reference_to_c_void
#[callback]
pub fn on_value(n: c_int, data: &c_char, f: std::fs::File) {}

//# thread_handle
#[callback]
pub fn on_thread(thread: std::thread::ThreadId) {}

//# ip_address
#[callback]
pub fn on_peer(peer: std::net::IpAddr, port: u16) {}

//# socket
#[callback]
pub fn on_peer(peer: std::net::TcpStream) {}

//# atomic
use std::sync::atomic::AtomicUsize;
#[callback]
pub fn on_count(count: AtomicUsize) {}

//# pin
use std::pin::Pin;
#[callback]
pub fn on_value(value: Pin<&mut c_int>) {}

//# type_id
#[callback]
pub fn on_type(id: std::any::TypeId, #[context] n: &mut u8) {}

//# wrapping
use std::num::Wrapping;
#[callback]
pub fn on_value(value: Wrapping<u32>) {}

//# phantom
#[callback]
pub fn on_value(value: std::marker::PhantomData<u8>) {}

//# untyped
#[callback]
pub fn on_value(value: _) {}

//# unknown_type
#[callback]
pub fn on_value(value: Foo) {}

//# pattern
#[callback]
pub fn on_pair((a, b): (c_int, c_int)) {}

//# variadic_not_last
#[callback]
pub fn log(args: ..., level: c_int) {}
