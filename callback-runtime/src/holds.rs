//! The holds on a registered frame: on its contents, and on its memory alone.
//!
//! The contents are the values of the user and the pending outcomes: the outcome, the hook, the companion. They are
//! held by the registration, by the value until it was dropped, and by C for each function that it was given to end the
//! context with, until it has called that. Refused calls hold the memory alone, so that a refused call drops nothing.

use crate::sync::{AtomicU32, Ordering, fence};

/// The holds on a registered frame.
pub(crate) struct Holds {
    contents: AtomicU32,
    /// One hold for the contents, one for the slot that leads to the frame.
    memory: AtomicU32,
    phase: AtomicU32,
}

/// Bit: the value was dropped, or consumed.
const RELEASED: u32 = 1;
/// Bit: a thread may wait for the release.
const AWAITED: u32 = 2;
/// Bit: C was given a function to end the context with.
const ASKED: u32 = 4;
/// Bit: C may call, independently of other holds.
const KEPT: u32 = 8;

impl Holds {
    /// Makes the holds of a registration and of its value, and that of a slot if there is one.
    pub(crate) fn new(slot: bool) -> Self {
        Holds { contents: AtomicU32::new(2), memory: AtomicU32::new(1 + u32::from(slot)), phase: AtomicU32::new(0) }
    }

    /// Adds a hold of C, for a function that it receives to end the context with. The caller has a hold.
    pub(crate) fn add(&self) {
        self.contents.fetch_add(1, Ordering::Relaxed);
        self.phase.fetch_or(ASKED, Ordering::Relaxed);
    }

    /// Returns true if C was given a function to end this context with.
    pub(crate) fn asked(&self) -> bool {
        self.phase.load(Ordering::Relaxed) & ASKED != 0
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

    /// Gives up a hold on the contents. Returns true for the last one, which drops them.
    pub(crate) fn let_go(&self) -> bool {
        Self::last(&self.contents)
    }

    /// Gives up a hold on the memory. Returns true for the last one, which frees it.
    pub(crate) fn let_go_of_memory(&self) -> bool {
        Self::last(&self.memory)
    }

    fn last(count: &AtomicU32) -> bool {
        let last = count.fetch_sub(1, Ordering::Release) == 1;
        if last {
            fence(Ordering::Acquire);
        }
        last
    }

    /// Marks the value as dropped. Returns true if a thread may wait for that, and must be woken.
    pub(crate) fn release(&self) -> bool {
        self.phase.fetch_or(RELEASED, Ordering::AcqRel) & AWAITED != 0
    }

    /// Requests a wake-up of this thread by [`release`](Holds::release) and by later calls that leave a closed context.
    ///
    /// `release` writes the same word, so that one of the two sees the other. For [`awaited`](Holds::awaited) the
    /// fences have this effect: either this thread sees that the other has left, or the other sees that it is awaited.
    pub(crate) fn await_release(&self) {
        self.phase.fetch_or(AWAITED, Ordering::AcqRel);
        fence(Ordering::SeqCst);
    }

    /// Returns true if the value was dropped, or consumed.
    pub(crate) fn released(&self) -> bool {
        self.phase.load(Ordering::Acquire) & RELEASED != 0
    }

    /// Returns true if a thread may wait for the end of the context, for a call that has just left.
    pub(crate) fn awaited(&self) -> bool {
        fence(Ordering::SeqCst);
        self.phase.load(Ordering::Relaxed) & AWAITED != 0
    }
}
