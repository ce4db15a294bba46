//! A registered frame with nothing but a value that calls read and the release drops, memory that is freed, and a
//! place for what calls leave: the model checker sees where they meet. It does what `registered.rs` and `way_out.rs` of the
//! runtime do, in the same order.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use loom::cell::UnsafeCell;

use crate::announced::{Announced, Number};
use crate::holds::Holds;
use crate::state::{Account, Entry, Out, Rest, Seen, State};
use crate::wait::Wait;

/// An outcome of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Left {
    Stopped,
    Refused(Out),
}

/// The state of a value, or of memory, that must not be used any more.
const GONE: u32 = 1000;
/// Behind what was taken nothing is left.
const NOTHING: Rest = Rest { left: false, ends: false };

pub(crate) struct Core {
    pub(crate) state: State,
    pub(crate) holds: Holds,
    pub(crate) wait: Wait,
    /// The number of a context of several threads, whose calls are announced. Those of other contexts are counted.
    number: Option<Number>,
    made_for: Entry,
    value: UnsafeCell<u32>,
    memory: UnsafeCell<u32>,
    kept: UnsafeCell<(Option<Left>, bool)>,
    dropped: AtomicUsize,
    freed: AtomicUsize,
    reported: AtomicUsize,
    /// The calls that use the context, or record that they were refused.
    using: AtomicUsize,
    /// The last part of the destructor of the value.
    pub(crate) destructor: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

// SAFETY: the model checker looks after the cells.
unsafe impl Sync for Core {}
// SAFETY: as above.
unsafe impl Send for Core {}

impl Core {
    pub(crate) fn new(number: Option<Number>, made_for: Entry) -> &'static Self {
        Box::leak(Box::new(Core {
            state: State::new(),
            holds: Holds::new(),
            wait: Wait::new(),
            number,
            made_for,
            value: UnsafeCell::new(0),
            memory: UnsafeCell::new(0),
            kept: UnsafeCell::new((None, false)),
            dropped: AtomicUsize::new(0),
            freed: AtomicUsize::new(0),
            reported: AtomicUsize::new(0),
            using: AtomicUsize::new(0),
            destructor: OnceLock::new(),
        }))
    }

