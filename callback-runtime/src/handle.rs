//! Numbers that stand for contexts, for C code that may use a context after it was unregistered.
//!
//! A handle is an odd number (the address of a frame is even): a generation above an index above the mark. A
//! generation is used once, so that a stale or invented number is refused; the lookup takes no lock.

use core::ffi::c_void;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicPtr, Ordering};
use std::boxed::Box;
use std::vec::Vec;

use crate::fork::{Lock, Locked};
use crate::frame::Core;
use crate::outcome::Reason;
use crate::owner::Found;
use crate::slot::{LAST_GENERATION, Pin, Slot};
use crate::way_out::end_elsewhere;

/// The bits of a handle that are not its generation: the index and the mark.
const LOW: u32 = usize::BITS / 2;
const MARK: usize = 1;

/// A bit that no address has: user space ends below it. So one comparison separates addresses from numbers and null.
const NO_ADDRESS: usize = if cfg!(target_arch = "x86_64") { 1 << (usize::BITS - 1) } else { 0 };

/// The last generation of a handle.
const LAST: usize = if NO_ADDRESS == 0 { LAST_GENERATION } else { LAST_GENERATION >> 1 };

/// Returns true for null and for numbers.
#[inline]
#[allow(clippy::cast_possible_wrap, reason = "the sign is the question")]
pub(crate) fn is_no_address(context: *mut c_void) -> bool {
    if NO_ADDRESS == 0 { context.is_null() || is_handle(context) } else { (context.addr() as isize) <= 0 }
}

/// Returns true if `context` is a handle and not the address of a frame.
#[inline]
pub(crate) fn is_handle(context: *mut c_void) -> bool {
    context.addr() & MARK != 0
}

/// Finds the frame of a handle and keeps it live.
#[inline]
pub(crate) fn find(context: *mut c_void) -> Result<Found<Pin>, Reason> {
    let (generation, index) = parts(context);
    // Null has no mark.
    let (true, Some(entry)) = (is_handle(context), entry(index)) else {
        return Err(not_found(context));
    };
    match entry.slot.pin_generation(generation) {
        Some(pin) => Ok(Found { frame: pin.frame(), pin }),
        None => Err(not_found(context)),
    }
}

// Inlined: a separate function would return the reason through memory, and with it the frame.
#[inline(always)]
fn not_found(context: *mut c_void) -> Reason {
    if context.is_null() { Reason::NoContext } else { Reason::Stale }
}

#[inline]
fn parts(context: *mut c_void) -> (usize, usize) {
    // A number without the bit of `NO_ADDRESS` gets a generation that no slot has.
    let number = context.addr() ^ NO_ADDRESS;
    (number >> LOW, (number & ((1 << LOW) - 1)) >> 1)
}

/// A slot of the table, on a cache line of its own: calls for different handles do not contend for it.
#[repr(align(64))]
struct Entry {
    slot: Slot,
}

/// The number of entries in the first chunk; each further chunk has twice as many as the one before.
const FIRST: usize = 64;
const CHUNKS: usize = (LOW - 1 - FIRST.trailing_zeros()) as usize;

/// The chunks, which are allocated on demand and never freed.
static TABLE: [AtomicPtr<Entry>; CHUNKS] = [const { AtomicPtr::new(core::ptr::null_mut()) }; CHUNKS];

/// Returns the chunk of an index, and its place there.
#[inline]
fn place(index: usize) -> (usize, usize) {
    let position = index + FIRST;
    let chunk = position.ilog2() - FIRST.ilog2();
    (chunk as usize, position - (FIRST << chunk))
}

/// Returns the entry of an index, if its chunk was allocated.
#[inline]
fn entry(index: usize) -> Option<&'static Entry> {
    let (chunk, place) = place(index);
    let entries = NonNull::new(TABLE.get(chunk)?.load(Ordering::Acquire))?;
    // SAFETY: the chunk has `FIRST << chunk` entries and is never freed (`CHUNKS-STAY`); `place` is below that.
    let entry = unsafe { entries.add(place) };
    // SAFETY: an entry of the chunk (`CHUNKS-STAY`).
    Some(unsafe { entry.as_ref() })
}

