//! Declared functions that keep a closure, and the ways to fail after C has it.

use std::any::Any;
use std::ffi::{c_int, c_void};

use callback_runtime::{Refused, callback};

use crate::world::{Reply, State, body};

/// The result from C, and what it writes.
#[callback]
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Status {
    Kept = 0,
}

/// How a declared function fails when C has the closure: the argument of `subscribe` and `subscribe-slot`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failing {
    No,
    /// C returns what the type of the result does not have.
    Result,
    /// C writes what the type of the place does not have, and unregistering needs it.
    Place,
    /// The body panics.
    Body,
}

impl Failing {
    pub fn of(argument: u8) -> Self {
        [Failing::No, Failing::Result, Failing::Place, Failing::Body][usize::from(argument)]
    }

    /// The wrapper can unregister.
    pub fn unregisters(self) -> bool {
        matches!(self, Failing::No | Failing::Result)
    }
}

#[callback]
unsafe extern "C" {
    #[callback(fails = nonzero)]
    safe fn search_unsubscribe() -> c_int;

    #[callback(fails = nonzero)]
    safe fn search_unsubscribe_slot(number: c_int) -> c_int;

    #[link_name = "search_subscribe"]
    safe fn subscribe_for_result(
        #[callback(retained, fail = -1, unregister = search_unsubscribe())] f: fn(
            value: &c_int,
            #[context] _: _,
        ) -> c_int,
        #[context(f)] _: *mut c_void,
        #[out] level: c_int,
    ) -> Status;

    #[link_name = "search_subscribe"]
    safe fn subscribe_by_place(
        #[callback(retained, fail = -1, unregister = unsubscribe_by(level))] f: fn(
            value: &c_int,
            #[context] _: _,
        ) -> c_int,
        #[context(f)] _: *mut c_void,
        #[out] level: Status,
    ) -> c_int;

    safe fn subscribe_in_body(
        #[callback(retained, fail = -1, unregister = search_unsubscribe())] f: fn(
            value: &c_int,
            #[context] _: _,
        ) -> c_int,
    ) {
        let mut level = 0;
        sys::search_subscribe(f.shim(), f.context(), &raw mut level);
        panic!("its result is invalid");
    }

    #[link_name = "search_subscribe_slot"]
    safe fn slot_for_result(
        number: c_int,
        #[callback(retained, fail = -1, unregister = search_unsubscribe_slot(number))] f: fn(
            value: &c_int,
            #[context(static)] _: _,
        ) -> c_int,
        #[out] level: c_int,
    ) -> Status;

    #[link_name = "search_subscribe_slot"]
    safe fn slot_by_place(
        number: c_int,
        #[callback(retained, fail = -1, unregister = unsubscribe_slot_by(number, level))] f: fn(
            value: &c_int,
            #[context(static)] _: _,
        ) -> c_int,
        #[out] level: Status,
    ) -> c_int;

    safe fn slot_in_body(
        number: c_int,
        #[callback(retained, fail = -1, unregister = search_unsubscribe_slot(number))] f: fn(
            value: &c_int,
            #[context(static)] _: _,
        ) -> c_int,
    ) {
        let mut level = 0;
        sys::search_subscribe_slot(number, f.shim(), &raw mut level);
        panic!("its result is invalid");
    }
}

mod sys {
    use std::ffi::{c_int, c_void};

    use crate::peer::{Passed, Plain};

    #[allow(clashing_extern_declarations, reason = "what a declaration is lowered to")]
    unsafe extern "C" {
        pub(super) safe fn search_subscribe(f: Passed, user: *mut c_void, level: *mut c_int) -> c_int;
        pub(super) safe fn search_subscribe_slot(number: c_int, f: Plain, level: *mut c_int) -> c_int;
    }
}

fn unsubscribe_by(level: Status) -> Result<(), c_int> {
    assert_eq!(level, Status::Kept);
    search_unsubscribe()
}

fn unsubscribe_slot_by(number: c_int, level: Status) -> Result<(), c_int> {
    assert_eq!(level, Status::Kept);
    search_unsubscribe_slot(number)
}

fn answer(state: &State, value: c_int) -> c_int {
    match body(state, value) {
        Reply::Ok(answer) => answer,
        Reply::Err(_) => unreachable!("it cannot stop"),
        Reply::Panic(number) => std::panic::resume_unwind(Box::new(crate::callbacks::Payload(number))),
    }
}

/// Subscribes a closure with a context. It panics where that is refused.
pub fn subscribe(state: State, failing: Failing) -> Box<dyn Any> {
    let f = move |value: &c_int| answer(&state, *value);
    match failing {
        Failing::No | Failing::Result => Box::new(subscribe_for_result(f).2),
        Failing::Place => Box::new(subscribe_by_place(f).2),
        Failing::Body => Box::new(subscribe_in_body(f)),
    }
}

/// Subscribes a closure with a context in a slot.
pub fn subscribe_slot(number: c_int, state: State, failing: Failing) -> Result<Box<dyn Any>, Refused> {
    let f = move |value: &c_int| answer(&state, *value);
    Ok(match failing {
        Failing::No | Failing::Result => Box::new(slot_for_result(number, f)?.2),
        Failing::Place => Box::new(slot_by_place(number, f)?.2),
        Failing::Body => Box::new(slot_in_body(number, f)?),
    })
}
