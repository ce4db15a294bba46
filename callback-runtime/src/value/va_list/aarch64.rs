//! AAPCS64, B.4: eight registers for integers and eight for floats are saved below their tops, the rest is on the stack.

use core::ffi::{c_int, c_void};

use super::{KnownLayout, Scalar, VaList};
use crate::outcome::refused::Reason;
use crate::value::convert::valid;

/// `struct __va_list`, which is too large for registers: a pointer to a copy is passed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    stack: *mut u8,
    gr_top: *mut u8,
    vr_top: *mut u8,
    gr_offs: c_int,
    vr_offs: c_int,
}

impl KnownLayout for VaList<'_> {}

impl Machine {
    /// Copies the C list.
    ///
    /// # Safety
    ///
    /// If it is not null and is aligned, it is a list.
    pub(crate) unsafe fn read(list: *mut c_void) -> Result<Self, Reason> {
        let list = valid(list.cast::<Machine>())?;
        // SAFETY: not null and aligned (`CHECKED`); `read` requires a list.
        Ok(unsafe { list.read() })
    }

    /// Returns the list as an argument.
    pub(crate) fn pass(&mut self) -> *mut c_void {
        (&raw mut *self).cast()
    }

    /// Takes the next argument.
    ///
    /// # Safety
    ///
    /// It was passed as a `T`.
    #[inline]
    pub(crate) unsafe fn take<T: Scalar>(&mut self) -> T {
        let (offset, top, size) =
            if T::FLOAT { (&mut self.vr_offs, self.vr_top, 16) } else { (&mut self.gr_offs, self.gr_top, 8) };
        let slot = if *offset < 0 {
            let at = *offset as isize;
            *offset += size;
            // SAFETY: inside of the saved registers, by the ABI.
            unsafe { top.offset(at) }
        } else {
            let at = self.stack;
            // SAFETY: `take` requires another argument, which takes eight bytes.
            self.stack = unsafe { at.add(8) };
            at
        };
        // SAFETY: `take` requires a `T`, which is in the low bytes of its slot.
        unsafe { slot.cast::<T>().read_unaligned() }
    }
}