/// The free indices, and the number of indices ever used.
struct Free {
    indices: Vec<usize>,
    used: usize,
}

static FREE: Lock<Free> = Lock::new(Free { indices: Vec::new(), used: 0 });

fn free() -> Locked<'static, Free> {
    FREE.lock()
}

/// The position of a context in the table.
#[derive(Clone, Copy)]
pub(crate) struct Handle {
    slot: &'static Slot,
    index: usize,
    generation: usize,
}

/// Takes a number for a frame; calls with it are refused before it is [open](Handle::open).
///
/// # Panics
///
/// Panics if every index is in use: 2³¹ contexts are live, or 2¹⁵ with pointers of 32 bits.
pub(crate) fn take() -> Handle {
    let index = free_index().expect("there are more live handles than a pointer has room for");
    let entry = entry(index).expect("the chunk of a free index is there");
    let taken = entry.slot.take();
    debug_assert!(taken, "a free slot is empty");
    Handle { slot: &entry.slot, index, generation: entry.slot.next_generation() }
}

fn free_index() -> Option<usize> {
    let mut free = free();
    if let Some(index) = free.indices.pop() {
        return Some(index);
    }
    let (chunk, _) = place(free.used);
    let entries = TABLE.get(chunk)?;
    if entries.load(Ordering::Relaxed).is_null() {
        let new: Box<[Entry]> = (0..FIRST << chunk).map(|_| Entry { slot: Slot::new() }).collect();
        entries.store(Box::leak(new).as_mut_ptr(), Ordering::Release);
    }
    free.used += 1;
    Some(free.used - 1)
}

impl Handle {
    /// Returns the number, as a context pointer.
    pub(crate) fn context(self) -> *mut c_void {
        core::ptr::without_provenance_mut(NO_ADDRESS | (self.generation << LOW) | (self.index << 1) | MARK)
    }

    /// Lets calls in, for a frame that is ready.
    pub(crate) fn open(self, frame: NonNull<Core>) {
        self.slot.open(frame);
    }

    /// Returns the slot of the number, and its generation.
    pub(crate) fn slot(self) -> (&'static Slot, usize) {
        (self.slot, self.generation)
    }

    /// Frees the index of a context whose memory is not needed any more. Its number is never used again.
    pub(crate) fn vacate(self) {
        let exhausted = self.generation >= LAST;
        self.slot.vacate();
        if !exhausted {
            free().indices.push(self.index);
        }
    }
}

/// Ends the context that C passed to a destroy notify, if it is a live handle.
pub(crate) fn destroy(context: *mut c_void) {
    let (generation, index) = parts(context);
    if let Some(pin) = entry(index).and_then(|entry| entry.slot.pin_generation(generation)) {
        let core = pin.frame().cast::<Core>();
        // SAFETY: every frame begins with its core (`CORE-FIRST`), and the pin keeps its memory (`PINNED`).
        let this = unsafe { core.as_ref() };
        if !this.identity().may_be_ended() {
            // The notify of another context was passed to C.
            return;
        }
        if this.is_of_this_thread() {
            // SAFETY: as above. C has a number, and so no hold to give up.
            unsafe { Core::end(core, false) };
        } else {
            this.mark_elsewhere();
            end_elsewhere(this.subject());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FREE, Handle, LAST, entry, free_index};

    /// A number is never used again: the index of its last generation retires.
    #[test]
    fn s79_an_index_retires_with_its_last_generation() {
        let index = free_index().unwrap();
        let slot = &entry(index).unwrap().slot;
        slot.set_generation(LAST - 2);
        for retired in [false, true] {
            assert!(slot.take());
            let generation = slot.next_generation();
            assert_eq!(generation, if retired { LAST } else { LAST - 1 });
            slot.set_generation(generation);
            Handle { slot, index, generation }.vacate();
            assert_eq!(FREE.lock().indices.contains(&index), !retired);
            FREE.lock().indices.retain(|&free| free != index);
        }
    }
}
