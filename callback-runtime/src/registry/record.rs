//! A record of the calls that one thread is inside of, which the other threads see.

use crate::sync::{AtomicUsize, Backoff, Ordering, fence, light};

/// The number of places of a record.
pub(crate) const ROOM: usize = 29;

/// The place of the one call that a record is lent to, and that gives it back.
pub(crate) const LENT: usize = ROOM - 1;

/// A bit of every number whose calls are announced. A call that is expected to be refused is announced without it.
pub(crate) const LET_IN: usize = 2;

/// The announced calls of one thread. A call that was moved to another thread leaves the record from there.
#[derive(Debug)]
pub(crate) struct Record {
    /// The number of the thread, or 0.
    owner: AtomicUsize,
    /// The place of the next call, if it is free.
    next: AtomicUsize,
    /// 1 if a closed context waits for one of these calls.
    awaited: AtomicUsize,
    /// The words that were announced; 0 in a free place.
    places: [AtomicUsize; ROOM],
}

impl Record {
    pub(crate) const fn new() -> Self {
        Record {
            owner: AtomicUsize::new(0),
            next: AtomicUsize::new(0),
            awaited: AtomicUsize::new(0),
            places: [const { AtomicUsize::new(0) }; ROOM],
        }
    }

    /// Gives the record to a thread. Returns false if it has one, or if there are calls in it that were moved away.
    ///
    /// Calls in the record see what a thread wrote before a fence behind which it did not see this owner
    /// ([`is_of_other`](Record::is_of_other)).
    pub(crate) fn take(&self, thread: usize) -> bool {
        let is_taken = self.owner.load(Ordering::Relaxed) == 0
            && self.owner.compare_exchange(0, thread, Ordering::Acquire, Ordering::Relaxed).is_ok();
        if is_taken {
            fence(Ordering::SeqCst);
        }
        is_taken && (self.is_empty() || self.give_back())
    }

    /// Takes the record from its thread, which has ended. Returns false.
    pub(crate) fn give_back(&self) -> bool {
        self.owner.store(0, Ordering::Release);
        false
    }

    /// Announces the one call that the record was taken for, in the place [`LENT`].
    pub(crate) fn announce_lent(&self, word: usize) {
        self.places[LENT].store(word, Ordering::Release);
        light();
    }

    /// Returns true if the record was taken by a thread.
    pub(crate) fn is_of(&self, thread: usize) -> bool {
        self.owner.load(Ordering::Relaxed) == thread
    }

    /// Returns true if another thread has the record. Else, behind a fence, the calls in it are seen here, or see what this thread
    /// had written before the fence: their thread has yet to take the record.
    pub(crate) fn is_of_other(&self, thread: usize) -> bool {
        let owner = self.owner.load(Ordering::Acquire);
        owner != 0 && owner != thread
    }

    fn is_empty(&self) -> bool {
        self.places.iter().all(|place| place.load(Ordering::Acquire) == 0)
    }

    /// Announces a call of the thread of this record. Returns its place, or `None` if all are taken.
    ///
    /// Reads after this see all that a thread had written before it looked for the word and did not [find](Record::has) it.
    #[inline]
    pub(crate) fn announce(&self, word: usize) -> Option<usize> {
        let next = self.next.load(Ordering::Relaxed);
        let place = match self.places[..LENT].get(next) {
            Some(place) if place.load(Ordering::Acquire) == 0 => {
                // After all that earlier calls in this place have done, for a thread that finds this word there.
                place.store(word, Ordering::Release);
                self.next.store(next + 1, Ordering::Relaxed);
                next
            }
            _ => self.announce_elsewhere(word)?,
        };
        light();
        Some(place)
    }

    /// Announces a call in another place than the next one.
    #[cold]
    #[inline(never)]
    fn announce_elsewhere(&self, word: usize) -> Option<usize> {
        let free = self.places[..LENT].iter().position(|place| place.load(Ordering::Acquire) == 0)?;
        self.places[free].store(word, Ordering::Release);
        self.next.store(free + 1, Ordering::Relaxed);
        Some(free)
    }

    /// Lets a call in that was expected to be refused.
    pub(crate) fn let_in(&self, place: usize) {
        let announced = &self.places[place];
        announced.store(announced.load(Ordering::Relaxed) | LET_IN, Ordering::Release);
    }

    /// Returns true if a call has announced this closed number and is let in. Waits for those that are expected to be refused; one
    /// that stays for long counts too, as its thread may be stopped there.
    pub(crate) fn has_let_in(&self, number: usize) -> bool {
        self.places.iter().any(|place| {
            let mut backoff = Backoff::new();
            loop {
                let word = place.load(Ordering::Acquire);
                let is_expected = word == number ^ LET_IN;
                if !is_expected || backoff.is_long() {
                    return is_expected || word == number;
                }
                backoff.wait();
            }
        })
    }

    /// Removes a call. Returns its word if a closed context waits for a call of this record.
    #[inline]
    pub(crate) fn leave(&self, place: usize) -> Option<usize> {
        let announced = &self.places[place];
        let word = announced.load(Ordering::Relaxed);
        announced.store(0, Ordering::Release);
        self.next.store(place, Ordering::Relaxed);
        light();
        (self.awaited.load(Ordering::Relaxed) != 0).then_some(word | LET_IN)
    }

    /// Returns true if a call has announced this word.
    pub(crate) fn has(&self, word: usize) -> bool {
        self.places.iter().any(|place| is_of(place, word))
    }

    /// Returns the number of calls that have announced this word.
    pub(crate) fn count(&self, word: usize) -> usize {
        self.places.iter().filter(|place| is_of(place, word)).count()
    }

    /// Requests that the calls that leave look for contexts that waited for them, until [`await_none`](Record::await_none).
    pub(crate) fn await_leave(&self) {
        self.awaited.store(1, Ordering::SeqCst);
    }

    /// Ends [`await_leave`](Record::await_leave), if no closed context waits: a call that was moved to another thread may leave at
    /// any time.
    pub(crate) fn await_none(&self) {
        self.awaited.store(0, Ordering::SeqCst);
    }
}

/// Returns true if a call in a place has announced a word, and is let in or not.
fn is_of(place: &AtomicUsize, word: usize) -> bool {
    place.load(Ordering::Acquire) | LET_IN == word | LET_IN
}
