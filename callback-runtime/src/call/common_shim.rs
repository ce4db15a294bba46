//! The shims that are common to all callbacks of a pointer type.

use crate::abi::arities::{each_abi, each_arity};
use crate::call::answer::answered;
use crate::call::definition::Definition;
use crate::call::owner::Owner;
use crate::call::shims::{CommonShim, OwnShim, Shim, Shimmed};

/// The function that C calls, common to all callbacks of a type.
macro_rules! common_shim {
    ($name:ident $abi:literal; $($p:ident)*) => {
        // SAFETY: its shim gives to `answered` what C passed.
        unsafe impl<$($p,)* Return> Shimmed for unsafe extern $abi fn($($p),*) -> Return {
            type Shim<This: Definition<Fn = Self>, Owns: Owner> = CommonShim<This, Owns>;
        }

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

macro_rules! common_shims {
    ($($(#[$cfg:meta])* $name:ident $abi:literal;)*) => {
        $($(#[$cfg])* each_arity!(common_shim $name $abi);)*
    };
}

each_abi!(common_shims);

/// The shims of variadic callbacks, which are generated for each.
macro_rules! variadic {
    ($first:ident $($rest:ident)*) => {
        variadic!(@ [$first] $($rest)*);
    };
    (@ [$($p:ident)*] $next:ident $($rest:ident)*) => {
        variadic!(@ [$($p)*]);
        variadic!(@ [$($p)* $next] $($rest)*);
    };
    (@ [$($p:ident)*]) => {
        // SAFETY: the entry of a variadic callback passes on the list of what C passed.
        unsafe impl<$($p,)* Return> Shimmed for unsafe extern "C" fn($($p,)* ...) -> Return {
            type Shim<This: Definition<Fn = Self>, Owns: Owner> = OwnShim<This, Owns>;
        }

        // SAFETY: the entry of a variadic callback passes on the list of what C passed.
        unsafe impl<$($p,)* Return> Shimmed for unsafe extern "C-unwind" fn($($p,)* ...) -> Return {
            type Shim<This: Definition<Fn = Self>, Owns: Owner> = OwnShim<This, Owns>;
        }
    };
}

variadic!(A B C D E F G H I J K L M N O);
