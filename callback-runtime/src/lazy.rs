//! C functions that are looked up when they are called first: `lazy = "…"`.

use core::ffi::{CStr, c_void};
use core::fmt::{self, Display, Formatter};
use core::marker::PhantomData;
use core::mem::{size_of, transmute_copy};
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, Ordering};

use crate::fn_pointer::FnPointer;

/// A library or a symbol that is not there, where a function of a `lazy` block was called.
///
/// Nothing was called then. A library that is installed meanwhile is found by the next call.
///
/// ```
/// use callback_runtime::callback;
/// use core::ffi::c_int;
///
/// #[callback(lazy = ["libfast.so.2", "libfast.so.1"])]
/// unsafe extern "C" {
///     safe fn fast_sum(numbers: &[c_int], #[len(numbers)] n: usize) -> c_int;
/// }
///
/// let numbers = [1, 2, 3];
/// let sum = if fast_sum::is_available() { fast_sum(&numbers)? } else { numbers.iter().sum() };
/// assert_eq!(sum, 6);
///
/// let missing = fast_sum(&numbers).unwrap_err();
/// assert_eq!((missing.library(), missing.symbol()), ("libfast.so.2", "fast_sum"));
/// # Ok::<(), callback_runtime::Missing>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Missing {
    libraries: &'static [&'static CStr],
    symbol: &'static CStr,
    /// The library that was found, and does not have the symbol.
    found: Option<&'static CStr>,
}

impl Missing {
    /// The name of the library: the one that was found and does not have the symbol, else the first that was tried.
    pub fn library(&self) -> &'static str {
        self.found.or(self.libraries.first().copied()).map_or("", text)
    }

    /// The names of the library that were tried, in this order.
    pub fn libraries(&self) -> impl Iterator<Item = &'static str> {
        self.libraries.iter().copied().map(text)
    }

    /// The name of the function in the library.
    pub fn symbol(&self) -> &'static str {
        text(self.symbol)
    }

    /// Whether the library was found, and only the symbol is missing.
    pub fn has_library(&self) -> bool {
        self.found.is_some()
    }
}

/// The names come from string literals.
fn text(name: &'static CStr) -> &'static str {
    name.to_str().unwrap_or("")
}

impl Display for Missing {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.has_library() {
            return write!(f, "library `{}` has no symbol `{}`", self.library(), self.symbol());
        }
        write!(f, "no library")?;
        for (index, name) in self.libraries().enumerate() {
            write!(f, "{} `{name}`", if index == 0 { "" } else { " or" })?;
        }
        write!(f, " for the symbol `{}`", self.symbol())
    }
}

impl fmt::Debug for Missing {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl core::error::Error for Missing {}

/// A function of a library, of the type `F`, looked up once.
///
/// A library that was loaded stays loaded for as long as the process: C may keep callbacks, and what a callback
/// returned may point there.
#[doc(hidden)]
pub struct Symbol<F> {
    libraries: &'static [&'static CStr],
    name: &'static CStr,
    address: AtomicPtr<c_void>,
    function: PhantomData<fn() -> F>,
}

