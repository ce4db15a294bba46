//! Pending outcomes: each is kept, taken or reported once, with its reason; and the threads that wait for them.

use loom::{model, thread};

use crate::announced::World;
use crate::frame::{Core, Left};
use crate::model_of;
use crate::state::{Entry, Out};
use crate::sync::{Form, use_form};

/// A failure of a context that is being given up is reported once.
#[test]
fn s75_a_failure_and_who_gives_it_up() {
    model(|| {
        let core = Core::counted();
        let call = thread::spawn(move || core.keep(Left::Stopped));
        core.abandon();
        call.join().unwrap();
        assert_eq!((core.reported(), core.take()), (1, None));
    });
}

/// The same, for one that is taken by its owner before.
#[test]
fn s75_a_failure_is_taken_or_reported() {
    model(|| {
        let core = Core::counted();
        let call = thread::spawn(move || core.keep(Left::Stopped));
        let taken = usize::from(core.take().is_some());
        core.abandon();
        call.join().unwrap();
        assert_eq!(core.reported() + taken, 1);
    });
}

/// The registration is dropped beside a call that fails or is refused: what it leaves is reported once.
#[test]
fn s75_a_failure_and_the_end_of_its_context() {
    for form in [Form::Fences, Form::Kernel] {
        use_form(form);
        model_of(3, || {
            let world = World::new(1, 1);
            let core = world.register();
            let number = core.number();
            let call = thread::spawn(move || {
                let found = world.thread(0).find(number);
                found.map(|(core, pin)| core.call(Some(pin), Entry::Exclusive, true)).is_some()
            });
            core.unregister();
            let found = call.join().unwrap();
            core.is_over();
            assert_eq!(core.reported(), usize::from(found));
        });
    }
}

/// One thread calls, one after the other; what it finds is never another call.
#[test]
fn s76_a_failure_that_is_taken_is_no_other_call() {
    model(|| {
        let core = Core::counted();
        let calls = thread::spawn(move || {
            core.call(None, Entry::Exclusive, true).unwrap();
            core.call(None, Entry::Exclusive, false)
        });
        let taken = core.take();
        assert!(matches!(taken, None | Some(Left::Stopped)));
        let next = calls.join().unwrap();
        assert!(matches!(next, Ok(()) | Err(Out::Failed)), "{next:?}");
        assert!(matches!(core.take(), None | Some(Left::Stopped)));
    });
}

/// The kept refusal has the reason of the refused call.
#[test]
fn s76_the_reason_that_is_kept_is_that_of_the_refusal() {
    model_of(3, || {
        let core = Core::counted();
        let other = thread::spawn(move || core.call(None, Entry::Exclusive, false));
        let here = core.call(None, Entry::Exclusive, false);
        let out = here.and(other.join().unwrap());
        let kept = core.take();
        match out {
            Ok(()) => assert_eq!(kept, None),
            Err(Out::Failed) => unreachable!("no call fails"),
            Err(out) => assert_eq!((out, kept), (Out::Entered, Some(Left::Refused(Out::Entered)))),
        }
    });
}

/// A context ends while something to take is waited for, as `wait_outcome` does.
#[test]
fn s80_who_waits_for_an_outcome_is_woken_by_the_end() {
    for form in [Form::Fences, Form::Kernel] {
        use_form(form);
        model_of(3, || {
            let world = World::new(1, 1);
            let core = world.register();
            let number = core.number();
            let call = thread::spawn(move || world.thread(0).call(number, Entry::Once));
            core.holds.await_release();
            core.wait.until(|| core.state.failed() || core.holds.released());
            assert!(core.take().is_none());
            assert!(call.join().unwrap());
            core.unregister();
            core.is_over();
        });
    }
}
