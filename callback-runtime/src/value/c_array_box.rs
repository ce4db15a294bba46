//! Arrays that C allocated, with their deallocator: counted, or up to an element that marks the end.

use core::ffi::{CStr, c_char, c_void};
use core::fmt::{self, Debug, Formatter};
use core::ptr::NonNull;
use core::slice;

use crate::outcome::refused::Reason;
use crate::value::c_box::{CBox, CBoxed};
use crate::value::convert::{CType, aligned};
use crate::value::nullable::Nullable;
use crate::value::slice::valid_elements;
use crate::value::validity::check_freed;
use crate::value::vectors::Array;

/// C strings behind an array of pointers that C allocated: `char **names`, in a `CBox<CStrSlice>`.
///
/// None of the pointers is NULL. The deallocator frees the array, and whatever its manual says of the strings.
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::foreign::{CBox, CStrSlice};
/// use std::ffi::{CStr, c_int};
/// # mod c {
/// #     use std::ffi::{CString, c_char};
/// #     #[unsafe(no_mangle)] extern "C" fn doc_names() -> *mut *mut c_char {
/// #         Box::into_raw(Box::new([c"one".to_owned().into_raw(), c"two".to_owned().into_raw(), std::ptr::null_mut()])).cast()
/// #     }
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_names_free(names: *mut *mut c_char) {
/// #         let names = unsafe { Box::from_raw(names.cast::<[*mut c_char; 3]>()) };
/// #         names.iter().filter(|name| !name.is_null()).for_each(|name| drop(unsafe { CString::from_raw(*name) }));
/// #     }
/// # }
///
/// #[callback]
/// unsafe extern "C" {
///     # #[link_name = "doc_names_free"]
///     unsafe fn names_free(names: *mut *mut std::ffi::c_char);
///     /// `char **names(void)`: ends with NULL, and the caller frees it with `names_free`.
///     # #[link_name = "doc_names"]
///     #[callback(free = names_free, ends = null)]
///     safe fn names() -> CBox<CStrSlice>;
/// }
///
/// let names = names();
/// assert!(names.iter().eq([c"one", c"two"]));
/// // `names_free` is called here.
/// ```
#[repr(transparent)]
pub struct CStrSlice([*const c_char]);

impl CStrSlice {
    /// Returns the number of strings.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns true if there are no strings.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns a string; `None` if the index is out of bounds.
    pub fn get(&self, index: usize) -> Option<&CStr> {
        self.0.get(index).map(|text| {
            // SAFETY: a string of C, which lives as long as the array (`OWNED-BY-C`); `check` refused null.
            unsafe { CStr::from_ptr(*text) }
        })
    }

    /// Returns an iterator over the strings, in order.
    pub fn iter(&self) -> CStrSliceIter<'_> {
        CStrSliceIter { texts: self, left: 0..self.len() }
    }
}

impl Debug for CStrSlice {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a> IntoIterator for &'a CStrSlice {
    type Item = &'a CStr;
    type IntoIter = CStrSliceIter<'a>;

    fn into_iter(self) -> CStrSliceIter<'a> {
        self.iter()
    }
}

/// An iterator over the strings of a [`CStrSlice`].
#[derive(Clone, Debug)]
pub struct CStrSliceIter<'a> {
    texts: &'a CStrSlice,
    left: core::ops::Range<usize>,
}

impl<'a> Iterator for CStrSliceIter<'a> {
    type Item = &'a CStr;

    fn next(&mut self) -> Option<&'a CStr> {
        self.texts.get(self.left.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl DoubleEndedIterator for CStrSliceIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.texts.get(self.left.next_back()?)
    }
}

impl ExactSizeIterator for CStrSliceIter<'_> {}

// SAFETY: a pointer to the first element.
unsafe impl<T> CBoxed for [T] {
    type Raw = T;
    type Len = usize;

