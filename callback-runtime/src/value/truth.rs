//! Truth values in integers other than `int`.

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC, IntoC};
use crate::value::returns::Constant;
use crate::value::to_c::ToC;

macro_rules! truth {
    ($($(#[$doc:meta])* $name:ident: $c:ty, $yes:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub bool);

        impl From<bool> for $name {
            fn from(value: bool) -> Self {
                $name(value)
            }
        }

        impl From<$name> for bool {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        // SAFETY: the integer that C has.
        unsafe impl CType for $name {
            type C = $c;
        }

        // SAFETY: every value is accepted and nothing is borrowed.
        unsafe impl FromC<'_> for $name {
            const REFUSES: bool = false;

            #[inline]
            unsafe fn from_c(c: $c) -> Result<Self, Reason> {
                Ok($name(c != 0))
            }
        }

        // SAFETY: a number points nowhere.
        unsafe impl IntoC for $name {
            #[inline]
            fn into_c(self) -> Result<$c, Reason> {
                Ok(if self.0 { $yes } else { 0 })
            }
        }

        impl Constant<$c> for $name {
            #[inline]
            fn constant(self) -> $c {
                if self.0 { $yes } else { 0 }
            }
        }

        // SAFETY: a number points nowhere.
        unsafe impl ToC for $name {
            type Kept = $c;

            #[inline]
            fn keep(self) -> Result<$c, Reason> {
                self.into_c()
            }

            #[inline]
            fn c(kept: &mut $c) -> $c {
                *kept
            }
        }
    )*};
}

truth! {
    /// A truth value in an `unsigned char` of which any bit may be set: Win32 `BOOLEAN`. C `_Bool`, which is 0 or 1,
    /// is `bool`.
    CBool8: u8, 1;
    /// A truth value in an `unsigned int`: `dbus_bool_t`, `VkBool32`, `krb5_boolean`.
    CBool32: u32, 1;
    /// OLE `VARIANT_BOOL`: a `short` that is -1 (`VARIANT_TRUE`) or 0.
    VariantBool: i16, -1;
}
