//! The referent of a context pointer, and the state of its calls.

pub(crate) mod about;
pub(crate) mod access;
pub(crate) mod core;
pub(crate) mod declared;
#[cfg(feature = "std")]
pub(crate) mod holds;
pub(crate) mod identity;
#[cfg(feature = "std")]
pub(crate) mod others;
pub(crate) mod owner;
pub(crate) mod pending;
#[cfg(feature = "std")]
pub(crate) mod registered;
pub(crate) mod seldom;
pub(crate) mod state;
pub(crate) mod terms;
