//! Enums of C's: a value that no variant has is refused, or kept. Here the actions and verdicts of sqlite's authorizer.

use callback_runtime::{Callback, Reason, Refused, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_char, c_int},
    ptr::null_mut,
};

/// The actions that this program knows. sqlite adds new ones, so that the others are kept.
#[callback]
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Action {
    Insert = sql::SQLITE_INSERT,
    Read = sql::SQLITE_READ,
    Select = sql::SQLITE_SELECT,
    #[other]
    Other(c_int),
}

/// The results of an authorizer.
#[callback]
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Allow = sql::SQLITE_OK,
    Deny = sql::SQLITE_DENY,
    Ignore = sql::SQLITE_IGNORE,
}

/// `int (*xAuth)(void *, int, const char *, const char *, const char *, const char *)`
#[callback(fail = Verdict::Deny)]
fn authorize(
    #[context] seen: &mut Vec<Action>,
    action: Action,
    _table: Option<&CStr>,
    column: Option<&CStr>,
    _database: *const c_char,
    _trigger: *const c_char,
) -> Verdict {
    seen.push(action);
    match action {
        Action::Read if column == Some(c"secret") => Verdict::Ignore,
        Action::Select | Action::Read => Verdict::Allow,
        Action::Insert | Action::Other(_) => Verdict::Deny,
    }
}

fn main() -> Result<(), Refused> {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    // SAFETY: the database is open, and there is no callback for rows.
    let exec = |query: &CStr| unsafe { sql::sqlite3_exec(db, query.as_ptr(), None, null_mut(), null_mut()) };
    assert_eq!(exec(c"create table users (name text, secret text)"), sql::SQLITE_OK);

    let mut seen = vec![];
    let statuses = authorize::scope(&mut seen, |cb| {
        // SAFETY: the database is open, and the authorizer is removed below.
        unsafe { sql::sqlite3_set_authorizer(db, cb.shim(), cb.context()) };
        let statuses =
            [c"select secret from users", c"insert into users values ('a', 'b')", c"drop table users"].map(exec);
        // SAFETY: as above.
        unsafe { sql::sqlite3_set_authorizer(db, None, null_mut()) };
        statuses
    })?;
    assert_eq!(statuses, [sql::SQLITE_OK, sql::SQLITE_AUTH, sql::SQLITE_AUTH]);
    assert_eq!(seen[..3], [Action::Select, Action::Read, Action::Insert]);
    assert!(matches!(seen.last(), Some(Action::Other(_))), "{seen:?}");

    // `Verdict` has no variant for others: C's integer is one of them, or it is none.
    assert_eq!(Verdict::try_from(2), Ok(Verdict::Ignore));
    assert_eq!(Verdict::try_from(3), Err(Reason::Invalid("not a value of `Verdict`")));
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
