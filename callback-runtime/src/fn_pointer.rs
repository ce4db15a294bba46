//! C function pointers, compared at compile time: the only place where one becomes another.
//!
//! Two signatures match when Rust documents that they are ABI-compatible
//! (`core::primitive.fn`, "ABI compatibility"): the same ABI string, the same number of parameters, and
//! pairwise the same integer type (`usize` is the unsigned integer of its width), the same float, any
//! two thin pointers, or the same type by value.

use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use crate::convert::{CType, FromC, IntoC, Nullable};
use crate::outcome::Reason;
use crate::to_c::ToC;

/// An `unsafe extern fn` pointer type, taken apart.
///
/// # Safety
///
/// `Self` is the pointer type of this ABI, these parameters and this result, of the size of `usize`.
#[doc(hidden)]
pub unsafe trait FnPointer: Copy {
    /// Stands for the ABI string.
    type Abi;
    /// The parameters as a tuple.
    type Parameters;
    /// The result.
    type Return;
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

/// A C type as the callback has it (`Self`) and as the declaration has it (`Theirs`): passed alike.
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

/// The signature of a shim, and one that it may be called through.
///
/// # Safety
///
/// The two are ABI-compatible as Rust documents it.
#[diagnostic::on_unimplemented(
    message = "the shim is `{Self}`, and the declaration has `{Theirs}`",
    label = "the two signatures differ",
    note = "C's parameters are the function's, in the same order; the ABI is the one written on the function",
    note = "integers must agree in width and sign, floats in width, structs by value in type; any two pointers do"
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
    // SAFETY: as in `convert`; that `P` is safe to call is the caller's responsibility.
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
    // SAFETY: as in `convert`; that `P` is safe to call is the caller's responsibility.
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
    // SAFETY: a function pointer or an `Option` of one, of one size, by the promise of `CFnPointer`.
    unsafe { core::mem::transmute_copy(&pointer) }
}

/// # Safety
///
/// `Ours` and `P` are function pointers, or an `Option` of one, with ABI-compatible signatures.
#[inline]
pub(crate) const unsafe fn reinterpret<Ours: FnPointer, P: Copy>(shim: Ours) -> P {
    const { assert!(size_of::<Ours>() == size_of::<P>()) };
    // SAFETY: both are function pointers of one size, never null, by the caller's promise.
    unsafe { core::mem::transmute_copy::<Ours, P>(&shim) }
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

macro_rules! same_pointer {
    ($($theirs:ty)*) => {$(
        // SAFETY: thin pointers are ABI-compatible with each other, and so are their `Option`s.
        unsafe impl<T, U> SameAbi<$theirs> for *const T {}
        // SAFETY: as above.
        unsafe impl<T, U> SameAbi<$theirs> for *mut T {}
    )*};
}

same_pointer!(*const U *mut U NonNull<U> Option<NonNull<U>> &U Option<&U> &mut U Option<&mut U>);

/// A C type that can carry the context: a pointer, or an integer or union as wide as one.
///
/// # Safety
///
/// A pointer survives the way there and back, provenance included where it is a pointer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot carry a context pointer",
    label = "not a pointer, nor as wide as one",
    note = "a context travels in a data pointer, `isize`, `usize` or a union with a pointer"
)]
pub unsafe trait ContextPointer: Copy {
    /// What C is given.
    fn from_context(context: *mut c_void) -> Self;

    /// What C gave back.
    fn into_context(self) -> *mut c_void;
}

// SAFETY: a pointer cast.
unsafe impl<T> ContextPointer for *mut T {
    #[inline]
    fn from_context(context: *mut c_void) -> Self {
        context.cast()
    }

    #[inline]
    fn into_context(self) -> *mut c_void {
        self.cast()
    }
}

// SAFETY: a pointer cast.
unsafe impl<T> ContextPointer for *const T {
    #[inline]
    fn from_context(context: *mut c_void) -> Self {
        context.cast()
    }

    #[inline]
    fn into_context(self) -> *mut c_void {
        self.cast_mut().cast()
    }
}

