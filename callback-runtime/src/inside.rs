//! The registered contexts that the current thread is inside of, so that waiting for oneself is detected.
//!
//! A call is announced in a slot of its thread, and not in a list of the stack: the calls of coroutines leave in any order,
//! and on another thread than they entered on.

use core::cell::{Cell, RefCell};
use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::vec::Vec;

use crate::errno::keeping_last_error;
use crate::fork::Lock;
use crate::thread;

/// So many calls are announced without an allocation.
const ROOM: usize = 32;

/// The calls that entered on a thread and have not left. Each is the frame of a context, which is compared alone.
struct Calls {
    slots: [Cell<*const c_void>; ROOM],
    /// The slot to look at first.
    next: Cell<usize>,
    /// Those for which there was no room, in memory that is never freed.
    others: Cell<Option<&'static RefCell<Vec<*const c_void>>>>,
}

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static CALLS: Calls = const {
        Calls { slots: [const { Cell::new(ptr::null()) }; ROOM], next: Cell::new(0), others: Cell::new(None) }
    };
}

/// Calls that left on another thread than they had entered on: the number of that thread, and the slot.
static MOVED: Lock<Vec<(usize, usize)>> = Lock::new(Vec::new());
static MOVED_COUNT: AtomicUsize = AtomicUsize::new(0);

impl Calls {
    /// Announces a call; returns its slot.
    #[inline]
    fn enter(&self, frame: *const c_void) -> usize {
        let next = self.next.get();
        let Some(slot) = self.slots.get(next).filter(|slot| slot.get().is_null()) else {
            return self.enter_elsewhere(frame);
        };
        slot.set(frame);
        self.next.set(next + 1);
        next
    }

    #[cold]
    #[inline(never)]
    fn enter_elsewhere(&self, frame: *const c_void) -> usize {
        self.forget_moved();
        if let Some(slot) = self.slots.iter().position(|slot| slot.get().is_null()) {
            self.slots[slot].set(frame);
            return slot;
        }
        let others = self.others.get().unwrap_or_else(|| {
            let others = std::boxed::Box::leak(std::boxed::Box::default());
            self.others.set(Some(others));
            others
        });
        let mut others = others.borrow_mut();
        let free = others.iter().position(|other| other.is_null());
        let slot = free.unwrap_or(others.len());
        match free {
            Some(free) => others[free] = frame,
            None => others.push(frame),
        }
        ROOM + slot
    }

    #[inline]
    fn leave(&self, slot: usize) {
        match self.slots.get(slot) {
            Some(announced) => {
                announced.set(ptr::null());
                self.next.set(slot);
            }
            None => self.leave_others(slot - ROOM),
        }
    }

    #[cold]
    fn leave_others(&self, slot: usize) {
        if let Some(others) = self.others.get() {
            others.borrow_mut()[slot] = ptr::null();
        }
    }

    /// Takes the calls away that left on another thread.
    #[cold]
    fn forget_moved(&self) {
        if MOVED_COUNT.load(Ordering::Acquire) == 0 {
            return;
        }
        let this = thread::current();
        let mut moved = MOVED.lock();
        moved.retain(|&(thread, slot)| {
            if thread == this {
                self.leave(slot);
            }
            thread != this
        });
        MOVED_COUNT.store(moved.len(), Ordering::Release);
    }

    fn has(&self, frame: *const c_void) -> bool {
        self.forget_moved();
        let in_others = |others: &RefCell<Vec<_>>| others.borrow().contains(&frame);
        self.slots.iter().any(|slot| ptr::eq(slot.get(), frame)) || self.others.get().is_some_and(in_others)
    }
}

/// Runs `f` as a call that is inside a context.
#[inline]
pub(crate) fn inside<R>(frame: *const c_void, f: impl FnOnce() -> R) -> R {
    let leave = Leave::enter(frame);
    let result = f();
    drop(leave);
    result
}

/// Takes a call away, also when it unwinds.
struct Leave {
    thread: usize,
    slot: usize,
}

impl Drop for Leave {
    // Not inlined: the code of all calls has it, and LLVM would no longer inline the others.
    #[inline(never)]
    fn drop(&mut self) {
        if self.thread == thread::current() {
            keeping_last_error(|| CALLS.with(|calls| calls.leave(self.slot)));
        } else {
            self.leave_moved();
        }
    }
}

impl Leave {
    #[inline(never)]
    fn enter(frame: *const c_void) -> Self {
        Leave { thread: thread::current(), slot: keeping_last_error(|| CALLS.with(|calls| calls.enter(frame))) }
    }

    /// The thread may have ended, and what it announced is not for this one to write.
    #[cold]
    #[inline(never)]
    fn leave_moved(&self) {
        let mut moved = MOVED.lock();
        moved.push((self.thread, self.slot));
        MOVED_COUNT.store(moved.len(), Ordering::Release);
    }
}

/// Returns true if this thread is inside a context.
pub(crate) fn is_inside(frame: *const c_void) -> bool {
    CALLS.with(|calls| calls.has(frame))
}
