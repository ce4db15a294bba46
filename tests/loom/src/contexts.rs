//! Contexts of several threads: no call meets the drop of the value, all of a context is dropped once, and nothing is left behind.

use loom::thread;

use crate::announced::World;
use crate::frame::Core;
use crate::model_of;
use crate::state::Entry;
use crate::sync::{Form, use_form};

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
fn calls_and_a_close(entries: &[Entry]) {
    let world = World::new(entries.len(), 1);
    let core = world.register();
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
    check(8, || calls_and_a_close(&[Entry::Shared]));
    check(8, || calls_and_a_close(&[Entry::Exclusive]));
    check(8, || calls_and_a_close(&[Entry::Once]));
}

#[test]
fn s79_shared_calls_and_a_close() {
    check(3, || calls_and_a_close(&[Entry::Shared, Entry::Shared]));
}

#[test]
fn s79_exclusive_calls_and_a_close() {
    check(3, || calls_and_a_close(&[Entry::Exclusive, Entry::Exclusive]));
}

#[test]
#[ignore = "open: a closing callback is let in beside a call with `&T`"]
fn s79_a_consuming_call_and_a_close() {
    check(3, || calls_and_a_close(&[Entry::Once, Entry::Shared]));
}

/// A call with `&T` is inside: its value is not given to a closing callback.
#[test]
#[ignore = "open: a closing callback is let in beside a call with `&T`"]
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
#[ignore = "open: a late call hides that all have left"]
fn s79_two_consuming_calls_and_a_close() {
    check(3, || calls_and_a_close(&[Entry::Once, Entry::Once]));
}

/// A late call is announced when it is refused: it must not hide that all others have left.
#[test]
#[ignore = "open: a late call hides that all have left"]
fn s80_a_late_call_leaves_nothing_behind() {
    check(8, || {
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
        call.join().unwrap();
        over(world, core);
    });
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
#[ignore = "open: a late call hides that all have left"]
fn s47_two_destroys_beside_a_call() {
    for entry in [Entry::Shared, Entry::Exclusive] {
        for form in [Form::Fences, Form::Kernel] {
            use_form(form);
            model_of(3, move || {
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
#[ignore = "open: contexts that are released by one thread wait for each other"]
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
#[ignore = "open: a late call hides that all have left"]
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