macro_rules! integer_context {
    ($($t:ty)*) => {$(
        // SAFETY: as wide as a pointer; the provenance is exposed on the way out and taken up on the way back.
        unsafe impl ContextPointer for $t {
            #[inline]
            #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation, clippy::allow_attributes)]
            fn from_context(context: *mut c_void) -> Self {
                context.expose_provenance() as $t
            }

            #[inline]
            #[allow(clippy::cast_sign_loss, clippy::cast_possible_truncation, clippy::allow_attributes)]
            fn into_context(self) -> *mut c_void {
                core::ptr::with_exposed_provenance_mut(self as usize)
            }
        }
    )*};
}

integer_context!(isize usize);
#[cfg(target_pointer_width = "64")]
integer_context!(i64 u64);
#[cfg(target_pointer_width = "32")]
integer_context!(i32 u32);

#[cfg(unix)]
// SAFETY: the union's pointer member (POSIX `signal.h`).
unsafe impl ContextPointer for libc::sigval {
    #[inline]
    fn from_context(context: *mut c_void) -> Self {
        libc::sigval { sival_ptr: context }
    }

    #[inline]
    fn into_context(self) -> *mut c_void {
        self.sival_ptr
    }
}

#[cfg(unix)]
// SAFETY: the same type.
unsafe impl SameAbi<libc::sigval> for libc::sigval {}

