//! Violations by the C peer of the contract of a callback.

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
