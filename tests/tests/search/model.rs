//! The required behaviour of the runtime: each context as its state and the pointers that C has to it.

use crate::kinds::{Access, Kind, Owner};
use crate::sides::Left;

/// The function that C was given to end a context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Destroy,
    Closing,
}

/// Where a call is: on which thread, and in which coroutine of it.
pub type Stack = (u32, u8);

/// The permitted results of a call.
#[derive(Clone, Copy, Debug)]
pub struct Prediction {
    /// The context that it comes to.
    pub target: usize,
    pub may_run: bool,
    pub may_refuse: bool,
    /// The effect of a refusal on the owner: an outcome, none, or (`None`) either, with the owner of the function too.
    pub keeps: Option<bool>,
}

pub struct Context {
    pub kind: Kind,
    /// The Rust side has it.
    pub registered: bool,
    pub guarded: bool,
    pub unregister_panics: bool,
    pub unregister_fails: bool,
    /// Positions and kinds of what C has to end it with.
    pub ends: Vec<(u8, End)>,
    pub given: u8,
    /// The position of a closing callback, and of a destroy notify.
    pub closing: Option<u8>,
    pub destroy: Option<u8>,
    /// The position of an end that destroyed it.
    pub destroyed: Option<u8>,
    pub inside: Vec<Stack>,
    pub parked: usize,
    pub closed: bool,
    pub consumed: bool,
    pub released: bool,
    pub dropped: bool,
    pub abandoned: bool,
    /// C could not be told that it is gone.
    pub stays: bool,
    pub failed: bool,
    pub panic: Option<u32>,
    pub stop: Option<u32>,
    pub refused: bool,
    /// It may have failed, or have a refusal to tell of.
    pub vague: bool,
    /// Another thread calls it, or what was told cannot be seen from here.
    pub busy: bool,
    /// When the scope was opened; 0 where it is none, or over.
    pub opened: u32,
    /// The address of the function, for slots, and of the object that C has.
    pub function: usize,
    pub object: usize,
    pub freed: bool,
}

impl Context {
    pub fn new(kind: Kind) -> Self {
        Context {
            kind,
            registered: true,
            guarded: false,
            unregister_panics: false,
            unregister_fails: false,
            ends: vec![],
            given: 0,
            closing: None,
            destroy: None,
            destroyed: None,
            inside: vec![],
            parked: 0,
            closed: false,
            consumed: false,
            released: false,
            dropped: false,
            abandoned: false,
            stays: false,
            failed: false,
            panic: None,
            stop: None,
            refused: false,
            vague: false,
            busy: false,
            opened: 0,
            function: 0,
            object: 0,
            freed: false,
        }
    }

    /// C may use what it was given.
    pub fn is_there(&self) -> bool {
        match self.kind.owner {
            Owner::Number | Owner::Slot => true,
            Owner::Lend => self.opened > 0,
            Owner::Emplace => !self.freed,
            Owner::Embed => self.registered || !self.released || !self.ends.is_empty() || self.stays,
        }
    }

    /// Its slot is not for others.
    pub fn takes_slot(&self) -> bool {
        self.registered || !self.released || self.stays || !self.ends.is_empty()
    }

    pub fn is_inside(&self) -> bool {
        !self.inside.is_empty() || self.parked > 0
    }

    /// Nothing else is done with it.
    pub fn is_over(&self) -> bool {
        !self.registered && self.released && self.ends.is_empty() && self.opened == 0
    }

    pub fn close(&mut self) {
        self.closed = true;
        self.release_if_over();
    }

    fn release_if_over(&mut self) {
        if self.closed && !self.is_inside() && !self.released {
            self.released = true;
            self.dropped = true;
        }
    }

    /// A call is let in.
    pub fn enter(&mut self, stack: Stack, consumes: bool) {
        self.inside.push(stack);
        if consumes {
            self.consumed = true;
            self.closed = true;
        }
    }

    pub fn leave(&mut self, stack: Stack) {
        let position = self.inside.iter().rposition(|inside| *inside == stack).expect("it was inside");
        self.inside.remove(position);
        self.release_if_over();
    }

    pub fn unpark(&mut self) {
        self.parked -= 1;
        self.release_if_over();
    }

    /// A panic ends the run, except where nobody takes it and the context is shared.
    pub fn keep_panic(&mut self, number: u32) {
        self.failed |= !self.abandoned || self.kind.access != Access::Shared;
        if !self.abandoned {
            self.panic.get_or_insert(number);
        }
    }

