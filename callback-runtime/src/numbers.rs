//! Numbers that stand for registered contexts. C holds a number in place of an address, and no number is used twice.
//!
//! So a call is checked before anything of its context is read: after the context was closed, with an invented number, or on
//! a thread that the context is not for. A number is odd, and the address of a frame is even: a generation above an index
//! above two flags. A lookup takes no lock.

use core::ffi::c_void;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use std::boxed::Box;
use std::vec::Vec;

use crate::about::About;
use crate::announce::{Announced, announce, announce_doubtful, mine};
use crate::errno::keeping_last_error;
use crate::fork::Lock;
use crate::frame::Core;
use crate::identity::is_made_for;
use crate::outcome::Reason;
use crate::owner::Found;
use crate::record::LET_IN;
use crate::way_out::{end_elsewhere, keep_pair};
use crate::{barrier, ends, retired, thread, thread_end, wait};

/// The bits of a number that are not its generation. 32 bits are for 2¹⁸ contexts at once, and 2¹² generations of each.
const LOW: u32 = if usize::BITS == 64 { 32 } else { 20 };
const MARK: usize = 1;
/// The context may be called on any thread.
const ANY_THREAD: usize = LET_IN;
const INDEX_SHIFT: u32 = 2;

/// The number of an entry that leads nowhere. No pointer from C finds an entry by it: there is none at the last index.
const CLOSED: usize = usize::MAX;
const _: () = assert!(FIRST * ((1 << CHUNKS) - 1) < (CLOSED & ((1 << LOW) - 1)) >> INDEX_SHIFT);

/// A bit that no address has: user space ends below it. So one comparison separates addresses from numbers and null.
const NO_ADDRESS: usize = if cfg!(target_arch = "x86_64") { 1 << (usize::BITS - 1) } else { 0 };

/// The last generation of an index, which is then never used again.
const LAST: usize = if NO_ADDRESS == 0 { usize::MAX >> LOW } else { usize::MAX >> 1 >> LOW };

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

/// An index of the table, on a cache line of its own: calls for different numbers do not contend for it.
#[repr(align(64))]
struct Entry {
    /// The number that leads to the frame, or [`CLOSED`].
    number: AtomicUsize,
    frame: AtomicPtr<c_void>,
    /// The thread that the context is for, or 0.
    thread: AtomicUsize,
    /// The last number that was refused on another thread; without its mark if it was not a call, but an end.
    elsewhere: AtomicUsize,
    /// The last number whose context was consumed by its one call.
    consumed: AtomicUsize,
    /// The callback of the context, until that is released.
    about: AtomicPtr<About>,
    generation: AtomicUsize,
    /// The kind of callbacks that the context was made for.
    kind: AtomicU32,
}

impl Entry {
    fn new() -> Self {
        Entry {
            number: AtomicUsize::new(CLOSED),
            frame: AtomicPtr::new(ptr::null_mut()),
            thread: AtomicUsize::new(0),
            elsewhere: AtomicUsize::new(0),
            consumed: AtomicUsize::new(0),
            about: AtomicPtr::new(ptr::null_mut()),
            generation: AtomicUsize::new(0),
            kind: AtomicU32::new(0),
        }
    }

    #[inline]
    fn frame(&self) -> NonNull<c_void> {
        // SAFETY: callers have compared the number, or have an end of it: it has or had a frame (`OPEN-HAS-FRAME`).
        unsafe { NonNull::new_unchecked(self.frame.load(Ordering::Relaxed)) }
    }
}

/// A call that was found by a number. That of a context of several threads is announced, which keeps the memory.
#[doc(hidden)]
#[derive(Debug)]
pub struct Pin(Option<Announced>);

impl Pin {
    #[inline]
    pub(crate) fn is_announced(&self) -> bool {
        self.0.is_some()
    }

    #[inline]
    pub(crate) fn let_in(&self) {
        if let Some(announced) = &self.0 {
            announced.let_in();
        }
    }
}

/// Finds the frame of a number for a call. One of several threads stays live for as long as the result; one of this thread
/// alone, until the context is closed here.
#[inline(always)]
pub(crate) fn find(context: *mut c_void, about: &'static About, kind: u32) -> Result<Found<Pin>, Reason> {
    // A constant for the shim, so that it is compiled for one of the two kinds.
    if (context.addr() & ANY_THREAD == 0) != about.of_thread {
        return Err(other_kind(context, about, kind));
    }
    look_up(context, Some((about, kind)), !about.of_thread, 0)
}

