//! Contexts of several threads: no call meets the drop of the value, all of a context is dropped once, and nothing is left behind.

use loom::thread;

use crate::announced::World;
use crate::frame::Core;
use crate::model_of;
use crate::state::Entry;
use crate::sync::{Form, use_form, wait_for_long};

/// Checks a model with both forms of the barriers.
fn check(preemptions: usize, f: fn()) {
    for form in [Form::Fences, Form::Kernel] {
        use_form(form);
        model_of(preemptions, f);
    }
}

/// Asserts that a context is gone, and none is left behind.
fn over(world: &'static World, core: &'static Core) {
    core.is_over();
    assert!(world.is_settled());
    assert!(world.try_register(0).is_some(), "the index is free");
}

/// Calls on threads of their own, beside the drop of the registration.
fn calls_and_a_close(made_for: Entry, entries: &[Entry]) {
    let world = World::new(entries.len(), 1);
    let core = world.register_for(made_for);
    let number = core.number();
    let call = |(thread, &entry)| thread::spawn(move || world.thread(thread).call(number, entry));
    let calls: Vec<_> = entries.iter().enumerate().map(call).collect();
    core.unregister();
    for call in calls {
        call.join().unwrap();
    }
    assert!(!world.thread(0).call(number, entries[0]), "the number leads nowhere");
    over(world, core);
}

#[test]
fn s79_a_call_and_a_close() {
    check(4, || calls_and_a_close(Entry::Shared, &[Entry::Shared]));
    check(4, || calls_and_a_close(Entry::Exclusive, &[Entry::Exclusive]));
    check(4, || calls_and_a_close(Entry::Once, &[Entry::Once]));
    check(4, || calls_and_a_close(Entry::Shared, &[Entry::Once]));
}

#[test]
fn s79_shared_calls_and_a_close() {
    check(2, || calls_and_a_close(Entry::Shared, &[Entry::Shared, Entry::Shared]));
}

#[test]
fn s79_exclusive_calls_and_a_close() {
    check(2, || calls_and_a_close(Entry::Exclusive, &[Entry::Exclusive, Entry::Exclusive]));
}

#[test]
fn s79_a_consuming_call_and_a_close() {
    check(2, || calls_and_a_close(Entry::Shared, &[Entry::Once, Entry::Shared]));
    check(2, || calls_and_a_close(Entry::Exclusive, &[Entry::Once, Entry::Exclusive]));
}

/// A call with `&T` is inside: its value is not given to a closing callback.
#[test]
fn s73_a_closing_call_inside_a_call() {
    check(3, || {
        let world = World::new(1, 1);
        let core = world.register();
        let thread = world.thread(0);
        let (_, pin) = thread.find(core.number()).unwrap();
        let pin = core.enter(Some(pin), Entry::Shared).unwrap();
        assert!(!thread.call(core.number(), Entry::Once));
        core.run(Entry::Shared, false);
        core.leave(pin, Entry::Shared);
        core.let_go();
        over(world, core);
    });
}

#[test]
fn s79_two_consuming_calls_and_a_close() {
    check(2, || calls_and_a_close(Entry::Once, &[Entry::Once, Entry::Once]));
    check(2, || calls_and_a_close(Entry::Shared, &[Entry::Once, Entry::Once]));
}

/// Two closing callbacks at once, beside a call with `&T`: one consumes the value at the most, and not beside that call.
#[test]
fn s73_two_closing_calls_beside_a_call() {
    check(2, || {
        let world = World::new(3, 1);
        let core = world.register();
        let number = core.number();
        let close = |thread| thread::spawn(move || world.thread(thread).call_as_other(number, Entry::Once));
        let closes = [close(0), close(1)];
        world.thread(2).call(number, Entry::Shared);
        let consumed: usize = closes.map(|close| usize::from(close.join().unwrap())).iter().sum();
        assert!(consumed <= 1);
        assert_eq!(
            (core.dropped(), core.state.consumed()),
            (1, consumed == 1),
            "the registration does not keep the value"
        );
        core.let_go();
        over(world, core);
    });
}

/// The same, inside of the call, which none of the two consumes.
#[test]
fn s73_two_closing_calls_while_a_call_is_inside() {
    check(2, || {
        let world = World::new(3, 1);
        let core = world.register();
        let number = core.number();
        let (_, pin) = world.thread(2).find(number).unwrap();
        let pin = core.enter(Some(pin), Entry::Shared).unwrap();
        let other = thread::spawn(move || world.thread(0).call_as_other(number, Entry::Once));
        assert!(!world.thread(1).call_as_other(number, Entry::Once));
        core.run(Entry::Shared, false);
        assert!(!other.join().unwrap());
        core.leave(pin, Entry::Shared);
        core.let_go();
        over(world, core);
    });
}

