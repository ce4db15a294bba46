//! Contexts for C APIs without user data, which a shim finds in a table of its thread.
//!
//! C has the function pointer only. So each scope has a shim of its own for as long as it is open, and the number of the shim
//! leads to its context: a call never comes to another scope of the same callback, whichever was opened last. Scopes of
//! coroutines close in any order, and on another thread than they were opened on.

use core::any::TypeId;
use core::cell::Cell;
use core::ffi::c_void;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, AtomicU8, AtomicUsize, Ordering, compiler_fence};
use std::boxed::Box;
use std::vec::Vec;

use crate::abi::type_id;
use crate::call::definition::Definition;
use crate::call::owner::Stacked;
use crate::call::shims::{SCOPES, Shim, ShimOf};
use crate::outcome::errno::keeping_last_error;
use crate::sync::fork::Lock;

/// The number of shims for one scope of the process at a time. A coroutine that resumes with one on another thread finds no
/// context there. The others are for one scope of each thread.
const OF_PROCESS: usize = 8;

/// The number of open scopes that a thread has room for.
const ROOM: usize = 32;

/// One open scope.
pub(crate) struct Entry {
    /// The [`key`] of the shim; 0 if there is no scope, [`OPENING`] while one is opened. The thread of the table writes other values than
    /// 0; the closing thread writes 0.
    key: AtomicUsize,
    /// The frame of the scope, if there is one; written before the key, by the thread of the table alone.
    frame: AtomicPtr<c_void>,
    // Written by the thread of the table, and only if there is no scope.
    callback: Cell<Option<TypeId>>,
}

/// Stands for an entry where there is none.
struct Nowhere(Entry);

// SAFETY: the cell is written in the entries of tables alone.
unsafe impl Sync for Nowhere {}

static NOWHERE: Nowhere =
    Nowhere(Entry { key: AtomicUsize::new(0), frame: AtomicPtr::new(ptr::null_mut()), callback: Cell::new(None) });

/// The bits of a key that are not of the callback: the shim, and one that is set.
const KEY_BITS: u32 = SCOPES.trailing_zeros() + 1;
const _: () = assert!(SCOPES.is_power_of_two());
/// The key of a scope that is being opened, which is that of no shim.
const OPENING: usize = 2;

/// Returns the number of a shim of a callback: 59 bits of its `TypeId` with pointers of 64 bits, where nothing else is compared.
/// Callbacks that agree in these have no scope of one shim at the same time on one thread ([`free_shim`]), so that a call of an open
/// scope comes to its own context.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "with pointers of 32 bits the rest is compared too")]
fn key(callback: TypeId, shim: usize) -> usize {
    (low(callback) as usize) << KEY_BITS | shim << 1 | 1
}

/// The open scopes of a thread. It is never freed; a thread that ends leaves it to another one.
struct Table {
    entries: [Entry; ROOM],
}

// SAFETY: the cells are for the thread that has the table alone. Others have an entry, whose `frame` is atomic.
unsafe impl Sync for Table {}

std::thread_local! {
    // Without a destructor, so that it can be used while a thread ends.
    static TABLE: Cell<Option<&'static Table>> = const { Cell::new(None) };
    // The first entry to check, which a call finds without its table. A pointer, as a constant has no reference to what may change
    // (Rust 1.85).
    static LAST: Cell<*const Entry> = const { Cell::new(&raw const NOWHERE.0) };
    static LEAVE: Leave = const { Leave };
}

/// Tables of threads that have ended.
static FREE: Lock<Vec<&'static Table>> = Lock::new(Vec::new());

/// The shims of the process that have a scope, by the hashes of callbacks.
static OPEN: [AtomicU8; 64] = [const { AtomicU8::new(0) }; 64];

#[inline]
fn table() -> Option<&'static Table> {
    keeping_last_error(|| TABLE.get())
}

/// Takes a table for this thread.
#[cold]
fn take_table() -> &'static Table {
    let free = FREE.lock().pop();
    let table = free.unwrap_or_else(|| Box::leak(Box::new(Table::new())));
    TABLE.set(Some(table));
    // On a thread that is ending already, the table is not given back.
    let _ = LEAVE.try_with(|_| ());
    table
}

/// Gives the table back when the thread ends.
struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        // The entry may go to another thread.
        LAST.set(&raw const NOWHERE.0);
        // A table with a scope of a suspended coroutine stays.
        if let Some(table) = TABLE.take().filter(|table| table.is_empty()) {
            FREE.lock().push(table);
        }
    }
}

impl Table {
    fn new() -> Self {
        let entry =
            || Entry { key: AtomicUsize::new(0), frame: AtomicPtr::new(ptr::null_mut()), callback: Cell::new(None) };
        Table { entries: core::array::from_fn(|_| entry()) }
    }

