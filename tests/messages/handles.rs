//! Handles that carry closures, loops that are stopped, and failures of C.
use callback_runtime::foreign::CBox;
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ops::ControlFlow;

//# until_result_without_box
#[callback]
unsafe extern "C" {
    type Db;
    safe fn open(#[callback(retained, until = result)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void) -> *mut Db;
}

//# until_result_of_number
#[callback]
unsafe extern "C" {
    safe fn open(#[callback(retained, until = result)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void) -> c_int;
}

//# until_pointer
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: *mut Db, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_optional
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: Option<&Db>, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_string
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: &Db, #[callback(retained, until = "db")] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_call
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: &Db, #[callback(retained, until = db_free(db))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_and_unregister
#[callback]
unsafe extern "C" {
    type Db;
    safe fn remove(db: &Db);
    safe fn hook(db: &Db, #[callback(retained, until = db, unregister = remove(db))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_on_function
#[callback]
unsafe extern "C" {
    type Db;
    #[callback(until = db)]
    safe fn hook(db: &Db, #[callback(retained)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_without_box
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn db_free(db: *mut Db);
    safe fn db_open() -> *mut Db;
    safe fn hook(db: &Db, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let db = db_open(); hook(unsafe { &*db }, |_| ()); }

//# until_closure_borrows
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn db_free(db: *mut Db);
    #[callback(free = db_free)]
    safe fn db_open() -> CBox<Db>;
    safe fn hook(db: &Db, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let mut n = 0; let db = db_open(); hook(&db, |k| n += k); }

//# until_optional_box
#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn db_free(db: *mut Db);
    #[callback(free = db_free)]
    safe fn db_open() -> Option<CBox<Db>>;
    safe fn hook(db: &Db, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let db = db_open(); hook(&db, |k| ()); }

//# until_optional_closure_not_boxed
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: &Db, #[callback(retained, until = db)] f: Option<fn(n: c_int, #[context] _: _)>, #[context(f)] data: *mut c_void);
}
pub fn f(db: &CBox<Db>) { hook(db, Some(|k| ())); }

//# closes_alone_without_context
#[callback]
unsafe extern "C" {
    safe fn hook(#[callback(retained, closes)] f: fn(n: c_int));
}

//# closes_and_destroy
#[callback]
unsafe extern "C" {
    safe fn hook(#[callback(retained, closes)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void, #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>);
}

//# closes_and_unregister
#[callback]
unsafe extern "C" {
    safe fn remove();
    safe fn hook(#[callback(retained, closes, unregister = remove())] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# closes_twice
#[callback]
unsafe extern "C" {
    safe fn hook(#[callback(retained, closes)] f: fn(#[context] _: _), #[callback(retained, closes)] g: fn(#[context] _: _), #[context(f, g)] data: *mut c_void);
}

//# closes_with_value
#[callback]
unsafe extern "C" {
    safe fn hook(#[callback(retained, closes = true)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# closes_on_function
#[callback(closes)]
fn end(#[context] n: Box<u32>) {}

//# stop_on_kept
#[callback]
unsafe extern "C" {
    safe fn stop();
    safe fn hook(#[callback(retained, stop = stop())] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# stop_unsafe
#[callback]
unsafe extern "C" {
    type Loop;
    unsafe fn stop(l: *mut Loop);
    safe fn run(l: &Loop, #[callback(stop = stop(l))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# stop_path
#[callback]
unsafe extern "C" {
    type Loop;
    safe fn halt(l: &Loop);
    safe fn run(l: &Loop, #[callback(stop = halt)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# stop_closure
#[callback]
unsafe extern "C" {
    type Loop;
    safe fn halt(l: &Loop);
    safe fn run(l: &Loop, #[callback(stop = || halt(l))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# stop_on_function
#[callback]
fn tick(#[context] n: &mut u32) {}
#[callback(stop = stop())]
fn tock(#[context] n: &mut u32) {}

//# stop_moves_between_threads
#[callback]
unsafe extern "C" {
    type Loop;
    safe fn halt(l: &Loop);
    safe fn run(l: &Loop, #[callback(threads, stop = halt(l))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# break_without_stop
#[callback]
unsafe extern "C" {
    safe fn run(f: fn(n: c_int, #[context] _: _) -> ControlFlow<()>, #[context(f)] data: *mut c_void);
}

//# errno_result
#[callback]
unsafe extern "C" {
    #[callback(errno = result)]
    safe fn run(n: c_int) -> c_int;
}

//# errno_minus_errno
#[callback]
unsafe extern "C" {
    #[callback(errno = -errno)]
    safe fn run(n: c_int) -> c_int;
}

//# errno_result_of_pointer
#[callback]
unsafe extern "C" {
    #[callback(errno = -result)]
    safe fn run(n: c_int) -> *mut c_void;
}

//# errno_result_of_unsigned
#[callback]
unsafe extern "C" {
    #[callback(errno = -result)]
    safe fn run(n: c_int) -> u32;
}

//# errno_result_of_nothing
#[callback]
unsafe extern "C" {
    #[callback(errno = -result)]
    safe fn run(n: c_int);
}

//# errno_result_of_text
#[callback]
unsafe extern "C" {
    #[callback(errno = -result)]
    safe fn run(n: c_int) -> &'static CStr;
}

//# errno_result_on_callback
#[callback]
unsafe extern "C" {
    safe fn run(#[callback(errno = -result)] f: fn(n: c_int, #[context] _: _) -> c_int, #[context(f)] data: *mut c_void) -> c_int;
}

//# errno_result_twice
#[callback]
unsafe extern "C" {
    #[callback(errno = -result, errno = -1)]
    safe fn run(n: c_int) -> c_int;
}

//# errno_result_and_error_without_from
pub struct Odd;
#[callback]
unsafe extern "C" {
    #[callback(errno = -result, error = Odd)]
    safe fn run(n: c_int) -> c_int;
}

//# fails_and_errno_result_not_handled
#[callback]
unsafe extern "C" {
    #[callback(errno = -result)]
    safe fn run(n: c_int) -> c_int;
}
pub fn f() -> c_int { run(1) }
