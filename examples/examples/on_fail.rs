//! `on_fail`: a callback that has no result in C tells C through its own arguments that it cannot answer.

use callback_runtime::{Callback, Outcome, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, CString, c_int},
    num::ParseIntError,
    ptr::null_mut,
};

/// `void (*xFunc)(sqlite3_context *, int, sqlite3_value **)`: what it answers is told to sqlite by calls.
///
/// `on_fail` sees the parameters as C passed them, and the error where there is one: there is none for a panic, or where
/// an argument was refused.
#[callback(returns = (), on_fail = |error| tell(cx, error))]
fn hex(
    cx: *mut sql::sqlite3_context,
    n: c_int,
    #[len(n)] args: &[*mut sql::sqlite3_value],
    #[context(from = unsafe { sql::sqlite3_user_data(cx) })] calls: &mut u32,
) -> Result<(), ParseIntError> {
    *calls += 1;
    // SAFETY: a value of this call; its text is there until the call ends.
    let text = unsafe { sql::sqlite3_value_text(args[0]) };
    assert!(!text.is_null(), "NULL has no digits");
    // SAFETY: as above.
    let digits = unsafe { CStr::from_ptr(text.cast()) };
    let number = i64::from_str_radix(&digits.to_string_lossy(), 16)?;
    // SAFETY: sqlite waits for the result of this call.
    unsafe { sql::sqlite3_result_int64(cx, number) };
    Ok(())
}

fn tell(cx: *mut sql::sqlite3_context, error: Option<&ParseIntError>) {
    let message = error.map_or_else(|| "hex cannot answer".to_owned(), ToString::to_string);
    let message = CString::new(message).unwrap_or_default();
    // SAFETY: sqlite gave it to this call, and copies the message.
    unsafe { sql::sqlite3_result_error(cx, message.as_ptr(), -1) };
}

/// The message of the statement that fails.
fn failure(db: *mut sql::sqlite3, query: &CStr) -> Option<String> {
    // SAFETY: an open database.
    let status = unsafe { sql::sqlite3_exec(db, query.as_ptr(), None, null_mut(), null_mut()) };
    // SAFETY: as above.
    let message = unsafe { sql::sqlite3_errmsg(db) };
    // SAFETY: a string until the next call.
    let message = unsafe { CStr::from_ptr(message) };
    (status != sql::SQLITE_OK).then(|| message.to_string_lossy().into_owned())
}

fn main() {
    let mut db = null_mut();
    // SAFETY: the pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    let hex = hex::own(0);
    let (shim, context) = (hex.shim(), hex.context());
    let utf8 = sql::SQLITE_UTF8;
    // SAFETY: the function and its context outlive the database.
    let status =
        unsafe { sql::sqlite3_create_function_v2(db, c"hex2".as_ptr(), 1, utf8, context, shim, None, None, None) };
    assert_eq!(status, sql::SQLITE_OK);

    assert_eq!(failure(db, c"select hex2('ff')"), None);
    assert_eq!(failure(db, c"select hex2('xyz')").as_deref(), Some("invalid digit found in string"));
    // What went wrong is handed back too, as ever.
    assert!(matches!(hex.outcome(), Some(Outcome::Stopped(error)) if error == "xyz".parse::<i64>().unwrap_err()));
    std::panic::set_hook(Box::new(|_| {}));
    assert_eq!(failure(db, c"select hex2(NULL)").as_deref(), Some("hex cannot answer"));
    assert!(matches!(hex.outcome(), Some(Outcome::Panicked(_))));
    // SAFETY: no statement is left.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        // It reads alone what C lets it change.
        .callback::<hex>()
        .allow_const()
        .is_parameter("sqlite3_create_function_v2", 6)
        .check();
}
