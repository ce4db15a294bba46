//! Pending ends of contexts in slots: the functions that end such a context and that C was given but has not called, counted
//! by the number of the context.
//!
//! Each end that is counted here is a hold on the frame, and with it on the slot: C may call its shim until the last end. Other
//! contexts need no such hold, as their numbers are never used again.

use core::ffi::c_void;
use std::collections::BTreeMap;

use crate::sync::fork::{Lock, Locked};

static ENDS: Lock<BTreeMap<usize, u32>> = Lock::new(BTreeMap::new());

fn lock() -> Locked<'static, BTreeMap<usize, u32>> {
    ENDS.lock()
}

/// Counts an end that is passed to C. The caller holds the frame once more for it.
pub(crate) fn expect(context: *const c_void) {
    *lock().entry(context.addr()).or_default() += 1;
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
    let Some(count) = ends.get_mut(&context.addr()) else { return };
    if takes() {
        *count -= 1;
        if *count == 0 {
            ends.remove(&context.addr());
        }
    }
}

/// Takes all ends of a context and returns their number: the caller then owns their holds.
pub(crate) fn take_all(context: *const c_void) -> u32 {
    lock().remove(&context.addr()).unwrap_or(0)
}
