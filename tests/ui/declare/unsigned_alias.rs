//! `negative` for an unsigned result behind an alias.

use callback_runtime::callback;
use std::ffi::c_uint;

type Status = c_uint;

#[callback]
unsafe extern "C" {
    #[callback(fails = negative)]
    safe fn status() -> Status;
}

fn main() {}
