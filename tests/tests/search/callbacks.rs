//! The callbacks of the search.

use std::any::Any;
use std::convert::Infallible;
use std::ffi::c_int;

use callback_runtime::callback;

use crate::peer::{Base, Object};
use crate::world::{Reply, State, body, finding};

/// The stop values of two callbacks: of different sizes.
#[derive(Debug)]
pub struct Stop(pub u32);

#[derive(Debug)]
pub struct Fault {
    mark: [u64; 4],
    number: u32,
}

const MARK: [u64; 4] = [0x6661_756c_7421; 4];

/// The payload of a panic.
pub struct Payload(pub u32);

fn plain(reply: Reply) -> c_int {
    match reply {
        Reply::Ok(answer) => answer,
        Reply::Err(_) => unreachable!("this callback cannot stop"),
        Reply::Panic(number) => std::panic::resume_unwind(Box::new(Payload(number))),
    }
}

fn stop(reply: Reply) -> Result<c_int, Stop> {
    match reply {
        Reply::Err(number) => Err(Stop(number)),
        reply => Ok(plain(reply)),
    }
}

fn fault(reply: Reply) -> Result<c_int, Fault> {
    match reply {
        Reply::Err(number) => Err(Fault { mark: MARK, number }),
        reply => Ok(plain(reply)),
    }
}

pub const BEFORE: [u64; 6] = [0x0b0b; 6];

/// A context of another type, which begins with other memory.
pub struct Other {
    pub before: [u64; 6],
    pub state: State,
}

#[callback(fail = -1)]
pub fn see(value: &c_int, #[context] state: &State) -> c_int {
    plain(body(state, *value))
}

#[callback(err = -2, fail = -1)]
pub fn see_or_stop(value: &c_int, #[context] state: &State) -> Result<c_int, Stop> {
    stop(body(state, *value))
}

#[callback(fail = -1)]
pub fn alter(value: &c_int, #[context] state: &mut State) -> c_int {
    plain(body(state, *value))
}

#[callback(err = -2, fail = -1)]
pub fn alter_or_fault(value: &c_int, #[context] state: &mut State) -> Result<c_int, Fault> {
    fault(body(state, *value))
}

#[callback(fail = -1)]
pub fn see_other(value: &c_int, #[context] other: &Other) -> c_int {
    if other.before != BEFORE {
        finding("a context is taken for one of another type");
    }
    plain(body(&other.state, *value))
}

#[callback(threads, fail = -1)]
pub fn threads_see(value: &c_int, #[context] state: &State) -> c_int {
    plain(body(state, *value))
}

#[callback(threads, fail = -1)]
pub fn threads_alter(value: &c_int, #[context] state: &mut State) -> c_int {
    plain(body(state, *value))
}

#[callback(fail = -1)]
pub fn end(value: &c_int, #[context] state: State) -> c_int {
    plain(body(&state, *value))
}

#[callback(threads, fail = -1)]
pub fn threads_end(value: &c_int, #[context] state: State) -> c_int {
    plain(body(&state, *value))
}

#[callback(fail = -1)]
pub fn slot_see(value: &c_int, #[context(pool = 2)] state: &State) -> c_int {
    plain(body(state, *value))
}

#[callback(err = -2, fail = -1)]
pub fn slot_alter(value: &c_int, #[context(static)] state: &mut State) -> Result<c_int, Stop> {
    stop(body(state, *value))
}

#[callback(threads, fail = -1)]
pub fn slot_threads(value: &c_int, #[context(static)] state: &State) -> c_int {
    plain(body(state, *value))
}

#[callback(fail = -1)]
pub fn slot_end(value: &c_int, #[context(static)] state: State) -> c_int {
    plain(body(&state, *value))
}

#[callback(fail = -1)]
pub fn top(value: &c_int, #[context(thread_local)] state: &State) -> c_int {
    plain(body(state, *value))
}

#[callback(fail = -1)]
pub fn base_alter(#[context(embedded = Base)] state: &mut State, value: &c_int) -> c_int {
    plain(body(state, *value))
}

#[callback(err = -2, fail = -1)]
pub fn base_fault(#[context(embedded = Base)] state: &State, value: &c_int) -> Result<c_int, Fault> {
    fault(body(state, *value))
}

#[callback(err = -2, fail = -1)]
pub fn base_stop(#[context(embedded = Base)] state: &State, value: &c_int) -> Result<c_int, Stop> {
    stop(body(state, *value))
}

/// The functions of an object of C's.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Methods {
    pub see: Option<Object>,
    pub end: Option<Object>,
}

pub struct Widget(pub State);

#[callback(mod = pub widget, table = Methods, context(embedded = Base), fail = -1)]
impl Widget {
    #[callback(err = -2, fail = -1)]
    pub fn see(&self, value: &c_int) -> Result<c_int, Stop> {
        stop(body(&self.0, *value))
    }

    pub fn end(self, value: &c_int) -> c_int {
        plain(body(&self.0, *value))
    }
}

pub trait Note {
    fn number(&self) -> u32;
}

impl Note for Infallible {
    fn number(&self) -> u32 {
        match *self {}
    }
}

impl Note for Stop {
    fn number(&self) -> u32 {
        self.0
    }
}

impl Note for Fault {
    fn number(&self) -> u32 {
        if self.mark == MARK { self.number } else { u32::MAX }
    }
}

pub fn panic_number(payload: &(dyn Any + Send)) -> u32 {
    payload.downcast_ref::<Payload>().map_or(u32::MAX, |payload| payload.0)
}
