//! The trait that the attribute implements: the types of a callback, and what its calls need.

use core::ffi::c_void;

use crate::abi::pointers::FnPointer;
use crate::call::access::Access;
use crate::call::promise::Promise;
use crate::call::shims::{Shimmed, Shims};
use crate::call::source::Source;
use crate::call::terms::Terms;
use crate::call::trampoline::Runs;
use crate::frame::declared::Declared;
#[cfg(feature = "std")]
use crate::frame::slot::Slot;
use crate::outcome::flow::Flow;
use crate::value::prototype::Compared;
use crate::value::returns::Halt;

/// The definition of a callback: its types, which the attribute generates. Users call the methods of
/// [`Callback`](crate::Callback), which each definition has.
///
/// # Safety
///
/// For the attribute alone. The hidden items must belong together and to the annotated function: if `__Terms` declare
/// that C passes the context, it is among the arguments; the functions take the parameters of `Fn` and return its
/// result; `__SHIMS` are made for this callback.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a callback",
    note = "`#[callback]` on a function makes a type of the function's name that is one"
)]
pub unsafe trait Definition: Sized {
    /// The type of the shim: `unsafe extern "C" fn(…) -> …`, in the C types of the parameters.
    type Fn: Shimmed;

    /// The type of the context: `T` of `#[context] x: &mut T`, `&T` or `T`; `()` without one.
    type Context: ?Sized;

    #[doc(hidden)]
    type __Terms: Terms<Access: Runs<Self::Context>, Source: Source<PassedTo<Self>>>;
    /// The declared values, in one constant: each item of an impl adds to the compile time.
    #[doc(hidden)]
    const __DECLARED: Declared;
    // The items that follow have defaults for the most common case.
    /// The C declaration, in pieces.
    #[doc(hidden)]
    const __C_PIECES: &'static [&'static str] = &[Self::__DECLARED.c];
    /// The documentation, line by line.
    #[doc(hidden)]
    const __DOCS: &'static [&'static str] = &[];
    /// The shims, if they differ from those that are common to all callbacks of the type.
    #[doc(hidden)]
    const __SHIMS: Option<Shims<Self>> = None;
    /// True if `__fail` computes the fail value. Else it is the number in `__DECLARED`, of the
    /// type of the result, or the result is `()`.
    #[doc(hidden)]
    const __FAILS: bool = false;
    /// True if calls look at the state of their context: for a table, those of its first member.
    #[doc(hidden)]
    const __LOOKS: bool = Self::__DECLARED.looks();
    /// Computes the fail value.
    #[doc(hidden)]
    fn __fail() -> ReturnOf<Self> {
        unreachable!("it is a number, or nothing, or the callback has shims of its own")
    }
    /// Runs one call: converts the arguments, calls the function, converts its result.
    #[doc(hidden)]
    fn __body(_promise: Promise, _passed: PassedTo<Self>, _held: HeldBy<'_, Self>) -> EndOf<Self> {
        unreachable!("the callback has shims of its own")
    }
    /// Finds the context of a callback that does not receive it as a parameter.
    #[doc(hidden)]
    fn __find(_promise: Promise, _passed: &PassedTo<Self>) -> *mut c_void {
        unreachable!("the context is passed")
    }
    #[cfg(feature = "std")]
    #[doc(hidden)]
    fn __slots() -> &'static [Slot] {
        &[]
    }
    #[cfg(feature = "std")]
    #[doc(hidden)]
    fn __slot_shim(_slot: usize) -> Option<Self::Fn> {
        None
    }
}

/// The arguments of a callback, as C passed them.
#[doc(hidden)]
pub type PassedTo<C> = <<C as Definition>::Fn as FnPointer>::Passed;

/// The C result of a callback.
pub(crate) type ReturnOf<C> = <<C as Definition>::Fn as FnPointer>::Return;

/// The context of a call during argument conversion.
pub(crate) type HeldBy<'call, C> = <AccessOf<C> as Access<<C as Definition>::Context>>::Held<'call>;

/// The end of a call: an answer for C, or a halt without one.
pub(crate) type EndOf<C> = Result<ReturnOf<C>, Halt<StopOf<C>, ReturnOf<C>>>;

pub(crate) type AccessOf<C> = <<C as Definition>::__Terms as Terms>::Access;

pub(crate) type SourceOf<C> = <<C as Definition>::__Terms as Terms>::Source;

pub(crate) type FlowOf<C> = <<C as Definition>::__Terms as Terms>::Flow;

pub(crate) type StopOf<C> = <FlowOf<C> as Flow>::Stop;

pub(crate) type PointerOf<C> = <<C as Definition>::__Terms as Terms>::Pointer;

pub(crate) type RouteOf<C> = <<C as Definition>::__Terms as Terms>::Route;

pub(crate) type ThreadsOf<C> = <<C as Definition>::__Terms as Terms>::Threads;

#[diagnostic::do_not_recommend]
impl<C: Definition> Compared for C {
    const __NAME: &'static str = C::__DECLARED.name;
    type __Type = C::Fn;
    const __C: &'static [&'static str] = C::__C_PIECES;
}