    /// An error ends the run of a scope, and is an answer elsewhere.
    pub fn keep_stop(&mut self, number: u32) {
        self.failed |= self.kind.owner == Owner::Lend;
        if !self.abandoned {
            self.stop.get_or_insert(number);
        }
    }

    pub fn keep_refused(&mut self) {
        self.failed |= self.kind.owner == Owner::Lend;
        self.refused |= !self.abandoned;
    }

    pub fn give(&mut self) {
        self.registered = false;
        self.abandoned = true;
        self.failed &= self.kind.access != Access::Shared;
        (self.panic, self.stop, self.refused) = (None, None, false);
    }

    /// Compares what the owner took with what there has to be, and forgets it.
    pub fn take(&mut self, taken: Left) -> Result<(), String> {
        // One at a time.
        let expected = if let Some(number) = self.panic.take() {
            Left::Panic(number)
        } else if let Some(number) = self.stop.take() {
            Left::Stop(number)
        } else if std::mem::take(&mut self.refused) {
            Left::Refused(callback_runtime::Reason::Reentered)
        } else {
            Left::Nothing
        };
        let is_last = matches!(expected, Left::Refused(_) | Left::Nothing);
        let vague = if is_last { std::mem::take(&mut self.vague) } else { self.vague };
        self.failed = false;
        match (expected, taken) {
            // Why it was refused is for other tests.
            (Left::Refused(_), Left::Refused(_)) => Ok(()),
            (Left::Nothing, Left::Refused(_)) if vague => Ok(()),
            _ if expected == taken => Ok(()),
            _ => Err(format!("the owner gets {taken:?} and not {expected:?}")),
        }
    }
}

pub struct Model {
    pub contexts: Vec<Context>,
    pub places: [Option<usize>; 4],
    pub opened: u32,
    pub numbers: u32,
    /// The coroutines that run, the innermost last.
    pub chain: Vec<u8>,
    pub threads: Vec<u32>,
    pub parked: Option<usize>,
    pub pump: Option<(usize, usize)>,
    pub child: bool,
    pub subscriber: Option<usize>,
    pub busy: bool,
    /// There are coroutines that wait.
    pub suspended: bool,
}

impl Model {
    pub const fn new() -> Self {
        Model {
            contexts: vec![],
            places: [None; 4],
            opened: 0,
            numbers: 0,
            chain: vec![],
            threads: vec![],
            parked: None,
            pump: None,
            child: false,
            subscriber: None,
            busy: false,
            suspended: false,
        }
    }

    pub fn stack(&self) -> Stack {
        (self.threads.last().copied().unwrap_or(0), self.chain.last().map_or(0, |coroutine| coroutine + 1))
    }

    /// A call that is inside on another stack cannot leave before this one goes on.
    pub fn is_elsewhere(&self, context: usize) -> bool {
        let thread = self.stack().0;
        self.contexts[context]
            .inside
            .iter()
            .any(|(on, coroutine)| *on != thread || (*coroutine > 0 && !self.chain.contains(&(coroutine - 1))))
    }

    /// Returns true if the user data is an object in memory that C has freed, and that no other object has.
    pub fn is_freed_object(&self, function: usize, user: usize) -> bool {
        let (f, u) = (&self.contexts[function], &self.contexts[user]);
        let others = self.contexts.iter().enumerate().filter(|(other, _)| *other != user);
        let again = others.clone().any(|(_, other)| other.object == u.object);
        u.kind.owner == Owner::Emplace && u.freed && same_shape(f.kind.owner, u.kind.owner) && !again
    }

    pub fn is_inside(&self, context: usize) -> bool {
        !self.contexts[context].inside.is_empty()
    }

    /// The context that the function of a slot comes to.
    pub fn in_slot(&self, function: usize) -> Option<usize> {
        let of_slot = |context: &Context| context.function == function && !context.released;
        self.contexts.iter().position(of_slot)
    }

    pub fn free_slots(&self, kind: &Kind) -> usize {
        let taken =
            self.contexts.iter().filter(|other| other.kind.callback == kind.callback && other.takes_slot()).count();
        kind.slots - taken.min(kind.slots)
    }

    /// Returns the number of contexts that have to be live.
    pub fn live(&self) -> usize {
        self.contexts.iter().filter(|context| context.kind.owner != Owner::Lend && !context.released).count()
    }

