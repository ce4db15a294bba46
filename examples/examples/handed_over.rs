//! Values that C keeps and releases: an argument by value, and `#[destroy(NAME)]` on the function that C calls when it is done.
//! A call that fails drops the value once, whether C has released it or not.

use std::error::Error;
use std::ffi::{CStr, CString, c_char, c_int, c_void};

use callback_runtime::foreign::CBox;
use callback_runtime::{CallError, callback};
use libsqlite3_sys as _; // links it

type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;

#[callback]
unsafe extern "C" {
    type Db;
    type Statement<'db>;

    #[callback(fails = nonzero, error = c_int)]
    safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
    unsafe fn sqlite3_close(db: *mut Db) -> c_int;
    #[callback(fails = nonzero, error = c_int)]
    safe fn sqlite3_prepare_v2<'db>(
        db: &'db Db,
        sql: &CStr,
        n: c_int,
        #[out(free = sqlite3_finalize)] statement: CBox<Statement<'db>>,
        tail: Option<&mut *const c_char>,
    ) -> c_int;
    unsafe fn sqlite3_finalize(statement: *mut Statement<'_>) -> c_int;
    safe fn sqlite3_step(statement: &mut Statement<'_>) -> c_int;
    safe fn sqlite3_column_int(statement: &mut Statement<'_>, column: c_int) -> c_int;

    /// sqlite calls the destructor when the statement has other bytes or is gone, and also if this fails
    /// (<https://sqlite.org/c3ref/bind_blob.html>).
    #[callback(fails = nonzero)]
    safe fn sqlite3_bind_blob(
        statement: &mut Statement<'_>,
        index: c_int,
        data: Box<[u8]>,
        #[len(data)] n: c_int,
        #[destroy(data)] destroy: Destroy,
    ) -> c_int;
    #[callback(fails = nonzero)]
    safe fn sqlite3_bind_text(
        statement: &mut Statement<'_>,
        index: c_int,
        text: CString,
        #[len(text)] n: c_int,
        #[destroy(text)] destroy: Destroy,
    ) -> c_int;
}

fn main() -> Result<(), Box<dyn Error>> {
    let failed = |status: CallError<c_int>| format!("{status:?}");
    let db = sqlite3_open(c":memory:").map_err(|status| format!("sqlite3_open: {status}"))?;
    let sql = c"select length(?1) + length(?2)";
    let mut statement = sqlite3_prepare_v2(&db, sql, -1, None).map_err(|status| format!("prepare: {status}"))?;
    sqlite3_bind_blob(&mut statement, 1, vec![1, 2, 3].into_boxed_slice()).map_err(failed)?;
    sqlite3_bind_text(&mut statement, 2, c"text".to_owned()).map_err(failed)?;
    assert_eq!((sqlite3_step(&mut statement), sqlite3_column_int(&mut statement, 0)), (100, 7));
    // There is no ninth parameter.
    assert!(matches!(sqlite3_bind_blob(&mut statement, 9, Box::new([1; 40])), Err(CallError::C(_))));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .name::<Db>("sqlite3")
        .name::<Statement<'_>>("sqlite3_stmt")
        .declared::<(sqlite3_open, sqlite3_close, sqlite3_bind_blob, sqlite3_bind_text)>()
        .check();
}
