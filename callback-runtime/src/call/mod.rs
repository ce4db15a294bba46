//! The only way of calls from C to the functions of users.

pub(crate) mod answer;
pub(crate) mod broken;
pub(crate) mod definition;
pub(crate) mod guard;
pub(crate) mod leave;
pub(crate) mod on_fail;
pub(crate) mod shims;
pub(crate) mod source;
pub(crate) mod trampoline;
pub(crate) mod way_out;
