//! sqlite: functions whose failures are errors of the statement.

use std::{
    ffi::{CStr, CString, c_int},
    ptr::null_mut,
};

use callback_runtime::{Callback, Outcome, callback, verify::Verify};
use libsqlite3_sys as sql;

/// Why a function has no result.
#[derive(Debug, PartialEq)]
struct Odd(i64);

/// The error of the statement.
fn tell(cx: *mut sql::sqlite3_context, error: Option<&Odd>) {
    let message = error.map_or_else(|| "cannot answer".to_owned(), |Odd(value)| format!("{value} is odd"));
    let message = CString::new(message).expect("there is no zero in it");
    // SAFETY: sqlite gives its functions a valid context, and copies the message.
    unsafe { sql::sqlite3_result_error(cx, message.as_ptr(), -1) };
}

/// `void (*xFunc)(sqlite3_context *, int, sqlite3_value **)`
#[callback(returns = (), on_fail = |error| tell(cx, error))]
fn half(
    cx: *mut sql::sqlite3_context,
    n: c_int,
    #[len(n)] args: &[*mut sql::sqlite3_value],
    #[context(from = unsafe { sql::sqlite3_user_data(cx) })] calls: &mut u32,
) -> Result<(), Odd> {
    *calls += 1;
    // SAFETY: a function of one argument has one valid value.
    let value = unsafe { sql::sqlite3_value_int64(args[0]) };
    assert!(value >= 0, "negative");
    if value % 2 != 0 {
        return Err(Odd(value));
    }
    // SAFETY: sqlite gives its functions a valid context.
    unsafe { sql::sqlite3_result_int64(cx, value / 2) };
    Ok(())
}

/// The message of a statement that fails.
fn failure(db: *mut sql::sqlite3, query: &CStr) -> Option<String> {
    // SAFETY: the database is open and there is no callback.
    let status = unsafe { sql::sqlite3_exec(db, query.as_ptr(), None, null_mut(), null_mut()) };
    if status == sql::SQLITE_OK {
        return None;
    }
    assert_eq!(status, sql::SQLITE_ERROR);
    // SAFETY: the database is open.
    let message = unsafe { sql::sqlite3_errmsg(db) };
    // SAFETY: the message is the database's, and copied.
    let message = unsafe { CStr::from_ptr(message) };
    Some(message.to_str().expect("sqlite's messages are UTF-8").to_owned())
}

#[test]
fn failures_are_errors_of_the_statement() {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    // sqlite calls after it is closed, below.
    let registration = half::own(0);
    let (shim, context) = (registration.shim(), registration.context());
    let utf8 = sql::SQLITE_UTF8;
    // SAFETY: a function of one argument, and its context, which outlives the database.
    let status =
        unsafe { sql::sqlite3_create_function_v2(db, c"half".as_ptr(), 1, utf8, context, shim, None, None, None) };
    assert_eq!(status, sql::SQLITE_OK);

    assert_eq!(failure(db, c"select half(4)"), None);
    assert_eq!(failure(db, c"select half(5)").as_deref(), Some("5 is odd"));
    assert!(matches!(registration.outcome(), Some(Outcome::Stopped(Odd(5)))));

    // A panic, and every call after it until somebody asks.
    for query in [c"select half(-1)", c"select half(4)"] {
        assert_eq!(failure(db, query).as_deref(), Some("cannot answer"));
    }
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
    assert_eq!(failure(db, c"select half(4)"), None);
    assert!(registration.outcome().is_none());

    // sqlite still has it when it is closed.
    registration.close();
    assert_eq!(failure(db, c"select half(4)").as_deref(), Some("cannot answer"));
    // SAFETY: opened once, closed once.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
}

/// A function that sqlite gives no context.
#[test]
fn a_function_without_its_context_fails_the_statement() {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    let registration = half::own(0);
    let (utf8, shim) = (sql::SQLITE_UTF8, registration.shim());
    // SAFETY: a function of one argument; a context that is null is refused.
    let status =
        unsafe { sql::sqlite3_create_function_v2(db, c"half".as_ptr(), 1, utf8, null_mut(), shim, None, None, None) };
    assert_eq!(status, sql::SQLITE_OK);
    assert_eq!(failure(db, c"select half(4)").as_deref(), Some("cannot answer"));
    // SAFETY: opened once, closed once.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
}

#[test]
fn the_callback_is_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        // The values are not changed, and C does not say so.
        .callback::<half>()
        .allow_const()
        .is_parameter("sqlite3_create_function_v2", 6)
        .check();
}