/// Finds the frame of a number of either kind.
#[inline]
pub(crate) fn find_any(context: *mut c_void, about: &'static About, kind: u32) -> Result<Found<Pin>, Reason> {
    look_up(context, Some((about, kind)), context.addr() & ANY_THREAD != 0, 0)
}

/// Finds the frame of a number for the owner of the context, who is inside as a call is.
pub(crate) fn find_for_owner(context: *mut c_void) -> Result<Found<Pin>, Reason> {
    look_up(context, None, context.addr() & ANY_THREAD != 0, 0)
}

/// Refuses the context of a callback that differs in its threads.
#[cold]
#[inline(never)]
fn other_kind(context: *mut c_void, about: &'static About, kind: u32) -> Reason {
    match find_any(context, about, kind) {
        // SAFETY: found.
        Ok(found) => unsafe { keep_pair(found, about) },
        Err(reason) => reason,
    }
}

/// Finds the frame of a number, or [marks](Entry::elsewhere) that it was used on another thread.
#[inline(always)]
fn look_up(
    context: *mut c_void,
    call: Option<(&'static About, u32)>,
    any_thread: bool,
    ends: usize,
) -> Result<Found<Pin>, Reason> {
    let number = context.addr();
    let Some(entry) = entry_of(number) else { return Err(not_found(context)) };
    let pin = Pin(if any_thread { Some(announce_for(entry, number, call)) } else { None });
    // An address differs from every number. What was announced before this cannot be released from here on (`ANNOUNCED`).
    if entry.number.load(Ordering::Acquire) != number {
        drop(pin);
        return Err(not_found(context));
    }
    if !pin.is_announced() && !thread::is_current(entry.thread.load(Ordering::Relaxed)) {
        return Err(refuse_elsewhere(entry, number ^ ends));
    }
    Ok(Found { frame: entry.frame(), pin })
}

/// Announces an end, or a call of a callback, which is expected to be refused if the context was made for others.
#[inline(always)]
fn announce_for(entry: &Entry, number: usize, call: Option<(&'static About, u32)>) -> Announced {
    match call {
        Some((about, kind)) if !is_made_for(entry.kind.load(Ordering::Relaxed), kind, about) => {
            announce_doubtful(number)
        }
        _ => announce(number),
    }
}

// Inlined: a separate function would return the reason through memory, and with it the frame.
#[inline(always)]
fn not_found(context: *mut c_void) -> Reason {
    match miss(context) {
        Miss::NoContext => Reason::NoContext,
        Miss::Closed => Reason::Closed,
        Miss::Consumed => Reason::Consumed,
        Miss::Unknown => Reason::Stale,
    }
}

/// A pointer from C that leads to no context.
enum Miss {
    NoContext,
    Closed,
    Consumed,
    /// It was never given to C.
    Unknown,
}

#[cold]
#[inline(never)]
fn miss(context: *mut c_void) -> Miss {
    let number = context.addr();
    if context.is_null() {
        return Miss::NoContext;
    }
    // A thread may have found the announcement of this call, and nothing tells it that the call has left.
    retired::settle(number);
    let Some(entry) = entry_of(number).filter(|_| is_number(context)) else { return Miss::Unknown };
    let generation = (number ^ NO_ADDRESS) >> LOW;
    if entry.consumed.load(Ordering::Relaxed) == number {
        Miss::Consumed
    } else if (1..=entry.generation.load(Ordering::Relaxed)).contains(&generation) {
        Miss::Closed
    } else {
        Miss::Unknown
    }
}

/// Records for the owner that a call, or an end, came on another thread than that of its context.
#[cold]
#[inline(never)]
fn refuse_elsewhere(entry: &Entry, mark: usize) -> Reason {
    entry.elsewhere.store(mark, Ordering::Relaxed);
    wait::wake();
    Reason::Thread
}

/// The number of entries in the first chunk; each further chunk has twice as many as the one before.
const FIRST: usize = 64;
const CHUNKS: usize = (LOW - INDEX_SHIFT - FIRST.trailing_zeros()) as usize;

/// The chunks, which are allocated on demand and never freed.
static TABLE: [AtomicPtr<Entry>; CHUNKS] = [const { AtomicPtr::new(ptr::null_mut()) }; CHUNKS];

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

#[inline]
fn entry_of(number: usize) -> Option<&'static Entry> {
    entry((number & ((1 << LOW) - 1)) >> INDEX_SHIFT)
}

/// Returns true for a number that leads nowhere any more. The words of calls that are not numbers are none.
pub(crate) fn is_closed(word: usize) -> bool {
    word & MARK != 0 && entry_of(word).is_none_or(|entry| entry.number.load(Ordering::Acquire) != word)
}

/// The free indices, and the number of indices ever used.
struct Free {
    indices: Vec<usize>,
    used: usize,
}

static FREE: Lock<Free> = Lock::new(Free { indices: Vec::new(), used: 0 });

/// The number of a context, and its place in the table.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    entry: &'static Entry,
    index: usize,
    bits: usize,
}

