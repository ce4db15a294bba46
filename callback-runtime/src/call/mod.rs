//! The only way of calls from C to the functions of users.

pub(crate) mod about;
pub(crate) mod access;
pub(crate) mod answer;
pub(crate) mod beside;
pub(crate) mod broken;
pub(crate) mod calls;
pub(crate) mod common_shim;
pub(crate) mod definition;
pub(crate) mod guard;
pub(crate) mod leave;
pub(crate) mod locate;
pub(crate) mod on_fail;
pub(crate) mod owner;
pub(crate) mod panics;
pub(crate) mod passes_context;
pub(crate) mod promise;
pub(crate) mod shims;
pub(crate) mod source;
#[cfg(feature = "std")]
pub(crate) mod stacked;
pub(crate) mod terms;
pub(crate) mod trampoline;
pub(crate) mod way_out;
