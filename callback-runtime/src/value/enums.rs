//! Traits behind the attribute on enums and flags.

#[cfg(target_env = "msvc")]
use core::ffi::c_int;
#[cfg(not(target_env = "msvc"))]
use core::ffi::c_uint;
use core::fmt::{Formatter, LowerHex, Result};
use core::marker::PhantomData;
use core::mem::{MaybeUninit, transmute_copy};
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::CType;

/// A C enum or C flags, with the C names of the values.
///
/// `#[callback]` implements it on an enum: the C name of a value is the name of the variant, one made with `prefix`,
/// or the name in `#[name = "…"]` on the variant. `name` is the C name of the type.
/// `Verify::enumeration` (feature `verify`) compares the values with those of the header, and
/// `Header::enumeration` (feature `verify`) writes them.
///
/// ```
/// use callback_runtime::arg::{CEnum, CName};
/// use callback_runtime::callback;
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
    /// The C name of each value, and the value.
    const VALUES: &'static [(&'static str, i128)];

    /// The documentation of the type, and of each of the values.
    #[doc(hidden)]
    const __DOCS: (&'static [&'static str], &'static [&'static [&'static str]]) = (&[], &[]);

    /// Returns true if this value is refused when C passes it.
    #[doc(hidden)]
    fn __refuses(value: i128) -> bool {
        Self::VALUES.iter().all(|(_, known)| *known != value)
    }
}

/// The C integer type of an enum of `SIZE` bytes; `NEGATIVE` is true if it has a value below zero.
///
/// C leaves the type to the compiler (C17 6.7.2.2): it is `unsigned int` for GCC and clang if no value is below zero,
/// and `int` otherwise; it is always `int` for MSVC. With short enums (`-fshort-enums`, bare-metal Arm) it is as
/// wide as the values need, as in rustc for such a target.
#[doc(hidden)]
#[derive(Debug)]
pub enum EnumInteger<const SIZE: usize, const NEGATIVE: bool> {}

/// The integer type of a C enum without a value below zero.
#[cfg(not(target_env = "msvc"))]
#[doc(hidden)]
pub type FlagsOfC = c_uint;

/// The integer type of a C enum.
#[cfg(target_env = "msvc")]
#[doc(hidden)]
pub type FlagsOfC = c_int;

/// Flags, whose integer type the block of their conversions has to name.
#[doc(hidden)]
pub trait Flags {
    /// The C integer type.
    type Bits;
}

/// Conversion from the C integer: checked, or every value is kept.
#[doc(hidden)]
pub trait Enumerated<C>: Sized {
    /// Converts the value.
    ///
    /// # Errors
    ///
    /// Fails if the enum does not have the value.
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

/// Asserts that the field for unknown values has the width of the enum.
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
    assert!(
        size_of::<Field>() == size_of::<C>(),
        "the field for unknown values must be as wide as the enum in C; write the integer type that it has there"
    );
}

/// Asserts that the type of another crate is as wide as the enum.
#[doc(hidden)]
#[track_caller]
pub const fn assert_as_wide<T, C>() {
    assert!(
        size_of::<T>() == size_of::<C>() && align_of::<T>() == align_of::<C>(),
        "this type is not as wide as the integer of the enum; write the `repr` of the type that C has"
    );
}

/// `AsEnum::<T>::IS_ENUM` is false for a `T` that C has no enum for, as some bits are no value of it, or that owns memory.
///
/// The associated constant of the type itself is found before that of the trait [`MayBeEnum`].
#[doc(hidden)]
#[derive(Debug)]
pub struct AsEnum<T>(PhantomData<T>);

macro_rules! no_enums {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $t:ty)*) => {$(
        $(#[$cfg])?
        impl<$($generics)*> AsEnum<$t> {
            pub const IS_ENUM: bool = false;
        }
    )*};
}

no_enums! {
    [] bool
    [] char
    [] f32
    [] f64
    [T: ?Sized] &T
    [T: ?Sized] &mut T
    [T: ?Sized] NonNull<T>
    [T] Option<T>
    [R] fn() -> R
    [R] extern "C" fn() -> R
    [R] unsafe extern "C" fn() -> R
    [A, R] fn(A) -> R
    [A, R] extern "C" fn(A) -> R
    [A, R] unsafe extern "C" fn(A) -> R
    #[cfg(feature = "std")] [T: ?Sized] std::boxed::Box<T>
}

/// A type that C may have for an enum: an integer, a struct around one, or an enum.
#[doc(hidden)]
pub trait MayBeEnum {
    /// It has an integer in C.
    const IS_ENUM: bool = true;
}

impl<T> MayBeEnum for AsEnum<T> {}

/// Asserts that the type of another crate can be that of a C enum.
#[doc(hidden)]
#[track_caller]
pub const fn assert_is_enum(is_enum: bool) {
    assert!(is_enum, "C has no enum of this type; write the enum, struct or integer type of the `-sys` crate");
}

/// Returns the integer in a value of a type that another crate has for a C enum.
///
/// # Safety
///
/// C passed the value, which is an integer in C, or Rust code made it with [`of_bits`].
#[doc(hidden)]
#[inline]
pub unsafe fn bits_of<T, C: Copy>(value: &MaybeUninit<T>) -> C {
    const { assert_as_wide::<T, C>() };
    // SAFETY: as wide (above), initialised (the contract), and all bits are a `C`: `#[callback]` gives it an integer.
    unsafe { transmute_copy(value) }
}

/// Returns the value of a type that another crate has for a C enum, with the bits of an integer.
#[doc(hidden)]
#[inline]
pub fn of_bits<T, C: Copy>(bits: C) -> MaybeUninit<T> {
    const { assert_as_wide::<T, C>() };
    // SAFETY: as wide (above), and a `MaybeUninit` has no invalid bits.
    unsafe { transmute_copy(&bits) }
}

/// Formats flags as `NAME(A | B | 0x10)`.
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