/// Takes a number; calls with it are refused before it is [open](Number::open).
///
/// # Panics
///
/// Panics if every index is in use: 2³⁰ contexts are live, or 2¹⁸ with pointers of 32 bits.
pub(crate) fn take(any_thread: bool) -> Number {
    thread_end::prepare();
    if any_thread {
        barrier::prepare();
    }
    let index = free_index().expect("there are more live contexts than a pointer has numbers for");
    let entry = entry(index).expect("the chunk of a free index is there");
    let generation = entry.generation.load(Ordering::Relaxed) + 1;
    entry.generation.store(generation, Ordering::Relaxed);
    let flags = MARK | if any_thread { ANY_THREAD } else { 0 };
    // Without the bit of `NO_ADDRESS`, every address would have to be compared with the mark.
    let bits = NO_ADDRESS | generation << LOW | index << INDEX_SHIFT | flags;
    Number { entry, index, bits }
}

/// Returns a free index: one that this thread keeps, or else one of all. More of those are kept for the next contexts.
fn free_index() -> Option<usize> {
    let mine = keeping_last_error(mine);
    if let Some(index) = mine.and_then(|mine| mine.spare.pop()) {
        return Some(index);
    }
    let mut free = FREE.lock();
    if let Some(index) = free.indices.pop() {
        while let Some(mine) = mine.filter(|mine| mine.spare.has_room()) {
            let Some(index) = free.indices.pop() else { break };
            mine.spare.push(index);
        }
        return Some(index);
    }
    let (chunk, _) = place(free.used);
    let entries = TABLE.get(chunk)?;
    if entries.load(Ordering::Relaxed).is_null() {
        let new: Box<[Entry]> = (0..FIRST << chunk).map(|_| Entry::new()).collect();
        entries.store(Box::leak(new).as_mut_ptr(), Ordering::Release);
    }
    free.used += 1;
    Some(free.used - 1)
}

impl Number {
    /// Returns the number, as a context pointer.
    pub(crate) fn context(self) -> *mut c_void {
        ptr::without_provenance_mut(self.bits)
    }

    pub(crate) fn is_of_any_thread(self) -> bool {
        self.bits & ANY_THREAD != 0
    }

    /// Lets calls in, for a frame that is ready, on this thread or on any.
    pub(crate) fn open(self, frame: NonNull<Core>, about: &'static About) {
        let thread = if self.is_of_any_thread() { 0 } else { thread::owner() };
        self.entry.frame.store(frame.as_ptr().cast(), Ordering::Relaxed);
        self.entry.thread.store(thread, Ordering::Relaxed);
        // SAFETY: `frame` is ready: every frame begins with its core (`CORE-FIRST`).
        self.entry.kind.store(unsafe { frame.as_ref() }.identity().kind(), Ordering::Relaxed);
        self.entry.about.store(ptr::from_ref(about).cast_mut(), Ordering::Relaxed);
        self.entry.number.store(self.bits, Ordering::Release);
    }

