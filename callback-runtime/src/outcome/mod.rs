//! Failures of a call: how they are named, kept, and reported.

pub(crate) mod after;
pub(crate) mod call_error;
pub(crate) mod errno;
pub(crate) mod flow;
pub(crate) mod hash;
pub(crate) mod left_c;
#[cfg(feature = "std")]
pub(crate) mod no_slot;
pub(crate) mod panics;
pub(crate) mod refused;
pub(crate) mod report;
