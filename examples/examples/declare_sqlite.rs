//! Typed declarations of sqlite: rows during the call, a function with a destroy notify, a hook that is unregistered.

use std::cell::Cell;
use std::error::Error;
use std::ffi::{CStr, c_char, c_int, c_longlong, c_void};
use std::ops::ControlFlow;
use std::rc::Rc;

use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use libsqlite3_sys as _; // links it

type Hook = Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char, *const c_char, c_longlong)>;

#[rustfmt::skip]
#[callback]
unsafe extern "C" {
    type Db;
    type Cx;
    type Value;

    #[callback(fails = nonzero, error = c_int)]
    safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
    unsafe fn sqlite3_close(db: *mut Db) -> c_int;

    safe fn sqlite3_exec(
        db: &Db,
        sql: &CStr,
        #[callback(continue = 0, break = 1)]
        row: Option<fn(#[context] _: _, n: c_int, #[len(n)] values: &[CStrPtr], names: *mut *mut c_char) -> ControlFlow<()>>,
        #[context(row)] _: *mut c_void,
        message: Option<&mut *mut c_char>,
    ) -> c_int;

    /// Unsafe: whoever passes `step` and `last` vouches for them.
    #[callback(fails = nonzero, error = c_int)]
    unsafe fn sqlite3_create_function_v2(
        db: &Db, name: &CStr, arguments: c_int, flags: c_int,
        #[context(f)] _: *mut c_void,
        #[callback(retained)]
        f: fn(cx: &Cx, n: c_int, args: *mut *mut Value, #[context(from = unsafe { sqlite3_user_data(cx) })] _: _),
        step: Option<unsafe extern "C" fn(*mut Cx, c_int, *mut *mut Value)>,
        last: Option<unsafe extern "C" fn(*mut Cx)>,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;
    fn sqlite3_user_data(cx: *const Cx) -> *mut c_void;
    safe fn sqlite3_result_int64(cx: &Cx, value: c_longlong);

    /// Unsafe: the hook must not use the connection (<https://sqlite.org/c3ref/update_hook.html>).
    unsafe fn sqlite3_update_hook(
        db: &Db,
        #[callback(retained, unregister = unsafe { forget_hook(db, None, std::ptr::null_mut()); })]
        hook: fn(#[context] _: _, what: c_int, database: &CStr, table: &CStr, row: c_longlong),
        #[context(hook)] _: *mut c_void,
    ) -> *mut c_void;
    #[link_name = "sqlite3_update_hook"]
    unsafe fn forget_hook(db: &Db, hook: Hook, user: *mut c_void) -> *mut c_void;
}

fn main() -> Result<(), Box<dyn Error>> {
    let db = sqlite3_open(c":memory:").expect("it opens in memory");
    let (calls, changed) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let (counted, seen) = (Rc::clone(&calls), Rc::clone(&changed));
    let count = move |cx: &Cx, _, _| {
        counted.set(counted.get() + 1);
        sqlite3_result_int64(cx, counted.get());
    };
    // SAFETY: there are no other functions.
    unsafe { sqlite3_create_function_v2(&db, c"calls", 0, 1, count, None, None) }.expect("it is a new name");
    let on_change = move |_, _: &CStr, table: &CStr, row| {
        assert_eq!(table, c"t");
        seen.set(row);
    };
    // SAFETY: `on_change` has no connection.
    let (_, hook) = unsafe { sqlite3_update_hook(&db, on_change) };
    let mut sums = vec![];
    let sql = c"create table t (a); insert into t values (calls()), (calls()); select sum(a) from t";
    let row = &mut |_, values: &[CStrPtr], _| {
        sums.push(values[0].to_str().ok().flatten().map(str::to_owned));
        ControlFlow::Continue(())
    };
    assert_eq!(sqlite3_exec(&db, sql, Some(row), None)?, ControlFlow::Continue(0));
    assert_eq!((sums, calls.get(), changed.get()), (vec![Some("3".to_owned())], 2, 2));
    drop(hook);
    assert_eq!(Rc::strong_count(&changed), 1);
    drop(db);
    // sqlite has called its destroy notify.
    assert_eq!(Rc::strong_count(&calls), 1);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .name::<Db>("sqlite3")
        .name::<Cx>("sqlite3_context")
        .name::<Value>("sqlite3_value")
        .declared::<(sqlite3_open, sqlite3_close, sqlite3_result_int64, sqlite3_update_hook, forget_hook)>()
        // They read alone what C lets them change.
        .declared::<(sqlite3_exec, sqlite3_user_data, sqlite3_create_function_v2)>()
        .allow_const()
        .check();
}
