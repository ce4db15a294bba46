//! Arrays whose elements are checked one by one: counted, or up to a NULL.

use core::ffi::CStr;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::ops::{Deref, Range};
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC, valid};
use crate::value::nullable::Nullable;
use crate::value::overlap::{Place, Rows};
use crate::value::slice::{FromCLen, valid_slice};
use crate::value::to_c::{InPlace, ToC, ToCLen};

/// A counted array of parameter values: `struct point **points, int n`, `const char **names`, `enum level *`.
///
/// The length is given by `#[len(EXPR)]`. Every element is checked at the call, like a parameter `T`, and the
/// first that `T` refuses refuses the call: `Array<'_, &Point>` has no NULL inside, `Array<'_, &str>` is UTF-8,
/// `Array<'_, Level>` has only known values, and `Array<'_, Option<&CStr>>` may have NULLs. Numbers and structs by
/// value need no check: `&[T]` is a view of them.
///
/// ```
/// use callback_runtime::arg::Array;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_char, c_int, c_void};
///
/// /// `int (*on_args)(int argc, char **argv, void *data)`
/// #[callback(fail = -1)]
/// fn on_args(argc: c_int, #[len(argc)] argv: Array<'_, &str>, #[context] seen: &mut Vec<String>) -> c_int {
///     seen.extend(argv.iter().map(str::to_owned));
///     argc
/// }
/// # let mut seen = vec![];
/// # let mut argv = [c"a".as_ptr(), c"b".as_ptr(), core::ptr::null()];
/// # let shim: unsafe extern "C" fn(c_int, *mut *const c_char, *mut c_void) -> c_int = on_args::shim();
/// # on_args::scope(&mut seen, |cb| unsafe { assert_eq!(shim(2, argv.as_mut_ptr(), cb.context()), 2) }).unwrap();
/// # assert_eq!(seen, ["a", "b"]);
/// # let refused = on_args::scope(&mut seen, |cb| unsafe { shim(3, argv.as_mut_ptr(), cb.context()) }).unwrap_err();
/// # assert_eq!(refused.to_string().split_once(": ").unwrap().1, "parameter `argv` is NULL");
/// ```
///
/// NULL with length 0 is the empty array.
pub struct Array<'call, T: CType> {
    start: NonNull<T::C>,
    len: usize,
    /// The conversion of `T` for `'call`, so that users of the array need not name that lifetime.
    convert: Convert<T>,
    call: PhantomData<(&'call [T::C], T)>,
}

type Convert<T> = unsafe fn(<T as CType>::C) -> Result<T, Reason>;

impl<'call, T> Array<'call, T>
where
    T: CType<C: Copy> + Copy,
{
    /// Returns the number of elements.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns true if there are no elements.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns an element; `None` if the index is out of bounds.
    ///
    /// # Panics
    ///
    /// C has changed it during the call, to a value that `T` refuses.
    pub fn get(&self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        // SAFETY: in the array.
        match unsafe { self.read(index) } {
            Ok(value) => Some(value),
            Err(reason) => panic!("element {index} of an array of C's {reason}"),
        }
    }

    /// Returns an iterator over the elements, in order.
    pub fn iter(&self) -> ArrayIter<'_, 'call, T> {
        ArrayIter { array: self, left: 0..self.len }
    }

    /// Wraps an array of Rust, for C.
    ///
    /// # Safety
    ///
    /// There are `len` elements, each a valid `T` from C, for `'call`.
    #[cfg(feature = "std")]
    pub(crate) unsafe fn of(start: NonNull<T::C>, len: usize) -> Self
    where
        T: FromC<'call>,
    {
        Array { start, len, convert: T::from_c, call: PhantomData }
    }

    /// # Safety
    ///
    /// `index` is in the array.
    unsafe fn read(&self, index: usize) -> Result<T, Reason> {
        // SAFETY: `read` requires an index below the length.
        let place = unsafe { self.start.add(index) };
        // SAFETY: aligned (`CHECKED`), and C's for the call (`PASSED`). `C` is `Copy`.
        let value = unsafe { place.read() };
        // SAFETY: C passed it for `'call`, and a `T` that is `Copy` is not exclusive.
        unsafe { (self.convert)(value) }
    }

    /// Checks every element.
    fn checked(self) -> Result<Self, Reason> {
        for index in 0..self.len {
            // SAFETY: in the array.
            unsafe { self.read(index) }?;
        }
        Ok(self)
    }
}

