//! Runs a script: each event is predicted by the model, done for real, and compared.

use std::cell::Cell;
use std::ffi::c_int;

use callback_runtime::live;

use crate::call::{call, call_forged};
use crate::churn::churn;
use crate::elsewhere::{fork, pump, resume, resume_all, start_coroutine, start_parked, suspend, unpark, unpump};
use crate::end::{close_at_end, destroy_other, end, end_again, end_both, end_other, free_object};
use crate::kept::{fire, subscribe_in};
use crate::kinds::{Access, Owner};
use crate::make::{lend, make};
use crate::model::End;
use crate::owner::{close, give, give_end, on_close, reclaim, take_outcome};
use crate::script::{Event, Op};
use crate::world::{finding, with};
use crate::{heap, peer};

thread_local! {
    static MAIN: Cell<bool> = const { Cell::new(false) };
}

/// The thread is the one that runs the script, and not one of C's.
pub fn on_main() -> bool {
    MAIN.get()
}

pub fn number(context: usize) -> c_int {
    c_int::try_from(context).unwrap()
}

/// Runs a script from its beginning to the end of all that it made.
pub fn run_script(events: &[Event]) {
    MAIN.set(true);
    run(events);
    clean_up();
    check();
    let (left, expected) = (live_now(), with(|world| world.model.live()));
    if left != expected {
        finding(&format!("in the end {left} contexts are live and not {expected}"));
    }
    if let Some(size) = heap::written_after_free() {
        finding(&format!("{size} bytes were written to after they were freed"));
    }
}

pub fn run(events: &[Event]) {
    for event in events {
        step(event);
        check();
    }
}

fn live_now() -> usize {
    live().iter().map(|live| live.contexts).sum()
}

/// Compares what is dropped and what is live with what has to be.
fn check() {
    let (wrong, counts) = with(|world| {
        let wrong = world.model.contexts.iter().zip(&world.drops).enumerate().find_map(|(id, (context, &drops))| {
            let expected = usize::from(context.dropped);
            let wrong = drops > 1 || (!context.busy && drops != expected);
            wrong.then(|| format!("{} {id} was dropped {drops} times and not {expected}", context.kind.name))
        });
        let busy = world.model.contexts.iter().any(|context| context.busy);
        (wrong, (!busy).then(|| world.model.live()))
    });
    if let Some(wrong) = wrong {
        finding(&wrong);
    }
    if let Some(expected) = counts {
        let live = live_now();
        if live != expected {
            finding(&format!("{live} contexts are live and not {expected}"));
        }
    }
}

fn step(event: &Event) {
    let at = |place: u8| with(|world| world.model.places[usize::from(place)]);
    let (place, other) = (at(event.place), at(event.other));
    let main = MAIN.get();
    match (event.op, place) {
        (Op::Make, _) => make(event),
        (Op::Lend, _) if main => lend(event),
        (Op::Subscribe | Op::SubscribeSlot, _) if main => subscribe_in(event),
        (Op::Busy, _) => with(|world| world.model.busy = event.argument > 0),
        (Op::Fire, _) => fire(event),
        (Op::Unpark, _) => unpark(),
        (Op::Unpump, _) => unpump(),
        (Op::Fork, _) if main => fork(event),
        (Op::Coroutine, _) if main => start_coroutine(event),
        (Op::Yield, _) if main => suspend(),
        (Op::Resume, _) if main => resume(event.place),
        (_, None) => {}
        (Op::Call | Op::CallOnThread | Op::CallNull, Some(function)) => {
            if let Some(user) = other {
                call(event, function, user);
            }
        }
        (Op::CallForged, Some(context)) => call_forged(context, event.argument),
        (Op::Close, Some(context)) => close(context, false),
        (Op::Wait, Some(context)) => close(context, true),
        (Op::Give, Some(context)) => give(context),
        (Op::Outcome, Some(context)) => take_outcome(context),
        (Op::GiveDestroy, Some(context)) => give_end(context, End::Destroy),
        (Op::GiveClosing, Some(context)) => give_end(context, End::Closing),
        (Op::Reclaim, Some(context)) => reclaim(context),
        (Op::OnClose, Some(context)) => on_close(context, event.argument),
        (Op::End, Some(context)) => end(event, context, false),
        (Op::EndOnThread, Some(context)) => end(event, context, true),
        (Op::EndBoth, Some(context)) if main => end_both(context),
        (Op::CloseAtEnd, Some(context)) if main => close_at_end(context),
        (Op::EndOther, Some(function)) if main => {
            if let Some(user) = other {
                end_other(event, function, user);
            }
        }
        (Op::DestroyOther, Some(function)) if main => {
            if let Some(user) = other {
                destroy_other(function, user);
            }
        }
        (Op::EndAgain, Some(context)) => end_again(context),
        (Op::Churn, Some(function)) if main => churn(function),
        (Op::Park, Some(context)) if main => start_parked(context),
        (Op::Pump, Some(function)) if main => {
            if let Some(user) = other {
                pump(function, user);
            }
        }
        _ => {}
    }
}

/// Ends what the script has left.
fn clean_up() {
    resume_all();
    unpump();
    unpark();
    let contexts = with(|world| world.model.contexts.len());
    for context in 0..contexts {
        close(context, false);
        let end_all = Event { op: Op::End, place: 0, other: 0, argument: 0, body: vec![] };
        while with(|world| {
            let of = &world.model.contexts[context];
            of.is_there() && !of.ends.is_empty()
        }) {
            end(&end_all, context, false);
        }
        let uncalled = with(|world| {
            let of = &world.model.contexts[context];
            of.kind.owner == Owner::Number && of.kind.access == Access::Once && !of.closed
        });
        if uncalled {
            call(&Event { op: Op::Call, ..end_all.clone() }, context, context);
        }
        if with(|world| world.model.contexts[context].kind.owner == Owner::Emplace) {
            free_object(context);
        }
        check();
    }
}

/// The process cannot go on with another script: something stays for ever, or is on its own.
pub fn is_spoilt() -> bool {
    live_now() > 0
        || with(|world| world.model.contexts.iter().any(|context| context.stays))
        || peer::search_is_subscribed() != 0
}
