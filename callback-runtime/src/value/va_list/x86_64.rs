//! System V ABI for `x86_64`, 3.5.7: six registers for integers and eight for floats are saved in an area, the rest is
//! on the stack.

use core::ffi::c_void;

use super::{KnownLayout, Scalar, VaList};
use crate::outcome::refused::Reason;
use crate::value::convert::valid;

/// `__va_list_tag`
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    gp_offset: u32,
    fp_offset: u32,
    overflow_arg_area: *mut u8,
    reg_save_area: *mut u8,
}

impl KnownLayout for VaList<'_> {}

/// The ends of the registers for integers and for floats in the area.
const INTEGERS: u32 = 6 * 8;
const FLOATS: u32 = INTEGERS + 8 * 16;

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

    /// Returns the list as an argument: an array, of which a pointer is passed.
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
        let (offset, end, size) =
            if T::FLOAT { (&mut self.fp_offset, FLOATS, 16) } else { (&mut self.gp_offset, INTEGERS, 8) };
        let slot = if *offset < end {
            let at = *offset as usize;
            *offset += size;
            // SAFETY: inside of the area, by the ABI.
            unsafe { self.reg_save_area.add(at) }
        } else {
            let at = self.overflow_arg_area;
            // SAFETY: `take` requires another argument, which takes eight bytes.
            self.overflow_arg_area = unsafe { at.add(8) };
            at
        };
        // SAFETY: `take` requires a `T`, which is in the low bytes of its slot.
        unsafe { slot.cast::<T>().read_unaligned() }
    }
}
