//! An out-parameter for a pointer to an opaque type.

use callback_runtime::callback;
use std::ffi::c_int;

#[callback]
unsafe extern "C" {
    type Db;
    type Stmt<'db>;

    safe fn open(#[out] db: Db) -> c_int;

    safe fn prepare<'a>(db: &'a Db, #[out] stmt: Stmt<'a>) -> c_int;

    safe fn prepare_maybe<'a>(db: &'a Db, #[out] stmt: Option<Stmt<'a>>) -> c_int;
}

fn main() {}
