//! Closures that declared functions keep, and that C has after a failure.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::call::{VALUE, expect, reply, settle};
use crate::kinds::{KINDS, Kind, Owner};
use crate::make::{begin, take_function};
use crate::model::Prediction;
use crate::peer::{NOBODY, search_answer, search_fire, search_function, search_is_kept, search_is_subscribed};
use crate::reports::still_registered;
use crate::run::{number, on_main};
use crate::script::{Event, Op};
use crate::subscribe::{Failing, subscribe, subscribe_slot};
use crate::world::{State, finding, with};

thread_local! {
    static SUBSCRIPTIONS: RefCell<Vec<(usize, Box<dyn Any>)>> = const { RefCell::new(Vec::new()) };
}

/// No value of the type that C's answers have in Rust.
const INVALID: c_int = 1;

pub fn subscribe_in(event: &Event) {
    let failing = Failing::of(event.argument);
    let kind = match (event.op, failing) {
        (Op::Subscribe, _) => Kind::named("subscribe"),
        (_, Failing::No | Failing::Result) => Kind::named("subscribe-slot"),
        (_, Failing::Place) => Kind::named("subscribe-slot-place"),
        (_, Failing::Body) => Kind::named("subscribe-slot-body"),
    };
    let is_slot = kind.owner == Owner::Slot;
    // The number of the other kind has room for one.
    if !is_slot && with(|world| world.model.subscriber.is_some_and(|last| !world.model.contexts[last].is_over())) {
        return;
    }
    let free = !is_slot || with(|world| world.model.free_slots(&kind)) > 0;
    let Some(id) = begin(event.place, kind) else { return };
    let busy = with(|world| world.model.busy);
    let (status, level) = match failing {
        Failing::Result => (INVALID, 0),
        Failing::Place => (0, INVALID),
        Failing::No | Failing::Body => (0, 0),
    };
    search_answer(status, level, c_int::from(busy));
    let (reported, state) = (still_registered(), State::new(id, false));
    let subscription = catch_unwind(AssertUnwindSafe(|| {
        if is_slot { subscribe_slot(number(id), state, failing).ok() } else { Some(subscribe(state, failing)) }
    }));
    let subscription = subscription.ok().flatten();
    let was_given = free || search_is_kept(number(id)) != 0;
    if was_given != free || (subscription.is_some() && failing != Failing::No) {
        finding("a closure is subscribed that had to be refused");
    }
    if !free {
        return with(|world| {
            let of = &mut world.model.contexts[id];
            (of.registered, of.closed, of.released, of.dropped) = (false, true, true, true);
        });
    }
    with(|world| {
        world.model.places[usize::from(event.place)] = Some(id);
        if is_slot {
            world.model.contexts[id].function = search_function(number(id)).addr();
        } else {
            world.model.subscriber = Some(id);
        }
    });
    take_function(id);
    match subscription {
        Some(subscription) => SUBSCRIPTIONS.with_borrow_mut(|all| all.push((id, subscription))),
        None if failing == Failing::No => finding("subscribing is refused"),
        None => let_go(id, reported, busy && failing.unregisters()),
    }
}

/// The closure is over, or C has it for ever, which is reported if C said so.
fn let_go(id: usize, reported: usize, fails: bool) {
    let is_slot = with(|world| world.model.contexts[id].kind.owner == Owner::Slot);
    let is_kept = if is_slot { search_is_kept(number(id)) } else { search_is_subscribed() };
    with(|world| {
        let dropped = world.drops[id] > 0;
        let of = &mut world.model.contexts[id];
        (of.registered, of.closed, of.dropped) = (false, true, dropped);
        // Where C was not told the memory has to stay, or the whole of it.
        of.stays = is_kept != 0;
        of.released = dropped;
    });
    if still_registered() != reported + usize::from(fails) {
        finding("that C has a closure still is not reported once");
    }
}

pub fn unsubscribe(id: usize) {
    if !on_main() || with(|world| world.model.is_inside(id)) {
        return;
    }
    let position = SUBSCRIPTIONS.with_borrow(|all| all.iter().position(|(of, _)| *of == id));
    let Some(position) = position else { return };
    let (_, subscription) = SUBSCRIPTIONS.with_borrow_mut(|all| all.remove(position));
    let busy = with(|world| world.model.busy);
    search_answer(0, 0, c_int::from(busy));
    let reported = still_registered();
    let _ = catch_unwind(AssertUnwindSafe(|| drop(subscription)));
    let_go(id, reported, busy);
}

pub fn fire(event: &Event) {
    let Some(id) = with(|world| world.model.subscriber) else { return };
    if !on_main() {
        return;
    }
    let (over, open) = with(|world| (world.model.contexts[id].released, world.model.contexts[id].registered));
    if search_is_subscribed() == 0 {
        return;
    }
    let prediction = with(|world| {
        let own = world.model.predict_own(id);
        if open { own } else { Prediction { may_run: !over, may_refuse: true, keeps: None, ..own } }
    });
    let reply = match event.argument {
        2 => reply(event, &KINDS[0]),
        _ => reply(&Event { argument: 0, ..event.clone() }, &KINDS[0]),
    };
    let call = expect(prediction, false, &event.body, reply);
    let answer = search_fire(VALUE);
    if answer == NOBODY {
        finding("C has a callback and has it not");
    }
    settle(prediction, call, id, reply, answer);
}
