//! Contexts of several threads: numbers, calls that are announced, and closed contexts that wait for them. It does what
//! `numbers.rs`, `announce.rs` and `retired.rs` of the runtime do, in the same order.

use loom::sync::Mutex;
use loom::sync::atomic::AtomicPtr;

use crate::frame::Core;
use crate::record::{LENT, LET_IN, Record};
use crate::state::Entry;
use crate::sync::{AtomicUsize, Ordering, heavy};

/// No number.
const CLOSED: usize = usize::MAX;
/// The number of places of a record that a model uses.
const PLACES: usize = 2;

/// All that the threads of a process share.
pub(crate) struct World {
    records: Vec<Record>,
    retired: Mutex<Vec<&'static Core>>,
    retired_count: AtomicUsize,
    entries: Vec<Index>,
}

/// An index of the table.
struct Index {
    number: AtomicUsize,
    frame: AtomicPtr<Core>,
    /// The generation, while the index is free.
    free: Mutex<Option<usize>>,
    /// The ends that C was given for a context in a slot, as `ends.rs` of the runtime counts them, apart from its memory.
    ends: Mutex<usize>,
}

/// The number of a context.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    world: &'static World,
    word: usize,
}

/// A call that is announced, until this is dropped.
pub(crate) struct Announced {
    world: &'static World,
    record: &'static Record,
    place: usize,
}

/// A thread, with a record or without one.
#[derive(Clone, Copy)]
pub(crate) struct Thread {
    world: &'static World,
    record: Option<&'static Record>,
}

