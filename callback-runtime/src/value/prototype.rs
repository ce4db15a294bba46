//! C declarations of the items of an `extern` block.

use core::marker::PhantomData;

use crate::value::c_name::{Pieces, Text};

/// A C function or variable that a block declares, represented by the type of the same name.
///
/// `#[callback]` on an `unsafe extern` block implements it for each function without a body and for each static.
/// `Verify::declared` (feature `verify`) compares it with the header.
///
/// A function that is generic over types with bounds other than standard traits (`Ord`, `Copy`, …) has no impl.
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::foreign::Declaration;
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
    /// The C name: that of the item, or that in `#[link_name]`.
    const C_NAME: &'static str;

    /// The prototype: with the parameters that Rust hides, and with out-parameters for the results that C writes.
    ///
    /// The names of types are those of [`CName`](crate::arg::CName), or their Rust names. A reference to an opaque type of
    /// a block, which is never read in Rust, is a pointer without `const`.
    const C_DECLARATION: &'static str = Text::<OfItem<Self>>::TEXT;

    /// The function pointer, or the type of the variable.
    #[doc(hidden)]
    type __Type;
    #[doc(hidden)]
    const __C: &'static [&'static str];
    /// `Some` if it is a variable; true for a constant one.
    #[doc(hidden)]
    const __VARIABLE: Option<bool> = None;
}

/// The pieces of an item of a block.
struct OfItem<D: ?Sized>(PhantomData<D>);

impl<D: Declaration + ?Sized> Pieces for OfItem<D> {
    const PIECES: &'static [&'static str] = D::__C;
}

/// A callback that `Verify::callback` (feature `verify`) compares with the header: each [`Callback`](crate::Callback), and each callback of a
/// declared function with a body, which is the type `FUNCTION::CALLBACK`.
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::foreign::Compared;
/// # use core::ffi::c_void;
/// # mod sys {
/// #     #[repr(C)] pub struct integrand { pub function: Option<unsafe extern "C" fn(f64, *mut core::ffi::c_void) -> f64>, pub data: *mut core::ffi::c_void }
/// #     pub unsafe fn integrate(f: *const integrand) -> f64 { unsafe { (*f).function.unwrap()(1.0, (*f).data) } }
/// # }
///
/// #[callback]
/// unsafe extern "C" {
///     safe fn integrate(#[callback(fail = f64::NAN)] f: fn(x: f64, #[context] _: _) -> f64) -> f64 {
///         sys::integrate(&sys::integrand { function: f.shim(), data: f.context() })
///     }
/// }
///
/// fn is_compared<C: Compared>() {}
/// is_compared::<integrate::f>();
/// # assert_eq!(integrate(|x| x + 1.0).unwrap(), 2.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no callback",
    label = "expected a callback",
    note = "it is the type with the name of an annotated function, or `FUNCTION::CALLBACK` for one of a declared function with a body"
)]
pub trait Compared {
    /// The path of the callback.
    #[doc(hidden)]
    const __NAME: &'static str;
    /// The declaration in C.
    #[doc(hidden)]
    const __DECLARATION: &'static str = Text::<OfCompared<Self>>::TEXT;
    /// The function pointer.
    #[doc(hidden)]
    type __Type;
    #[doc(hidden)]
    const __C: &'static [&'static str];
}

/// The pieces of a callback.
struct OfCompared<C: ?Sized>(PhantomData<C>);

impl<C: Compared + ?Sized> Pieces for OfCompared<C> {
    const PIECES: &'static [&'static str] = C::__C;
}

/// An opaque C type, which a block declares by its name.
///
/// # Safety
///
/// For the attribute alone: the type has no bytes and no values of Rust's, so that nothing can be written behind `&mut T`.
#[doc(hidden)]
pub unsafe trait Opaque {}

/// `Opacity::<T>::CONSTANT` is the qualifier of a type behind a reference.
///
/// The associated constant of the type itself is found before that of the trait [`Referred`], if its bound holds.
#[doc(hidden)]
#[derive(Debug)]
pub struct Opacity<T: ?Sized>(PhantomData<T>);

impl<T: Opaque + ?Sized> Opacity<T> {
    /// No qualifier.
    pub const CONSTANT: &'static str = "";
}

/// A type that Rust code reads.
#[doc(hidden)]
pub trait Referred {
    /// The qualifier: a reference is a pointer to a constant.
    const CONSTANT: &'static str = "const ";
}

impl<T: ?Sized> Referred for Opacity<T> {}
