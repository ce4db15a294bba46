//! Numbers of threads. No number is assigned twice, and a thread keeps its own until its very end.

use core::cell::Cell;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::outcome::errno::keeping_last_error;

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static NUMBER: Cell<usize> = const { Cell::new(0) };
}

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// The number of threads without one.
const NONE: usize = usize::MAX >> 1;

/// The owner of contexts made by a thread without a number.
const NOBODY: usize = NONE - 1;

/// Returns the number of the current thread, which is not zero. Its highest bit is 0.
///
/// It takes no lock and allocates nothing. After 2^31 threads, if pointers have 32 bits, all further threads share one
/// number, which is that of no [`owner`].
#[inline]
pub(crate) fn current() -> usize {
    match keeping_last_error(|| NUMBER.try_with(Cell::get).unwrap_or(NONE)) {
        0 => first(),
        number => number,
    }
}

/// Returns the number of the current thread as an owner; a number of no thread if it has none.
#[inline]
pub(crate) fn owner() -> usize {
    current().min(NOBODY)
}

/// Returns true if an [`owner`] is the current thread.
#[inline]
pub(crate) fn is_current(owner: usize) -> bool {
    owner == current()
}

#[cold]
#[inline(never)]
fn first() -> usize {
    let next = |next: usize| (next < NOBODY).then_some(next + 1);
    let number = NEXT.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).unwrap_or(NONE);
    keeping_last_error(|| NUMBER.set(number));
    number
}
