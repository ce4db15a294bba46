//! The shims of a callback, one for each kind of owner.

use core::marker::PhantomData;

use crate::abi::pointers::FnPointer;
use crate::call::definition::Definition;
use crate::call::owner::Owner;
use crate::frame::about::OwnerKind as Kind;

/// The scopes of a callback that can be open at once, with a shim each, if no context is passed.
pub(crate) const SCOPES: usize = 16;

/// A shim as a constant: an unused one is not compiled.
#[doc(hidden)]
pub trait Shim<F> {
    /// The function pointer for C.
    const SHIM: F;
}

/// A C function pointer that callbacks have shims of.
///
/// # Safety
///
/// The shim passes on the arguments that C passed.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no C function pointer on this target",
    label = "this ABI is not one of the target, or there are more than 16 parameters",
    note = "`stdcall` and its like are of one architecture: put a `#[cfg(target_arch = \"x86\")]` on the function, or write `\"system\"`"
)]
pub unsafe trait Shimmed: FnPointer {
    /// The shim of a callback for the contexts of an owner.
    type Shim<C: Definition<Fn = Self>, O: Owner>: Shim<Self>;
}

/// The shim of a callback for the contexts of an owner: its own, or the common one of all callbacks of its type.
#[doc(hidden)]
pub type ShimOf<C, O> = <<C as Definition>::Fn as Shimmed>::Shim<C, O>;

/// The common shim of all callbacks of a type, see `common_shim`, except those that have their own.
#[doc(hidden)]
#[derive(Debug)]
pub struct CommonShim<C, O>(PhantomData<(C, O)>);

/// The shims of a callback that has its own.
#[doc(hidden)]
#[derive(Debug)]
pub struct OwnShim<C, O>(PhantomData<(C, O)>);

impl<F: Shimmed, C: Definition<Fn = F>, O: Owner> Shim<F> for OwnShim<C, O> {
    const SHIM: F = match C::__SHIMS {
        Some(shims) => shims.of(O::KIND),
        None => panic!("there is no other"),
    };
}

/// The shims of a callback that has its own, by the kind of owner.
///
/// Its parameter is the callback and not the pointer type: if a parameter has no C type, rustc would report that the
/// constant has stricter bounds than that of the trait (E0276), as a second error.
#[doc(hidden)]
#[derive(Debug)]
pub struct Shims<C: Definition> {
    /// The shim for a context of an owner of any kind.
    pub any: C::Fn,
    /// The shim for the context of a scope.
    pub borrowed: C::Fn,
    /// The shim for a context owned by one thread.
    pub owned: C::Fn,
    /// The shim for a context shared by threads.
    pub shared: C::Fn,
    /// The shim for the address of a context owned by one thread.
    pub by_address: C::Fn,
    /// The shims for the scopes of a callback without a context argument, by their number.
    pub stacked: [C::Fn; SCOPES],
    /// The last field, whose type is sized: rustc checks no other field for that.
    pub end: (),
}

impl<C: Definition> Shims<C> {
    /// Fills all fields with one shim, for a callback that cannot be called.
    pub const fn all(shim: C::Fn) -> Self {
        Shims {
            any: shim,
            borrowed: shim,
            owned: shim,
            shared: shim,
            by_address: shim,
            stacked: [shim; SCOPES],
            end: (),
        }
    }

    pub(crate) const fn of(self, kind: Kind) -> C::Fn {
        match kind {
            // A shim for any owner compares what the context is bound to.
            Kind::Any | Kind::Bound => self.any,
            Kind::Borrowed => self.borrowed,
            Kind::Owned => self.owned,
            Kind::Shared => self.shared,
            Kind::ByAddress => self.by_address,
            // Its number is in the shim.
            Kind::Slotted => panic!("a slot has a shim of its own"),
            Kind::Stacked(number) => self.stacked[number],
        }
    }
}
