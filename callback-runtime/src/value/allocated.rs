//! Results that C has to free: strings and values in memory of a C allocator.

use core::ffi::{CStr, c_char, c_void};
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::{CType, IntoC};

/// The allocator whose memory a C library frees: its `free`, `g_free`, `sqlite3_free`.
///
/// ```
/// use callback_runtime::ret::{Allocated, Allocator, OutOfMemory};
/// use core::ffi::c_void;
/// # use libc::{free as lib_free, malloc as lib_malloc};
///
/// /// `void *lib_malloc(size_t)` and `void lib_free(void *)`
/// enum Lib {}
///
/// // SAFETY: the library's own pair, of which the manual says that it aligns as `malloc` does.
/// unsafe impl Allocator for Lib {
///     fn allocate(size: usize) -> *mut c_void {
///         unsafe { lib_malloc(size) }
///     }
///
///     unsafe fn free(memory: *mut c_void) {
///         unsafe { lib_free(memory) }
///     }
/// }
///
/// /// What a callback returns that the library frees.
/// fn answer() -> Result<Allocated<u32, Lib>, OutOfMemory> {
///     Allocated::new(42)
/// }
/// # let memory = answer().unwrap().into_raw();
/// # assert_eq!(unsafe { *memory }, 42);
/// # unsafe { lib_free(memory.cast()) };
/// ```
///
/// # Safety
///
/// `allocate` returns null, or `size` bytes of unused memory, aligned as `malloc` aligns (C17 7.22.3). The
/// library frees the results of a callback in the way that matches, and `free` does the same.
pub unsafe trait Allocator {
    /// Allocates `size` bytes, and `size` is never 0; returns null on failure.
    fn allocate(size: usize) -> *mut c_void;

    /// Frees memory.
    ///
    /// # Safety
    ///
    /// The memory was returned by `allocate`, and is not used afterwards.
    unsafe fn free(memory: *mut c_void);
}

#[cfg(any(unix, windows))]
use libc::{free, malloc};

// Provided by the libraries of the program. The callers are inlined below, so that unused symbols are not needed.
#[cfg(not(any(unix, windows)))]
unsafe extern "C" {
    fn malloc(size: usize) -> *mut c_void;
    fn free(memory: *mut c_void);
}

/// `malloc` and `free` of the C library that Rust is linked with.
#[derive(Debug)]
pub enum CMalloc {}

// SAFETY: C's own allocator.
unsafe impl Allocator for CMalloc {
    #[inline]
    fn allocate(size: usize) -> *mut c_void {
        // SAFETY: it has no preconditions.
        unsafe { malloc(size) }
    }

    #[inline]
    unsafe fn free(memory: *mut c_void) {
        // SAFETY: `free` requires memory of `allocate`, which is that of `malloc`.
        unsafe { free(memory) };
    }
}

/// Memory of a C allocator, by its first element. A result or the value of an [`Out`](crate::arg::Out), which C frees.
///
/// If it does not reach C after all, it is freed here.
///
/// ```
/// use callback_runtime::ret::{Allocated, OutOfMemory};
/// use callback_runtime::{Callback, callback};
/// use core::ffi::c_char;
/// # use core::ffi::{CStr, c_int, c_void};
///
/// /// `char *(*prompt)(const char *question, void *data)`: the caller frees the answer.
/// #[callback(err = core::ptr::null_mut())]
/// fn prompt(question: &CStr, #[context] asked: &mut usize) -> Result<Allocated<c_char>, OutOfMemory> {
///     *asked += 1;
///     Allocated::from_c_str(question)
/// }
/// # let mut asked = 0;
/// # let answer = prompt::scope(&mut asked, |cb| {
/// #     let shim: unsafe extern "C" fn(*const c_char, *mut c_void) -> *mut c_char = cb.shim();
/// #     unsafe { shim(c"name".as_ptr(), cb.context()) }
/// # }).unwrap();
/// # assert_eq!(unsafe { CStr::from_ptr(answer) }, c"name");
/// # unsafe { libc::free(answer.cast()) };
/// ```
///
/// With a pointer and a length for C it is an `Allocated<[T]>`:
///
/// ```
/// use callback_runtime::arg::Out;
/// use callback_runtime::ret::{Allocated, OutOfMemory};
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
///
/// /// `int (*pack)(unsigned char **out, size_t *len, void *data)`: the caller frees what is written.
/// #[callback(ok = 0, err = -1)]
/// fn pack(
///     #[result(pointer)] _: Out<'_, *mut u8>,
///     #[result(len)] _: Out<'_, usize>,
///     #[context] packed: &[u8; 3],
/// ) -> Result<Allocated<[u8]>, OutOfMemory> {
///     Allocated::of_slice(packed)
/// }
/// # let (mut out, mut len) = (core::ptr::null_mut(), 0);
/// # let status = pack::scope(&[1, 2, 3], |cb| {
/// #     let shim: unsafe extern "C" fn(*mut *mut u8, *mut usize, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { shim(&mut out, &mut len, cb.context()) }
/// # }).unwrap();
/// # assert_eq!((status, unsafe { core::slice::from_raw_parts(out, len) }), (0, &[1, 2, 3][..]));
/// # unsafe { libc::free(out.cast()) };
/// ```
pub struct Allocated<T: ?Sized, A: Allocator = CMalloc> {
    memory: NonNull<T>,
    allocator: PhantomData<A>,
}

