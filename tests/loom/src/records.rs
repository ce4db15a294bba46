//! Calls whose thread has no record, or not that of their announcement: calls that were moved, and records that were handed on.

use std::sync::Arc;

use loom::cell::UnsafeCell;
use loom::thread;

use crate::announced::World;
use crate::model_of;
use crate::record::{LET_IN, Record};
use crate::state::Entry;
use crate::sync::{AtomicUsize, Form, Ordering, fence, use_form};

/// A call leaves on another thread than it came on, beside a close.
#[test]
fn s53_a_call_leaves_on_another_thread() {
    for form in [Form::Fences, Form::Kernel] {
        use_form(form);
        model_of(4, || {
            let world = World::new(1, 1);
            let core = world.register();
            let (found, pin) = world.thread(0).find(core.number()).unwrap();
            let pin = found.enter(Some(pin), Entry::Shared).unwrap();
            let other = thread::spawn(move || {
                found.run(Entry::Shared, false);
                found.leave(pin, Entry::Shared);
            });
            core.unregister();
            other.join().unwrap();
            core.is_over();
            assert!(world.is_settled());
        });
    }
}

/// As above, while the thread that it came on makes another call, for which the place may be free already.
fn moved_beside_the_next_call() {
    let world = World::new(1, 2);
    let (core, next) = (world.register(), world.try_register(1).unwrap());
    let (found, pin) = world.thread(0).find(core.number()).unwrap();
    let pin = found.enter(Some(pin), Entry::Shared).unwrap();
    let other = thread::spawn(move || {
        found.run(Entry::Shared, false);
        found.leave(pin, Entry::Shared);
    });
    let close = thread::spawn(move || core.unregister());
    assert!(world.thread(0).call(next.number(), Entry::Shared));
    other.join().unwrap();
    close.join().unwrap();
    core.is_over();
    assert!(world.is_settled() && next.dropped() == 0);
}

#[test]
fn s53_a_call_leaves_beside_the_next_call_of_its_thread() {
    use_form(Form::Fences);
    model_of(3, moved_beside_the_next_call);
}

#[test]
fn s53_a_call_leaves_beside_the_next_call_with_the_barrier_of_the_kernel() {
    use_form(Form::Kernel);
    model_of(3, moved_beside_the_next_call);
}

/// A thread ends, and the next one has its record, while a context that the first one called is closed.
fn handed_on() {
    let world = World::new(1, 2);
    let (core, next) = (world.register(), world.try_register(1).unwrap());
    let record = world.record(0);
    record.give_back();
    let first = thread::spawn(move || {
        if record.take(2) {
            world.thread(0).call(core.number(), Entry::Shared);
            record.give_back();
        }
    });
    let close = thread::spawn(move || core.unregister());
    if record.take(3) {
        assert!(world.thread(0).call(next.number(), Entry::Shared));
        record.give_back();
    }
    first.join().unwrap();
    close.join().unwrap();
    core.is_over();
    assert!(world.is_settled() && next.dropped() == 0);
}

#[test]
fn s58_a_record_is_handed_on() {
    use_form(Form::Fences);
    model_of(3, handed_on);
}

#[test]
fn s58_a_record_is_handed_on_with_the_barrier_of_the_kernel() {
    use_form(Form::Kernel);
    model_of(3, handed_on);
}

/// A record with a call that was moved away is given to no other thread.
#[test]
fn s58_a_record_with_a_call_is_not_handed_on() {
    use_form(Form::Fences);
    model_of(4, || {
        let world = World::new(1, 1);
        let core = world.register();
        let record = world.record(0);
        let (found, pin) = world.thread(0).find(core.number()).unwrap();
        record.give_back();
        let other = thread::spawn(move || found.leave(Some(pin), Entry::Shared));
        if record.take(2) {
            assert!(!record.has(core.number().word()), "the call has left");
        }
        other.join().unwrap();
        core.unregister();
        core.is_over();
    });
}

