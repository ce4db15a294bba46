//! A table of the objects that contexts are embedded in, by their addresses.
//!
//! C passes the address of an object, and may have copied, moved or freed it; or it is one of another library. So an
//! address is looked up here before anything at it is read. A lookup takes no lock.

use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::boxed::Box;

use crate::outcome::errno;
use crate::sync::fork::Lock;

/// An object and its context. Entries are never freed; one without an object is used again.
struct Entry {
    /// The address of the object; 0 if there is none.
    object: AtomicUsize,
    frame: AtomicPtr<c_void>,
    next: Option<&'static Entry>,
}

/// A hash table with lists of entries. It grows by being replaced, and is never freed: a lookup may still be in it.
struct Table {
    /// The heads of the lists; their number is a power of two.
    buckets: Box<[AtomicPtr<Entry>]>,
    /// The smaller table that this one replaced.
    _before: Option<&'static Table>,
}

const FIRST: usize = 64;

static TABLE: AtomicPtr<Table> = AtomicPtr::new(ptr::null_mut());

/// The number of objects. Its lock covers all changes.
static LIVE: Lock<usize> = Lock::new(0);

fn table() -> Option<&'static Table> {
    // SAFETY: null, or from a box that was leaked (`OBJECTS`).
    unsafe { TABLE.load(Ordering::Acquire).as_ref() }
}

impl Table {
    fn new(buckets: usize, before: Option<&'static Table>) -> Self {
        Table { buckets: (0..buckets).map(|_| AtomicPtr::default()).collect(), _before: before }
    }

    fn bucket(&self, object: usize) -> &AtomicPtr<Entry> {
        // Fibonacci hashing; the lowest bits of addresses are alike.
        let hash = (object >> 4).wrapping_mul(0x9E37_79B9_usize);
        &self.buckets[(hash >> 7) & (self.buckets.len() - 1)]
    }

    fn entries(&self, object: usize) -> impl Iterator<Item = &'static Entry> {
        let head = self.bucket(object).load(Ordering::Acquire);
        // SAFETY: null, or from a box that was leaked (`OBJECTS`).
        let mut next = unsafe { head.as_ref() };
        core::iter::from_fn(move || {
            let entry = next?;
            next = entry.next;
            Some(entry)
        })
    }

    fn find(&self, object: usize) -> Option<&'static Entry> {
        self.entries(object).find(|entry| entry.object.load(Ordering::Acquire) == object)
    }

    /// Adds an object. The caller holds the lock.
    fn add(&self, object: usize, frame: *mut c_void) {
        if let Some(entry) = self.entries(object).find(|entry| entry.object.load(Ordering::Relaxed) == 0) {
            entry.object.store(object, Ordering::Release);
            entry.frame.store(frame, Ordering::Release);
            return;
        }
        let next = self.entries(object).next();
        let entry = Entry { object: AtomicUsize::new(object), frame: AtomicPtr::new(frame), next };
        self.bucket(object).store(Box::leak(Box::new(entry)), Ordering::Release);
    }

    fn objects(&self) -> impl Iterator<Item = &'static Entry> + '_ {
        let all = self.buckets.iter().flat_map(|head| {
            // SAFETY: null, or from a box that was leaked (`OBJECTS`).
            let head = unsafe { head.load(Ordering::Acquire).as_ref() };
            core::iter::successors(head, |entry| entry.next)
        });
        all.filter(|entry| entry.object.load(Ordering::Relaxed) != 0)
    }
}

/// Returns a table with room for one more object. The caller holds the lock.
fn roomy(live: usize) -> &'static Table {
    let before = table();
    if let Some(table) = before.filter(|table| live < table.buckets.len()) {
        return table;
    }
    let new = Table::new(before.map_or(FIRST, |table| table.buckets.len() * 2), before);
    for entry in before.iter().flat_map(|table| table.objects()) {
        new.add(entry.object.load(Ordering::Relaxed), entry.frame.load(Ordering::Relaxed));
    }
    let new = Box::leak(Box::new(new));
    TABLE.store(new, Ordering::Release);
    new
}

/// Adds an object that leads to a context, by its number. An entry of this address that was freed without an end is replaced.
pub(crate) fn add(object: *const c_void, frame: *mut c_void) {
    let mut live = LIVE.lock();
    let table = roomy(*live);
    if let Some(entry) = table.find(object.addr()) {
        entry.frame.store(frame, Ordering::Release);
        return;
    }
    table.add(object.addr(), frame);
    *live += 1;
}

/// Removes an object, unless another context has its address.
pub(crate) fn remove(object: *const c_void, frame: *const c_void) {
    let _kept = errno::Kept::new();
    let mut live = LIVE.lock();
    let entry = table().and_then(|table| table.find(object.addr()));
    if let Some(entry) = entry.filter(|entry| ptr::eq(entry.frame.load(Ordering::Relaxed), frame)) {
        entry.object.store(0, Ordering::Release);
        entry.frame.store(ptr::null_mut(), Ordering::Release);
        *live -= 1;
    }
}

/// Returns the number that an object leads to; null if there is no such object.
pub(crate) fn find(object: *const c_void) -> *mut c_void {
    let Some(entry) = table().and_then(|table| table.find(object.addr())) else { return ptr::null_mut() };
    let frame = entry.frame.load(Ordering::Acquire);
    // The number of a later object in this entry was written after that object.
    if entry.object.load(Ordering::Relaxed) == object.addr() { frame } else { ptr::null_mut() }
}

#[cfg(test)]
mod tests {
    use core::ffi::c_void;
    use core::ptr::without_provenance_mut as address;

    use super::{FIRST, add, find, remove};

    #[test]
    fn s46_objects_are_found_until_they_are_removed() {
        let objects: std::vec::Vec<*mut c_void> = (1..FIRST * 9).map(|number| address(number << 48 | 0x10)).collect();
        for object in &objects {
            assert!(find(*object).is_null());
            add(*object, object.map_addr(|object| object + 1));
        }
        for object in &objects {
            assert_eq!(find(*object), object.map_addr(|object| object + 1));
            assert!(find(object.map_addr(|object| object + 16)).is_null());
        }
        for object in &objects {
            // The frame is that of an earlier object at the same address.
            remove(*object, address(1));
            assert!(!find(*object).is_null());
            remove(*object, object.map_addr(|object| object + 1));
            assert!(find(*object).is_null());
        }
    }
}
