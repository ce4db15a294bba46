//! `on_close`: the registration unregisters when it is dropped, so that C never has a context that is gone. Here a hook
//! that must fail closed: a commit that nobody could check is rolled back.

use callback_runtime::{Callback, Outcome, Registration, callback, live};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_int},
    ptr::null_mut,
};

#[derive(Debug, PartialEq)]
struct Frozen;

/// `int (*)(void *)`: anything but 0 turns the commit into a rollback.
#[callback(ok = 0, err = 1)]
fn on_commit(#[context] left: &mut u32) -> Result<(), Frozen> {
    *left = left.checked_sub(1).ok_or(Frozen)?;
    Ok(())
}

fn exec(db: *mut sql::sqlite3, query: &CStr) -> c_int {
    // SAFETY: the database is open.
    unsafe { sql::sqlite3_exec(db, query.as_ptr(), None, null_mut(), null_mut()) }
}

/// Lets `commits` commits through, until what it returns is dropped.
fn limit(
    db: *mut sql::sqlite3,
    commits: u32,
) -> Registration<on_commit, callback_runtime::context::Owned, impl FnOnce()> {
    let registration = on_commit::own(commits);
    // SAFETY: taken away by `on_close`, before the context goes.
    unsafe { sql::sqlite3_commit_hook(db, registration.shim(), registration.context()) };
    registration.on_close(move || {
        // SAFETY: the database is open: `main` drops the registration first.
        unsafe { sql::sqlite3_commit_hook(db, None, null_mut()) };
    })
}

fn main() {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    assert_eq!(exec(db, c"create table t (v)"), sql::SQLITE_OK);

    let limit = limit(db, 1);
    assert_eq!(exec(db, c"insert into t values ('a')"), sql::SQLITE_OK);
    assert_eq!(exec(db, c"insert into t values ('b')"), sql::SQLITE_CONSTRAINT);
    // Nobody has looked at the error: C gets the same answer, and the function is not asked.
    assert_eq!(exec(db, c"insert into t values ('c')"), sql::SQLITE_CONSTRAINT);
    assert!(matches!(limit.outcome(), Some(Outcome::Stopped(Frozen))));
    assert_eq!(live().len(), 1);

    limit.close();
    assert!(live().is_empty());
    assert_eq!(exec(db, c"insert into t values ('d')"), sql::SQLITE_OK);
    // SAFETY: opened above, and not used any more.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<on_commit>()
        .is_parameter("sqlite3_commit_hook", 2)
        .check();
}
