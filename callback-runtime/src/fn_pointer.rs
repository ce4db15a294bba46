//! C function pointers: the only place where one becomes another.

use crate::callback::Callback;
use crate::owner::Owner;
use crate::same_abi::Matches;
use crate::shims::Shim;

/// An `unsafe extern fn` pointer type, taken apart.
///
/// # Safety
///
/// `Self` is the pointer type of this ABI, these parameters and this result, of the size of `usize`; what its shim passes on
/// is what C passed.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no C function pointer on this target",
    label = "this ABI is not one of the target, or there are more than 16 parameters",
    note = "`stdcall` and its like are of one architecture: put a `#[cfg(target_arch = \"x86\")]` on the function, or write `\"system\"`"
)]
pub unsafe trait FnPointer: Copy {
    /// Stands for the ABI string.
    type Abi;
    /// The parameters as a tuple.
    type Parameters;
    /// The result.
    type Return;
    /// What the shim passes on to the callback: the parameters, and with `...` the list of the others.
    type Passed;
    /// The shim of a callback for the contexts of an owner.
    type Shim<C: Callback<Fn = Self>, O: Owner>: Shim<Self>;
}

/// A function-pointer type that the shim of a callback may have: `unsafe extern fn` or an `Option` of it.
///
/// # Safety
///
/// `Self` has the layout of `Pointer`, which is an `unsafe` function pointer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `unsafe` C function pointer",
    label = "a shim cannot become this",
    note = "a shim becomes an `unsafe extern fn` of the ABI written on the function, or an `Option` of one",
    note = "where the declaration asks for a safe `extern fn`, use `unsafe {{ cb.shim_safe() }}`"
)]
pub unsafe trait CFnPointer: Copy {
    /// The pointer type itself, without `Option`.
    #[doc(hidden)]
    type Pointer: FnPointer;
}

/// A function-pointer type that safe code could call: `extern fn` or an `Option` of it.
///
/// # Safety
///
/// `Self` has the layout of `Pointer`, which differs from it in being `unsafe`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no safe C function pointer",
    label = "`shim_safe` cannot make this",
    note = "where the declaration asks for an `unsafe extern fn`, use `cb.shim()`"
)]
pub unsafe trait SafeFnPointer: Copy {
    /// The unsafe pointer type of the same signature.
    #[doc(hidden)]
    type Pointer: FnPointer;
}

/// A member of a table that holds a function pointer: `extern fn`, `unsafe` or not, or an `Option` of it.
///
/// # Safety
///
/// `Self` has the layout of `Pointer`, which differs from it at the most in being `unsafe`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no C function pointer, so no method can be put into it",
    label = "the member of this name, or the setter's parameter, is something else",
    note = "say which member the method is: `#[callback(field = \"name\")]`; other members are set in `fields(name = …)`"
)]
pub unsafe trait TableMember: Copy {
    /// The unsafe pointer type of the same signature.
    #[doc(hidden)]
    type Pointer: FnPointer;
}

/// Gives a shim the pointer type that the declaration has.
#[inline]
pub(crate) fn convert<Ours, P>(shim: Ours) -> P
where
    P: CFnPointer,
    Ours: FnPointer + Matches<P::Pointer>,
{
    // SAFETY: `P` has the layout of an unsafe function pointer, and `Matches` says that calling through it
    // is calling the shim. Nobody can call it without `unsafe`.
    unsafe { reinterpret(shim) }
}

/// Gives a shim the safe pointer type that the declaration has.
///
/// # Safety
///
/// Whoever calls the pointer must keep to the contract of the shim, which its type does not ask for.
#[inline]
pub(crate) unsafe fn convert_safe<Ours, P>(shim: Ours) -> P
where
    P: SafeFnPointer,
    Ours: FnPointer + Matches<P::Pointer>,
{
    // SAFETY: as in `convert` (`SAME-ABI`); `convert_safe` requires that safe code does not call it.
    unsafe { reinterpret(shim) }
}

/// Gives a shim the pointer type of a member of a table.
///
/// # Safety
///
/// As for [`convert_safe`], where the member is a safe function pointer.
#[inline]
pub(crate) const unsafe fn convert_member<Ours, P>(shim: Ours) -> P
where
    P: TableMember,
    Ours: FnPointer + Matches<P::Pointer>,
{
    // SAFETY: as in `convert` (`SAME-ABI`); `convert_member` requires that safe code does not call it.
    unsafe { reinterpret(shim) }
}

/// A shim as an argument of a C function: function pointers are ABI-compatible with each other
/// (`core::primitive.fn`), and nobody can call this one without `unsafe`.
#[inline]
pub(crate) fn erase<Ours: FnPointer>(shim: Ours) -> unsafe extern "C" fn() {
    // SAFETY: both are function pointers; C calls it as what it was declared.
    unsafe { reinterpret(shim) }
}

/// As [`erase`], of a pointer that may be null.
#[cfg(feature = "std")]
pub(crate) fn erase_pointer<P: CFnPointer>(pointer: P) -> Option<unsafe extern "C" fn()> {
    const { assert!(size_of::<P>() == size_of::<Option<unsafe extern "C" fn()>>()) };
    // SAFETY: `CFnPointer` requires a function pointer or an `Option` of one, of one size (`POINTER-SIZED`).
    unsafe { core::mem::transmute_copy(&pointer) }
}

/// # Safety
///
/// `Ours` and `P` are function pointers, or an `Option` of one, with ABI-compatible signatures.
#[inline]
pub(crate) const unsafe fn reinterpret<Ours: FnPointer, P: Copy>(shim: Ours) -> P {
    const { assert!(size_of::<Ours>() == size_of::<P>()) };
    // SAFETY: `reinterpret` requires function pointers of one size that are never null (`POINTER-SIZED`).
    unsafe { core::mem::transmute_copy::<Ours, P>(&shim) }
}
