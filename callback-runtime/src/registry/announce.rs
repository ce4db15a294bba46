//! The calls that are inside contexts of several threads: each is announced in the record of its thread.
//!
//! An announced number keeps the memory of its context: who closes the context looks for the number in all records. To
//! announce costs plain stores; the barrier between the two is paid by those who close, see [`barrier`](crate::sync::barrier).

use core::cell::Cell;
use core::mem;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::boxed::Box;

use crate::outcome::errno::keeping_last_error;
use crate::registry::record::{LENT, LET_IN, ROOM, Record};
use crate::registry::spare::Spare;
use crate::registry::{retired, thread, thread_end};

/// The state of one thread that outlives it: another thread has it next.
#[derive(Debug)]
#[repr(align(128))]
pub(crate) struct Mine {
    calls: Record,
    pub(crate) spare: Spare,
    /// The next record of the same thread, in a ring; null for the only one. It is for the thread alone.
    next: AtomicPtr<Mine>,
}

impl Mine {
    const fn new() -> Self {
        Mine { calls: Record::new(), spare: Spare::new(), next: AtomicPtr::new(ptr::null_mut()) }
    }

    /// Returns the records of the thread, this one first.
    fn ring(&'static self) -> impl Iterator<Item = &'static Mine> {
        let next = |mine: &&'static Mine| {
            // SAFETY: null, or a record, which is never freed (`CHUNKS-STAY`).
            unsafe { mine.next.load(Ordering::Relaxed).as_ref() }.filter(|next| !ptr::eq(*next, self))
        };
        core::iter::successors(Some(self), next)
    }

    /// Puts a new record of the thread behind this one.
    fn link(&'static self, new: &'static Mine) {
        let mut next = self.next.load(Ordering::Relaxed);
        loop {
            let last = if next.is_null() { ptr::from_ref(self).cast_mut() } else { next };
            new.next.store(last, Ordering::Relaxed);
            let new = ptr::from_ref(new).cast_mut();
            // A signal handler may have linked one.
            match self.next.compare_exchange(next, new, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => next = now,
            }
        }
    }
}

/// The number of records in the first chunk; each further chunk has twice as many as the one before.
const FIRST: usize = 32;
const CHUNKS: usize = 24;

static FIRST_RECORDS: [Mine; FIRST] = [const { Mine::new() }; FIRST];

/// The chunks of records. Those after the first one are allocated on demand, and none is freed.
static RECORDS: [AtomicPtr<Mine>; CHUNKS] = {
    let mut chunks = [const { AtomicPtr::new(ptr::null_mut()) }; CHUNKS];
    chunks[0] = AtomicPtr::new((&raw const FIRST_RECORDS).cast_mut().cast());
    chunks
};

/// The number of records that were ever used.
static USED: AtomicUsize = AtomicUsize::new(0);

std::thread_local! {
    // The record of this thread with room for the next call. Without a destructor, so that it can be used while a thread ends.
    static MINE: Cell<Option<&'static Mine>> = const { Cell::new(None) };
}

/// Gives the records of this thread back: it ends.
pub(crate) fn end(mine: &'static Mine) {
    // An error means that the thread-local is gone.
    let _ = MINE.try_with(|record| record.set(None));
    let mut left = Some(mine);
    while let Some(one) = left {
        let next = one.next.swap(ptr::null_mut(), Ordering::Relaxed);
        // Another thread may have it next.
        one.calls.give_back();
        // SAFETY: null, or a record, which is never freed (`CHUNKS-STAY`).
        left = unsafe { next.as_ref() }.filter(|next| !ptr::eq(*next, mine));
    }
}

/// A call that is announced, until this is dropped: on any thread, and also during unwinding. It is the address of its
/// record, with its place there in the low bits.
#[derive(Debug)]
pub(crate) struct Announced(NonNull<Mine>);

/// The bits of an address that the alignment of a record leaves: for a place, and for a call that is expected to be refused.
const PLACE: usize = ROOM.next_power_of_two() - 1;
const DOUBTFUL: usize = PLACE + 1;
const _: () = assert!(ROOM <= PLACE && DOUBTFUL < align_of::<Mine>());

impl Announced {
    #[inline]
    fn new(mine: &'static Mine, place: usize) -> Self {
        Announced(NonNull::from(mine).map_addr(|address| address | place))
    }

    #[inline]
    fn place(&self) -> usize {
        self.0.addr().get() & PLACE
    }

    /// Lets the call in, if it was [expected to be refused](announce_doubtful).
    #[inline]
    pub(crate) fn let_in(&self) {
        if self.0.addr().get() & DOUBTFUL != 0 {
            self.mine().calls.let_in(self.place());
        }
    }

