//! An `Err` and a panic that cross sqlite and come back to Rust.

use crate::{
    report::{Report, panic_of},
    sqlite::Db,
};
use callback_runtime::arg::CStrPtr;
use callback_runtime::{Callback, Failed, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_int},
    num::ParseIntError,
};

const QUERY: &CStr = c"select * from (values ('one', '1'), ('two', '2'), ('three', 'III'), ('four', '4'))";

pub(crate) fn tour(report: &mut Report) {
    Report::library("Failures that cross sqlite");
    let db = Db::open();
    error(report, &db);
    panic(report, &db);
}

/// The second column as a number.
fn number(values: &[CStrPtr]) -> Result<u32, ParseIntError> {
    let text = values.get(1).and_then(CStrPtr::to_c_str).map(CStr::to_string_lossy);
    text.unwrap_or_default().parse()
}

/// A record of the callback's calls: the numbers, and the count of calls.
#[derive(Default)]
struct Seen {
    numbers: Vec<u32>,
    calls: usize,
}

/// `int (*callback)(void *, int, char **, char **)`
#[callback(ok = 0, err = 1)]
fn parse_row(
    #[context] seen: &mut Seen,
    n: c_int,
    #[len(n)] values: &[CStrPtr],
    _names: *mut *mut std::ffi::c_char,
) -> Result<(), ParseIntError> {
    seen.calls += 1;
    seen.numbers.push(number(values)?);
    Ok(())
}

fn error(report: &mut Report, db: &Db) {
    report.call("sqlite3_exec(db, …, parse_row, &seen, NULL), where row three is no number");
    let (mut seen, mut status) = (Seen::default(), None);
    let outcome = parse_row::scope(&mut seen, |cb| {
        // SAFETY: `parse_row` takes rows.
        status = Some(unsafe { db.exec(QUERY, cb.shim(), cb.context()) });
    });
    report.back("sqlite returned", status, Some(sql::SQLITE_ABORT));
    report.back("the scope returned", outcome, Err(Failed::Err("III".parse::<u32>().unwrap_err())));
    report.back("numbers before it", seen.numbers, [1, 2]);
    report.back("calls", seen.calls, 3_usize);
}

/// `int (*callback)(void *, int, char **, char **)`
#[callback(fail = 1)]
fn expect_row(
    #[context] seen: &mut Seen,
    n: c_int,
    #[len(n)] values: &[CStrPtr],
    _names: *mut *mut std::ffi::c_char,
) -> c_int {
    seen.calls += 1;
    seen.numbers.push(number(values).expect("a number"));
    0
}

fn panic(report: &mut Report, db: &Db) {
    report.call("sqlite3_exec(db, …, expect_row, &seen, NULL), which panics at row three");
    let (mut seen, mut status) = (Seen::default(), None);
    let panic = panic_of(|| {
        expect_row::scope(&mut seen, |cb| {
            // SAFETY: `expect_row` takes rows.
            status = Some(unsafe { db.exec(QUERY, cb.shim(), cb.context()) });
        })
    });
    report.back("sqlite returned", status, Some(sql::SQLITE_ABORT));
    report.back("the panic went on in Rust", panic, Err("a number: ParseIntError { kind: InvalidDigit }".into()));
    report.back("numbers before it", seen.numbers, [1, 2]);
    report.back("calls", seen.calls, 3_usize);

    let mut seen = Seen::default();
    let query = c"select 'five', '5'";
    // SAFETY: `parse_row` takes rows.
    let outcome = parse_row::scope(&mut seen, |cb| unsafe { db.exec(query, cb.shim(), cb.context()) });
    report.back("the next query is answered", (outcome, seen.numbers), (Ok(sql::SQLITE_OK), vec![5]));
}

#[test]
fn callbacks_are_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        // It reads alone what C lets it change.
        .callback::<parse_row>()
        .allow_const()
        .is_typedef("sqlite3_callback")
        // It reads alone what C lets it change.
        .callback::<expect_row>()
        .allow_const()
        .is_typedef("sqlite3_callback")
        .check();
}
