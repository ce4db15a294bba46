//! Free indices that a thread keeps for its next contexts, so that registering takes no lock.

use core::sync::atomic::{AtomicUsize, Ordering};

/// The number of indices that a thread keeps at the most.
const ROOM: usize = 14;

/// The free indices of one thread, which alone uses them.
#[derive(Debug)]
pub(crate) struct Spare {
    count: AtomicUsize,
    indices: [AtomicUsize; ROOM],
}

impl Spare {
    pub(crate) const fn new() -> Self {
        Spare { count: AtomicUsize::new(0), indices: [const { AtomicUsize::new(0) }; ROOM] }
    }

    /// Takes an index.
    #[inline]
    pub(crate) fn pop(&self) -> Option<usize> {
        let count = self.count.load(Ordering::Relaxed).checked_sub(1)?;
        let index = self.indices[count].load(Ordering::Relaxed);
        self.count.store(count, Ordering::Relaxed);
        Some(index)
    }

    /// Keeps an index. Returns false if there is no room.
    #[inline]
    pub(crate) fn push(&self, index: usize) -> bool {
        let count = self.count.load(Ordering::Relaxed);
        let Some(place) = self.indices.get(count) else { return false };
        place.store(index, Ordering::Relaxed);
        self.count.store(count + 1, Ordering::Relaxed);
        true
    }

    /// Returns true if half of the room is free.
    pub(crate) fn has_room(&self) -> bool {
        self.count.load(Ordering::Relaxed) < ROOM / 2
    }
}
