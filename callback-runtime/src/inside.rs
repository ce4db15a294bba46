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
    /// The number of the thread; 0 until its first call.
    thread: Cell<usize>,
    slots: [Cell<*const c_void>; ROOM],
    /// The slot to look at first.
    next: Cell<usize>,
    /// Those for which there was no room, in memory that is never freed.
    others: Cell<Option<&'static RefCell<Vec<*const c_void>>>>,
}

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static CALLS: Calls = const {
        Calls {
            thread: Cell::new(0),
            slots: [const { Cell::new(ptr::null()) }; ROOM],
            next: Cell::new(0),
            others: Cell::new(None),
        }
    };
}

/// Calls that left on another thread than they had entered on: the number of that thread, and the slot.
static MOVED: Lock<Vec<(usize, usize)>> = Lock::new(Vec::new());
static MOVED_COUNT: AtomicUsize = AtomicUsize::new(0);

impl Calls {
    /// Announces a call.
    #[inline]
    fn enter(&self, frame: *const c_void) -> Leave {
        let (next, thread) = (self.next.get(), self.thread.get());
        match self.slots.get(next) {
            Some(slot) if slot.get().is_null() && thread != 0 => {
                slot.set(frame);
                self.next.set(next + 1);
                Leave { thread, slot: next }
            }
            _ => self.enter_elsewhere(frame),
        }
    }

    #[cold]
    #[inline(never)]
    fn enter_elsewhere(&self, frame: *const c_void) -> Leave {
        self.thread.set(thread::current());
        self.forget_moved();
        Leave { thread: self.thread.get(), slot: self.free_slot(frame) }
    }

    /// Announces a call in a slot that is free, or in more memory.
    fn free_slot(&self, frame: *const c_void) -> usize {
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

    /// Takes a call away that entered here, or records that it has.
    #[inline]
    fn leave(&self, call: &Leave) {
        match self.slots.get(call.slot) {
            Some(announced) if self.thread.get() == call.thread => {
                announced.set(ptr::null());
                self.next.set(call.slot);
            }
            _ => self.leave_elsewhere(call.thread, call.slot),
        }
    }

    #[cold]
    #[inline(never)]
    fn leave_elsewhere(&self, thread: usize, slot: usize) {
        if thread == thread::current() {
            self.leave_slot(slot);
            return;
        }
        // That thread may have ended, and what it announced is not for this one to write.
        let mut moved = MOVED.lock();
        moved.push((thread, slot));
        MOVED_COUNT.store(moved.len(), Ordering::Release);
    }

    fn leave_slot(&self, slot: usize) {
        match (self.slots.get(slot), self.others.get()) {
            (Some(announced), _) => announced.set(ptr::null()),
            (None, Some(others)) => others.borrow_mut()[slot - ROOM] = ptr::null(),
            (None, None) => {}
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
                self.leave_slot(slot);
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
    let leave = keeping_last_error(|| CALLS.with(|calls| calls.enter(frame)));
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
    #[inline]
    fn drop(&mut self) {
        keeping_last_error(|| CALLS.with(|calls| calls.leave(self)));
    }
}

/// Returns true if this thread is inside a context.
pub(crate) fn is_inside(frame: *const c_void) -> bool {
    CALLS.with(|calls| calls.has(frame))
}
