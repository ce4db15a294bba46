//! A place for the number of a context that C passes no user data for: the shim is bound to the slot.

use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};

/// A slot: the number of its context, or 0.
#[doc(hidden)]
#[derive(Debug)]
pub struct Slot {
    number: AtomicUsize,
    uses: AtomicUsize,
}

/// Marks a slot that is taken and not yet filled. It is no number: it has no generation.
const RESERVED: usize = 1;

impl Slot {
    /// Returns an empty slot.
    #[doc(hidden)]
    pub const fn new() -> Self {
        Slot { number: AtomicUsize::new(0), uses: AtomicUsize::new(0) }
    }

    /// Reserves an empty slot for the caller, who fills or [vacates](Slot::vacate) it; returns false if it is not empty.
    fn take(&self) -> bool {
        let taken = self.number.compare_exchange(0, RESERVED, Ordering::Acquire, Ordering::Relaxed).is_ok();
        if taken {
            self.uses.fetch_add(1, Ordering::Relaxed);
        }
        taken
    }

    /// Fills a slot that was taken.
    pub(crate) fn fill(&self, context: *mut c_void) {
        self.number.store(context.addr(), Ordering::Release);
    }

    /// Returns the number in the slot; one that leads nowhere if it is empty.
    #[inline]
    pub(crate) fn context(&self) -> *mut c_void {
        ptr::without_provenance_mut(self.number.load(Ordering::Acquire))
    }

    /// Frees the slot; called when the memory of the frame is freed, or if there is no frame.
    pub(crate) fn vacate(&self) {
        self.number.store(0, Ordering::Release);
    }
}

/// Reserves the empty slot that was used least, and returns it with its index; `None` if all are taken.
pub(crate) fn take(slots: &'static [Slot]) -> Option<(usize, &'static Slot)> {
    loop {
        let empty = slots.iter().enumerate().filter(|(_, slot)| slot.number.load(Ordering::Relaxed) == 0);
        let least = empty.min_by_key(|(_, slot)| slot.uses.load(Ordering::Relaxed))?;
        // Another thread may have taken it meanwhile.
        if least.1.take() {
            return Some(least);
        }
    }
}
