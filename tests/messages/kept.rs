//! Closures that C keeps.
use callback_runtime::foreign::CBox;
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

//# captures_reference
#[callback]
unsafe extern "C" {
    safe fn listen(#[callback(retained)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let mut n = 0; let _s = listen(|k| n += k); }

//# not_send
#[callback]
unsafe extern "C" {
    safe fn listen(#[callback(retained, threads)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { let n = std::rc::Rc::new(0); let _s = listen(move |k| drop(n.clone())); }

//# threads_without_kept
#[callback]
unsafe extern "C" {
    safe fn listen(#[callback(threads)] f: fn(n: c_int));
}

//# unregister_not_retained
#[callback]
unsafe extern "C" {
    safe fn remove(n: c_int);
    safe fn listen(#[callback(unregister = remove(1))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# unregister_unsafe
#[callback]
unsafe extern "C" {
    unsafe fn remove(n: c_int);
    safe fn listen(#[callback(retained, unregister = remove(1))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# unregister_unknown
#[callback]
unsafe extern "C" {
    safe fn listen(#[callback(retained, unregister = remove(1))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# unregister_status
#[callback]
unsafe extern "C" {
    safe fn remove(n: c_int) -> c_int;
    safe fn listen(#[callback(retained, unregister = remove(1))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_unknown
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: &Db, #[callback(retained, until = dp)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_number
#[callback]
unsafe extern "C" {
    safe fn hook(db: c_int, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# until_without_retained
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: &Db, #[callback(until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# closes_without_retained
#[callback]
unsafe extern "C" {
    safe fn hook(#[callback(closes)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# once_and_shared
#[callback]
unsafe extern "C" {
    safe fn hook(#[callback(once, shared)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}

//# destroy_of_unknown
#[callback]
unsafe extern "C" {
    safe fn hook(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void, #[destroy(g)] _: Option<unsafe extern "C" fn(*mut c_void)>);
}

//# destroy_of_number
#[callback]
unsafe extern "C" {
    safe fn hook(f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void, #[destroy(f)] _: c_int);
}

//# destroy_and_until
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: &Db, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void, #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>);
}

//# subscription_dropped (compiles: rustc warns: it must be used)
#[callback]
unsafe extern "C" {
    safe fn remove(n: c_int);
    safe fn listen(#[callback(retained, unregister = remove(1))] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f() { listen(|n| ()); }

//# until_given_reference
#[callback]
unsafe extern "C" {
    type Db;
    safe fn hook(db: &Db, #[callback(retained, until = db)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
pub fn f(db: &Db) { hook(db, |n| ()); }

//# threads_as_argument
#[callback]
unsafe extern "C" {
    safe fn listen(#[callback(retained, thread)] f: fn(n: c_int, #[context] _: _), #[context(f)] data: *mut c_void);
}
