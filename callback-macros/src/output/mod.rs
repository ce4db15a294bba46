//! Parts of generated code: names, paths, and pieces of tokens.

pub(crate) mod anonymous_block;
pub(crate) mod lifetimes;
pub(crate) mod manifest;
pub(crate) mod names;
pub(crate) mod runtime;
pub(crate) mod tree;
