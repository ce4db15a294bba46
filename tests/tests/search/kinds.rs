//! The kinds of contexts that scripts make.

use std::panic::{AssertUnwindSafe, catch_unwind};

use callback_runtime::context::Embedded;
use callback_runtime::{Callback, Failed, Refused};

use crate::callbacks::*;
use crate::peer::{Base, PASSED, PLAIN};
use crate::sides::{Given, Left, Side, passed, plain_shape};
use crate::world::State;

/// The way of the context to the callback.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// C has a number.
    Number,
    Slot,
    Embed,
    Emplace,
    Lend,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    Shared,
    Exclusive,
    Once,
}

/// A kind of context: who owns it, and what the callback is.
#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    pub owner: Owner,
    pub callback: &'static str,
    pub access: Access,
    /// The type of the context, and of what it stops with: 0 for nothing.
    pub types: (u8, u8),
    pub threads: bool,
    /// The number of slots.
    pub slots: usize,
    pub make: Make,
}

#[derive(Clone, Copy)]
pub enum Make {
    /// Registers; `None` where every slot is taken.
    Side(fn(State) -> Option<Box<dyn Side>>),
    /// In memory of C's.
    Place(usize, fn(*mut Base, State) -> Box<dyn Side>),
    /// Lends while the function runs.
    Lend(fn(State, &mut dyn FnMut(Given)) -> Left),
    /// Passes a closure to a declared function that keeps it.
    Subscribe,
}

impl Kind {
    pub fn named(name: &str) -> Self {
        *KINDS.iter().find(|kind| kind.name == name).expect("a kind")
    }

    /// A declared function keeps it.
    pub fn is_subscribed(&self) -> bool {
        matches!(self.make, Make::Subscribe)
    }
}

const BASE: Base = Base { methods: std::ptr::null_mut(), number: 7 };

macro_rules! lend {
    ($callback:ident, $state:ident, $borrow:expr, $note:expr) => {
        |$state, f| {
            #[allow(unused_mut)]
            let mut $state = $state;
            let scope = catch_unwind(AssertUnwindSafe(|| {
                $callback::scope($borrow, |cb| {
                    f(Given { shape: PASSED, f: passed(cb.shim()), user: cb.context() });
                })
            }));
            match scope {
                Ok(handed) => ($note)(handed),
                Err(payload) => Left::Panic(panic_number(&*payload)),
            }
        }
    };
}

fn handed(result: Result<(), Refused>) -> Left {
    result.map_or_else(|refused| Left::Refused(refused.reason()), |()| Left::Nothing)
}

fn handed_failed<E: Note>(result: Result<(), Failed<E>>) -> Left {
    match result {
        Ok(()) => Left::Nothing,
        Err(Failed::Err(stop)) => Left::Stop(stop.number()),
        Err(Failed::Refused(refused)) => Left::Refused(refused.reason()),
    }
}

fn other(state: State) -> Other {
    Other { before: BEFORE, state }
}

fn lend_top(state: State, f: &mut dyn FnMut(Given)) -> Left {
    let scope = catch_unwind(AssertUnwindSafe(|| {
        top::scope(&state, |cb| f(Given { shape: PLAIN, f: plain_shape(cb.shim()), user: std::ptr::null_mut() }))
    }));
    match scope {
        Ok(result) => handed(result),
        Err(payload) => Left::Panic(panic_number(&*payload)),
    }
}

macro_rules! kinds {
    ($($name:literal $owner:ident $callback:literal $access:ident $types:expr, $threads:literal $slots:literal $make:expr;)*) => {
        pub const KINDS: &[Kind] = &[$(Kind {
            name: $name,
            owner: Owner::$owner,
            callback: $callback,
            access: Access::$access,
            types: $types,
            threads: $threads,
            slots: $slots,
            make: $make,
        }),*];
    };
}

use Make::{Lend, Place};

macro_rules! reg {
    ($make:expr) => {
        Make::Side(|state| Some(Box::new($make(state))))
    };
}

macro_rules! slot {
    ($callback:ident) => {
        Make::Side(|state| $callback::acquire(state).ok().map(|registration| Box::new(registration) as Box<dyn Side>))
    };
}

kinds! {
    "own-see" Number "see" Shared (0, 0), false 0 reg!(see::own);
    "own-see-or-stop" Number "see_or_stop" Shared (0, 1), false 0 reg!(see_or_stop::own);
    "own-alter" Number "alter" Exclusive (0, 0), false 0 reg!(alter::own);
    "own-alter-or-fault" Number "alter_or_fault" Exclusive (0, 2), false 0 reg!(alter_or_fault::own);
    "own-see-other" Number "see_other" Shared (1, 0), false 0 reg!(|state| see_other::own(other(state)));
    "own-threads-see" Number "threads_see" Shared (0, 0), true 0 reg!(threads_see::own);
    "share-threads-see" Number "threads_see" Shared (0, 0), true 0 reg!(threads_see::share);
    "share-threads-alter" Number "threads_alter" Exclusive (0, 0), true 0 reg!(threads_alter::share);
    "once-end" Number "end" Once (0, 0), false 0 reg!(end::once);
    "once-threads-end" Number "threads_end" Once (0, 0), true 0 reg!(threads_end::once);
    "slot-see" Slot "slot_see" Shared (0, 0), false 2 slot!(slot_see);
    "slot-alter" Slot "slot_alter" Exclusive (0, 1), false 1 slot!(slot_alter);
    "slot-threads" Slot "slot_threads" Shared (0, 0), true 1 slot!(slot_threads);
    "slot-end" Slot "slot_end" Once (0, 0), false 1 slot!(slot_end);
    "embed-widget" Embed "widget" Shared (2, 1), false 0 reg!(|state| widget::Table::embed(BASE, Widget(state)));
    "embed-alter" Embed "base_alter" Exclusive (0, 0), false 0 reg!(|state| base_alter::embed(BASE, state));
    "embed-fault" Embed "base_fault" Shared (0, 2), false 0 reg!(|state| base_fault::embed(BASE, state));
    "embed-stop" Embed "base_stop" Shared (0, 1), false 0 reg!(|state| base_stop::embed(BASE, state));
    // SAFETY: memory of this size, as long as C has it.
    "emplace-widget" Emplace "widget" Shared (2, 1), false 0 Place(
        Embedded::<Base, widget::Table>::SIZE,
        |memory, state| Box::new(unsafe { Embedded::<Base, widget::Table>::emplace_held(memory, BASE, Widget(state)) })
    );
    "lend-see" Lend "see" Shared (0, 0), false 0 Lend(lend!(see, state, &state, handed));
    "lend-alter-or-fault" Lend "alter_or_fault" Exclusive (0, 2), false 0 Lend(lend!(alter_or_fault, state, &mut state, handed_failed));
    "lend-top" Lend "top" Shared (0, 0), false 0 Lend(lend_top);
    "subscribe" Number "subscribe" Exclusive (0, 0), false 0 Make::Subscribe;
    "subscribe-slot" Slot "slot_for_result" Exclusive (0, 0), false 1 Make::Subscribe;
    "subscribe-slot-place" Slot "slot_by_place" Exclusive (0, 0), false 1 Make::Subscribe;
    "subscribe-slot-body" Slot "slot_in_body" Exclusive (0, 0), false 1 Make::Subscribe;
}
