//! C functions that are looked up at their first call: `lazy = "…"`.

use core::ffi::{CStr, c_void};
use core::fmt::{self, Display, Formatter};
use core::marker::PhantomData;
use core::mem::{size_of, transmute_copy};
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

use crate::abi::pointers::FnPointer;

/// The error of a call in a `lazy` block whose library or symbol was not found.
///
/// No C function was called then. A library that is installed later is found by the next call. As soon as a library is
/// found, all functions of the block are looked up in it alone: a function that it does not have is missing, even if a
/// library with another of the names, or one that it depends on, has it.
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
/// # Ok::<(), callback_runtime::foreign::MissingSymbol>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MissingSymbol {
    libraries: &'static [&'static CStr],
    symbol: &'static CStr,
    /// The library that was found and does not have the symbol.
    found: Option<&'static CStr>,
}

impl MissingSymbol {
    /// Returns the name of the library: the one that was found without the symbol, else the first that was tried.
    pub fn library(&self) -> &'static str {
        self.found.or(self.libraries.first().copied()).map_or("", text)
    }

    /// Returns the names of the library that were tried, in this order.
    pub fn libraries(&self) -> impl Iterator<Item = &'static str> {
        self.libraries.iter().copied().map(text)
    }

    /// Returns the name of the function in the library.
    pub fn symbol(&self) -> &'static str {
        text(self.symbol)
    }

    /// Returns true if the library was found, and only the symbol is missing.
    pub fn has_library(&self) -> bool {
        self.found.is_some()
    }
}

/// Converts a name, which comes from a string literal.
fn text(name: &'static CStr) -> &'static str {
    name.to_str().unwrap_or("")
}

impl Display for MissingSymbol {
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

impl fmt::Debug for MissingSymbol {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl core::error::Error for MissingSymbol {}

/// The library of a list of names. It is chosen once, for all symbols with these names.
struct Library {
    names: &'static [&'static CStr],
    handle: AtomicPtr<c_void>,
    /// The index of the name that was found.
    found: AtomicUsize,
}

/// The library of each list of names: filled from the front, and never changed, so that equal names have one entry.
static LIBRARIES: [AtomicPtr<Library>; 256] = [const { AtomicPtr::new(ptr::null_mut()) }; 256];

impl Library {
    /// Returns the one library for all lists of these names. `None` if there are more lists than entries in the table.
    fn shared(&'static self) -> Option<&'static Library> {
        let this = ptr::from_ref(self).cast_mut();
        for place in &LIBRARIES {
            match place.compare_exchange(ptr::null_mut(), this, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return Some(self),
                Err(first) => {
                    // SAFETY: the table is written above alone, with a `&'static Library`.
                    let first = unsafe { &*first };
                    if first.names == self.names {
                        return Some(first);
                    }
                }
            }
        }
        None
    }

    /// Loads the library by the first of the names that is found. Concurrent callers receive the same one.
    ///
    /// # Safety
    ///
    /// Loading a library of one of these names is sound.
    unsafe fn load(&self) -> Option<NonNull<c_void>> {
        if let Some(library) = NonNull::new(self.handle.load(Ordering::Acquire)) {
            return Some(library);
        }
        for (index, name) in self.names.iter().enumerate() {
            // SAFETY: `load` requires that loading it is sound.
            let Some(library) = (unsafe { system::load(name) }) else { continue };
            let none = ptr::null_mut();
            return match self.handle.compare_exchange(none, library.as_ptr(), Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => {
                    self.found.store(index, Ordering::Release);
                    Some(library)
                }
                Err(first) => NonNull::new(first),
            };
        }
        None
    }
}

/// A function of a library, of the type `F`, looked up once.
///
/// A library that was loaded stays loaded until the process ends: C may keep callbacks, and the results of a callback
/// may point there.
#[doc(hidden)]
pub struct Symbol<F> {
    library: Library,
    name: &'static CStr,
    address: AtomicPtr<c_void>,
    function: PhantomData<fn() -> F>,
}

impl<F: FnPointer> Symbol<F> {
    /// Makes a symbol that is not looked up yet.
    ///
    /// # Safety
    ///
    /// In every library of one of these names the symbol, if it exists, is a function of the type `F`, and
    /// loading them is sound.
    pub const unsafe fn new(libraries: &'static [&'static CStr], name: &'static CStr) -> Self {
        let library = Library { names: libraries, handle: AtomicPtr::new(ptr::null_mut()), found: AtomicUsize::new(0) };
        Symbol { library, name, address: AtomicPtr::new(ptr::null_mut()), function: PhantomData }
    }

    /// Returns the function.
    ///
    /// # Errors
    ///
    /// Returns [`MissingSymbol`] if the library or the symbol is missing.
    #[inline]
    pub fn get(&'static self) -> Result<F, MissingSymbol> {
        const { assert!(size_of::<F>() == size_of::<*mut c_void>(), "a function pointer has the size of a pointer") };
        // The writes of the loader for the library happened before.
        let address = match NonNull::new(self.address.load(Ordering::Acquire)) {
            Some(address) => address,
            None => self.look_up()?,
        };
        // SAFETY: the address of a function of this type, as `new` requires; the sizes are the same.
        Ok(unsafe { transmute_copy::<NonNull<c_void>, F>(&address) })
    }

    /// Looks the symbol up. Concurrent callers may all do so, and find the same.
    #[cold]
    fn look_up(&'static self) -> Result<NonNull<c_void>, MissingSymbol> {
        let missing = |found| MissingSymbol { libraries: self.library.names, symbol: self.name, found };
        let shared = self.library.shared().ok_or(missing(None))?;
        // SAFETY: `new` requires it of all libraries of these names.
        let library = unsafe { shared.load() }.ok_or(missing(None))?;
        // SAFETY: just loaded, and never unloaded.
        let Some(address) = (unsafe { system::symbol(library, self.name) }) else {
            return Err(missing(shared.names.get(shared.found.load(Ordering::Acquire)).copied()));
        };
        self.address.store(address.as_ptr(), Ordering::Release);
        Ok(address)
    }

    /// Returns true if the function was found.
    pub fn is_available(&'static self) -> bool {
        self.get().is_ok()
    }
}

/// POSIX: `dlopen`, and `dlsym`, which also searches the libraries that one depends on.
#[cfg(unix)]
mod system {
    use core::ffi::{CStr, c_int, c_void};
    use core::mem::MaybeUninit;
    use core::ptr::NonNull;

    /// The flag that limits the search to the library itself, and to those that it re-exports, if the system has one.
    #[cfg(target_vendor = "apple")]
    const FIRST: c_int = libc::RTLD_FIRST;
    #[cfg(not(target_vendor = "apple"))]
    const FIRST: c_int = 0;

    /// The flag that finds a library only if it is loaded.
    #[cfg(not(target_os = "aix"))]
    const LOADED: c_int = libc::RTLD_NOLOAD;
    #[cfg(target_os = "aix")]
    const LOADED: c_int = 0;

    /// Loads a library, or finds it loaded.
    ///
    /// # Safety
    ///
    /// Its constructors are sound to run.
    pub(super) unsafe fn load(name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: a C string; `load` requires that the constructors are sound to run.
        NonNull::new(unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL | FIRST) })
    }

    /// Returns the address of a symbol of the library itself.
    ///
    /// # Safety
    ///
    /// The library is one that `load` returned.
    pub(super) unsafe fn symbol(library: NonNull<c_void>, name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: `symbol` requires that the library is loaded; a C string.
        let address = NonNull::new(unsafe { libc::dlsym(library.as_ptr(), name.as_ptr()) })?;
        if FIRST != 0 {
            return Some(address);
        }
        let file = file_of(address)?;
        let is_own = loaded(file) == Some(library) || (is_of_kernel(file) && is_c_library(library));
        is_own.then_some(address)
    }

    /// Returns the name of the file of an address. It lives as long as the file is loaded.
    fn file_of<'a>(address: NonNull<c_void>) -> Option<&'a CStr> {
        let mut info = MaybeUninit::<libc::Dl_info>::uninit();
        // SAFETY: any address may be asked for, and the place is one for the answer.
        let found = unsafe { libc::dladdr(address.as_ptr(), info.as_mut_ptr()) };
        if found == 0 {
            return None;
        }
        // SAFETY: `dladdr` has found the address, and written all of it.
        let name = unsafe { info.assume_init() }.dli_fname;
        // SAFETY: null, or a C string of the loader.
        (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) })
    }

    /// Returns the handle of a loaded file: every `dlopen` of one file returns the same.
    fn loaded(file: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: a C string; the file is loaded, so that no constructor runs.
        let handle = NonNull::new(unsafe { libc::dlopen(file.as_ptr(), libc::RTLD_LAZY | LOADED) })?;
        // SAFETY: the handle of the line above; the file stays loaded by the one that the address was found with.
        unsafe { libc::dlclose(handle.as_ptr()) };
        Some(handle)
    }

    /// Returns true for the code that Linux maps into each process.
    fn is_of_kernel(file: &CStr) -> bool {
        let file = file.to_bytes();
        file.starts_with(b"linux-vdso") || file.starts_with(b"linux-gate")
    }

    /// Returns true for the GNU C library, some functions of which are in kernel code: `time`, `gettimeofday`.
    fn is_c_library(library: NonNull<c_void>) -> bool {
        // SAFETY: a loaded library, and a C string.
        let version = NonNull::new(unsafe { libc::dlsym(library.as_ptr(), c"gnu_get_libc_version".as_ptr()) });
        version.and_then(file_of).and_then(loaded) == Some(library)
    }
}

