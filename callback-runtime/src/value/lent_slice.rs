//! Slices that a callback lends to C: `#[result(pointer)]` and `#[result(len)]` name the out-parameters.

use core::ffi::c_void;
use core::ops::ControlFlow;

use crate::outcome::refused::Reason;
use crate::value::allocated::{Allocated, Allocator};
use crate::value::convert::IntoC;
use crate::value::nullable::Nullable;
use crate::value::out::Out;
use crate::value::returns::{Halt, Refusal};

/// A value with a pointer and a length for C.
///
/// The pointer is guaranteed no more than a raw pointer: its validity is up to the context and C. The attribute checks
/// that it borrows from the context and from no argument.
#[doc(hidden)]
pub trait Slice {
    /// The type of the pointer to the first element.
    type Pointer: Nullable;

    /// Returns the number of elements.
    fn len(&self) -> usize;

    /// Returns the pointer, which C receives.
    fn pointer(self) -> Self::Pointer;
}

impl<T> Slice for &[T] {
    type Pointer = *const T;

    #[inline]
    fn len(&self) -> usize {
        <[T]>::len(self)
    }

    #[inline]
    fn pointer(self) -> *const T {
        self.as_ptr()
    }
}

impl<T> Slice for &mut [T] {
    type Pointer = *mut T;

    #[inline]
    fn len(&self) -> usize {
        <[T]>::len(self)
    }

    #[inline]
    fn pointer(self) -> *mut T {
        self.as_mut_ptr()
    }
}

/// Memory that C frees. If it does not reach C after all, it is freed here.
impl<T: 'static, A: Allocator> Slice for Allocated<[T], A> {
    type Pointer = *mut T;

    #[inline]
    fn len(&self) -> usize {
        Allocated::len(self)
    }

    #[inline]
    fn pointer(self) -> *mut T {
        self.into_raw().cast()
    }
}

impl Slice for &str {
    type Pointer = *const u8;

    #[inline]
    fn len(&self) -> usize {
        str::len(self)
    }

    #[inline]
    fn pointer(self) -> *const u8 {
        self.as_ptr()
    }
}

/// `None` is a null pointer with length 0.
impl<S: Slice> Slice for Option<S> {
    type Pointer = S::Pointer;

    #[inline]
    fn len(&self) -> usize {
        self.as_ref().map_or(0, S::len)
    }

    #[inline]
    fn pointer(self) -> S::Pointer {
        self.map_or(S::Pointer::NULL, S::pointer)
    }
}

/// A result that contains a slice.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no pointer and length for C",
    label = "expected `&[T]`, `&mut [T]`, `&str`, `Allocated<[T]>`, or an `Option` or `Result` with one",
    note = "`#[result(pointer)]` and `#[result(len)]` say where C gets those of a slice"
)]
pub trait LendsSlice {
    /// The slice.
    type Slice: Slice;

    /// The result with a `V` in place of the slice.
    type With<V>;

    /// Replaces the slice with the result of `give`.
    ///
    /// # Errors
    ///
    /// Returns the error of `give`.
    fn give<V>(self, give: impl FnOnce(Self::Slice) -> Result<V, Reason>) -> Result<Self::With<V>, Reason>;
}

impl<S: Slice> LendsSlice for S {
    type Slice = S;
    type With<V> = V;

    #[inline]
    fn give<V>(self, give: impl FnOnce(S) -> Result<V, Reason>) -> Result<V, Reason> {
        give(self)
    }
}

impl<S: Slice, E> LendsSlice for Result<S, E> {
    type Slice = S;
    type With<V> = Result<V, E>;

    #[inline]
    fn give<V>(self, give: impl FnOnce(S) -> Result<V, Reason>) -> Result<Result<V, E>, Reason> {
        self.map(give).map_or_else(|error| Ok(Err(error)), |given| given.map(Ok))
    }
}

impl<S: Slice, B> LendsSlice for ControlFlow<B, S> {
    type Slice = S;
    type With<V> = ControlFlow<B, V>;

    #[inline]
    fn give<V>(self, give: impl FnOnce(S) -> Result<V, Reason>) -> Result<ControlFlow<B, V>, Reason> {
        match self {
            ControlFlow::Continue(slice) => give(slice).map(ControlFlow::Continue),
            ControlFlow::Break(stop) => Ok(ControlFlow::Break(stop)),
        }
    }
}

/// The pointer of the slice in a result.
#[doc(hidden)]
pub type LentPointer<R> = <<R as LendsSlice>::Slice as Slice>::Pointer;

