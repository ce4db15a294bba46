//! Memory that the callback fills, with a capacity that C passes: `char *buffer, size_t size`.

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::CType;
use crate::value::overlap::Place;
use crate::value::slice::{FromCLen, valid_slice};

/// Memory for the callback to write: a pointer with a capacity elsewhere, `#[len(EXPR)]`.
///
/// C may pass memory that was never written, as most `read` callbacks receive. It cannot be read here before it is
/// written, and the buffer counts the written elements: return [`len`](WriteBuf::len), or set it to an
/// [`Out`](crate::arg::Out).
///
/// ```
/// use callback_runtime::arg::WriteBuf;
/// use callback_runtime::{Callback, callback};
/// use core::ffi::{c_char, c_void};
///
/// /// `size_t (*read)(char *buffer, size_t size, size_t nitems, void *data)`, as `CURLOPT_READFUNCTION`
/// #[callback(fail = 0x1000_0000)]
/// fn read(#[len(size * nitems)] mut buffer: WriteBuf<'_>, size: usize, nitems: usize, #[context] body: &mut &[u8]) -> usize {
///     *body = &body[buffer.write(body)..];
///     buffer.len()
/// }
/// # let mut body = b"hello".as_slice();
/// # let mut room = [b'-'; 3];
/// # let read = read::scope(&mut body, |cb| {
/// #     let shim: unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize = cb.shim();
/// #     unsafe { shim(room.as_mut_ptr().cast(), 1, 3, cb.context()) }
/// # });
/// # assert_eq!((read, &room, body), (Ok(3), b"hel", b"lo".as_slice()));
/// ```
///
/// With `std` it is a `std::io::Write`, so that `std::io::copy` fills it. Excess data is not written: see each method.
///
/// NULL with capacity 0 is the empty buffer; `Option<WriteBuf>` is `None` at NULL, whatever the capacity, for C
/// functions that query the needed size in this way. NULL with another capacity is refused, and so are misaligned
/// memory and capacities that are negative or overflow. Memory after the written elements is left unchanged.
///
/// It cannot be read before it is written:
///
/// ```compile_fail,E0608
/// # use callback_runtime::arg::WriteBuf;
/// # use callback_runtime::callback;
/// #[callback(fail = 0)]
/// fn read(#[len(size)] buffer: WriteBuf<'_>, size: usize) -> u8 {
///     buffer[0]
/// }
/// ```
pub struct WriteBuf<'call, T = u8> {
    start: NonNull<T>,
    capacity: usize,
    /// The number of written elements, which are the first ones.
    len: usize,
    call: PhantomData<&'call mut [T]>,
}

