// `stop` on callbacks that C does not call in a loop, of what it does not see, and a `Break` that does not reach C.
use callback_runtime::callback;
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;

#[callback(stop = ())]
fn annotated(#[context] _state: &mut u32) {}

#[callback(fail = 0)]
type OnTurn = fn(#[context] _: _) -> c_int;

#[callback(stop = ())]
type OnStopped = fn(#[context] _: _);

#[callback]
unsafe extern "C" {
    type Events;
    unsafe fn free(events: *mut Events);
    safe fn quit(events: &Events);

    safe fn kept(
        events: &Events,
        #[callback(retained, stop = quit(events))] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn unregistered(
        events: &Events,
        #[callback(stop = quit(events), retained, unregister = ())] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn until(
        events: &Events,
        #[callback(stop = quit(events), retained, until = events)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn closing(
        events: &Events,
        #[callback(stop = quit(events), retained, closes)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn left(
        events: &Events,
        #[callback(stop = quit(events), leave = unsafe { longjmp() })] f: fn(#[context] _: _) -> Result<(), u8>,
        #[context(f)] _: *mut c_void,
    );

    safe fn continued(
        events: &Events,
        #[callback(stop = quit(events), fail = 0, after = continue)] f: fn(#[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    );

    safe fn of_a_callback(
        #[callback(stop = quit(data))] f: fn(#[context] _: _),
        #[context(f)] data: *mut c_void,
        #[out] found: c_int,
        #[callback(stop = found)] g: fn(#[context] _: _),
        #[context(g)] _: *mut c_void,
    );

    safe fn twice(
        events: &Events,
        #[callback(stop = quit(events), stop = ())] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn in_two_ways(
        events: &Events,
        other: &Events,
        #[callback(stop = quit(events))] f: fn(#[context] _: _),
        #[callback(stop = quit(other))] g: fn(#[context] _: _),
        #[context(f, g)] _: *mut c_void,
    );

    safe fn unstopped(
        events: &Events,
        #[callback(returns = ())] f: fn(#[context] _: _) -> ControlFlow<()>,
        #[context(f)] _: *mut c_void,
    );

    safe fn without_values(
        events: &Events,
        f: fn(#[context] _: _) -> ControlFlow<()>,
        #[context(f)] _: *mut c_void,
    );

    safe fn empty(events: &Events, #[callback(stop)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);

    safe fn named(
        events: &Events,
        #[callback(stop = quit(events), retained)] f: OnTurn,
        #[context(f)] _: *mut c_void,
    );
}

fn main() {}
