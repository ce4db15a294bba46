//! `#[context(pool = N)]`: C keeps several functions and passes them no user data. Each slot has a shim of its own.
//! Here sqlite's automatic extensions, which are called for every connection that is opened.

use callback_runtime::context::Slotted;
use callback_runtime::{Callback, Registration, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, CString, c_char, c_int, c_void},
    ptr::null_mut,
};

/// `int (*xEntryPoint)(sqlite3 *, char **, const sqlite3_api_routines *)`
#[callback(fail = sql::SQLITE_ERROR)]
fn on_open(
    db: *mut sql::sqlite3,
    _message: *mut *mut c_char,
    _api: *const c_void,
    #[context(pool = 2)] statement: &CString,
) -> c_int {
    exec(db, statement)
}

fn exec(db: *mut sql::sqlite3, statement: &CStr) -> c_int {
    // SAFETY: the database is open.
    unsafe { sql::sqlite3_exec(db, statement.as_ptr(), None, null_mut(), null_mut()) }
}

/// Runs a statement on each connection that is opened, until what is returned is dropped.
fn on_each_connection(statement: &CStr) -> Registration<on_open, Slotted, impl FnOnce() + use<>> {
    let registration = on_open::acquire(statement.to_owned()).expect("there is a slot");
    // The pointer to unregister with is the one that was registered: that of the slot.
    let shim: Option<unsafe extern "C" fn(_, _, _) -> _> = registration.shim();
    // SAFETY: `on_open` takes what sqlite gives, and is cancelled before the context goes.
    assert_eq!(unsafe { sql::sqlite3_auto_extension(shim) }, sql::SQLITE_OK);
    registration.on_close(move || {
        // SAFETY: registered above.
        assert_eq!(unsafe { sql::sqlite3_cancel_auto_extension(shim) }, 1);
    })
}

/// Opens a connection, and says which of the two tables it has.
fn tables() -> [bool; 2] {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    let tables = [c"select * from one", c"select * from two"].map(|query| exec(db, query) == sql::SQLITE_OK);
    // SAFETY: opened above, and not used any more.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
    tables
}

fn main() {
    let one = on_each_connection(c"create table one (v)");
    assert_eq!(tables(), [true, false]);
    let two = on_each_connection(c"create table two (v)");
    assert_eq!(tables(), [true, true]);

    // An exhausted pool is an error that holds the context; a slot is never used twice at once.
    let full = on_open::acquire(c"create table three (v)".to_owned()).expect_err("both slots are taken");
    assert_eq!(full.into_context().as_c_str(), c"create table three (v)");

    drop(one);
    assert_eq!(tables(), [false, true]);
    drop(two);
    assert_eq!(tables(), [false, false]);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3ext.h")
        .callback::<on_open>()
        .allow_untyped()
        .is_typedef("sqlite3_loadext_entry")
        .check();
}
