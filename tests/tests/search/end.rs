//! Ends that C was given.

use std::alloc::{Layout, dealloc};
use std::ffi::c_int;

use crate::call::{VALUE, expect, on_other_thread, reply, settle};
use crate::kinds::{KINDS, Make, Owner};
use crate::model::{End, Prediction};
use crate::owner::close;
use crate::peer;
use crate::run::{number, on_main};
use crate::script::Event;
use crate::world::{Reply, with};

pub fn end(event: &Event, context: usize, on_thread: bool) {
    let next = with(|world| {
        let of = &world.model.contexts[context];
        let may = of.is_there() && !of.busy && (!on_thread || of.kind.threads) && (of.kind.threads || on_main());
        // An object in memory of C's is freed once C has ended it.
        let may = may && !(of.kind.owner == Owner::Emplace && of.parked > 0);
        may.then(|| of.ends.first().copied()).flatten()
    });
    let Some((position, kind)) = next else { return };
    with(|world| world.model.contexts[context].ends.remove(0));
    match kind {
        End::Destroy => {
            with(|world| {
                world.model.contexts[context].close();
                world.model.contexts[context].destroyed = Some(position);
            });
            end_in_c(context, position, on_thread);
        }
        End::Closing => {
            let prediction = with(|world| {
                let of = &world.model.contexts[context];
                let own = world.model.predict_own(context);
                // It is by value: nobody else may be inside.
                let inside = !of.inside.is_empty() || of.parked > 0;
                let keeps = own.may_run && inside;
                Prediction {
                    may_run: own.may_run && !inside,
                    may_refuse: own.may_refuse || inside,
                    keeps: if keeps { Some(true) } else { own.keeps },
                    ..own
                }
            });
            let reply = match reply(event, &KINDS[0]) {
                Reply::Err(_) => unreachable!("it cannot stop"),
                reply => reply,
            };
            let call = expect(prediction, true, &event.body, reply);
            let answer = end_in_c(context, position, on_thread);
            let ran = with(|world| world.ran[call].is_some());
            settle(prediction, call, context, reply, answer);
            if !ran {
                with(|world| world.model.contexts[context].close());
            }
        }
    }
    if with(|world| world.model.contexts[context].kind.owner == Owner::Emplace) {
        free_object(context);
    }
}

pub fn end_in_c(context: usize, position: u8, on_thread: bool) -> c_int {
    let position = c_int::from(position);
    if on_thread {
        on_other_thread(|| unsafe { peer::search_end_on_thread(number(context), position, VALUE) })
    } else {
        // SAFETY: the model says that C may.
        unsafe { peer::search_end(number(context), position, VALUE) }
    }
}

/// C frees the memory of an object that it has ended.
pub fn free_object(context: usize) {
    let object = with(|world| {
        let of = &mut world.model.contexts[context];
        let freed = std::mem::replace(&mut of.freed, true);
        (!freed).then_some((of.object, of.kind))
    });
    let Some((object, kind)) = object else { return };
    let Make::Place(size, _) = kind.make else { unreachable!() };
    let layout = Layout::from_size_align(size, 16).unwrap();
    // SAFETY: allocated so, and C has ended the context.
    unsafe { dealloc(object as *mut u8, layout) };
}

/// C calls the closing callback of one context with the user data of another.
pub fn end_other(event: &Event, function: usize, user: usize) {
    let next = with(|world| {
        let position = world.model.contexts[function].closing?;
        Some((position, world.model.predict_end_of_other(function, user)?))
    });
    let Some((position, prediction)) = next else { return };
    let reply = reply(event, &KINDS[0]);
    let call = expect(prediction, true, &event.body, reply);
    // SAFETY: the model says that C may.
    let answer = unsafe { peer::search_end_other(number(function), c_int::from(position), number(user), VALUE) };
    let (ran, dropped) = with(|world| {
        let ran = world.ran[call].is_some();
        let of = &mut world.model.contexts[user];
        // What refuses it may end the context all the same, or leave it as it is.
        let ended = !ran && world.drops[user] > usize::from(of.dropped);
        if ended {
            of.close();
        }
        (ran, ended)
    });
    if (ran || dropped) && with(|world| !world.model.contexts[user].ends.is_empty()) {
        with(|world| world.model.contexts[user].ends.remove(0));
    }
    settle(prediction, call, function, reply, answer);
}

/// C destroys the context of another place, which it may have been given no end of.
pub fn destroy_other(function: usize, user: usize) {
    let position = with(|world| {
        let (f, u) = (&world.model.contexts[function], &world.model.contexts[user]);
        let passes = matches!(u.kind.owner, Owner::Number | Owner::Slot) && !u.kind.is_subscribed();
        // A slot has no more ends than it was given, and one that has none is left alone.
        (function != user && passes && !u.busy).then_some(f.destroy).flatten()
    });
    let Some(position) = position else { return };
    // SAFETY: the model says that C may.
    unsafe { peer::search_end_other(number(function), c_int::from(position), number(user), VALUE) };
    with(|world| {
        let of = &mut world.model.contexts[user];
        let consumed = of.consumed && !of.released;
        if !of.closed && !consumed && (of.given > 0 || of.abandoned) {
            of.close();
        }
        if of.given > 0 && !of.ends.is_empty() {
            of.ends.remove(0);
        }
    });
}

/// C may destroy again what it has destroyed; what is in a slot, when it has called all ends.
pub fn end_again(context: usize) {
    let position = with(|world| {
        let of = &world.model.contexts[context];
        let counts = of.kind.owner == Owner::Slot && of.ends.is_empty() && !of.stays;
        let may = of.kind.owner == Owner::Number || counts;
        let may = may && !of.busy && (of.kind.threads || on_main());
        of.destroyed.filter(|_| may)
    });
    if let Some(position) = position {
        end_in_c(context, position, false);
    }
}

/// The next ends, where all that they do is to end: as many destroy notifies, of a context that threads may end.
fn take_destroys(context: usize, count: usize) -> Option<Vec<c_int>> {
    with(|world| {
        let of = &mut world.model.contexts[context];
        let destroys = of.ends.iter().take(count).filter(|(_, kind)| *kind == End::Destroy).count() == count;
        let may = destroys && of.is_there() && !of.busy && of.kind.threads;
        may.then(|| of.ends.drain(..count).map(|(position, _)| c_int::from(position)).collect())
    })
}

/// Two threads end a context at the same time.
pub fn end_both(context: usize) {
    let Some(positions) = take_destroys(context, 2) else { return };
    with(|world| world.model.contexts[context].close());
    // SAFETY: the model says that C may.
    unsafe {
        peer::search_end_prepare(0, number(context), positions[0]);
        peer::search_end_prepare(1, number(context), positions[1]);
        peer::search_end_begin();
        peer::search_end_join(0);
        peer::search_end_join(1);
    }
}

/// A thread ends a context while its owner closes it.
pub fn close_at_end(context: usize) {
    if with(|world| !world.model.contexts[context].registered || world.model.contexts[context].kind.is_subscribed()) {
        return;
    }
    let Some(positions) = take_destroys(context, 1) else { return };
    with(|world| world.model.contexts[context].close());
    // SAFETY: the model says that C may.
    unsafe {
        peer::search_end_prepare(0, number(context), positions[0]);
        peer::search_end_begin();
    }
    close(context, false);
    // SAFETY: it was started.
    unsafe { peer::search_end_join(0) };
}
