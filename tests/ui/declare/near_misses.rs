//! Near misses in a declaration: one message each, without those that would follow.

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{c_int, c_void};

const SQLITE_OK: c_int = 0;
const done: c_int = 101;
const Zero: c_int = 0;

mod sys {
    pub const result: i32 = 3;
}

#[callback]
unsafe extern "C" {
    type Db;

    safe fn db_free(db: *mut Db);

    safe fn retained(
        #[callback(retainde, until = db)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        db: &Db,
    );
    safe fn until(
        #[callback(retained, untill = db)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        db: &Db,
    );
    safe fn closes(#[callback(retained, clsoes)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn destroyed(
        #[callback(ratained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: unsafe extern "C" fn(*mut c_void),
    );
    safe fn other(#[callback(forever)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn slot(#[callback(retain)] f: fn(#[context(static)] _: _));
    safe fn generic(#[callback(fail = f::<A, B>(), onse)] f: fn(#[context] _: _) -> c_int, #[context(f)] _: *mut c_void);
    safe fn tick(
        #[callback(retained)] tick: fn(#[context] _: _),
        #[context(tick)] _: *mut c_void,
        #[destroy(tick, retuns = 7)] _: unsafe extern "C" fn(*mut c_void) -> c_int,
    );
    safe fn after(#[callback(retained, after = "continue")] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn panics(#[callback(retained, after(panics = continue))] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);

    safe fn out(#[out] #[callback(free = db_free)] db: CBox<Db>) -> c_int;
    safe fn out_behind(#[callback(free = db_free)] #[out] db: Option<CBox<Db>>) -> c_int;

    #[callback(errno = -errno)]
    safe fn minus_errno() -> c_int;
    #[callback(errno = result)]
    safe fn result() -> c_int;
    #[callback(fails = non_zero)]
    safe fn non_zero() -> c_int;
    #[callback(fails = result < 0)]
    safe fn less() -> c_int;
    #[callback(errno = positive, error = std::io::Error)]
    safe fn positive() -> c_int;
    #[callback(fails = SQLITE_OK)]
    safe fn constant() -> c_int;
    #[callback(fails = done)]
    safe fn lower_case() -> c_int;
    #[callback(fails = sys::result)]
    safe fn path() -> c_int;
    #[callback(fails = Zero)]
    safe fn variant() -> c_int;
    #[callback(fails = -1)]
    safe fn number() -> c_int;

    #[callback(errno = -result)]
    safe fn negated() -> u32;
    #[callback(errno = negative)]
    safe fn unsigned() -> std::ffi::c_uint;
    #[callback(fails = negative)]
    safe fn size() -> usize;
}

#[callback(reports = none)]
impl Monitor {
    fn changed(&self) {}
}

struct Monitor;

fn main() {}
