//! C functions that are looked up when they are called first: `lazy = "…"`.

use core::ffi::{CStr, c_void};
use core::fmt::{self, Display, Formatter};
use core::marker::PhantomData;
use core::mem::{size_of, transmute_copy};
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

use crate::fn_pointer::FnPointer;

/// A library or a symbol that is not there, where a function of a `lazy` block was called.
///
/// Nothing was called then. A library that is installed meanwhile is found by the next call. From the first library that is
/// found on, all functions of the block are of that one: a function that it does not have is missing, whatever another of the
/// names or a library that it depends on has.
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

/// The library of a list of names. It is chosen once, for all symbols that have these names.
struct Library {
    names: &'static [&'static CStr],
    handle: AtomicPtr<c_void>,
    /// The index of the name under which it was found.
    found: AtomicUsize,
}

/// The library of each list of names: filled from the front, and never changed, so that two lookups with the same names meet.
static LIBRARIES: [AtomicPtr<Library>; 256] = [const { AtomicPtr::new(ptr::null_mut()) }; 256];

impl Library {
    /// The one that stands for all with these names. `None` if there are more lists than the table has places.
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

    /// The library, loaded under the first of the names that is there. Threads that come together get the same.
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
/// A library that was loaded stays loaded for as long as the process: C may keep callbacks, and what a callback
/// returned may point there.
#[doc(hidden)]
pub struct Symbol<F> {
    library: Library,
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
        let library = Library { names: libraries, handle: AtomicPtr::new(ptr::null_mut()), found: AtomicUsize::new(0) };
        Symbol { library, name, address: AtomicPtr::new(ptr::null_mut()), function: PhantomData }
    }

    /// The function.
    ///
    /// # Errors
    ///
    /// The library or the symbol is missing.
    #[inline]
    pub fn get(&'static self) -> Result<F, Missing> {
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
    fn look_up(&'static self) -> Result<NonNull<c_void>, Missing> {
        let missing = |found| Missing { libraries: self.library.names, symbol: self.name, found };
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

    /// Returns true if the function is there.
    pub fn is_available(&'static self) -> bool {
        self.get().is_ok()
    }
}

/// POSIX: `dlopen`, and `dlsym`, which looks through the libraries that one depends on as well.
#[cfg(unix)]
mod system {
    use core::ffi::c_int;
    use core::mem::MaybeUninit;

    use super::{CStr, NonNull, c_void};

    /// Where the search can be limited to the library itself, and those that it passes on as its own.
    #[cfg(target_vendor = "apple")]
    const FIRST: c_int = libc::RTLD_FIRST;
    #[cfg(not(target_vendor = "apple"))]
    const FIRST: c_int = 0;

    /// Finds a library that is loaded, and loads none.
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

    /// The address of a symbol that the library itself has.
    ///
    /// # Safety
    ///
    /// The library is one that `load` gave.
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

    /// The name of the file that an address is in. It lives as long as the file is loaded.
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

    /// The handle of a file that is loaded: every `dlopen` of one file gives the same.
    fn loaded(file: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: a C string; the file is loaded, so that no constructor runs.
        let handle = NonNull::new(unsafe { libc::dlopen(file.as_ptr(), libc::RTLD_LAZY | LOADED) })?;
        // SAFETY: the handle of the line above; the file stays loaded by the one that the address was found with.
        unsafe { libc::dlclose(handle.as_ptr()) };
        Some(handle)
    }

    /// The code that Linux maps into each process.
    fn is_of_kernel(file: &CStr) -> bool {
        let file = file.to_bytes();
        file.starts_with(b"linux-vdso") || file.starts_with(b"linux-gate")
    }

    /// Some functions of the GNU C library are in the code of the kernel: `time`, `gettimeofday`.
    fn is_c_library(library: NonNull<c_void>) -> bool {
        // SAFETY: a loaded library, and a C string.
        let version = NonNull::new(unsafe { libc::dlsym(library.as_ptr(), c"gnu_get_libc_version".as_ptr()) });
        version.and_then(file_of).and_then(loaded) == Some(library)
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
        // SAFETY: it ends with a zero; `load` requires that the library may be loaded (`DECLARED-C`).
        NonNull::new(unsafe { LoadLibraryW(wide.as_ptr()) })
    }

    /// The address of a symbol.
    ///
    /// # Safety
    ///
    /// The library is one that `load` gave.
    pub(super) unsafe fn symbol(library: NonNull<c_void>, name: &CStr) -> Option<NonNull<c_void>> {
        // SAFETY: a library that was loaded, as `symbol` requires, and a C string.
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
