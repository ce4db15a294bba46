//! The numbers behind the pointers of a callback in the body of a declared function, compared at compile time.
//!
//! Any two thin pointers are passed alike, so that signatures also match if they point at different numbers.

use core::cell::Cell;
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ops::Deref;
use core::ptr::NonNull;

use crate::abi::pointers::{CFnPointer, FnPointer};
use crate::abi::same_abi::Matches;
use crate::call::definition::Definition;
use crate::call::passes_context::PassesContext;
use crate::context::scope::Scope;

/// The type behind a pointer, with its [`__pointee`](AnyPointee::__pointee).
#[doc(hidden)]
#[derive(Debug)]
pub struct Pointee<T: ?Sized>(PhantomData<T>);

/// No number, or a byte, which stands for any memory.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Any;

/// A number behind a pointer.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Number<T>(PhantomData<T>);

/// Types that are no number.
#[doc(hidden)]
pub trait AnyPointee {
    /// Returns the kind.
    fn __pointee() -> Any {
        Any
    }
}

impl<T: ?Sized> AnyPointee for Pointee<T> {}

/// A pointer in C that fits the pointer to a number in the callback.
#[doc(hidden)]
pub trait Fits<Theirs> {}

/// The types that fit behind a pointer in C.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C has a pointer to `{Self}`, and the callback has one to `{T}`",
    label = "not the shim of this callback: what stands behind a pointer differs",
    note = "write the number that C has: `&f64`, `&[f64]` or `&mut [f64; N]` for `double *`; `u8` stands for any memory"
)]
pub trait SameNumber<T> {}

impl<Theirs> Fits<Theirs> for Any {}

macro_rules! pointers {
    ($($theirs:ty)*) => {$(
        impl<T, U: SameNumber<T>> Fits<$theirs> for Number<T> {}
    )*};
}

pointers!(*const U *mut U NonNull<U> Option<NonNull<U>> &U Option<&U> &mut U Option<&mut U>);

/// Other types than pointers: `Matches` refuses them.
macro_rules! others {
    ($($theirs:ty)*) => {$(
        impl<T> Fits<$theirs> for Number<T> {}
    )*};
}

others!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize f32 f64 bool);

macro_rules! numbers {
    ($($t:ident)*) => {$(
        impl Pointee<$t> {
            #[doc(hidden)]
            pub fn __pointee() -> Number<$t> {
                Number(PhantomData)
            }
        }

        impl SameNumber<$t> for $t {}
        impl SameNumber<$t> for MaybeUninit<$t> {}
        impl SameNumber<$t> for Cell<$t> {}
        impl SameNumber<$t> for c_void {}
        impl<const N: usize> SameNumber<$t> for [$t; N] {}
    )*};
}

numbers!(i16 u16 i32 u32 i64 u64 isize usize f32 f64);

macro_rules! same {
    ($($a:ident $b:ident;)*) => {$(
        impl SameNumber<$a> for $b {}
        impl SameNumber<$b> for $a {}
    )*};
}

#[cfg(target_pointer_width = "64")]
same! { isize i64; usize u64; }
#[cfg(target_pointer_width = "32")]
same! { isize i32; usize u32; }
#[cfg(target_pointer_width = "16")]
same! { isize i16; usize u16; }

/// The C parameters, each of which fits the pointer of the callback.
#[doc(hidden)]
pub trait FitAll<Theirs> {}

macro_rules! fit_all {
    ([$($done:ident $theirs:ident)*]) => {
        impl<$($done: Fits<$theirs>, $theirs),*> FitAll<($($theirs,)*)> for ($($done,)*) {}
    };
    ([$($done:ident $theirs:ident)*] $a:ident $b:ident $($rest:ident)*) => {
        fit_all!([$($done $theirs)*]);
        fit_all!([$($done $theirs)* $a $b] $($rest)*);
    };
}

fit_all!([] A1 B1 A2 B2 A3 B3 A4 B4 A5 B5 A6 B6 A7 B7 A8 B8 A9 B9 A10 B10 A11 B11 A12 B12 A13 B13 A14 B14 A15 B15 A16 B16);

/// A callback in the body of a declared function.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct InBody<G, K> {
    given: G,
    pointees: PhantomData<K>,
}

impl<G, K> InBody<G, K> {
    /// Pairs a callback with the kinds of its parameters.
    pub fn new(given: G, _pointees: K) -> Self {
        InBody { given, pointees: PhantomData }
    }
}

impl<G, K> Deref for InBody<G, K> {
    type Target = G;

    fn deref(&self) -> &G {
        &self.given
    }
}

/// An owner that provides the shim of a callback.
#[doc(hidden)]
pub trait GivesShim {
    /// The callback.
    type Callback: Definition;

    /// Returns the shim.
    fn give_shim<P: CFnPointer>(&self) -> P
    where
        <Self::Callback as Definition>::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<Self::Callback>;
}

impl<G: GivesShim, K> InBody<G, K> {
    /// Returns the C function pointer; see [`Scope::shim`].
    pub fn shim<P: CFnPointer>(&self) -> P
    where
        <G::Callback as Definition>::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<G::Callback>,
        K: FitAll<<P::Pointer as FnPointer>::Parameters>,
    {
        self.given.give_shim()
    }
}

impl<G: GivesShim> GivesShim for &G {
    type Callback = G::Callback;

    fn give_shim<P: CFnPointer>(&self) -> P
    where
        <G::Callback as Definition>::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<G::Callback>,
    {
        G::give_shim(self)
    }
}

macro_rules! gives {
    ($($(#[$cfg:meta])* [$($generics:tt)*] $owner:ty, $callback:ident;)*) => {$(
        $(#[$cfg])*
        impl<$($generics)*> GivesShim for $owner {
            type Callback = $callback;

            fn give_shim<P: CFnPointer>(&self) -> P
            where
                $callback::Fn: Matches<P::Pointer>,
                P::Pointer: PassesContext<$callback>,
            {
                self.shim()
            }
        }
    )*};
}

gives! {
    [C: Definition] Scope<'_, C>, C;
    #[cfg(feature = "std")]
    [C: Definition<Context: Sized>, O: crate::call::owner::Owner, F: crate::context::on_close::OnClose]
    crate::context::registration::Registration<C, O, F>, C;
    #[cfg(feature = "std")]
    [C: Definition, O: crate::call::owner::Owner] crate::context::also::Also<'_, C, O>, C;
}
