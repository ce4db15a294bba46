//! C arrays whose length is not in a parameter: `const int *levels`, `const char **names`.

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC, referent, valid};
use crate::value::overlap::Place;
use crate::value::validity;

/// An array that C passes without its length: the length follows from an object, from a value that ends the array, or
/// from the documentation alone.
///
/// In C it is a `const T *`, neither null nor misaligned, and valid until the call ends; `Option<CArray<T>>` is for
/// arrays that may be NULL. The length is not checked, so that methods that read the elements are unsafe. If a
/// parameter has the length, `&[T]` with `#[len(EXPR)]` is safe.
///
/// ```
/// use callback_runtime::arg::{CArray, CStrPtr};
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_char, c_void};
///
/// /// `void (*start)(void *data, const char *name, const char **attributes)`, ended by NULL, as expat's
/// #[callback]
/// fn start(#[context] names: &mut Vec<String>, name: &str, attributes: CArray<'_, CStrPtr>) {
///     // SAFETY: expat ends them with NULL.
///     for name in unsafe { attributes.until(|text| text.as_ptr().is_null()) } {
///         names.extend(name.to_str().ok().flatten().map(str::to_owned));
///     }
/// }
/// # let mut names = Vec::new();
/// # start::scope(&mut names, |cb| {
/// #     let shim: unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char) = cb.shim();
/// #     let mut attributes = [c"id".as_ptr(), c"7".as_ptr(), core::ptr::null()];
/// #     unsafe { shim(cb.context(), c"a".as_ptr(), attributes.as_mut_ptr()) };
/// # }).unwrap();
/// # assert_eq!(names, ["id", "7"]);
/// ```
///
/// It cannot be kept for longer than the call:
///
/// ```compile_fail
/// # use callback_runtime::arg::CArray;
/// # use callback_runtime::callback;
/// #[callback]
/// fn keep<'a>(array: CArray<'a, i32>, #[context] kept: &mut Vec<CArray<'a, i32>>) {
///     kept.push(array);
/// }
/// ```
pub struct CArray<'call, T> {
    first: NonNull<T>,
    call: PhantomData<&'call [T]>,
}

impl<T> Clone for CArray<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for CArray<'_, T> {}

impl<'call, T> CArray<'call, T> {
    /// Returns a pointer to the first element.
    pub fn as_ptr(self) -> *const T {
        self.first.as_ptr()
    }

    /// Returns the first `len` elements.
    ///
    /// # Safety
    ///
    /// The array has as many, each is a valid `T`, and C leaves them unchanged until the call ends.
    pub unsafe fn slice(self, len: usize) -> &'call [T] {
        // SAFETY: not null and aligned; `slice` requires the rest.
        unsafe { core::slice::from_raw_parts(self.first.as_ptr(), len) }
    }

    /// Returns the elements before the one that ends the array: NULL, 0, -1.
    ///
    /// # Safety
    ///
    /// The array has an element for which `ends` is true. That one and all before it are valid, and C leaves them
    /// unchanged until the call ends.
    pub unsafe fn until(self, mut ends: impl FnMut(&T) -> bool) -> &'call [T] {
        let mut len = 0;
        loop {
            // SAFETY: none before was the last, so that the array goes on.
            let element = unsafe { self.first.add(len) };
            // SAFETY: `until` requires that the elements up to the last are valid.
            if ends(unsafe { element.as_ref() }) {
                // SAFETY: each was looked at.
                return unsafe { self.slice(len) };
            }
            len += 1;
        }
    }
}

impl<T> Debug for CArray<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CArray").field(&self.first).finish()
    }
}

// SAFETY: a pointer to the first element.
unsafe impl<T> CType for CArray<'_, T> {
    type C = *const T;
}

// SAFETY: null and misaligned pointers are refused; the borrow is `'call`.
unsafe impl<'call, T> FromC<'call> for CArray<'call, T> {
    #[inline]
    unsafe fn from_c(c: *const T) -> Result<Self, Reason> {
        Ok(CArray { first: valid(c)?, call: PhantomData })
    }
}

