//! Hooks that sqlite keeps: their contexts outlive the call that registers them.

use crate::{
    report::{Report, panic_of},
    sqlite::Db,
};
use callback_runtime::{Callback, Outcome, callback, live};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_char, c_int},
    ptr::null_mut,
};

pub(crate) fn tour(report: &mut Report) {
    Report::library("sqlite again, with hooks that it keeps");
    let db = Db::open();
    updates(report, &db);
    commits(report, &db);
}

/// `void (*)(void *, int, char const *, char const *, sqlite3_int64)`
#[callback]
fn on_update(
    #[context] rows: &mut Vec<sql::sqlite3_int64>,
    _operation: c_int,
    _database: *const c_char,
    _table: &CStr,
    row: sql::sqlite3_int64,
) {
    rows.push(row);
}

/// The registration drops the contents of `on_update`; sqlite has released it before.
fn updates(report: &mut Report, db: &Db) {
    report.call("sqlite3_update_hook(db, on_update, rows), kept while three rows are inserted");
    let registration = on_update::own(Vec::new());
    // SAFETY: sqlite calls on this thread, until the hook is taken back below.
    let before = unsafe { sql::sqlite3_update_hook(db.as_ptr(), registration.shim(), registration.context()) };
    report.back("the context that was registered before", before.is_null(), true);
    report.back("live contexts", live().iter().map(|live| live.contexts).sum::<usize>(), 1_usize);
    report.back("sqlite returned", db.run(c"create table t (n); insert into t values (1), (2), (3)"), sql::SQLITE_OK);
    let registration = registration.on_close(|| {
        // SAFETY: takes the hook back.
        unsafe { sql::sqlite3_update_hook(db.as_ptr(), None, null_mut()) };
    });
    report.back("something to hand back", registration.outcome().is_some(), false);
    drop(registration);
    report.back("live contexts after it is dropped", live().len(), 0_usize);
    report.back("sqlite returned, without the hook", db.run(c"insert into t values (4)"), sql::SQLITE_OK);
}

/// `int (*)(void *)`: nonzero turns the commit into a rollback, and so does everything that goes wrong.
#[callback(fail = 1)]
fn on_commit(#[context] allowed: &mut u32) -> c_int {
    *allowed = allowed.checked_sub(1).expect("a commit that is allowed");
    0
}

fn commits(report: &mut Report, db: &Db) {
    report.call("sqlite3_commit_hook(db, on_commit, allowed), which panics at the second commit");
    let registration = on_commit::own(1);
    // SAFETY: sqlite calls on this thread, until the hook is taken back below.
    unsafe { sql::sqlite3_commit_hook(db.as_ptr(), registration.shim(), registration.context()) };
    let registration = registration.on_close(|| {
        // SAFETY: takes the hook back.
        unsafe { sql::sqlite3_commit_hook(db.as_ptr(), None, null_mut()) };
    });
    report.back("the first commit", db.run(c"insert into t values (5)"), sql::SQLITE_OK);
    let second = panic_of(|| db.run(c"insert into t values (6)"));
    report.back("the second commit, rolled back", second, Ok(sql::SQLITE_CONSTRAINT));
    let kept = panic_of(|| registration.outcome().map(Outcome::resume).is_some());
    report.back("the panic went on where the owner asked", kept, Err("a commit that is allowed".to_owned()));
}

#[test]
fn callbacks_are_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<on_update>()
        .is_parameter("sqlite3_update_hook", 2)
        .callback::<on_commit>()
        .is_parameter("sqlite3_commit_hook", 2)
        .check();
}