    unsafe fn borrow<'a>(pointer: NonNull<T>, len: usize) -> &'a [T] {
        // SAFETY: `borrow` requires so many valid elements that live for `'a`.
        unsafe { slice::from_raw_parts(pointer.as_ptr(), len) }
    }
}

// SAFETY: a pointer to the first pointer.
unsafe impl CBoxed for CStrSlice {
    type Raw = *const c_char;
    type Len = usize;

    unsafe fn borrow<'a>(pointer: NonNull<*const c_char>, len: usize) -> &'a CStrSlice {
        let texts = core::ptr::slice_from_raw_parts(pointer.as_ptr(), len) as *const CStrSlice;
        // SAFETY: `borrow` requires so many valid elements that live for `'a`; the type is a transparent slice of them.
        unsafe { &*texts }
    }
}

/// An array that a [`CBox`] can own.
#[doc(hidden)]
pub trait CBoxedArray: CBoxed<Len = usize> {
    /// Checks the elements.
    ///
    /// # Errors
    ///
    /// An element is none of Rust, or the array is larger than memory.
    ///
    /// # Safety
    ///
    /// The pointer is aligned, and there are `len` elements of C.
    unsafe fn check(first: NonNull<Self::Raw>, len: usize) -> Result<(), Reason>;
}

impl<T> CBoxedArray for [T] {
    unsafe fn check(first: NonNull<T>, len: usize) -> Result<(), Reason> {
        check_freed::<T>()?;
        // SAFETY: `check` requires so many elements.
        unsafe { valid_elements(first.as_ptr(), len) }.map(drop)
    }
}

impl CBoxedArray for CStrSlice {
    unsafe fn check(first: NonNull<*const c_char>, len: usize) -> Result<(), Reason> {
        // SAFETY: `check` requires so many elements, and any pointer is valid.
        let first = unsafe { valid_elements(first.as_ptr(), len) }?;
        // SAFETY: aligned, not too large, and so many.
        let texts = unsafe { slice::from_raw_parts(first.as_ptr(), len) };
        if texts.iter().any(|text| text.is_null()) { Err(Reason::Null) } else { Ok(()) }
    }
}

/// An array that C returns or writes, with a deallocator: a [`CBox`], or an `Option` of it.
///
/// # Safety
///
/// The contract of [`FromC`](crate::arg::FromC), except that the value is owned.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no array that a deallocator frees",
    label = "expected `CBox<[T]>`, `CBox<CStrSlice>` or an `Option` of one",
    note = "`len` and `ends` are for arrays; remove them for a single value"
)]
pub unsafe trait FromOwnedArray: CType + Sized {
    /// The referent of the C pointer, which the deallocator takes.
    type Freed;

    /// Takes ownership of the array. One that is refused for its length or an element is freed.
    ///
    /// # Errors
    ///
    /// The pointer is null or misaligned, the length is none, or an element is none of Rust.
    ///
    /// # Safety
    ///
    /// If the pointer is not null and is aligned, there are so many elements of C, which `free` alone frees.
    unsafe fn from_owned_array(
        c: Self::C,
        len: Result<usize, Reason>,
        free: unsafe fn(*mut c_void),
    ) -> Result<Self, Reason>;
}

// SAFETY: null and misaligned pointers are refused, and each element is checked.
unsafe impl<A: ?Sized + CBoxedArray> FromOwnedArray for CBox<A> {
    type Freed = A::Raw;

    unsafe fn from_owned_array(
        c: *mut A::Raw,
        len: Result<usize, Reason>,
        free: unsafe fn(*mut c_void),
    ) -> Result<Self, Reason> {
        let first = NonNull::new(c).ok_or(Reason::Null)?;
        aligned(c)?;
        let checked = len.and_then(|len| {
            // SAFETY: aligned; `from_owned_array` requires so many elements.
            unsafe { A::check(first, len) }.map(|()| len)
        });
        match checked {
            // SAFETY: checked, and owned by the contract of `from_owned_array` (`OWNED-BY-C`).
            Ok(len) => Ok(unsafe { CBox::of_len(first, len, free) }),
            Err(reason) => {
                // SAFETY: owned by the contract of `from_owned_array`, and this is the one time.
                unsafe { free(c.cast()) };
                Err(reason)
            }
        }
    }
}

