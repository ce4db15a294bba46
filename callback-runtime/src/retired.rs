//! Contexts of several threads that were closed while calls were inside. The last call to leave releases them.

use core::ptr::NonNull;
use std::vec::Vec;

use crate::announce::{await_leave, is_announced};
use crate::barrier::heavy;
use crate::fork::Lock;
use crate::frame::Core;

/// A closed context that calls may be inside of.
struct Retired {
    number: usize,
    frame: NonNull<Core>,
}

// SAFETY: a context of several threads is released on any of them (`SEND`).
unsafe impl Send for Retired {}

static RETIRED: Lock<Vec<Retired>> = Lock::new(Vec::new());

/// Releases a context whose number leads nowhere any more, at once or with the last call that is inside.
///
/// # Safety
///
/// `frame` is the pointer that the owner of the context gave out, and the value in it has its hold. This is called once.
pub(crate) unsafe fn retire(number: usize, frame: NonNull<Core>) {
    heavy();
    if !is_announced(number) {
        // SAFETY: no call is inside, and none comes in: this is the one time (`RELEASED-ONCE`).
        return unsafe { Core::release(frame) };
    }
    let mut retired = RETIRED.lock();
    retired.push(Retired { number, frame });
    drop(retired);
    settle();
}

/// Releases the closed contexts that no call is inside of any more.
///
/// A call that leaves after the barrier sees that it is awaited, and settles; one that left before it is not found.
pub(crate) fn settle() {
    let mut left = Vec::new();
    {
        let mut retired = RETIRED.lock();
        if retired.is_empty() {
            return;
        }
        retired.iter().for_each(|retired| await_leave(retired.number));
        heavy();
        retired.retain(|one| {
            let stays = is_announced(one.number);
            if !stays {
                left.push(one.frame);
            }
            stays
        });
    }
    for frame in left {
        // SAFETY: `retire` required the owner's pointer, and it was taken from the list: this is the one time
        // (`RELEASED-ONCE`).
        unsafe { Core::release(frame) };
    }
}