impl<T: Copy, A: Allocator> Allocated<T, A> {
    /// Copies the elements. The memory of an empty slice is allocated too, and C frees it.
    ///
    /// Types with a larger alignment than `malloc` provides do not compile:
    ///
    /// ```compile_fail,E0080
    /// #[derive(Clone, Copy)]
    /// #[repr(align(64))]
    /// struct Line([u8; 64]);
    ///
    /// let line = callback_runtime::ret::Allocated::<Line>::new(Line([0; 64]));
    /// ```
    ///
    /// # Errors
    ///
    /// The allocator has no more memory.
    pub fn from_slice(elements: &[T]) -> Result<Self, OutOfMemory> {
        Ok(Allocated { memory: Self::copied(elements)?, allocator: PhantomData })
    }

    fn copied(elements: &[T]) -> Result<NonNull<T>, OutOfMemory> {
        const { assert!(align_of::<T>() <= 2 * align_of::<usize>(), "`malloc` does not align so far") };
        let memory = A::allocate(size_of_val(elements).max(1)).cast::<T>();
        let memory = NonNull::new(memory).ok_or(OutOfMemory)?;
        // SAFETY: so many elements fit into memory that is new, and aligned.
        unsafe { memory.as_ptr().copy_from_nonoverlapping(elements.as_ptr(), elements.len()) };
        Ok(memory)
    }

    /// Copies one value: a `struct` that C frees.
    ///
    /// # Errors
    ///
    /// The allocator has no more memory.
    pub fn new(value: T) -> Result<Self, OutOfMemory> {
        Self::from_slice(&[value])
    }
}

impl<T: Copy, A: Allocator> Allocated<[T], A> {
    /// Copies the elements, for C code that receives their number too: `#[result(pointer)]` and `#[result(len)]`.
    ///
    /// # Errors
    ///
    /// The allocator has no more memory.
    pub fn of_slice(elements: &[T]) -> Result<Self, OutOfMemory> {
        let first = Allocated::<T, A>::copied(elements)?;
        Ok(Allocated { memory: NonNull::slice_from_raw_parts(first, elements.len()), allocator: PhantomData })
    }
}

impl<T, A: Allocator> Allocated<[T], A> {
    /// Returns the number of elements.
    pub fn len(&self) -> usize {
        self.memory.len()
    }

    /// Returns true if there are no elements.
    pub fn is_empty(&self) -> bool {
        self.memory.is_empty()
    }
}

impl<A: Allocator> Allocated<c_char, A> {
    /// Copies a string, with its terminator.
    ///
    /// # Errors
    ///
    /// The allocator has no more memory.
    pub fn from_c_str(text: &CStr) -> Result<Self, OutOfMemory> {
        let bytes = text.to_bytes_with_nul();
        // SAFETY: so many bytes, and `char` is a byte.
        Self::from_slice(unsafe { core::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) })
    }
}

impl<T: ?Sized, A: Allocator> Allocated<T, A> {
    /// Returns the memory, which the caller frees.
    pub fn into_raw(self) -> *mut T {
        core::mem::ManuallyDrop::new(self).memory.as_ptr()
    }
}

impl<T: ?Sized, A: Allocator> Drop for Allocated<T, A> {
    fn drop(&mut self) {
        // SAFETY: of this allocator, and C did not get it.
        unsafe { A::free(self.memory.as_ptr().cast()) };
    }
}

impl<T: ?Sized, A: Allocator> Debug for Allocated<T, A> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Allocated").field(&self.memory).finish()
    }
}

// SAFETY: a pointer to the first element.
unsafe impl<T, A: Allocator> CType for Allocated<T, A> {
    type C = *mut T;
}

// SAFETY: memory of the allocator lives until C frees it. Its elements were `Copy`, and `'static`.
unsafe impl<T: 'static, A: Allocator> IntoC for Allocated<T, A> {
    fn into_c(self) -> Result<*mut T, Reason> {
        Ok(self.into_raw())
    }
}

/// The error of an allocator of a C library that has no more memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

impl fmt::Display for OutOfMemory {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the C library is out of memory")
    }
}

impl core::error::Error for OutOfMemory {}