    fn is_empty(&self) -> bool {
        self.entries.iter().all(Entry::is_free)
    }

    /// Returns the scope of a shim.
    fn find(&self, callback: TypeId, shim: usize) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.is_of(callback, shim))
    }

    /// Returns the shims of a callback that have a scope on this thread; those of another one count too if its [`key`] is equal.
    fn open_shims(&self, callback: TypeId) -> u32 {
        let keys = self.entries.iter().map(|entry| entry.key.load(Ordering::Acquire));
        let open = keys.filter(|open| *open != 0 && *open >> KEY_BITS == key(callback, 0) >> KEY_BITS);
        open.fold(0, |open, key| open | 1 << (key >> 1 & (SCOPES - 1)))
    }
}

impl Entry {
    fn is_free(&self) -> bool {
        self.key.load(Ordering::Acquire) == 0
    }

    /// Takes the entry for a scope that is being opened: a signal handler that opens one takes another entry.
    fn reserve(&self) {
        self.key.store(OPENING, Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
    }

    /// Returns true if this is the open scope of a shim.
    #[inline]
    fn is_of(&self, callback: TypeId, shim: usize) -> bool {
        let is_key = self.key.load(Ordering::Relaxed) == key(callback, shim);
        is_key && (usize::BITS >= 64 || self.callback.get() == Some(callback))
    }

    /// Returns the frame; that of the last scope if there is none.
    #[inline]
    pub(crate) fn frame(&self) -> *mut c_void {
        self.frame.load(Ordering::Relaxed)
    }

    fn has(&self, frame: *mut c_void) -> bool {
        !self.is_free() && ptr::eq(self.frame(), frame)
    }

    /// Returns true if the open scope of this entry is one of this thread. The scope that was opened last is compared first.
    #[inline]
    pub(crate) fn is_here(&'static self) -> bool {
        ptr::eq(last_entry(), self) || is_in_table(self)
    }
}

#[cold]
#[inline(never)]
fn is_in_table(entry: &'static Entry) -> bool {
    table().is_some_and(|table| table.entries.as_ptr_range().contains(&ptr::from_ref(entry)))
}

/// An open scope, which calls find until it is dropped.
pub(crate) struct Opened {
    entry: &'static Entry,
    table: &'static Table,
    before: *const Entry,
    shim: usize,
    /// The bit of a shim of the process.
    of_process: Option<(&'static AtomicU8, u8)>,
}

impl Opened {
    /// Opens a scope of a callback; `None` if each of its shims has one.
    pub(crate) fn new(callback: TypeId, frame: NonNull<c_void>) -> Option<Self> {
        let table = table().unwrap_or_else(take_table);
        let before = LAST.get();
        let at = table.entries.iter().position(Entry::is_free)?;
        let (shim, of_process) = free_shim(callback, table.open_shims(callback))?;
        let entry = &table.entries[at];
        entry.reserve();
        entry.callback.set(Some(callback));
        entry.frame.store(frame.as_ptr(), Ordering::Relaxed);
        // A signal handler that finds the key finds the frame.
        entry.key.store(key(callback, shim), Ordering::Release);
        LAST.set(entry);
        Some(Opened { entry, table, before, shim, of_process })
    }

    /// Returns the number of the scope's shim.
    pub(crate) fn shim(&self) -> usize {
        self.shim
    }

    /// Returns true if this is another thread than the scope was opened on.
    pub(crate) fn has_moved(&self) -> bool {
        !is_same(table(), Some(self.table))
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // The frame stays: the thread of the table may have written the next one by then.
        self.entry.key.store(0, Ordering::Release);
        if let Some((open, bit)) = self.of_process {
            open.fetch_and(!bit, Ordering::Release);
        }
        if !self.has_moved() {
            LAST.set(self.before);
        }
    }
}

fn is_same(a: Option<&'static Table>, b: Option<&'static Table>) -> bool {
    a.map(ptr::from_ref) == b.map(ptr::from_ref)
}

/// Returns a shim of a callback that has no scope; `open_here` are those with a scope on this thread. Callbacks with one [`key`] share
/// the shims.
fn free_shim(callback: TypeId, open_here: u32) -> Option<(usize, Option<(&'static AtomicU8, u8)>)> {
    let open = &OPEN[bucket(callback)];
    for shim in 0..OF_PROCESS {
        let bit = 1 << shim;
        if open.load(Ordering::Relaxed) & bit == 0 && open.fetch_or(bit, Ordering::Acquire) & bit == 0 {
            return Some((shim, Some((open, bit))));
        }
    }
    let shim = (OF_PROCESS..SCOPES).find(|shim| open_here & 1 << shim == 0)?;
    Some((shim, None))
}

/// Returns the place of a callback in [`OPEN`], which is that of all with its [`key`].
fn bucket(callback: TypeId) -> usize {
    usize::from(low(callback).to_le_bytes()[0]) % OPEN.len()
}

/// Returns 64 bits of a `TypeId`, which is a hash.
#[inline]
fn low(callback: TypeId) -> u64 {
    struct Low(u64);

    impl Hasher for Low {
        fn finish(&self) -> u64 {
            self.0
        }

        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes {
                self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
            }
        }

        #[inline]
        fn write_u64(&mut self, number: u64) {
            self.0 ^= number;
        }
    }

    let mut low = Low(0);
    callback.hash(&mut low);
    low.0
}

/// Returns the scope of a shim on this thread; [`SCOPES`] is the number of none.
pub(crate) fn find<C: Definition>(shim: usize) -> Option<&'static Entry> {
    table().filter(|_| shim < SCOPES)?.find(type_id::of::<C>(), shim)
}

/// Returns the entry of the scope that was opened last on this thread, or a free one.
#[inline]
fn last_entry() -> &'static Entry {
    let last = keeping_last_error(|| LAST.get());
    // SAFETY: a static, or an entry of a table, which is never freed (`OWN-TABLE`).
    unsafe { &*last }
}

