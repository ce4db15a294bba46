//! The shims of a callback, of which each kind of owner takes its own.

use core::marker::PhantomData;

use crate::callback::Callback;
use crate::owner::{Kind, Owner};

/// A shim for each kind of owner, in one constant: those that are not taken are not compiled.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Shims<F> {
    /// For a context of any owner.
    pub any: F,
    /// For that of a scope.
    pub borrowed: F,
    /// For one that its thread owns.
    pub owned: F,
    /// For one that threads share.
    pub shared: F,
    /// For a number that stands for one.
    pub handled: F,
}

impl<F: Copy> Shims<F> {
    /// Where the callback has no shim of its own.
    pub const fn all(shim: F) -> Self {
        Shims { any: shim, borrowed: shim, owned: shim, shared: shim, handled: shim }
    }
}

/// The shim of a callback for the contexts of an owner.
#[doc(hidden)]
#[derive(Debug)]
pub struct ShimOf<C, O>(PhantomData<(C, O)>);

impl<C: Callback, O: Owner> ShimOf<C, O> {
    /// A constant, so that this one is compiled alone.
    pub const SHIM: C::Fn = match O::KIND {
        Kind::Any => C::__SHIMS.any,
        Kind::Borrowed => C::__SHIMS.borrowed,
        Kind::Owned => C::__SHIMS.owned,
        Kind::Shared => C::__SHIMS.shared,
        Kind::Handled => C::__SHIMS.handled,
        // Its number is in the shim.
        Kind::Slotted => panic!("a slot has a shim of its own"),
    };
}
