//! Contexts of several threads that were closed while calls were inside. The last call to leave releases them.

use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};
use std::vec::Vec;

use crate::announce::{await_leave, is_announced};
use crate::barrier::heavy;
use crate::fork::{Lock, Locked};
use crate::frame::Core;

/// A closed context that calls may be inside of.
struct Retired {
    number: usize,
    frame: NonNull<Core>,
}

// SAFETY: a context of several threads is released on any of them (`SEND`).
unsafe impl Send for Retired {}

static RETIRED: Lock<Vec<Retired>> = Lock::new(Vec::new());
static RETIRED_COUNT: AtomicUsize = AtomicUsize::new(0);

/// True if a call has left since a thread looked for contexts to release. The thread that looks does so again then.
static LEFT: AtomicBool = AtomicBool::new(false);

/// Releases a context whose number leads nowhere any more, at once or with the last call that is inside.
///
/// # Safety
///
/// `frame` is the pointer that the owner of the context gave out, and the value in it has its hold. This is called once.
pub(crate) unsafe fn retire(number: usize, frame: NonNull<Core>) {
    heavy();
    if !is_announced(number) {
        // SAFETY: no call is inside, and later ones find the number closed (`ANNOUNCED`): this is the one time
        // (`RELEASED-ONCE`).
        return unsafe { Core::release(frame) };
    }
    let mut retired = RETIRED.lock();
    retired.push(Retired { number, frame });
    RETIRED_COUNT.store(retired.len(), Ordering::SeqCst);
    drop(retired);
    settle();
}

/// Releases the closed contexts that no call is inside of any more.
///
/// It does not wait: a call that leaves may be that of a signal handler, which has interrupted a thread that looks. That
/// thread then looks again.
pub(crate) fn settle() {
    if RETIRED_COUNT.load(Ordering::SeqCst) == 0 {
        return;
    }
    LEFT.store(true, Ordering::SeqCst);
    fence(Ordering::SeqCst);
    while LEFT.load(Ordering::SeqCst) {
        // Another thread looks, or the one that this one has interrupted.
        let Some(retired) = RETIRED.try_lock() else { return };
        if let Some(frame) = take_one(retired) {
            // One at a time: the destructor of a value may wait for the next context, on this thread or another.
            LEFT.store(true, Ordering::SeqCst);
            // SAFETY: `retire` required the owner's pointer. No call is inside (`ANNOUNCED`), and it was taken from the
            // list: this is the one time (`RELEASED-ONCE`).
            unsafe { Core::release(frame) };
        }
    }
}

/// Takes a context that no call is inside of.
///
/// A call that leaves after the barrier sees that it is awaited, and settles; one that left before it is not found. A
/// call that is refused may be found and not awaited: it settles too.
fn take_one(mut retired: Locked<'_, Vec<Retired>>) -> Option<NonNull<Core>> {
    LEFT.store(false, Ordering::SeqCst);
    retired.iter().for_each(|one| await_leave(one.number));
    heavy();
    let left = retired.iter().position(|one| !is_announced(one.number));
    let frame = left.map(|place| retired.swap_remove(place).frame);
    RETIRED_COUNT.store(retired.len(), Ordering::SeqCst);
    drop(retired);
    fence(Ordering::SeqCst);
    frame
}
