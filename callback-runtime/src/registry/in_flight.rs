//! Values that C is given by a call that has not returned: if the call fails, C may have released them or not.

use core::ffi::c_void;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::vec::Vec;

/// A value that is given by a call.
struct Entry {
    call: usize,
    pointer: usize,
    released: bool,
}

/// The number of a call.
#[derive(Clone, Copy)]
pub(crate) struct Call(usize);

static CALLS: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

/// The length of the list: a release looks into it only if there are calls.
static COUNT: AtomicUsize = AtomicUsize::new(0);

static NEXT: AtomicUsize = AtomicUsize::new(0);

fn with<R>(f: impl FnOnce(&mut Vec<Entry>) -> R) -> R {
    let mut calls = CALLS.lock().unwrap_or_else(PoisonError::into_inner);
    let result = f(&mut calls);
    // A thread that releases a value has received its pointer from the call, which has counted it before.
    COUNT.store(calls.len(), Ordering::Relaxed);
    result
}

/// Begins a call that gives C this pointer.
pub(crate) fn begin(pointer: *const c_void) -> Call {
    let call = NEXT.fetch_add(1, Ordering::Relaxed);
    with(|calls| calls.push(Entry { call, pointer: pointer.addr(), released: false }));
    Call(call)
}

/// Records that C releases this pointer, for each call that gives it: two calls may give clones of one `Arc`, and which of the two was
/// released is not known. Of those that fail none is then dropped here.
pub(crate) fn released(pointer: *const c_void) {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return;
    }
    with(|calls| {
        let given = calls.iter_mut().filter(|entry| entry.pointer == pointer.addr());
        given.for_each(|entry| entry.released = true);
    });
}

/// Ends a call. Returns true if C has released the value in it, or one at the same address.
pub(crate) fn end(Call(call): Call) -> bool {
    with(|calls| match calls.iter().position(|entry| entry.call == call) {
        Some(at) => calls.remove(at).released,
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use core::ptr::without_provenance;

    use super::{begin, end, released};

    /// Two calls give clones of one `Arc`, and one is released: a drop of either could be the second one.
    #[test]
    fn s16_a_release_counts_for_each_call_that_gave_the_pointer() {
        let (pointer, other) = (without_provenance(64), without_provenance(128));
        let (first, second, third) = (begin(pointer), begin(pointer), begin(other));
        released(pointer);
        assert!(end(first) && end(second) && !end(third));
        assert!(!end(begin(pointer)));
    }
}