/// A failure that ends the run keeps a closing callback out, too.
#[test]
fn s76_a_closing_call_after_a_failure() {
    check(1, || {
        let world = World::new(1, 1);
        let core = world.register();
        let (_, pin) = world.thread(0).find(core.number()).unwrap();
        core.call(Some(pin), Entry::Shared, true).unwrap();
        assert!(!world.thread(0).call(core.number(), Entry::Once));
        core.let_go();
        over(world, core);
    });
}

/// A late call is announced when it is refused: it must not hide that all others have left.
#[test]
fn s80_a_late_call_leaves_nothing_behind() {
    check(4, || {
        let world = World::new(1, 1);
        let core = world.register();
        let number = core.number();
        let calls = thread::spawn(move || {
            let first = world.thread(0).call(number, Entry::Shared);
            let second = world.thread(0).call(number, Entry::Shared);
            assert!(first || !second);
        });
        core.unregister();
        calls.join().unwrap();
        over(world, core);
    });
}

/// `&mut` is never handed out twice, and what one call wrote is there for the next.
#[test]
fn s73_exclusive_calls_take_turns() {
    check(3, || {
        let world = World::new(2, 1);
        let core = world.register();
        let number = core.number();
        let other = thread::spawn(move || world.thread(1).call(number, Entry::Exclusive));
        let here = world.thread(0).call(number, Entry::Exclusive);
        assert!(here | other.join().unwrap());
        core.take();
        assert!(world.thread(0).call(number, Entry::Exclusive), "nobody is inside any more");
        assert_eq!(core.dropped(), 0);
        core.unregister();
        over(world, core);
    });
}

/// A refused call that stands by keeps the memory, and not the value.
#[test]
fn s73_a_call_of_another_callback_drops_nothing() {
    check(4, || {
        let world = World::new(1, 1);
        let core = world.register();
        let number = core.number();
        let call = thread::spawn(move || world.thread(0).call_mispaired(number));
        core.unregister();
        assert_eq!(core.dropped(), 1, "the refused call was waited for");
        call.join().unwrap();
        over(world, core);
    });
}

/// The same, for a call whose thread is stopped before it is refused or let in: it is not waited for, and the value is dropped once.
#[test]
fn s73_a_call_of_another_callback_that_stays_for_long() {
    wait_for_long();
    for entry in [None, Some(Entry::Shared), Some(Entry::Once)] {
        for form in [Form::Fences, Form::Kernel] {
            use_form(form);
            model_of(4, move || {
                let world = World::new(1, 1);
                let core = world.register();
                let number = core.number();
                let call = thread::spawn(move || match entry {
                    None => world.thread(0).call_mispaired(number),
                    Some(entry) => _ = world.thread(0).call_as_other(number, entry),
                });
                core.unregister();
                call.join().unwrap();
                over(world, core);
            });
        }
    }
}

/// A late call of one context, beside the last call of another: it drops the value of neither.
#[test]
fn s73_a_late_call_drops_no_other_value() {
    check(3, || {
        let world = World::new(2, 2);
        let (core, late) = (world.register(), world.try_register(1).unwrap());
        let (number, here) = (late.number(), thread::current().id());
        late.unregister();
        assert!(core.destructor.set(Box::new(move || assert_eq!(thread::current().id(), here))).is_ok());
        let (_, pin) = world.thread(0).find(core.number()).unwrap();
        let pin = core.enter(Some(pin), Entry::Shared).unwrap();
        core.close();
        let call = thread::spawn(move || world.thread(1).call(number, Entry::Shared));
        core.leave(pin, Entry::Shared);
        call.join().unwrap();
        core.let_go();
        over(world, core);
    });
}

/// Two calls in one record leave closed contexts at the same time: a coroutine has taken one of them to another thread.
#[test]
fn s80_a_call_that_was_moved_leaves_beside_another_of_its_record() {
    check(3, || {
        let world = World::new(1, 2);
        let (core, other) = (world.register(), world.try_register(1).unwrap());
        let enter = |core: &'static Core| {
            let (_, pin) = world.thread(0).find(core.number()).unwrap();
            core.enter(Some(pin), Entry::Shared).unwrap()
        };
        let (call, moved) = (enter(core), enter(other));
        core.close();
        other.close();
        let moved = thread::spawn(move || other.leave(moved, Entry::Shared));
        core.leave(call, Entry::Shared);
        moved.join().unwrap();
        core.let_go();
        other.let_go();
        other.is_over();
        over(world, core);
    });
}

