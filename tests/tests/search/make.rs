//! Makes contexts: registered ones, and those that are lent while a body runs.

use std::alloc::{Layout, alloc};

use crate::elsewhere::resume_all;
use crate::kinds::{KINDS, Kind, Make, Owner};
use crate::model::Context;
use crate::peer::{Base, search_keep};
use crate::run::{number, on_main, run};
use crate::script::Event;
use crate::sides::Given;
use crate::world::{Hand, State, finding, with};

/// As many contexts as the peer has room for.
const CONTEXTS: usize = 200;

/// Puts a new context where the old one is over.
pub fn begin(place: u8, kind: Kind) -> Option<usize> {
    with(|world| {
        let model = &mut world.model;
        let free = model.places[usize::from(place)].is_none_or(|old| model.contexts[old].is_over());
        if !free || model.contexts.len() == CONTEXTS {
            return None;
        }
        let id = model.contexts.len();
        model.contexts.push(Context::new(kind));
        world.drops.push(0);
        world.sides.push(None);
        Some(id)
    })
}

pub fn keep(id: usize, given: Given) {
    // SAFETY: the number of a context.
    unsafe { search_keep(number(id), given.shape, given.f, given.user) };
    with(|world| {
        let context = &mut world.model.contexts[id];
        context.function = given.f as usize;
        context.object = given.user.addr();
    });
    take_function(id);
}

/// Compares the function that C was given for a slot with those that it has.
pub fn take_function(id: usize) {
    let twice = with(|world| {
        let contexts = &world.model.contexts;
        let is_same = |other: &Context| other.function == contexts[id].function && other.takes_slot();
        let is_slot = contexts[id].kind.owner == Owner::Slot;
        is_slot && contexts.iter().enumerate().any(|(other, context)| other != id && is_same(context))
    });
    if twice {
        finding("C is given the function of a slot that is taken");
    }
}

pub fn make(event: &Event) {
    let kind = KINDS[usize::from(event.argument)];
    if !on_main() && !kind.threads || with(|world| world.model.pump.is_some() && kind.slots > 0) {
        return;
    }
    let free = with(|world| kind.slots == 0 || world.model.free_slots(&kind) > 0);
    let Some(id) = (match kind.make {
        Make::Side(_) | Make::Place(..) => begin(event.place, kind),
        Make::Lend(_) | Make::Subscribe => None,
    }) else {
        return;
    };
    let state = State::new(id, kind.threads);
    let side = match kind.make {
        Make::Side(make) => make(state),
        Make::Place(size, make) => {
            let layout = Layout::from_size_align(size, 16).unwrap();
            // SAFETY: not of size 0.
            let memory = unsafe { alloc(layout) }.cast::<Base>();
            Some(make(memory, state))
        }
        Make::Lend(_) | Make::Subscribe => unreachable!(),
    };
    if side.is_some() != free {
        finding(&format!("{}: a slot {} taken", kind.name, if free { "cannot be" } else { "can be" }));
    }
    let Some(side) = side else {
        return with(|world| {
            let context = &mut world.model.contexts[id];
            (context.registered, context.closed, context.released, context.dropped) = (false, true, true, true);
        });
    };
    keep(id, side.given());
    with(|world| {
        world.sides[id] = Some(Hand(side));
        world.model.places[usize::from(event.place)] = Some(id);
    });
}

pub fn lend(event: &Event) {
    let kind = KINDS[usize::from(event.argument)];
    let Make::Lend(lend) = kind.make else { return };
    let Some(id) = begin(event.place, kind) else { return };
    with(|world| {
        world.model.opened += 1;
        let context = &mut world.model.contexts[id];
        (context.registered, context.opened) = (false, world.model.opened);
        world.model.places[usize::from(event.place)] = Some(id);
    });
    let left = lend(State::new(id, kind.threads), &mut |given| {
        keep(id, given);
        run(&event.body);
        // A scope ends when the calls of C have returned, those of coroutines too.
        if with(|world| world.model.contexts[id].is_inside()) {
            resume_all();
        }
        with(|world| world.model.contexts[id].opened = 0);
    });
    let result = with(|world| {
        let context = &mut world.model.contexts[id];
        (context.closed, context.released, context.dropped) = (true, true, true);
        context.take(left)
    });
    told(id, result);
}

pub fn told(id: usize, result: Result<(), String>) {
    if let Err(text) = result {
        let name = with(|world| world.model.contexts[id].kind.name);
        finding(&format!("{name} {id}: {text}"));
    }
}
