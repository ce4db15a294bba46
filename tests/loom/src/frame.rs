//! A registered frame with nothing but a value that calls read and the release drops, memory that is freed, and a
//! place for what calls leave: the model checker sees where they meet. It does what `registered.rs` and `way_out.rs` of the
//! runtime do, in the same order.

use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering};

use loom::cell::UnsafeCell;

use crate::holds::Holds;
use crate::slot::Slot;
use crate::state::{Account, Entry, Out, Rest, State};
use crate::wait::Wait;

const COUNTED: Account = Account { counted: true, threads: true };

/// What a call leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Left {
    Stopped,
    Refused(Out),
}

/// What a value or memory is that must not be used any more.
const GONE: u32 = 1000;
/// Behind what was taken nothing is left.
const NOTHING: Rest = Rest { left: false, ends: false };

pub(crate) struct Core {
    pub(crate) state: State,
    pub(crate) holds: Holds,
    pub(crate) wait: Wait,
    slot: Option<(&'static Slot, usize)>,
    value: UnsafeCell<u32>,
    memory: UnsafeCell<u32>,
    kept: UnsafeCell<(Option<Left>, bool)>,
    dropped: AtomicUsize,
    freed: AtomicUsize,
    reported: AtomicUsize,
    /// What is done when the memory is freed.
    vacate: Box<dyn Fn()>,
}

// SAFETY: the model checker looks after the cells.
unsafe impl Sync for Core {}
// SAFETY: as above.
unsafe impl Send for Core {}

impl Core {
    pub(crate) fn new(slot: Option<(&'static Slot, usize)>, vacate: impl Fn() + 'static) -> &'static Self {
        Box::leak(Box::new(Core {
            state: State::new(),
            holds: Holds::new(slot.is_some()),
            wait: Wait::new(),
            slot,
            value: UnsafeCell::new(0),
            memory: UnsafeCell::new(0),
            kept: UnsafeCell::new((None, false)),
            dropped: AtomicUsize::new(0),
            freed: AtomicUsize::new(0),
            reported: AtomicUsize::new(0),
            vacate: Box::new(vacate),
        }))
    }

    /// A frame that C has the address of.
    pub(crate) fn direct() -> &'static Self {
        Self::new(None, || ())
    }

    pub(crate) fn dropped(&self) -> usize {
        self.dropped.load(Ordering::Relaxed)
    }

    pub(crate) fn freed(&self) -> usize {
        self.freed.load(Ordering::Relaxed)
    }

    pub(crate) fn reported(&self) -> usize {
        self.reported.load(Ordering::Relaxed)
    }

    /// Whoever looks at the frame needs its memory.
    pub(crate) fn look(&self) {
        // SAFETY: leaked; the model checker says whether it may be read.
        self.memory.with(|memory| assert!(unsafe { *memory } != GONE, "the memory is freed"));
    }

    /// What a call with `&T` does.
    pub(crate) fn read(&self) {
        // SAFETY: leaked; the model checker says whether it may be read.
        self.value.with(|value| assert!(unsafe { *value } < GONE, "the value is dropped"));
    }

    /// What a call with `&mut T` does.
    pub(crate) fn write(&self) {
        self.value.with_mut(|value| {
            // SAFETY: leaked; the model checker says whether it may be written.
            let value = unsafe { &mut *value };
            assert!(*value < GONE, "the value is dropped");
            *value += 1;
        });
    }

    /// Runs one call, as the trampoline does. `pinned` if a pin keeps the memory.
    ///
    /// # Errors
    ///
    /// The reason of a call that was not let in.
    pub(crate) fn call(&self, entry: Entry, pinned: bool, fails: bool) -> Result<(), Out> {
        self.look();
        if let Err(seen) = self.state.enter(entry, COUNTED) {
            self.turn_away(seen.out(), entry, pinned);
            return Err(seen.out());
        }
        self.look();
        match entry {
            Entry::Shared => self.read(),
            Entry::Exclusive => self.write(),
            // The value is the call's, and is not dropped by the release.
            Entry::Once => self.write(),
        }
        if fails {
            self.keep(Left::Stopped);
        }
        if entry == Entry::Once {
            self.close();
        }
        if self.state.leave(entry, COUNTED) {
            self.release();
        }
        Ok(())
    }

