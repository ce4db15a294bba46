//! `#[len]`: a pointer and a length, each a parameter of C, are one checked slice or string in Rust.

use callback_runtime::{Callback, Refused, callback};
use libsqlite3_sys as sql;
use std::{cmp::Ordering, ffi::c_int, ptr::null_mut};

/// `int (*xCompare)(void *, int, const void *, int, const void *)`: the length stands before the text.
#[callback]
fn by_length(
    #[context] calls: &mut usize,
    a_len: c_int,
    #[len(a_len)] a: &str,
    b_len: c_int,
    #[len(b_len)] b: &[u8],
) -> Ordering {
    *calls += 1;
    // The lengths are ordinary parameters too. A text is counted in characters here, the other one in bytes.
    assert_eq!([a_len, b_len].map(usize::try_from), [Ok(a.len()), Ok(b.len())]);
    a.chars().count().cmp(&String::from_utf8_lossy(b).chars().count())
}

/// `int (*callback)(void *, int, char **, char **)`
#[callback(fail = 1)]
fn on_row(
    #[context] names: &mut String,
    n: c_int,
    #[len(n)] values: &[callback_runtime::arg::CStrPtr],
    _: *mut *mut std::ffi::c_char,
) -> c_int {
    names.extend(values.iter().filter_map(|value| value.to_str().ok().flatten()));
    names.push(' ');
    0
}

fn main() -> Result<(), Refused> {
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);

    let query = c"select * from (values ('Ångström'), ('Öre'), ('Ω')) order by 1 collate by_length";
    let (mut calls, mut names) = (0, String::new());
    by_length::scope(&mut calls, |collation| {
        let (name, utf8) = (c"by_length".as_ptr(), sql::SQLITE_UTF8);
        let (context, shim) = (collation.context(), collation.shim());
        // SAFETY: the database is open, and closed before this scope ends.
        let status = unsafe { sql::sqlite3_create_collation_v2(db, name, utf8, context, shim, None) };
        assert_eq!(status, sql::SQLITE_OK);
        on_row::scope(&mut names, |cb| {
            // SAFETY: the database is open, and sqlite calls `on_row` during this call only.
            unsafe { sql::sqlite3_exec(db, query.as_ptr(), cb.shim(), cb.context(), null_mut()) }
        })?;
        // SAFETY: opened above, and not used any more.
        unsafe { sql::sqlite3_close(db) };
        Ok(())
    })??;

    assert_eq!(names, "Ω Öre Ångström ");
    assert!((2..=3).contains(&calls));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<by_length>()
        .is_parameter("sqlite3_create_collation_v2", 5)
        // It reads alone what C lets it change.
        .callback::<on_row>()
        .allow_const()
        .is_typedef("sqlite3_callback")
        .check();
}
