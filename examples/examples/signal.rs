//! `Signal`: where C takes every function as one type, the name and the signature that belongs to it are written once.

use callback_runtime::foreign::Signal;
use callback_runtime::{Callback, callback};
use libsqlite3_sys as sql;
use std::{
    ffi::{CStr, c_char, c_int},
    ptr::{null, null_mut},
    sync::Mutex,
};

/// `int unlink(const char *path)`, by which sqlite deletes its journals.
// SAFETY: what sqlite has under this name is the system call.
static UNLINK: Signal<unsafe extern "C" fn(*const c_char) -> c_int> = unsafe { Signal::new(c"unlink") };

static DELETED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Another signature would not go with `UNLINK`.
#[callback(fail = -1)]
fn unlink(path: &CStr) -> c_int {
    DELETED.lock().unwrap().push(path.to_string_lossy().into_owned());
    // SAFETY: a string.
    unsafe { libc::unlink(path.as_ptr()) }
}

/// Replaces a system call of sqlite's: any of them is an `Option<unsafe extern "C" fn()>`. NULL puts the old one back.
fn set_system_call(name: &CStr, call: sql::sqlite3_syscall_ptr) {
    // SAFETY: NULL is the default file system, which is there for ever.
    let vfs = unsafe { sql::sqlite3_vfs_find(null()) };
    // SAFETY: as above.
    let set = unsafe { (*vfs).xSetSystemCall }.expect("the file system of Unix has it");
    // SAFETY: `Signal` has paired the name and the function.
    assert_eq!(unsafe { set(vfs, name.as_ptr(), call) }, sql::SQLITE_OK);
}

fn main() {
    set_system_call(UNLINK.key(), UNLINK.erase(unlink::shim()));

    let path = std::env::temp_dir().join(format!("callback-signal-{}.db", std::process::id()));
    let file = std::ffi::CString::new(path.to_str().expect("UTF-8")).expect("no NUL");
    let mut db = null_mut();
    // SAFETY: the pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(file.as_ptr(), &raw mut db) }, sql::SQLITE_OK);
    // SAFETY: an open database.
    let status = unsafe { sql::sqlite3_exec(db, c"create table t (n)".as_ptr(), None, null_mut(), null_mut()) };
    // SAFETY: no statement is left.
    assert_eq!(unsafe { sql::sqlite3_close(db) }, sql::SQLITE_OK);
    set_system_call(UNLINK.key(), None);
    std::fs::remove_file(&path).expect("sqlite made it");

    assert_eq!(status, sql::SQLITE_OK);
    let deleted = DELETED.lock().unwrap();
    assert!(deleted.iter().any(|path| path.ends_with(".db-journal")), "{deleted:?}");
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new().header("unistd.h").callback::<unlink>().is_function("unlink").check();
}
