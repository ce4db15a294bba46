//! The output: each file prints one part of the plan.

pub(crate) mod body;
pub(crate) mod callback;
pub(crate) mod emit;
pub(crate) mod export;
pub(crate) mod function;
pub(crate) mod leave;
pub(crate) mod lent;
pub(crate) mod marker;
pub(crate) mod on_fail;
pub(crate) mod shim;
pub(crate) mod validity;