/// A call of a callback that the context was not made for, which is let in.
#[test]
fn s73_a_call_that_was_expected_to_be_refused() {
    for entry in [Entry::Shared, Entry::Exclusive, Entry::Once] {
        for form in [Form::Fences, Form::Kernel] {
            use_form(form);
            model_of(3, move || {
                let world = World::new(1, 1);
                let core = world.register();
                let number = core.number();
                let call = thread::spawn(move || world.thread(0).call_as_other(number, entry));
                core.unregister();
                call.join().unwrap();
                over(world, core);
            });
        }
    }
}

/// The value is dropped while a refused call stands by, which then has the memory alone.
#[test]
fn s73_a_refused_call_does_not_keep_the_value() {
    check(4, || {
        let world = World::new(1, 1);
        let core = world.register();
        let (found, pin) = world.thread(0).find(core.number()).unwrap();
        assert!(found.stand_by());
        drop(pin);
        let call = thread::spawn(move || found.stand_down());
        core.close();
        assert_eq!(core.dropped(), 1, "it was not waited for");
        core.let_go();
        call.join().unwrap();
        over(world, core);
    });
}

/// C destroys a context twice, beside a call and the registration.
#[test]
fn s47_two_destroys_beside_a_call() {
    for entry in [Entry::Shared, Entry::Exclusive] {
        for form in [Form::Fences, Form::Kernel] {
            use_form(form);
            model_of(2, move || {
                let world = World::new(3, 1);
                let core = world.register();
                let number = core.number();
                let call = thread::spawn(move || world.thread(0).call(number, entry));
                let other = thread::spawn(move || world.thread(1).destroy(number));
                world.thread(2).destroy(number);
                call.join().unwrap();
                other.join().unwrap();
                assert_eq!((core.dropped(), core.freed()), (1, 0), "the registration has it");
                core.let_go();
                over(world, core);
            });
        }
    }
}

/// C destroys a context beside its registration, from inside of a call.
#[test]
fn s71_a_destroy_inside_a_call() {
    check(3, || {
        let world = World::new(1, 1);
        let core = world.register();
        let number = core.number();
        let call = thread::spawn(move || {
            let thread = world.thread(0);
            let Some((core, pin)) = thread.find(number) else { return };
            let Ok(pin) = core.enter(Some(pin), Entry::Shared) else { return };
            thread.destroy(number);
            core.run(Entry::Shared, false);
            core.leave(pin, Entry::Shared);
        });
        core.unregister();
        call.join().unwrap();
        over(world, core);
    });
}

/// Closing and waiting ends, beside a call and beside a refused one, when nothing of the context is used any more.
#[test]
fn s80_closing_waits_for_a_call() {
    for entry in [Entry::Shared, Entry::Exclusive, Entry::Once] {
        for form in [Form::Fences, Form::Kernel] {
            use_form(form);
            model_of(3, move || {
                let world = World::new(1, 1);
                let core = world.register();
                let number = core.number();
                let call = thread::spawn(move || world.thread(0).call(number, entry));
                core.unregister_and_wait();
                call.join().unwrap();
                over(world, core);
            });
        }
    }
}

#[test]
fn s80_closing_waits_for_a_refused_call() {
    check(3, || {
        let world = World::new(1, 1);
        let core = world.register();
        let number = core.number();
        let call = thread::spawn(move || world.thread(0).call_mispaired(number));
        core.unregister_and_wait();
        call.join().unwrap();
        over(world, core);
    });
}

/// Two contexts that one thread is inside of are closed by two others: both wait for the same record.
#[test]
fn s80_two_contexts_wait_for_one_thread() {
    check(3, || {
        let world = World::new(1, 2);
        let (outer, inner) = (world.register(), world.try_register(1).unwrap());
        let calls = thread::spawn(move || {
            let thread = world.thread(0);
            let Some((core, pin)) = thread.find(outer.number()) else { return };
            let Ok(pin) = core.enter(Some(pin), Entry::Shared) else { return };
            thread.call(inner.number(), Entry::Shared);
            core.run(Entry::Shared, false);
            core.leave(pin, Entry::Shared);
        });
        let close = thread::spawn(move || inner.unregister());
        outer.unregister();
        calls.join().unwrap();
        close.join().unwrap();
        inner.is_over();
        over(world, outer);
    });
}

