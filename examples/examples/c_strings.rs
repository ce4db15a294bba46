//! C strings: `&CStr`, `&str`, and `Option` of them where C may pass NULL.

use callback_runtime::{Callback, Reason, Refused, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_int},
    ptr::null_mut,
};

/// `int (*xAuth)(void *, int, const char *, const char *, const char *, const char *)`
///
/// The documentation of sqlite says which of the strings are NULL for which action. Where Rust has no answer to give,
/// the answer is "deny": that is what `fail` is for, and why it has no default here.
#[callback(fail = sql::SQLITE_DENY)]
fn authorize(
    #[context] reads: &mut Vec<String>,
    action: c_int,
    table: Option<&str>,
    column: Option<&str>,
    database: Option<&CStr>,
    _trigger: Option<&CStr>,
) -> c_int {
    if let (sql::SQLITE_READ, Some(table), Some(column)) = (action, table, column) {
        assert_eq!(database, Some(c"main"));
        if column == "secret" {
            return sql::SQLITE_DENY;
        }
        reads.push(format!("{table}.{column}"));
    }
    sql::SQLITE_OK
}

/// The status of preparing `query`, after `authorize` was asked.
fn prepare(db: *mut sql::sqlite3, query: &CStr, reads: &mut Vec<String>) -> Result<c_int, Refused> {
    authorize::scope(reads, |cb| {
        let mut statement = null_mut();
        // SAFETY: the database is open, and the authorizer is removed below.
        unsafe { sql::sqlite3_set_authorizer(db, cb.shim(), cb.context()) };
        // SAFETY: the query is a C string, and sqlite wants no more of it than that.
        let status = unsafe { sql::sqlite3_prepare_v2(db, query.as_ptr(), -1, &raw mut statement, null_mut()) };
        // SAFETY: a statement that could not be prepared is null, which is allowed.
        unsafe { sql::sqlite3_finalize(statement) };
        // SAFETY: the database is open.
        unsafe { sql::sqlite3_set_authorizer(db, None, null_mut()) };
        status
    })
}

fn main() -> Result<(), Refused> {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    let create = c"create table users (name text, secret text)";
    // SAFETY: the database is open and there is no callback.
    assert_eq!(unsafe { sql::sqlite3_exec(db, create.as_ptr(), None, null_mut(), null_mut()) }, sql::SQLITE_OK);

    let mut reads = Vec::new();
    assert_eq!(prepare(db, c"select name from users", &mut reads)?, sql::SQLITE_OK);
    assert_eq!(reads, ["users.name"]);
    assert_eq!(prepare(db, c"select secret from users", &mut reads)?, sql::SQLITE_AUTH);

    // A table whose name is not UTF-8: `&str` refuses it, and sqlite gets SQLITE_DENY.
    let create = c"create table \"\xff\" (name text)";
    // SAFETY: see above.
    assert_eq!(unsafe { sql::sqlite3_exec(db, create.as_ptr(), None, null_mut(), null_mut()) }, sql::SQLITE_OK);
    let refused = prepare(db, c"select name from \"\xff\"", &mut reads).unwrap_err();
    assert_eq!((refused.parameter(), refused.reason()), (Some("table"), Reason::NotUtf8));
    // SAFETY: opened above, and not used any more.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<authorize>()
        .is_parameter("sqlite3_set_authorizer", 2)
        .check();
}
