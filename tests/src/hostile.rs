//! The hostile peer: a library that breaks its word on command. In C, and again in Rust for what must run
//! without a C compiler.

#![allow(non_camel_case_types, clippy::missing_safety_doc)]

use std::ffi::{c_int, c_void};

pub type hostile_fn = Option<unsafe extern "C" fn(value: c_int, user: *mut c_void) -> c_int>;
pub type hostile_plain_fn = Option<unsafe extern "C" fn(value: c_int) -> c_int>;
pub type hostile_destroy_fn = Option<unsafe extern "C" fn(user: *mut c_void)>;

/// `hostile_register` takes it.
pub const TAKES: c_int = 0;
/// It fails, and does not call the destroy notify.
pub const FAILS: c_int = 1;
/// It fails, and calls the destroy notify.
pub const FAILS_AND_DESTROYS: c_int = 2;
/// It calls back once, and fails.
pub const CALLS_AND_FAILS: c_int = 3;

/// `hostile_replace` destroys what it had before it takes the new one.
pub const DESTROYS_FIRST: c_int = 0;
/// It destroys what it had afterwards.
pub const DESTROYS_LAST: c_int = 1;
/// It does not destroy what it had.
pub const FORGETS: c_int = 2;

/// The answer of nobody.
pub const NOBODY: c_int = -100;

pub mod c;
pub mod twin;
