//! The functions that C was given to end contexts with, and has not called: how many, by the address of the context.
//!
//! An end looks here before it looks at the context. So a second end of one context, or one that was not asked for, does
//! nothing: it does not even read memory that may be freed. Each end that is counted here is a hold on the frame.

use core::ffi::c_void;
use std::collections::BTreeMap;

use crate::fork::{Lock, Locked};

static ENDS: Lock<BTreeMap<usize, u32>> = Lock::new(BTreeMap::new());

fn lock() -> Locked<'static, BTreeMap<usize, u32>> {
    ENDS.lock()
}

/// Counts an end that C is being given. The caller holds the frame once more for it.
pub(crate) fn expect(context: *const c_void) {
    *lock().entry(context.addr()).or_default() += 1;
}

/// Takes one end of a context. True if there was one: its hold is the caller's now.
pub(crate) fn take(context: *const c_void) -> bool {
    let mut taken = false;
    take_if(context, || {
        taken = true;
        true
    });
    taken
}

/// As [`take`], if the context can be ended so. `takes` may look at the frame: its hold is not given up meanwhile.
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

/// Takes all ends of a context: their holds are the caller's now.
pub(crate) fn take_all(context: *const c_void) -> u32 {
    lock().remove(&context.addr()).unwrap_or(0)
}
