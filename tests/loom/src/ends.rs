//! Who holds a context, and what its ends do: several, late, at once, beside the last call.

use loom::sync::Mutex;
use loom::{model, thread};

use crate::frame::Core;
use crate::model_of;
use crate::state::Entry;

/// The ends that C was given for a context, as `ends.rs` of the runtime counts them, apart from its memory.
struct Ends(Mutex<usize>);

impl Ends {
    fn new() -> &'static Self {
        Box::leak(Box::new(Ends(Mutex::new(0))))
    }

    /// Gives C an end.
    fn give(&self, core: &Core) {
        core.holds.add();
        *self.0.lock().unwrap() += 1;
    }

    fn take(&self) -> bool {
        let mut ends = self.0.lock().unwrap();
        let there = *ends > 0;
        *ends -= usize::from(there);
        there
    }

    /// What a destroy notify does.
    fn destroy(&self, core: &Core) -> bool {
        let taken = self.take();
        if taken {
            core.close();
            core.let_go();
        }
        taken
    }

    /// What a closing callback does.
    fn finish(&self, core: &Core) {
        if self.take() {
            let _ = core.call(Entry::Once, false, false);
            core.close();
            core.let_go();
        }
    }
}

fn over(core: &Core) {
    assert_eq!((core.dropped(), core.freed()), (1, 1));
}

#[test]
fn s47_two_ends_and_the_registration() {
    model(|| {
        let (core, ends) = (Core::direct(), Ends::new());
        ends.give(core);
        ends.give(core);
        let other = thread::spawn(move || ends.destroy(core));
        core.unregister();
        assert!(ends.destroy(core) & other.join().unwrap());
        over(core);
        assert!(!ends.destroy(core), "a third one");
    });
}

#[test]
fn s47_a_closing_callback_and_a_destroy_notify() {
    model_of(3, || {
        let (core, ends) = (Core::direct(), Ends::new());
        ends.give(core);
        ends.give(core);
        let other = thread::spawn(move || ends.finish(core));
        core.abandon();
        core.let_go();
        ends.destroy(core);
        other.join().unwrap();
        over(core);
    });
}

/// One that was given is called by two threads.
#[test]
fn s47_one_end_that_two_threads_call() {
    model(|| {
        let (core, ends) = (Core::direct(), Ends::new());
        ends.give(core);
        core.abandon();
        core.let_go();
        let other = thread::spawn(move || ends.destroy(core));
        let here = ends.destroy(core);
        assert!(here ^ other.join().unwrap());
        over(core);
    });
}

/// Two threads ask at once, and C calls what each has got before the other one has it.
#[test]
fn s71_two_threads_ask_for_an_end() {
    model(|| {
        let (core, ends) = (Core::direct(), Ends::new());
        let ask = move || {
            ends.give(core);
            assert!(ends.destroy(core));
        };
        let other = thread::spawn(ask);
        ask();
        other.join().unwrap();
        assert_eq!((core.dropped(), core.freed()), (1, 0), "the registration has it");
        core.unregister();
        over(core);
    });
}

/// A context ends beside its last call.
#[test]
fn s71_an_end_beside_the_last_call() {
    for entry in [Entry::Shared, Entry::Exclusive] {
        model_of(3, move || {
            let (core, ends) = (Core::direct(), Ends::new());
            ends.give(core);
            // C keeps its word: no call begins after the end, which comes from inside of another.
            let call = thread::spawn(move || core.call(entry, false, false));
            core.abandon();
            core.let_go();
            core.look();
            call.join().unwrap().unwrap();
            ends.destroy(core);
            over(core);
        });
    }
}

/// C ends a context while a call is inside that it let in before.
#[test]
fn s71_an_end_under_a_call() {
    model_of(3, || {
        let (core, ends) = (Core::direct(), Ends::new());
        ends.give(core);
        ends.give(core);
        let other = thread::spawn(move || {
            // The second end keeps the memory until this call has come in or was refused.
            let _ = core.call(Entry::Exclusive, false, false);
            ends.destroy(core);
        });
        ends.destroy(core);
        core.unregister();
        other.join().unwrap();
        over(core);
    });
}

/// A refused call is the last one there: it frees the memory at the most.
#[test]
fn s73_a_refused_call_drops_nothing() {
    model_of(3, || {
        let (core, ends) = (Core::direct(), Ends::new());
        ends.give(core);
        let other = thread::spawn(move || {
            let out = core.call(Entry::Exclusive, false, false);
            ends.destroy(core);
            out
        });
        let here = core.call(Entry::Exclusive, false, false);
        core.unregister();
        let there = other.join().unwrap();
        assert!(here.is_ok() || there.is_ok());
        over(core);
    });
}
