//! The function of a scope that ends a loop of C after a failure.
//!
//! The owner that a frame points at is the first field of such a function. So a scope without one has nothing to store, and
//! only the cold paths of a call look for one.

use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, Ordering};

use crate::frame::core::{Core, LENT, Owner, drop_contained};
use crate::outcome::report::Subject;

/// The part of a [`Stop`](crate::__private::Stop) that does not depend on its function.
#[repr(C)]
pub(crate) struct Stopping {
    pub(crate) owner: Owner,
    pub(crate) run: unsafe fn(NonNull<Stopping>),
    /// Frees the [`Stop`](crate::__private::Stop), if it is on the heap.
    pub(crate) free: Option<unsafe fn(NonNull<Stopping>)>,
    /// The owner that this one took the place of.
    pub(crate) before: NonNull<Owner>,
    pub(crate) ran: AtomicBool,
}

impl Stopping {
    /// Returns the stop function of a scope's owner, if it has one.
    pub(crate) fn of(owner: NonNull<Owner>) -> Option<NonNull<Stopping>> {
        (!core::ptr::eq(owner.as_ptr(), &raw const LENT)).then(|| owner.cast())
    }

    /// Runs the stop function of a scope once.
    ///
    /// # Safety
    ///
    /// `owner` was read from the frame of a scope, which is open.
    #[cold]
    pub(crate) unsafe fn run(owner: NonNull<Owner>, core: &Core) {
        let Some(this) = Stopping::of(owner) else { return };
        // SAFETY: the owner of a scope other than `LENT` is the head of a `Stop`, which outlives the scope (`STOP-OUTLIVES`).
        let stopping = unsafe { this.as_ref() };
        if stopping.ran.swap(true, Ordering::AcqRel) {
            return;
        }
        let _kept = crate::outcome::errno::Kept::new();
        let callback = core.subject();
        // SAFETY: `run` is that of this `Stop`, and `ran` lets one thread come here, once.
        contained(callback, || unsafe { (stopping.run)(this) });
    }

    /// Frees the stop functions of a scope that are on the heap.
    ///
    /// # Safety
    ///
    /// `owner` is that of a scope that has ended: no call is inside, and none comes any more.
    pub(crate) unsafe fn free(mut owner: NonNull<Owner>, callback: Subject) {
        while let Some(this) = Stopping::of(owner) {
            // SAFETY: the owner of a scope other than `LENT` is the head of a `Stop`, which outlives the scope (`STOP-OUTLIVES`).
            let stopping = unsafe { this.as_ref() };
            let (before, free) = (stopping.before, stopping.free);
            if let Some(free) = free {
                // SAFETY: `free` is that of this `Stop`, and the frame that led to it is not used any more.
                drop_contained(callback, Freed(|| unsafe { free(this) }));
            }
            owner = before;
        }
    }
}

/// Frees a stop function when it is dropped.
struct Freed<F: FnMut()>(F);

impl<F: FnMut()> Drop for Freed<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[cfg(feature = "std")]
fn contained(callback: Subject, run: impl FnOnce()) {
    crate::frame::core::run_contained(callback, run);
}

#[cfg(not(feature = "std"))]
fn contained(_callback: Subject, run: impl FnOnce()) {
    run();
}
