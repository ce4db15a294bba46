//! Variadic callbacks: `void (*log)(int, const char *, ...)`.
//!
//! Stable Rust cannot define such a function, but it can call one and has the pointer type. The entry for C is a
//! naked function: it saves the registers that carry arguments, makes a `va_list` of all of them and calls the shim
//! with it, which takes the arguments before the `...` from the list, too. So one entry serves every signature.

use core::ffi::{c_int, c_void};

use crate::abi::arities::fn_pointer;
use crate::abi::pointers::{AnyFnPointer, CFnPointer, FnPointer, Safe, Unsafe};
use crate::abi::same_abi::SameAbiString;
use crate::value::va_list::{Scalar, VaArg};

/// Stands for `extern "C"` with `...`.
#[doc(hidden)]
#[derive(Debug)]
pub enum Variadic {}

// SAFETY: the same convention.
unsafe impl SameAbiString<Variadic> for Variadic {}

/// Stands for `extern "C-unwind"` with `...`.
#[doc(hidden)]
#[derive(Debug)]
pub enum VariadicUnwind {}

// SAFETY: the same convention.
unsafe impl SameAbiString<VariadicUnwind> for VariadicUnwind {}

/// A marker of an ABI string with `...`.
#[doc(hidden)]
pub trait HasDots {}

impl HasDots for Variadic {}
impl HasDots for VariadicUnwind {}

macro_rules! each_length {
    ($marker:ident $abi:literal; $first:ident $($rest:ident)*) => {
        each_length!(@ $marker $abi [$first] $($rest)*);
    };
    (@ $marker:ident $abi:literal [$($p:ident)*] $next:ident $($rest:ident)*) => {
        each_length!(@ $marker $abi [$($p)*]);
        each_length!(@ $marker $abi [$($p)* $next] $($rest)*);
    };
    (@ $marker:ident $abi:literal [$($p:ident)*]) => {
        fn_pointer!($marker; $abi; $($p)*; ... *mut c_void);
    };
}

each_length!(Variadic "C"; A B C D E F G H I J K L M N O);
each_length!(VariadicUnwind "C-unwind"; A B C D E F G H I J K L M N O);

/// A variable argument of a C function, widened as in C (C17 6.5.2.2).
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no argument of C's `...`",
    label = "C passes it otherwise there",
    note = "numbers and thin pointers are; pass a truth value as `c_int`, and a pointer to a structure"
)]
pub trait Promoted {
    /// The C type after widening.
    type Promoted;

    /// Widens the value.
    fn promoted(self) -> Self::Promoted;
}

impl<T: VaArg> Promoted for T {
    type Promoted = T;

    #[inline]
    fn promoted(self) -> T {
        self
    }
}

impl<F: AnyFnPointer> Promoted for Option<F> {
    type Promoted = Self;

    #[inline]
    fn promoted(self) -> Self {
        self
    }
}

macro_rules! promoted {
    ($($t:ty => $promoted:ty;)*) => {$(
        impl Promoted for $t {
            type Promoted = $promoted;

            #[inline]
            fn promoted(self) -> $promoted {
                self.into()
            }
        }
    )*};
}

promoted! {
    i8 => c_int;
    u8 => c_int;
    i16 => c_int;
    u16 => c_int;
    f32 => f64;
}

/// Converts an argument in the place of `...`.
#[doc(hidden)]
#[inline]
pub fn promoted<T: Promoted>(value: T) -> T::Promoted {
    value.promoted()
}

/// A result of a variadic callback: in a register, so that no hidden argument comes before the others.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a variadic callback cannot return `{Self}`",
    label = "not an integer, float or thin pointer",
    note = "return a pointer to it"
)]
pub trait Returned {}

impl<T: Scalar> Returned for T {}
impl Returned for () {}
// The type `!`, which has no name of its own on stable Rust: a function that does not return.
impl Returned for <unsafe extern "C" fn() -> ! as FnPointer>::Return {}

/// Converts the entry to the pointer type in C.
///
/// # Safety
///
/// `entry` is a function with the signature `F` in the variadic convention of C.
#[doc(hidden)]
pub const unsafe fn variadic<E, F>(entry: E) -> F
where
    E: FnPointer<Parameters = (), Return = F::Return>,
    F: FnPointer<Abi: HasDots, Return: Returned>,
{
    const { assert!(size_of::<F>() == size_of::<E>()) };
    // SAFETY: both are function pointers (`POINTER-SIZED`); `variadic` requires that it can be called as an `F`.
    unsafe { core::mem::transmute_copy::<E, F>(&entry) }
}

