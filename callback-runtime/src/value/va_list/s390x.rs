//! ELF ABI for `s390x`, 1.2.8 and 1.4.3: five registers for integers and four for floats are saved in an area, the rest is
//! on the stack.

use core::ffi::c_void;

use super::{KnownLayout, Scalar, VaList};
use crate::outcome::refused::Reason;
use crate::value::convert::valid;

/// `__va_list_tag`: the numbers of registers of each kind that were taken, and the addresses of the arguments.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    gpr: usize,
    fpr: usize,
    overflow_arg_area: *mut u8,
    reg_save_area: *mut u8,
}

impl KnownLayout for VaList<'_> {}

/// The number of registers with arguments, and the offset of the first of them in the area, which is for all sixteen.
const INTEGERS: (usize, usize) = (5, 2 * 8);
const FLOATS: (usize, usize) = (4, 16 * 8);

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
        let (taken, (registers, first)) = if T::FLOAT { (&mut self.fpr, FLOATS) } else { (&mut self.gpr, INTEGERS) };
        let slot = if *taken < registers {
            let at = first + *taken * 8;
            *taken += 1;
            // SAFETY: inside of the area, by the ABI.
            unsafe { self.reg_save_area.add(at) }
        } else {
            let at = self.overflow_arg_area;
            // SAFETY: `take` requires another argument, which takes eight bytes.
            self.overflow_arg_area = unsafe { at.add(8) };
            at
        };
        // SAFETY: `take` requires a `T`, which is in the low bytes of its slot, which are the last.
        unsafe { slot.add(8 - size_of::<T>()).cast::<T>().read_unaligned() }
    }
}
