//! Who is let into a context whose calls are counted, and who frees it.

use loom::{model, thread};

use crate::frame::{Core, Left};
use crate::model_of;
use crate::state::{Account, Entry, State};

const COUNTED: Account = Account { counted: true, threads: true };

/// One call, in memory that is there.
fn call(core: &'static Core, entry: Entry) -> bool {
    core.call(None, entry, false).is_ok()
}

/// Runs calls on threads of their own while this one closes the context.
fn closed_under(entries: &'static [Entry]) {
    model_of(3, move || {
        let core = Core::counted();
        let calls: Vec<_> = entries.iter().map(|&entry| thread::spawn(move || call(core, entry))).collect();
        core.close();
        for call in calls {
            call.join().unwrap();
        }
        assert_eq!((core.dropped(), core.freed()), (1, 0), "it is dropped when all have left");
        assert!(!call(core, Entry::Shared) && !call(core, Entry::Exclusive) && !call(core, Entry::Once));
        core.let_go();
        assert_eq!(core.freed(), 1);
    });
}

#[test]
fn shared_calls_and_a_close() {
    closed_under(&[Entry::Shared, Entry::Shared]);
}

#[test]
fn exclusive_calls_and_a_close() {
    closed_under(&[Entry::Exclusive, Entry::Exclusive]);
}

#[test]
fn a_closing_call_and_a_close() {
    closed_under(&[Entry::Once, Entry::Shared]);
}

#[test]
fn two_closing_calls_and_a_close() {
    closed_under(&[Entry::Once, Entry::Once]);
}

/// Closed by two sides, the registration and the destroy notify, with a call inside.
#[test]
fn two_closes_and_a_call() {
    model_of(3, || {
        let core = Core::counted();
        let called = thread::spawn(move || call(core, Entry::Exclusive));
        let close = thread::spawn(move || core.close());
        core.close();
        called.join().unwrap();
        close.join().unwrap();
        assert_eq!(core.dropped(), 1);
    });
}

/// `&mut` is never handed out twice, and what one call wrote is there for the next.
#[test]
fn exclusive_calls_take_turns() {
    model_of(3, || {
        let core = Core::counted();
        let other = thread::spawn(move || call(core, Entry::Exclusive));
        let here = call(core, Entry::Exclusive);
        let there = other.join().unwrap();
        assert!(here || there);
        core.take();
        assert!(call(core, Entry::Exclusive), "nobody is inside any more");
        assert_eq!(core.dropped(), 0);
    });
}

/// A signal handler makes the call that it has interrupted, on the one thread of the context.
#[test]
fn s71_one_of_two_calls_of_a_thread_consumes() {
    model(|| {
        let core = Core::counted();
        let of_thread = Account { threads: false, ..COUNTED };
        let handler = thread::spawn(move || core.state.enter(Entry::Once, of_thread).is_ok());
        let here = core.state.enter(Entry::Once, of_thread).is_ok();
        assert!(here ^ handler.join().unwrap());
    });
}

#[test]
fn one_of_two_calls_consumes() {
    model_of(3, || {
        let core = Core::counted();
        let other = thread::spawn(move || call(core, Entry::Once));
        let here = call(core, Entry::Once);
        assert!(here ^ other.join().unwrap());
        assert!(core.state.consumed());
        assert_eq!(core.dropped(), 1);
    });
}

/// A pending outcome is written by one thread at a time.
#[test]
fn keeping_is_exclusive() {
    model(|| {
        let core = Core::counted();
        let keeper = thread::spawn(move || core.keep(Left::Stopped));
        core.keep(Left::Stopped);
        keeper.join().unwrap();
        assert!(core.state.failed());
        assert_eq!((core.take(), core.reported()), (Some(Left::Stopped), 1));
        assert!(!core.state.failed());
        assert!(call(core, Entry::Exclusive), "it is usable again");
    });
}

/// As above, with a taker.
#[test]
fn keeping_and_taking_are_exclusive() {
    model(|| {
        let core = Core::counted();
        let keeper = thread::spawn(move || core.keep(Left::Stopped));
        let first = core.take();
        keeper.join().unwrap();
        assert!(first.is_some() ^ core.take().is_some());
        assert!(!core.state.failed());
    });
}

/// A call fails while the context is closed: nothing is let in, all of it is dropped once.
#[test]
fn keeping_while_closing() {
    model_of(3, || {
        let core = Core::counted();
        let failing = thread::spawn(move || core.call(None, Entry::Exclusive, true).is_ok());
        if core.state.failed() {
            assert!(!call(core, Entry::Exclusive));
        }
        core.close();
        failing.join().unwrap();
        assert_eq!(core.dropped(), 1);
    });
}

/// A few refused calls are recorded at a time, and they keep no call out.
#[test]
fn bystanders_are_counted_apart() {
    model(|| {
        let state = State::new();
        assert!(state.enter(Entry::Exclusive, COUNTED).is_ok());
        for _ in 0..15 {
            assert!(state.enter(Entry::Exclusive, COUNTED).is_err());
            assert!(state.stand_by());
        }
        assert!(!state.stand_by(), "there is no room");
        assert!(!state.leave(Entry::Exclusive, COUNTED) && !state.entered() && !state.quiet());
        assert!(state.enter(Entry::Exclusive, COUNTED).is_ok());
        assert!(!state.leave(Entry::Exclusive, COUNTED));
        for _ in 0..14 {
            assert!(!state.stand_down().closed);
        }
        assert!(state.close(), "the one that is left does not keep the value");
        assert!(state.stand_by(), "a call that has announced itself may be refused later");
        assert!(!state.leave_memory(), "and the memory is left to them");
        let stood = state.stand_down();
        assert!(!stood.frees && stood.closed && !state.quiet());
        let stood = state.stand_down();
        assert!(stood.frees && stood.closed && state.quiet());
    });
}

/// Calls that nobody waits for leave no trace.
#[test]
fn calls_that_are_not_counted() {
    model(|| {
        for threads in [false, true] {
            let (state, lent) = (State::new(), Account { counted: false, threads });
            assert!(state.enter(Entry::Shared, lent).is_ok() && !state.entered());
            assert!(!state.leave(Entry::Shared, lent));
            assert!(state.enter(Entry::Exclusive, lent).is_ok() && state.entered());
            assert!(!state.leave(Entry::Exclusive, lent) && !state.entered());
        }
    });
}

/// The owner has the state while calls come, and the context is closed: one is inside at a time.
#[test]
fn an_owner_a_call_and_a_close() {
    for entry in [Entry::Exclusive, Entry::Shared] {
        model_of(3, move || {
            let core = Core::counted();
            let visited = thread::spawn(move || core.visit(None, entry));
            let called = thread::spawn(move || call(core, entry));
            core.close();
            visited.join().unwrap();
            called.join().unwrap();
            assert_eq!((core.dropped(), core.freed()), (1, 0), "it is dropped when all have left");
            assert!(!core.visit(None, entry));
            core.let_go();
            assert_eq!(core.freed(), 1);
        });
    }
}

/// A failure keeps calls out, and not the owner, who does not let them in.
#[test]
fn an_owner_after_a_failure() {
    model(|| {
        let core = Core::counted();
        core.keep(Left::Stopped);
        let visited = thread::spawn(move || core.visit(None, Entry::Exclusive));
        assert!(!call(core, Entry::Exclusive));
        assert!(visited.join().unwrap());
        assert!(core.take().is_some() && call(core, Entry::Exclusive));
    });
}
