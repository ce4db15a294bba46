//! `destroy`: C takes the context and ends it itself, through a destroy notify. Here sqlite's functions and collations,
//! which differ in what they do when they cannot be registered.

use callback_runtime::{Callback, callback, live};
use libsqlite3_sys as sql;
use std::{cmp::Ordering, ffi::c_int, ptr::null_mut};

/// `void (*xFunc)(sqlite3_context *, int, sqlite3_value **)`
#[callback]
fn next(
    cx: *mut sql::sqlite3_context,
    _n: c_int,
    _args: *mut *mut sql::sqlite3_value,
    #[context(from = unsafe { sql::sqlite3_user_data(cx) })] number: &mut i64,
) {
    *number += 1;
    // SAFETY: sqlite gives its functions a valid context.
    unsafe { sql::sqlite3_result_int64(cx, *number) };
}

/// `int (*xCompare)(void *, int, const void *, int, const void *)`
#[callback]
fn by_key(#[context] key: &usize, n: c_int, #[len(n)] a: &[u8], m: c_int, #[len(m)] b: &[u8]) -> Ordering {
    a.get(*key).cmp(&b.get(*key))
}

/// sqlite calls the destroy notify of a function in any case: the context is its own from the call on.
fn function(db: *mut sql::sqlite3, arguments: c_int) -> c_int {
    let registration = next::own(0);
    let (shim, destroy) = (registration.shim(), registration.destroy());
    let (name, utf8, context) = (c"next".as_ptr(), sql::SQLITE_UTF8, registration.into_context());
    // SAFETY: a function and its context, which sqlite destroys.
    unsafe { sql::sqlite3_create_function_v2(db, name, arguments, utf8, context, shim, None, None, destroy) }
}

/// sqlite does not call the destroy notify of a collation that it refuses: the context stays with the registration until it
/// is known that all went well, and is taken back where it did not.
fn collation(db: *mut sql::sqlite3, encoding: c_int) -> c_int {
    let registration = by_key::own(1);
    let (shim, context, destroy) = (registration.shim(), registration.context(), registration.destroy());
    // SAFETY: a collation and its context, which sqlite destroys if it takes it.
    let status = unsafe { sql::sqlite3_create_collation_v2(db, c"by_key".as_ptr(), encoding, context, shim, destroy) };
    if status == sql::SQLITE_OK {
        registration.into_context();
    } else {
        registration.reclaim();
    }
    status
}

fn contexts() -> usize {
    live().iter().map(|live| live.contexts).sum()
}

fn main() {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);

    assert_eq!((function(db, -2), contexts()), (sql::SQLITE_MISUSE, 0));
    assert_eq!((collation(db, -2), contexts()), (sql::SQLITE_MISUSE, 0));
    assert_eq!((function(db, 0), contexts()), (sql::SQLITE_OK, 1));
    assert_eq!((collation(db, sql::SQLITE_UTF8), contexts()), (sql::SQLITE_OK, 2));
    // Replaced: sqlite destroys the old one.
    assert_eq!((function(db, 0), contexts()), (sql::SQLITE_OK, 2));

    let query = c"create table t (v); insert into t select next() where 'ax' < 'bc' collate by_key or next() = 1";
    // SAFETY: the database is open.
    assert_eq!(unsafe { sql::sqlite3_exec(db, query.as_ptr(), None, null_mut(), null_mut()) }, sql::SQLITE_OK);
    // SAFETY: as above.
    assert_eq!(unsafe { sql::sqlite3_changes(db) }, 1, "'x' is not below 'c', and the first number is 1");

    // SAFETY: opened above, and not used any more. Everything is destroyed with it.
    assert_eq!((unsafe { sql::sqlite3_close(db) }, contexts()), (sql::SQLITE_OK, 0));
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<next>()
        .is_parameter("sqlite3_create_function_v2", 6)
        .callback::<by_key>()
        .is_parameter("sqlite3_create_collation_v2", 5)
        .check();
}
