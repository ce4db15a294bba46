//! Tokens and types as users write them, and the errors about them.

pub(crate) mod cfg;
pub(crate) mod library_types;
pub(crate) mod lifetimes;
pub(crate) mod list;
pub(crate) mod near;
pub(crate) mod numbers;
pub(crate) mod parse;
pub(crate) mod report;
pub(crate) mod rust_types;
pub(crate) mod tokens;
pub(crate) mod types;
