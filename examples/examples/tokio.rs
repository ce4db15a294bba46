//! Callbacks that wake tasks of tokio: a `oneshot` for the one call that completes, an `mpsc` for events of several threads.
//!
//! A callback must not block and need not: both senders are sent to without waiting, from any thread. The example `share` compares
//! `pthread_create` with its header.

use callback_runtime::{Callback, Outcome, callback};
use std::{
    ffi::{c_int, c_void},
    panic::resume_unwind,
    ptr::{null, null_mut},
};
use tokio::sync::{mpsc, oneshot};

type Routine = extern "C" fn(*mut c_void) -> *mut c_void;

/// `void *(*start_routine)(void *)`: stands for a completion. It consumes the sender.
#[callback(threads, fail = null_mut())]
fn complete(#[context] answer: oneshot::Sender<c_int>) -> *mut c_void {
    // The task may have given up.
    let _ = answer.send(42);
    null_mut()
}

/// The same type of function: stands for an event.
#[callback(fail = null_mut())]
fn event(#[context] events: &mpsc::UnboundedSender<c_int>) -> *mut c_void {
    let _ = events.send(1);
    null_mut()
}

/// Has C call a function on a thread of its own.
///
/// # Safety
///
/// The function takes this user data, at any time and on any thread.
unsafe fn start(routine: Routine, data: *mut c_void) {
    let mut thread: libc::pthread_t = 0;
    // SAFETY: a start routine and its argument.
    assert_eq!(unsafe { libc::pthread_create(&raw mut thread, null(), routine, data) }, 0);
    // SAFETY: made above, and nobody joins it.
    assert_eq!(unsafe { libc::pthread_detach(thread) }, 0);
}

/// Dropped while it waits, it closes the context: a later call of C is refused.
async fn answer() -> Option<c_int> {
    let (sender, receiver) = oneshot::channel();
    let registration = complete::once(sender);
    // SAFETY: `start` alone calls it.
    let routine = unsafe { registration.shim_safe() };
    // SAFETY: the user data of this function.
    unsafe { start(routine, registration.context()) };
    // A callback that panics drops the sender, and the panic goes on here.
    let answer = receiver.await.ok();
    match registration.outcome() {
        Some(Outcome::Panicked(payload)) => resume_unwind(payload),
        _ => answer,
    }
}

async fn events(n: usize) -> c_int {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let registration = event::share(sender);
    // SAFETY: `start` alone calls it.
    let routine = unsafe { registration.shim_safe() };
    // SAFETY: the user data of this function.
    (0..n).for_each(|_| unsafe { start(routine, registration.context()) });
    let mut sum = 0;
    for _ in 0..n {
        sum += receiver.recv().await.expect("the registration has a sender");
    }
    sum
}

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    assert_eq!(runtime.block_on(async { (answer().await, events(3).await) }), (Some(42), 3));
    Ok(())
}
