//! Declared C functions: the wrappers that call them.

#[cfg(feature = "std")]
pub(crate) mod carried;
pub(crate) mod condition;
pub(crate) mod handed;
#[cfg(feature = "std")]
pub(crate) mod handover;
#[cfg(feature = "std")]
pub(crate) mod kept;
pub(crate) mod lazy;
pub(crate) mod wrapper;
