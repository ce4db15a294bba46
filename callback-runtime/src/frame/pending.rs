//! A place for an outcome of one kind that a call left.

use core::cell::UnsafeCell;

use crate::frame::about::About;

/// An outcome of one kind, and the callback that left it.
pub(crate) type Pending<T> = Place<(&'static About, T)>;

/// A place for one value, under the lock of the state.
pub(crate) struct Place<T>(UnsafeCell<Option<T>>);

impl<T> Place<T> {
    pub(crate) const fn new() -> Self {
        Place(UnsafeCell::new(None))
    }

    /// Puts a value into the empty place, or returns it.
    ///
    /// # Safety
    ///
    /// Called within `State::keep` or `State::take` (`KEPT`).
    pub(crate) unsafe fn put(&self, value: T) -> Option<T> {
        // SAFETY: `KEPT`, as `put` requires, and the reference ends in this function.
        let kept = unsafe { &mut *self.0.get() };
        if kept.is_some() {
            return Some(value);
        }
        *kept = Some(value);
        None
    }

    /// Takes the value.
    ///
    /// # Safety
    ///
    /// See [`put`](Place::put).
    pub(crate) unsafe fn take(&self) -> Option<T> {
        // SAFETY: `KEPT`, as `take` requires, and the reference ends here.
        unsafe { &mut *self.0.get() }.take()
    }

    /// Returns the value, which stays.
    ///
    /// # Safety
    ///
    /// See [`put`](Place::put); the reference is not used after the lock.
    pub(crate) unsafe fn get(&self) -> Option<&T> {
        // SAFETY: `KEPT`, as `get` requires.
        unsafe { &*self.0.get() }.as_ref()
    }
}
