//! `#[callback] type Name = fn(…) -> …;`: a signature with a name.

pub(crate) mod definition;
pub(crate) mod signature;
