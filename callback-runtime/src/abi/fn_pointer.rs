//! C function pointers: the only module that converts one type of them to another.

use crate::abi::pointers::{CFnPointer, FnPointer, SafeFnPointer, TableMember};
use crate::abi::same_abi::Matches;

/// Converts a shim to the pointer type of the declaration.
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

/// Converts a shim to the safe pointer type of the declaration.
///
/// # Safety
///
/// Callers of the pointer must keep to the contract of the shim, which its type does not require.
#[inline]
pub(crate) unsafe fn convert_safe<Ours, P>(shim: Ours) -> P
where
    P: SafeFnPointer,
    Ours: FnPointer + Matches<P::Pointer>,
{
    // SAFETY: as in `convert` (`SAME-ABI`); `convert_safe` requires that safe code does not call it.
    unsafe { reinterpret(shim) }
}

/// Converts a shim to the pointer type of a member of a table.
///
/// # Safety
///
/// The contract of [`convert_safe`], if the member is a safe function pointer.
#[inline]
pub(crate) const unsafe fn convert_member<Ours, P>(shim: Ours) -> P
where
    P: TableMember,
    Ours: FnPointer + Matches<P::Pointer>,
{
    // SAFETY: as in `convert` (`SAME-ABI`); `convert_member` requires that safe code does not call it.
    unsafe { reinterpret(shim) }
}

/// Converts a shim to an argument of a C function: function pointers are ABI-compatible with each other
/// (`core::primitive.fn`), and this one cannot be called without `unsafe`.
#[inline]
pub(crate) fn erase<Ours: FnPointer>(shim: Ours) -> unsafe extern "C" fn() {
    // SAFETY: both are function pointers; C calls it as what it was declared.
    unsafe { reinterpret(shim) }
}

/// Converts a pointer that may be null, as [`erase`] does.
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
