//! Waiting for events on the cold path of a call: they are rare enough for one place where all threads wait.

use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};
use std::boxed::Box;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::sync::fork::Process;

/// The place of a process. A child of `fork` has its own: threads that it does not have may wait at that of its parent.
struct Place {
    process: Process,
    lock: Mutex<()>,
    event: Condvar,
}

static PLACE: AtomicPtr<Place> = AtomicPtr::new(ptr::null_mut());

/// Returns the place of this process, which is never freed.
fn place() -> &'static Place {
    let found = PLACE.load(Ordering::Acquire);
    // SAFETY: null, or from a box that is never freed.
    if let Some(place) = unsafe { found.as_ref() }.filter(|place| !place.process.is_parent()) {
        return place;
    }
    let place = Place { process: Process::current(), lock: Mutex::new(()), event: Condvar::new() };
    let new = Box::into_raw(Box::new(place));
    match PLACE.compare_exchange(found, new, Ordering::AcqRel, Ordering::Acquire) {
        // SAFETY: from a box, which is never freed from here on.
        Ok(_) => unsafe { &*new },
        Err(other) => {
            // SAFETY: from the box above, which nothing else has.
            drop(unsafe { Box::from_raw(new) });
            // SAFETY: not null, as another thread has put a box there; never freed.
            unsafe { &*other }
        }
    }
}

impl Place {
    fn lock(&self) -> MutexGuard<'_, ()> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits until `done`, or until a deadline; returns true if it is done.
pub(crate) fn until(deadline: Option<Instant>, done: impl Fn() -> bool) -> bool {
    let place = place();
    let mut guard = place.lock();
    loop {
        if done() {
            return true;
        }
        guard = match deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
            None => place.event.wait(guard).unwrap_or_else(PoisonError::into_inner),
            Some(left) if left.is_zero() => return false,
            Some(left) => place.event.wait_timeout(guard, left).unwrap_or_else(PoisonError::into_inner).0,
        };
    }
}

/// Wakes the waiting threads, after the event was written.
pub(crate) fn wake() {
    let place = place();
    drop(place.lock());
    place.event.notify_all();
}
