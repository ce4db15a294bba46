//! Buffers that the callback fills with a string: `char *buffer, size_t size`, as for `snprintf`.

use core::ffi::{CStr, c_char};
use core::fmt::{self, Debug, Formatter};

use crate::outcome::refused::Reason;
use crate::value::buffer::WriteBuf;
use crate::value::convert::CType;
use crate::value::overlap::Place;
use crate::value::slice::FromCLen;

/// A buffer for a NUL-terminated string: a `char *` with a separate size, `#[len(EXPR)]`.
///
/// Text that is too long is cut, between two characters if it is UTF-8, and the text in the buffer is terminated. The
/// full length is counted: [`needed`](CStrBuf::needed) is the result of `snprintf` (C17 7.21.6.5),
/// [`len`](CStrBuf::len) the length of the text in the buffer.
///
/// ```
/// use callback_runtime::arg::CStrBuf;
/// use callback_runtime::{Callback, callback};
/// use core::ffi::{c_char, c_int};
/// use core::fmt::Write;
///
/// /// `int (*describe)(int code, char *buffer, size_t size)`
/// #[callback(fail = -1)]
/// fn describe(code: c_int, #[len(size)] mut buffer: CStrBuf<'_>, size: usize) -> c_int {
///     write!(buffer, "error {code}").unwrap();
///     buffer.needed() as c_int
/// }
/// # let mut room = [-1; 8];
/// # let shim: unsafe extern "C" fn(c_int, *mut c_char, usize) -> c_int = describe::shim();
/// # assert_eq!(unsafe { shim(404, room.as_mut_ptr(), 8) }, 9);
/// # assert_eq!(room.map(|c| c as u8), *b"error 4\0");
/// # assert_eq!(unsafe { shim(404, core::ptr::null_mut(), 0) }, 9);
/// ```
///
/// Nothing is written, not even the terminator, before the first text is: [`append`](CStrBuf::append) the empty one
/// for an empty string. The same buffers are refused as for [`WriteBuf`].
pub struct CStrBuf<'call> {
    /// One byte less than the buffer: the last is for the terminator.
    text: WriteBuf<'call, u8>,
    /// True if there is room for the terminator.
    terminated: bool,
    /// True if a text was appended, even an empty one.
    started: bool,
    needed: usize,
}

impl CStrBuf<'_> {
    /// Appends text, as much as fits, and terminates it. Nothing is appended to text that was cut.
    ///
    /// # Errors
    ///
    /// The text has a NUL byte, which would end it in C. Nothing is appended.
    pub fn append(&mut self, text: impl AsRef<[u8]>) -> Result<(), ContainsNul> {
        let text = text.as_ref();
        if text.contains(&0) {
            return Err(ContainsNul);
        }
        let fits = if self.is_cut() { 0 } else { cut(text, self.text.remaining()) };
        self.needed = self.needed.saturating_add(text.len());
        self.text.write(&text[..fits]);
        self.started = true;
        if self.terminated {
            // SAFETY: `text` is one byte shorter than the memory, so that there is one behind its end.
            unsafe { self.text.end_mut_ptr().write(0) };
        }
        Ok(())
    }

    /// Returns the length of the full text, without its terminator, including the part that did not fit.
    pub fn needed(&self) -> usize {
        self.needed
    }

    /// Returns the length of the text in the buffer, without its terminator.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns true if there is no text in the buffer.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns the length of the longest text that fits, without its terminator.
    pub fn capacity(&self) -> usize {
        self.text.capacity()
    }

    /// Returns true if text did not fit.
    pub fn is_cut(&self) -> bool {
        self.needed > self.text.len()
    }

    /// Returns the text, without its terminator.
    pub fn written(&self) -> &[u8] {
        self.text.written()
    }

    /// Returns the text as a C string; `None` if nothing was appended or there is no room for a terminator.
    pub fn as_c_str(&self) -> Option<&CStr> {
        if !self.terminated || !self.started {
            return None;
        }
        // SAFETY: the terminator follows the text, and all of it belongs to the call.
        let bytes = unsafe { core::slice::from_raw_parts(self.text.as_ptr(), self.text.len() + 1) };
        CStr::from_bytes_with_nul(bytes).ok()
    }
}

/// Returns the length of the whole characters of a text, `room` bytes at most.
fn cut(text: &[u8], room: usize) -> usize {
    if text.len() <= room {
        return text.len();
    }
    let continues = |end: &usize| text[*end] & 0xC0 == 0x80;
    // At most three bytes of a character follow its first.
    (room.saturating_sub(3)..=room).rev().find(|end| !continues(end)).unwrap_or(room)
}

impl Debug for CStrBuf<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("CStrBuf").field("text", &self.text).field("needed", &self.needed).finish()
    }
}

/// See [`append`](CStrBuf::append): text that does not fit is no error, text with a NUL character is.
impl fmt::Write for CStrBuf<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.append(text).map_err(|ContainsNul| fmt::Error)
    }
}

// SAFETY: a pointer to the first `char`.
unsafe impl CType for CStrBuf<'_> {
    type C = *mut c_char;
}

// SAFETY: what `WriteBuf` refuses is refused; the borrow is `'call`.
unsafe impl<'call> FromCLen<'call> for CStrBuf<'call> {
    #[inline]
    unsafe fn from_c_len(c: *mut c_char, len: usize) -> Result<Self, Reason> {
        // SAFETY: `len` bytes are what both require (`PASSED`), and `char` is a byte.
        let mut text = unsafe { WriteBuf::<'call, u8>::from_c_len(c.cast(), len) }?;
        let terminated = text.reserve_last();
        Ok(CStrBuf { text, terminated, started: false, needed: 0 })
    }

    #[inline]
    unsafe fn __place(c: &*mut c_char, len: usize) -> Place {
        Place::exclusive(*c, len)
    }
}

/// The error of appending text with a NUL character, which would end it in C.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContainsNul;

impl fmt::Display for ContainsNul {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the text has a NUL character inside")
    }
}

impl core::error::Error for ContainsNul {}
