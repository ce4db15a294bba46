//! Bugs on purpose, at the border of C and Rust: `cross/sanitizers.sh` runs each under the tool that has to notice it, and
//! fails where it does not. Nothing else runs them.

#![cfg(unix)]

use std::ffi::{c_int, c_long, c_void};
use std::hint::black_box;

use callback_runtime::ret::Allocated;
use callback_runtime::{Callback, callback};
use callback_tests::hostile::{c as peer, hostile_fn};
use callback_tests::sys;

#[callback(fail = -1)]
fn count(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

/// C calls with the address of a context that has gone, for which the program has trusted it. With a number it is refused.
#[test]
#[ignore = "a bug on purpose"]
fn use_after_free() {
    let (shim, context): (hostile_fn, _) = {
        let registration = count::own(1);
        let trusted = unsafe { registration.trusted() };
        (trusted.shim(), trusted.context())
    };
    black_box(unsafe { sys::peer_call(shim, 1, context) });
}

/// C does not free what a callback has returned. (A forgotten registration is found by `live`: the table of numbers leads to it.)
#[test]
#[ignore = "a bug on purpose"]
fn leak() {
    for _ in 0..10 {
        black_box(Allocated::<u64>::new(1).unwrap().into_raw());
    }
}

/// C adds 1 to the largest `int`.
#[test]
#[ignore = "a bug on purpose"]
fn overflow_in_c() {
    black_box(unsafe { sys::peer_add(c_int::MAX, black_box(1)) });
}

#[callback(fail = -1)]
fn unsynchronised(value: c_int, #[context(as = *mut c_void)] sum: &Racy) -> c_int {
    let sum = sum.0.get();
    // A write that several threads do at once.
    unsafe { *sum += value };
    value
}

struct Racy(std::cell::UnsafeCell<c_int>);

// The bug: it is not.
unsafe impl Sync for Racy {}

/// A context that says of itself that several threads may use it at once, and eight do: for long enough to meet.
#[test]
#[ignore = "a bug on purpose"]
fn race() {
    let registration = unsynchronised::share(Racy(0.into()));
    black_box::<c_long>(unsafe { peer::hostile_threads(registration.shim(), registration.context(), 8, 200_000) });
}

#[callback(fail = -1)]
fn count_long(value: c_long, #[context] sum: &mut c_int) -> c_int {
    *sum += c_int::try_from(value).unwrap_or(-1);
    *sum
}

/// C calls a callback with an `int` that takes a `long`.
#[test]
#[ignore = "a bug on purpose"]
fn another_signature() {
    let registration = count_long::own(1);
    let shim: unsafe extern "C" fn(c_long, *mut c_void) -> c_int = registration.shim();
    let shim: hostile_fn = unsafe { std::mem::transmute(shim) };
    black_box(unsafe { sys::peer_call(shim, 1, registration.context()) });
}