impl World {
    /// Makes a table with so many indices, and so many records. All words are known to the model checker before there are threads.
    pub(crate) fn new(records: usize, indices: usize) -> &'static Self {
        let index = |_| Index {
            number: AtomicUsize::new(CLOSED),
            frame: AtomicPtr::new(std::ptr::null_mut()),
            free: Mutex::new(Some(0)),
            ends: Mutex::new(0),
        };
        let world = World {
            records: (0..records).map(|_| Record::new()).collect(),
            retired: Mutex::new(Vec::new()),
            retired_count: AtomicUsize::new(0),
            entries: (0..indices).map(index).collect(),
        };
        world.retired_count.store(0, Ordering::SeqCst);
        for record in &world.records {
            assert!(record.take(1));
            record.announce_lent(1);
            record.leave(LENT);
            let places = [(); PLACES].map(|()| record.announce(1).unwrap());
            for place in places.into_iter().rev() {
                record.leave(place);
            }
            record.await_none();
        }
        Box::leak(Box::new(world))
    }

    /// Returns true for a number that leads nowhere any more.
    fn is_closed(&self, word: usize) -> bool {
        let entry = self.entries.get((word & 0xff) >> 2);
        word & 1 != 0 && entry.is_none_or(|entry| entry.number.load(Ordering::Acquire) != word)
    }

    /// Returns the thread that has a record; one without if there is none of that index.
    pub(crate) fn thread(&'static self, record: usize) -> Thread {
        Thread { world: self, record: self.records.get(record) }
    }

    pub(crate) fn record(&'static self, record: usize) -> &'static Record {
        &self.records[record]
    }

    /// Registers a context of a callback with `&T` at an index, if that is free.
    pub(crate) fn try_register(&'static self, index: usize) -> Option<&'static Core> {
        self.register_at(index, Entry::Shared)
    }

    fn register_at(&'static self, index: usize, made_for: Entry) -> Option<&'static Core> {
        let entry = &self.entries[index];
        let generation = entry.free.lock().unwrap().take()? + 1;
        let number = Number { world: self, word: generation << 8 | index << 2 | LET_IN | 1 };
        let core = Core::new(Some(number), made_for);
        entry.frame.store(std::ptr::from_ref(core).cast_mut(), Ordering::Relaxed);
        entry.number.store(number.word, Ordering::Release);
        Some(core)
    }

    pub(crate) fn register(&'static self) -> &'static Core {
        self.register_for(Entry::Shared)
    }

    pub(crate) fn register_for(&'static self, made_for: Entry) -> &'static Core {
        self.register_at(0, made_for).unwrap()
    }

    fn is_announced(&self, word: usize) -> bool {
        self.records.iter().any(|record| record.has(word))
    }

    /// Returns true if a call is let in, or is `own`, and waits for those of other threads that are expected to be refused.
    fn is_let_in(&self, number: usize, own: Option<&Announced>) -> bool {
        let is_own = |record| own.is_some_and(|call| std::ptr::eq(call.record, record));
        self.records.iter().any(|record| if is_own(record) { record.has(number) } else { record.has_let_in(number) })
    }

    fn await_leave(&self, word: usize) {
        self.records.iter().filter(|record| record.has(word)).for_each(Record::await_leave);
    }

    /// Releases a closed context, unless calls are inside.
    fn settle(&self, number: usize) {
        if self.retired_count.load(Ordering::SeqCst) == 0 {
            return;
        }
        if let Some(core) = self.take_one(number) {
            core.release();
        }
    }

    /// Takes the context of a number if no call is inside.
    fn take_one(&self, number: usize) -> Option<&'static Core> {
        let mut retired = self.retired.lock().unwrap();
        retired.iter().for_each(|one| self.await_leave(one.number().word));
        heavy();
        let is_wanted = |word| word == number && !self.is_announced(word);
        let left = retired.iter().position(|one| is_wanted(one.number().word));
        let core = left.map(|place| retired.swap_remove(place));
        self.retired_count.store(retired.len(), Ordering::SeqCst);
        if core.is_some() && retired.is_empty() {
            self.records.iter().for_each(Record::await_none);
        }
        core
    }

    /// Returns true if no closed context is left behind.
    pub(crate) fn is_settled(&self) -> bool {
        self.retired.lock().unwrap().is_empty()
    }
}

impl Number {
    pub(crate) fn word(self) -> usize {
        self.word
    }

    fn index(self) -> &'static Index {
        &self.world.entries[(self.word & 0xff) >> 2]
    }

    /// Returns the number that the next context of the index has.
    pub(crate) fn next(self) -> Self {
        Number { word: self.word + (1 << 8), ..self }
    }

    /// Lets no more calls in. Returns true for the first time.
    pub(crate) fn close(self) -> bool {
        let number = &self.index().number;
        number.compare_exchange(self.word, CLOSED, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// Releases a context that was closed, at once or with the last call that is inside.
    /// `own` is the call that closed it, if it was one.
    pub(crate) fn retire(self, core: &'static Core, own: Option<&Announced>) {
        heavy();
        if !self.world.is_let_in(self.word, own) {
            return core.release();
        }
        let mut retired = self.world.retired.lock().unwrap();
        retired.push(core);
        self.world.retired_count.store(retired.len(), Ordering::SeqCst);
        drop(retired);
        self.settle();
    }

    /// Returns the number of calls that have announced the number, behind the barrier.
    pub(crate) fn count(self) -> usize {
        self.world.records.iter().map(|record| record.count(self.word)).sum()
    }

    /// Releases the closed context, unless calls are inside.
    pub(crate) fn settle(self) {
        self.world.settle(self.word);
    }

    /// Frees the index, for another number.
    pub(crate) fn vacate(self) {
        *self.index().free.lock().unwrap() = Some(self.word >> 8);
    }

    /// Gives C an end of a context in a slot.
    pub(crate) fn give_end(self, core: &Core) {
        assert!(core.holds.add());
        *self.index().ends.lock().unwrap() += 1;
    }

    /// Takes one of the ends that C was given.
    fn take_end(self) -> bool {
        let mut ends = self.index().ends.lock().unwrap();
        let there = *ends > 0;
        *ends -= usize::from(there);
        there
    }

    fn frame(self) -> &'static Core {
        // SAFETY: a `Core` that is leaked, and stored before the number was.
        unsafe { &*self.index().frame.load(Ordering::Relaxed) }
    }
}

impl Thread {
    fn announce(self, word: usize) -> Announced {
        if let Some((record, place)) = self.record.and_then(|record| Some((record, record.announce(word)?))) {
            return Announced { world: self.world, record, place };
        }
        let record = self.world.records.iter().find(|record| record.take(2)).expect("a record is free");
        record.announce_lent(word);
        Announced { world: self.world, record, place: LENT }
    }

    /// Finds the frame of a number, which stays live for as long as the announcement.
    pub(crate) fn find(self, number: Number) -> Option<(&'static Core, Announced)> {
        self.find_by(number, number.word)
    }

    /// Finds the frame of a number for a call that is expected to be refused.
    fn find_doubtful(self, number: Number) -> Option<(&'static Core, Announced)> {
        self.find_by(number, number.word ^ LET_IN)
    }

    fn find_by(self, number: Number, word: usize) -> Option<(&'static Core, Announced)> {
        let pin = self.announce(word);
        if number.index().number.load(Ordering::Acquire) != number.word {
            drop(pin);
            number.settle();
            return None;
        }
        Some((number.frame(), pin))
    }

    /// Runs one call from C. Returns true if it was let in.
    pub(crate) fn call(self, number: Number, entry: Entry) -> bool {
        self.find(number).is_some_and(|(core, pin)| core.call(Some(pin), entry, false).is_ok())
    }

    /// Runs one call of a callback that the context was not made for and that is let in all the same.
    pub(crate) fn call_as_other(self, number: Number, entry: Entry) -> bool {
        self.find_doubtful(number).is_some_and(|(core, pin)| core.call(Some(pin), entry, false).is_ok())
    }

    /// Lets the owner in. Returns true if it was.
    pub(crate) fn visit(self, number: Number, entry: Entry) -> bool {
        self.find(number).is_some_and(|(core, pin)| core.visit(Some(pin), entry))
    }

    /// Runs one call of another callback, which is refused before it enters.
    pub(crate) fn call_mispaired(self, number: Number) {
        let Some((core, pin)) = self.find_doubtful(number) else { return };
        core.look();
        let stands_by = core.stand_by();
        drop(pin);
        if stands_by {
            core.look();
            core.stand_down();
        }
    }

    /// Runs a destroy notify.
    pub(crate) fn destroy(self, number: Number) {
        match self.find(number) {
            Some((core, pin)) => {
                core.look();
                let held = number.take_end();
                core.close();
                if held {
                    core.let_go();
                }
                drop(pin);
            }
            // One more end of a closed context holds the frame, which stays in the entry.
            None if number.take_end() => {
                let core = number.frame();
                core.close();
                core.let_go();
            }
            None => {}
        }
    }
}

impl Announced {
    /// Lets the call in, if it was expected to be refused.
    pub(crate) fn let_in(&self) {
        self.record.let_in(self.place);
    }
}

impl Drop for Announced {
    fn drop(&mut self) {
        let awaited = self.record.leave(self.place);
        let closed = awaited.filter(|&word| self.world.is_closed(word));
        if self.place == LENT {
            self.record.give_back();
        }
        if let Some(number) = closed {
            self.world.settle(number);
        }
    }
}
