//! A frame with nothing but a value that is read by calls and freed by the release: the model checker sees
//! where the two meet.

use std::ptr::NonNull;

use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicUsize, Ordering};

pub(crate) struct Core {
    value: UnsafeCell<u32>,
    memory: UnsafeCell<()>,
    released: AtomicUsize,
    /// What is to happen when it goes: a slot is vacated.
    vacate: Box<dyn Fn()>,
}

// SAFETY: the model checker looks after the cell.
unsafe impl Sync for Core {}
// SAFETY: as above.
unsafe impl Send for Core {}

impl Core {
    pub(crate) fn new(vacate: impl Fn() + 'static) -> &'static Self {
        let vacate = Box::new(vacate);
        Box::leak(Box::new(Core {
            value: UnsafeCell::new(0),
            memory: UnsafeCell::new(()),
            released: AtomicUsize::new(0),
            vacate,
        }))
    }

    /// What a call does that was not let in: the frame must be there, and not the value.
    pub(crate) fn look(&self) {
        self.memory.with(|_| ());
    }

    /// What a call with `&T` does.
    pub(crate) fn read(&self) {
        // SAFETY: valid; the model checker says whether it may be read.
        self.value.with(|value| assert!(unsafe { *value } < 1000, "the value is dropped"));
    }

    /// What a call with `&mut T` does.
    pub(crate) fn write(&self) {
        self.value.with_mut(|value| {
            // SAFETY: valid; the model checker says whether it may be written.
            let value = unsafe { &mut *value };
            assert!(*value < 1000, "the value is dropped");
            *value += 1;
        });
    }

    /// What a call with `T` does.
    pub(crate) fn consume(&self) {
        // SAFETY: valid; the model checker says whether it may be written.
        self.value.with_mut(|value| unsafe { *value += 1000 });
    }

    pub(crate) fn released(&self) -> usize {
        self.released.load(Ordering::SeqCst)
    }

    pub(crate) unsafe fn release(this: NonNull<Core>) {
        // SAFETY: leaked.
        let this = unsafe { this.as_ref() };
        this.consume();
        this.memory.with_mut(|_| ());
        (this.vacate)();
        assert_eq!(this.released.fetch_add(1, Ordering::SeqCst), 0, "released twice");
    }
}
