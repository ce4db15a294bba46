//! The traits of C function pointers.

/// An `unsafe extern fn` pointer type, split into its parts.
///
/// # Safety
///
/// `Self` is the pointer type of this ABI, these parameters and this result, of the size of `usize`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no C function pointer on this target",
    label = "this ABI is not one of the target, or there are more than 16 parameters",
    note = "`stdcall` and its like are of one architecture: put a `#[cfg(target_arch = \"x86\")]` on the function, or write `\"system\"`"
)]
pub unsafe trait FnPointer: Copy {
    /// Marker of the ABI string.
    type Abi;
    /// The parameters as a tuple.
    type Parameters;
    /// The result.
    type Return;
    /// The arguments that the shim passes on to the callback: the parameters, and with `...` the list of the others.
    type Passed;
}

/// A C function pointer, `unsafe` or not.
///
/// # Safety
///
/// `Self` has the layout of `Pointer`, which differs from it in being `unsafe` if `Safety` is [`Safe`], and is the same type if it
/// is [`Unsafe`].
#[doc(hidden)]
pub unsafe trait AnyFnPointer: Copy {
    /// The unsafe pointer type of the same signature.
    type Pointer: FnPointer;
    /// [`Safe`] or [`Unsafe`].
    type Safety;
}

/// The safety of an `extern fn`.
#[doc(hidden)]
#[derive(Debug)]
pub enum Safe {}

/// The safety of an `unsafe extern fn`.
#[doc(hidden)]
#[derive(Debug)]
pub enum Unsafe {}

/// A function-pointer type that the shim of a callback may have: `unsafe extern fn` or an `Option` of it.
///
/// # Safety
///
/// `Self` has the layout of `Pointer`, an `unsafe` function pointer.
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

    /// The null pointer, of an `Option`.
    #[doc(hidden)]
    const NULL: Option<Self> = None;
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

// SAFETY: `AnyFnPointer` requires types that differ in safety alone.
#[diagnostic::do_not_recommend]
unsafe impl<F: AnyFnPointer<Safety = Safe>> SafeFnPointer for F {
    type Pointer = F::Pointer;
}

// SAFETY: `AnyFnPointer` requires types that differ in safety alone, and `Option` of a function pointer has its layout.
#[diagnostic::do_not_recommend]
unsafe impl<F: AnyFnPointer<Safety = Safe>> SafeFnPointer for Option<F> {
    type Pointer = F::Pointer;
}

// SAFETY: `AnyFnPointer` requires types that differ in safety at the most.
#[diagnostic::do_not_recommend]
unsafe impl<F: AnyFnPointer> TableMember for F {
    type Pointer = F::Pointer;
}

// SAFETY: `AnyFnPointer` requires types that differ in safety at the most, and `Option` of a function pointer has its layout
// (`POINTER-SIZED`).
#[diagnostic::do_not_recommend]
unsafe impl<F: AnyFnPointer> TableMember for Option<F> {
    type Pointer = F::Pointer;
}
