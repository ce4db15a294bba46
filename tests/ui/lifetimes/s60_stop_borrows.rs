// A stop function lives as long as the scope.
use callback_runtime::{Callback, Scope, callback};
use std::cell::Cell;

#[callback]
fn on_event(#[context] _state: &mut u32) {}

fn set<'a>(cb: &Scope<'a, on_event>, seen: &'a Cell<u32>) {
    cb.on_stop(|| seen.set(1));
}

fn set_shorter<'a>(cb: &Scope<'_, on_event>, seen: &'a Cell<u32>) {
    cb.on_stop(|| seen.set(1));
}

fn main() {
    let mut state = 0;
    let _ = on_event::scope(&mut state, |cb| {
        let inside = Cell::new(0);
        cb.on_stop(|| inside.set(1));
        let also = cb.also::<on_event>();
        also.on_stop(|| inside.set(2));
        set(cb, &inside);
    });
    let mut kept = None;
    let _ = on_event::scope(&mut state, |cb| kept = Some(cb.also::<on_event>()));
    let _ = on_event::scope(&mut state, |cb| cb.also::<on_event>());
}