    /// A frame whose calls are counted, in memory that is there.
    pub(crate) fn counted() -> &'static Self {
        Self::new(None, Entry::Shared)
    }

    pub(crate) fn number(&self) -> Number {
        self.number.expect("a context of several threads")
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

    /// Asserts that the value was dropped once, and the memory freed once.
    pub(crate) fn is_over(&self) {
        assert_eq!((self.dropped(), self.freed()), (1, 1));
    }

    /// Whoever looks at the frame needs its memory.
    pub(crate) fn look(&self) {
        // SAFETY: leaked; the model checker says whether it may be read.
        self.memory.with(|memory| assert!(unsafe { *memory } != GONE, "the memory is freed"));
    }

    /// Runs a call with `&T`.
    fn read(&self) {
        // SAFETY: leaked; the model checker says whether it may be read.
        self.value.with(|value| assert!(unsafe { *value } < GONE, "the value is dropped"));
    }

    /// Runs a call with `&mut T`, or with `T`.
    fn write(&self, added: u32) {
        self.value.with_mut(|value| {
            // SAFETY: leaked; the model checker says whether it may be written.
            let value = unsafe { &mut *value };
            assert!(*value < GONE, "the value is dropped");
            *value += added;
        });
    }

    /// Returns the account of a call: one that is announced is not counted.
    fn account(found: Option<&Announced>) -> Account {
        Account { counted: found.is_none(), threads: true }
    }

    /// Runs one call, as the trampoline does. `found` is its announcement; without one it is counted.
    ///
    /// # Errors
    ///
    /// The reason of a call that was not let in.
    pub(crate) fn call(&'static self, found: Option<Announced>, entry: Entry, fails: bool) -> Result<(), Out> {
        let found = self.enter(found, entry)?;
        self.run(entry, fails);
        self.leave(found, entry);
        Ok(())
    }

    /// Lets a call in, or refuses it.
    pub(crate) fn enter(&'static self, found: Option<Announced>, entry: Entry) -> Result<Option<Announced>, Out> {
        self.look();
        match self.let_in(found.as_ref(), entry) {
            Ok(()) => {
                found.iter().for_each(Announced::let_in);
                Ok(found)
            }
            Err(seen) => {
                self.turn_away(found, seen.out(), entry);
                Err(seen.out())
            }
        }
    }

    fn let_in(&'static self, found: Option<&Announced>, entry: Entry) -> Result<(), Seen> {
        if entry == Entry::Once && found.is_some() && self.made_for == Entry::Shared {
            return self.end_alone(found);
        }
        self.state.enter(entry, Self::account(found))
    }

    /// Ends the context for an announced call that consumes it. It is let in if no other call is inside.
    fn end_alone(&'static self, found: Option<&Announced>) -> Result<(), Seen> {
        if !self.close_in(found) {
            return Err(Seen::closed());
        }
        if self.number().count() > 1 {
            return Err(Seen::entered());
        }
        self.state.enter_closed()
    }

    /// Lets the owner in, as `state_access.rs` does.
    pub(crate) fn visit(&'static self, found: Option<Announced>, entry: Entry) -> bool {
        self.look();
        if self.state.visit(entry).is_err() {
            drop(found);
            return false;
        }
        self.run(entry, false);
        if self.state.end_visit() && found.is_none() {
            self.release();
        }
        drop(found);
        true
    }

    /// Runs the function of the user.
    pub(crate) fn run(&self, entry: Entry, fails: bool) {
        self.using.fetch_add(1, Ordering::Relaxed);
        match entry {
            Entry::Shared => self.read(),
            Entry::Exclusive | Entry::Moving => self.write(1),
            // The call has the value, which is gone from here on, and is not dropped by the release.
            Entry::Once => self.write(GONE),
        }
        if fails {
            self.keep(Left::Stopped);
        }
        self.using.fetch_sub(1, Ordering::Relaxed);
    }

    pub(crate) fn leave(&'static self, found: Option<Announced>, entry: Entry) {
        if entry == Entry::Once {
            self.close();
        }
        if self.state.leave(entry, Self::account(found.as_ref())) {
            self.release();
        }
        drop(found);
    }

    fn turn_away(&'static self, found: Option<Announced>, out: Out, entry: Entry) {
        if !self.stand_by() {
            if entry == Entry::Once {
                self.close();
            }
            return drop(found);
        }
        drop(found);
        if out != Out::Failed {
            self.keep(Left::Refused(out));
        }
        if entry == Entry::Once {
            self.close();
        }
        self.stand_down();
    }

    /// Has a refused call stand by. Returns false if there are too many.
    pub(crate) fn stand_by(&self) -> bool {
        let stands_by = self.state.stand_by();
        self.using.fetch_add(usize::from(stands_by), Ordering::Relaxed);
        stands_by
    }

    /// Ends the standing by of a refused call.
    pub(crate) fn stand_down(&self) {
        self.look();
        self.using.fetch_sub(1, Ordering::Relaxed);
        let stood = self.state.stand_down();
        if stood.frees {
            self.free();
        }
        if stood.closed {
            self.wait.wake();
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

    /// Closes the context, for one who holds it or has announced a call. Returns true for the first time, with a number.
    pub(crate) fn close(&'static self) -> bool {
        self.close_in(None)
    }

    /// Closes the context as [`close`](Core::close) does, in a call that is not let in yet.
    fn close_in(&'static self, call: Option<&Announced>) -> bool {
        self.look();
        let closed = self.number.map(Number::close);
        let quiet = self.state.close();
        match (self.number, closed) {
            (Some(number), Some(true)) => number.retire(self, call),
            (None, _) if quiet => self.release(),
            _ => {}
        }
        closed == Some(true)
    }

    pub(crate) fn release(&self) {
        self.look();
        if !self.state.consumed() {
            self.write(GONE);
            if let Some(destructor) = self.destructor.get() {
                destructor();
            }
        }
        assert_eq!(self.dropped.fetch_add(1, Ordering::Relaxed), 0, "released twice");
        let released = self.holds.release(true);
        if released.last {
            self.drop_contents();
        }
        if released.awaited {
            self.wait.wake();
        }
    }

    /// Gives up a hold on the contents.
    pub(crate) fn let_go(&self) {
        self.look();
        if self.holds.let_go(true) {
            self.drop_contents();
        }
    }

    /// Drops the contents, for the last hold on them.
    fn drop_contents(&self) {
        let alone = self.state.is_left_alone();
        if !alone {
            self.abandon();
            // What few contexts have is dropped before the memory is left.
            self.look();
        }
        if alone || self.state.leave_memory() {
            self.free();
        }
    }

    /// Frees the memory, and then the index.
    fn free(&self) {
        self.memory.with_mut(|memory| {
            // SAFETY: leaked; the model checker says whether it may be written.
            let memory = unsafe { &mut *memory };
            assert!(*memory != GONE, "freed twice");
            *memory = GONE;
        });
        self.freed.fetch_add(1, Ordering::Relaxed);
        if let Some(number) = self.number {
            number.vacate();
        }
    }

    /// Drops the registration.
    pub(crate) fn unregister(&'static self) {
        self.close();
        self.let_go();
    }

    /// Drops the registration, and returns when no call is inside or being refused.
    pub(crate) fn unregister_and_wait(&'static self) {
        self.close();
        self.holds.await_release();
        if let Some(number) = self.number {
            number.settle();
        }
        self.wait.until(|| self.holds.released() && self.state.quiet());
        assert_eq!((self.dropped(), self.using.load(Ordering::Relaxed)), (1, 0));
        self.let_go();
    }
}
