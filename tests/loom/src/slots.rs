//! Who is let into a slot, who frees what is in it, and that the next one is not taken for it.

use std::ptr::NonNull;

use loom::{model, thread};

use crate::frame::Core;
use crate::model_of;
use crate::slot::Slot;
use crate::state::Entry;

/// An empty slot, known to the model checker before there are threads.
fn slot() -> &'static Slot {
    let slot: &'static Slot = Box::leak(Box::new(Slot::new()));
    assert!(slot.take());
    slot.vacate();
    assert_eq!(slot.generation(), 0);
    slot
}

/// Fills a slot.
fn fill(slot: &'static Slot) -> (&'static Core, usize) {
    assert!(slot.take());
    let generation = slot.next_generation();
    let core = Core::new(Some((slot, generation)), || slot.vacate());
    slot.open(NonNull::from(core));
    (core, generation)
}

fn call(slot: &'static Slot, generation: usize) -> bool {
    let Some(pin) = slot.pin_generation(generation) else { return false };
    // SAFETY: a `Core` that is leaked.
    unsafe { pin.frame().cast::<Core>().as_ref() }.call(Entry::Shared, true, false).is_ok()
}

#[test]
fn calls_and_a_close() {
    model_of(3, || {
        let slot = slot();
        let (core, generation) = fill(slot);
        let calls = [(); 2].map(|()| thread::spawn(move || call(slot, generation)));
        core.unregister();
        for call in calls {
            call.join().unwrap();
        }
        assert_eq!((core.dropped(), core.freed()), (1, 1));
        assert!(!call(slot, generation));
    });
}

/// Closed by its registration and by a call that has it pinned.
#[test]
fn two_closes_and_a_call() {
    model_of(3, || {
        let slot = slot();
        let (core, generation) = fill(slot);
        let called = thread::spawn(move || call(slot, generation));
        let closed = thread::spawn(move || {
            if let Some(pin) = slot.pin_generation(generation) {
                // SAFETY: a `Core` that is leaked.
                unsafe { pin.frame().cast::<Core>().as_ref() }.close();
            }
        });
        core.unregister();
        called.join().unwrap();
        closed.join().unwrap();
        assert_eq!((core.dropped(), core.freed()), (1, 1));
    });
}

/// A call and a late close of the first generation meet the second.
#[test]
fn the_next_generation_is_not_the_one_before() {
    model_of(3, || {
        let slot = slot();
        let (first, generation) = fill(slot);
        let late = thread::spawn(move || {
            call(slot, generation);
            slot.close(generation);
        });
        first.unregister();
        if slot.take() {
            let next = slot.next_generation();
            let second = Core::new(Some((slot, next)), || slot.vacate());
            assert_ne!(next, generation);
            slot.open(NonNull::from(second));
            assert!(call(slot, next), "the late close is not for it");
            late.join().unwrap();
            assert_eq!((first.freed(), second.freed()), (1, 0));
            second.unregister();
            assert_eq!(second.freed(), 1);
        } else {
            late.join().unwrap();
            assert_eq!(first.freed(), 1);
        }
    });
}

/// A slot is free when its value and its registration are gone, not before.
#[test]
fn s77_a_spent_slot_is_its_registrations() {
    model_of(3, || {
        let slot = slot();
        let (core, _) = fill(slot);
        let called = thread::spawn(move || {
            let Some(pin) = slot.pin() else { return };
            // SAFETY: a `Core` that is leaked.
            let _ = unsafe { pin.frame().cast::<Core>().as_ref() }.call(Entry::Once, true, false);
        });
        assert!(!slot.take(), "the registration has it");
        core.unregister();
        called.join().unwrap();
        assert_eq!((core.dropped(), core.freed()), (1, 1));
        assert!(slot.take());
    });
}

/// A static or a pool has no number: a late call may find the next context, whole and not half made.
#[test]
fn a_call_without_a_number_finds_a_whole_context() {
    model(|| {
        let slot = slot();
        let called = thread::spawn(move || {
            let Some(pin) = slot.pin() else { return };
            // SAFETY: a `Core` that is leaked.
            let _ = unsafe { pin.frame().cast::<Core>().as_ref() }.call(Entry::Once, true, false);
        });
        let (core, _) = fill(slot);
        called.join().unwrap();
        core.unregister();
        assert_eq!((core.dropped(), core.freed()), (1, 1));
    });
}

/// One of two threads gets the slot.
#[test]
fn a_slot_is_taken_once() {
    model(|| {
        let slot = slot();
        let other = thread::spawn(move || slot.take());
        let mine = slot.take();
        assert!(mine ^ other.join().unwrap());
    });
}