impl<T: Copy> WriteBuf<'_, T> {
    /// Returns the capacity in elements, written ones included.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Returns the number of written elements.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns true if no element is written.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the number of elements that still fit.
    #[inline]
    pub fn remaining(&self) -> usize {
        self.capacity - self.len
    }

    /// Returns the written elements.
    #[inline]
    pub fn written(&self) -> &[T] {
        // SAFETY: so many are written, and belong to the call, which `self` does not outlive.
        unsafe { core::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }

    /// Returns the written elements, mutably.
    #[inline]
    pub fn written_mut(&mut self) -> &mut [T] {
        // SAFETY: as for `written`; C lets nobody else at it during the call.
        unsafe { core::slice::from_raw_parts_mut(self.start.as_ptr(), self.len) }
    }

    /// Appends as much of `data` as fits, and returns the number of elements appended.
    #[inline]
    pub fn write(&mut self, data: &[T]) -> usize {
        let len = data.len().min(self.remaining());
        // SAFETY: at the end of what is written, which is not behind the end of the memory.
        let end = unsafe { self.start.as_ptr().add(self.len) };
        // SAFETY: `len` elements fit behind it. `data` may be of the same memory where C passed it twice, so
        // that the two may overlap.
        unsafe { core::ptr::copy(data.as_ptr(), end, len) };
        self.len += len;
        len
    }

    /// Appends all of `data`, or nothing if it does not fit.
    ///
    /// # Errors
    ///
    /// Returns [`NoRoom`] if `data` does not fit.
    #[inline]
    pub fn write_all(&mut self, data: &[T]) -> Result<(), NoRoom> {
        if data.len() > self.remaining() {
            return Err(NoRoom { needed: self.len.saturating_add(data.len()), capacity: self.capacity });
        }
        self.write(data);
        Ok(())
    }

    /// Appends one element.
    ///
    /// # Errors
    ///
    /// Returns [`NoRoom`] if the buffer is full.
    #[inline]
    pub fn push(&mut self, value: T) -> Result<(), NoRoom> {
        self.write_all(&[value])
    }

    /// Fills the rest of the buffer with a value.
    pub fn fill(&mut self, value: T) {
        while self.push(value).is_ok() {}
    }

    /// Resets the number of written elements to 0. The memory is left unchanged.
    pub fn clear(&mut self) {
        self.len = 0;
    }

    /// Takes the last element out of the capacity, before anything is written; returns false if the capacity is 0.
    pub(crate) fn reserve_last(&mut self) -> bool {
        let Some(capacity) = self.capacity.checked_sub(1) else { return false };
        self.capacity = capacity;
        true
    }

    /// The C pointer, to the start of the memory.
    pub(crate) fn as_ptr(&self) -> *const T {
        self.start.as_ptr()
    }

    /// Returns a pointer to the next element, for a C function that writes up to [`remaining`](WriteBuf::remaining).
    #[inline]
    pub fn end_mut_ptr(&mut self) -> *mut T {
        // SAFETY: at the end of what is written, which is not behind the end of the memory.
        unsafe { self.start.as_ptr().add(self.len) }
    }

    /// Counts `len` more elements as written, after a C function wrote them.
    ///
    /// # Panics
    ///
    /// Panics if `len` is more than [`remaining`](WriteBuf::remaining).
    ///
    /// # Safety
    ///
    /// The next `len` elements are initialised.
    #[track_caller]
    pub unsafe fn advance(&mut self, len: usize) {
        assert!(len <= self.remaining(), "a buffer of {} elements cannot have {len} more", self.capacity);
        self.len += len;
    }
}

impl<T: Copy + Debug> Debug for WriteBuf<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteBuf").field("written", &self.written()).field("capacity", &self.capacity).finish()
    }
}

// SAFETY: a pointer to the first element.
unsafe impl<T> CType for WriteBuf<'_, T> {
    type C = *mut T;
}

// SAFETY: checked by `valid_slice`; the borrow is `'call`.
unsafe impl<'call, T> FromCLen<'call> for WriteBuf<'call, T> {
    #[inline]
    unsafe fn from_c_len(c: *mut T, len: usize) -> Result<Self, Reason> {
        Ok(WriteBuf { start: valid_slice(c, len)?, capacity: len, len: 0, call: PhantomData })
    }

    #[inline]
    unsafe fn __place(c: &*mut T, len: usize) -> Place {
        Place::exclusive(*c, len)
    }
}

/// Like [`WriteBuf::write`]. It never fails: a full buffer takes 0 bytes.
#[cfg(feature = "std")]
impl std::io::Write for WriteBuf<'_, u8> {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        Ok(WriteBuf::write(self, data))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Appends text if it fits, whole or not at all.
impl fmt::Write for WriteBuf<'_, u8> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.write_all(text.as_bytes()).map_err(|NoRoom { .. }| fmt::Error)
    }
}

/// The error for data that does not fit a C buffer.
///
/// ```
/// use callback_runtime::arg::{NoRoom, WriteBuf};
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
///
/// #[callback(err = -1)]
/// fn password(#[len(size)] mut buffer: WriteBuf<'_>, size: c_int, #[context] secret: &str) -> Result<c_int, NoRoom> {
///     buffer.write_all(secret.as_bytes())?;
///     Ok(buffer.len() as c_int)
/// }
/// # use callback_runtime::Failed;
/// # let mut room = [0; 4];
/// # let failed = password::scope("secret", |cb| {
/// #     let shim: unsafe extern "C" fn(*mut u8, c_int, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { shim(room.as_mut_ptr(), 4, cb.context()) }
/// # }).unwrap_err();
/// # let Failed::Err(NoRoom { needed: 6, capacity: 4, .. }) = failed else { panic!("{failed:?}") };
/// # assert_eq!((failed.to_string().as_str(), room), ("6 elements do not fit a buffer of 4", [0; 4]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoRoom {
    /// The capacity needed, in elements: those already written and the new ones.
    pub needed: usize,
    /// The capacity of the buffer, in elements.
    pub capacity: usize,
}

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} elements do not fit a buffer of {}", self.needed, self.capacity)
    }
}

impl core::error::Error for NoRoom {}
