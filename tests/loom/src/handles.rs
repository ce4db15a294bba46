//! Numbers that stand for contexts: the kind of one, and its place in the free list, as `handle.rs` of the runtime has them.

use std::ptr::NonNull;

use loom::cell::UnsafeCell;
use loom::sync::Mutex;
use loom::thread;

use crate::frame::Core;
use crate::model_of;
use crate::slot::Slot;
use crate::state::Entry;

/// A table with one place.
struct Table {
    slot: Slot,
    kind: UnsafeCell<u32>,
    free: Mutex<usize>,
}

// SAFETY: the model checker looks after the cell.
unsafe impl Sync for Table {}
// SAFETY: as above.
unsafe impl Send for Table {}

impl Table {
    fn new() -> &'static Self {
        let table: &'static Table =
            Box::leak(Box::new(Table { slot: Slot::new(), kind: UnsafeCell::new(0), free: Mutex::new(1) }));
        // Known to the model checker before there are threads.
        assert!(table.slot.take());
        table.slot.vacate();
        assert_eq!(table.slot.generation(), 0);
        table
    }

    /// Registers a context of a kind, if the place is free.
    fn register(&'static self, kind: u32) -> Option<(&'static Core, usize)> {
        {
            let mut free = self.free.lock().unwrap();
            *free = free.checked_sub(1)?;
        }
        assert!(self.slot.take(), "a free slot is empty");
        // SAFETY: leaked; the model checker says whether it may be written.
        self.kind.with_mut(|place| unsafe { *place = kind });
        let generation = self.slot.next_generation();
        let core = Core::new(Some((&self.slot, generation)), || {
            self.slot.vacate();
            *self.free.lock().unwrap() += 1;
        });
        self.slot.open(NonNull::from(core));
        Some((core, generation))
    }

    /// Calls with a number, from a callback of a kind. True if it was let in.
    fn call(&'static self, generation: usize, kind: u32) -> bool {
        let Some(pin) = self.slot.pin_generation(generation) else { return false };
        // SAFETY: leaked; the model checker says whether it may be read.
        if self.kind.with(|place| unsafe { *place }) != kind {
            return false;
        }
        // SAFETY: leaked.
        let core = unsafe { pin.frame().cast::<Core>().as_ref() };
        core.call(Entry::Exclusive, true, false).is_ok()
    }

    /// Destroys a number.
    fn destroy(&'static self, generation: usize) {
        if let Some(pin) = self.slot.pin_generation(generation) {
            // SAFETY: leaked.
            unsafe { pin.frame().cast::<Core>().as_ref() }.close();
        }
    }
}

/// A call of another kind is refused, and keeps the memory and not the value.
#[test]
fn s73_a_call_of_another_kind_drops_nothing() {
    model_of(3, || {
        let table = Table::new();
        let (core, number) = table.register(7).unwrap();
        let call = thread::spawn(move || assert!(!table.call(number, 8)));
        core.unregister();
        assert_eq!(core.dropped(), 1, "it was not waited for");
        call.join().unwrap();
        assert_eq!((core.freed(), *table.free.lock().unwrap()), (1, 1));
    });
}

/// The next context has another number and another kind, which no call reads while it is written.
#[test]
fn s79_a_late_call_does_not_see_the_next_kind() {
    model_of(3, || {
        let table = Table::new();
        let (core, number) = table.register(7).unwrap();
        let call = thread::spawn(move || table.call(number, 7));
        core.unregister();
        if let Some((next, other)) = table.register(8) {
            assert_ne!(number, other);
            assert!(!table.call(number, 8) && table.call(other, 8));
            next.unregister();
            assert_eq!((next.dropped(), next.freed()), (1, 1));
        }
        call.join().unwrap();
        assert_eq!((core.dropped(), core.freed(), *table.free.lock().unwrap()), (1, 1, 1));
    });
}

/// A number is destroyed by C, beside a call and beside its registration.
#[test]
fn s47_a_number_is_destroyed_twice() {
    model_of(3, || {
        let table = Table::new();
        let (core, number) = table.register(7).unwrap();
        let other = thread::spawn(move || {
            table.call(number, 7);
            table.destroy(number);
        });
        table.destroy(number);
        assert!(!table.call(number, 7));
        core.unregister();
        other.join().unwrap();
        assert_eq!((core.dropped(), core.freed(), *table.free.lock().unwrap()), (1, 1, 1));
    });
}

/// Closing waits for a call that has the slot pinned.
#[test]
fn s80_closing_a_number_waits_for_its_call() {
    model_of(3, || {
        let table = Table::new();
        let (core, number) = table.register(7).unwrap();
        let call = thread::spawn(move || table.call(number, 7));
        core.unregister_and_wait();
        call.join().unwrap();
        assert_eq!((core.dropped(), core.freed()), (1, 1));
    });
}
