//! The shims of a callback, of which each kind of owner takes its own.

use core::marker::PhantomData;

use crate::callback::Callback;
use crate::fn_pointer::FnPointer;
use crate::owner::{Kind, Owner};

/// The scopes of a callback that can be open at once, with a shim each, where C passes nothing.
pub(crate) const SCOPES: usize = 16;

/// A shim as a constant: one that is not taken is not compiled.
#[doc(hidden)]
pub trait Shim<F> {
    /// The function that C calls.
    const SHIM: F;
}

/// The shim of a callback for the contexts of an owner: its own, or the one that is common to all of its type.
#[doc(hidden)]
pub type ShimOf<C, O> = <<C as Callback>::Fn as FnPointer>::Shim<C, O>;

/// The shim that is common to all callbacks of a type, see `arities`, but for those that have their own.
#[doc(hidden)]
#[derive(Debug)]
pub struct CommonShim<C, O>(PhantomData<(C, O)>);

/// Where every callback has shims of its own.
#[doc(hidden)]
#[derive(Debug)]
pub struct OwnShim<C, O>(PhantomData<(C, O)>);

impl<F: FnPointer, C: Callback<Fn = F>, O: Owner> Shim<F> for OwnShim<C, O> {
    const SHIM: F = match C::__SHIMS {
        Some(shims) => shims.of(O::KIND),
        None => panic!("there is no other"),
    };
}

/// The shims of a callback that has its own, by the kind of owner.
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
    /// For the scopes of one to which C passes nothing, by their number.
    pub stacked: [C::Fn; SCOPES],
    /// The last, whose type tells rustc that the whole has a size: it asks no other for it.
    pub end: (),
}

impl<C: Callback> Shims<C> {
    /// Where the callback has none that could be called.
    pub const fn all(shim: C::Fn) -> Self {
        Shims { any: shim, borrowed: shim, owned: shim, shared: shim, handled: shim, stacked: [shim; SCOPES], end: () }
    }

    pub(crate) const fn of(self, kind: Kind) -> C::Fn {
        match kind {
            Kind::Any => self.any,
            Kind::Borrowed => self.borrowed,
            Kind::Owned => self.owned,
            Kind::Shared => self.shared,
            Kind::Handled => self.handled,
            // Its number is in the shim.
            Kind::Slotted => panic!("a slot has a shim of its own"),
            Kind::Stacked(number) => self.stacked[number],
        }
    }
}
