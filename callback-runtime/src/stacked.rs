//! Contexts for C APIs without user data: a stack of the thread that calls.

use core::any::TypeId;
use core::cell::Cell;
use core::ffi::c_void;
use core::ptr::{self, NonNull};

/// One lent context, on the stack of its thread.
pub(crate) struct Entry {
    callback: TypeId,
    frame: NonNull<c_void>,
    outer: Cell<*const Entry>,
}

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static TOP: Cell<*const Entry> = const { Cell::new(ptr::null()) };
}

impl Entry {
    pub(crate) fn new(callback: TypeId, frame: NonNull<c_void>) -> Self {
        Entry { callback, frame, outer: Cell::new(ptr::null()) }
    }

    /// Runs `f` with this context on top of the stack.
    pub(crate) fn lend<R>(&self, f: impl FnOnce() -> R) -> R {
        struct Pop(*const Entry);

        impl Drop for Pop {
            fn drop(&mut self) {
                TOP.set(self.0);
            }
        }

        let pop = Pop(TOP.get());
        self.outer.set(pop.0);
        TOP.set(self);
        let result = f();
        drop(pop);
        result
    }
}

/// The innermost context that this thread lends to a callback; null where there is none.
#[inline]
pub(crate) fn top(callback: TypeId) -> *mut c_void {
    let mut entry = TOP.get();
    // SAFETY: each entry stands on this thread's stack until `lend` has taken it off.
    while let Some(lent) = unsafe { entry.as_ref() } {
        if lent.callback == callback {
            return lent.frame.as_ptr();
        }
        entry = lent.outer.get();
    }
    ptr::null_mut()
}
