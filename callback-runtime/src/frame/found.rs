//! A frame that a call has found.

use core::ffi::c_void;
use core::ptr::NonNull;

/// A frame, and the announcement of the call that found it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Found<P> {
    pub(crate) frame: NonNull<c_void>,
    pub(crate) pin: P,
}

/// An announcement of a call, or its absence.
#[doc(hidden)]
pub trait Pinned {
    /// True if the call is announced, which keeps the memory. Otherwise it is counted in the state.
    fn is_announced(&self) -> bool;

    /// Lets an announced call in, if it was expected to be refused.
    fn let_in(&self);
}

/// No announcement: the scope keeps the memory.
impl Pinned for () {
    #[inline]
    fn is_announced(&self) -> bool {
        false
    }

    #[inline]
    fn let_in(&self) {}
}

impl<P: Pinned> Pinned for Option<P> {
    #[inline]
    fn is_announced(&self) -> bool {
        self.as_ref().is_some_and(Pinned::is_announced)
    }

    #[inline]
    fn let_in(&self) {
        if let Some(pin) = self {
            pin.let_in();
        }
    }
}