/// An array that the callback may change, and that C passes without its length: `T *` in C.
///
/// It relates to [`CArray`] as `&mut [T]` to `&[T]`. Elements may be memory that was never written:
/// [`write`](CArrayMut::write) does not read the old value.
///
/// ```
/// use callback_runtime::arg::CArrayMut;
/// use callback_runtime::callback;
/// # use callback_runtime::Callback;
///
/// /// `void (*divide)(double re, double im, double *quotient)`, of two elements
/// #[callback]
/// fn halve(re: f64, im: f64, mut quotient: CArrayMut<'_, f64>) {
///     // SAFETY: a complex number has two parts.
///     unsafe { quotient.write(0, re / 2.0) };
///     // SAFETY: as above.
///     unsafe { quotient.write(1, im / 2.0) };
/// }
/// # let mut quotient = [0.0; 2];
/// # let shim: unsafe extern "C" fn(f64, f64, *mut f64) = halve::shim();
/// # unsafe { shim(3.0, 1.0, quotient.as_mut_ptr()) };
/// # assert_eq!(quotient, [1.5, 0.5]);
/// ```
pub struct CArrayMut<'call, T> {
    first: NonNull<T>,
    call: PhantomData<&'call mut [T]>,
}

impl<T> CArrayMut<'_, T> {
    /// Returns a pointer to the first element.
    pub fn as_mut_ptr(&mut self) -> *mut T {
        self.first.as_ptr()
    }

    /// Returns the first `len` elements.
    ///
    /// # Safety
    ///
    /// The array has as many, each is a valid `T`, and nothing else uses them while the slice exists.
    pub unsafe fn slice_mut(&mut self, len: usize) -> &mut [T] {
        // SAFETY: not null and aligned; `slice_mut` requires the rest.
        unsafe { core::slice::from_raw_parts_mut(self.first.as_ptr(), len) }
    }

    /// Writes one element. The old value is not dropped.
    ///
    /// # Safety
    ///
    /// The array has more than `index` elements, and there is no reference to this one: no other argument of the call
    /// refers to the same memory.
    pub unsafe fn write(&mut self, index: usize, value: T) {
        // SAFETY: `write` requires that the index is inside of the array.
        let element = unsafe { self.first.add(index) };
        // SAFETY: aligned as the first, and C's to be written for the call.
        unsafe { element.write(value) };
    }
}

impl<T> Debug for CArrayMut<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CArrayMut").field(&self.first).finish()
    }
}

// SAFETY: a pointer to the first element.
unsafe impl<T> CType for CArrayMut<'_, T> {
    type C = *mut T;
}

// SAFETY: null and misaligned pointers are refused; the borrow is `'call`.
unsafe impl<'call, T> FromC<'call> for CArrayMut<'call, T> {
    #[inline]
    unsafe fn from_c(c: *mut T) -> Result<Self, Reason> {
        Ok(CArrayMut { first: valid(c)?, call: PhantomData })
    }

    // The length is not a parameter of the conversion; elements are written through a pointer.
    #[inline]
    unsafe fn __place(c: &*mut T) -> Place {
        Place::written(*c)
    }
}

/// One `const T *` in a C array of pointers, which may be null: `&[CPtr<T>]`, `CArray<'_, CPtr<T>>`.
///
/// Like [`CStrPtr`](crate::arg::CStrPtr) it has the lifetime of the call, elided in a parameter and written in a struct.
///
/// Its pointee is not compared with other arguments: C must not point it into one that the callback has as `&mut T`.
///
/// ```
/// use callback_runtime::arg::CPtr;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::c_void;
///
/// /// `int (*total)(const int *const *values, size_t n)`
/// #[callback(fail = -1)]
/// fn total(#[len(n)] values: &[CPtr<i32>], n: usize) -> i32 {
///     values.iter().filter_map(CPtr::to_ref).sum()
/// }
/// # let shim: unsafe extern "C" fn(*const *const i32, usize) -> i32 = total::shim();
/// # assert_eq!(unsafe { shim([&1, core::ptr::null(), &41].as_ptr(), 3) }, 42);
/// ```
#[repr(transparent)]
pub struct CPtr<'call, T>(*const T, PhantomData<&'call T>);

impl<T> Clone for CPtr<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for CPtr<'_, T> {}

impl<T> Debug for CPtr<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CPtr").field(&self.0).finish()
    }
}

impl<'call, T> CPtr<'call, T> {
    /// Returns the referent; `None` if the pointer is null or misaligned, or if it has a NULL that `T` does not allow.
    ///
    /// Also returns `None` if `T` is or contains a `bool`, a `char` or an enum: C may have other bits there, and no
    /// check finds them. Use the integer type instead.
    pub fn to_ref(&self) -> Option<&'call T> {
        if validity::is_unchecked::<T>() {
            return None;
        }
        // SAFETY: `IN-C-MEMORY`.
        let referent = unsafe { referent(self.0) }.ok()?;
        // SAFETY: `IN-C-MEMORY`; not null and aligned.
        Some(unsafe { referent.as_ref() })
    }

    /// Returns the pointer itself.
    pub fn as_ptr(&self) -> *const T {
        self.0
    }
}
