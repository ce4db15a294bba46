//! The registered contexts that the current thread is inside of, to detect a thread that waits for itself.
//!
//! A call is announced in a slot of its thread, and not in a list on the stack: the calls of coroutines leave in any
//! order, and may leave on another thread.

use core::cell::{Cell, RefCell};
use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::vec::Vec;

use crate::errno::keeping_last_error;
use crate::fork::Lock;
use crate::thread;

/// The number of calls that are announced without an allocation.
const ROOM: usize = 31;

/// The number of bits for the slot of a call, the low ones. The others are those of its thread.
const SLOT_BITS: u32 = 24;
const SLOTS: u64 = (1 << SLOT_BITS) - 1;

/// The contents of the slot after the others, which is never free.
const END: *const c_void = ptr::without_provenance(1);

/// The calls that entered on a thread and have not left. Each is the address of a frame, which is only compared.
struct Calls {
    slots: [Cell<*const c_void>; ROOM + 1],
    /// The next call, if its slot is free. Its slot is [`ROOM`] at the most, as before the first call of a thread.
    next: Cell<u64>,
    /// The calls without a slot, in memory that is never freed.
    others: Cell<Option<&'static RefCell<Vec<*const c_void>>>>,
}

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static CALLS: Calls = const {
        let mut slots = [const { Cell::new(ptr::null()) }; ROOM + 1];
        slots[ROOM] = Cell::new(END);
        Calls { slots, next: Cell::new(ROOM as u64), others: Cell::new(None) }
    };
}

/// Calls that left on another thread.
static MOVED: Lock<Vec<u64>> = Lock::new(Vec::new());
static MOVED_COUNT: AtomicUsize = AtomicUsize::new(0);

/// Returns the slot of a call.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "24 bits")]
fn slot_of(call: u64) -> usize {
    (call & SLOTS) as usize
}

/// Returns the bits of the current thread in its calls.
fn thread_bits() -> u64 {
    (thread::current() as u64) << SLOT_BITS
}

/// Announces a call in another place than the next slot.
#[cold]
#[inline(never)]
fn enter_elsewhere(frame: *const c_void) -> Leave {
    CALLS.with(|calls| calls.enter_elsewhere(frame))
}

/// Removes a call that was not the last one to enter, on this thread or another.
#[cold]
#[inline(never)]
fn leave_elsewhere(call: u64) {
    CALLS.with(|calls| calls.leave_elsewhere(call));
}

impl Calls {
    /// Announces a call.
    #[inline]
    fn enter(&self, frame: *const c_void) -> Leave {
        let next = self.next.get();
        match &self.slots[slot_of(next) % (ROOM + 1)] {
            slot if slot.get().is_null() => {
                slot.set(frame);
                self.next.set(next + 1);
                Leave(next)
            }
            _ => enter_elsewhere(frame),
        }
    }

    fn enter_elsewhere(&self, frame: *const c_void) -> Leave {
        self.forget_moved();
        let slot = self.free_slot(frame);
        assert!((slot as u64) < SLOTS, "too many calls of one thread at once");
        self.next.set(thread_bits() | (slot as u64 + 1).min(ROOM as u64));
        Leave(thread_bits() | slot as u64)
    }

    /// Announces a call in a free slot, or in more memory.
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

    /// Removes a call that entered here, or records that it has left.
    #[inline]
    fn leave(&self, call: u64) {
        // The last one that entered, on this thread. One in more memory never is: `next` stays after the slots.
        if self.next.get() == call + 1 {
            self.slots[slot_of(call) % (ROOM + 1)].set(ptr::null());
            self.next.set(call);
        } else {
            leave_elsewhere(call);
        }
    }

    fn leave_elsewhere(&self, call: u64) {
        if call & !SLOTS == thread_bits() {
            self.leave_slot(slot_of(call));
            self.next.set(call & !SLOTS | (call & SLOTS).min(ROOM as u64));
            return;
        }
        // That thread may have ended, and this one must not write its slots.
        let mut moved = MOVED.lock();
        moved.push(call);
        MOVED_COUNT.store(moved.len(), Ordering::Release);
    }

    fn leave_slot(&self, slot: usize) {
        match (self.slots[..ROOM].get(slot), self.others.get()) {
            (Some(announced), _) => announced.set(ptr::null()),
            (None, Some(others)) => others.borrow_mut()[slot - ROOM] = ptr::null(),
            (None, None) => {}
        }
    }

    /// Removes the calls that left on another thread.
    #[cold]
    fn forget_moved(&self) {
        if MOVED_COUNT.load(Ordering::Acquire) == 0 {
            return;
        }
        let this = thread_bits();
        let mut moved = MOVED.lock();
        moved.retain(|&call| {
            if call & !SLOTS == this {
                self.leave_slot(slot_of(call));
            }
            call & !SLOTS != this
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

/// Removes a call when it is dropped, also during unwinding.
struct Leave(u64);

impl Drop for Leave {
    #[inline]
    fn drop(&mut self) {
        keeping_last_error(|| CALLS.with(|calls| calls.leave(self.0)));
    }
}

/// Returns true if this thread is inside a context.
pub(crate) fn is_inside(frame: *const c_void) -> bool {
    CALLS.with(|calls| calls.has(frame))
}