/// A call of a thread that has no record, beside a close.
#[test]
fn s58_a_call_without_a_record() {
    for form in [Form::Fences, Form::Kernel] {
        use_form(form);
        for entry in [Entry::Shared, Entry::Exclusive] {
            model_of(4, move || {
                let world = World::new(1, 1);
                world.record(0).give_back();
                let core = world.register();
                let number = core.number();
                let call = thread::spawn(move || world.thread(1).call(number, entry));
                core.unregister();
                call.join().unwrap();
                core.is_over();
                assert!(world.is_settled());
                assert!(world.record(0).take(3), "the call has given it back");
            });
        }
    }
}

/// A call that was moved leaves a record whose thread has ended, while calls of two other threads take records of their own.
#[test]
fn s58_two_calls_do_not_take_one_record() {
    use_form(Form::Fences);
    model_of(3, || {
        let world = World::new(3, 2);
        let (core, next) = (world.register(), world.try_register(1).unwrap());
        let (found, pin) = world.thread(0).find(core.number()).unwrap();
        let pin = found.enter(Some(pin), Entry::Shared).unwrap();
        for record in 0..3 {
            world.record(record).give_back();
        }
        world.record(0).await_leave();
        let moved = thread::spawn(move || drop(pin));
        let other = thread::spawn(move || drop(world.thread(3).find(core.number())));
        let call = world.thread(3).find(next.number()).unwrap();
        assert_eq!(next.number().count(), 1, "the call is announced");
        drop(call);
        moved.join().unwrap();
        other.join().unwrap();
    });
}

/// A context, its number, and the record that a thread has yet to take.
struct Beside {
    word: AtomicUsize,
    record: Record,
    value: UnsafeCell<u32>,
}

const NUMBER: usize = LET_IN | 1;

// SAFETY: the model checker finds accesses to the value that are not ordered.
unsafe impl Send for Beside {}
// SAFETY: as above.
unsafe impl Sync for Beside {}

impl Beside {
    fn new() -> Arc<Self> {
        let beside = Beside { word: AtomicUsize::new(NUMBER), record: Record::new(), value: UnsafeCell::new(1) };
        // All words are known to the model checker before there are threads.
        beside.word.store(NUMBER, Ordering::SeqCst);
        assert!(beside.record.take(1));
        beside.record.leave(beside.record.announce(NUMBER).unwrap());
        beside.record.give_back();
        Arc::new(beside)
    }

    /// Makes one call, on a thread that takes the record and gives it back.
    fn call(&self) {
        if !self.record.take(2) {
            return;
        }
        let place = self.record.announce(NUMBER).unwrap();
        if self.word.load(Ordering::Acquire) == NUMBER {
            self.value.with(|value| {
                // SAFETY: the value is not dropped, which the model checker checks.
                assert_eq!(unsafe { *value }, 1);
            });
        }
        self.record.leave(place);
        self.record.give_back();
    }

    /// Closes the context without the barrier of the kernel, and drops the value if no call is found. Returns false if another
    /// thread has the record.
    fn close(&self) -> bool {
        self.word.compare_exchange(NUMBER, 0, Ordering::AcqRel, Ordering::Relaxed).unwrap();
        fence(Ordering::SeqCst);
        let is_alone = !self.record.is_of_other(1);
        if is_alone && !self.record.has_let_in(NUMBER) {
            // SAFETY: no call is inside, which the model checker checks.
            self.value.with_mut(|value| unsafe { *value = 0 });
        }
        is_alone
    }
}

/// A thread that no other one sees with a record closes without the barrier, while the other takes one for its first call.
#[test]
fn s58_a_close_beside_the_first_call_of_a_thread() {
    use_form(Form::Alone);
    model_of(4, || {
        let beside = Beside::new();
        let other = Arc::clone(&beside);
        let other = thread::spawn(move || {
            other.call();
            other.call();
        });
        beside.close();
        other.join().unwrap();
    });
}