/// The code of an entry: saves the registers as `va_start` expects them, with no argument taken yet, and calls the shim
/// with the list.
///
/// 176 bytes of registers, the list of 24 bytes, and 16 that keep the stack aligned (System V ABI, 3.2.2 and 3.5.7).
#[cfg(all(target_arch = "x86_64", target_os = "linux", target_pointer_width = "64"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __variadic_entry {
    ($shim:path) => {
        ::core::arch::naked_asm!(
            ".cfi_startproc",
            "endbr64",
            "sub rsp, 216",
            ".cfi_def_cfa_offset 224",
            "mov qword ptr [rsp], rdi",
            "mov qword ptr [rsp + 8], rsi",
            "mov qword ptr [rsp + 16], rdx",
            "mov qword ptr [rsp + 24], rcx",
            "mov qword ptr [rsp + 32], r8",
            "mov qword ptr [rsp + 40], r9",
            // `al` is zero if there are no floats.
            "test al, al",
            "je 2f",
            "movaps xmmword ptr [rsp + 48], xmm0",
            "movaps xmmword ptr [rsp + 64], xmm1",
            "movaps xmmword ptr [rsp + 80], xmm2",
            "movaps xmmword ptr [rsp + 96], xmm3",
            "movaps xmmword ptr [rsp + 112], xmm4",
            "movaps xmmword ptr [rsp + 128], xmm5",
            "movaps xmmword ptr [rsp + 144], xmm6",
            "movaps xmmword ptr [rsp + 160], xmm7",
            "2:",
            "mov dword ptr [rsp + 176], 0",
            "mov dword ptr [rsp + 180], 48",
            "lea rax, [rsp + 224]",
            "mov qword ptr [rsp + 184], rax",
            "mov qword ptr [rsp + 192], rsp",
            "lea rdi, [rsp + 176]",
            "call {shim}",
            "add rsp, 216",
            ".cfi_def_cfa_offset 8",
            "ret",
            ".cfi_endproc",
            shim = sym $shim,
        )
    };
}

/// The code of an entry: saves the registers as `va_start` expects them, with no argument taken yet, and calls the shim
/// with the list.
///
/// The frame record, 64 and 128 bytes of registers, and the list of 32 bytes (AAPCS64, appendix B).
#[cfg(all(target_arch = "aarch64", target_os = "linux", target_endian = "little"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __variadic_entry {
    ($shim:path) => {
        ::core::arch::naked_asm!(
            ".cfi_startproc",
            // `bti c`: C calls through a pointer.
            "hint #34",
            "sub sp, sp, #240",
            ".cfi_def_cfa_offset 240",
            "stp x29, x30, [sp]",
            ".cfi_offset 29, -240",
            ".cfi_offset 30, -232",
            "mov x29, sp",
            "stp x0, x1, [sp, #16]",
            "stp x2, x3, [sp, #32]",
            "stp x4, x5, [sp, #48]",
            "stp x6, x7, [sp, #64]",
            "stp q0, q1, [sp, #80]",
            "stp q2, q3, [sp, #112]",
            "stp q4, q5, [sp, #144]",
            "stp q6, q7, [sp, #176]",
            "add x9, sp, #240",
            "add x10, sp, #80",
            "stp x9, x10, [sp, #208]",
            "add x9, sp, #208",
            "str x9, [sp, #224]",
            "mov w9, #-64",
            "mov w10, #-128",
            "stp w9, w10, [sp, #232]",
            "add x0, sp, #208",
            "bl {shim}",
            "ldp x29, x30, [sp]",
            "add sp, sp, #240",
            ".cfi_def_cfa_offset 0",
            ".cfi_restore 29",
            ".cfi_restore 30",
            "ret",
            ".cfi_endproc",
            shim = sym $shim,
        )
    };
}

/// On other targets there is no entry.
#[cfg(not(all(
    target_os = "linux",
    any(
        all(target_arch = "x86_64", target_pointer_width = "64"),
        all(target_arch = "aarch64", target_endian = "little")
    )
)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __variadic_entry {
    ($shim:path) => {{
        ::core::compile_error!(
            "a variadic callback needs Linux on x86_64 or aarch64; elsewhere have C pass a `va_list`, or the text"
        );
        ::core::arch::naked_asm!("")
    }};
}
