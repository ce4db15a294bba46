//! The atomics of the model checker, by the names that the runtime gives them.

use std::sync::OnceLock;

pub(crate) use loom::sync::atomic::{AtomicU32, Ordering, fence};

/// A wait is a yield: the model checker has the other thread run.
pub(crate) struct Backoff;

impl Backoff {
    pub(crate) fn new() -> Self {
        Backoff
    }

    pub(crate) fn wait(&mut self) {
        loom::thread::yield_now();
    }
}

/// Made when it is first used, because those of the model checker cannot be made in a constant.
#[derive(Debug)]
pub(crate) struct AtomicUsize(usize, OnceLock<loom::sync::atomic::AtomicUsize>);

impl AtomicUsize {
    pub(crate) const fn new(value: usize) -> Self {
        AtomicUsize(value, OnceLock::new())
    }

    fn get(&self) -> &loom::sync::atomic::AtomicUsize {
        self.1.get_or_init(|| loom::sync::atomic::AtomicUsize::new(self.0))
    }

    pub(crate) fn load(&self, order: Ordering) -> usize {
        self.get().load(order)
    }

    pub(crate) fn store(&self, value: usize, order: Ordering) {
        self.get().store(value, order);
    }

    pub(crate) fn fetch_sub(&self, value: usize, order: Ordering) -> usize {
        self.get().fetch_sub(value, order)
    }

    pub(crate) fn compare_exchange_weak(
        &self,
        old: usize,
        new: usize,
        success: Ordering,
        failure: Ordering,
    ) -> Result<usize, usize> {
        self.get().compare_exchange_weak(old, new, success, failure)
    }
}

/// As [`AtomicUsize`].
#[derive(Debug)]
pub(crate) struct AtomicPtr<T>(*mut T, OnceLock<loom::sync::atomic::AtomicPtr<T>>);

// SAFETY: the pointer is only what the atomic is made of.
unsafe impl<T> Send for AtomicPtr<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for AtomicPtr<T> {}

impl<T> AtomicPtr<T> {
    pub(crate) const fn new(value: *mut T) -> Self {
        AtomicPtr(value, OnceLock::new())
    }

    fn get(&self) -> &loom::sync::atomic::AtomicPtr<T> {
        self.1.get_or_init(|| loom::sync::atomic::AtomicPtr::new(self.0))
    }

    pub(crate) fn load(&self, order: Ordering) -> *mut T {
        self.get().load(order)
    }

    pub(crate) fn store(&self, value: *mut T, order: Ordering) {
        self.get().store(value, order);
    }

    pub(crate) fn compare_exchange(
        &self,
        old: *mut T,
        new: *mut T,
        success: Ordering,
        failure: Ordering,
    ) -> Result<*mut T, *mut T> {
        self.get().compare_exchange(old, new, success, failure)
    }
}
