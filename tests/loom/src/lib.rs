//! Checks [`state`] and [`slot`] of `callback-runtime` in every interleaving that the memory model allows:
//! the files themselves, with atomics of the model checker.

#![cfg(test)]

extern crate loom;

#[path = "../../../callback-runtime/src/slot.rs"]
mod slot;
#[path = "../../../callback-runtime/src/state.rs"]
mod state;

mod frame;
mod sync;

mod slots;
mod states;
