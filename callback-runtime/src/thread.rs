//! Numbers of threads. None is given twice, and a thread has its own until its very end.

use core::cell::Cell;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::errno::keeping_last_error;

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static NUMBER: Cell<usize> = const { Cell::new(0) };
}

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// The number of a thread for which there is none.
const NONE: usize = usize::MAX >> 1;

/// The number of the current thread, which is not zero. Its highest bit is 0.
///
/// It takes no lock and allocates nothing. After 2^31 threads, where pointers have 32 bits, each thread has the same
/// number, and [`is_current`] is true for none.
#[inline]
pub(crate) fn current() -> usize {
    match keeping_last_error(|| NUMBER.try_with(Cell::get).unwrap_or(NONE)) {
        0 => first(),
        number => number,
    }
}

/// Returns true if a number is that of the current thread.
#[inline]
pub(crate) fn is_current(number: usize) -> bool {
    number == current() && number != NONE
}

#[cold]
#[inline(never)]
fn first() -> usize {
    let next = |next: usize| (next < NONE).then_some(next + 1);
    let number = NEXT.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).unwrap_or(NONE);
    keeping_last_error(|| NUMBER.set(number));
    number
}
