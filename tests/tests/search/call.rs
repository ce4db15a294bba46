//! Calls, and what C gets.

use std::ffi::c_int;
use std::sync::atomic::{AtomicU32, Ordering};

use callback_runtime::Reason;

use crate::kinds::{Access, Kind, Owner};
use crate::model::Prediction;
use crate::owner::take_outcome;
use crate::peer;
use crate::reports::take_reason;
use crate::run::{number, on_main, run};
use crate::script::{Event, Op};
use crate::world::{Hand, Pending, Reply, finding, with};

pub const VALUE: c_int = 10;

/// The end of the function, if it runs.
pub fn reply(event: &Event, kind: &Kind) -> Reply {
    let number = with(|world| {
        world.model.numbers += 1;
        world.model.numbers
    });
    match event.argument {
        1 if kind.types.1 > 0 => Reply::Err(number),
        2 => Reply::Panic(number),
        _ => Reply::Ok(c_int::try_from(number).unwrap()),
    }
}

/// The next call may come to a context, and runs a body there.
pub fn expect(prediction: Prediction, consumes: bool, body: &[Event], reply: Reply) -> usize {
    with(|world| {
        let call = world.ran.len();
        world.ran.push(None);
        let Prediction { target, may_run, .. } = prediction;
        world.pending = Some(Hand(Pending { target, may_run, consumes, body, reply, call }));
        call
    })
}

/// A function has been called.
pub fn entered(id: usize) -> Reply {
    let Some(Hand(pending)) = with(|world| world.pending.take()) else {
        finding("a function runs that was not called");
    };
    let name = with(|world| world.model.contexts.get(id).map_or("nothing", |context| context.kind.name));
    if id != pending.target {
        finding(&format!("the function runs with {name} {id} and not with {}", pending.target));
    }
    if !pending.may_run {
        finding(&format!("the function runs with {name} {id}, and had to be refused"));
    }
    with(|world| {
        let stack = world.model.stack();
        world.ran[pending.call] = Some(stack);
        world.model.contexts[id].enter(stack, pending.consumes);
    });
    // SAFETY: of a call that goes on until this returns.
    run(unsafe { &*pending.body });
    pending.reply
}

/// Compares what C got, and does in the model what the call did.
pub fn settle(prediction: Prediction, call: usize, function: usize, reply: Reply, answer: c_int) {
    let ran = with(|world| {
        world.pending = None;
        world.ran[call]
    });
    let target = prediction.target;
    if let Some(stack) = ran {
        let expected = match reply {
            Reply::Ok(answer) => answer,
            Reply::Err(_) => -2,
            Reply::Panic(_) => -1,
        };
        if answer != expected {
            finding(&format!("C gets {answer} and not {expected}"));
        }
        return with(|world| {
            let context = &mut world.model.contexts[target];
            match reply {
                Reply::Ok(_) => {}
                Reply::Err(number) => context.keep_stop(number),
                Reply::Panic(number) => context.keep_panic(number),
            }
            context.leave(stack);
        });
    }
    if !prediction.may_refuse {
        finding(&format!("the call was refused: C gets {answer}"));
    }
    if answer != -1 {
        finding(&format!("C gets {answer} for a refused call"));
    }
    with(|world| match prediction.keeps {
        Some(false) => {}
        Some(true) => world.model.contexts[target].keep_refused(),
        None => {
            // A call that would consume a context ends it, unless it is refused before that.
            let consumes = world.model.contexts[function].kind.access == Access::Once;
            let ended = world.drops[target] > usize::from(world.model.contexts[target].dropped);
            if consumes && ended {
                world.model.contexts[target].close();
            }
            world.model.contexts[target].vague = true;
            world.model.contexts[function].vague = true;
        }
    });
    if prediction.keeps.is_none() {
        for context in [target, function] {
            if with(|world| !world.model.contexts[context].failed) {
                take_outcome(context);
            }
        }
    }
}