impl<F: FnPointer> Symbol<F> {
    /// Not looked up.
    ///
    /// # Safety
    ///
    /// In every library of one of these names the symbol, where it is there, is a function of the type `F`, and
    /// loading them is sound.
    pub const unsafe fn new(libraries: &'static [&'static CStr], name: &'static CStr) -> Self {
        Symbol { libraries, name, address: AtomicPtr::new(ptr::null_mut()), function: PhantomData }
    }

    /// The function.
    ///
    /// # Errors
    ///
    /// The library or the symbol is missing.
    #[inline]
    pub fn get(&self) -> Result<F, Missing> {
        const { assert!(size_of::<F>() == size_of::<*mut c_void>(), "a function pointer has the size of a pointer") };
        // What the loader wrote for the library happened before.
        let address = match NonNull::new(self.address.load(Ordering::Acquire)) {
            Some(address) => address,
            None => self.look_up()?,
        };
        // SAFETY: the address of a function of this type, by the promise of `new`; the sizes are the same.
        Ok(unsafe { transmute_copy::<NonNull<c_void>, F>(&address) })
    }

    /// Threads that come together look it up together, and find the same.
    #[cold]
    fn look_up(&self) -> Result<NonNull<c_void>, Missing> {
        let missing = |found| Missing { libraries: self.libraries, symbol: self.name, found };
        let mut found = None;
        for name in self.libraries {
            // SAFETY: the promise of `new`.
            let Some(library) = (unsafe { system::load(name) }) else { continue };
            // SAFETY: just loaded, and never unloaded.
            if let Some(address) = unsafe { system::symbol(library, self.name) } {
                self.address.store(address.as_ptr(), Ordering::Release);
                return Ok(address);
            }
            found = found.or(Some(*name));
        }
        Err(missing(found))
    }

    /// Whether the function is there.
    pub fn is_available(&self) -> bool {
        self.get().is_ok()
    }
}

/// POSIX: `dlopen` and `dlsym`.
#[cfg(unix)]
mod system {
    use super::{CStr, NonNull, c_void};

    /// Loads a library, or finds it loaded.
    ///
    /// # Safety
    ///
    /// Its constructors are sound to run.
    pub(super) unsafe fn load(name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: a C string, and the caller's promise.
        NonNull::new(unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) })
    }

    /// The address of a symbol.
    ///
    /// # Safety
    ///
    /// The library is one that `load` gave.
    pub(super) unsafe fn symbol(library: NonNull<c_void>, name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: the caller's promise, and a C string.
        NonNull::new(unsafe { libc::dlsym(library.as_ptr(), name.as_ptr()) })
    }
}

/// Win32: `LoadLibraryW` and `GetProcAddress`.
#[cfg(windows)]
mod system {
    use core::ffi::c_char;

    use super::{CStr, NonNull, c_void};

    // <https://learn.microsoft.com/windows/win32/api/libloaderapi/>
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn LoadLibraryW(name: *const u16) -> *mut c_void;
        fn GetProcAddress(library: *mut c_void, name: *const c_char) -> *mut c_void;
    }

    /// Longer than any path that `LoadLibraryW` takes.
    const LONGEST: usize = 1024;

    /// Loads a library, or finds it loaded.
    ///
    /// # Safety
    ///
    /// What it does when it is loaded is sound to run.
    pub(super) unsafe fn load(name: &CStr) -> Option<NonNull<c_void>> {
        let mut wide = [0_u16; LONGEST];
        let text = name.to_str().ok()?;
        // The last unit stays zero.
        if text.encode_utf16().count() >= LONGEST {
            return None;
        }
        for (to, from) in wide.iter_mut().zip(text.encode_utf16()) {
            *to = from;
        }
        // SAFETY: it ends with a zero, and the caller's promise.
        NonNull::new(unsafe { LoadLibraryW(wide.as_ptr()) })
    }

    /// The address of a symbol.
    ///
    /// # Safety
    ///
    /// The library is one that `load` gave.
    pub(super) unsafe fn symbol(library: NonNull<c_void>, name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: the caller's promise, and a C string.
        NonNull::new(unsafe { GetProcAddress(library.as_ptr(), name.as_ptr()) })
    }
}

/// Elsewhere there are no libraries to load.
#[cfg(not(any(unix, windows)))]
mod system {
    use super::{CStr, NonNull, c_void};

    /// # Safety
    ///
    /// Nothing is asked: nothing is loaded.
    pub(super) unsafe fn load(_: &CStr) -> Option<NonNull<c_void>> {
        None
    }

    /// # Safety
    ///
    /// As for [`load`].
    pub(super) unsafe fn symbol(_: NonNull<c_void>, _: &CStr) -> Option<NonNull<c_void>> {
        None
    }
}
