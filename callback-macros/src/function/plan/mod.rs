//! The decisions: each property of the output that depends on the model.

pub(crate) mod arguments;
pub(crate) mod context;
pub(crate) mod declared;
pub(crate) mod generics;
pub(crate) mod leave;
pub(crate) mod length;
pub(crate) mod literal;
pub(crate) mod lower;
pub(crate) mod overlap;
pub(crate) mod places;
pub(crate) mod required;
pub(crate) mod results;
pub(crate) mod shown;
pub(crate) mod success;
pub(crate) mod types_of_call;