/// Win32: `LoadLibraryW` and `GetProcAddress`.
#[cfg(windows)]
mod system {
    use core::ffi::{CStr, c_char, c_void};
    use core::ptr::NonNull;

    // <https://learn.microsoft.com/windows/win32/api/libloaderapi/>
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn LoadLibraryW(name: *const u16) -> *mut c_void;
        fn GetProcAddress(library: *mut c_void, name: *const c_char) -> *mut c_void;
    }

    /// A length above that of any path that `LoadLibraryW` takes.
    const LONGEST: usize = 1024;

    /// Loads a library, or finds it loaded.
    ///
    /// # Safety
    ///
    /// The code that it runs when it is loaded is sound to run.
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
        // SAFETY: it ends with a zero; `load` requires that the library may be loaded (`DECLARED-C`).
        NonNull::new(unsafe { LoadLibraryW(wide.as_ptr()) })
    }

    /// Returns the address of a symbol.
    ///
    /// # Safety
    ///
    /// The library is one that `load` returned.
    pub(super) unsafe fn symbol(library: NonNull<c_void>, name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: a library that was loaded, as `symbol` requires, and a C string.
        NonNull::new(unsafe { GetProcAddress(library.as_ptr(), name.as_ptr()) })
    }
}

/// Other systems, which have no libraries to load.
#[cfg(not(any(unix, windows)))]
mod system {
    use core::ffi::{CStr, c_void};
    use core::ptr::NonNull;

    /// # Safety
    ///
    /// None: nothing is loaded.
    pub(super) unsafe fn load(_: &CStr) -> Option<NonNull<c_void>> {
        None
    }

    /// # Safety
    ///
    /// None: nothing is looked up.
    pub(super) unsafe fn symbol(_: NonNull<c_void>, _: &CStr) -> Option<NonNull<c_void>> {
        None
    }
}
