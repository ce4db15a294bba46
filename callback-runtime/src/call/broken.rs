//! The substitute for a callback that did not compile, so that its uses do not add errors of their own.

use crate::abi::pointers::FnPointer;
use crate::abi::same_abi::{SameAbi, SameAbiString, SameParameters};
use crate::call::definition::Definition;
use crate::call::owner::Owner;
use crate::call::shims::{OwnShim, Shimmed};

/// The shim of a callback that did not compile: it fits every declaration, and has no values.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Broken {}

// SAFETY: there is none that could be called, here and below.
unsafe impl FnPointer for Broken {
    type Abi = Broken;
    type Parameters = Broken;
    type Return = Broken;
    type Passed = Broken;
}

// SAFETY: as above.
unsafe impl Shimmed for Broken {
    type Shim<C: Definition<Fn = Self>, O: Owner> = OwnShim<C, O>;
}

// SAFETY: no value of it can be called.
#[diagnostic::do_not_recommend]
unsafe impl<T> SameAbiString<T> for Broken {}

// SAFETY: no value of it can be called.
#[diagnostic::do_not_recommend]
unsafe impl<T> SameParameters<T> for Broken {}

// SAFETY: no value of it can be called.
#[diagnostic::do_not_recommend]
unsafe impl<T> SameAbi<T> for Broken {}

/// The value in place of the shim.
///
/// # Panics
///
/// Always, at compile time or later: the generated code that calls it has a compile error next to it.
#[doc(hidden)]
pub const fn broken() -> Broken {
    panic!()
}
