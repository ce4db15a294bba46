//! Contexts for C APIs without user data: a stack of the thread that calls.

use core::any::TypeId;
use core::cell::Cell;
use core::ffi::c_void;
use core::ptr::{self, NonNull};

use crate::errno::keeping_last_error;

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

#[inline]
fn get_top() -> *const Entry {
    keeping_last_error(|| TOP.get())
}

#[inline]
fn set_top(entry: *const Entry) {
    keeping_last_error(|| TOP.set(entry));
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
                set_top(self.0);
            }
        }

        let pop = Pop(get_top());
        self.outer.set(pop.0);
        set_top(self);
        let result = f();
        drop(pop);
        result
    }
}

/// The innermost context that this thread lends to a callback; null where there is none.
#[inline]
pub(crate) fn top(callback: TypeId) -> *mut c_void {
    let mut entry = get_top();
    // SAFETY: each entry stands on this thread's stack until `lend` has taken it off.
    while let Some(lent) = unsafe { entry.as_ref() } {
        if lent.callback == callback {
            return lent.frame.as_ptr();
        }
        entry = lent.outer.get();
    }
    ptr::null_mut()
}
