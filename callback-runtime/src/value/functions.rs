//! Function pointers as parameters and results.

use crate::abi::arities::{each_abi, each_arity};
use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC, IntoC};
use crate::value::to_c::ToC;

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

macro_rules! values {
    ($name:ident $abi:literal; $($p:ident)*) => {
        as_value!(unsafe extern $abi fn($($p),*) -> Return; $($p)*);
        as_value!(extern $abi fn($($p),*) -> Return; $($p)*);
    };
}

macro_rules! values_of_each {
    ($($(#[$cfg:meta])* $name:ident $abi:literal;)*) => {
        $($(#[$cfg])* each_arity!(values $name $abi);)*
    };
}

each_abi!(values_of_each);

macro_rules! variadic {
    ($first:ident $($rest:ident)*) => {
        variadic!(@ [$first] $($rest)*);
    };
    (@ [$($p:ident)*] $next:ident $($rest:ident)*) => {
        variadic!(@ [$($p)*]);
        variadic!(@ [$($p)* $next] $($rest)*);
    };
    (@ [$($p:ident)*]) => {
        as_value!(unsafe extern "C" fn($($p,)* ...) -> Return; $($p)*);
        as_value!(unsafe extern "C-unwind" fn($($p,)* ...) -> Return; $($p)*);
    };
}

variadic!(A B C D E F G H I J K L M N O);
