//! The rules of callbacks, one function each.

pub(crate) mod after;
pub(crate) mod borrows;
pub(crate) mod constants;
pub(crate) mod contexts;
pub(crate) mod data;
pub(crate) mod leave;
pub(crate) mod length;
pub(crate) mod lent;
pub(crate) mod on_fail;
pub(crate) mod places;
pub(crate) mod pointees;
pub(crate) mod refused_types;
pub(crate) mod rules;
pub(crate) mod rust_types;
pub(crate) mod stop_values;
pub(crate) mod success;
pub(crate) mod symbol;
pub(crate) mod variadic;
