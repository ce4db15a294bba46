// What `stop` may not do: unsafe calls, other threads, moved arguments, a shorter life than the scope's.
use callback_runtime::{Callback, callback};
use std::cell::Cell;
use std::ffi::{c_int, c_void};

#[callback]
unsafe extern "C" {
    type Events;
    unsafe fn quit_at(events: *mut Events);

    safe fn is_safe(
        events: *mut Events,
        #[callback(stop = quit_at(events))] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn of_this_thread(
        seen: &Cell<c_int>,
        #[callback(threads, stop = seen.set(1))] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn moved(
        turns: &mut c_int,
        #[callback(stop = *turns = 0)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}

#[callback(threads)]
fn on_thread(#[context] _state: &u32) {}

#[callback]
fn on_event(#[context] _state: &mut u32) {}

fn main() {
    let seen = Cell::new(0);
    let _ = on_thread::scope(&0, |cb| cb.on_stop(|| seen.set(1)));
    let _ = on_event::scope(&mut 0, |cb| {
        let inside = Cell::new(0);
        cb.on_stop(|| inside.set(1));
        let cb = cb.also::<on_event>();
        cb.on_stop(|| inside.set(2));
    });
}