macro_rules! abi {
    ($($(#[$cfg:meta])* $name:ident $abi:literal;)*) => {
        /// One type for each ABI string.
        #[doc(hidden)]
        pub mod abi {
            $(
                $(#[$cfg])*
                #[doc = concat!("`extern ", stringify!($abi), "`")]
                #[derive(Debug)]
                pub enum $name {}

                $(#[$cfg])*
                // SAFETY: the same string.
                unsafe impl super::SameAbiString<$name> for $name {}
            )*
        }

        $($(#[$cfg])* arities!($name $abi);)*
    };
}

macro_rules! arities {
    ($name:ident $abi:literal) => {
        pointer!($name $abi;);
        pointer!($name $abi; A);
        pointer!($name $abi; A B);
        pointer!($name $abi; A B C);
        pointer!($name $abi; A B C D);
        pointer!($name $abi; A B C D E);
        pointer!($name $abi; A B C D E F);
        pointer!($name $abi; A B C D E F G);
        pointer!($name $abi; A B C D E F G H);
        pointer!($name $abi; A B C D E F G H I);
        pointer!($name $abi; A B C D E F G H I J);
        pointer!($name $abi; A B C D E F G H I J K);
        pointer!($name $abi; A B C D E F G H I J K L);
        pointer!($name $abi; A B C D E F G H I J K L M);
        pointer!($name $abi; A B C D E F G H I J K L M N);
        pointer!($name $abi; A B C D E F G H I J K L M N O);
        pointer!($name $abi; A B C D E F G H I J K L M N O P);
    };
}

macro_rules! pointer {
    ($name:ident $abi:literal; $($p:ident)*) => {
        // SAFETY: taken apart as it is written.
        unsafe impl<$($p,)* Return> FnPointer for unsafe extern $abi fn($($p),*) -> Return {
            type Abi = abi::$name;
            type Parameters = ($($p,)*);
            type Return = Return;
        }

        // SAFETY: the same type.
        unsafe impl<$($p,)* Return> CFnPointer for unsafe extern $abi fn($($p),*) -> Return {
            type Pointer = Self;
        }

        // SAFETY: `Option` of a function pointer has its layout.
        unsafe impl<$($p,)* Return> CFnPointer for Option<unsafe extern $abi fn($($p),*) -> Return> {
            type Pointer = unsafe extern $abi fn($($p),*) -> Return;
        }

        // SAFETY: the types differ in safety alone.
        unsafe impl<$($p,)* Return> SafeFnPointer for extern $abi fn($($p),*) -> Return {
            type Pointer = unsafe extern $abi fn($($p),*) -> Return;
        }

        // SAFETY: the types differ in safety alone, and `Option` of a function pointer has its layout.
        unsafe impl<$($p,)* Return> SafeFnPointer for Option<extern $abi fn($($p),*) -> Return> {
            type Pointer = unsafe extern $abi fn($($p),*) -> Return;
        }

        table_member!(unsafe extern $abi fn($($p),*) -> Return; unsafe extern $abi fn($($p),*) -> Return; $($p)*);
        table_member!(extern $abi fn($($p),*) -> Return; unsafe extern $abi fn($($p),*) -> Return; $($p)*);
        as_value!(unsafe extern $abi fn($($p),*) -> Return; $($p)*);
        as_value!(extern $abi fn($($p),*) -> Return; $($p)*);
    };
}

/// A function pointer in a table.
macro_rules! table_member {
    ($t:ty; $pointer:ty; $($p:ident)*) => {
        // SAFETY: the types differ in safety at the most.
        unsafe impl<$($p,)* Return> TableMember for $t {
            type Pointer = $pointer;
        }

        // SAFETY: as above, and `Option` of a function pointer has its layout.
        unsafe impl<$($p,)* Return> TableMember for Option<$t> {
            type Pointer = $pointer;
        }
    };
}

/// A function pointer as a parameter or result of a callback.
macro_rules! as_value {
    ($t:ty; $($p:ident)*) => {
        // SAFETY: a nullable function pointer.
        unsafe impl<$($p,)* Return> CType for $t {
            type C = Option<$t>;
        }

        // SAFETY: null is refused.
        unsafe impl<$($p,)* Return> FromC<'_> for $t {
            #[inline]
            unsafe fn from_c(c: Option<$t>) -> Result<Self, Reason> {
                c.ok_or(Reason::Null)
            }
        }

        // SAFETY: a function outlives the call.
        unsafe impl<$($p,)* Return> IntoC for $t {
            #[inline]
            fn into_c(self) -> Result<Option<$t>, Reason> {
                Ok(Some(self))
            }
        }

        // SAFETY: a function is there for ever.
        unsafe impl<$($p,)* Return> ToC for $t {
            type Kept = Option<$t>;

            #[inline]
            fn keep(self) -> Result<Option<$t>, Reason> {
                Ok(Some(self))
            }

            #[inline]
            fn c(kept: &mut Option<$t>) -> Option<$t> {
                *kept
            }
        }

        // SAFETY: `None` is the null pointer.
        unsafe impl<$($p,)* Return> Nullable for Option<$t> {
            const NULL: Self = None;

            #[inline]
            fn is_null(self) -> bool {
                self.is_none()
            }
        }

        // SAFETY: the same type.
        unsafe impl<$($p,)* Return> SameAbi<Option<$t>> for Option<$t> {}
        // SAFETY: the same type, or one that is never null.
        unsafe impl<$($p,)* Return> SameAbi<$t> for Option<$t> {}
    };
}

abi! {
    C "C";
    CUnwind "C-unwind";
    System "system";
    SystemUnwind "system-unwind";
    #[cfg(target_arch = "x86")]
    Cdecl "cdecl";
    #[cfg(target_arch = "x86")]
    CdeclUnwind "cdecl-unwind";
    #[cfg(target_arch = "x86")]
    Stdcall "stdcall";
    #[cfg(target_arch = "x86")]
    StdcallUnwind "stdcall-unwind";
    #[cfg(target_arch = "x86")]
    Fastcall "fastcall";
    #[cfg(target_arch = "x86")]
    FastcallUnwind "fastcall-unwind";
    #[cfg(target_arch = "x86")]
    Thiscall "thiscall";
    #[cfg(target_arch = "x86")]
    ThiscallUnwind "thiscall-unwind";
    #[cfg(target_arch = "x86_64")]
    Sysv64 "sysv64";
    #[cfg(target_arch = "x86_64")]
    Sysv64Unwind "sysv64-unwind";
    #[cfg(target_arch = "x86_64")]
    Win64 "win64";
    #[cfg(target_arch = "x86_64")]
    Win64Unwind "win64-unwind";
    #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64", target_arch = "arm", target_arch = "riscv64", target_arch = "riscv32"))]
    Efiapi "efiapi";
    #[cfg(target_arch = "arm")]
    Aapcs "aapcs";
    #[cfg(target_arch = "arm")]
    AapcsUnwind "aapcs-unwind";
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
