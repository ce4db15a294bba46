//! Arrays of strings for C: `char **argv`, `const char *const *names, size_t n`.

use core::ffi::{CStr, c_char};
use core::fmt::{self, Debug, Formatter};
use core::ptr::NonNull;
use std::ffi::CString;
use std::vec::Vec;

use crate::value::vectors::{Array, CStrVec, NullTerminated};

/// Strings with the array of pointers to them that C functions take, which ends with NULL.
///
/// [`array`](CStrArray::array) is for a parameter `Array<'_, &CStr>` of a declared function, with its length in another
/// parameter, and [`terminated`](CStrArray::terminated) for a [`CStrVec`], which ends with NULL.
///
/// ```
/// # #[cfg(unix)] {
/// use callback_runtime::arg::{CStrVec, Out};
/// use callback_runtime::callback;
/// use callback_runtime::foreign::CStrArray;
/// use core::ffi::{c_char, c_int};
///
/// #[callback]
/// unsafe extern "C" {
///     /// `int getsubopt(char **option, char *const *tokens, char **value)`
///     fn getsubopt(option: &mut *mut c_char, tokens: CStrVec<'_>, value: Out<'_, *mut c_char>) -> c_int;
/// }
///
/// let tokens: CStrArray = [c"name", c"size"].into_iter().collect();
/// let (mut text, mut value) = (*b"size=7\0", core::ptr::null_mut());
/// let mut option = text.as_mut_ptr().cast();
/// // SAFETY: the option is a string that may be changed.
/// let token = unsafe { getsubopt(&mut option, tokens.terminated(), Out::from(&mut value)) };
/// assert_eq!(tokens.array().get(token as usize), Some(c"size"));
/// # assert_eq!(unsafe { core::ffi::CStr::from_ptr(value) }, c"7");
/// # }
/// ```
pub struct CStrArray {
    texts: Vec<CString>,
    /// A pointer to each of the texts, which stay where they are, and NULL at the end.
    pointers: Vec<*const c_char>,
}

// SAFETY: the pointers are to the texts that it owns, which nobody changes.
unsafe impl Send for CStrArray {}
// SAFETY: nothing changes by a shared reference, neither the pointers nor the texts.
unsafe impl Sync for CStrArray {}

impl CStrArray {
    /// Returns the array for a parameter with the length in another one.
    pub fn array(&self) -> Array<'_, &CStr> {
        let start = NonNull::from(self.pointers.as_slice()).cast();
        // SAFETY: a pointer to each text, all of which live as long as the borrow.
        unsafe { Array::of(start, self.texts.len()) }
    }

    /// Returns the array that ends with NULL.
    pub fn terminated(&self) -> CStrVec<'_> {
        // SAFETY: there is a NULL behind the last.
        unsafe { NullTerminated::of(self.array()) }
    }
}

impl<T: Into<CString>> FromIterator<T> for CStrArray {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let texts: Vec<CString> = texts.into_iter().map(T::into).collect();
        let pointers = texts.iter().map(|text| text.as_ptr()).chain([core::ptr::null()]).collect();
        CStrArray { texts, pointers }
    }
}

impl Debug for CStrArray {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.texts.fmt(f)
    }
}