pub fn call(event: &Event, function: usize, user: usize) {
    let on_thread = event.op == Op::CallOnThread;
    if event.op == Op::Call && with(|world| world.model.is_freed_object(function, user)) {
        return call_freed(function, user);
    }
    let Some(prediction) = with(|world| world.model.predict(function, user, on_thread || !on_main())) else { return };
    let kind = with(|world| world.model.contexts[function].kind);
    let target = prediction.target;
    if with(|world| world.model.contexts[target].busy) {
        return;
    }
    if event.op == Op::CallNull {
        // Which of both it was, C cannot see.
        if prediction.may_run && prediction.may_refuse {
            return;
        }
        return call_null(prediction, function, user);
    }
    let reply = reply(event, &kind);
    let call = expect(prediction, kind.access == Access::Once, &event.body, reply);
    let answer = if on_thread {
        on_other_thread(|| unsafe { peer::search_call_on_thread(number(function), number(user), VALUE) })
    } else {
        // SAFETY: the model says that C may.
        unsafe { peer::search_call(number(function), number(user), VALUE, 0) }
    };
    settle(prediction, call, function, reply, answer);
}

/// C passes the address of an object that it has ended and freed: it leads nowhere, whoever has the context still.
fn call_freed(function: usize, user: usize) {
    take_reason();
    // SAFETY: an address is looked up before anything is read there.
    let answer = unsafe { peer::search_call(number(function), number(user), VALUE, 0) };
    if answer != -1 || take_reason() != Some(Reason::NoContext) {
        finding(&format!("C gets {answer} with an object that it has freed, and the object leads to a context"));
    }
}

/// Runs what calls on another thread and waits for it.
pub fn on_other_thread<R>(f: impl FnOnce() -> R) -> R {
    static THREADS: AtomicU32 = AtomicU32::new(1);
    let thread = THREADS.fetch_add(1, Ordering::SeqCst);
    let chain = with(|world| {
        world.model.threads.push(thread);
        std::mem::take(&mut world.model.chain)
    });
    let result = f();
    with(|world| {
        world.model.threads.pop();
        world.model.chain = chain;
    });
    result
}

/// NULL is refused where the call is let in.
pub fn call_null(prediction: Prediction, function: usize, user: usize) {
    // SAFETY: the model says that C may.
    let answer = unsafe { peer::search_call(number(function), number(user), 0, 1) };
    if answer != -1 {
        finding(&format!("C gets {answer} for NULL"));
    }
    let target = prediction.target;
    with(|world| {
        let stack = world.model.stack();
        let consumes = world.model.contexts[function].kind.access == Access::Once;
        let context = &mut world.model.contexts[target];
        if prediction.may_run && !prediction.may_refuse {
            context.enter(stack, consumes);
            context.keep_refused();
            context.leave(stack);
        } else if prediction.keeps == Some(true) {
            context.keep_refused();
        }
        if prediction.keeps.is_none() {
            context.vague = true;
            world.model.contexts[function].vague = true;
        }
    });
    if prediction.may_refuse && prediction.keeps.is_none() {
        for context in [target, function] {
            if with(|world| !world.model.contexts[context].failed) {
                take_outcome(context);
            }
        }
    }
}

/// C passes NULL for the user data (1), or a number that nobody gave out (0).
pub fn call_forged(context: usize, forged: u8) {
    let kind = with(|world| world.model.contexts[context].kind);
    let passes = !matches!(kind.owner, Owner::Slot) && kind.callback != "top" && !kind.is_subscribed();
    if !passes || !(kind.owner == Owner::Number || forged > 0) {
        return;
    }
    let user = if forged > 0 { 0 } else { 1 | (0x0123 << 40) };
    // SAFETY: numbers may be invented, and where there is a context NULL is refused.
    let answer = unsafe { peer::search_call_with(number(context), std::ptr::without_provenance_mut(user), VALUE) };
    if answer != -1 {
        finding(&format!("C gets {answer} with user data that nobody gave out"));
    }
}
