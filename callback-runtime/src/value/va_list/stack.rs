//! Targets with all variable arguments in one piece: i386 (System V ABI), RISC-V (psABI), Arm with 32 bits (AAPCS32),
//! Apple arm64, 64-bit Power (ELF V2 ABI, 2.2.4), and Windows on `x86_64` and `x86`. The list is a pointer to the next
//! argument.

use core::ffi::c_void;

use super::{KnownLayout, Scalar, VaList};
use crate::outcome::refused::Reason;

/// The alignment of eight bytes in the list. The other targets put them after the words before them, or have words of
/// eight bytes.
const ALIGNED: usize = if cfg!(target_arch = "arm") { 8 } else { size_of::<usize>() };

/// `void *` or `char *`; on Arm a structure of one, passed by value and in the same way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine(*mut u8);

impl KnownLayout for VaList<'_> {}

impl Machine {
    /// Copies the C list.
    ///
    /// # Safety
    ///
    /// If it is not null, it is a list.
    pub(crate) unsafe fn read(list: *mut c_void) -> Result<Self, Reason> {
        if list.is_null() { Err(Reason::Null) } else { Ok(Machine(list.cast())) }
    }

    /// Returns the list as an argument.
    #[allow(clippy::needless_pass_by_ref_mut, reason = "the other targets need it")]
    pub(crate) fn pass(&mut self) -> *mut c_void {
        self.0.cast()
    }

    /// Takes the next argument.
    ///
    /// # Safety
    ///
    /// It was passed as a `T`.
    #[inline]
    pub(crate) unsafe fn take<T: Scalar>(&mut self) -> T {
        let slot = self.0.map_addr(|at| at.next_multiple_of(size_of::<T>().clamp(size_of::<usize>(), ALIGNED)));
        // SAFETY: `take` requires another argument, in as many words as it needs, behind what aligns it.
        self.0 = unsafe { slot.add(size_of::<T>().next_multiple_of(size_of::<usize>())) };
        // SAFETY: `take` requires a `T`, and this is its place.
        unsafe { slot.cast::<T>().read_unaligned() }
    }
}
