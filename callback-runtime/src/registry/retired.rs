//! Contexts of several threads that were closed while calls were inside. The last call to leave releases them.

use core::cell::Cell;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicUsize, Ordering, compiler_fence};
use std::vec::Vec;

use crate::frame::core::Core;
use crate::outcome::errno;
use crate::registry::announce::{await_leave, await_none, is_alone, is_announced, is_let_in};
use crate::sync::barrier::{heavy, heavy_unless};
use crate::sync::fork::Lock;

/// A closed context that calls may be inside of.
struct Retired {
    number: usize,
    frame: NonNull<Core>,
}

// SAFETY: a context of several threads is released on any of them (`SEND`).
unsafe impl Send for Retired {}

static RETIRED: Lock<Vec<Retired>> = Lock::new(Vec::new());
static RETIRED_COUNT: AtomicUsize = AtomicUsize::new(0);

std::thread_local! {
    /// True while this thread has the lock or waits for it. A signal handler that interrupts it then does not wait.
    static LOOKS: Cell<bool> = const { Cell::new(false) };
    /// True if a call of such a handler has left: the thread looks again.
    static AGAIN: Cell<bool> = const { Cell::new(false) };
}

/// Releases a context whose number leads nowhere any more, at once or with the last call that is inside.
///
/// # Safety
///
/// `frame` is the pointer that the owner of the context gave out, and the value in it has its hold. This is called once.
pub(crate) unsafe fn retire(number: usize, frame: NonNull<Core>) {
    heavy_unless(is_alone);
    if !is_let_in(number) {
        // SAFETY: no call is inside, and those that come later find the number closed (`ANNOUNCED`): this is the one time
        // (`RELEASED-ONCE`).
        return unsafe { Core::release(frame) };
    }
    locked(|retired| {
        retired.push(Retired { number, frame });
        RETIRED_COUNT.store(retired.len(), Ordering::SeqCst);
    });
    settle(number);
}

/// Runs `f` with the list. It calls nothing of the user's, so that the lock is soon free.
fn locked<R>(f: impl FnOnce(&mut Vec<Retired>) -> R) -> R {
    LOOKS.set(true);
    compiler_fence(Ordering::SeqCst);
    let result = f(&mut RETIRED.lock());
    compiler_fence(Ordering::SeqCst);
    LOOKS.set(false);
    result
}

/// Releases a closed context, unless calls are inside. It releases no other: a thread drops the values of contexts that it closes, or
/// whose calls it runs.
pub(crate) fn settle(number: usize) {
    if RETIRED_COUNT.load(Ordering::SeqCst) == 0 {
        return;
    }
    let _kept = errno::Kept::new();
    if LOOKS.get() {
        // A call of a signal handler, which has interrupted this function.
        AGAIN.set(true);
        return;
    }
    let mut wanted = Some(number);
    loop {
        let left = locked(|retired| take_one(retired, wanted));
        let goes_on = left.is_some() && wanted.is_none();
        // One at a time: the destructor of a value may wait for the next context, on this thread or another.
        if let Some(frame) = left {
            // SAFETY: `retire` required the owner's pointer. No call is inside (`ANNOUNCED`), and it was taken from the
            // list: this is the one time (`RELEASED-ONCE`).
            unsafe { Core::release(frame) };
        }
        if AGAIN.replace(false) {
            // Which contexts the calls of the handler were inside of is not known.
            wanted = None;
        } else if !goes_on {
            return;
        }
    }
}

/// Takes a context that no call is inside of: that of a number, or any.
///
/// A call that leaves after the barrier sees that it is awaited, and settles; one that left before it is not found. A
/// call that is refused may be found and not awaited: it settles too.
fn take_one(retired: &mut Vec<Retired>, wanted: Option<usize>) -> Option<NonNull<Core>> {
    for one in &*retired {
        await_leave(one.number);
    }
    heavy();
    let is_wanted = |number| wanted.is_none_or(|wanted| wanted == number);
    let left = retired.iter().position(|one| is_wanted(one.number) && !is_announced(one.number));
    let frame = left.map(|place| retired.swap_remove(place).frame);
    RETIRED_COUNT.store(retired.len(), Ordering::SeqCst);
    if frame.is_some() && retired.is_empty() {
        // Under the lock: contexts that are retired later mark the records again.
        await_none();
    }
    frame
}
