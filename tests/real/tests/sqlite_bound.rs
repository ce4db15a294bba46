//! sqlite: bytes and values that it keeps until a statement lets go of them; a connection that moves between threads.

use std::cell::Cell;
use std::ffi::{CStr, CString, c_char, c_int, c_uchar, c_void};
use std::ptr::null_mut;
use std::sync::mpsc::channel;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};
use std::thread;

use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use callback_runtime::{CallError, callback};
use libsqlite3_sys as _;

type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;

#[callback]
unsafe extern "C" {
    #[callback(name = "sqlite3")]
    type Db;
    #[callback(name = "sqlite3_stmt")]
    type Statement<'db>;

    #[callback(fails = nonzero)]
    safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
    unsafe fn sqlite3_close(db: *mut Db) -> c_int;
    #[callback(fails = nonzero)]
    safe fn sqlite3_prepare_v2<'db>(
        db: &'db Db,
        sql: &CStr,
        n: c_int,
        #[out(free = sqlite3_finalize)] statement: CBox<Statement<'db>>,
        tail: Option<&mut *const c_char>,
    ) -> c_int;
    unsafe fn sqlite3_finalize(statement: *mut Statement<'_>) -> c_int;
    safe fn sqlite3_step(statement: &mut Statement<'_>) -> c_int;
    #[callback(fails = nonzero)]
    safe fn sqlite3_reset(statement: &mut Statement<'_>) -> c_int;
    safe fn sqlite3_column_bytes(statement: &mut Statement<'_>, column: c_int) -> c_int;
    safe fn sqlite3_column_int(statement: &mut Statement<'_>, column: c_int) -> c_int;

    /// The function is called with the pointer to the bytes, also if binding fails.
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
    #[callback(fails = nonzero)]
    safe fn sqlite3_bind_pointer(
        statement: &mut Statement<'_>,
        index: c_int,
        value: Option<Arc<AtomicUsize>>,
        kind: &'static CStr,
        #[destroy(value)] destroy: Destroy,
    ) -> c_int;
    /// One thread at a time uses the connection.
    safe fn sqlite3_rollback_hook(
        db: &Db,
        #[callback(retained, shared, threads = moves, until = db)] hook: Option<fn(#[context] _: _)>,
        #[context(hook)] _: *mut c_void,
    ) -> *mut c_void;
    /// Unsafe: no hook uses the connection.
    #[callback(fails = nonzero)]
    unsafe fn sqlite3_exec(
        db: &Db,
        sql: &CStr,
        on_row: Option<unsafe extern "C" fn()>,
        _user: *mut c_void,
        message: Option<&mut *mut c_char>,
    ) -> c_int;
    unsafe fn sqlite3_column_text(statement: &mut Statement<'_>, column: c_int) -> *const c_uchar;
}

// SAFETY: sqlite is built for use by several threads.
unsafe impl Send for Db {}

const ROW: c_int = 100;
const RANGE: c_int = 25;

#[test]
fn s16_sqlite_releases_what_is_bound() {
    let db = sqlite3_open(c":memory:").unwrap();
    let mut statement = sqlite3_prepare_v2(&db, c"select ?1, ?2, ?3 is null, length(?1)", -1, None).unwrap();
    let shared = Arc::new(AtomicUsize::new(0));
    sqlite3_bind_blob(&mut statement, 1, vec![1, 2, 3].into_boxed_slice()).unwrap();
    sqlite3_bind_text(&mut statement, 2, c"text".to_owned()).unwrap();
    sqlite3_bind_pointer(&mut statement, 3, Some(shared.clone()), c"counter").unwrap();
    assert_eq!(Arc::strong_count(&shared), 2);
    assert_eq!(sqlite3_step(&mut statement), ROW);
    assert_eq!(sqlite3_column_bytes(&mut statement, 0), 3);
    // SAFETY: there is a row, with this column.
    let text = unsafe { sqlite3_column_text(&mut statement, 1) };
    // SAFETY: the column is a text, and is looked at before the next step.
    let text = unsafe { CStr::from_ptr(text.cast()) };
    assert_eq!(text, c"text");
    // To SQL a pointer is NULL.
    assert_eq!((sqlite3_column_int(&mut statement, 2), sqlite3_column_int(&mut statement, 3)), (1, 3));

    // A failure releases the value: there is no such parameter.
    assert_eq!(sqlite3_bind_pointer(&mut statement, 9, Some(shared.clone()), c"counter"), Err(21));
    sqlite3_reset(&mut statement).unwrap();
    assert_eq!(sqlite3_bind_pointer(&mut statement, 9, Some(shared.clone()), c"counter"), Err(RANGE));
    assert!(matches!(sqlite3_bind_blob(&mut statement, 9, Box::new([1; 40])), Err(CallError::C(RANGE))));
    assert_eq!(Arc::strong_count(&shared), 2);

    // Bound again, and with the statement.
    sqlite3_bind_pointer(&mut statement, 3, None, c"counter").unwrap();
    assert_eq!(Arc::strong_count(&shared), 1);
    sqlite3_bind_pointer(&mut statement, 3, Some(shared.clone()), c"counter").unwrap();
    drop(statement);
    assert_eq!((Arc::strong_count(&shared), shared.load(Relaxed)), (1, 0));
}

/// The hook has a `Cell`, which is not `Sync`, and goes along with the connection.
#[test]
fn s16_a_connection_moves_between_threads() {
    let db = sqlite3_open(c":memory:").unwrap();
    let (sender, receiver) = channel();
    let rollbacks = Cell::new(0);
    sqlite3_rollback_hook(
        &db,
        Some(Box::new(move || {
            rollbacks.set(rollbacks.get() + 1);
            sender.send((rollbacks.get(), thread::current().id())).unwrap();
        })),
    );
    let roll_back = |db: &CBox<Db>| {
        // SAFETY: the hook does not use the connection.
        unsafe { sqlite3_exec(db, c"begin; create table t(x); rollback", None, null_mut(), None) }.unwrap();
        thread::current().id()
    };
    let here = roll_back(&db);
    let there = thread::spawn(move || {
        let there = roll_back(&db);
        drop(db);
        there
    });
    let there = there.join().unwrap();
    assert_eq!(receiver.iter().collect::<Vec<_>>(), [(1, here), (2, there)]);
}

#[test]
fn the_functions_are_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .declared::<sqlite3_bind_blob>()
        .declared::<sqlite3_bind_text>()
        .declared::<sqlite3_bind_pointer>()
        .check();
}
