//! An `Err` stops C, and comes back from the scope with its type.

use callback_runtime::arg::CStrPtr;
use callback_runtime::{Callback, Failed, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_char, c_int},
    num::ParseIntError,
    ptr::null_mut,
};

/// `int (*callback)(void *, int, char **, char **)`: sqlite goes on with 0 and stops at anything else.
#[callback(ok = 0, err = 1)]
fn add(
    #[context] sum: &mut i64,
    n: c_int,
    #[len(n)] values: &[CStrPtr],
    _names: *mut *mut c_char,
) -> Result<(), ParseIntError> {
    for value in values.iter().filter_map(CStrPtr::to_c_str) {
        *sum += value.to_string_lossy().parse::<i64>()?;
    }
    Ok(())
}

/// The sum of all values that `query` selects.
fn sum(query: &CStr) -> Result<i64, Failed<ParseIntError>> {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    let (mut sum, mut status) = (0, None);
    let outcome = add::scope(&mut sum, |cb| {
        // SAFETY: the database is open, and sqlite calls `add` during this call only.
        status = Some(unsafe { sql::sqlite3_exec(db, query.as_ptr(), cb.shim(), cb.context(), null_mut()) });
    });
    // SAFETY: opened above, and not used any more.
    unsafe { sql::sqlite3_close(db) };

    // What C returned is in a variable outside of the scope, because `outcome` has no place for it beside an error.
    assert_eq!(status, Some(if outcome.is_ok() { sql::SQLITE_OK } else { sql::SQLITE_ABORT }));
    outcome?;
    Ok(sum)
}

fn main() {
    assert_eq!(sum(c"select 1, 2 union all select 3, 4"), Ok(10));

    let error = sum(c"select 1, 2 union all select 3, 'vier'").unwrap_err();
    assert_eq!(error.to_string(), "invalid digit found in string");
    assert!(matches!(error, Failed::Err(ParseIntError { .. })));
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        // It reads alone what C lets it change.
        .callback::<add>()
        .allow_const()
        .is_typedef("sqlite3_callback")
        .check();
}
