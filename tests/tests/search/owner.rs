//! Actions of the owner of a registered context.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::kept::unsubscribe;
use crate::kinds::{Access, Owner};
use crate::make::told;
use crate::model::End;
use crate::peer;
use crate::reports::still_registered;
use crate::run::{number, on_main};
use crate::sides::Side;
use crate::world::{Hand, finding, with};

pub fn take_side(context: usize) -> Option<Box<dyn Side>> {
    with(|world| world.sides[context].take()).map(|hand| hand.0)
}

pub fn put_side(context: usize, side: Box<dyn Side>) {
    with(|world| world.sides[context] = Some(Hand(side)));
}

/// The owner of a context of one thread is on its thread.
pub fn may_touch(context: usize) -> bool {
    on_main() || with(|world| world.model.contexts[context].kind.threads)
}

pub fn take_outcome(context: usize) {
    if !may_touch(context) || with(|world| world.model.contexts[context].busy) {
        return;
    }
    let Some(side) = take_side(context) else { return };
    let left = side.left();
    put_side(context, side);
    let result = with(|world| world.model.contexts[context].take(left));
    told(context, result);
}

pub fn close(context: usize, wait: bool) {
    if with(|world| world.model.contexts[context].kind.is_subscribed()) {
        return unsubscribe(context);
    }
    let (inside, elsewhere, parked, child, guarded, panics, fails) = with(|world| {
        let of = &world.model.contexts[context];
        let model = &world.model;
        let inside = model.is_inside(context);
        let (panics, fails) = (of.unregister_panics, of.unregister_fails);
        (inside, model.is_elsewhere(context), of.parked > 0, model.child, of.guarded, panics, fails)
    });
    if !may_touch(context) || (wait && (elsewhere || (parked && !child && !inside))) {
        return;
    }
    let Some(side) = take_side(context) else { return };
    with(|world| {
        world.unregistered = false;
        let of = &mut world.model.contexts[context];
        of.registered = false;
        of.stays |= guarded && (panics || fails);
        // In a child the call of a thread that is not there never leaves.
        of.busy |= wait && parked && child;
        of.close();
    });
    let reported = still_registered();
    let closed = catch_unwind(AssertUnwindSafe(|| {
        if wait {
            return side.wait();
        }
        side.close();
        true
    }));
    if guarded && !with(|world| world.unregistered) {
        finding("C is not told that a context goes");
    }
    if still_registered() != reported + usize::from(guarded && fails) {
        finding("that C has a context still is not reported once");
    }
    match closed {
        Ok(waited) if wait && !parked && waited == inside => finding(&format!("waiting says {waited}")),
        Ok(_) if guarded && panics => finding("a panic of what unregisters is lost"),
        Err(_) if !(guarded && panics) => finding("closing panics"),
        _ => {}
    }
}

pub fn give(context: usize) {
    let may = with(|world| {
        let of = &world.model.contexts[context];
        let ended = !of.ends.is_empty()
            || of.kind.callback == "widget"
            || (of.kind.owner == Owner::Number && of.kind.access == Access::Once);
        ended && !of.guarded && !of.busy && of.registered
    });
    if !may || !may_touch(context) {
        return;
    }
    // The table has a closing callback for every object, and giving an object away is what counts it.
    if with(|world| {
        world.model.contexts[context].kind.callback == "widget" && world.model.contexts[context].ends.is_empty()
    }) {
        give_closing(context);
    }
    let Some(side) = take_side(context) else { return };
    side.give();
    with(|world| world.model.contexts[context].give());
}

pub fn give_end(context: usize, kind: End) {
    let may = with(|world| {
        let of = &world.model.contexts[context];
        of.given < 8 && !matches!(of.kind.owner, Owner::Lend | Owner::Embed)
    });
    if !may || !may_touch(context) {
        return;
    }
    if kind == End::Closing {
        return give_closing(context);
    }
    let Some(side) = take_side(context) else { return };
    // SAFETY: the number of a context.
    let given = side.destroy().map(|f| unsafe { peer::search_give_destroy(number(context), f) }).is_some();
    put_side(context, side);
    if given {
        count_end(context, End::Destroy);
    }
}

fn give_closing(context: usize) {
    let Some(side) = take_side(context) else { return };
    // SAFETY: the number of a context.
    let given = side.closing().map(|f| unsafe { peer::search_give_closing(number(context), f) }).is_some();
    put_side(context, side);
    if given {
        count_end(context, End::Closing);
    }
}

fn count_end(context: usize, kind: End) {
    with(|world| {
        let of = &mut world.model.contexts[context];
        of.ends.push((of.given, kind));
        match kind {
            End::Closing => of.closing.get_or_insert(of.given),
            End::Destroy => of.destroy.get_or_insert(of.given),
        };
        of.given += 1;
    });
}

pub fn reclaim(context: usize) {
    if !may_touch(context) || with(|world| world.model.contexts[context].guarded) {
        return;
    }
    let Some(side) = take_side(context) else { return };
    with(|world| {
        let of = &mut world.model.contexts[context];
        of.registered = false;
        of.ends.clear();
        of.close();
    });
    side.reclaim();
}

pub fn on_close(context: usize, how: u8) {
    let (panics, fails) = (how == 1, how > 1);
    let may = with(|world| {
        let of = &world.model.contexts[context];
        !of.guarded && of.registered
    });
    if !may || !may_touch(context) {
        return;
    }
    let Some(side) = take_side(context) else { return };
    let side = side.on_close(Box::new(move || {
        with(|world| world.unregistered = true);
        if panics {
            std::panic::resume_unwind(Box::new(()));
        }
        if fails { Err(how) } else { Ok(()) }
    }));
    put_side(context, side);
    with(|world| {
        let of = &mut world.model.contexts[context];
        (of.guarded, of.unregister_panics, of.unregister_fails) = (true, panics, fails);
    });
}
