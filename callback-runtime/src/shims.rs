//! The shims of a callback, of which each kind of owner takes its own.

use core::marker::PhantomData;

use crate::callback::Callback;
use crate::owner::{Kind, Owner};

/// A shim for each kind of owner, in one constant: those that are not taken are not compiled.
///
/// Its parameter is the callback and not the type of the pointers: where a parameter has no C type, rustc would find that the
/// constant asks for more than the trait's does (E0276), and say that too.
#[doc(hidden)]
#[derive(Debug)]
pub struct Shims<C: Callback> {
    /// For a context of any owner.
    pub any: C::Fn,
    /// For that of a scope.
    pub borrowed: C::Fn,
    /// For one that its thread owns.
    pub owned: C::Fn,
    /// For one that threads share.
    pub shared: C::Fn,
    /// For a number that stands for one.
    pub handled: C::Fn,
    /// The last, whose type tells rustc that the whole has a size: it asks no other for it.
    pub end: (),
}

impl<C: Callback> Shims<C> {
    /// Where the callback has no shim of its own.
    pub const fn all(shim: C::Fn) -> Self {
        Shims { any: shim, borrowed: shim, owned: shim, shared: shim, handled: shim, end: () }
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
