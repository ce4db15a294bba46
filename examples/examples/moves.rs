//! `threads = moves`: C moves between threads and never calls on two at once, as a connection that one thread uses after the other.
//! The closure is `Send`; a `Cell` in it is enough, as a call beside another one is refused.

use std::cell::Cell;
use std::error::Error;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::mpsc::channel;
use std::thread;

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use libsqlite3_sys as _; // links it

#[callback]
unsafe extern "C" {
    type Db;

    #[callback(fails = nonzero, error = c_int)]
    safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
    unsafe fn sqlite3_close(db: *mut Db) -> c_int;

    #[callback(fails = nonzero, error = c_int)]
    safe fn sqlite3_exec(
        db: &Db,
        sql: &CStr,
        row: Option<unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>,
        user: *mut c_void,
        message: Option<&mut *mut c_char>,
    ) -> c_int;

    /// Unsafe: the hook must not use the connection (<https://sqlite.org/c3ref/commit_hook.html>).
    unsafe fn sqlite3_rollback_hook(
        db: &Db,
        #[callback(retained, shared, threads = moves, until = db)] hook: Option<fn(#[context] _: _)>,
        #[context(hook)] _: *mut c_void,
    ) -> *mut c_void;
}

// SAFETY: sqlite is built for use by several threads (<https://sqlite.org/threadsafe.html>).
unsafe impl Send for Db {}

fn main() -> Result<(), Box<dyn Error>> {
    let db = sqlite3_open(c":memory:").map_err(|status| format!("sqlite3_open: {status}"))?;
    let (sender, receiver) = channel();
    let count = Cell::new(0);
    let hook = Box::new(move || {
        count.set(count.get() + 1);
        // An error means that nobody listens.
        let _ = sender.send((count.get(), thread::current().id()));
    });
    // SAFETY: the hook does not use the connection.
    unsafe { sqlite3_rollback_hook(&db, Some(hook)) };

    let roll_back = |db: &CBox<Db>| {
        let sql = c"begin; create table t (v); rollback";
        sqlite3_exec(db, sql, None, std::ptr::null_mut(), None).map(|()| thread::current().id())
    };
    let here = roll_back(&db).map_err(|status| format!("{status}"))?;
    // The connection goes along, and its hook with it.
    let there = thread::spawn(move || roll_back(&db)).join().expect("it does not panic");
    let there = there.map_err(|status| format!("{status}"))?;
    assert_eq!(receiver.iter().collect::<Vec<_>>(), [(1, here), (2, there)]);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .name::<Db>("sqlite3")
        .declared::<(sqlite3_open, sqlite3_close, sqlite3_exec, sqlite3_rollback_hook)>()
        .check();
}
