//! `sqlite3_exec` and a scalar SQL function, as `libsqlite3-sys` declares them.

use crate::report::Report;
use callback_runtime::arg::CStrPtr;
use callback_runtime::{Callback, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_char, c_int, c_void},
    ptr::null_mut,
    str::Utf8Error,
    time::Instant,
};

pub(crate) fn tour(report: &mut Report) {
    Report::library("sqlite, through libsqlite3-sys");
    let db = Db::open();
    rows(report, &db);
    function(report, &db);
}

/// A database in memory.
pub(crate) struct Db(*mut sql::sqlite3);

type OnRow = Option<unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>;
type Function = Option<unsafe extern "C" fn(*mut sql::sqlite3_context, c_int, *mut *mut sql::sqlite3_value)>;

impl Db {
    pub(crate) fn open() -> Self {
        let mut db = null_mut();
        // SAFETY: both pointers are valid for the call.
        let status = unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) };
        assert_eq!(status, sql::SQLITE_OK, "sqlite3_open");
        Self(db)
    }

    pub(crate) fn as_ptr(&self) -> *mut sql::sqlite3 {
        self.0
    }

    /// Runs SQL that gives no rows.
    pub(crate) fn run(&self, query: &CStr) -> c_int {
        // SAFETY: there is no callback.
        unsafe { self.exec(query, None, null_mut()) }
    }

    /// # Safety
    ///
    /// `on_row` may be called with `context` during this call.
    pub(crate) unsafe fn exec(&self, query: &CStr, on_row: OnRow, context: *mut c_void) -> c_int {
        // SAFETY: the database is open; the rest is the caller's promise.
        unsafe { sql::sqlite3_exec(self.0, query.as_ptr(), on_row, context, null_mut()) }
    }

    /// # Safety
    ///
    /// `function` may be called with `arguments` arguments and `context` until it is replaced.
    unsafe fn define(&self, name: &CStr, arguments: c_int, function: Function, context: *mut c_void) -> c_int {
        let (name, utf8) = (name.as_ptr(), sql::SQLITE_UTF8);
        // SAFETY: the database is open; the rest is the caller's promise.
        unsafe { sql::sqlite3_create_function_v2(self.0, name, arguments, utf8, context, function, None, None, None) }
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        // SAFETY: opened once, closed once.
        let status = unsafe { sql::sqlite3_close(self.0) };
        assert_eq!(status, sql::SQLITE_OK, "sqlite3_close");
    }
}

/// `int (*callback)(void *, int, char **, char **)`
#[callback(ok = 0, err = 1)]
fn on_row(
    #[context] rows: &mut Vec<String>,
    n: c_int,
    #[len(n)] values: &[CStrPtr],
    #[len(n)] names: &[CStrPtr],
) -> Result<(), Utf8Error> {
    let mut row = Vec::new();
    for (name, value) in names.iter().zip(values) {
        row.push(format!("{}={}", name.to_str()?.unwrap_or_default(), value.to_str()?.unwrap_or("NULL")));
    }
    rows.push(row.join(" "));
    Ok(())
}

fn rows(report: &mut Report, db: &Db) {
    report.call("sqlite3_exec(db, \"… select i, nullif(i % 3, 0) as rest from n\", on_row, &rows, NULL)");
    let query = c"with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
                  select i, nullif(i % 3, 0) as rest from n";
    let mut rows = Vec::new();
    let start = Instant::now();
    // SAFETY: `on_row` takes rows.
    let status = on_row::scope(&mut rows, |cb| unsafe { db.exec(query, cb.shim(), cb.context()) });
    let time = start.elapsed();
    report.back("sqlite returned", status, Ok(sql::SQLITE_OK));
    report.back("rows", rows.len(), 20_000_usize);
    report.back("the first", rows.first().map(String::as_str), Some("i=1 rest=1"));
    report.back("the third", rows.get(2).map(String::as_str), Some("i=3 rest=NULL"));
    report.cost("#[callback]", rows.len(), time);
}

/// `void (*xFunc)(sqlite3_context *, int, sqlite3_value **)`: sqlite keeps the context in an object of its own.
#[callback]
fn gcd(
    cx: *mut sql::sqlite3_context,
    n: c_int,
    #[len(n)] args: &[*mut sql::sqlite3_value],
    #[context(from = unsafe { sql::sqlite3_user_data(cx) })] calls: &mut usize,
) {
    *calls += 1;
    // SAFETY: sqlite gives its functions as many valid values as they are defined for.
    let [mut a, mut b] = [args[0], args[1]].map(|value| unsafe { sql::sqlite3_value_int64(value) });
    while b != 0 {
        (a, b) = (b, a % b);
    }
    // SAFETY: sqlite gives its functions a valid context.
    unsafe { sql::sqlite3_result_int64(cx, a) };
}

fn function(report: &mut Report, db: &Db) {
    report.call("sqlite3_create_function_v2(db, \"gcd\", 2, SQLITE_UTF8, &calls, gcd, NULL, NULL, NULL)");
    let query = c"with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
                  select sum(gcd(i, 60)) as sum from n";
    let (mut calls, mut rows) = (0, Vec::new());
    let start = Instant::now();
    let statuses = gcd::scope(&mut calls, |function| {
        // SAFETY: `gcd` is a function of two arguments.
        let defined = unsafe { db.define(c"gcd", 2, function.shim(), function.context()) };
        // SAFETY: `on_row` takes rows.
        let queried = on_row::scope(&mut rows, |cb| unsafe { db.exec(query, cb.shim(), cb.context()) });
        // SAFETY: nothing is called any more.
        let removed = unsafe { db.define(c"gcd", 2, None, null_mut()) };
        [Ok(defined), queried, Ok(removed)]
    });
    let time = start.elapsed();
    report.back("sqlite returned", statuses, Ok([Ok(sql::SQLITE_OK); 3]));
    report.back("calls", calls, 20_000_usize);
    let gcd = |i: u32| (1..=60).rev().find(|d| i % d == 0 && 60 % d == 0).unwrap_or(1);
    report.back("rows", rows, [format!("sum={}", (1..=20_000).map(gcd).sum::<u32>())]);
    report.cost("#[callback]", calls, time);
}

#[test]
fn callbacks_are_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        // It reads alone what C lets it change.
        .callback::<on_row>()
        .allow_const()
        .is_typedef("sqlite3_callback")
        // It reads alone what C lets it change.
        .callback::<gcd>()
        .allow_const()
        .is_parameter("sqlite3_create_function_v2", 6)
        .check();
}
