//! Impls for all function pointers: each ABI string, with up to 16 parameters. What can be one impl for all of them is in
//! `pointers`: an impl here is compiled more than a hundred times.

use crate::abi::pointers::{AnyFnPointer, CFnPointer, FnPointer, Safe, Unsafe};

/// A function pointer of an ABI, split into its parts: with `...` after the parameters if it is given.
macro_rules! fn_pointer {
    ($marker:ty; $abi:literal; $($p:ident)* $(; $dots:tt $list:ty)?) => {
        // SAFETY: taken apart as it is written; what is behind the parameters is part of the ABI.
        unsafe impl<$($p,)* Return> FnPointer for unsafe extern $abi fn($($p,)* $($dots)?) -> Return {
            type Abi = $marker;
            type Parameters = ($($p,)*);
            type Return = Return;
            type Passed = ($($p,)* $($list,)?);
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
                unsafe impl $crate::abi::same_abi::SameAbiString<$name> for $name {}
            )*
        }

        $($(#[$cfg])* each_arity!(pointer $name $abi);)*
    };
}

/// Each number of parameters, with a name for each.
macro_rules! each_arity {
    ($macro:ident $name:ident $abi:literal) => {
        $macro!($name $abi;);
        $macro!($name $abi; A);
        $macro!($name $abi; A B);
        $macro!($name $abi; A B C);
        $macro!($name $abi; A B C D);
        $macro!($name $abi; A B C D E);
        $macro!($name $abi; A B C D E F);
        $macro!($name $abi; A B C D E F G);
        $macro!($name $abi; A B C D E F G H);
        $macro!($name $abi; A B C D E F G H I);
        $macro!($name $abi; A B C D E F G H I J);
        $macro!($name $abi; A B C D E F G H I J K);
        $macro!($name $abi; A B C D E F G H I J K L);
        $macro!($name $abi; A B C D E F G H I J K L M);
        $macro!($name $abi; A B C D E F G H I J K L M N);
        $macro!($name $abi; A B C D E F G H I J K L M N O);
        $macro!($name $abi; A B C D E F G H I J K L M N O P);
    };
}

pub(crate) use each_arity;

macro_rules! pointer {
    ($name:ident $abi:literal; $($p:ident)*) => {
        fn_pointer!(abi::$name; $abi; $($p)*);
    };
}

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
