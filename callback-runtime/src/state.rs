//! The state of a context in one word: how many calls are inside, and flags above the count.
//!
//! The machine knows nothing of contexts, so that it can be model-checked by itself: who may enter, who
//! is the last to leave a closed context, and who may write what a call leaves behind.

use crate::sync::{AtomicU32, Ordering, fence, relax};

/// Who may be inside a context at once.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// Any number of calls.
    Shared,
    /// One call at a time.
    Exclusive,
    /// One call at all: it consumes the context and closes it.
    Once,
}

/// What a shim has to keep account of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Account {
    /// Calls in progress are counted, so that closing can wait for the last one.
    pub(crate) counted: bool,
    /// Calls come from several threads.
    pub(crate) threads: bool,
}

/// The state of a context.
pub(crate) struct State(AtomicU32);

/// Something is kept; nothing runs until it is taken.
const FAILED: u32 = 1 << 31;
/// No call is let in any more.
const CLOSED: u32 = 1 << 30;
/// The value was given away.
const CONSUMED: u32 = 1 << 29;
/// Somebody reads or writes what is kept.
const KEEPING: u32 = 1 << 28;
/// All calls that the context must not be freed under.
const CALLS: u32 = KEEPING - 1;
/// The count of those that were not let in and say so: there is room for a few.
const BYSTANDERS: u32 = CALLS & !COUNT;
const BYSTANDER: u32 = COUNT + 1;
/// The count of those that are inside.
const COUNT: u32 = (1 << 24) - 1;

/// Why a call that was not let in cannot say so in the context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Away {
    /// It is closed, and may be freed at any time.
    Closed,
    /// It was closed by the one call that it is for.
    Consumed,
    /// Others are at it.
    Crowded,
}

// Where one thread calls, loads and stores are relaxed and never read-modify-write, which costs what a
// plain memory access costs. Where several do, entering is a compare-and-swap that never counts a call
// which is not let in: the count reaches zero in a closed context exactly once.
impl State {
    pub(crate) fn new() -> Self {
        State(AtomicU32::new(0))
    }

    /// Lets a call in, or says that it must be refused.
    #[inline]
    pub(crate) fn enter(&self, entry: Entry, account: Account) -> bool {
        match entry {
            Entry::Shared if account.counted && account.threads => self.enter_shared(),
            Entry::Shared => {
                let order = if account.threads { Ordering::Acquire } else { Ordering::Relaxed };
                let state = self.0.load(order);
                if state > CALLS {
                    return false;
                }
                if account.counted {
                    self.0.store(state + 1, Ordering::Relaxed);
                }
                true
            }
            Entry::Exclusive => self.enter_idle(1, account),
            Entry::Once => self.enter_idle(CONSUMED | CLOSED | 1, account),
        }
    }

    #[inline]
    fn enter_shared(&self) -> bool {
        let mut state = self.0.load(Ordering::Relaxed);
        loop {
            if state > CALLS {
                return false;
            }
            match self.0.compare_exchange_weak(state, state + 1, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return true,
                Err(now) => state = now,
            }
        }
    }

    #[inline]
    fn enter_idle(&self, inside: u32, account: Account) -> bool {
        if account.threads {
            return match self.0.compare_exchange(0, inside, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => true,
                Err(state) => self.enter_past_bystanders(state, inside),
            };
        }
        let idle = self.0.load(Ordering::Relaxed) == 0;
        if idle {
            self.0.store(inside, Ordering::Relaxed);
        }
        idle
    }

    /// Lets a call in where there is nothing but calls that were not let in.
    #[cold]
    fn enter_past_bystanders(&self, mut state: u32, inside: u32) -> bool {
        while state & !BYSTANDERS == 0 {
            match self.0.compare_exchange_weak(state, state + inside, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return true,
                Err(now) => state = now,
            }
        }
        false
    }

    /// A call that was not let in keeps the context from being freed while it says why.
    #[cold]
    pub(crate) fn stand_by(&self) -> Result<(), Away> {
        let mut state = self.0.load(Ordering::Relaxed);
        loop {
            if state & CONSUMED != 0 {
                return Err(Away::Consumed);
            }
            if state & CLOSED != 0 {
                return Err(Away::Closed);
            }
            if state & BYSTANDERS == BYSTANDERS {
                return Err(Away::Crowded);
            }
            match self.0.compare_exchange_weak(state, state + BYSTANDER, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => state = now,
            }
        }
    }

    /// Ends what [`stand_by`](State::stand_by) began. True for the last one to leave a closed context.
    #[cold]
    pub(crate) fn stand_down(&self) -> bool {
        let state = self.0.fetch_sub(BYSTANDER, Ordering::Release) - BYSTANDER;
        Self::last(state)
    }

    /// Whether the call that left this state behind is the last one to leave a closed context.
    #[inline(always)]
    fn last(state: u32) -> bool {
        let last = state & CLOSED != 0 && state & CALLS == 0;
        if last {
            fence(Ordering::Acquire);
        }
        last
    }

    /// A call that was let in leaves. True for the last one to leave a closed context.
    #[inline]
    pub(crate) fn leave(&self, entry: Entry, account: Account) -> bool {
        if !account.counted && entry == Entry::Shared {
            return false;
        }
        let state = if account.threads {
            self.0.fetch_sub(1, Ordering::Release) - 1
        } else {
            let state = self.0.load(Ordering::Relaxed) - 1;
            self.0.store(state, Ordering::Relaxed);
            state
        };
        // One comparison on the way that is not closed.
        account.counted && state > CALLS && Self::last(state)
    }

    /// Closes the context. True where no call is inside and none was closing it before.
    #[cfg(feature = "std")]
    pub(crate) fn close(&self) -> bool {
        let before = self.0.fetch_or(CLOSED, Ordering::AcqRel);
        before & CLOSED == 0 && before & CALLS == 0
    }

    pub(crate) fn consumed(&self) -> bool {
        self.0.load(Ordering::Acquire) & CONSUMED != 0
    }

    /// Whether something is kept, or just being kept.
    pub(crate) fn failed(&self) -> bool {
        self.0.load(Ordering::Acquire) & (FAILED | KEEPING) != 0
    }

    /// Whether a call is inside.
    #[cfg(feature = "std")]
    pub(crate) fn entered(&self) -> bool {
        self.0.load(Ordering::Acquire) & COUNT != 0
    }

    /// Runs `f` while nobody else reads or writes what is kept. `f` must not call out.
    pub(crate) fn keeping<R>(&self, failed: bool, f: impl FnOnce() -> R) -> R {
        while self.0.fetch_or(KEEPING, Ordering::Acquire) & KEEPING != 0 {
            relax();
        }
        let result = f();
        if failed {
            self.0.fetch_or(FAILED, Ordering::Relaxed);
            self.0.fetch_and(!KEEPING, Ordering::Release);
        } else {
            self.0.fetch_and(!(KEEPING | FAILED), Ordering::Release);
        }
        result
    }
}
