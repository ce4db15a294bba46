//! The trait that the attribute implements, and what a user does with an annotated function.

use crate::fn_pointer::{CFnPointer, ContextPointer, FnPointer, Matches, SafeFnPointer, convert, convert_safe};
use crate::frame::Access;
use crate::outcome::Flow;
use crate::owner::Owner;
use crate::scope::{self, Scope};

/// A function that C can call: what `#[callback]` makes of an annotated function.
///
/// It is implemented for a type of the function's name, which has no values. Import the trait to reach
/// [`scope`](Callback::scope) and [`shim`](Callback::shim).
///
/// ```
/// use callback_runtime::{Callback, callback};
/// use core::cmp::Ordering;
///
/// /// `int (*compar)(const void *, const void *, void *)`
/// #[callback]
/// fn by_age(a: &u32, b: &u32, #[context] calls: &mut usize) -> Ordering {
///     *calls += 1;
///     a.cmp(b)
/// }
///
/// # #[cfg(target_os = "linux")] {
/// let mut ages = [40_u32, 7, 23];
/// let mut calls = 0;
/// by_age::scope(&mut calls, |cb| unsafe {
///     libc::qsort_r(ages.as_mut_ptr().cast(), 3, 4, cb.shim(), cb.context());
/// })?;
/// assert_eq!(ages, [7, 23, 40]);
/// assert!(calls >= 2);
/// # }
/// # Ok::<(), callback_runtime::Refused>(())
/// ```
///
/// # Safety
///
/// For the attribute alone: `SHIM` must be an instance of the trampoline for this callback.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a callback",
    note = "`#[callback]` on a function makes a type of the function's name that is one"
)]
pub unsafe trait Callback: Sized {
    /// The type of the shim: `unsafe extern "C" fn(…) -> …`, in the C types of the parameters.
    type Fn: FnPointer;

    /// The state behind the context pointer: `T` of `#[context] x: &mut T`, `&T` or `T`; `()` without one.
    type Context: ?Sized;

    /// The shim, for a context of any owner.
    ///
    /// # Safety
    ///
    /// Calling it is what C does: every argument must be what the annotated function declares, valid for
    /// the call, and the context must be one that an owner of this callback gave out and still keeps. The
    /// expressions of `#[len]` and `#[context(from)]` must be sound to evaluate on the arguments.
    const SHIM: Self::Fn;

    /// The name in messages: the path of the function.
    const NAME: &'static str;

    #[doc(hidden)]
    type Access: Access<Self::Context>;
    #[doc(hidden)]
    type Flow: Flow;
    #[doc(hidden)]
    type Pointer: ContextPointer;
    #[doc(hidden)]
    const PARAMETERS: &'static [&'static str];
    #[doc(hidden)]
    const CAPTURES: bool;
    #[doc(hidden)]
    const REFUSES: bool;
    #[doc(hidden)]
    fn __shim<O: Owner>() -> Self::Fn;

    /// Lends the context to C while `body` runs, and hands back what the calls left.
    ///
    /// `body` calls C with [`Scope::shim`] and [`Scope::context`]. It is for C functions that use the
    /// callback during the call alone, as `qsort` does, and for objects that are destroyed before it
    /// returns. Scopes nest.
    ///
    /// The context is what the `#[context]` parameter says: `&mut T`, `&T`, a raw pointer, or a `T` that
    /// the one call consumes and that is dropped if none comes.
    ///
    /// What is returned depends on what the function returns:
    ///
    /// | function | scope |
    /// | --- | --- |
    /// | `Result<T, E>` | `Result<R, Failed<E>>` |
    /// | `ControlFlow<B, T>` | `Result<ControlFlow<B, R>, Refused>` |
    /// | anything else | `Result<R, Refused>` |
    ///
    /// `R` is the result of `body`. It is dropped where the callback stopped; keep it in a variable outside
    /// where it matters then.
    ///
    /// # Errors
    ///
    /// What the function returned as `Err`, or that a call was refused: see [`Refused`](crate::Refused).
    ///
    /// # Panics
    ///
    /// Resumes the panic of the callback.
    fn scope<'b, R>(
        context: <Self::Access as Access<Self::Context>>::Borrowed<'b>,
        body: impl FnOnce(&Scope<'_, Self>) -> R,
    ) -> <Self::Flow as Flow>::Handed<R>
    where
        Self::Context: 'b,
    {
        scope::scope::<Self, R>(context, body)
    }

    /// The shim for a context of any owner, as the pointer type that the call site has.
    ///
    /// This is the way to a callback without `#[context]`. The two signatures are compared at compile time.
    ///
    /// ```
    /// use callback_runtime::{Callback, callback};
    /// use core::{cmp::Ordering, ffi::c_void};
    ///
    /// #[callback]
    /// fn ascending(a: &u32, b: &u32) -> Ordering {
    ///     a.cmp(b)
    /// }
    ///
    /// let mut numbers = [3_u32, 1, 2];
    /// unsafe { libc::qsort(numbers.as_mut_ptr().cast::<c_void>(), 3, 4, ascending::shim()) };
    /// assert_eq!(numbers, [1, 2, 3]);
    /// ```
    fn shim<P: CFnPointer>() -> P
    where
        Self::Fn: Matches<P::Pointer>,
    {
        convert(Self::SHIM)
    }

    /// As [`shim`](Callback::shim), for declarations that ask for a safe `extern fn`.
    ///
    /// # Safety
    ///
    /// The pointer must not be called by safe code, although its type allows it: see [`SHIM`](Callback::SHIM).
    unsafe fn shim_safe<P: SafeFnPointer>() -> P
    where
        Self::Fn: Matches<P::Pointer>,
    {
        // SAFETY: the caller's promise.
        unsafe { convert_safe(Self::SHIM) }
    }
}