impl<T> Debug for Array<'_, T>
where
    T: CType<C: Copy> + Copy + Debug,
{
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a, 'call, T> IntoIterator for &'a Array<'call, T>
where
    T: CType<C: Copy> + Copy,
{
    type Item = T;
    type IntoIter = ArrayIter<'a, 'call, T>;

    fn into_iter(self) -> ArrayIter<'a, 'call, T> {
        self.iter()
    }
}

/// An iterator over the elements of an [`Array`] or [`NullTerminated`].
pub struct ArrayIter<'a, 'call, T: CType> {
    array: &'a Array<'call, T>,
    left: Range<usize>,
}

impl<T: CType> Debug for ArrayIter<'_, '_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArrayIter").field("left", &self.left).finish()
    }
}

impl<T> Iterator for ArrayIter<'_, '_, T>
where
    T: CType<C: Copy> + Copy,
{
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.array.get(self.left.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl<T> DoubleEndedIterator for ArrayIter<'_, '_, T>
where
    T: CType<C: Copy> + Copy,
{
    fn next_back(&mut self) -> Option<T> {
        self.array.get(self.left.next_back()?)
    }
}

impl<T> ExactSizeIterator for ArrayIter<'_, '_, T> where T: CType<C: Copy> + Copy {}

// SAFETY: a pointer to the first element.
unsafe impl<T: CType> CType for Array<'_, T> {
    type C = *const T::C;
}

// SAFETY: checked by `valid_slice`, and each element by `T`; the borrow is `'call`.
unsafe impl<'call, T> FromCLen<'call> for Array<'call, T>
where
    T: FromC<'call, C: Copy> + Copy,
{
    unsafe fn from_c_len(c: *const T::C, len: usize) -> Result<Self, Reason> {
        Array { start: valid_slice(c, len)?, len, convert: T::from_c, call: PhantomData }.checked()
    }

    unsafe fn __place(c: &*const T::C, len: usize) -> Place {
        Place::frozen(*c, len)
    }

    unsafe fn __rows(c: &*const T::C, len: usize) -> Option<Rows> {
        valid_slice(*c, len).ok()?;
        // SAFETY: not null and aligned, or no elements; so many for the call (`PASSED`).
        T::__REFERS.then(|| unsafe { Rows::new(c.cast(), len, 0, element::<T>) })
    }
}

/// Returns the place behind an element.
///
/// # Safety
///
/// The index is in an array that is aligned, of values that C passes for a `T`.
unsafe fn element<'call, T: FromC<'call, C: Copy>>(first: *const (), index: usize, _len: usize) -> Place {
    // SAFETY: `element` requires an index in the array.
    let place = unsafe { first.cast::<T::C>().add(index) };
    // SAFETY: in the array, which is aligned. `C` is `Copy`.
    let c = unsafe { place.read() };
    // SAFETY: C passed it for the call.
    unsafe { T::__place(&c) }
}

/// An array that ends with NULL: `char **environ`, `struct object **objects`.
///
/// It is an [`Array`] without a `#[len]`: C marks its end. The elements before are checked at the call, like a parameter
/// `T`: `NullTerminated<'_, &CStr>`, also called [`CStrVec`], `NullTerminated<'_, &str>`,
/// `NullTerminated<'_, &Object>`, `NullTerminated<'_, *mut Object>`.
///
/// ```
/// use callback_runtime::arg::CStrVec;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_char, c_int, c_void};
///
/// /// `int (*on_row)(char **cells, void *data)`
/// #[callback(fail = -1)]
/// fn on_row(cells: CStrVec<'_>, #[context] longest: &mut usize) -> c_int {
///     *longest = cells.iter().map(|cell| cell.count_bytes()).max().unwrap_or(0);
///     cells.len() as c_int
/// }
/// # let (mut longest, mut cells) = (0, [c"a".as_ptr(), c"four".as_ptr(), core::ptr::null()]);
/// # on_row::scope(&mut longest, |cb| {
/// #     let shim: unsafe extern "C" fn(*mut *const c_char, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { assert_eq!(shim(cells.as_mut_ptr(), cb.context()), 2) };
/// # }).unwrap();
/// # assert_eq!(longest, 4);
/// ```
///
/// NULL and misaligned arrays are refused; `Option<NullTerminated>` is for C functions that pass NULL for no array.
pub struct NullTerminated<'call, T: CType>(Array<'call, T>);