    #[inline]
    fn mine(&self) -> &'static Mine {
        let mine = self.0.as_ptr().map_addr(|address| address & !(PLACE | DOUBTFUL));
        // SAFETY: the address of a record, which is never freed (`CHUNKS-STAY`).
        unsafe { &*mine }
    }
}

/// Announces a call inside the context that a word stands for: a number, or the address of a frame.
///
/// Reads after this see all that a thread had written before it looked for the word and did not [find](is_announced) it.
#[inline]
pub(crate) fn announce(word: usize) -> Announced {
    keeping_last_error(|| {
        if let Ok(Some(mine)) = MINE.try_with(Cell::get) {
            if let Some(place) = mine.calls.announce(word) {
                return Announced::new(mine, place);
            }
        }
        elsewhere(word)
    })
}

/// Announces a call inside the context of a number that is expected to be refused, until it is [let in](Announced::let_in): who
/// closes the context waits for it, so that it does not release the context.
#[cold]
#[inline(never)]
pub(crate) fn announce_doubtful(number: usize) -> Announced {
    let announced = announce(number ^ LET_IN);
    let address = announced.0.map_addr(|address| address | DOUBTFUL);
    mem::forget(announced);
    Announced(address)
}

/// Announces the first call of a thread, or one that its record has no room for; or in a record of its own one that comes after
/// the thread has given its records back.
#[cold]
#[inline(never)]
fn elsewhere(word: usize) -> Announced {
    if let Some((mine, place)) = mine().and_then(|mine| with_room(mine, word)) {
        return Announced::new(mine, place);
    }
    let mine = take_record().expect("there is memory for the record of a call");
    mine.calls.announce_lent(word);
    Announced::new(mine, LENT)
}

/// Announces a call in another record of this thread than the one that is full, and has the next calls look there first. The thread
/// keeps a further record for each [`LENT`] calls that it was inside of at once.
fn with_room(full: &'static Mine, word: usize) -> Option<(&'static Mine, usize)> {
    let in_ring = || full.ring().find_map(|mine| Some((mine, mine.calls.announce(word)?)));
    let found = in_ring().or_else(|| {
        let mine = take_record()?;
        full.link(mine);
        Some((mine, mine.calls.announce(word)?))
    });
    if let Some((mine, _)) = found {
        MINE.set(Some(mine));
    }
    found
}

/// Returns the record of this thread; `None` if nothing would give it back.
#[inline]
pub(crate) fn mine() -> Option<&'static Mine> {
    match MINE.try_with(Cell::get) {
        Ok(None) => first(),
        mine => mine.ok().flatten(),
    }
}

#[cold]
#[inline(never)]
fn first() -> Option<&'static Mine> {
    let mine = take_record()?;
    let is_given_back = thread_end::at_end(mine);
    if is_given_back {
        MINE.set(Some(mine));
    } else {
        mine.calls.give_back();
    }
    is_given_back.then_some(mine)
}

impl Drop for Announced {
    #[inline]
    fn drop(&mut self) {
        let (mine, place) = (self.mine(), self.place());
        match mine.calls.leave(place) {
            None if place != LENT => {}
            awaited => left(mine, place, awaited),
        }
    }
}

/// Gives a lent record back, and looks for the context of the call if calls of this record were awaited. One that may still
/// be called was not: a call of a signal handler does not wait for the others.
#[cold]
#[inline(never)]
fn left(mine: &'static Mine, place: usize, awaited: Option<usize>) {
    let closed = awaited.filter(|&word| crate::registry::table::is_closed(word));
    if place == LENT {
        mine.calls.give_back();
    }
    if let Some(number) = closed {
        retired::settle(number);
    }
}

/// Returns the place of a record: its chunk, and the index there.
fn place_of(index: usize) -> (usize, usize) {
    let position = index + FIRST;
    let chunk = position.ilog2() - FIRST.ilog2();
    (chunk as usize, position - (FIRST << chunk))
}

/// Returns a record whose chunk was allocated.
fn record(index: usize) -> Option<&'static Mine> {
    let (chunk, place) = place_of(index);
    let records = NonNull::new(RECORDS.get(chunk)?.load(Ordering::Acquire))?;
    // SAFETY: the chunk has `FIRST << chunk` records and is never freed (`CHUNKS-STAY`); `place` is below that.
    let record = unsafe { records.add(place) };
    // SAFETY: a record of the chunk (`CHUNKS-STAY`).
    Some(unsafe { record.as_ref() })
}

