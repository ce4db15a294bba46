//! `#[context(from = …)]`: C passes an object of its own, and the context is inside it.
//!
//! Rust functions stand for the C library here: there is no header to compare them with.

use callback_runtime::report::{LostFailure, Report};
use callback_runtime::{Callback, Reason, Refused, callback, set_report_hook};
use std::{
    ffi::{c_int, c_void},
    ptr::null_mut,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

/// A handle as libuv and many others have it: the library's struct, with a field that belongs to the user.
#[repr(C)]
struct Timer {
    on_fire: Option<unsafe extern "C" fn(*mut Timer, c_int)>,
    data: *mut c_void,
}

/// The C side: fires the timer `count` times.
///
/// # Safety
///
/// `timer` points at a timer whose callback may be called.
unsafe fn run(timer: *mut Timer, count: c_int) {
    for round in 0..count {
        // SAFETY: the caller's promise.
        if let Some(on_fire) = unsafe { (*timer).on_fire } {
            // SAFETY: the caller's promise.
            unsafe { on_fire(timer, round) };
        }
    }
}

/// `void (*on_fire)(struct timer *, int)`: `rounds` is no parameter of C.
#[callback]
fn on_fire(timer: *mut Timer, round: c_int, #[context(from = unsafe { (*timer).data })] rounds: &mut Vec<c_int>) {
    assert!(!timer.is_null());
    rounds.push(round);
}

static REPORTS: AtomicUsize = AtomicUsize::new(0);

/// Told of what no scope can hand back.
fn count(report: &Report<'_>) {
    assert!(matches!(report.loss(), LostFailure::Refused(refused) if refused.reason() == Reason::NoContext));
    REPORTS.fetch_add(1, Relaxed);
}

fn main() -> Result<(), Refused> {
    let mut rounds = Vec::new();
    on_fire::scope(&mut rounds, |cb| {
        let mut timer = Timer { on_fire: cb.shim(), data: cb.context() };
        // SAFETY: the timer has a callback and its context.
        unsafe { run(&raw mut timer, 3) };
    })?;
    assert_eq!(rounds, [0, 1, 2]);

    // A timer without a context is refused. No scope knows of it, so it is reported.
    set_report_hook(count);
    on_fire::scope(&mut rounds, |cb| {
        let mut timer = Timer { on_fire: cb.shim(), data: null_mut() };
        // SAFETY: the timer has a callback, which checks its context.
        unsafe { run(&raw mut timer, 1) };
    })?;
    assert_eq!((rounds.len(), REPORTS.load(Relaxed)), (3, 1));
    Ok(())
}
