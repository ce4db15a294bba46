//! The table of numbers: entries that calls read, and their marks. It is never freed.

use core::ffi::c_void;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use std::alloc::{Layout, alloc_zeroed, handle_alloc_error};

use crate::frame::about::About;
use crate::registry::record::LET_IN;

/// The bits of a number that are not its generation. 32 bits are for 2¹⁸ contexts at once, and 2¹² generations of each.
pub(super) const LOW: u32 = if usize::BITS == 64 { 32 } else { 20 };

pub(super) const MARK: usize = 1;

/// The context may be called on any thread.
pub(super) const ANY_THREAD: usize = LET_IN;

pub(super) const INDEX_SHIFT: u32 = 2;

/// The difference between the number of an entry and the word of the entry when the number leads nowhere: the word then has
/// the index of another entry, so that no pointer from C finds it here. It keeps the generation.
pub(super) const CLOSED: usize = 1 << INDEX_SHIFT;

const _: () = assert!(FIRST * ((1 << CHUNKS) - 1) <= 1 << (LOW - INDEX_SHIFT));

/// A bit that no address has: user space ends below it. So one comparison separates addresses from numbers and null.
pub(super) const NO_ADDRESS: usize = if cfg!(target_arch = "x86_64") { 1 << (usize::BITS - 1) } else { 0 };

/// The last generation of an index, which is then never used again. A [mark](Marks) has room for it and a bit.
pub(super) const LAST: usize = {
    let last = if NO_ADDRESS == 0 { usize::MAX >> LOW } else { usize::MAX >> 1 >> LOW };
    let fits = u32::MAX as usize >> 1;
    if last < fits { last } else { fits }
};

/// Returns the generation in a number, or in the word of an entry.
pub(super) fn generation(word: usize) -> usize {
    (word ^ (word & NO_ADDRESS)) >> LOW
}

/// Returns true for null and for numbers.
#[inline]
#[allow(clippy::cast_possible_wrap, reason = "the sign is the question")]
pub(crate) fn is_no_address(context: *mut c_void) -> bool {
    if NO_ADDRESS == 0 { context.is_null() || is_number(context) } else { (context.addr() as isize) <= 0 }
}

/// Returns true if `context` is a number and not the address of a frame.
#[inline]
pub(crate) fn is_number(context: *mut c_void) -> bool {
    context.addr() & MARK != 0
}

/// An index of the table: what a call reads. Calls write nothing here, so that two entries share a cache line; a thread
/// [takes](BLOCK) neighbours. All bits are 0 before the first use, which is a word that no pointer finds.
#[repr(C)]
pub(super) struct Entry {
    /// The number that leads to the frame; with [`CLOSED`] if it leads nowhere any more.
    pub(super) word: AtomicUsize,
    pub(super) frame: AtomicPtr<c_void>,
    /// The thread that the context is for. For one of several threads: the kind of callbacks that it was made for, with [`KIND`].
    pub(super) made_for: AtomicUsize,
    /// The callback of the context, until that is released.
    pub(super) about: AtomicPtr<About>,
}

/// A bit that no [owner](thread::owner) has. A thread that has found a number of its own is wrong about the entry if that was closed
/// and has the next context meanwhile: the kind of that must not be taken for the thread.
pub(super) const KIND: usize = 1 << (usize::BITS - 1);

/// Returns the word of an entry for a kind.
pub(super) fn of_kind(kind: u32) -> usize {
    kind as usize | KIND
}

/// Notes on an index: in a table of its own behind the entries of a chunk, since few calls read or write it.
#[repr(C)]
pub(super) struct Marks {
    /// The generation of the last number that was refused on another thread, above a bit that is set if that was a call, and not
    /// an end.
    pub(super) elsewhere: AtomicU32,
    /// The generation of the last number whose context was consumed by its one call.
    pub(super) consumed: AtomicU32,
}

/// Returns the mark of a generation.
#[allow(clippy::cast_possible_truncation, reason = "it is at most `LAST`")]
pub(super) fn mark(generation: usize) -> u32 {
    generation as u32
}

impl Entry {
    /// Returns the kind of callbacks that the context was made for, if it is of several threads; with pointers of 32 bits, with
    /// the bit of [`KIND`].
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "it was stored as `u32`")]
    pub(super) fn kind(&self) -> u32 {
        self.made_for.load(Ordering::Relaxed) as u32
    }

    #[inline]
    pub(super) fn frame(&self) -> NonNull<c_void> {
        // SAFETY: callers have compared the number, or have an end of it: it has or had a frame (`OPEN-HAS-FRAME`).
        unsafe { NonNull::new_unchecked(self.frame.load(Ordering::Relaxed)) }
    }
}

