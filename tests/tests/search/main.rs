//! A search for scripts that the runtime does not survive: random events against the real runtime, through the C peer, and
//! against a model of what has to happen.
//!
//! See `tests/README.md` for how to run it.

#![cfg_attr(any(not(unix), emulated), allow(unused))]

// It has the peer.
#[cfg(all(unix, not(emulated)))]
use callback_tests as _;

#[cfg(all(unix, not(emulated)))]
mod call;
#[cfg(all(unix, not(emulated)))]
mod callbacks;
#[cfg(all(unix, not(emulated)))]
mod child;
#[cfg(all(unix, not(emulated)))]
mod churn;
#[cfg(all(unix, not(emulated)))]
mod elsewhere;
#[cfg(all(unix, not(emulated)))]
mod end;
#[cfg(all(unix, not(emulated)))]
mod heap;
#[cfg(all(unix, not(emulated)))]
mod kept;
#[cfg(all(unix, not(emulated)))]
mod kinds;
#[cfg(all(unix, not(emulated)))]
mod make;
#[cfg(all(unix, not(emulated)))]
mod model;
#[cfg(all(unix, not(emulated)))]
mod owner;
#[cfg(all(unix, not(emulated)))]
mod peer;
#[cfg(all(unix, not(emulated)))]
mod reports;
#[cfg(all(unix, not(emulated)))]
mod run;
#[cfg(all(unix, not(emulated)))]
mod script;
#[cfg(all(unix, not(emulated)))]
mod sides;
#[cfg(all(unix, not(emulated)))]
mod subscribe;
#[cfg(all(unix, not(emulated)))]
mod world;

#[cfg(all(unix, not(emulated)))]
#[global_allocator]
static HEAP: heap::Heap = heap::Heap;

/// A script that takes longer hangs.
#[cfg(all(unix, not(emulated)))]
const SECONDS: u32 = 10;

#[cfg(all(unix, not(emulated)))]
fn main() -> std::process::ExitCode {
    child::main()
}

/// Coroutines and `fork` are of the machine that builds.
#[cfg(not(all(unix, not(emulated))))]
fn main() {}