    /// Returns the permitted results of a call of one context's function with the user data of another; `None` if C must not call.
    pub fn predict(&self, function: usize, user: usize, on_thread: bool) -> Option<Prediction> {
        let f = &self.contexts[function];
        let mut target = user;
        let refused = Prediction { target, may_run: false, may_refuse: true, keeps: Some(false) };
        match f.kind.owner {
            Owner::Slot => match self.in_slot(f.function) {
                Some(found) => target = found,
                None => return Some(refused),
            },
            Owner::Lend if f.kind.callback == "top" => return self.predict_top(function, on_thread),
            _ => {}
        }
        let refused = Prediction { target, ..refused };
        let u = &self.contexts[target];
        let subscribes = f.kind.name == "subscribe" || u.kind.name == "subscribe";
        if subscribes || !same_shape(f.kind.owner, u.kind.owner) || !u.is_there() {
            return None;
        }
        if on_thread && !f.kind.threads {
            // What C has no address of is looked at first.
            let refuses = matches!(f.kind.owner, Owner::Number | Owner::Slot);
            return refuses.then_some(Prediction { keeps: None, ..refused });
        }
        let state = self.predict_own(target);
        if f.kind.callback == u.kind.callback {
            return Some(state);
        }
        // An end by number is for contexts that C was given an end of, or the whole of.
        let ends = f.kind.access == Access::Once && f.kind.owner == Owner::Number && u.kind.access != Access::Once;
        if ends && u.given == 0 && !u.abandoned {
            return Some(Prediction { keeps: None, ..refused });
        }
        if f.kind.access == Access::Once && (!state.may_run || u.is_inside()) {
            // What consumes a context ends it where it cannot run, or it is refused before that.
            return None;
        }
        // Where the types are the same it is no confusion, and may run all the same.
        let consumes = f.kind.access == Access::Once && !u.is_inside();
        let access = f.kind.access == u.kind.access || consumes;
        let stops = f.kind.types.1 == u.kind.types.1 || f.kind.types.1 == 0;
        let threads = f.kind.threads == u.kind.threads;
        let fits = f.kind.types.0 == u.kind.types.0 && access && stops && threads;
        Some(Prediction { may_run: fits && state.may_run, keeps: None, ..refused })
    }

    /// A call of the function of a context with its own user data.
    pub fn predict_own(&self, target: usize) -> Prediction {
        let u = &self.contexts[target];
        let refused = Prediction { target, may_run: false, may_refuse: true, keeps: Some(false) };
        if u.consumed && !u.released {
            Prediction { keeps: None, ..refused }
        } else if u.closed || u.failed {
            refused
        } else if u.kind.access != Access::Shared && u.is_inside() {
            Prediction { keeps: Some(true), ..refused }
        } else {
            Prediction {
                may_run: true,
                may_refuse: u.vague,
                keeps: if u.vague { None } else { Some(false) },
                ..refused
            }
        }
    }

    /// Returns the permitted effects of a closing callback of one context on another.
    pub fn predict_end_of_other(&self, function: usize, user: usize) -> Option<Prediction> {
        let (f, u) = (&self.contexts[function], &self.contexts[user]);
        let may = function != user && same_shape(f.kind.owner, u.kind.owner) && u.is_there();
        let alone = !u.busy && !u.is_inside() && !u.kind.threads && u.kind.owner != Owner::Slot;
        if !may || !alone || f.kind.threads || u.kind.is_subscribed() {
            return None;
        }
        let may_run = f.kind.types.0 == u.kind.types.0 && self.predict_own(user).may_run;
        Some(Prediction { target: user, may_run, may_refuse: true, keeps: None })
    }

    /// C passes nothing, and the thread has to find the scope that the function was given for.
    fn predict_top(&self, target: usize, on_thread: bool) -> Option<Prediction> {
        let u = &self.contexts[target];
        if !u.is_there() {
            return None;
        }
        if on_thread {
            return Some(Prediction { target, may_run: false, may_refuse: true, keeps: None });
        }
        let open = self.contexts.iter().filter(|other| other.kind.callback == "top" && other.opened > 0);
        let last = open.map(|other| other.opened).max();
        let own = self.predict_own(target);
        if last == Some(u.opened) && self.chain.is_empty() && !self.suspended {
            return Some(own);
        }
        Some(Prediction { may_refuse: true, keeps: None, ..own })
    }
}

/// Two owners whose functions C calls alike, and whose contexts are found alike.
fn same_shape(one: Owner, other: Owner) -> bool {
    use Owner::{Embed, Emplace};
    one == other || matches!((one, other), (Emplace | Embed, Emplace | Embed))
}
