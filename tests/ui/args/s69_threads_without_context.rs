//! `threads` is for a context that is found on every thread.

use callback_runtime::callback;
use std::ffi::{c_int, c_void};

#[callback(threads)]
fn no_context(_number: c_int) {}

#[callback(threads, fail = -1)]
fn on_a_stack(#[context(thread_local)] calls: &mut c_int) -> c_int {
    *calls
}

struct Counter;

#[callback(fail = -1)]
impl Counter {
    #[callback(threads)]
    fn alone(number: c_int) -> c_int {
        number
    }

    #[callback(threads)]
    fn count(&self) -> c_int {
        0
    }
}

struct Alone;

#[callback(threads)]
impl Alone {
    fn first(_number: c_int) {}
    fn second() {}
}

struct Both;

// One of them has a context.
#[callback(threads)]
impl Both {
    fn first(_number: c_int) {}
    fn second(&self) {}
}

#[callback(threads)]
type OnNumber = fn(number: c_int);

#[callback(threads)]
type OnStack = fn(#[context(thread_local)] _: _, number: c_int);

#[callback]
type Plain = fn(number: c_int);

#[callback]
unsafe extern "C" {
    safe fn call_elsewhere(#[callback(threads)] f: fn(number: c_int));
    safe fn call_maybe(#[callback(shared, threads)] f: Option<fn(number: c_int)>);
    safe fn call_once(#[callback(once, threads)] f: fn(#[context(thread_local)] _: _, number: c_int));
    safe fn call_named(#[callback(threads)] f: Plain);
    safe fn call_with_body(#[callback(threads)] f: fn(number: c_int)) {
        unsafe { elsewhere(f) }
    }
    safe fn kept(#[callback(retained, threads)] f: fn(number: c_int));
    safe fn passed(#[callback(threads)] f: fn(number: c_int, #[context] _: _), #[context(f)] _: *mut c_void);
    unsafe fn elsewhere(f: Option<unsafe extern "C" fn(c_int)>);
}

fn main() {}
