//! The state of a context in one word: how many calls are inside, and flags above the count.
//!
//! The machine has no access to contexts, so that it can be model-checked by itself: it decides which calls enter,
//! which one is the last to leave a closed context, which user frees the memory, and which call may keep an outcome.

use core::num::NonZeroU32;

use crate::sync::{AtomicU32, Backoff, Ordering, fence};

/// The calls that may be inside a context at once.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// Any number of calls.
    Shared,
    /// One call at a time.
    Exclusive,
    /// One call at a time, which has the context as `&T`.
    Moving,
    /// One call in all: it consumes the context and closes it.
    Once,
}

/// The accounting of a shim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Account {
    /// True if calls in progress are counted, so that closing can wait for the last one.
    pub(crate) counted: bool,
    /// True if calls come from several threads.
    pub(crate) threads: bool,
}

/// The state of a context.
pub(crate) struct State {
    word: AtomicU32,
    /// Notes, which decide about no call. [`LEFT`] and those on outcomes are written under the lock of [`KEEPING`].
    notes: AtomicU32,
}

/// Note: something is kept.
const LEFT: u32 = 1;
/// Note: failures have no receiver and are reported at once. A failure kept before this was set is taken then.
#[cfg_attr(not(feature = "std"), allow(dead_code, reason = "without `std` each context has a receiver"))]
pub(crate) const ABANDONED: u32 = 2;
/// Note: the kept error was reported to C.
pub(crate) const ANSWERED: u32 = 4;
/// Note: the one call of a context for one call was refused. It stays set when the outcome is taken.
pub(crate) const SPENT: u32 = 8;

/// Note: C has a pointer into the context, the result of a callback.
#[cfg(feature = "std")]
pub(crate) const LENT: u32 = 16;

/// A failure is kept that ends the run: no call is let in until it is taken.
const FAILED: u32 = 1 << 31;
/// No call is let in any more.
const CLOSED: u32 = 1 << 30;
/// The value was given away.
const CONSUMED: u32 = 1 << 29;
/// Only the memory is left, and only bystanders need it.
const GONE: u32 = 1 << 28;
/// All bits below the flags that keep calls out.
const CALLS: u32 = GONE - 1;
/// The count of refused calls that are being recorded; it has four bits.
const BYSTANDERS: u32 = 15;
const BYSTANDER: u32 = 1;
/// A thread reads or writes what is kept. It keeps no call out, unlike `FAILED`.
const KEEPING: u32 = BYSTANDERS + 1;
/// The count of calls inside, during which the value must not be dropped.
const COUNT: u32 = CALLS & !(BYSTANDERS | KEEPING);
const CALL: u32 = KEEPING << 1;
/// The largest state with room for one more call.
const ROOM: u32 = CALLS - CALL;

/// The state in which a call was refused. It is read once, so that the reason is that of the refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Seen(NonZeroU32);

/// The reason why the state did not let a call in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Out {
    /// An earlier call failed, and its outcome is kept or was reported.
    Failed,
    /// Another call is inside the context.
    Entered,
    /// The context is closed, and its memory may be freed at any time.
    Closed,
    /// The context was closed by the one call that consumes it.
    Consumed,
}

impl Seen {
    /// Wraps a state that refuses a call, which 0 never does.
    #[inline]
    fn new(state: u32) -> Self {
        debug_assert!(state != 0);
        // SAFETY: a shared call is refused above `ROOM`, an exclusive one if a bit beside those of bystanders is set.
        Seen(unsafe { NonZeroU32::new_unchecked(state) })
    }

    /// Makes the state in which another call is inside.
    #[cfg(feature = "std")]
    pub(crate) fn entered() -> Self {
        Seen::new(CALL)
    }

    /// Makes the state of a closed context.
    #[cfg(feature = "std")]
    pub(crate) fn closed() -> Self {
        Seen::new(CLOSED)
    }

    #[cold]
    pub(crate) fn out(self) -> Out {
        let state = self.0.get();
        if state & CONSUMED != 0 {
            Out::Consumed
        } else if state & CLOSED != 0 {
            Out::Closed
        } else if state & FAILED != 0 {
            Out::Failed
        } else {
            Out::Entered
        }
    }
}

/// The state after an outcome was [taken](State::take).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rest {
    /// True if another outcome is kept.
    pub(crate) left: bool,
    /// True if calls are still kept out.
    pub(crate) ends: bool,
}

/// The result of standing down as a bystander.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stood {
    /// True if the bystander was the last user of the memory, and frees it.
    pub(crate) frees: bool,
    /// True if the context is closed; closing may wait for this bystander.
    pub(crate) closed: bool,
}