    fn turn_away(&self, out: Out, entry: Entry, pinned: bool) {
        if !pinned && !self.state.stand_by() {
            return;
        }
        if out != Out::Failed {
            self.keep(Left::Refused(out));
        }
        if entry == Entry::Once {
            self.close();
        }
        if !pinned {
            self.look();
            let stood = self.state.stand_down();
            if stood.frees {
                self.leave_held_memory();
            }
            if stood.closed {
                self.wait.wake();
            }
        }
    }

    /// Keeps a failure, or reports it. A refusal is an answer.
    pub(crate) fn keep(&self, left: Left) {
        self.look();
        let ends = left == Left::Stopped;
        let lost = self.state.keep(|| {
            self.kept.with_mut(|kept| {
                // SAFETY: leaked; the model checker says whether it may be written.
                let (kept, abandoned) = unsafe { &mut *kept };
                let lost = *abandoned || kept.is_some();
                if !lost {
                    *kept = Some(left);
                }
                (lost, ends)
            })
        });
        if lost {
            self.reported.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Takes what calls left, for the owner.
    pub(crate) fn take(&self) -> Option<Left> {
        if !self.state.failed() {
            return None;
        }
        // SAFETY: leaked; the model checker says whether it may be written.
        self.state.take(|| (self.kept.with_mut(|kept| unsafe { &mut *kept }.0.take()), NOTHING))
    }

    /// Gives up what calls leave: it is reported from here on.
    pub(crate) fn abandon(&self) {
        let left = self.state.take(|| {
            self.kept.with_mut(|kept| {
                // SAFETY: leaked; the model checker says whether it may be written.
                let kept = unsafe { &mut *kept };
                kept.1 = true;
                let left = kept.0.take();
                (left, Rest { left: false, ends: left == Some(Left::Stopped) })
            })
        });
        if left.is_some() {
            self.reported.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Closes the context, for one who holds it or has it pinned.
    pub(crate) fn close(&self) {
        self.look();
        if let Some((slot, generation)) = self.slot {
            slot.close(generation);
        }
        if self.state.close() {
            self.release();
        }
    }

    fn release(&self) {
        self.look();
        // SAFETY: leaked; the model checker says whether it may be written.
        self.value.with_mut(|value| unsafe { *value += GONE });
        assert_eq!(self.dropped.fetch_add(1, Ordering::Relaxed), 0, "released twice");
        if self.holds.release() {
            self.wait.wake();
        }
        self.let_go();
    }

    /// Gives up a hold on the contents.
    pub(crate) fn let_go(&self) {
        self.look();
        if self.holds.let_go() {
            self.abandon();
            if self.state.leave_memory() {
                self.leave_held_memory();
            }
        }
    }

    fn leave_held_memory(&self) {
        self.look();
        let awaited = self.holds.awaited();
        if self.holds.let_go_of_memory() {
            self.memory.with_mut(|memory| {
                // SAFETY: leaked; the model checker says whether it may be written.
                let memory = unsafe { &mut *memory };
                assert!(*memory != GONE, "freed twice");
                *memory = GONE;
            });
            self.freed.fetch_add(1, Ordering::Relaxed);
            (self.vacate)();
        }
        if awaited {
            self.wait.wake();
        }
    }

    /// What a slot does when it is closed and not pinned.
    pub(crate) unsafe fn leave_memory(this: NonNull<Core>) {
        // SAFETY: leaked.
        unsafe { this.as_ref() }.leave_held_memory();
    }

    /// Drops the registration.
    pub(crate) fn unregister(&self) {
        self.close();
        self.let_go();
    }

    /// Drops the registration, and returns when no call is inside or being refused.
    pub(crate) fn unregister_and_wait(&self) {
        self.close();
        self.holds.await_release();
        self.wait.until(|| {
            self.holds.released() && self.state.quiet() && self.slot.is_none_or(|(slot, _)| slot.unpinned())
        });
        assert_eq!(self.dropped(), 1);
        self.let_go();
    }
}
