//! A `printf` format and its arguments, paired.

use core::ffi::{CStr, c_char, c_int, c_void};
use core::fmt::{self, Display};
#[cfg(feature = "std")]
use std::{ffi::CString, string::String, vec::Vec};

use crate::outcome::errno;
use crate::outcome::refused::Reason;
use crate::value::convert::{CType, FromC};
use crate::value::va_list::{KnownLayout, VaList};

/// A message that C passes as a `printf` format and a `va_list`, or as a format and `...`.
///
/// `#[format(NAME)]` names the parameter with the format. The C function `vsnprintf` makes the text, with every
/// conversion and locale of the C library. The text is made each time it is requested, and not before.
///
/// ```
/// use callback_runtime::arg::Formatted;
/// use callback_runtime::callback;
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
/// The arguments must match the format, as for `printf`: this is part of the
/// [contract of the shim](crate::Callback::SHIM). A format with `%n`, which writes through a pointer among the
/// arguments, is refused nevertheless, and so is one with a conversion that neither the C standard nor POSIX, glibc or
/// Microsoft define. The list itself is a copy ([`VaList`]).
#[derive(Clone, Debug)]
pub struct Formatted<'call> {
    format: &'call CStr,
    list: VaList<'call>,
}

/// The reason why a message has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatError {
    /// The format has a `%n`, which would write into C memory.
    Writes,
    /// The format has an unknown or incomplete conversion, which could write through a pointer in some C library.
    Unknown,
    /// `vsnprintf` failed: a wide character that the locale does not have, or a text of more than `INT_MAX` bytes.
    Failed,
}

impl Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FormatError::Writes => "the format has a `%n`, which is refused",
            FormatError::Unknown => "the format has a conversion that is not known, which is refused",
            FormatError::Failed => "the C library could not format the text",
        })
    }
}

impl core::error::Error for FormatError {}

impl<'call> Formatted<'call> {
    /// Returns the format.
    pub fn format(&self) -> &'call CStr {
        self.format
    }

    /// Returns the arguments.
    pub fn arguments(&self) -> &VaList<'call> {
        &self.list
    }

    /// Writes the text and its NUL to a buffer, as much as fits, and returns the whole length without the NUL.
    ///
    /// ```
    /// # use callback_runtime::arg::{FormatError, Formatted};
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
        check(self.format.to_bytes())?;
        let _kept = errno::Kept::new();
        let (start, size) = (buffer.as_mut_ptr().cast::<c_char>(), buffer.len());
        let length = self.list.lend(|list| {
            // SAFETY: a buffer of that size; C passed the format and the list, which match (`Callback::SHIM`). The list
            // is a copy.
            unsafe { vsnprintf(start, size, self.format.as_ptr(), list) }
        });
        usize::try_from(length).map_err(|_| FormatError::Failed)
    }

    /// Returns the text.
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
            // The text may have become longer in the meantime: repeat if it has.
            text.resize(length + 1, 0);
        }
    }

    /// Returns the text, with replacement characters for bytes that are not UTF-8.
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

/// Ends the text at the first NUL, which `%c` can write, as C does.
#[cfg(feature = "std")]
fn up_to_nul(mut text: Vec<u8>) -> CString {
    if let Some(end) = text.iter().position(|byte| *byte == 0) {
        text.truncate(end);
    }
    CString::new(text).unwrap_or_default()
}

/// Writes the text, or the format itself if there is no text.
#[cfg(feature = "std")]
impl Display for Formatted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_string_lossy() {
            Ok(text) => f.pad(&text),
            Err(_) => f.pad(&self.format.to_string_lossy()),
        }
    }
}

/// Checks that each conversion of a format is one that only reads its arguments.
///
/// The known conversions are those of C17 and C23 (7.21.6.1), of POSIX (`C`, `S`, `%1$d`, `'`), `%m` and `%Zd` of
/// glibc, and the lengths of Microsoft (`I`, `I32`, `I64`, `w`).
fn check(format: &[u8]) -> Result<(), FormatError> {
    let mut rest = format;
    while let Some(start) = rest.iter().position(|byte| *byte == b'%') {
        rest = conversion(&rest[start + 1..])?;
    }
    Ok(())
}

/// Skips a conversion after its `%`.
fn conversion(format: &[u8]) -> Result<&[u8], FormatError> {
    // Flags, width, precision, and numbers of arguments.
    let before = skip_all(format, b"0123456789$*.-+ #'");
    let after = skip_length(before);
    let known = match after.first() {
        Some(b'n') => return Err(FormatError::Writes),
        // Without a length: `%Z` alone is another conversion.
        Some(b'%' | b'm' | b'C' | b'S') => after.len() == before.len(),
        Some(conversion) => b"dibBouxXaAeEfFgGcsp".contains(conversion),
        None => false,
    };
    if known { Ok(&after[1..]) } else { Err(FormatError::Unknown) }
}

/// Skips the length of an argument.
fn skip_length(format: &[u8]) -> &[u8] {
    // `wf16` and `w16` are from C23; a length that begins with another one comes before it.
    const LENGTHS: [&[u8]; 16] =
        [b"hh", b"h", b"ll", b"l", b"j", b"z", b"Z", b"t", b"L", b"q", b"I32", b"I64", b"I", b"wf", b"w", b"DD"];
    for length in LENGTHS {
        if let Some(rest) = format.strip_prefix(length) {
            return if length[0] == b'w' { skip_all(rest, b"0123456789") } else { rest };
        }
    }
    // Decimal floats.
    format.strip_prefix(b"H").or(format.strip_prefix(b"D")).unwrap_or(format)
}

fn skip_all<'a>(mut format: &'a [u8], bytes: &[u8]) -> &'a [u8] {
    while let [first, rest @ ..] = format {
        if !bytes.contains(first) {
            break;
        }
        format = rest;
    }
    format
}

// In a library of its own with the linker of Microsoft, whose headers define it inline.
#[cfg_attr(target_env = "msvc", link(name = "legacy_stdio_definitions"))]
unsafe extern "C" {
    fn vsnprintf(buffer: *mut c_char, size: usize, format: *const c_char, list: *mut c_void) -> c_int;
}

/// A parameter whose format is in another one: `#[format(NAME)]`.
///
/// # Safety
///
/// The contract of [`FromC`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no format",
    label = "`#[format(NAME)]` goes with `Formatted<'_>` or `...`",
    note = "remove the attribute, or take the `va_list` as `Formatted<'_>`"
)]
pub unsafe trait FromCFormat<'call>: CType + Sized {
    /// # Safety
    ///
    /// The contract of [`FromC::from_c`]; the list matches the format.
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
        // SAFETY: `from_c_format` requires what `FromC::from_c` does, for the format too (`PASSED`).
        let format = unsafe { <&'call CStr>::from_c(format) }.map_err(|_| Reason::Invalid("its format is NULL"))?;
        // SAFETY: `from_c_format` requires what `FromC::from_c` does, for the list (`PASSED`).
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
    /// Returns the pointer.
    fn pointer(self) -> *const c_char;
}

impl FormatString for *const c_char {
    #[inline]
    fn pointer(self) -> *const c_char {
        self
    }
}