// With one thread, loads and stores are relaxed, as fast as a plain memory access; the one call that consumes
// enters by a read-modify-write. With several, entering is a compare-and-swap that never counts a call
// which is not let in: the count reaches zero in a closed context exactly once.
impl State {
    #[inline]
    pub(crate) fn new() -> Self {
        State { word: AtomicU32::new(0), notes: AtomicU32::new(0) }
    }

    /// Lets a call in.
    ///
    /// # Errors
    ///
    /// The state that refuses the call.
    #[inline]
    pub(crate) fn enter(&self, entry: Entry, account: Account) -> Result<(), Seen> {
        match entry {
            Entry::Shared if account.counted && account.threads => self.enter_shared(),
            Entry::Shared => {
                let order = if account.threads { Ordering::Acquire } else { Ordering::Relaxed };
                let state = self.word.load(order);
                if state > ROOM {
                    return Err(Seen::new(state));
                }
                if account.counted {
                    self.word.store(state + CALL, Ordering::Relaxed);
                }
                Ok(())
            }
            Entry::Exclusive | Entry::Moving => self.enter_idle(CALL, account),
            // In one step on one thread too: a signal handler that makes the same call in between would consume the value as well.
            Entry::Once => self.enter_idle(CONSUMED | CLOSED | CALL, Account { threads: true, ..account }),
        }
    }

    #[inline]
    fn enter_shared(&self) -> Result<(), Seen> {
        let mut state = self.word.load(Ordering::Relaxed);
        loop {
            if state > ROOM {
                return Err(Seen::new(state));
            }
            match self.word.compare_exchange_weak(state, state + CALL, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => state = now,
            }
        }
    }

    #[inline]
    fn enter_idle(&self, inside: u32, account: Account) -> Result<(), Seen> {
        if account.threads {
            return match self.word.compare_exchange(0, inside, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => Ok(()),
                Err(state) => self.enter_past_bystanders(state, inside),
            };
        }
        let state = self.word.load(Ordering::Relaxed);
        if state != 0 {
            return Err(Seen::new(state));
        }
        self.word.store(inside, Ordering::Relaxed);
        Ok(())
    }

    /// Lets a call in if only calls that were not let in are there.
    #[cold]
    fn enter_past_bystanders(&self, mut state: u32, inside: u32) -> Result<(), Seen> {
        while state & !(BYSTANDERS | KEEPING) == 0 {
            match self.word.compare_exchange_weak(state, state + inside, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => state = now,
            }
        }
        Err(Seen::new(state))
    }

    /// Keeps the memory for a refused call, while it is recorded. Returns false if too many are being recorded. The caller
    /// keeps the memory until this has returned.
    #[cold]
    pub(crate) fn stand_by(&self) -> bool {
        let mut state = self.word.load(Ordering::Relaxed);
        loop {
            if state & BYSTANDERS == BYSTANDERS {
                return false;
            }
            match self.word.compare_exchange_weak(state, state + BYSTANDER, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return true,
                Err(now) => state = now,
            }
        }
    }

    /// Ends [`stand_by`](State::stand_by). The value is never left to a bystander, its memory may be.
    #[cold]
    pub(crate) fn stand_down(&self) -> Stood {
        let state = self.word.fetch_sub(BYSTANDER, Ordering::Release) - BYSTANDER;
        let frees = state & GONE != 0 && state & BYSTANDERS == 0;
        if frees {
            fence(Ordering::Acquire);
        }
        Stood { frees, closed: state & CLOSED != 0 }
    }

