//! The hostile peer: a library that breaks its contract on command. In C, and again in Rust for tests that run
//! without a C compiler.

#![allow(non_camel_case_types, clippy::missing_safety_doc)]

use std::ffi::{c_int, c_void};

pub type hostile_fn = Option<unsafe extern "C" fn(value: c_int, user: *mut c_void) -> c_int>;
pub type hostile_plain_fn = Option<unsafe extern "C" fn(value: c_int) -> c_int>;
pub type hostile_destroy_fn = Option<unsafe extern "C" fn(user: *mut c_void)>;

/// `hostile_register` keeps the registration.
pub const TAKES: c_int = 0;
/// Registering fails, and the destroy notify is not called.
pub const FAILS: c_int = 1;
/// Registering fails, and the destroy notify is called.
pub const FAILS_AND_DESTROYS: c_int = 2;
/// The callback is called once, then registering fails.
pub const CALLS_AND_FAILS: c_int = 3;

/// `hostile_replace` destroys the old registration before it keeps the new one.
pub const DESTROYS_FIRST: c_int = 0;
/// The old registration is destroyed afterwards.
pub const DESTROYS_LAST: c_int = 1;
/// The old registration is not destroyed.
pub const FORGETS: c_int = 2;

/// The result without a registered callback.
pub const NOBODY: c_int = -100;

pub mod c;
pub mod twin;
