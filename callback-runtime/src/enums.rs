//! What the attribute needs of an enum or of flags.

#[cfg(target_env = "msvc")]
use core::ffi::c_int;
#[cfg(not(target_env = "msvc"))]
use core::ffi::c_uint;
use core::fmt::{Formatter, LowerHex, Result};

use crate::convert::CType;
use crate::outcome::Reason;

/// An enum or flags of C's, with what their values are called there.
///
/// `#[callback]` implements it on an enum: each value is called what its variant is, what `prefix` says, or what
/// `#[name = "…"]` on the variant does. `name` is the type itself.
/// `Verify::enumeration` (feature `verify`) compares the values with the header's, and
/// `Header::enumeration` (feature `verify`) writes them.
///
/// ```
/// use callback_runtime::{CEnum, CName, callback};
///
/// #[callback(name = "enum level", prefix = "LEVEL_")]
/// #[repr(C)]
/// enum Level {
///     Low = -1,
///     #[name = "LEVEL_MAX"]
///     High = 7,
/// }
///
/// assert_eq!(Level::C_NAME, "enum level");
/// assert_eq!(Level::VALUES, [("LEVEL_LOW", -1), ("LEVEL_MAX", 7)]);
/// # let _ = (Level::Low, Level::High);
/// ```
pub trait CEnum: CType {
    /// The name of each value in C, and the value.
    const VALUES: &'static [(&'static str, i128)];

    /// The documentation: of the type, and of each of the values.
    #[doc(hidden)]
    const __DOCS: (&'static [&'static str], &'static [&'static [&'static str]]) = (&[], &[]);

    /// Whether this value is refused where C passes it.
    #[doc(hidden)]
    fn __refuses(value: i128) -> bool {
        Self::VALUES.iter().all(|(_, known)| *known != value)
    }
}

/// The integer that C has for an enum of `SIZE` bytes, which has a value below zero or has none.
///
/// C leaves it to the compiler (C17 6.7.2.2): it is `unsigned int` for GCC and clang where no value is below zero,
/// and `int` otherwise; it is always `int` for MSVC. With short enums (`-fshort-enums`, bare-metal Arm) it is as
/// wide as the values ask for, as rustc has it for such a target.
#[doc(hidden)]
#[derive(Debug)]
pub enum EnumInteger<const SIZE: usize, const NEGATIVE: bool> {}

/// The integer of a C enum without a value below zero.
#[cfg(not(target_env = "msvc"))]
#[doc(hidden)]
pub type FlagsOfC = c_uint;

/// The integer of a C enum.
#[cfg(target_env = "msvc")]
#[doc(hidden)]
pub type FlagsOfC = c_int;

/// Flags, whose integer the block of their conversions has to name.
#[doc(hidden)]
pub trait Flags {
    /// C's integer.
    type Bits;
}

/// From C's integer: checked, or every value is kept.
#[doc(hidden)]
pub trait Enumerated<C>: Sized {
    /// Converts the value.
    ///
    /// # Errors
    ///
    /// It is none of the enum's.
    fn enumerated(value: C) -> core::result::Result<Self, Reason>;
}

impl<C, T> Enumerated<C> for T
where
    T: TryFrom<C, Error: Into<Reason>>,
{
    #[inline]
    fn enumerated(value: C) -> core::result::Result<Self, Reason> {
        T::try_from(value).map_err(Into::into)
    }
}

impl From<core::convert::Infallible> for Reason {
    fn from(never: core::convert::Infallible) -> Self {
        match never {}
    }
}

/// The field for unknown values holds what C passed.
///
/// ```compile_fail,E0080
/// #[callback_runtime::callback]
/// #[repr(C)]
/// enum Level {
///     Debug,
///     #[other]
///     Unknown(i8),
/// }
/// ```
#[doc(hidden)]
#[track_caller]
pub const fn assert_same_width<Field, C>() {
    assert!(size_of::<Field>() == size_of::<C>(), "the field for unknown values must be as wide as the enum in C");
}

/// `NAME(A | B | 0x10)`
#[doc(hidden)]
pub fn fmt_flags<B: LowerHex + Default + PartialEq>(
    f: &mut Formatter<'_>,
    name: &str,
    names: impl Iterator<Item = &'static str>,
    unknown: &B,
) -> Result {
    write!(f, "{name}(")?;
    let mut between = "";
    for name in names {
        write!(f, "{between}{name}")?;
        between = " | ";
    }
    if *unknown != B::default() {
        write!(f, "{between}{unknown:#x}")?;
    }
    f.write_str(")")
}
