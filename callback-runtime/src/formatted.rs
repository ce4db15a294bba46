//! A `printf` format and its arguments, paired.

use core::ffi::{CStr, c_char, c_int, c_void};
use core::fmt::{self, Display};
#[cfg(feature = "std")]
use std::{ffi::CString, string::String, vec::Vec};

use crate::convert::{CType, FromC};
use crate::errno;
use crate::outcome::Reason;
use crate::va_list::{KnownLayout, VaList};

/// A message that C passes as a `printf` format and a `va_list`, or as a format and `...`.
///
/// `#[format(NAME)]` says which parameter is the format. C's own `vsnprintf` makes the text, so that every
/// conversion and locale of the C library is there; it is made when it is asked for, as often as it is asked for.
///
/// ```
/// use callback_runtime::{Formatted, callback};
/// use core::ffi::{CStr, c_int};
///
/// /// `void (*log)(void *data, int level, const char *format, va_list arguments)`
/// #[callback]
/// fn log(#[context] lines: &mut Vec<String>, level: c_int, format: &CStr, #[format(format)] text: Formatted<'_>) {
///     if level <= 3 {
///         lines.push(text.to_string());
///     }
/// }
/// ```
///
/// C vouches that the arguments are what the format says, as it does to `printf`: it is part of the
/// [contract of the shim](crate::Callback::SHIM). A format with `%n`, which writes through a pointer among the
/// arguments, is refused all the same. The list itself is a copy ([`VaList`]).
#[derive(Clone, Debug)]
pub struct Formatted<'call> {
    format: &'call CStr,
    list: VaList<'call>,
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatError {
    /// The format has a `%n`, which would write into memory of C's.
    Writes,
    /// `vsnprintf` failed: a wide character that the locale does not have, or a text of more than `INT_MAX` bytes.
    Failed,
}

impl Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FormatError::Writes => "the format has a `%n`, which is refused",
            FormatError::Failed => "the C library could not format the text",
        })
    }
}

impl core::error::Error for FormatError {}

impl<'call> Formatted<'call> {
    /// The format alone.
    pub fn format(&self) -> &'call CStr {
        self.format
    }

    /// The arguments alone.
    pub fn arguments(&self) -> &VaList<'call> {
        &self.list
    }

    /// Writes the text and its NUL to a buffer, as much as fits, and says how long it is without the NUL.
    ///
    /// ```
    /// # use callback_runtime::{FormatError, Formatted};
    /// fn first_line(text: &Formatted<'_>) -> Result<usize, FormatError> {
    ///     let mut buffer = [0; 80];
    ///     let length = text.write_to(&mut buffer)?;
    ///     Ok(length.min(buffer.len() - 1))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`FormatError`].
    pub fn write_to(&self, buffer: &mut [u8]) -> Result<usize, FormatError> {
        if writes(self.format.to_bytes()) {
            return Err(FormatError::Writes);
        }
        let _kept = errno::Kept::new();
        let (start, size) = (buffer.as_mut_ptr().cast::<c_char>(), buffer.len());
        let length = self.list.lend(|list| {
            // SAFETY: a buffer of that size; the format and the list are C's, which vouches that they fit. The list
            // is a copy.
            unsafe { vsnprintf(start, size, self.format.as_ptr(), list) }
        });
        usize::try_from(length).map_err(|_| FormatError::Failed)
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// See [`FormatError`].
    #[cfg(feature = "std")]
    pub fn to_c_string(&self) -> Result<CString, FormatError> {
        let _kept = errno::Kept::new();
        let mut text = std::vec![0; 128];
        loop {
            let length = self.write_to(&mut text)?;
            if length < text.len() {
                text.truncate(length);
                return Ok(up_to_nul(text));
            }
            // What is printed may grow meanwhile: once more if it did.
            text.resize(length + 1, 0);
        }
    }

    /// The text, where what is not UTF-8 is replaced.
    ///
    /// # Errors
    ///
    /// See [`FormatError`].
    #[cfg(feature = "std")]
    pub fn to_string_lossy(&self) -> Result<String, FormatError> {
        let text = self.to_c_string()?;
        Ok(text.into_string().unwrap_or_else(|error| error.into_cstring().to_string_lossy().into_owned()))
    }
}

