//! The model of a callback: the input of the user in one place, and what can be read off it.

pub(crate) mod build;
pub(crate) mod callback;
pub(crate) mod kind;
pub(crate) mod lent;
pub(crate) mod places;
pub(crate) mod success;
pub(crate) mod symbol;
pub(crate) mod variadic;
