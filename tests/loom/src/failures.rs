//! What calls leave: kept, taken or reported, once, and with the reason that it had; and those who wait.

use loom::{model, thread};

use crate::frame::{Core, Left};
use crate::model_of;
use crate::state::{Entry, Out};

/// A failure of a context that is being given up is reported once.
#[test]
fn s75_a_failure_and_who_gives_it_up() {
    model(|| {
        let core = Core::direct();
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
        let core = Core::direct();
        let call = thread::spawn(move || core.keep(Left::Stopped));
        let taken = usize::from(core.take().is_some());
        core.abandon();
        call.join().unwrap();
        assert_eq!(core.reported() + taken, 1);
    });
}

/// The registration is dropped while a call is refused: both failures are reported, and the memory is freed once.
#[test]
fn s75_a_refusal_and_the_end_of_its_context() {
    model_of(3, || {
        let core = Core::direct();
        core.holds.add();
        core.keep(Left::Stopped);
        assert_eq!(core.take(), Some(Left::Stopped));
        let call = thread::spawn(move || {
            let out = core.call(Entry::Exclusive, false, true);
            core.let_go();
            out
        });
        core.unregister();
        let let_in = call.join().unwrap().is_ok();
        assert_eq!((core.reported(), core.dropped(), core.freed()), (usize::from(let_in), 1, 1));
    });
}

/// One thread calls, one after the other; what it finds is never another call.
#[test]
fn s76_a_failure_that_is_taken_is_no_other_call() {
    model(|| {
        let core = Core::direct();
        let calls = thread::spawn(move || {
            core.call(Entry::Exclusive, false, true).unwrap();
            core.call(Entry::Exclusive, false, false)
        });
        let taken = core.take();
        assert!(matches!(taken, None | Some(Left::Stopped)));
        let next = calls.join().unwrap();
        assert!(matches!(next, Ok(()) | Err(Out::Failed)), "{next:?}");
        assert!(matches!(core.take(), None | Some(Left::Stopped)));
    });
}

/// What a call is refused for is what is kept.
#[test]
fn s76_the_reason_that_is_kept_is_that_of_the_refusal() {
    model_of(3, || {
        let core = Core::direct();
        let other = thread::spawn(move || core.call(Entry::Exclusive, false, false));
        let here = core.call(Entry::Exclusive, false, false);
        let out = here.and(other.join().unwrap());
        let kept = core.take();
        match out {
            Ok(()) => assert_eq!(kept, None),
            Err(Out::Failed) => unreachable!("no call fails"),
            Err(out) => assert_eq!((out, kept), (Out::Entered, Some(Left::Refused(Out::Entered)))),
        }
    });
}

/// The last call leaves while its context is waited for.
#[test]
fn s80_closing_waits_for_the_last_call() {
    for entry in [Entry::Exclusive, Entry::Once] {
        model_of(3, move || {
            let core = Core::direct();
            core.holds.add();
            let call = thread::spawn(move || {
                let _ = core.call(entry, false, false);
                core.let_go();
            });
            core.unregister_and_wait();
            call.join().unwrap();
            assert_eq!((core.dropped(), core.freed()), (1, 1));
        });
    }
}

/// A refused call leaves while its context is waited for.
#[test]
fn s80_closing_waits_for_a_refused_call() {
    model_of(3, || {
        let core = Core::direct();
        core.holds.add();
        core.keep(Left::Stopped);
        let call = thread::spawn(move || {
            let _ = core.call(Entry::Exclusive, false, false);
            core.let_go();
        });
        core.unregister_and_wait();
        call.join().unwrap();
        assert_eq!((core.dropped(), core.freed()), (1, 1));
    });
}

/// A context ends while something to take is waited for, as `wait_outcome` does.
#[test]
fn s80_who_waits_for_an_outcome_is_woken_by_the_end() {
    model_of(3, || {
        let core = Core::direct();
        core.holds.add();
        let call = thread::spawn(move || {
            let _ = core.call(Entry::Once, false, false);
            core.let_go();
        });
        core.holds.await_release();
        core.wait.until(|| core.state.failed() || core.holds.released());
        assert!(core.take().is_none());
        call.join().unwrap();
        core.unregister();
        assert_eq!((core.dropped(), core.freed()), (1, 1));
    });
}
