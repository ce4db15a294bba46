//! Impls for all function pointers: each ABI string, with up to 16 parameters. What can be one impl for all of them is in
//! `fn_pointer`: an impl here is compiled more than a hundred times.

use crate::abi::fn_pointer::{AnyFnPointer, CFnPointer, FnPointer, Safe, Unsafe};
use crate::abi::same_abi::SameAbiString;
use crate::call::answer::answered;
use crate::call::definition::Definition;
use crate::call::shims::{CommonShim, Shim};
use crate::frame::owner::Owner;
use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC, IntoC};
use crate::value::to_c::ToC;

/// A function pointer of an ABI, split into its parts: with `...` after the parameters if it is given.
macro_rules! fn_pointer {
    ($marker:ty; $abi:literal; $($p:ident)*; $shim:ident $(; $dots:tt $list:ty)?) => {
        // SAFETY: taken apart as it is written; what is behind the parameters is part of the ABI.
        unsafe impl<$($p,)* Return> FnPointer for unsafe extern $abi fn($($p,)* $($dots)?) -> Return {
            type Abi = $marker;
            type Parameters = ($($p,)*);
            type Return = Return;
            type Passed = ($($p,)* $($list,)?);
            type Shim<This: Definition<Fn = Self>, Owns: Owner> = $shim<This, Owns>;
        }

        // SAFETY: the same type. One impl for all would have rustc take every type for one, and report that signatures differ.
        unsafe impl<$($p,)* Return> CFnPointer for unsafe extern $abi fn($($p,)* $($dots)?) -> Return {
            type Pointer = Self;
        }

        // SAFETY: `Option` of a function pointer has its layout.
        unsafe impl<$($p,)* Return> CFnPointer for Option<unsafe extern $abi fn($($p,)* $($dots)?) -> Return> {
            type Pointer = unsafe extern $abi fn($($p,)* $($dots)?) -> Return;
            const NULL: Option<Self> = Some(None);
        }

        // SAFETY: the same type.
        unsafe impl<$($p,)* Return> AnyFnPointer for unsafe extern $abi fn($($p,)* $($dots)?) -> Return {
            type Pointer = Self;
            type Safety = Unsafe;
        }

        // SAFETY: the types differ in safety alone.
        unsafe impl<$($p,)* Return> AnyFnPointer for extern $abi fn($($p,)* $($dots)?) -> Return {
            type Pointer = unsafe extern $abi fn($($p,)* $($dots)?) -> Return;
            type Safety = Safe;
        }
    };
}

pub(crate) use fn_pointer;

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
        fn_pointer!(abi::$name; $abi; $($p)*; CommonShim);
        common_shim!($abi; $($p)*);
        as_value!(unsafe extern $abi fn($($p),*) -> Return; $($p)*);
        as_value!(extern $abi fn($($p),*) -> Return; $($p)*);
    };
}

/// The function that C calls, common to all callbacks of a type.
macro_rules! common_shim {
    ($abi:literal; $($p:ident)*) => {
        impl<This, Owns, $($p,)* Return> Shim<unsafe extern $abi fn($($p),*) -> Return> for CommonShim<This, Owns>
        where
            This: Definition<Fn = unsafe extern $abi fn($($p),*) -> Return>,
            Owns: Owner,
        {
            const SHIM: unsafe extern $abi fn($($p),*) -> Return = {
                #[allow(non_snake_case)]
                unsafe extern $abi fn shim<This, Owns, $($p,)* Return>($($p: $p),*) -> Return
                where
                    This: Definition<Fn = unsafe extern $abi fn($($p),*) -> Return>,
                    Owns: Owner,
                {
                    // SAFETY: C calls it, which keeps to what `SHIM` asks.
                    answered!(This, Owns, ($($p,)*))
                }
                match This::__SHIMS {
                    None => shim::<This, Owns, $($p,)* Return>,
                    Some(own) => own.of(Owns::KIND),
                }
            };
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
    };
}

pub(crate) use as_value;

/// Each ABI string for C in stable Rust, with a name, under the `cfg` of its targets.
macro_rules! each_abi {
    ($macro:ident) => {
        $macro! {
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
    };
}

pub(crate) use each_abi;

each_abi!(abi);
