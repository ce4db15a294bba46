//! A target whose `va_list` layout is unknown: none is ever made.

use core::convert::Infallible;
use core::ffi::c_void;

use super::Scalar;
use crate::outcome::refused::Reason;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine(Infallible);

#[allow(clippy::unused_self, clippy::needless_pass_by_ref_mut)]
impl Machine {
    /// # Safety
    ///
    /// None: there is no such list.
    pub(crate) unsafe fn read(_list: *mut c_void) -> Result<Self, Reason> {
        Err(Reason::Invalid("a `va_list` of an unknown layout"))
    }

    pub(crate) fn pass(&mut self) -> *mut c_void {
        match self.0 {}
    }

    /// # Safety
    ///
    /// None: there is no such list.
    pub(crate) unsafe fn take<T: Scalar>(&mut self) -> T {
        match self.0 {}
    }
}
