//! The registered contexts that the current thread is inside of, so that waiting for oneself is detected.

use core::cell::Cell;
use core::ffi::c_void;
use core::ptr;

use crate::errno::keeping_last_error;

/// One call that is inside, on the stack of its thread.
struct Inside {
    frame: *const c_void,
    outer: *const Inside,
}

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static INNERMOST: Cell<*const Inside> = const { Cell::new(ptr::null()) };
}

/// `LocalKey::set` is not inlined.
#[inline]
fn set(call: *const Inside) {
    keeping_last_error(|| INNERMOST.with(|innermost| innermost.set(call)));
}

#[inline]
fn innermost() -> *const Inside {
    keeping_last_error(|| INNERMOST.get())
}

/// Runs `f` as a call that is inside a context.
#[inline]
pub(crate) fn inside<R>(frame: *const c_void, f: impl FnOnce() -> R) -> R {
    let call = Inside { frame, outer: innermost() };
    let leave = Leave(call.outer);
    set(&raw const call);
    let result = f();
    drop(leave);
    result
}

/// Takes a call off the stack, also when it unwinds.
struct Leave(*const Inside);

impl Drop for Leave {
    #[inline]
    fn drop(&mut self) {
        set(self.0);
    }
}

/// Whether this thread is inside a context.
pub(crate) fn is_inside(frame: *const c_void) -> bool {
    let mut call = innermost();
    // SAFETY: each call stands on this thread's stack until it has taken itself off.
    while let Some(inside) = unsafe { call.as_ref() } {
        if ptr::eq(inside.frame, frame) {
            return true;
        }
        call = inside.outer;
    }
    false
}
