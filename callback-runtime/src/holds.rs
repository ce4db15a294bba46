//! The holds on a registered frame: by the registration, and by the value until it was dropped. The frame of a slot is also
//! held by C: for each function that it was given to end the context with, until it has called that.

use crate::sync::{AtomicU32, Ordering, fence};

/// The holds on a registered frame.
pub(crate) struct Holds {
    contents: AtomicU32,
    phase: AtomicU32,
}

/// Bit: the value was dropped, or consumed.
const RELEASED: u32 = 1;
/// Bit: a thread may wait for the release.
const AWAITED: u32 = 2;
/// Bit: C may call, independently of other holds.
const KEPT: u32 = 8;

impl Holds {
    /// Makes the holds of a registration and of its value.
    pub(crate) fn new() -> Self {
        Holds { contents: AtomicU32::new(2), phase: AtomicU32::new(0) }
    }

    /// Adds a hold of C, for a function that it receives to end the context with. The caller has a hold.
    pub(crate) fn add(&self) {
        self.contents.fetch_add(1, Ordering::Relaxed);
    }

    /// Adds a hold that exists once at the most. Returns false if it existed; the caller then gives up the new one.
    pub(crate) fn keep(&self) -> bool {
        self.contents.fetch_add(1, Ordering::Relaxed);
        self.phase.fetch_or(KEPT, Ordering::Relaxed) & KEPT == 0
    }

    /// Takes back the hold of [`keep`](Holds::keep). Returns true if it existed: the caller then owns it.
    pub(crate) fn unkeep(&self) -> bool {
        self.phase.fetch_and(!KEPT, Ordering::Relaxed) & KEPT != 0
    }

    /// Gives up a hold. Returns true for the last one, which drops the frame.
    pub(crate) fn let_go(&self) -> bool {
        let last = self.contents.fetch_sub(1, Ordering::Release) == 1;
        if last {
            fence(Ordering::Acquire);
        }
        last
    }

    /// Marks the value as dropped. Returns true if a thread may wait for that, and must be woken.
    pub(crate) fn release(&self) -> bool {
        self.phase.fetch_or(RELEASED, Ordering::AcqRel) & AWAITED != 0
    }

    /// Requests a wake-up of this thread by [`release`](Holds::release). It writes the same word, so that one of the two sees
    /// the other.
    pub(crate) fn await_release(&self) {
        self.phase.fetch_or(AWAITED, Ordering::AcqRel);
    }

    /// Returns true if the value was dropped, or consumed.
    pub(crate) fn released(&self) -> bool {
        self.phase.load(Ordering::Acquire) & RELEASED != 0
    }
}
