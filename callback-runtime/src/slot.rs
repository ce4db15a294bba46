//! A place for a context that C holds without its address: pinned by each call, so that its memory is not freed
//! during one, and closed without a lock. A pin keeps the memory and not the value: a call that is refused may
//! be the last one to leave, and drops nothing.

use core::ffi::c_void;
use core::ptr::NonNull;

use crate::frame::Core;
use crate::sync::{AtomicPtr, AtomicUsize, Ordering};

/// The bits of the word that are the generation, above the closed flag and the count of the pins.
const GENERATION_SHIFT: u32 = usize::BITS / 2;
const CLOSED: usize = 1 << (GENERATION_SHIFT - 1);
const PINS: usize = CLOSED - 1;

/// The last generation that a slot has; after it the slot is never used again.
pub(crate) const LAST_GENERATION: usize = usize::MAX >> GENERATION_SHIFT;

/// A slot: its generation, a closed flag, and the number of calls inside.
#[doc(hidden)]
#[derive(Debug)]
pub struct Slot {
    word: AtomicUsize,
    frame: AtomicPtr<c_void>,
}

impl Slot {
    /// Returns an empty slot.
    #[doc(hidden)]
    pub const fn new() -> Self {
        Slot { word: AtomicUsize::new(CLOSED), frame: AtomicPtr::new(core::ptr::null_mut()) }
    }

    /// Reserves an empty slot for the caller, who fills it; returns false if it is not empty.
    pub(crate) fn take(&self) -> bool {
        // A free slot is closed, unpinned and has no frame.
        self.frame.compare_exchange(core::ptr::null_mut(), RESERVED, Ordering::Acquire, Ordering::Relaxed).is_ok()
    }

    /// Opens a slot that was taken, in its next generation.
    pub(crate) fn open(&self, frame: NonNull<Core>) {
        self.frame.store(frame.as_ptr().cast(), Ordering::Relaxed);
        // The word of a closed slot is changed by no one else: stale calls fail before they write.
        self.word.store(self.next_generation() << GENERATION_SHIFT, Ordering::Release);
    }

    /// Returns the generation that a closed slot is opened in.
    ///
    /// That of a slot behind a shim begins again after the last one. The earlier one is not in use by then: a registration has
    /// its slot for as long as it lives. A number has its generation in it, and retires with its [last](Slot::exhausted).
    pub(crate) fn next_generation(&self) -> usize {
        (self.generation() + 1) & LAST_GENERATION
    }

    /// Pins the slot in its current generation; `None` if it is closed.
    #[inline]
    pub(crate) fn pin(&'static self) -> Option<Pin> {
        self.pin_if(|_| true)
    }

    /// Pins the slot in one generation; `None` if it is closed or in another.
    #[inline]
    pub(crate) fn pin_generation(&'static self, generation: usize) -> Option<Pin> {
        self.pin_if(|word| word >> GENERATION_SHIFT == generation)
    }

    #[inline]
    fn pin_if(&'static self, admits: impl Fn(usize) -> bool) -> Option<Pin> {
        let mut word = self.word.load(Ordering::Relaxed);
        loop {
            if word & CLOSED != 0 || !admits(word) {
                return None;
            }
            // With pointers of 32 bits a recursion may come as far.
            if usize::BITS < 64 && word & PINS == PINS {
                return None;
            }
            match self.word.compare_exchange_weak(word, word + 1, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Some(Pin { slot: self, frame: self.frame() }),
                Err(now) => word = now,
            }
        }
    }

    #[inline]
    fn frame(&self) -> NonNull<c_void> {
        let frame = self.frame.load(Ordering::Relaxed);
        // SAFETY: an open slot has a frame, which was stored before the word (`OPEN-HAS-FRAME`).
        unsafe { NonNull::new_unchecked(frame) }
    }

    /// Closes the slot in one generation: no call pins it any more. The memory of the frame is left when the last pin
    /// is dropped.
    pub(crate) fn close(&self, generation: usize) {
        let mut word = self.word.load(Ordering::Relaxed);
        loop {
            if word & CLOSED != 0 || word >> GENERATION_SHIFT != generation {
                return;
            }
            match self.word.compare_exchange_weak(word, word | CLOSED, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => break,
                Err(now) => word = now,
            }
        }
        if word & PINS == 0 {
            self.leave_memory();
        }
    }

    /// Returns true if no call has the slot pinned.
    pub(crate) fn unpinned(&self) -> bool {
        self.word.load(Ordering::Acquire) & PINS == 0
    }

    /// Returns the number of times that the slot was taken.
    pub(crate) fn generation(&self) -> usize {
        self.word.load(Ordering::Relaxed) >> GENERATION_SHIFT
    }

    /// Puts a closed slot in a generation, as if it had been used as often.
    #[cfg(test)]
    pub(crate) fn set_generation(&self, generation: usize) {
        self.word.store(generation << GENERATION_SHIFT | CLOSED, Ordering::Release);
    }

    /// Gives up the slot's hold on the memory of the frame, once in a generation: when the slot is closed and the last
    /// pin is dropped.
    #[cold]
    #[inline(never)]
    fn leave_memory(&self) {
        // SAFETY: every frame begins with its core (`CORE-FIRST`). The slot holds its memory, and gives that up here, the one time
        // (`MEMORY`).
        unsafe { Core::leave_memory(self.frame().cast()) };
    }

    /// Makes the slot free for the next generation; called when the memory of the frame is freed.
    pub(crate) fn vacate(&self) {
        self.frame.store(core::ptr::null_mut(), Ordering::Release);
    }
}

/// Marks a slot that is taken and not yet open.
const RESERVED: *mut c_void = core::ptr::without_provenance_mut(1);

/// A call that is inside a slot. It leaves when it is dropped.
#[doc(hidden)]
#[derive(Debug)]
pub struct Pin {
    slot: &'static Slot,
    frame: NonNull<c_void>,
}

impl Pin {
    #[inline]
    pub(crate) fn frame(&self) -> NonNull<c_void> {
        self.frame
    }
}

impl Drop for Pin {
    #[inline]
    fn drop(&mut self) {
        let before = self.slot.word.fetch_sub(1, Ordering::AcqRel);
        if before & (CLOSED | PINS) == CLOSED | 1 {
            self.slot.leave_memory();
        }
    }
}