// SAFETY: null is `None`; everything else is left to `CBox`.
unsafe impl<A: ?Sized + CBoxedArray> FromOwnedArray for Option<CBox<A>> {
    type Freed = A::Raw;

    unsafe fn from_owned_array(
        c: *mut A::Raw,
        len: Result<usize, Reason>,
        free: unsafe fn(*mut c_void),
    ) -> Result<Self, Reason> {
        if Nullable::is_null(c) {
            return Ok(None);
        }
        // SAFETY: both have one contract.
        unsafe { CBox::from_owned_array(c, len, free) }.map(Some)
    }
}

/// An array of C whose end an element marks.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no array with an element at its end",
    label = "expected `&[T]`, `Array<'_, T>`, `CBox<[T]>`, `CBox<CStrSlice>` or an `Option` of one",
    note = "`ends = WHEN` is for elements that are numbers or pointers; for structures write their number: `len = EXPR`"
)]
pub trait HasEnd: CType<C: Copy> {
    /// The C type of an element.
    type Element: Copy;

    /// Returns the pointer to the first element.
    fn first(c: Self::C) -> *const Self::Element;
}

#[diagnostic::do_not_recommend]
impl<T: CType<C: Copy>> HasEnd for &[T] {
    type Element = T::C;

    #[inline]
    fn first(c: *const T) -> *const T::C {
        const { assert!(size_of::<T>() == size_of::<T::C>(), "an element has the size that it has in C") };
        c.cast()
    }
}

#[diagnostic::do_not_recommend]
impl<T: CType<C: Copy>> HasEnd for Array<'_, T> {
    type Element = T::C;

    #[inline]
    fn first(c: *const T::C) -> *const T::C {
        c
    }
}

#[diagnostic::do_not_recommend]
impl<T: CType<C: Copy>> HasEnd for CBox<[T]> {
    type Element = T::C;

    #[inline]
    fn first(c: *mut T) -> *const T::C {
        <&[T]>::first(c)
    }
}

impl HasEnd for CBox<CStrSlice> {
    type Element = *const c_char;

    #[inline]
    fn first(c: *mut *const c_char) -> *const *const c_char {
        c
    }
}

impl<E: HasEnd<C: Nullable>> HasEnd for Option<E>
where
    Option<E>: CType<C = E::C>,
{
    type Element = E::Element;

    #[inline]
    fn first(c: E::C) -> *const E::Element {
        E::first(c)
    }
}

/// Gives the test for the end the type of an element.
#[doc(hidden)]
#[inline]
pub fn end_of<E: HasEnd, F: Fn(E::Element) -> bool>(is_end: F) -> F {
    is_end
}

/// Returns the number of elements before the one that marks the end; of a null pointer there are none.
///
/// # Errors
///
/// The pointer is misaligned.
///
/// # Safety
///
/// If the pointer is not null and is aligned, there are elements up to one that marks the end.
#[doc(hidden)]
pub unsafe fn len_to_end<E: HasEnd>(c: E::C, is_end: impl Fn(E::Element) -> bool) -> Result<usize, Reason> {
    let first = E::first(c);
    if first.is_null() {
        return Ok(0);
    }
    aligned(first)?;
    let mut len = 0;
    loop {
        // SAFETY: `len_to_end` requires an end, and no element before was it.
        let place = unsafe { first.add(len) };
        // SAFETY: in the array, up to its end; `Element` is `Copy`.
        if is_end(unsafe { place.read() }) {
            return Ok(len);
        }
        len += 1;
    }
}
