//! Callbacks on one context with different contracts, of which one would be left out.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

trait Both {
    fn start(&mut self, n: c_int);
    fn end(&mut self, n: c_int);
}

#[callback]
unsafe extern "C" {
    safe fn kept_first(
        #[callback(retained)] start: fn(#[context] _: _, n: c_int),
        end: fn(#[context] _: _, n: c_int),
        #[context(start, end)] user: *mut c_void,
    );

    safe fn kept_last(
        start: fn(#[context] _: _, n: c_int),
        #[callback(retained)] end: fn(#[context] _: _, n: c_int),
        #[context(start, end)] user: *mut c_void,
    );

    safe fn kept_value(
        #[callback(retained)] start: fn(#[context] _: _, n: c_int),
        end: fn(#[context] _: _, n: c_int),
        #[context(start, end)] value: impl Both,
    );

    safe fn overlapping(
        start: fn(#[context] _: _, n: c_int),
        #[callback(shared)] end: fn(#[context] _: _, n: c_int),
        #[context(start, end)] user: *mut c_void,
    );

    safe fn moving(
        #[callback(threads = moves)] start: fn(#[context] _: _, n: c_int),
        #[callback(threads)] end: fn(#[context] _: _, n: c_int),
        #[context(start, end)] user: *mut c_void,
    );
}

fn main() {}
