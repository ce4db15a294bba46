//! The attribute, its arguments, and the items that it is put on.

pub(crate) mod after;
pub(crate) mod args;
pub(crate) mod attributes;
pub(crate) mod cfg_halves;
pub(crate) mod context;
pub(crate) mod item;
pub(crate) mod misplaced;
pub(crate) mod settings;
