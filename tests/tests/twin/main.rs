//! The same as `hostile`, with the twin of the peer: no C is called.

use callback_tests::hostile::twin as peer;

#[path = "../hostile/ends.rs"]
mod ends;
#[path = "../hostile/handles.rs"]
mod handles;
#[path = "../hostile/lifetime.rs"]
mod lifetime;
#[path = "../hostile/outcomes.rs"]
mod outcomes;
#[path = "../hostile/slots.rs"]
mod slots;
#[path = "../hostile/support.rs"]
mod support;
#[path = "../hostile/teardown.rs"]
mod teardown;
#[path = "../hostile/threads.rs"]
mod threads;
