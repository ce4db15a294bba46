//! Waiting for something that happens on the cold path of a call: rare enough for one place to wait at.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

static LOCK: Mutex<()> = Mutex::new(());
static EVENT: Condvar = Condvar::new();

/// Waits until `done`, or until a deadline; says whether it is done.
pub(crate) fn until(deadline: Option<Instant>, done: impl Fn() -> bool) -> bool {
    let mut guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if done() {
            return true;
        }
        guard = match deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
            None => EVENT.wait(guard).unwrap_or_else(PoisonError::into_inner),
            Some(left) if left.is_zero() => return false,
            Some(left) => EVENT.wait_timeout(guard, left).unwrap_or_else(PoisonError::into_inner).0,
        };
    }
}

/// Wakes who waits, after what they wait for was written.
pub(crate) fn wake() {
    drop(LOCK.lock().unwrap_or_else(PoisonError::into_inner));
    EVENT.notify_all();
}