fn records() -> impl Iterator<Item = &'static Record> {
    (0..USED.load(Ordering::Acquire)).map_while(record).map(|mine| &mine.calls)
}

/// Takes a record for this thread; `None` if there are too many threads.
fn take_record() -> Option<&'static Mine> {
    let thread = thread::current();
    let mut used = (0..USED.load(Ordering::Acquire)).map_while(record);
    if let Some(mine) = used.find(|mine| mine.calls.take(thread)) {
        return Some(mine);
    }
    for index in USED.load(Ordering::Acquire).. {
        let (chunk, _) = place_of(index);
        let records = RECORDS.get(chunk)?;
        if records.load(Ordering::Acquire).is_null() {
            add_chunk(records, FIRST << chunk);
        }
        let mine = record(index)?;
        // Before the first call in it is announced.
        USED.fetch_max(index + 1, Ordering::AcqRel);
        if mine.calls.take(thread) {
            return Some(mine);
        }
    }
    None
}

fn add_chunk(place: &AtomicPtr<Mine>, count: usize) {
    let new: Box<[Mine]> = (0..count).map(|_| Mine::new()).collect();
    let new = Box::into_raw(new);
    if place.compare_exchange(ptr::null_mut(), new.cast(), Ordering::AcqRel, Ordering::Acquire).is_err() {
        // SAFETY: from the box above, which nothing else has.
        drop(unsafe { Box::from_raw(new) });
    }
}

/// Returns true if no other thread has a record. The caller has passed a fence: a thread that takes a record later passes one too
/// ([`Record::take`]), and its calls see what the caller wrote before.
pub(crate) fn is_alone() -> bool {
    let thread = thread::current();
    thread::is_current(thread::owner()) && !records().any(|record| record.is_of_other(thread))
}

/// Returns true if a call on any thread has announced a word. The caller has passed the [heavy](crate::sync::barrier::heavy)
/// barrier after it wrote what keeps later calls out.
pub(crate) fn is_announced(word: usize) -> bool {
    records().any(|record| record.has(word))
}

/// Returns the number of calls that have announced a word, behind the barrier as in [`is_announced`].
pub(crate) fn count(word: usize) -> usize {
    records().map(|record| record.count(word)).sum()
}

/// Returns true if a call that has announced a closed number is let in, behind the barrier as in [`is_announced`]. One of another
/// thread that is expected to be refused is waited for.
pub(crate) fn is_let_in(number: usize) -> bool {
    let thread = thread::current();
    records().any(|record| if record.is_of(thread) { record.has(number) } else { record.has_let_in(number) })
}

/// Requests that the calls that have announced a word look for contexts that wait for them, when they leave.
pub(crate) fn await_leave(word: usize) {
    records().filter(|record| record.has(word)).for_each(Record::await_leave);
}

/// Ends [`await_leave`] for all calls: no closed context waits for one.
pub(crate) fn await_none() {
    records().for_each(Record::await_none);
}

/// Returns true if this thread is inside the context that a word stands for.
pub(crate) fn is_inside(word: usize) -> bool {
    let thread = thread::current();
    records().any(|record| record.is_of(thread) && record.has(word))
}

/// Runs `f` as a call that is inside the context of a frame.
#[inline]
pub(crate) fn inside<R>(frame: NonNull<core::ffi::c_void>, f: impl FnOnce() -> R) -> R {
    let announced = announce(frame.as_ptr().addr());
    let result = f();
    drop(announced);
    result
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::{LENT, announce, is_announced, records};
    use crate::registry::{thread, thread_end};

    fn count_of(thread: usize) -> usize {
        records().filter(|record| record.is_of(thread)).count()
    }

    /// Calls that are deeper than a record has places, which leave in any order: each 28 take a record, and the thread gives all of
    /// them back.
    #[test]
    fn s53_deep_calls_take_a_record_for_as_many_as_it_has_room_for() {
        const DEPTH: usize = 10 * LENT - 5;
        thread_end::prepare();
        let ended = std::thread::spawn(|| {
            for round in 0..3 {
                // No word is that of a number that other tests have, and each is odd.
                let word = |call: usize| usize::MAX >> 1 ^ call << 2;
                let mut calls: Vec<_> = (0..DEPTH).map(|call| (call, announce(word(call)))).collect();
                assert_eq!(count_of(thread::current()), 10);
                while let Some((call, announced)) = calls.pop() {
                    assert!(is_announced(word(call)));
                    drop(announced);
                    assert!(!is_announced(word(call)));
                    if round == 1 {
                        calls.reverse();
                    }
                }
            }
            thread::current()
        });
        assert_eq!(count_of(ended.join().unwrap()), 0);
    }
}
