//! Types that C passes alike, compared at compile time.
//!
//! Two signatures match when Rust documents that they are ABI-compatible
//! (`core::primitive.fn`, "ABI compatibility"): the same ABI string, the same number of parameters, and
//! pairwise the same integer type (`usize` is the unsigned integer of its width), the same float, any
//! two thin pointers, or the same type by value.

use core::mem::MaybeUninit;
use core::ptr::NonNull;

use crate::abi::pointers::{AnyFnPointer, FnPointer, TableMember};

/// A C type of the callback (`Self`) and of the declaration (`Theirs`): passed alike.
///
/// # Safety
///
/// Rust documents the two types to be ABI-compatible.
pub unsafe trait SameAbi<Theirs> {}

/// Parameter lists of the same length, with parameters that are passed alike.
///
/// # Safety
///
/// Each pair of parameters is [`SameAbi`].
#[doc(hidden)]
pub unsafe trait SameParameters<Theirs> {}

/// Equal ABI strings.
///
/// # Safety
///
/// `Self` and `Theirs` stand for the same ABI string.
#[doc(hidden)]
pub unsafe trait SameAbiString<Theirs> {}

/// The signature of a shim, and another signature through which it may be called.
///
/// # Safety
///
/// The two are ABI-compatible as Rust documents it.
#[diagnostic::on_unimplemented(
    message = "the shim is `{Self}`, and the declaration has `{Theirs}`",
    label = "the two signatures differ",
    note = "C's parameters are the function's, in the same order; a method's `self` is the first, or `context = last`; the ABI is the one written on the function",
    note = "integers must agree in width and sign, floats in width, structs by value in type; any two pointers do; a checked enum is its integer",
    note = "a `bool`, which is `MaybeUninit<bool>` in C, is a `_Bool` of one byte; a truth value in an `int` is a `CBool`"
)]
pub unsafe trait Matches<Theirs> {}

// SAFETY: the ABI string, each parameter and the result are compared.
#[diagnostic::do_not_recommend]
unsafe impl<Ours, Theirs> Matches<Theirs> for Ours
where
    Ours: FnPointer,
    Theirs: FnPointer,
    Ours::Abi: SameAbiString<Theirs::Abi>,
    Ours::Parameters: SameParameters<Theirs::Parameters>,
    Ours::Return: SameAbi<Theirs::Return>,
{
}

macro_rules! same {
    ($($ours:ty => $($theirs:ty)*;)*) => {$($(
        // SAFETY: the same type, or the pointer-sized integer of its width.
        unsafe impl SameAbi<$theirs> for $ours {}
    )*)*};
}

same! {
    i8 => i8; u8 => u8; i16 => i16; u16 => u16; i32 => i32; u32 => u32 char; i64 => i64; u64 => u64;
    isize => isize; usize => usize; f32 => f32; f64 => f64; bool => bool; () => ();
}

#[cfg(target_pointer_width = "64")]
same! { isize => i64; usize => u64; i64 => isize; u64 => usize; }
#[cfg(target_pointer_width = "32")]
same! { isize => i32; usize => u32; i32 => isize; u32 => usize; }
#[cfg(target_pointer_width = "16")]
same! { isize => i16; usize => u16; i16 => isize; u16 => usize; }

// SAFETY: `MaybeUninit<T>` has the ABI of `T`.
unsafe impl<T> SameAbi<T> for MaybeUninit<T> {}

// SAFETY: as above, twice: `ByValue<MaybeUninit<T>>`.
unsafe impl<T> SameAbi<T> for MaybeUninit<MaybeUninit<T>> {}

macro_rules! same_pointer {
    ($($theirs:ty)*) => {$(
        // SAFETY: thin pointers are ABI-compatible with each other, and so are their `Option`s.
        unsafe impl<T, U> SameAbi<$theirs> for *const T {}
        // SAFETY: thin pointers are ABI-compatible with each other, with and without `const`.
        unsafe impl<T, U> SameAbi<$theirs> for *mut T {}
    )*};
}

same_pointer!(*const U *mut U NonNull<U> Option<NonNull<U>> &U Option<&U> &mut U Option<&mut U>);

// SAFETY: function pointers of one ABI string are ABI-compatible, whatever their signatures, and so are `Option`s of them
// (`core::primitive.fn`, "ABI compatibility").
unsafe impl<F, Theirs> SameAbi<Theirs> for Option<F>
where
    F: AnyFnPointer,
    Theirs: TableMember,
    Theirs::Pointer: FnPointer<Abi = <F::Pointer as FnPointer>::Abi>,
{
}

macro_rules! parameters {
    ($($a:ident $b:ident)*) => {
        // SAFETY: each pair is compared.
        unsafe impl<$($a: SameAbi<$b>, $b),*> SameParameters<($($b,)*)> for ($($a,)*) {}
    };
}

parameters!();
parameters!(A1 B1);
parameters!(A1 B1 A2 B2);
parameters!(A1 B1 A2 B2 A3 B3);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10 A11 B11);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10 A11 B11 A12 B12);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10 A11 B11 A12 B12 A13 B13);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10 A11 B11 A12 B12 A13 B13 A14 B14);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10 A11 B11 A12 B12 A13 B13 A14 B14 A15 B15);
parameters!(A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10 A11 B11 A12 B12 A13 B13 A14 B14 A15 B15 A16 B16);
