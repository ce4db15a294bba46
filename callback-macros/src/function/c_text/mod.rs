//! The C text of a signature.

pub(crate) mod declarator;
pub(crate) mod names;
pub(crate) mod signature;
