//! `#[context(static)]`: C keeps one function and passes it no user data, such as a signal handler.
//!
//! Almost nothing may be done in a signal handler. The way to this function takes no lock and allocates nothing, so it
//! is as async-signal-safe as the function: atomics alone, a context of `&T`, no panic, no argument that can be refused.

use callback_runtime::{Callback, callback};
use std::{
    ffi::c_int,
    mem,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

/// `void (*sa_handler)(int)`
#[callback(threads, panic = abort)]
fn on_signal(signal: c_int, #[context(static)] signals: &Arc<AtomicU32>) {
    signals.fetch_or(1 << signal, Relaxed);
}

/// Handles `signal` with `action`, and gives what handled it before.
fn handle(signal: c_int, action: &libc::sigaction) -> libc::sigaction {
    // SAFETY: all zeroes is a valid action.
    let mut old = unsafe { mem::zeroed() };
    // SAFETY: an action, and room for another.
    assert_eq!(unsafe { libc::sigaction(signal, action, &raw mut old) }, 0);
    old
}

fn main() {
    let signals = Arc::new(AtomicU32::new(0));
    let registration = on_signal::acquire(signals.clone()).expect("nobody has the slot");
    // There is one slot; whoever comes second has the context back.
    let full = on_signal::acquire(Arc::default()).expect_err("the slot is taken");
    assert_eq!(full.into_context().load(Relaxed), 0);

    let handler: unsafe extern "C" fn(c_int) = registration.shim();
    // SAFETY: all zeroes is a valid action.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    action.sa_sigaction = handler as usize;
    let old = handle(libc::SIGUSR1, &action);
    // The old handler comes back before the context goes, which must not happen inside of a handler.
    let registration = registration.on_close(move || {
        handle(libc::SIGUSR1, &old);
    });

    // SAFETY: there is a handler for it.
    assert_eq!(unsafe { libc::raise(libc::SIGUSR1) }, 0);
    assert_eq!(signals.load(Relaxed), 1 << libc::SIGUSR1);

    registration.close_and_wait().expect("this is not the handler");
    assert_eq!(Arc::strong_count(&signals), 1);
    assert!(on_signal::acquire(signals).is_ok());
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .header("signal.h")
        .callback::<on_signal>()
        .is_field("struct sigaction", "sa_handler")
        .check();
}
