//! A closure that a declared function keeps.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::call::{VALUE, expect, reply, settle};
use crate::kinds::KINDS;
use crate::make::begin;
use crate::model::Prediction;
use crate::peer::{NOBODY, search_answer, search_fire, search_is_subscribed};
use crate::run::on_main;
use crate::script::Event;
use crate::subscribe::subscribe;
use crate::world::{State, finding, with};

thread_local! {
    static SUBSCRIPTIONS: RefCell<Vec<(usize, Box<dyn Any>)>> = const { RefCell::new(Vec::new()) };
}

pub fn subscribe_in(event: &Event) {
    let kind = *KINDS.iter().find(|kind| kind.callback == "subscribe").unwrap();
    if with(|world| world.model.subscriber.is_some_and(|last| !world.model.contexts[last].is_over())) {
        return;
    }
    let Some(id) = begin(event.place, kind) else { return };
    let busy = with(|world| {
        world.model.subscriber = Some(id);
        world.model.places[usize::from(event.place)] = Some(id);
        world.model.busy
    });
    search_answer(c_int::from(event.argument > 0), c_int::from(busy));
    let subscription = catch_unwind(AssertUnwindSafe(|| subscribe(State::new(id, false))));
    match subscription.ok().flatten() {
        Some(subscription) if event.argument == 0 => {
            SUBSCRIPTIONS.with_borrow_mut(|all| all.push((id, subscription)));
        }
        Some(_) => finding("a result that does not exist is accepted"),
        None if event.argument == 0 => finding("subscribing is refused"),
        None => let_go(id),
    }
}

/// The closure is over, or C has it for ever.
pub fn let_go(id: usize) {
    with(|world| {
        let dropped = world.drops[id] > 0;
        let of = &mut world.model.contexts[id];
        (of.registered, of.closed, of.dropped) = (false, true, dropped);
        // Where C was not told the memory has to stay, or the whole of it.
        of.stays = search_is_subscribed() != 0;
        of.released = dropped;
    });
}

pub fn unsubscribe(id: usize) {
    if !on_main() || with(|world| world.model.is_inside(id)) {
        return;
    }
    let position = SUBSCRIPTIONS.with_borrow(|all| all.iter().position(|(of, _)| *of == id));
    let Some(position) = position else { return };
    let (_, subscription) = SUBSCRIPTIONS.with_borrow_mut(|all| all.remove(position));
    search_answer(0, c_int::from(with(|world| world.model.busy)));
    let _ = catch_unwind(AssertUnwindSafe(|| drop(subscription)));
    let_go(id);
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
