//! Pending ends of contexts in slots: the functions that end such a context and that C was given but has not called, counted
//! by the number of the context.
//!
//! Each end that is counted here is a hold on the frame, and with it on the slot: C may call its shim until the last end. Other
//! contexts need no such hold, as their numbers are never used again.

use core::ffi::c_void;

use crate::registry::counts::Counts;
use crate::sync::fork::{Lock, Locked};

static ENDS: Lock<Counts<usize>> = Lock::new(Counts::new());

fn lock() -> Locked<'static, Counts<usize>> {
    ENDS.lock()
}

/// Counts an end that is passed to C. The caller holds the frame once more for it.
pub(crate) fn expect(context: *const c_void) {
    lock().add(context.addr());
}

/// Takes one end of a context. Returns true if there was one: the caller then owns its hold.
pub(crate) fn take(context: *const c_void) -> bool {
    let mut taken = false;
    take_if(context, || {
        taken = true;
        true
    });
    taken
}

/// Takes one end of a context if `takes` returns true. `takes` may look at the frame: its hold is kept during the call.
pub(crate) fn take_if(context: *const c_void, takes: impl FnOnce() -> bool) {
    let mut ends = lock();
    if ends.contains(context.addr()) && takes() {
        ends.take(context.addr());
    }
}

/// Takes all ends of a context and returns their number: the caller then owns their holds.
pub(crate) fn take_all(context: *const c_void) -> usize {
    lock().take_all(context.addr())
}
