//! `stop = EXPR` is evaluated: a function or a closure alone calls nothing.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    type Events;

    safe fn quit(events: &Events);

    safe fn path(
        events: &Events,
        #[callback(stop = quit)] f: fn(c: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn in_a_block(
        events: &Events,
        #[callback(stop = { (self::quit) })] f: fn(c: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn in_unsafe(
        events: &Events,
        #[callback(stop = unsafe { quit })] f: fn(c: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn closure(
        events: &Events,
        #[callback(stop = || quit(events))] f: fn(c: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn argument(
        events: &Events,
        #[callback(stop = events)] f: fn(c: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn good(
        events: &Events,
        #[callback(stop = { quit(events) })] f: fn(c: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}

fn main() {}
