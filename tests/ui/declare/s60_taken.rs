// A status that does not show if C has taken a context with a destroy notify.
use callback_runtime::callback;
use std::ffi::{c_int, c_ulong, c_void};

#[allow(non_camel_case_types)]
type gulong = c_ulong;

#[callback]
unsafe extern "C" {
    type Object;

    safe fn plain(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    safe fn of_an_alias(
        object: &Object,
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> gulong;

    safe fn of_a_body(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] user: *mut c_void,
        #[destroy(f)] gone: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int {
        let _ = (user, gone, f);
        0
    }

    #[callback(fails = never, fails = nonzero)]
    safe fn given_twice(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    #[callback(fails = never)]
    safe fn always_taken(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    safe fn without_a_result(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    );
}

fn main() {}