/// The number of entries in the first chunk; each further chunk has twice as many as the one before.
pub(super) const FIRST: usize = 64;

pub(super) const CHUNKS: usize = (LOW - INDEX_SHIFT - FIRST.trailing_zeros()) as usize;

/// The chunks, which are allocated on demand and never freed.
pub(super) static TABLE: [AtomicPtr<Entry>; CHUNKS] = [const { AtomicPtr::new(ptr::null_mut()) }; CHUNKS];

/// Returns the chunk of an index, and its place there.
#[inline]
pub(super) fn place(index: usize) -> (usize, usize) {
    let position = index + FIRST;
    let chunk = position.ilog2() - FIRST.ilog2();
    (chunk as usize, position - (FIRST << chunk))
}

/// Returns the entry of an index, if its chunk was allocated.
#[inline]
pub(super) fn entry(index: usize) -> Option<&'static Entry> {
    let (chunk, place) = place(index);
    let entries = entries(chunk)?;
    // SAFETY: the chunk has `FIRST << chunk` entries and is never freed (`CHUNKS-STAY`); `place` is below that.
    let entry = unsafe { entries.add(place) };
    // SAFETY: an entry of the chunk (`CHUNKS-STAY`).
    Some(unsafe { entry.as_ref() })
}

/// Returns the entries of a chunk, if it was allocated.
#[inline]
pub(super) fn entries(chunk: usize) -> Option<NonNull<Entry>> {
    NonNull::new(TABLE.get(chunk)?.load(Ordering::Acquire))
}

#[inline]
pub(super) fn index_of(number: usize) -> usize {
    (number & ((1 << LOW) - 1)) >> INDEX_SHIFT
}

#[inline]
pub(super) fn entry_of(number: usize) -> Option<&'static Entry> {
    entry(index_of(number))
}

/// Returns the marks of the index of a number, if its chunk was allocated.
#[cold]
pub(super) fn marks_of(number: usize) -> Option<&'static Marks> {
    let (chunk, place) = place(index_of(number));
    // SAFETY: the marks of a chunk are behind its `FIRST << chunk` entries (`CHUNKS-STAY`).
    let marks = unsafe { entries(chunk)?.add(FIRST << chunk) }.cast::<Marks>();
    // SAFETY: there are as many as entries, and `place` is below that (`CHUNKS-STAY`).
    let marks = unsafe { marks.add(place) };
    // SAFETY: in the chunk, which is never freed (`CHUNKS-STAY`); all bits 0 are a value of it.
    Some(unsafe { marks.as_ref() })
}

/// Allocates a chunk: entries, and behind them as many marks.
pub(super) fn new_chunk(chunk: usize) -> NonNull<Entry> {
    const { assert!(align_of::<Entry>() >= align_of::<Marks>()) };
    let size = (FIRST << chunk) * (size_of::<Entry>() + size_of::<Marks>());
    let layout = Layout::from_size_align(size, LINE).expect("a chunk has a size");
    // SAFETY: the size is not 0.
    let memory = NonNull::new(unsafe { alloc_zeroed(layout) });
    let entries = memory.unwrap_or_else(|| handle_alloc_error(layout)).cast::<Entry>();
    if chunk == 0 {
        // NULL has index 0 and looks for a word that is 0.
        // SAFETY: the first entry of the chunk; all bits 0 are a value of it.
        unsafe { entries.as_ref() }.word.store(CLOSED, Ordering::Relaxed);
    }
    entries
}

/// Returns true for a number that leads nowhere any more. The words of calls that are not numbers are none.
pub(crate) fn is_closed(word: usize) -> bool {
    word & MARK != 0 && entry_of(word).is_none_or(|entry| entry.word.load(Ordering::Acquire) != word)
}

/// The alignment of a chunk: a cache line, or two where they are fetched in pairs.
pub(super) const LINE: usize = 128;

/// The highest index.
#[cfg(not(test))]
pub(super) const MAX_INDEX: usize = FIRST * ((1 << CHUNKS) - 1) - 1;

#[cfg(test)]
pub(super) const MAX_INDEX: usize = 2000;
