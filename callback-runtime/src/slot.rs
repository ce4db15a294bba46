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

    /// Reserves an empty slot for the caller, who fills it; returns false if it is not empty.
    pub(crate) fn take(&self) -> bool {
        let taken = self.number.compare_exchange(0, RESERVED, Ordering::Acquire, Ordering::Relaxed).is_ok();
        if taken {
            self.uses.fetch_add(1, Ordering::Relaxed);
        }
        taken
    }

    /// Returns the number of times that the slot was taken.
    pub(crate) fn uses(&self) -> usize {
        self.uses.load(Ordering::Relaxed)
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

    /// Frees the slot; called when the memory of the frame is freed.
    pub(crate) fn vacate(&self) {
        self.number.store(0, Ordering::Release);
    }
}
