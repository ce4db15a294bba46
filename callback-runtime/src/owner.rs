//! Who owns the context decides what a shim has to keep account of.

/// The kind of owner that a shim is made for. The layout of the frame is the same for all.
#[doc(hidden)]
pub trait Owner {
    /// Whether calls in progress are counted, so that the owner can tell when the last one has left.
    const COUNTED: bool;
}

/// A scope, which outlives every call that C may make.
#[doc(hidden)]
#[derive(Debug)]
pub enum Borrowed {}

impl Owner for Borrowed {
    const COUNTED: bool = false;
}

/// Any owner at all.
#[doc(hidden)]
#[derive(Debug)]
pub enum Any {}

impl Owner for Any {
    const COUNTED: bool = true;
}
