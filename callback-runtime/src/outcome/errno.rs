//! The error number of the thread, and restoring it.

use core::ffi::c_int;

/// An error that has an error number, for `err = errno(VALUE)` and `err = -errno`.
///
/// ```
/// use callback_runtime::ret::Errno;
/// use callback_runtime::{Callback, callback};
/// use core::ffi::c_int;
///
/// #[derive(Debug)]
/// struct Full;
///
/// impl Errno for Full {
///     fn errno(&self) -> c_int {
///         libc::ENOSPC
///     }
/// }
///
/// #[callback(err = -errno, fail = -libc::EIO)]
/// fn on_write(#[len(size)] data: &[u8], size: usize, #[context] room: &mut usize) -> Result<c_int, Full> {
///     *room = room.checked_sub(data.len()).ok_or(Full)?;
///     Ok(0)
/// }
/// # use core::ffi::c_void;
/// # let mut room = 3;
/// # let failed = on_write::scope(&mut room, |cb| {
/// #     let shim: unsafe extern "C" fn(*const u8, usize, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { assert_eq!(shim(b"four".as_ptr(), 4, cb.context()), -libc::ENOSPC); }
/// # });
/// # assert!(failed.is_err());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no error number",
    label = "needs the error number of the `Err`",
    note = "implement `callback_runtime::ret::Errno` for it; `std::io::Error` and `c_int` have it"
)]
pub trait Errno {
    /// Returns the error number: a positive `errno.h` constant (POSIX), or a Win32 error code for `GetLastError`.
    ///
    /// Other numbers do not denote an error in C, and are replaced by `EIO`.
    fn errno(&self) -> c_int;
}

impl Errno for c_int {
    fn errno(&self) -> c_int {
        *self
    }
}

#[cfg(feature = "std")]
impl Errno for std::io::Error {
    /// Returns the error of the operating system, or the number for its kind; `EIO` if there is none.
    fn errno(&self) -> c_int {
        self.raw_os_error().or_else(|| of_kind(self.kind())).unwrap_or(FAILED)
    }
}

/// Returns the number for a kind of error on this system.
#[cfg(all(feature = "std", any(unix, windows, target_os = "wasi")))]
fn of_kind(kind: std::io::ErrorKind) -> Option<c_int> {
    use std::io::ErrorKind;

    Some(match kind {
        ErrorKind::NotFound => libc::ENOENT,
        ErrorKind::PermissionDenied => libc::EACCES,
        ErrorKind::AlreadyExists => libc::EEXIST,
        ErrorKind::InvalidInput | ErrorKind::InvalidData => libc::EINVAL,
        ErrorKind::WouldBlock => libc::EAGAIN,
        ErrorKind::Interrupted => libc::EINTR,
        ErrorKind::OutOfMemory => libc::ENOMEM,
        ErrorKind::BrokenPipe => libc::EPIPE,
        _ => return None,
    })
}

/// Returns `None`: this system has no error numbers.
#[cfg(all(feature = "std", not(any(unix, windows, target_os = "wasi"))))]
fn of_kind(_: std::io::ErrorKind) -> Option<c_int> {
    None
}

/// The error number of a declared errno convention without an error value: `EIO`.
#[cfg(any(unix, windows, target_os = "wasi"))]
pub(crate) const FAILED: c_int = libc::EIO;
/// The usual number of `EIO`, on systems without `errno.h`.
#[cfg(not(any(unix, windows, target_os = "wasi")))]
pub(crate) const FAILED: c_int = 5;

/// Returns the error number of a failure: `EIO` in place of 0, which would mean success.
pub(crate) fn of_failure(number: c_int) -> c_int {
    if number == 0 || (number < 0 && !cfg!(windows)) { FAILED } else { number }
}

/// The function behind the `errno` macro, which has another name on each system.
#[cfg(unix)]
mod system {
    #[cfg(any(target_os = "solaris", target_os = "illumos"))]
    pub(super) use libc::___errno as location;
    #[cfg(any(target_os = "android", target_os = "netbsd", target_os = "openbsd"))]
    pub(super) use libc::__errno as location;
    #[cfg(any(
        target_os = "linux",
        target_os = "emscripten",
        target_os = "hurd",
        target_os = "redox",
        target_os = "dragonfly"
    ))]
    pub(super) use libc::__errno_location as location;
    #[cfg(any(target_vendor = "apple", target_os = "freebsd"))]
    pub(super) use libc::__error as location;
}

/// Returns the address of `errno` of the calling thread.
#[cfg(unix)]
fn location() -> *mut c_int {
    // SAFETY: C's own accessor has no preconditions.
    unsafe { system::location() }
}

/// Returns the address of `errno` of the calling thread.
#[cfg(windows)]
fn location() -> *mut c_int {
    windows::location()
}

#[cfg(windows)]
mod windows {
    use core::ffi::c_int;

    unsafe extern "C" {
        #[link_name = "_errno"]
        pub(super) safe fn location() -> *mut c_int;
    }

    unsafe extern "system" {
        #[link_name = "GetLastError"]
        pub(super) safe fn last_error() -> u32;
        #[link_name = "SetLastError"]
        pub(super) safe fn set_last_error(code: u32);
    }
}

/// Sets the error that C code checks: `errno`, and the last error on Windows.
pub(crate) fn set(code: c_int) {
    #[cfg(any(unix, windows))]
    // SAFETY: the location is valid for the thread that asks.
    unsafe {
        *location() = code;
    }
    #[cfg(windows)]
    windows::set_last_error(code as u32);
    #[cfg(not(any(unix, windows)))]
    let _ = code;
}

/// Runs an internal step of the runtime that sets the last error on Windows alone, and then restores
/// it: a thread-local of the system (`TlsGetValue`) resets it even on success.
#[cfg(feature = "std")]
#[inline]
pub(crate) fn keeping_last_error<R>(f: impl FnOnce() -> R) -> R {
    #[cfg(windows)]
    let last_error = windows::last_error();
    let result = f();
    #[cfg(windows)]
    windows::set_last_error(last_error);
    result
}

/// Restores `errno` and the last error when it is dropped: for internal steps of the runtime.
pub(crate) struct Kept {
    #[cfg(any(unix, windows))]
    errno: c_int,
    #[cfg(windows)]
    last_error: u32,
}

impl Kept {
    pub(crate) fn new() -> Self {
        Kept {
            #[cfg(windows)]
            last_error: windows::last_error(),
            #[cfg(any(unix, windows))]
            // SAFETY: the location is valid for the thread that asks.
            errno: unsafe { *location() },
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        #[cfg(any(unix, windows))]
        // SAFETY: the location is valid for the thread that asks.
        unsafe {
            *location() = self.errno;
        }
        #[cfg(windows)]
        windows::set_last_error(self.last_error);
    }
}
