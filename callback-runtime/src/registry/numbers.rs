//! Numbers that stand for registered contexts. C holds a number in place of an address, and no number is used twice.
//!
//! So a call is checked before anything of its context is read: after the context was closed, with an invented number, or on
//! a thread that the context is not for. A number is odd, and the address of a frame is even: a generation above an index
//! above two flags. A lookup takes no lock.

use core::ffi::c_void;
use core::ptr::{self, NonNull};
use core::sync::atomic::Ordering;
use std::vec::Vec;

use crate::frame::about::About;
use crate::frame::core::Core;
use crate::frame::found::{Found, Pinned};
use crate::frame::identity::is_made_for;
use crate::outcome::errno::keeping_last_error;
use crate::outcome::refused::Reason;
use crate::registry::announce::{Announced, announce, announce_doubtful, mine};
use crate::registry::mispaired::{end_elsewhere, keep_pair};
use crate::registry::table::{
    ANY_THREAD, CLOSED, Entry, INDEX_SHIFT, LAST, LOW, MARK, MAX_INDEX, Marks, NO_ADDRESS, TABLE, entry, entry_of,
    generation, index_of, is_number, mark, marks_of, new_chunk, of_kind, place,
};
use crate::registry::{ends, retired, thread, thread_end, wait};
use crate::sync::barrier;
use crate::sync::fork::Lock;

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
    if entry.word.load(Ordering::Acquire) != number {
        drop(pin);
        return Err(not_found(context));
    }
    if !pin.is_announced() && !thread::is_current(entry.made_for.load(Ordering::Relaxed)) {
        return Err(refuse_elsewhere(number ^ ends));
    }
    Ok(Found { frame: entry.frame(), pin })
}

