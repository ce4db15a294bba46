//! What the C peer may do to a callback when it does not keep its word.

use callback_tests::hostile::c as peer;

mod ends;
mod handles;
mod lifetime;
mod outcomes;
mod process;
mod slots;
mod support;
mod teardown;
mod threads;
