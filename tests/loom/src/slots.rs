//! Who is let into a slot, who frees what is in it, and that the next one is not taken for it.

use std::ptr::NonNull;

use loom::{model, thread};

use crate::frame::Core;
use crate::slot::Slot;

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
    let core = Core::new(|| slot.vacate());
    let generation = slot.next_generation();
    slot.open(NonNull::from(core));
    (core, generation)
}

fn call(slot: &'static Slot, generation: usize) -> bool {
    let Some(pin) = slot.pin_generation(generation) else { return false };
    // SAFETY: a `Core` that is never freed.
    unsafe { pin.frame().cast::<Core>().as_ref() }.read();
    true
}

#[test]
fn calls_and_a_close() {
    model(|| {
        let slot = slot();
        let (core, generation) = fill(slot);
        let calls = [(); 2].map(|()| thread::spawn(move || call(slot, generation)));
        slot.close(generation);
        for call in calls {
            call.join().unwrap();
        }
        assert_eq!(core.released(), 1);
        assert!(!call(slot, generation));
    });
}

#[test]
fn two_closes_and_a_call() {
    model(|| {
        let slot = slot();
        let (core, generation) = fill(slot);
        let called = thread::spawn(move || call(slot, generation));
        let closed = thread::spawn(move || slot.close(generation));
        slot.close(generation);
        called.join().unwrap();
        closed.join().unwrap();
        assert_eq!(core.released(), 1);
    });
}

/// A call and a late close of the first generation meet the second.
#[test]
fn the_next_generation_is_not_the_one_before() {
    model(|| {
        let slot = slot();
        let (first, generation) = fill(slot);
        let late = thread::spawn(move || {
            call(slot, generation);
            slot.close(generation);
        });
        slot.close(generation);
        if slot.take() {
            let second = Core::new(|| slot.vacate());
            let next = slot.next_generation();
            assert_ne!(next, generation);
            slot.open(NonNull::from(second));
            assert!(call(slot, next), "the late close is not for it");
            late.join().unwrap();
            assert_eq!((first.released(), second.released()), (1, 0));
            slot.close(next);
            assert_eq!(second.released(), 1);
        } else {
            late.join().unwrap();
            assert_eq!(first.released(), 1);
        }
    });
}

/// A static or a pool has no number: a late call may find the next context, whole and not half made.
#[test]
fn a_call_without_a_number_finds_a_whole_context() {
    model(|| {
        let slot = slot();
        let called = thread::spawn(move || {
            let Some(pin) = slot.pin() else { return };
            // SAFETY: a `Core` that is never freed.
            unsafe { pin.frame().cast::<Core>().as_ref() }.read();
            pin.close_slot();
        });
        let (core, generation) = fill(slot);
        called.join().unwrap();
        slot.close(generation);
        assert_eq!(core.released(), 1);
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