/// A text with `%c` of 0 in it ends there, as it does for C.
#[cfg(feature = "std")]
fn up_to_nul(mut text: Vec<u8>) -> CString {
    if let Some(end) = text.iter().position(|byte| *byte == 0) {
        text.truncate(end);
    }
    CString::new(text).unwrap_or_default()
}

/// The text; where it cannot be made, the format as it is.
#[cfg(feature = "std")]
impl Display for Formatted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_string_lossy() {
            Ok(text) => f.pad(&text),
            Err(_) => f.pad(&self.format.to_string_lossy()),
        }
    }
}

/// Whether a format has a conversion that writes: `%n`, whatever stands between.
fn writes(format: &[u8]) -> bool {
    // Flags, width, precision, the number of the argument, and the length, in any order.
    const BETWEEN: &[u8] = b"0123456789$*.-+ #'IhlLqjztw";
    let mut bytes = format.iter();
    while bytes.any(|byte| *byte == b'%') {
        let mut before = b'%';
        let conversion = bytes.find(|byte| {
            // `wf16` is a length in C23.
            let between = BETWEEN.contains(byte) || (before == b'w' && **byte == b'f');
            before = **byte;
            !between
        });
        if conversion == Some(&b'n') {
            return true;
        }
    }
    false
}

// With Microsoft's linker it is in a library of its own: their headers define it in place.
#[cfg_attr(target_env = "msvc", link(name = "legacy_stdio_definitions"))]
unsafe extern "C" {
    fn vsnprintf(buffer: *mut c_char, size: usize, format: *const c_char, list: *mut c_void) -> c_int;
}

/// A parameter that takes its format from another: `#[format(NAME)]`.
///
/// # Safety
///
/// As for [`FromC`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no format",
    label = "`#[format(NAME)]` goes with `Formatted<'_>` or `...`",
    note = "remove the attribute, or take the `va_list` as `Formatted<'_>`"
)]
pub unsafe trait FromCFormat<'call>: CType + Sized {
    /// # Safety
    ///
    /// As for [`FromC::from_c`]; the list has what the format says.
    unsafe fn from_c_format(c: Self::C, format: *const c_char) -> Result<Self, Reason>;
}

// SAFETY: as its list.
unsafe impl<'call> CType for Formatted<'call>
where
    VaList<'call>: KnownLayout,
{
    type C = *mut c_void;
}

// SAFETY: a null format is refused, and the list as it is itself; both are borrowed for `'call`.
unsafe impl<'call> FromCFormat<'call> for Formatted<'call>
where
    VaList<'call>: KnownLayout,
{
    unsafe fn from_c_format(c: *mut c_void, format: *const c_char) -> Result<Self, Reason> {
        // SAFETY: the caller's promise.
        let format = unsafe { <&'call CStr>::from_c(format) }.map_err(|_| Reason::Invalid("its format is NULL"))?;
        // SAFETY: the caller's promise.
        let list = unsafe { VaList::from_c(c) }?;
        Ok(Formatted { format, list })
    }
}

/// The C type of a parameter that is a format.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the parameter that `#[format(…)]` names is no string",
    label = "expected a `const char *`, and this is `{Self}` in C",
    note = "the format is a `&CStr`, `Option<&CStr>`, `&str` or `*const c_char`"
)]
pub trait FormatString {
    /// The pointer.
    fn pointer(self) -> *const c_char;
}

impl FormatString for *const c_char {
    #[inline]
    fn pointer(self) -> *const c_char {
        self
    }
}
