//! Attributes that say nothing, too much, or what does not go together.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    #[callback]
    safe fn nothing() -> c_int;
    #[callback(fails = nonzero)]
    #[callback(errno = -1)]
    safe fn twice() -> c_int;
    safe fn assigned(#[callback = 1] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn out_assigned(#[out = 1] value: c_int);
    safe fn marked_twice(f: fn(#[context] #[context] _: _), #[context(f)] _: *mut c_void);
    safe fn no_names(f: fn(#[context] _: _), #[context()] _: *mut c_void, #[len] n: usize);
    safe fn on_the_stack(f: fn(#[context(thread_local)] _: _), #[context(f)] _: *mut c_void);
    safe fn one_is_kept(
        f: fn(#[context] _: _),
        #[callback(retained)] g: fn(#[context] _: _),
        #[context(f, g)] _: *mut c_void,
    );
    safe fn no_callback(f: c_int, #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>);
    safe fn fixed_twice(#[len(n)] a: &[u8], n: usize, #[len(a)] m: usize);
    safe fn unread(#[callback] f: c_int, #[context(f)] _: *mut c_void);
    safe fn patterns(ref a: c_int, b @ _: c_int);
    safe fn unwritten(value: _);
    safe fn referred(db: &&'static Db, name: &&'static str, ends: &&Db);
    type Db;
    safe fn user(db: &Db) -> *mut c_void;
    type Generic<T>;
}

fn main() {}
