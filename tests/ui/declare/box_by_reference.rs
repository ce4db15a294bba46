//! A box is a Rust value with a pointer in it; C takes the pointer.

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{CStr, c_int};

#[callback]
unsafe extern "C" {
    type Db;
    safe fn db_changes(db: &CBox<Db>) -> c_int;
    safe fn db_name(db: Option<&CBox<Db>>, name: &CStr) -> c_int;
    safe fn db_reset(db: &mut callback_runtime::foreign::CBox<Db>);
}

fn main() {}
