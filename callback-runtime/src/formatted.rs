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
/// arguments, is refused all the same, and so is one with a conversion that neither the C standard nor POSIX, glibc or Microsoft
/// have. The list itself is a copy ([`VaList`]).
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
    /// The format has a conversion that is not known, or is incomplete: some C library may write there.
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
        check(self.format.to_bytes())?;
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

/// Checks that each conversion of a format is one that only reads its arguments.
///
/// The known conversions are those of C17 and C23 (7.21.6.1), of POSIX (`C`, `S`, `%1$d`, `'`), `%m` and `%Zd` of glibc, and
/// the lengths of Microsoft (`I`, `I32`, `I64`, `w`).
fn check(format: &[u8]) -> Result<(), FormatError> {
    let mut rest = format;
    while let Some(start) = rest.iter().position(|byte| *byte == b'%') {
        rest = conversion(&rest[start + 1..])?;
    }
    Ok(())
}

/// Skips a conversion behind its `%`.
fn conversion(format: &[u8]) -> Result<&[u8], FormatError> {
    // Flags, width, precision, and numbers of arguments.
    let before = skip_all(format, b"0123456789$*.-+ #'");
    let after = skip_length(before);
    let known = match after.first() {
        Some(b'n') => return Err(FormatError::Writes),
        // Without a length: `%Z` alone is something else.
        Some(b'%' | b'm' | b'C' | b'S') => after.len() == before.len(),
        Some(conversion) => b"dibBouxXaAeEfFgGcsp".contains(conversion),
        None => false,
    };
    if known { Ok(&after[1..]) } else { Err(FormatError::Unknown) }
}

/// Skips the length of an argument.
fn skip_length(format: &[u8]) -> &[u8] {
    // `wf16` and `w16` are of C23; what begins like another one comes first.
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
    /// The pointer.
    fn pointer(self) -> *const c_char;
}

impl FormatString for *const c_char {
    #[inline]
    fn pointer(self) -> *const c_char {
        self
    }
}
