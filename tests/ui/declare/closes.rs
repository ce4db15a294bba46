// A closing callback beside another end, and where it ends nothing; the result of a destroy notify.
use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[repr(C)]
struct Pair(c_int, c_int);

#[callback]
unsafe extern "C" {
    type Db;

    safe fn destroyed(
        #[callback(retained, closes)] closed: fn(#[context] _: _),
        #[context(closed)] _: *mut c_void,
        #[destroy(closed)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    );

    safe fn destroyed_beside(
        #[callback(retained)] f: fn(#[context] _: _),
        #[callback(retained, closes)] closed: fn(#[context] _: _),
        #[context(f, closed)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    );

    safe fn unregistered(
        #[callback(retained, unregister = ())] f: fn(#[context] _: _),
        #[callback(retained, closes)] closed: fn(#[context] _: _),
        #[context(f, closed)] _: *mut c_void,
    );

    safe fn until(
        db: &Db,
        #[callback(retained, until = db)] f: fn(#[context] _: _),
        #[callback(retained, closes)] closed: fn(#[context] _: _),
        #[context(f, closed)] _: *mut c_void,
    );

    safe fn twice(
        #[callback(retained, closes)] first: fn(#[context] _: _),
        #[callback(retained, closes)] last: fn(#[context] _: _),
        #[context(first, last)] _: *mut c_void,
    );

    safe fn borrowed(#[callback(closes)] closed: fn(#[context] _: _), #[context(closed)] _: *mut c_void);

    safe fn with_more(
        #[callback(retained, closes, once, shared)] closed: fn(#[context] _: _),
        #[context(closed)] _: *mut c_void,
    );

    safe fn optional(
        #[callback(retained, closes)] closed: Option<fn(#[context] _: _)>,
        #[context(closed)] _: *mut c_void,
    );

    safe fn without_context(#[callback(retained, closes)] closed: fn());
}

#[callback]
unsafe extern "C" {
    safe fn wrong_result(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f, returns = "text")] _: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    );

    safe fn no_result(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void) -> Pair>,
    );
}

#[callback(closes)]
fn on_event(#[context] text: String) {
    drop(text);
}

fn main() {}
