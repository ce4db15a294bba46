//! Beside a `-sys` crate, whose declarations stay as they are: a callback for its function, an enum over its constants, and a block
//! for a function that is to take a closure, with the types of the crate. The header is compared in the test.

use callback_runtime::arg::CStrPtr;
use callback_runtime::{Callback, callback};
use libsqlite3_sys as ffi;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::{cell::RefCell, error::Error, ptr::null_mut, rc::Rc};

/// Kinds of statements: the constants of the crate, and a value for all others.
#[callback(as = c_int, prefix = "SQLITE_")]
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Action {
    Select = ffi::SQLITE_SELECT,
    Read = ffi::SQLITE_READ,
    Function = ffi::SQLITE_FUNCTION,
    #[other]
    Other(c_int),
}

/// An answer of the authorizer.
#[callback(as = c_int, prefix = "SQLITE_")]
#[repr(i32)]
enum Answer {
    Ok = ffi::SQLITE_OK,
    Deny = ffi::SQLITE_DENY,
}

type Text<'a> = Option<&'a CStr>;

/// `int (*xAuth)(void *, int, const char *, const char *, const char *, const char *)`
#[callback(fail = Answer::Deny)]
fn authorize(
    #[context] seen: &Rc<RefCell<Vec<Action>>>,
    action: Action,
    _table: Text<'_>,
    name: Text<'_>,
    _database: Text<'_>,
    _trigger: Text<'_>,
) -> Answer {
    seen.borrow_mut().push(action);
    if name == Some(c"random") { Answer::Deny } else { Answer::Ok }
}

#[rustfmt::skip]
#[callback]
unsafe extern "C" {
    /// Unsafe: the connection is a raw pointer of the crate.
    unsafe fn sqlite3_exec(
        db: *mut ffi::sqlite3, sql: &CStr,
        #[callback(fail = 1)]
        row: fn(#[context] _: _, n: c_int, #[len(n)] values: &[CStrPtr], names: *mut *mut c_char) -> c_int,
        #[context(row)] _: *mut c_void,
        message: *mut *mut c_char,
    ) -> c_int;
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut db, seen) = (null_mut(), Rc::default());
    // SAFETY: a path, and a place for the connection.
    assert_eq!(unsafe { ffi::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, ffi::SQLITE_OK);
    let authorizer = authorize::own(Rc::clone(&seen));
    // SAFETY: an open connection, which is closed before the registration is dropped.
    unsafe { ffi::sqlite3_set_authorizer(db, authorizer.shim(), authorizer.context()) };
    let mut rows = vec![];
    let mut query = |sql| {
        let row = |_: c_int, values: &[CStrPtr], _: *mut *mut c_char| {
            rows.extend(values[0].to_c_str().map(CStr::to_owned));
            0
        };
        // SAFETY: an open connection.
        unsafe { sqlite3_exec(db, sql, row, null_mut()) }
    };
    assert_eq!(query(c"SELECT upper('a')")?, ffi::SQLITE_OK);
    assert_eq!(query(c"SELECT random()")?, ffi::SQLITE_ERROR);
    assert_eq!(rows, [c"A".to_owned()]);
    assert_eq!(*seen.borrow(), [Action::Select, Action::Function, Action::Select, Action::Function]);
    // SAFETY: closed once.
    unsafe { ffi::sqlite3_close(db) };
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<authorize>()
        .is_parameter("sqlite3_set_authorizer", 2)
        .declared::<(sqlite3_exec,)>()
        // The closure reads the values, which C lets it change.
        .allow_const_of(3)
        .check();
}
