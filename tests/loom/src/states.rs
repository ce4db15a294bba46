//! Who is let into a context, and who frees it.

use loom::model;
use loom::sync::Arc;
use loom::thread;

use crate::frame::Core;
use crate::state::{Account, Away, Entry, State};

const COUNTED: Account = Account { counted: true, threads: true };

/// A context: what every owner that C calls on several threads makes of the state machine.
struct Context {
    state: State,
    core: &'static Core,
}

impl Context {
    fn new() -> Arc<Self> {
        Arc::new(Context { state: State::new(), core: Core::new(|| ()) })
    }

    /// One call, as the trampoline does it. Says whether it was let in.
    fn call(&self, entry: Entry) -> bool {
        let let_in = self.state.enter(entry, COUNTED);
        if let_in {
            self.core.look();
            match entry {
                Entry::Shared => self.core.read(),
                Entry::Exclusive => self.core.write(),
                // The value is the call's, and is not dropped by the release.
                Entry::Once => {}
            }
            if self.state.leave(entry, COUNTED) {
                self.release();
            }
        } else if self.state.stand_by().is_ok() {
            // It says why, in memory that must be there.
            self.core.look();
            if self.state.stand_down() {
                self.release();
            }
        }
        let_in
    }

    fn close(&self) {
        if self.state.close() {
            self.release();
        }
    }

    fn release(&self) {
        // SAFETY: the state said so.
        unsafe { Core::release(self.core.into()) };
    }
}

/// Runs calls on threads of their own while this one closes the context.
fn closed_under(entries: &'static [Entry]) {
    model(move || {
        let context = Context::new();
        let calls: Vec<_> = entries
            .iter()
            .map(|&entry| {
                let context = context.clone();
                thread::spawn(move || context.call(entry))
            })
            .collect();
        context.close();
        for call in calls {
            call.join().unwrap();
        }
        assert_eq!(context.core.released(), 1, "it is freed when all have left");
        assert!(!context.call(Entry::Shared) && !context.call(Entry::Exclusive) && !context.call(Entry::Once));
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
    model(|| {
        let context = Context::new();
        let (caller, closer) = (context.clone(), context.clone());
        let call = thread::spawn(move || caller.call(Entry::Exclusive));
        let close = thread::spawn(move || closer.close());
        context.close();
        call.join().unwrap();
        close.join().unwrap();
        assert_eq!(context.core.released(), 1);
    });
}

/// `&mut` is never handed out twice, and what one call wrote is there for the next.
#[test]
fn exclusive_calls_take_turns() {
    model(|| {
        let context = Context::new();
        let other = context.clone();
        let call = thread::spawn(move || other.call(Entry::Exclusive));
        let here = context.call(Entry::Exclusive);
        let there = call.join().unwrap();
        assert!(here || there);
        assert!(context.call(Entry::Exclusive), "nobody is inside any more");
        assert_eq!(context.core.released(), 0);
    });
}

#[test]
fn one_of_two_calls_consumes() {
    model(|| {
        let context = Context::new();
        let other = context.clone();
        let call = thread::spawn(move || other.call(Entry::Once));
        let here = context.call(Entry::Once);
        assert!(here ^ call.join().unwrap());
        assert!(context.state.consumed());
        assert_eq!(context.core.released(), 1);
    });
}

/// What calls keep, and the owner takes, is written by one at a time.
#[test]
fn keeping_is_exclusive() {
    model(|| {
        let context = Context::new();
        let other = context.clone();
        let keeper = thread::spawn(move || other.state.keeping(true, || other.core.write()));
        context.state.keeping(true, || context.core.write());
        keeper.join().unwrap();
        assert!(context.state.failed());
        context.state.keeping(false, || context.core.write());
        assert!(!context.state.failed());
        assert!(context.call(Entry::Exclusive), "it is usable again");
    });
}

/// As above, with a taker.
#[test]
fn keeping_and_taking_are_exclusive() {
    model(|| {
        let context = Context::new();
        let other = context.clone();
        let keeper = thread::spawn(move || other.state.keeping(true, || other.core.write()));
        if context.state.failed() {
            context.state.keeping(false, || context.core.write());
        }
        keeper.join().unwrap();
        context.state.keeping(false, || context.core.write());
        assert!(!context.state.failed());
    });
}

/// A call fails while another comes and the context is closed: nothing is let in, all of it is freed once.
#[test]
fn keeping_while_closing() {
    model(|| {
        let context = Context::new();
        let other = context.clone();
        let failing = thread::spawn(move || {
            if other.state.enter(Entry::Exclusive, COUNTED) {
                other.state.keeping(true, || other.core.write());
                if other.state.leave(Entry::Exclusive, COUNTED) {
                    other.release();
                }
            }
        });
        if context.state.failed() {
            assert!(!context.call(Entry::Exclusive));
        }
        context.close();
        failing.join().unwrap();
        assert_eq!(context.core.released(), 1);
    });
}

/// There is room for a few that say why they were not let in, and they keep nobody out.
#[test]
fn bystanders_are_counted_apart() {
    model(|| {
        let state = State::new();
        assert!(state.enter(Entry::Exclusive, COUNTED));
        for _ in 0..15 {
            assert!(!state.enter(Entry::Exclusive, COUNTED));
            assert_eq!(state.stand_by(), Ok(()));
        }
        assert_eq!(state.stand_by(), Err(Away::Crowded));
        assert!(!state.leave(Entry::Exclusive, COUNTED) && !state.entered());
        assert!(state.enter(Entry::Exclusive, COUNTED));
        assert!(!state.leave(Entry::Exclusive, COUNTED));
        for _ in 0..14 {
            assert!(!state.stand_down());
        }
        assert!(!state.close(), "one is left");
        assert_eq!(state.stand_by(), Err(Away::Closed));
        assert!(state.stand_down());
    });
}

/// Calls that nobody waits for leave no trace.
#[test]
fn calls_that_are_not_counted() {
    model(|| {
        for threads in [false, true] {
            let (state, lent) = (State::new(), Account { counted: false, threads });
            assert!(state.enter(Entry::Shared, lent) && !state.entered());
            assert!(!state.leave(Entry::Shared, lent));
            assert!(state.enter(Entry::Exclusive, lent) && state.entered());
            assert!(!state.leave(Entry::Exclusive, lent) && !state.entered());
        }
    });
}
