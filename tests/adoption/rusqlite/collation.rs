//! The callbacks of collations.

use std::cmp::Ordering;
use std::os::raw::c_int;

use callback_runtime::{Callback, callback};

use crate::{Connection, InnerConnection, Result, ffi, str_to_cstring};

/// A connection moves between threads and compares on one at a time: the closure need not be `Sync`.
#[callback(fail = -1, report = none, threads = moves)]
fn compare<C: Fn(&str, &str) -> Ordering + Send>(
    #[context] by: &C,
    len1: c_int,
    #[len(len1)] text1: &[u8],
    len2: c_int,
    #[len(len2)] text2: &[u8],
) -> Ordering {
    by(&String::from_utf8_lossy(text1), &String::from_utf8_lossy(text2))
}

type Needed = fn(&Connection, &str) -> Result<()>;

#[callback(after(panic = continue), report = none)]
fn on_needed(#[context] f: &Needed, db: *mut ffi::sqlite3, encoding: c_int, name: &str) {
    if encoding == ffi::SQLITE_UTF8 {
        let connection = unsafe { Connection::from_handle(db) }.unwrap();
        // C has no place for an error: the collation is still missing.
        let _ = f(&connection, name);
    }
}

impl InnerConnection {
    pub(super) fn create_collation<C>(&mut self, collation_name: &str, x_compare: C) -> Result<()>
    where
        C: Fn(&str, &str) -> Ordering + Send + 'static,
    {
        let name = str_to_cstring(collation_name)?;
        let kept = compare::<C>::own(x_compare);
        self.decode_result(unsafe {
            ffi::sqlite3_create_collation_v2(
                self.db(),
                name.as_ptr(),
                ffi::SQLITE_UTF8,
                kept.context(),
                kept.shim(),
                kept.destroy(),
            )
        })?;
        kept.into_context();
        Ok(())
    }

    pub(super) fn collation_needed(&mut self, x_coll_needed: Needed) -> Result<()> {
        let kept = on_needed::share(x_coll_needed);
        self.decode_result(unsafe { ffi::sqlite3_collation_needed(self.db(), kept.context(), kept.shim()) })?;
        self.kept.set("collation", Some(kept));
        Ok(())
    }
}
