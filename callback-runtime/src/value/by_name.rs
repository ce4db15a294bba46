//! Types of declared functions without an attribute, as bindgen writes them: a C struct by value has its own name.

use core::marker::PhantomData;
use core::mem::MaybeUninit;

use crate::value::convert::CType;
use crate::value::ffi::ByValue;

/// `Bare::<T>::CONVERTED` is true if `T` has a C type: a number, a pointer, a `#[callback]` enum.
///
/// The associated constant of the type itself is found before that of the trait [`Unconverted`], if its bound holds.
#[doc(hidden)]
#[derive(Debug)]
pub struct Bare<T>(PhantomData<T>);

impl<T: CType> Bare<T> {
    pub const CONVERTED: bool = true;
}

// C passes no array by value. Those numbers stand for `long double`, and C passes them in other registers.
macro_rules! never_by_value {
    ($([$($generics:tt)*] $t:ty)*) => {$(
        impl<$($generics)*> Bare<$t> {
            pub const CONVERTED: bool = true;
        }
    )*};
}

never_by_value!([T, const N: usize] [T; N] [] u128 [] i128 [T, U] (T, U));

/// A type without a C type of its own.
#[doc(hidden)]
pub trait Unconverted {
    /// It is passed by value.
    const CONVERTED: bool = false;
}

impl<T> Unconverted for Bare<T> {}

/// A type as a function without an attribute names it, with the constant of [`Bare`].
#[doc(hidden)]
#[derive(Debug)]
pub struct AsNamed<T, const CONVERTED: bool>(PhantomData<T>);

/// The type through which a value of a wrapper reaches C. It has no bounds: the converted type has those, with messages of its
/// own.
#[doc(hidden)]
pub trait Crossing {
    /// The type in the wrapper.
    type Value;
    /// The converted type.
    type Type;
    /// The C type, if there is no conversion.
    type Passed;

    /// Converts an argument.
    fn given(value: Self::Value) -> Self::Type;

    /// Converts a result.
    fn taken(value: Self::Type) -> Self::Value;
}

impl<T> Crossing for AsNamed<T, true> {
    type Value = T;
    type Type = T;
    type Passed = T;

    #[inline]
    fn given(value: T) -> T {
        value
    }

    #[inline]
    fn taken(value: T) -> T {
        value
    }
}

impl<T> Crossing for AsNamed<T, false> {
    type Value = T;
    type Type = ByValue<T>;
    type Passed = MaybeUninit<T>;

    #[inline]
    fn given(value: T) -> ByValue<T> {
        ByValue(value)
    }

    #[inline]
    fn taken(value: ByValue<T>) -> T {
        value.0
    }
}

/// A C type that is the type itself, and needs no conversion.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{T}` is converted, and a function with `...` takes the types of C",
    label = "C has another type here",
    note = "write the type of the header, or mark what the function takes for `...` with `#[variadic]`"
)]
pub trait Itself<T> {}

impl<T> Itself<T> for T {}

/// Asserts that a type is passed as it is.
#[doc(hidden)]
pub const fn assert_itself<Named: Crossing<Type: CType<C: Itself<Named::Passed>>>>() {}
