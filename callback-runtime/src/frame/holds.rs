//! The holds on a registered frame: by the registration, and by the value until it was dropped. The frame of a slot is also
//! held by C: for each function that it was given to end the context with, until it has called that.

use crate::sync::{AtomicU32, Ordering, fence};

/// The holds on a registered frame: a count above flags.
pub(crate) struct Holds(pub(super) AtomicU32);

/// Bit: the value was dropped, or consumed.
const RELEASED: u32 = 1;
/// Bit: a thread may wait for the release.
const AWAITED: u32 = 2;
/// Bit: C may call, independently of other holds.
const KEPT: u32 = 4;
/// The bits of the count.
const COUNT: u32 = !(HOLD - 1);
const HOLD: u32 = 8;
/// The holds that are added at the most, which leaves room for those of [`Holds::keep`] on all threads.
pub(super) const MOST: u32 = u32::MAX / 2;

/// The result of a release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Released {
    /// True if a thread may wait for the release, and must be woken.
    pub(crate) awaited: bool,
    /// True if the hold of the value was the last one.
    pub(crate) last: bool,
}

// For a context of one thread there are plain loads and stores. For several, a hold that is the only one is given up by a
// load: nothing else can add one, and what others did before they gave theirs up is behind their count.
impl Holds {
    /// Makes the holds of a registration and of its value.
    #[inline]
    pub(crate) fn new() -> Self {
        Holds(AtomicU32::new(2 * HOLD))
    }

    /// Adds a hold of C, for a function that it receives to end the context with. The caller has a hold. Returns false if there are
    /// 2²⁸ holds: the count must not overflow.
    #[must_use]
    pub(crate) fn add(&self) -> bool {
        let mut holds = self.0.load(Ordering::Relaxed);
        while holds < MOST {
            match self.0.compare_exchange_weak(holds, holds + HOLD, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return true,
                Err(now) => holds = now,
            }
        }
        false
    }

    /// Adds a hold that exists once at the most. Returns false if it existed; the caller then gives up the new one.
    pub(crate) fn keep(&self) -> bool {
        self.0.fetch_add(HOLD, Ordering::Relaxed);
        self.0.fetch_or(KEPT, Ordering::Relaxed) & KEPT == 0
    }

    /// Takes back the hold of [`keep`](Holds::keep). Returns true if it existed: the caller then owns it.
    pub(crate) fn unkeep(&self) -> bool {
        self.0.fetch_and(!KEPT, Ordering::Relaxed) & KEPT != 0
    }

    /// Gives up a hold. Returns true for the last one, which drops the frame. `threads` is true if the others may be given up by
    /// other threads.
    #[inline]
    pub(crate) fn let_go(&self, threads: bool) -> bool {
        let holds = self.0.load(Ordering::Acquire);
        if holds & COUNT == HOLD {
            return true;
        }
        if !threads {
            self.0.store(holds - HOLD, Ordering::Relaxed);
            return false;
        }
        let last = self.0.fetch_sub(HOLD, Ordering::Release) & COUNT == HOLD;
        if last {
            fence(Ordering::Acquire);
        }
        last
    }

    /// Marks the value as dropped, and gives up its hold, as [`let_go`](Holds::let_go) does. It is called once.
    #[inline]
    pub(crate) fn release(&self, threads: bool) -> Released {
        let before = if threads {
            self.0.fetch_sub(HOLD - RELEASED, Ordering::AcqRel)
        } else {
            let holds = self.0.load(Ordering::Relaxed);
            self.0.store(holds - (HOLD - RELEASED), Ordering::Relaxed);
            holds
        };
        Released { awaited: before & AWAITED != 0, last: before & COUNT == HOLD }
    }

    /// Requests a wake-up of this thread by [`release`](Holds::release). It writes the same word, so that one of the two sees
    /// the other.
    pub(crate) fn await_release(&self) {
        self.0.fetch_or(AWAITED, Ordering::AcqRel);
    }

    /// Returns true if the value was dropped, or consumed.
    pub(crate) fn released(&self) -> bool {
        self.0.load(Ordering::Acquire) & RELEASED != 0
    }
}
