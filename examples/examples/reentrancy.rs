//! C calls back while a callback runs: a `&T` context may be entered again, a `&mut T` context is protected.
//!
//! Rust functions stand for the C library here: there is no header to compare them with.

use callback_runtime::{Callback, Reason, Refused, callback};
use std::{
    cell::Cell,
    ffi::{c_int, c_void},
    ptr::null_mut,
};

/// The C side: an event loop that delivers `event` at once, from inside a handler too.
///
/// # Safety
///
/// `handler` may be called with `context`.
unsafe fn deliver(event: c_int, handler: Handler, context: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { handler(context, event) }
}

type Handler = unsafe extern "C" fn(*mut c_void, c_int) -> c_int;

/// The dispatcher, for a handler that delivers another event.
struct Events<'a> {
    context: &'a Cell<*mut c_void>,
    seen: Cell<usize>,
}

/// `int (*handler)(void *, int)`: one event delivers the next lower one.
#[callback(fail = -1)]
fn shared(#[context] events: &Events<'_>, event: c_int) -> c_int {
    events.seen.set(events.seen.get() + 1);
    if event > 0 {
        // SAFETY: the context is this callback's own, and its scope is open.
        unsafe { deliver(event - 1, shared::shim(), events.context.get()) };
    }
    0
}

/// The same, but it has the only reference to its context.
#[callback(fail = -1)]
fn exclusive(#[context] events: &mut Events<'_>, event: c_int) -> c_int {
    events.seen.set(events.seen.get() + 1);
    if event == 0 {
        return 0;
    }
    // SAFETY: see `shared`. This call gets -1 without running the function.
    unsafe { deliver(event - 1, exclusive::shim(), events.context.get()) }
}

fn main() -> Result<(), Refused> {
    let context = Cell::new(null_mut());
    let events = Events { context: &context, seen: Cell::new(0) };
    let status = shared::scope(&events, |cb| {
        context.set(cb.context());
        // SAFETY: the handler is called with its context.
        unsafe { deliver(3, cb.shim(), cb.context()) }
    })?;
    assert_eq!((status, events.seen.get()), (0, 4));

    let mut events = Events { context: &context, seen: Cell::new(0) };
    let outcome = exclusive::scope(&mut events, |cb| {
        context.set(cb.context());
        // SAFETY: the handler is called with its context.
        unsafe { deliver(3, cb.shim(), cb.context()) }
    });
    let refused = outcome.unwrap_err();
    assert_eq!(refused.reason(), Reason::Reentered);
    assert_eq!(events.seen.get(), 1);
    Ok(())
}