/// Announces an end, or a call of a callback, which is expected to be refused if the context was made for others.
#[inline(always)]
fn announce_for(entry: &Entry, number: usize, call: Option<(&'static About, u32)>) -> Announced {
    match call {
        Some((about, kind)) if !is_made_for(entry.kind(), kind, about) => announce_doubtful(number),
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
    let last = generation(entry.word.load(Ordering::Relaxed));
    // A number has the bit of `NO_ADDRESS`.
    let generation = (number ^ NO_ADDRESS) >> LOW;
    let consumed = || marks_of(number).is_some_and(|it| it.consumed.load(Ordering::Relaxed) == mark(generation));
    if !(1..=last).contains(&generation) {
        Miss::Unknown
    } else if consumed() {
        Miss::Consumed
    } else {
        Miss::Closed
    }
}

/// Records for the owner that a call, or an end, came on another thread than that of its context. `number` has no [`MARK`] for
/// an end.
#[cold]
#[inline(never)]
fn refuse_elsewhere(number: usize) -> Reason {
    if let Some(marks) = marks_of(number) {
        marks.elsewhere.store(mark(generation(number)) << 1 | mark(number & MARK), Ordering::Relaxed);
    }
    wait::wake();
    Reason::Thread
}

/// The number of neighbours that a thread takes from the unused indices at once: those on one [`LINE`] and the next.
const BLOCK: usize = 8;

/// The free indices, and the number of indices ever used.
struct Free {
    indices: Vec<usize>,
    used: usize,
}

static FREE: Lock<Free> = Lock::new(Free { indices: Vec::new(), used: 0 });

impl Free {
    /// Takes an index that was used before.
    fn again(&mut self) -> Option<usize> {
        self.indices.pop()
    }

    /// Takes the next index that was never used; `None` if there is none.
    fn next(&mut self) -> Option<usize> {
        if self.used > MAX_INDEX {
            return None;
        }
        let (chunk, _) = place(self.used);
        let entries = TABLE.get(chunk)?;
        if entries.load(Ordering::Relaxed).is_null() {
            entries.store(new_chunk(chunk).as_ptr(), Ordering::Release);
        }
        self.used += 1;
        Some(self.used - 1)
    }
}

impl Pinned for Pin {
    #[inline]
    fn is_announced(&self) -> bool {
        Pin::is_announced(self)
    }

    #[inline]
    fn let_in(&self) {
        Pin::let_in(self);
    }
}

/// The number of a context, which leads to its place in the table.
#[derive(Clone, Copy)]
pub(crate) struct Number(usize);

/// A number, and its place in the table.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    entry: &'static Entry,
    number: Number,
}

/// Takes a number; calls with it are refused before it is [open](Place::open). `None` if every index is in use: 2³⁰ contexts
/// are live, or 2¹⁸ with pointers of 32 bits.
#[inline]
pub(crate) fn take(any_thread: bool) -> Option<Place> {
    if any_thread {
        barrier::prepare();
    }
    let spare = keeping_last_error(mine).and_then(|mine| mine.spare.pop());
    let index = match spare {
        Some(index) => index,
        None => shared_index()?,
    };
    let entry = entry(index)?;
    let generation = generation(entry.word.load(Ordering::Relaxed)) + 1;
    let flags = MARK | if any_thread { ANY_THREAD } else { 0 };
    // Without the bit of `NO_ADDRESS`, every address would have to be compared with the mark.
    let number = Number(NO_ADDRESS | generation << LOW | index << INDEX_SHIFT | flags);
    Some(Place { entry, number })
}

impl Place {
    pub(crate) fn number(self) -> Number {
        self.number
    }

    /// Lets calls in, for a frame that is ready, on this thread or on any.
    #[inline]
    pub(crate) fn open(self, frame: NonNull<Core>, about: &'static About) {
        let Place { entry, number } = self;
        let made_for = if number.is_of_any_thread() {
            // SAFETY: `frame` is ready: every frame begins with its core (`CORE-FIRST`).
            let core = unsafe { frame.as_ref() };
            of_kind(core.identity().kind())
        } else {
            thread::owner()
        };
        entry.frame.store(frame.as_ptr().cast(), Ordering::Relaxed);
        entry.made_for.store(made_for, Ordering::Relaxed);
        entry.about.store(ptr::from_ref(about).cast_mut(), Ordering::Relaxed);
        entry.word.store(number.0, Ordering::Release);
    }

    /// Lets no more calls in. Returns true for the first time.
    #[inline]
    pub(crate) fn close(self) -> bool {
        let (word, number) = (&self.entry.word, self.number.0);
        if self.number.is_of_any_thread() {
            return word.compare_exchange(number, number ^ CLOSED, Ordering::AcqRel, Ordering::Relaxed).is_ok();
        }
        // Closed on its own thread alone (`OWN-THREAD`).
        let is_open = word.load(Ordering::Relaxed) == number;
        if is_open {
            word.store(number ^ CLOSED, Ordering::Release);
        }
        is_open
    }

    /// Records that the value of the context was dropped, or consumed by the one call.
    #[inline]
    pub(crate) fn release(self, consumed: bool) {
        if consumed {
            self.number.mark_consumed();
        }
        self.entry.about.store(ptr::null_mut(), Ordering::Relaxed);
    }
}

/// Lets any thread have an index.
#[cold]
#[inline(never)]
fn share_index(index: usize) {
    FREE.lock().indices.push(index);
}

/// Returns a free index of all threads. More of those are kept for the next contexts of this one.
#[cold]
#[inline(never)]
fn shared_index() -> Option<usize> {
    // A thread that keeps indices has come by here.
    thread_end::prepare();
    let mine = keeping_last_error(mine);
    let mut free = FREE.lock();
    let again = free.again();
    let index = again.or_else(|| free.next())?;
    while let Some(mine) = mine.filter(|mine| mine.spare.has_room()) {
        let next = if again.is_some() {
            free.again()
        } else if free.used % BLOCK != 0 {
            free.next()
        } else {
            None
        };
        let Some(index) = next else { break };
        mine.spare.push(index);
    }
    Some(index)
}

impl Number {
    /// Returns the number, as a context pointer.
    pub(crate) fn context(self) -> *mut c_void {
        ptr::without_provenance_mut(self.0)
    }

    pub(crate) fn is_of_any_thread(self) -> bool {
        self.0 & ANY_THREAD != 0
    }

    /// Returns the place of a number that was taken.
    #[inline]
    pub(crate) fn place(self) -> Place {
        let entry = entry_of(self.0).expect("a number that was taken has an entry");
        Place { entry, number: self }
    }

    fn marks(self) -> &'static Marks {
        marks_of(self.0).expect("a number that was taken has an entry")
    }

    /// Returns true if this thread is the one that the context is for, or there is none.
    pub(crate) fn is_of_this_thread(self) -> bool {
        self.is_of_any_thread() || thread::is_current(self.place().entry.made_for.load(Ordering::Relaxed))
    }

    /// Returns the mark of a call on another thread.
    fn elsewhere(self) -> u32 {
        mark(generation(self.0)) << 1 | 1
    }

    /// Returns true if a call on another thread was refused.
    pub(crate) fn was_called_elsewhere(self) -> bool {
        self.marks().elsewhere.load(Ordering::Relaxed) == self.elsewhere()
    }

    /// Returns true if a call or an end on another thread was refused.
    pub(crate) fn was_used_elsewhere(self) -> bool {
        self.marks().elsewhere.load(Ordering::Relaxed) | 1 == self.elsewhere()
    }

    /// Removes the mark of that. Returns true if there was one.
    pub(crate) fn take_elsewhere(self) -> bool {
        self.was_used_elsewhere() && self.marks().elsewhere.swap(0, Ordering::Relaxed) | 1 == self.elsewhere()
    }

    #[cold]
    fn mark_consumed(self) {
        self.marks().consumed.store(mark(generation(self.0)), Ordering::Relaxed);
    }

    /// Frees the index of a context whose memory is not needed any more. Its number is never used again.
    #[inline]
    pub(crate) fn vacate(self) {
        let index = index_of(self.0);
        let kept = || keeping_last_error(mine).is_some_and(|mine| mine.spare.push(index));
        if generation(self.0) < LAST && !kept() {
            share_index(index);
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
        let is_here = || thread::is_current(entry.made_for.load(Ordering::Relaxed));
        // The end holds the frame, which stays in the entry (`GENERATION`).
        frame = (context.addr() & ANY_THREAD != 0 || is_here()).then(|| entry.frame());
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
    use core::ptr;
    use core::sync::atomic::Ordering;
    use std::vec::Vec;

    use super::{
        CLOSED, INDEX_SHIFT, LAST, LOW, MARK, MAX_INDEX, Number, entry, generation, index_of, look_up, of_kind, take,
    };
    use crate::registry::thread;
    use crate::sync::fork::Lock;

    /// The tests count on the indices that this thread keeps.
    static ALONE: Lock<()> = Lock::new(());

    /// A number is never used again: the index of its last generation retires.
    #[test]
    fn s79_an_index_retires_with_its_last_generation() {
        let _alone = ALONE.lock();
        let number = take(false).unwrap().number;
        let index = index_of(number.0);
        let closed = (number.0 & ((1 << LOW) - 1) | (LAST - 2) << LOW) ^ CLOSED;
        entry(index).unwrap().word.store(closed, Ordering::Relaxed);
        number.vacate();
        for last in [LAST - 1, LAST] {
            let again = take(false).unwrap().number;
            // The thread has kept the index.
            assert_eq!((index_of(again.0), generation(again.0)), (index, last));
            entry(index).unwrap().word.store(again.0 ^ CLOSED, Ordering::Relaxed);
            again.vacate();
        }
        assert!((0..100).all(|_| index_of(take(false).unwrap().number.0) != index));
    }

    /// Without a free index there is no number; with the next one that is vacated there is.
    #[test]
    fn s79_numbers_that_are_used_up_are_an_error() {
        let _alone = ALONE.lock();
        let mut taken: Vec<Number> = core::iter::from_fn(|| take(true)).map(|place| place.number).collect();
        // From index 0.
        assert!(taken.len() <= MAX_INDEX + 1 && take(true).is_none());
        let number = taken.pop().unwrap();
        number.vacate();
        assert_eq!(take(true).unwrap().number.0, number.0);
        taken.into_iter().for_each(Number::vacate);
    }

    /// The words of entries that lead nowhere are found by no pointer.
    #[test]
    fn s79_no_pointer_finds_a_word_that_is_closed() {
        let _alone = ALONE.lock();
        let number = take(false).unwrap().number;
        let index = index_of(number.0);
        let words = [0, MARK, CLOSED, number.0 ^ CLOSED, index << INDEX_SHIFT, index << INDEX_SHIFT | MARK];
        for word in words.into_iter().chain((0..64).map(|index| index << INDEX_SHIFT)) {
            assert!(look_up(ptr::without_provenance_mut(word), None, false, 0).is_err(), "{word:#x}");
        }
    }

    /// A late call that has compared its number reads the entry of the next context, which may be of several threads.
    #[test]
    fn s79_the_kind_of_a_context_is_no_thread() {
        let own = u32::try_from(thread::owner()).unwrap();
        assert!((0..=own).all(|kind| !thread::is_current(of_kind(kind))));
    }
}
