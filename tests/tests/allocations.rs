//! Promises of the guide: the number of allocations of a call and of a registration, counted by the allocator, and calls in a
//! signal handler, which the allocator raises.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ffi::{c_int, c_void};

use callback_runtime::{Callback, callback};
use callback_tests as _;

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
        #[cfg(unix)]
        signals::interrupt();
        // SAFETY: `alloc` requires the same of its caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        #[cfg(unix)]
        signals::interrupt();
        // SAFETY: `dealloc` requires the same of its caller.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

unsafe extern "C" {
    fn allocations_calls(n: c_int, f: unsafe extern "C" fn(*mut c_void, c_int), user: *mut c_void);
    fn allocations_calls_plain(n: c_int, f: unsafe extern "C" fn(c_int));
}

fn count<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = ALLOCATIONS.get();
    let result = f();
    (ALLOCATIONS.get() - before, result)
}

#[callback]
fn add(#[context] sum: &mut c_int, value: c_int) {
    *sum += value;
}

#[callback(threads)]
fn look(#[context] _: &std::sync::atomic::AtomicI32, _value: c_int) {}

#[callback]
fn slotted(value: c_int, #[context(pool = 4)] sum: &mut c_int) {
    *sum += value;
}

#[callback]
fn lent(value: c_int, #[context(thread_local)] sum: &mut c_int) {
    *sum += value;
}

#[callback]
unsafe extern "C" {
    #[link_name = "allocations_calls"]
    safe fn each(n: c_int, f: fn(#[context] _: _, value: c_int), #[context(f)] _: *mut c_void);
}

#[test]
fn a_scope_allocates_nothing() {
    let mut sum = 0;
    let run = |sum: &mut c_int| {
        add::scope(sum, |cb| unsafe { allocations_calls(100, cb.shim(), cb.context()) }).unwrap();
    };
    run(&mut sum);
    assert_eq!(count(|| run(&mut sum)), (0, ()));
    assert_eq!(count(|| each(100, |value| sum += value).unwrap()), (0, ()));
    assert_eq!(sum, 3 * 4950);
}

#[test]
fn a_scope_without_user_data_allocates_nothing_after_the_first() {
    let mut sum = 0;
    let run = |sum: &mut c_int| {
        lent::scope(sum, |cb| unsafe { allocations_calls_plain(100, cb.shim()) }).unwrap();
    };
    run(&mut sum);
    assert_eq!(count(|| run(&mut sum)), (0, ()));
    assert_eq!(sum, 2 * 4950);
}

#[test]
fn calls_of_a_registered_context_allocate_nothing() {
    let owned = add::own(0);
    let shared = look::share(0.into());
    let slot = slotted::acquire(0).unwrap();
    let calls = || unsafe {
        allocations_calls(100, owned.shim(), owned.context());
        allocations_calls(100, shared.shim(), shared.context());
        allocations_calls_plain(100, slot.shim());
    };
    calls();
    assert_eq!(count(calls), (0, ()));
}

#[test]
fn a_registration_allocates_once_and_a_slot_twice() {
    // The first contexts also make a part of the table.
    let _live = (add::own(0), look::share(0.into()), slotted::acquire(0).unwrap());
    drop(add::own(0));
    assert_eq!(count(|| add::own(0)).0, 1, "own");
    assert_eq!(count(|| look::share(0.into())).0, 1, "share");
    assert_eq!(count(|| slotted::acquire(0).unwrap()).0, 2, "pool");
}

/// A signal interrupts a thread that registers and drops contexts, each time that it allocates or frees, which it does under the
/// locks of the registry too. A call that took a lock would wait for its own thread.
#[cfg(unix)]
mod signals {
    use std::cell::Cell;
    use std::ffi::{c_int, c_void};
    use std::sync::atomic::AtomicI32;

    use callback_runtime::{Callback, callback};

    use super::ALLOCATIONS;

    thread_local! {
        static RAISES: Cell<bool> = const { Cell::new(false) };
        static TARGETS: Cell<[Option<Target>; 2]> = const { Cell::new([None; 2]) };
        static SLOT: Cell<Option<unsafe extern "C" fn(c_int)>> = const { Cell::new(None) };
        static HANDLED: Cell<usize> = const { Cell::new(0) };
        static CALLS: Cell<usize> = const { Cell::new(0) };
        static ALLOCATED: Cell<usize> = const { Cell::new(0) };
    }

    type Target = (unsafe extern "C" fn(*mut c_void, c_int), *mut c_void);

    #[callback]
    fn owned(#[context] _: &u8, _value: c_int) {
        CALLS.set(CALLS.get() + 1);
    }

    #[callback(threads)]
    fn shared(#[context] _: &AtomicI32, _value: c_int) {
        CALLS.set(CALLS.get() + 1);
    }

    #[callback(threads)]
    fn in_slot(#[context(static)] _: &AtomicI32, _value: c_int) {
        CALLS.set(CALLS.get() + 1);
    }

    /// Raises the signal, except in the handler itself.
    pub(super) fn interrupt() {
        if RAISES.try_with(|raises| raises.replace(false)) == Ok(true) {
            // SAFETY: the handler is installed before the first signal.
            unsafe { libc::raise(libc::SIGUSR1) };
            RAISES.set(true);
        }
    }

    extern "C" fn handle(_: c_int) {
        let before = ALLOCATIONS.get();
        for (shim, context) in TARGETS.get().into_iter().flatten() {
            // SAFETY: the contexts are registered.
            unsafe { shim(context, 1) };
        }
        if let Some(shim) = SLOT.get() {
            // SAFETY: a shim in a slot may be called at any time.
            unsafe { shim(1) };
        }
        HANDLED.set(HANDLED.get() + 1);
        ALLOCATED.set(ALLOCATED.get() + ALLOCATIONS.get() - before);
    }

    #[test]
    fn a_signal_handler_calls_while_contexts_are_registered() {
        let (one, several) = (owned::own(0), shared::share(0.into()));
        let slot = in_slot::acquire(0.into()).unwrap();
        TARGETS.set([Some((one.shim(), one.context())), Some((several.shim(), several.context()))]);
        SLOT.set(Some(slot.shim()));
        // The first call of several threads on this thread may allocate.
        handle(0);
        ALLOCATED.set(0);
        let handler: extern "C" fn(c_int) = handle;
        // SAFETY: a handler that may interrupt anything.
        unsafe { libc::signal(libc::SIGUSR1, handler as libc::sighandler_t) };
        RAISES.set(true);
        let kept: Vec<_> = (0..100).map(|_| (owned::own(0), shared::share(0.into()))).collect();
        drop(kept);
        RAISES.set(false);
        assert!(HANDLED.get() > 400, "{}", HANDLED.get());
        assert_eq!(CALLS.get(), 3 * HANDLED.get());
        assert_eq!(ALLOCATED.get(), 0);
    }
}