/// A vector of strings that ends with NULL: `char **argv`.
pub type CStrVec<'call> = NullTerminated<'call, &'call CStr>;

#[cfg(feature = "std")]
impl<'call, T: CType> NullTerminated<'call, T> {
    /// # Safety
    ///
    /// A NULL follows the last element.
    pub(crate) unsafe fn of(array: Array<'call, T>) -> Self {
        NullTerminated(array)
    }
}

impl<'call, T: CType> Deref for NullTerminated<'call, T> {
    type Target = Array<'call, T>;

    fn deref(&self) -> &Array<'call, T> {
        &self.0
    }
}

impl<T> Debug for NullTerminated<'_, T>
where
    T: CType<C: Copy> + Copy + Debug,
{
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'a, 'call, T> IntoIterator for &'a NullTerminated<'call, T>
where
    T: CType<C: Copy> + Copy,
{
    type Item = T;
    type IntoIter = ArrayIter<'a, 'call, T>;

    fn into_iter(self) -> ArrayIter<'a, 'call, T> {
        self.0.iter()
    }
}

// SAFETY: a pointer to the first element.
unsafe impl<T: CType<C: Nullable>> CType for NullTerminated<'_, T> {
    type C = *const T::C;
}

// SAFETY: null and misaligned arrays are refused, and each element by `T`; the borrow is `'call`.
unsafe impl<'call, T> FromC<'call> for NullTerminated<'call, T>
where
    T: FromC<'call, C: Nullable> + Copy,
{
    unsafe fn from_c(c: *const T::C) -> Result<Self, Reason> {
        // SAFETY: C ends the array with NULL (`PASSED`).
        let (start, len) = unsafe { terminated(c) }?;
        Array { start, len, convert: T::from_c, call: PhantomData }.checked().map(NullTerminated)
    }

    unsafe fn __place(c: &*const T::C) -> Place {
        // SAFETY: C ends the array with NULL (`PASSED`).
        let found = unsafe { terminated(*c) };
        found.map_or(Place::NONE, |(_, len)| Place::frozen(*c, len + 1))
    }

    unsafe fn __rows(c: &*const T::C) -> Option<Rows> {
        // SAFETY: C ends the array with NULL (`PASSED`).
        let (_, len) = unsafe { terminated(*c) }.ok()?;
        // SAFETY: not null and aligned; so many elements for the call (`PASSED`).
        T::__REFERS.then(|| unsafe { Rows::new(c.cast(), len, 0, element::<T>) })
    }
}

/// Returns the address of an array, and the number of elements before its NULL.
///
/// # Safety
///
/// If the pointer is not null and is aligned, there is an array that ends with NULL.
unsafe fn terminated<C: Nullable>(c: *const C) -> Result<(NonNull<C>, usize), Reason> {
    let start = valid(c)?;
    let mut len = 0;
    loop {
        // SAFETY: `terminated` requires a NULL, and none before was it.
        let place = unsafe { start.add(len) };
        // SAFETY: in the array, up to its NULL; a pointer is `Copy`.
        if unsafe { place.read() }.is_null() {
            return Ok((start, len));
        }
        len += 1;
    }
}

// SAFETY: C is given the pointer to the array itself.
unsafe impl<T: CType<C: Nullable>> InPlace for NullTerminated<'_, T> {}

// SAFETY: the elements live as long as the array does.
unsafe impl<T: CType> ToCLen for Array<'_, T> {
    #[inline]
    fn c_len(self) -> (*const T::C, usize) {
        (self.start.as_ptr(), self.len)
    }
}

// SAFETY: the elements live as long as the array does, and there is a NULL behind the last.
unsafe impl<T: CType<C: Nullable>> ToC for NullTerminated<'_, T> {
    type Kept = *const T::C;

    #[inline]
    fn keep(self) -> Result<*const T::C, Reason> {
        Ok(self.0.start.as_ptr())
    }

    #[inline]
    fn c(kept: &mut *const T::C) -> *const T::C {
        *kept
    }
}