/// Returns the scope of a shim on this thread if it was opened last.
#[inline]
pub(crate) fn last<C: Definition>(shim: usize) -> Option<&'static Entry> {
    Some(last_entry()).filter(|entry| entry.is_of(type_id::of::<C>(), shim))
}

/// Returns true if an open scope with this frame is one of this thread. The scope that was opened last is compared first.
#[inline]
pub(crate) fn is_here(frame: *mut c_void) -> bool {
    last_entry().has(frame) || is_among(frame)
}

#[cold]
#[inline(never)]
fn is_among(frame: *mut c_void) -> bool {
    table().is_some_and(|table| table.entries.iter().any(|entry| entry.has(frame)))
}

/// The shims for the scopes of a callback.
struct ShimsOf<C>(PhantomData<C>);

macro_rules! shims {
    ($($shim:literal)*) => {
        impl<C: Definition> ShimsOf<C> {
            const ALL: [C::Fn; SCOPES] = [$(<ShimOf<C, Stacked<$shim>> as Shim<_>>::SHIM),*];
        }
    };
}

shims!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);

/// Returns the shim of a number.
pub(crate) fn shim<C: Definition>(number: usize) -> C::Fn {
    ShimsOf::<C>::ALL[number]
}

#[cfg(test)]
mod tests {
    use core::any::TypeId;
    use core::ptr::NonNull;
    use core::sync::atomic::Ordering;

    use super::{Entry, OF_PROCESS, Opened, Table, is_here, key, last_entry, table, take_table};

    struct Moved(Opened);

    // SAFETY: dropped alone, which a coroutine does on any thread.
    unsafe impl Send for Moved {}

    /// The entry that a thread compares first may be that of a scope which was closed on another thread.
    #[test]
    fn s64_scope_that_ended_on_another_thread_is_found_by_no_call() {
        enum Local {}

        let (callback, frame) = (TypeId::of::<Local>(), NonNull::<u64>::dangling().cast());
        let moved = Moved(Opened::new(callback, frame).unwrap());
        let shim = moved.0.shim();
        assert!(last_entry().is_of(callback, shim) && last_entry().is_here() && is_here(frame.as_ptr()));
        std::thread::spawn(move || drop(moved)).join().unwrap();
        assert!(!last_entry().is_of(callback, shim) && !is_here(frame.as_ptr()));
        assert!(table().unwrap().find(callback, shim).is_none());
    }

    /// A signal handler may open a scope while the one that it interrupts is opened, whose frame is in its entry already.
    #[test]
    fn s64_scope_that_is_being_opened_keeps_its_entry() {
        enum Local {}

        let frame = NonNull::<u64>::dangling().cast();
        let table = table().unwrap_or_else(take_table);
        let opening = table.entries.iter().find(|entry| Entry::is_free(entry)).unwrap();
        opening.reserve();
        let of_handler = Opened::new(TypeId::of::<Local>(), frame).unwrap();
        assert!(!core::ptr::eq(of_handler.entry, opening) && !opening.is_free());
        drop(of_handler);
        opening.key.store(0, Ordering::Relaxed);
    }

    /// With the keys of two callbacks equal, a call of one would come to the scope of the other.
    #[test]
    fn s71_callbacks_with_equal_keys_have_no_shim_in_common() {
        let (one, other) = (TypeId::of::<u8>(), TypeId::of::<u16>());
        let table = Table::new();
        table.entries[0].callback.set(Some(one));
        table.entries[0].key.store(key(other, OF_PROCESS), Ordering::Relaxed);
        assert_eq!(table.open_shims(other), 1 << OF_PROCESS);
        assert_eq!(table.open_shims(one), 0);
    }
}
