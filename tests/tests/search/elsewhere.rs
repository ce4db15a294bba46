//! Calls of other threads, children and coroutines.

use std::cell::{Cell, RefCell};
use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{sleep, yield_now};
use std::time::Duration;

use corosensei::{Coroutine, CoroutineResult, Yielder};

use crate::SECONDS;
use crate::kinds::{Access, Owner};
use crate::owner::take_outcome;
use crate::peer;
use crate::run::{number, run};
use crate::script::Event;
use crate::world::{finding, with};

/// The argument of a thread that calls again and again, and of one that stays inside.
pub const PUMPED: c_int = 1;

pub const PARKED: c_int = 2;

type Co = Coroutine<(), (), ()>;

thread_local! {
    static COROUTINES: RefCell<[Option<Co>; 4]> = const { RefCell::new([None, None, None, None]) };
    static YIELDERS: Cell<[*const Yielder<(), ()>; 4]> = const { Cell::new([std::ptr::null(); 4]) };
}

static INSIDE: AtomicBool = AtomicBool::new(false);

static GO_ON: AtomicBool = AtomicBool::new(false);

/// The function of a thread that stays inside.
pub fn park(_context: usize) {
    INSIDE.store(true, Ordering::SeqCst);
    while !GO_ON.load(Ordering::SeqCst) {
        yield_now();
    }
}

pub fn start_parked(context: usize) {
    let may = with(|world| {
        let of = &world.model.contexts[context];
        let runs = world
            .model
            .predict(context, context, true)
            .filter(|prediction| prediction.may_run && !prediction.may_refuse);
        let one = matches!(of.kind.access, Access::Shared | Access::Exclusive);
        let free = world.model.parked.is_none() && !world.model.child && of.kind.threads && one && !of.busy;
        runs.filter(|prediction| free && prediction.target == context)
    });
    if may.is_none() {
        return;
    }
    INSIDE.store(false, Ordering::SeqCst);
    GO_ON.store(false, Ordering::SeqCst);
    with(|world| {
        world.model.parked = Some(context);
        world.model.contexts[context].parked += 1;
    });
    // SAFETY: the model says that C may.
    unsafe { peer::search_start(number(context), number(context), PARKED) };
    while !INSIDE.load(Ordering::SeqCst) {
        // SAFETY: it was started.
        if unsafe { peer::search_finished() } != 0 {
            finding("the call of a thread was refused");
        }
        yield_now();
    }
}

pub fn unpark() {
    let Some(context) = with(|world| if world.model.child { None } else { world.model.parked.take() }) else { return };
    GO_ON.store(true, Ordering::SeqCst);
    // SAFETY: it was started.
    let answer = unsafe { peer::search_join() };
    if answer != 0 {
        finding(&format!("a thread gets {answer}"));
    }
    with(|world| world.model.contexts[context].unpark());
}

pub fn pump(function: usize, user: usize) {
    let may = with(|world| {
        let model = &world.model;
        let (f, u) = (&model.contexts[function], &model.contexts[user]);
        // C has no function of a subscription here.
        let is_number =
            |context: &crate::model::Context| context.kind.owner == Owner::Number && !context.kind.is_subscribed();
        let foreign = is_number(f) && is_number(u) && f.kind.types != u.kind.types;
        let own = function == user
            && matches!(u.kind.owner, Owner::Number | Owner::Slot)
            && u.kind.threads
            && u.kind.access == Access::Shared
            && u.registered;
        model.pump.is_none() && model.parked.is_none() && !model.child && (foreign || own) && !f.busy && !u.busy
    });
    if !may {
        return;
    }
    with(|world| {
        world.model.pump = Some((function, user));
        world.model.contexts[user].busy = true;
        world.model.contexts[function].vague = true;
    });
    // SAFETY: a number may be called at any time, with any function.
    unsafe { peer::search_pump(number(function), number(user)) };
    sleep(Duration::from_micros(200));
}

pub fn unpump() {
    let Some((function, user)) = with(|world| if world.model.child { None } else { world.model.pump.take() }) else {
        return;
    };
    // SAFETY: it was started.
    unsafe { peer::search_pump_stop() };
    with(|world| {
        world.model.contexts[user].busy = false;
        world.model.contexts[user].vague = true;
    });
    take_outcome(user);
    take_outcome(function);
}

pub fn fork(event: &Event) {
    let may = with(|world| !world.model.child && world.model.pump.is_none() && world.model.chain.is_empty());
    if !may {
        return;
    }
    // SAFETY: the child does what the script says, and ends.
    match unsafe { libc::fork() } {
        0 => {
            // SAFETY: of this process alone.
            unsafe { libc::alarm(SECONDS) };
            with(|world| world.model.child = true);
            run(&event.body);
            // SAFETY: ends the child.
            unsafe { libc::_exit(0) }
        }
        child => {
            let mut status = 0;
            // SAFETY: the child.
            unsafe { libc::waitpid(child, &mut status, 0) };
            if status != 0 {
                finding(&format!("the child ends with {status:#x}"));
            }
        }
    }
}

pub fn start_coroutine(event: &Event) {
    let index = event.place;
    let place = usize::from(index);
    let busy = COROUTINES.with_borrow(|coroutines| coroutines[place].is_some())
        || with(|world| world.model.chain.contains(&index));
    if busy || with(|world| world.model.child) {
        return;
    }
    let body = event.body.clone();
    let coroutine = Co::new(move |yielder, ()| {
        let mut yielders = YIELDERS.get();
        yielders[place] = yielder;
        YIELDERS.set(yielders);
        run(&body);
    });
    COROUTINES.with_borrow_mut(|coroutines| coroutines[place] = Some(coroutine));
    resume(index);
}

pub fn resume(index: u8) {
    let place = usize::from(index);
    let Some(mut coroutine) = COROUTINES.with_borrow_mut(|coroutines| coroutines[place].take()) else { return };
    with(|world| world.model.chain.push(index));
    let result = coroutine.resume(());
    with(|world| world.model.chain.pop());
    if matches!(result, CoroutineResult::Yield(())) {
        COROUTINES.with_borrow_mut(|coroutines| coroutines[place] = Some(coroutine));
    }
    let suspended = COROUTINES.with_borrow(|coroutines| coroutines.iter().any(Option::is_some));
    with(|world| world.model.suspended = suspended);
}

pub fn suspend() {
    let Some(index) = with(|world| world.model.chain.last().copied()) else { return };
    // SAFETY: that of the coroutine that runs.
    unsafe { &*YIELDERS.get()[usize::from(index)] }.suspend(());
}

/// Lets the coroutines run to their ends.
pub fn resume_all() {
    for place in 0..4 {
        while COROUTINES.with_borrow(|coroutines| coroutines[usize::from(place)].is_some()) {
            resume(place);
        }
    }
}
