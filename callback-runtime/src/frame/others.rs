//! The further callbacks that a lent context was opened for.

use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};
use std::boxed::Box;

/// A list of callback kinds. It only grows.
pub(crate) struct Others(AtomicPtr<Other>);

struct Other {
    kind: u32,
    next: *mut Other,
}

impl Others {
    pub(crate) const fn none() -> Self {
        Others(AtomicPtr::new(ptr::null_mut()))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let mut next = self.0.load(Ordering::Acquire);
        core::iter::from_fn(move || {
            // SAFETY: null, or an entry of this list, which is freed with it (`OTHERS`).
            let other = unsafe { next.as_ref() }?;
            next = other.next;
            Some(other.kind)
        })
    }

    /// Adds a kind, once.
    pub(crate) fn add(&self, kind: u32) {
        if self.iter().any(|other| other == kind) {
            return;
        }
        let other = Box::into_raw(Box::new(Other { kind, next: ptr::null_mut() }));
        let mut next = self.0.load(Ordering::Relaxed);
        loop {
            // SAFETY: from a box, which nobody else has before it is in the list.
            unsafe { (*other).next = next };
            match self.0.compare_exchange_weak(next, other, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => next = now,
            }
        }
    }
}

impl Drop for Others {
    fn drop(&mut self) {
        let mut next = *self.0.get_mut();
        while !next.is_null() {
            // SAFETY: an entry of this list, from a box, and the list goes (`OTHERS`).
            next = unsafe { Box::from_raw(next) }.next;
        }
    }
}