    /// Lets no more calls in. Returns true for the first time.
    pub(crate) fn close(self) -> bool {
        self.entry.number.compare_exchange(self.bits, CLOSED, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// Returns true if this thread is the one that the context is for, or there is none.
    pub(crate) fn is_of_this_thread(self) -> bool {
        self.is_of_any_thread() || thread::is_current(self.entry.thread.load(Ordering::Relaxed))
    }

    /// Returns true if a call on another thread was refused.
    pub(crate) fn was_called_elsewhere(self) -> bool {
        self.entry.elsewhere.load(Ordering::Relaxed) == self.bits
    }

    /// Returns true if a call or an end on another thread was refused.
    pub(crate) fn was_used_elsewhere(self) -> bool {
        self.entry.elsewhere.load(Ordering::Relaxed) | MARK == self.bits
    }

    /// Removes the mark of that. Returns true if there was one.
    pub(crate) fn take_elsewhere(self) -> bool {
        self.was_used_elsewhere() && self.entry.elsewhere.swap(0, Ordering::Relaxed) | MARK == self.bits
    }

    /// Records that the value of the context was dropped, or consumed by the one call.
    pub(crate) fn release(self, consumed: bool) {
        if consumed {
            self.entry.consumed.store(self.bits, Ordering::Relaxed);
        }
        self.entry.about.store(ptr::null_mut(), Ordering::Relaxed);
    }

    /// Frees the index of a context whose memory is not needed any more. Its number is never used again.
    pub(crate) fn vacate(self) {
        let kept = || keeping_last_error(mine).is_some_and(|mine| mine.spare.push(self.index));
        if self.entry.generation.load(Ordering::Relaxed) < LAST && !kept() {
            FREE.lock().indices.push(self.index);
        }
    }
}

/// Ends the context that C passed to a destroy notify, if it is a live number. Each end of a context in a slot is counted.
pub(crate) fn destroy(context: *mut c_void) {
    match look_up(context, None, context.addr() & ANY_THREAD != 0, MARK) {
        Ok(found) => {
            let core = found.frame.cast::<Core>();
            // SAFETY: every frame begins with its core (`CORE-FIRST`), and is live (`FRAME-LIVE`).
            if unsafe { core.as_ref() }.identity().may_be_ended() {
                // SAFETY: as above; a hold that is given up was taken from the ends (`ENDS`).
                unsafe { Core::end(core, ends::take(context)) };
            }
            drop(found.pin);
        }
        Err(Reason::Thread) => {
            if let Some(about) = about_of(context.addr()) {
                end_elsewhere(about.declared.subject());
            }
        }
        Err(_) => end_again(context),
    }
}

/// Gives up the hold of one more end of a closed context.
#[cold]
fn end_again(context: *mut c_void) {
    let Some(entry) = entry_of(context.addr()) else { return };
    let mut frame = None;
    ends::take_if(context, || {
        let thread = entry.thread.load(Ordering::Relaxed);
        // The end holds the frame, which stays in the entry (`GENERATION`).
        frame = (thread == 0 || thread::is_current(thread)).then(|| entry.frame());
        frame.is_some()
    });
    if let Some(frame) = frame {
        // SAFETY: the frame is live by the end's hold, which was taken (`ENDS`).
        unsafe { Core::end(frame.cast(), true) };
    }
}

fn about_of(number: usize) -> Option<&'static About> {
    // SAFETY: null, or the properties of a callback, which are constants.
    unsafe { entry_of(number)?.about.load(Ordering::Relaxed).as_ref() }
}

/// Returns the callbacks of the contexts whose value is live.
pub(crate) fn live() -> impl Iterator<Item = &'static About> {
    let used = FREE.lock().used;
    (0..used).filter_map(|index| {
        // SAFETY: null, or the properties of a callback, which are constants.
        unsafe { entry(index)?.about.load(Ordering::Relaxed).as_ref() }
    })
}

#[cfg(test)]
mod tests {
    use core::sync::atomic::Ordering;

    use super::{LAST, take};

    /// A number is never used again: the index of its last generation retires.
    #[test]
    fn s79_an_index_retires_with_its_last_generation() {
        let number = take(false);
        number.entry.generation.store(LAST - 2, Ordering::Relaxed);
        number.vacate();
        for last in [LAST - 1, LAST] {
            let again = take(false);
            // The thread has kept the index.
            assert_eq!((again.index, again.entry.generation.load(Ordering::Relaxed)), (number.index, last));
            again.vacate();
        }
        assert!((0..100).all(|_| take(false).index != number.index));
    }
}
