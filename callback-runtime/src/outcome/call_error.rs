//! The error of a call of a C function that failed, or that could not be made.

use core::convert::Infallible;
use core::error::Error;
use core::fmt::{self, Display, Formatter};

use crate::outcome::refused::{Failed, Refused};

/// The error of a declared function that has an error convention.
///
/// `X` is the error type that the declaration makes of the C result: `std::io::Error` for `errno = …`. `E` is the `Err`
/// type of its callback.
///
/// ```
/// # #[cfg(unix)] {
/// use callback_runtime::{CallError, callback};
/// use core::ffi::c_int;
///
/// #[callback]
/// unsafe extern "C" {
///     /// `int access(const char *path, int mode)` (POSIX `unistd.h`): 0, or -1 and `errno`
///     #[callback(errno = -1)]
///     safe fn access(path: &str, mode: c_int) -> c_int;
/// }
///
/// match access("/no/such/file", libc::R_OK) {
///     Err(CallError::C(error)) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound),
///     other => panic!("{other:?}"),
/// }
/// // C is not called with a text that would end early.
/// assert!(matches!(access("/no\0such/file", libc::R_OK), Err(CallError::Refused(_))));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallError<X, E = Infallible> {
    /// The C function failed, by the error convention of the declaration.
    C(X),
    /// The error that the callback returned; the C result is ignored then.
    Err(E),
    /// An argument or the result was refused, or a call of the callback.
    Refused(Refused),
}

impl<X: Display, E: Display> Display for CallError<X, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            CallError::C(error) => error.fmt(f),
            CallError::Err(error) => error.fmt(f),
            CallError::Refused(refused) => refused.fmt(f),
        }
    }
}

impl<X: Error + 'static, E: Error + 'static> Error for CallError<X, E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            CallError::C(error) => error.source(),
            CallError::Err(error) => error.source(),
            CallError::Refused(refused) => refused.source(),
        }
    }
}

impl<X, E> From<Refused> for CallError<X, E> {
    fn from(refused: Refused) -> Self {
        CallError::Refused(refused)
    }
}

impl<X, E> From<Failed<E>> for CallError<X, E> {
    fn from(failed: Failed<E>) -> Self {
        match failed {
            Failed::Err(error) => CallError::Err(error),
            Failed::Refused(refused) => CallError::Refused(refused),
        }
    }
}

/// Extracts the `std::io::Error`, so that `?` works in functions that return `std::io::Result`.
#[cfg(feature = "std")]
impl<E> From<CallError<std::io::Error, E>> for std::io::Error
where
    E: Into<std::boxed::Box<dyn Error + Send + Sync>>,
{
    fn from(error: CallError<std::io::Error, E>) -> Self {
        match error {
            CallError::C(error) => error,
            CallError::Err(error) => std::io::Error::other(error),
            CallError::Refused(refused) => std::io::Error::new(std::io::ErrorKind::InvalidInput, refused),
        }
    }
}