/// The destructor of a value waits for another closed context, whose last call leaves at the same time.
#[test]
fn s80_a_destructor_waits_for_another_context() {
    check(3, || {
        let world = World::new(2, 2);
        let (waiting, awaited) = (world.register(), world.try_register(1).unwrap());
        assert!(waiting.destructor.set(Box::new(move || awaited.unregister_and_wait())).is_ok());
        let calls = [(0, waiting), (1, awaited)].map(|(thread, core)| {
            let (_, pin) = world.thread(thread).find(core.number()).unwrap();
            core.enter(Some(pin), Entry::Shared).unwrap()
        });
        waiting.unregister();
        awaited.close();
        let [here, there] = calls;
        let other = thread::spawn(move || awaited.leave(there, Entry::Shared));
        waiting.leave(here, Entry::Shared);
        other.join().unwrap();
        awaited.is_over();
        over(world, waiting);
    });
}

/// As above, with a destructor that waits for a thread which waits for that context already.
#[test]
fn s80_a_destructor_waits_for_a_thread_that_waits() {
    check(3, || {
        let world = World::new(2, 2);
        let (waiting, awaited) = (world.register(), world.try_register(1).unwrap());
        assert!(waiting.destructor.set(Box::new(move || awaited.wait.until(|| awaited.holds.released()))).is_ok());
        let calls = [(0, waiting), (1, awaited)].map(|(thread, core)| {
            let (_, pin) = world.thread(thread).find(core.number()).unwrap();
            core.enter(Some(pin), Entry::Shared).unwrap()
        });
        waiting.unregister();
        awaited.close();
        awaited.holds.await_release();
        awaited.number().settle();
        let [here, there] = calls;
        let other = thread::spawn(move || awaited.leave(there, Entry::Shared));
        waiting.leave(here, Entry::Shared);
        other.join().unwrap();
        awaited.let_go();
        awaited.is_over();
        over(world, waiting);
    });
}

/// C passes an invented number, that of the context which is being registered: it is found whole or not at all.
#[test]
fn s79_an_invented_number_finds_a_whole_context() {
    check(4, || {
        let world = World::new(1, 1);
        let first = world.register();
        let number = first.number().next();
        first.unregister();
        let call = thread::spawn(move || world.thread(0).call(number, Entry::Shared));
        let next = world.register();
        call.join().unwrap();
        assert_eq!((first.freed(), next.dropped()), (1, 0));
        next.unregister();
        over(world, next);
    });
}

/// The next context of an index has another number: no late call comes to it, and none reads it before it is whole.
#[test]
fn s79_a_late_call_does_not_find_the_next_context() {
    check(4, || {
        let world = World::new(2, 1);
        let first = world.register();
        let number = first.number();
        let late = thread::spawn(move || {
            world.thread(0).call(number, Entry::Shared);
            world.thread(0).destroy(number);
        });
        first.unregister();
        if let Some(next) = world.try_register(0) {
            assert!(world.thread(1).call(next.number(), Entry::Shared), "the late end is not for it");
            assert_eq!((first.freed(), next.dropped()), (1, 0));
            next.unregister();
            next.is_over();
        }
        late.join().unwrap();
        over(world, first);
    });
}

/// The owner has the state beside a call, while a destroy notify ends the context.
fn a_visit_beside_a_call(made_for: Entry, visit: Entry, call: Entry) {
    let world = World::new(2, 1);
    let core = world.register_for(made_for);
    let number = core.number();
    let visited = thread::spawn(move || world.thread(0).visit(number, visit));
    let called = thread::spawn(move || world.thread(1).call(number, call));
    core.unregister();
    visited.join().unwrap();
    called.join().unwrap();
    assert!(!world.thread(0).visit(number, visit), "the number leads nowhere");
    over(world, core);
}

#[test]
fn s79_an_owner_and_a_close() {
    check(2, || a_visit_beside_a_call(Entry::Exclusive, Entry::Exclusive, Entry::Exclusive));
    check(2, || a_visit_beside_a_call(Entry::Shared, Entry::Shared, Entry::Shared));
    check(2, || a_visit_beside_a_call(Entry::Once, Entry::Exclusive, Entry::Once));
    check(2, || a_visit_beside_a_call(Entry::Exclusive, Entry::Exclusive, Entry::Once));
    check(2, || a_visit_beside_a_call(Entry::Shared, Entry::Shared, Entry::Once));
}
