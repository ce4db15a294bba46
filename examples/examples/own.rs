//! `own`: C keeps the callback and calls it later on this thread. The registration is the owner; here sqlite's update
//! hook, which has no destroy notify and gives the old context back when it is replaced.

use callback_runtime::{Callback, Outcome, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_char, c_int, c_longlong},
    ptr::null_mut,
};

/// The rows that were written, where the program reads them: C has the registered context.
type Rows = std::rc::Rc<std::cell::RefCell<Vec<c_longlong>>>;

/// `void (*)(void *, int, const char *database, const char *table, sqlite3_int64 row)`
#[callback]
fn on_update(#[context] rows: &Rows, _operation: c_int, _database: *const c_char, table: &str, row: c_longlong) {
    assert_ne!(table, "forbidden");
    rows.borrow_mut().push(row);
}

fn exec(db: *mut sql::sqlite3, query: &CStr) {
    // SAFETY: the database is open.
    let status = unsafe { sql::sqlite3_exec(db, query.as_ptr(), None, null_mut(), null_mut()) };
    assert_eq!(status, sql::SQLITE_OK);
}

fn main() {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    exec(db, c"create table t (v); create table forbidden (v)");

    let rows = Rows::default();
    let first = on_update::own(rows.clone());
    // SAFETY: the hook is replaced before the registration goes.
    unsafe { sql::sqlite3_update_hook(db, first.shim(), first.context()) };
    exec(db, c"insert into t values ('a'), ('b')");
    assert_eq!(*rows.borrow(), [1, 2]);

    // Replaced: sqlite returns the context that it had, which is the one that `first` gave.
    let second = on_update::own(rows.clone());
    // SAFETY: the hook is taken away before the registration goes.
    let old = unsafe { sql::sqlite3_update_hook(db, second.shim(), second.context()) };
    assert_eq!(old, first.context());
    drop(first);
    exec(db, c"insert into t values ('c')");
    assert_eq!(*rows.borrow(), [1, 2, 3]);

    // A panic stays in the context until its owner takes it: nothing runs meanwhile.
    std::panic::set_hook(Box::new(|_| {}));
    exec(db, c"insert into forbidden values ('d'); insert into t values ('e')");
    assert_eq!(*rows.borrow(), [1, 2, 3]);
    assert!(matches!(second.outcome(), Some(Outcome::Panicked(_))));
    exec(db, c"insert into t values ('f')");
    assert_eq!(*rows.borrow(), [1, 2, 3, 5]);

    // SAFETY: takes the hook away.
    unsafe { sql::sqlite3_update_hook(db, None, null_mut()) };
    drop(second);
    assert_eq!(std::rc::Rc::strong_count(&rows), 1);
    // SAFETY: opened above, and not used any more.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<on_update>()
        .is_parameter("sqlite3_update_hook", 2)
        .check();
}
