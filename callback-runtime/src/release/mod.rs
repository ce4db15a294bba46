//! Functions that C calls to end a context, or to free memory of Rust.

#[cfg(feature = "std")]
pub(crate) mod destroy_notify;
#[cfg(feature = "std")]
pub(crate) mod destructor;
#[cfg(feature = "std")]
pub(crate) mod memory;
#[cfg(feature = "std")]
pub(crate) mod releasing;
