//! `until = HANDLE`: C keeps a closure until a handle is freed. The `CBox` of the handle carries it: there is nothing to keep
//! beside the connection, and no order in which values must be dropped.

use std::cell::Cell;
use std::error::Error;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::rc::Rc;

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use libsqlite3_sys as _; // links it

#[callback]
unsafe extern "C" {
    type Db;

    #[callback(fails = nonzero, error = c_int)]
    safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
    unsafe fn sqlite3_close(db: *mut Db) -> c_int;

    #[callback(fails = nonzero, error = c_int)]
    safe fn sqlite3_exec(
        db: &Db,
        sql: &CStr,
        row: Option<unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>,
        user: *mut c_void,
        message: Option<&mut *mut c_char>,
    ) -> c_int;

    /// Unsafe: the hook must not use the connection (<https://sqlite.org/c3ref/commit_hook.html>). Nonzero is a veto, and so
    /// is a panic.
    unsafe fn sqlite3_commit_hook(
        db: &Db,
        #[callback(retained, until = db, fail = 1)] hook: Option<fn(#[context] _: _) -> c_int>,
        #[context(hook)] _: *mut c_void,
    ) -> *mut c_void;
}

fn main() -> Result<(), Box<dyn Error>> {
    let commits = Rc::new(Cell::new(0));
    let db = sqlite3_open(c":memory:").map_err(|status| format!("sqlite3_open: {status}"))?;
    let exec = |sql| sqlite3_exec(&db, sql, None, std::ptr::null_mut(), None).map_err(|status| format!("{status}"));

    let counted = Rc::clone(&commits);
    let hook = Box::new(move || {
        counted.set(counted.get() + 1);
        c_int::from(counted.get() > 2)
    });
    // SAFETY: the hook does not use the connection.
    unsafe { sqlite3_commit_hook(&db, Some(hook)) };
    exec(c"create table t (v)")?;
    exec(c"insert into t values (1)")?;
    assert!(exec(c"insert into t values (2)").is_err(), "the third commit is vetoed");
    assert_eq!((commits.get(), Rc::strong_count(&commits)), (3, 2));

    // Set again: the first closure is dropped.
    // SAFETY: as above.
    unsafe { sqlite3_commit_hook(&db, Some(Box::new(|| 0))) };
    assert_eq!(Rc::strong_count(&commits), 1);
    exec(c"insert into t values (3)")?;
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .name::<Db>("sqlite3")
        .declared::<(sqlite3_open, sqlite3_close, sqlite3_exec, sqlite3_commit_hook)>()
        .check();
}