    /// Returns true if nothing is kept and no refused call is being recorded. For the one who has given up the last hold of a
    /// context it stays true: no call finds the context any more.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn is_left_alone(&self) -> bool {
        // First the word: it shows what those have written who stood by.
        self.word.load(Ordering::Acquire) & (BYSTANDERS | KEEPING) == 0 && !self.failed()
    }

    /// Leaves the memory to bystanders. Returns true if there are none, and it can be freed.
    #[cfg(feature = "std")]
    pub(crate) fn leave_memory(&self) -> bool {
        self.word.fetch_or(GONE, Ordering::AcqRel) & BYSTANDERS == 0
    }

    /// Returns true if the call that left this state was the last one to leave a closed context.
    #[inline(always)]
    fn last(state: u32) -> bool {
        let last = state & CLOSED != 0 && state & COUNT == 0;
        if last {
            fence(Ordering::Acquire);
        }
        last
    }

    /// Counts a call out. Returns true for the last one to leave a closed context.
    #[inline]
    pub(crate) fn leave(&self, entry: Entry, account: Account) -> bool {
        if !account.counted && entry == Entry::Shared {
            return false;
        }
        let state = if account.threads {
            self.word.fetch_sub(CALL, Ordering::Release) - CALL
        } else {
            let state = self.word.load(Ordering::Relaxed) - CALL;
            self.word.store(state, Ordering::Relaxed);
            state
        };
        // A single comparison if the context is not closed.
        account.counted && state > CALLS && Self::last(state)
    }

    /// Closes the context. Returns true if no call is inside and it was not closed before.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn close(&self) -> bool {
        let before = self.word.fetch_or(CLOSED, Ordering::AcqRel);
        before & CLOSED == 0 && before & COUNT == 0
    }

    /// Lets the call in that has closed the context and consumes it. No other call is inside, and none comes in.
    ///
    /// # Errors
    ///
    /// A failure keeps calls out.
    #[cfg(feature = "std")]
    pub(crate) fn enter_closed(&self) -> Result<(), Seen> {
        if self.word.fetch_add(CONSUMED | CALL, Ordering::AcqRel) & FAILED == 0 {
            return Ok(());
        }
        self.word.fetch_sub(CONSUMED | CALL, Ordering::AcqRel);
        Err(Seen::new(FAILED))
    }

    /// Lets the owner in as a call that is counted. Unlike a call, a failure does not keep it out.
    ///
    /// # Errors
    ///
    /// The state that refuses it.
    #[cfg(feature = "std")]
    pub(crate) fn visit(&self, entry: Entry) -> Result<(), Seen> {
        let mut state = self.word.load(Ordering::Relaxed);
        loop {
            let seen = state & !(FAILED | BYSTANDERS | KEEPING);
            if seen > if entry == Entry::Shared { ROOM } else { 0 } {
                return Err(Seen::new(seen));
            }
            match self.word.compare_exchange_weak(state, state + CALL, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => state = now,
            }
        }
    }

    /// Ends a [visit](State::visit). Returns true for the last one to leave a closed context.
    #[cfg(feature = "std")]
    pub(crate) fn end_visit(&self) -> bool {
        Self::last(self.word.fetch_sub(CALL, Ordering::Release) - CALL)
    }

    #[inline]
    pub(crate) fn consumed(&self) -> bool {
        self.word.load(Ordering::Acquire) & CONSUMED != 0
    }

    /// Returns true if an outcome is kept.
    #[inline]
    pub(crate) fn failed(&self) -> bool {
        self.notes.load(Ordering::Acquire) & LEFT != 0
    }

    /// Sets a note.
    pub(crate) fn note(&self, note: u32) {
        self.notes.fetch_or(note, Ordering::Relaxed);
    }

    /// Returns true if a note is set.
    pub(crate) fn is_noted(&self, note: u32) -> bool {
        self.notes.load(Ordering::Relaxed) & note != 0
    }

    /// Removes a note. Returns true if it was set.
    pub(crate) fn take_note(&self, note: u32) -> bool {
        self.notes.fetch_and(!note, Ordering::Relaxed) & note != 0
    }

    /// Returns true if a failure has ended the run.
    pub(crate) fn ended(&self) -> bool {
        self.word.load(Ordering::Acquire) & FAILED != 0
    }

    /// Returns true if a call is inside.
    #[cfg(feature = "std")]
    pub(crate) fn entered(&self) -> bool {
        self.word.load(Ordering::Acquire) & COUNT != 0
    }

    /// Returns true if no call is inside and none is being recorded.
    #[cfg(feature = "std")]
    pub(crate) fn quiet(&self) -> bool {
        self.word.load(Ordering::Acquire) & (COUNT | BYSTANDERS) == 0
    }

    /// Records a failure: runs `f` with exclusive access to the kept outcomes. `f` must not call out; with `true` no
    /// call is let in until the failure is taken.
    pub(crate) fn keep<R>(&self, f: impl FnOnce() -> (R, bool)) -> R {
        self.lock();
        let (result, ends) = f();
        self.notes.fetch_or(LEFT, Ordering::Release);
        if ends {
            self.word.fetch_or(FAILED, Ordering::Relaxed);
        }
        self.word.fetch_and(!KEEPING, Ordering::Release);
        result
    }

    /// Takes a kept outcome: runs `f` as [`keep`](State::keep) does. `f` returns the rest.
    pub(crate) fn take<R>(&self, f: impl FnOnce() -> (R, Rest)) -> R {
        self.lock();
        let (result, rest) = f();
        if rest.left {
            self.notes.fetch_or(LEFT, Ordering::Release);
        } else {
            self.notes.fetch_and(!LEFT, Ordering::Release);
        }
        let failed = if rest.ends { 0 } else { FAILED };
        self.word.fetch_and(!(KEEPING | failed), Ordering::Release);
        result
    }

    /// Waits for exclusive access to the kept outcomes. Its holder calls nothing, and may have a lower priority.
    fn lock(&self) {
        let mut backoff = Backoff::new();
        while self.word.fetch_or(KEEPING, Ordering::Acquire) & KEEPING != 0 {
            backoff.wait();
        }
    }
}
