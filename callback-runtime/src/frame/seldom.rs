//! The parts of a frame that few contexts need. They are in a box, which is made with the first of them.

#[cfg(feature = "std")]
pub(crate) use self::boxed::{Companion, Hook, Seldom};
#[cfg(not(feature = "std"))]
pub(crate) use self::inline::Seldom;

use crate::frame::about::About;
use crate::frame::pending::{Pending, Place};
use crate::outcome::panics::Payload;
use crate::outcome::refused::Refused;

/// The outcomes that the runtime itself makes.
pub(crate) struct Outcomes {
    pub(crate) panic: Pending<Payload>,
    pub(crate) refused: Pending<Refused>,
    /// The callback that left the stop value, if it is another one than the context was made for.
    pub(crate) stopped: Place<&'static About>,
}

impl Outcomes {
    const fn new() -> Self {
        Outcomes { panic: Pending::new(), refused: Pending::new(), stopped: Place::new() }
    }
}

#[cfg(feature = "std")]
mod boxed {
    use core::ffi::c_void;
    use core::ptr::{self, NonNull};
    use core::sync::atomic::{AtomicPtr, Ordering};
    use std::boxed::Box;
    use std::sync::Arc;

    use super::Outcomes;
    use crate::frame::objects;
    use crate::frame::others::Others;
    use crate::frame::slot::Slot;
    use crate::outcome::errno;
    use crate::sync::fork::Lock;

    /// A function that is called with each failure.
    pub(crate) type Hook = Arc<dyn Fn() + Send + Sync>;

    /// The parts.
    pub(crate) struct Parts {
        pub(crate) outcomes: Outcomes,
        /// The callbacks that a context which may borrow is opened for.
        pub(crate) others: Others,
        pub(crate) hook: Lock<Option<Hook>>,
        /// An object that C holds instead of the frame, and that is dropped with it.
        pub(crate) companion: Lock<Option<Companion>>,
        /// The slot that has the number, for a context that C passes no user data for.
        slot: Option<&'static Slot>,
    }

    impl Parts {
        fn boxed(slot: Option<&'static Slot>) -> Box<Self> {
            Box::new(Parts {
                outcomes: Outcomes::new(),
                others: Others::none(),
                hook: Lock::new(None),
                companion: Lock::new(None),
                slot,
            })
        }
    }

    /// The parts of a frame, or null.
    pub(crate) struct Seldom(AtomicPtr<Parts>);

    impl Seldom {
        pub(crate) const fn none() -> Self {
            Seldom(AtomicPtr::new(ptr::null_mut()))
        }

        /// Makes the parts of a frame whose number is in a slot.
        pub(crate) fn in_slot(slot: &'static Slot) -> Self {
            Seldom(AtomicPtr::new(Box::into_raw(Parts::boxed(Some(slot)))))
        }

        #[inline]
        pub(crate) fn get(&self) -> Option<&Parts> {
            // SAFETY: null, or from a box that is freed with this (`SELDOM`).
            unsafe { self.0.load(Ordering::Acquire).as_ref() }
        }

        /// Returns the parts, which are made if there are none.
        #[cold]
        pub(crate) fn make(&self) -> &Parts {
            if let Some(parts) = self.get() {
                return parts;
            }
            let _kept = errno::Kept::new();
            let new = Box::into_raw(Parts::boxed(None));
            match self.0.compare_exchange(ptr::null_mut(), new, Ordering::AcqRel, Ordering::Acquire) {
                // SAFETY: from a box that is freed with this (`SELDOM`).
                Ok(_) => unsafe { &*new },
                Err(other) => {
                    // SAFETY: from the box above, which nothing else has.
                    drop(unsafe { Box::from_raw(new) });
                    // SAFETY: not null, as another thread has put a box there (`SELDOM`).
                    unsafe { &*other }
                }
            }
        }

        pub(crate) fn outcomes(&self) -> Option<&Outcomes> {
            self.get().map(|parts| &parts.outcomes)
        }

        pub(crate) fn make_outcomes(&self) -> &Outcomes {
            &self.make().outcomes
        }

        /// Frees the parts.
        ///
        /// # Safety
        ///
        /// This is not used afterwards, and not dropped.
        #[inline]
        pub(crate) unsafe fn free(&self) {
            let parts = self.0.load(Ordering::Acquire);
            if !parts.is_null() {
                // SAFETY: from a box, and this is the one time (`SELDOM`).
                unsafe { free(parts) };
            }
        }

        #[inline]
        pub(crate) fn slot(&self) -> Option<&'static Slot> {
            self.get()?.slot
        }
    }

    impl Drop for Seldom {
        #[inline]
        fn drop(&mut self) {
            // SAFETY: this is not used any more.
            unsafe { self.free() };
        }
    }

    /// # Safety
    ///
    /// `parts` is from a box, and this is the one time.
    #[cold]
    #[inline(never)]
    unsafe fn free(parts: *mut Parts) {
        // SAFETY: `free` requires what is from a box.
        drop(unsafe { Box::from_raw(parts) });
    }

    /// An object that leads to a frame, until this is dropped.
    pub(crate) struct Companion {
        memory: NonNull<c_void>,
        frame: *mut c_void,
        free: unsafe fn(NonNull<c_void>),
        pub(crate) of_c: bool,
    }

    impl Companion {
        /// Takes an object that `free` frees with the contents of the frame.
        ///
        /// # Safety
        ///
        /// `free` may be called with `memory`, once, on the thread that the contents are dropped on. It does not panic.
        pub(crate) unsafe fn new(
            memory: NonNull<c_void>,
            frame: *mut c_void,
            free: unsafe fn(NonNull<c_void>),
        ) -> Self {
            objects::add(memory.as_ptr(), frame);
            Companion { memory, frame, free, of_c: false }
        }

        /// Takes an object in C memory. It stops leading to the frame before C may free it: when the context is ended.
        pub(crate) fn of_c(memory: NonNull<c_void>, frame: *mut c_void) -> Self {
            objects::add(memory.as_ptr(), frame);
            Companion { memory, frame, free: |_| {}, of_c: true }
        }
    }

    impl Drop for Companion {
        fn drop(&mut self) {
            objects::remove(self.memory.as_ptr(), self.frame);
            // SAFETY: `new` requires that `free` may be called once, at this time; that of `of_c` does nothing (`COMPANION`).
            unsafe { (self.free)(self.memory) };
        }
    }
}

/// Without `std` there is no allocator, and the outcomes are in the frame.
#[cfg(not(feature = "std"))]
mod inline {
    use super::Outcomes;

    pub(crate) struct Seldom(Outcomes);

    impl Seldom {
        pub(crate) const fn none() -> Self {
            Seldom(Outcomes::new())
        }

        #[allow(clippy::unnecessary_wraps, reason = "as with `std`")]
        pub(crate) fn outcomes(&self) -> Option<&Outcomes> {
            Some(&self.0)
        }

        pub(crate) fn make_outcomes(&self) -> &Outcomes {
            &self.0
        }
    }
}