/// An out-parameter for the pointer to the first element.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no place for a `{P}`",
    label = "expected a place for the pointer to the first element",
    note = "`void **` is `Out<'_, *const c_void>`; C needs `*const` for `&[T]` and `*mut` for `&mut [T]` and `Allocated<[T]>`, of the same `T`"
)]
pub trait PlaceOfPointer<P> {
    /// Writes the pointer, if there is a place.
    fn put(&self, pointer: impl FnOnce() -> P);
}

/// The C element type of a pointer to `T`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "C gets a pointer to `{T}`, and not one to `{Self}`",
    label = "the slice has elements of type `{T}`"
)]
pub trait ElementOf<T> {}

impl<T> ElementOf<T> for T {}
// Types without a length of their own in C are counted in bytes.
impl ElementOf<u8> for c_void {}
impl ElementOf<u8> for i8 {}

impl<T, U: ElementOf<T>> PlaceOfPointer<*const T> for Out<'_, *const U> {
    #[inline]
    fn put(&self, pointer: impl FnOnce() -> *const T) {
        self.set(pointer().cast());
    }
}

impl<T, U: ElementOf<T>> PlaceOfPointer<*mut T> for Out<'_, *mut U> {
    #[inline]
    fn put(&self, pointer: impl FnOnce() -> *mut T) {
        self.set(pointer().cast());
    }
}

impl<P, O: PlaceOfPointer<P>> PlaceOfPointer<P> for Option<O> {
    #[inline]
    fn put(&self, pointer: impl FnOnce() -> P) {
        if let Some(place) = self {
            place.put(pointer);
        }
    }
}

/// An out-parameter for the number of elements.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no place for a length",
    label = "expected a place for the number of elements",
    note = "`size_t *` is `Out<'_, usize>`, `int *` is `Out<'_, c_int>`"
)]
pub trait PlaceOfLength {
    /// The integer type of the length.
    type Length;

    /// Converts the length to its C type.
    ///
    /// # Errors
    ///
    /// Fails if the length does not fit.
    fn length(&self, len: usize) -> Result<Self::Length, Reason>;

    /// Writes the length.
    fn put(&self, len: Self::Length);
}

impl<N: IntoC + TryFrom<usize>> PlaceOfLength for Out<'_, N> {
    type Length = N;

    #[inline]
    fn length(&self, len: usize) -> Result<N, Reason> {
        N::try_from(len).map_err(|_| Reason::OutOfRange)
    }

    #[inline]
    fn put(&self, len: N) {
        self.set(len);
    }
}

impl<O: PlaceOfLength> PlaceOfLength for Option<O> {
    type Length = Option<O::Length>;

    #[inline]
    fn length(&self, len: usize) -> Result<Self::Length, Reason> {
        self.as_ref().map(|place| place.length(len)).transpose()
    }

    #[inline]
    fn put(&self, len: Self::Length) {
        if let (Some(place), Some(len)) = (self, len) {
            place.put(len);
        }
    }
}

/// Lends a slice with `#[result(pointer)]` alone: the length is the result for C.
///
/// # Errors
///
/// Never fails.
#[doc(hidden)]
#[inline]
pub fn lend_pointer<R: LendsSlice, S, A>(
    result: R,
    pointer: &impl PlaceOfPointer<LentPointer<R>>,
) -> Result<R::With<usize>, Halt<S, A>> {
    lend(result, |slice| {
        let len = slice.len();
        pointer.put(|| slice.pointer());
        Ok(len)
    })
}

/// Lends a slice with `#[result(len)]` alone: the pointer is the result for C.
///
/// # Errors
///
/// Fails if the length does not fit.
#[doc(hidden)]
#[inline]
pub fn lend_len<R: LendsSlice, S, A>(
    result: R,
    length: &impl PlaceOfLength,
) -> Result<R::With<LentPointer<R>>, Halt<S, A>> {
    lend(result, |slice| {
        length.put(length.length(slice.len())?);
        Ok(slice.pointer())
    })
}

/// Lends a slice with both: a status is the result for C.
///
/// # Errors
///
/// Fails if the length does not fit.
#[doc(hidden)]
#[inline]
pub fn lend_both<R: LendsSlice, S, A>(
    result: R,
    pointer: &impl PlaceOfPointer<LentPointer<R>>,
    length: &impl PlaceOfLength,
) -> Result<R::With<()>, Halt<S, A>> {
    lend(result, |slice| {
        let len = length.length(slice.len())?;
        pointer.put(|| slice.pointer());
        length.put(len);
        Ok(())
    })
}

#[inline]
fn lend<R: LendsSlice, V, S, A>(
    result: R,
    put: impl FnOnce(R::Slice) -> Result<V, Reason>,
) -> Result<R::With<V>, Halt<S, A>> {
    result.give(put).map_err(|reason| Halt::Refused(Refusal { parameter: usize::MAX, reason }))
}
