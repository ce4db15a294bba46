//! The attribute, its arguments, and the items that it is put on.

pub(crate) mod after;
pub(crate) mod args;
pub(crate) mod context;
pub(crate) mod data;
pub(crate) mod item;
pub(crate) mod length;
pub(crate) mod misplaced;
