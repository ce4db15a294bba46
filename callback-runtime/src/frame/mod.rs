//! The referent of a context pointer, and the state of its calls.

pub(crate) mod about;
pub(crate) mod core;
pub(crate) mod declared;
pub(crate) mod found;
#[cfg(feature = "std")]
pub(crate) mod holds;
pub(crate) mod identity;
#[cfg(feature = "std")]
pub(crate) mod objects;
#[cfg(feature = "std")]
pub(crate) mod others;
pub(crate) mod pending;
pub(crate) mod seldom;
#[cfg(feature = "std")]
pub(crate) mod slot;
pub(crate) mod state;
pub(crate) mod stopping;
