//! What C has for the items of a block of declarations.

use core::marker::PhantomData;

use crate::declaration::{Pieces, Text};

/// A C function or variable that a block declares: the type of its name stands for it.
///
/// `#[callback]` on an `unsafe extern` block implements it for each function without a body and for each static.
/// `Verify::declared` (feature `verify`) compares it with the header.
///
/// A function that is generic over types with bounds other than those of Rust's own traits (`Ord`, `Copy`, …) has none.
///
/// ```
/// use callback_runtime::{Declaration, callback};
/// use core::cmp::Ordering;
///
/// #[callback]
/// unsafe extern "C" {
///     unsafe fn qsort<T>(base: &mut [T], #[len(base)] n: usize, #[size_of(T)] size: usize, compar: fn(&T, &T) -> Ordering);
/// }
///
/// assert_eq!(qsort::C_NAME, "qsort");
/// assert_eq!(
///     qsort::C_DECLARATION,
///     "void qsort(void *base, size_t n, size_t size, int (*compar)(const void *, const void *));"
/// );
/// ```
pub trait Declaration {
    /// What it is called in C: its name, or that of `#[link_name]`.
    const C_NAME: &'static str;

    /// Its prototype: parameters that Rust does not see are there, and results that C writes are pointers.
    ///
    /// Types are called what [`CName`](crate::CName) says, or what they are called in Rust. A reference to an opaque type of
    /// a block, which Rust never looks into, is a pointer without `const`.
    const C_DECLARATION: &'static str = Text::<OfItem<Self>>::TEXT;

    /// The function pointer, or the type of the variable.
    #[doc(hidden)]
    type __Type: ?Sized;
    #[doc(hidden)]
    const __C: &'static [&'static str];
    /// Whether it is a variable, and a constant one.
    #[doc(hidden)]
    const __VARIABLE: Option<bool> = None;
}

/// The pieces of an item of a block.
struct OfItem<D: ?Sized>(PhantomData<D>);

impl<D: Declaration + ?Sized> Pieces for OfItem<D> {
    const PIECES: &'static [&'static str] = D::__C;
}

/// A type that C knows by name only, as a block declares it.
#[doc(hidden)]
pub trait Opaque {}

/// `Opacity::<T>::CONSTANT` is what stands before a type that Rust refers to.
///
/// The associated constant of the type itself is found before that of the trait [`Referred`], where its bound holds.
#[doc(hidden)]
#[derive(Debug)]
pub struct Opacity<T: ?Sized>(PhantomData<T>);

impl<T: Opaque + ?Sized> Opacity<T> {
    /// Nothing.
    pub const CONSTANT: &'static str = "";
}

/// A type that Rust looks into.
#[doc(hidden)]
pub trait Referred {
    /// A reference is one to a constant.
    const CONSTANT: &'static str = "const ";
}

impl<T: ?Sized> Referred for Opacity<T> {}
