//! Checks [`state`], [`holds`] and [`record`] of `callback-runtime` in every interleaving that the memory model allows:
//! the files themselves, with atomics of the model checker.

#![cfg(test)]

extern crate loom;

#[path = "../../../callback-runtime/src/frame/holds.rs"]
mod holds;
#[path = "../../../callback-runtime/src/registry/record.rs"]
mod record;
#[path = "../../../callback-runtime/src/frame/state.rs"]
mod state;

mod announced;
mod frame;
mod sync;
mod wait;

mod contexts;
mod ends;
mod failures;
mod records;
mod states;

/// Checks all interleavings with so many preemptions, where all of them would take long.
fn model_of(preemptions: usize, f: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(f);
}
