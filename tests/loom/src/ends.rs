//! Who holds the context of a slot, and what its ends do: several, late, at once, beside the last call.

use loom::{model, thread};

use crate::announced::World;
use crate::frame::Core;
use crate::holds::{Holds, MOST};
use crate::model_of;
use crate::state::Entry;
use crate::sync::{Form, Ordering, use_form};

/// Checks a model with both forms of the barriers, for a context with so many ends.
fn check(ends: usize, f: fn(&'static World, &'static Core)) {
    for form in [Form::Fences, Form::Kernel] {
        use_form(form);
        model_of(3, move || {
            let world = World::new(2, 1);
            let core = world.register();
            (0..ends).for_each(|_| core.number().give_end(core));
            f(world, core);
            core.is_over();
            assert!(world.is_settled());
            assert!(world.try_register(0).is_some(), "the slot is free");
        });
    }
}

#[test]
fn s47_two_ends_and_the_registration() {
    check(2, |world, core| {
        let number = core.number();
        let other = thread::spawn(move || world.thread(0).destroy(number));
        core.unregister();
        world.thread(1).destroy(number);
        other.join().unwrap();
        core.is_over();
        world.thread(1).destroy(number);
    });
}

/// One that was given is called by two threads.
#[test]
fn s47_one_end_that_two_threads_call() {
    check(1, |world, core| {
        let number = core.number();
        core.abandon();
        core.let_go();
        let other = thread::spawn(move || world.thread(0).destroy(number));
        world.thread(1).destroy(number);
        other.join().unwrap();
    });
}

/// Two threads ask at once, and C calls what each has got before the other one has it.
#[test]
fn s71_two_threads_ask_for_an_end() {
    check(0, |world, core| {
        let ask = move |thread| {
            core.number().give_end(core);
            world.thread(thread).destroy(core.number());
        };
        let other = thread::spawn(move || ask(0));
        ask(1);
        other.join().unwrap();
        assert_eq!((core.dropped(), core.freed()), (1, 0), "the registration has it");
        core.unregister();
    });
}

/// A context ends beside its last call.
#[test]
fn s71_an_end_beside_the_last_call() {
    check(1, |world, core| {
        let number = core.number();
        let call = thread::spawn(move || world.thread(0).call(number, Entry::Exclusive));
        core.abandon();
        core.let_go();
        world.thread(1).destroy(number);
        call.join().unwrap();
    });
}

/// C ends a context twice, beside a call that comes before one of the ends.
#[test]
fn s71_an_end_after_a_call_and_beside_it() {
    check(2, |world, core| {
        let number = core.number();
        let other = thread::spawn(move || {
            world.thread(0).call(number, Entry::Shared);
            world.thread(0).destroy(number);
        });
        world.thread(1).destroy(number);
        core.unregister();
        other.join().unwrap();
    });
}

/// A refused call is the last one there: it frees the memory at the most.
#[test]
fn s73_a_refused_call_drops_nothing() {
    check(1, |world, core| {
        let number = core.number();
        let other = thread::spawn(move || {
            let let_in = world.thread(0).call(number, Entry::Exclusive);
            world.thread(0).destroy(number);
            let_in
        });
        let here = world.thread(1).call(number, Entry::Exclusive);
        core.unregister();
        assert!(other.join().unwrap() || here);
    });
}

/// With a count that overflows, the memory would be freed while C has ends of it.
#[test]
fn s47_the_count_of_holds_does_not_overflow() {
    model(|| {
        let holds: &Holds = Box::leak(Box::new(Holds::new()));
        // Room for one more, in steps of 8.
        holds.0.store(MOST - 7, Ordering::Relaxed);
        let other = thread::spawn(move || holds.add());
        let here = holds.add();
        assert!(here ^ other.join().unwrap());
        assert!(!holds.add() && !holds.let_go(true) && holds.add());
    });
}
