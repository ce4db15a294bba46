//! A value whose methods C calls on other threads is `Send`, and `Sync` where the calls overlap.

use std::cell::Cell;
use std::ffi::c_int;
use std::rc::Rc;

use callback_runtime::callback;

trait Handler {
    fn event(&mut self, value: c_int);
}

trait Shared {
    fn event(&self, value: c_int);
}

#[callback]
unsafe extern "C" {
    safe fn listen(
        #[callback(retained, threads)] event: fn(#[context] _: _, value: c_int),
        #[context(event)] handler: impl Handler,
    );

    safe fn during(
        #[callback(threads, shared)] event: fn(#[context] _: _, value: c_int),
        #[context(event)] handler: &impl Shared,
    );

    safe fn moved(
        #[callback(threads = moves)] event: fn(#[context] _: _, value: c_int),
        #[context(event)] handler: &mut impl Handler,
    );
}

struct Local(Rc<Cell<c_int>>);

impl Handler for Local {
    fn event(&mut self, value: c_int) {
        self.0.set(value);
    }
}

struct OneAtATime(Cell<c_int>);

impl Shared for OneAtATime {
    fn event(&self, value: c_int) {
        self.0.set(value);
    }
}

fn main() {
    let _ = listen(Local(Rc::default()));
    let _ = during(&OneAtATime(Cell::new(0)));
    let _ = moved(&mut Local(Rc::default()));
}
