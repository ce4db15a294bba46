//! An allocator for C code, in Rust: behind `zalloc` and `zfree`, `lua_Alloc`, `XML_Memory_Handling_Suite`.

use core::alloc::Layout;
use core::ffi::c_void;
use core::ptr::{NonNull, null_mut};
use core::sync::atomic::{AtomicUsize, Ordering};
use std::alloc::{alloc, alloc_zeroed, dealloc, realloc};

/// A heap that C code allocates from, with counters and an optional limit.
///
/// Rust needs the size of a block when it is freed and C does not pass it, so that each block is preceded by it. Blocks
/// are aligned as those of `malloc`, to 16 bytes. Every request is answered: 0 bytes are a block of its own, and
/// NULL is returned if the size is too large.
///
/// ```
/// use callback_runtime::foreign::Heap;
/// use callback_runtime::{Callback, callback};
/// use core::ffi::c_void;
///
/// /// `void *(*lua_Alloc)(void *data, void *block, size_t old, size_t new)`
/// #[callback(fail = core::ptr::null_mut())]
/// fn allocate(#[context] heap: &Heap, block: *mut c_void, _old: usize, new: usize) -> *mut c_void {
///     // SAFETY: Lua passes blocks that this function gave it.
///     unsafe { heap.reallocate(block, new) }
/// }
///
/// let heap = Heap::with_limit(1 << 20);
/// allocate::scope(&heap, |cb| unsafe {
///     let alloc: unsafe extern "C" fn(*mut c_void, *mut c_void, usize, usize) -> *mut c_void = cb.shim();
///     let block = alloc(cb.context(), core::ptr::null_mut(), 0, 100);
///     assert_eq!(heap.bytes(), 100);
///     alloc(cb.context(), block, 100, 0);
/// })?;
/// assert_eq!((heap.bytes(), heap.blocks(), heap.peak()), (0, 0, 100));
/// # Ok::<(), callback_runtime::Refused>(())
/// ```
///
/// Several threads may use it. Blocks are from the global allocator of Rust and may outlive the heap, as leaks.
#[derive(Debug)]
pub struct Heap {
    limit: usize,
    bytes: AtomicUsize,
    blocks: AtomicUsize,
    peak: AtomicUsize,
}

/// The size of the header in front of a block: it has the size of the block, and keeps the alignment.
const HEADER: usize = 16;

impl Default for Heap {
    fn default() -> Self {
        Heap::new()
    }
}

impl Heap {
    /// Creates a heap that is limited by the available memory only.
    pub const fn new() -> Self {
        Heap::with_limit(usize::MAX)
    }

    /// Creates a heap of at most this many bytes, not counting its own 16 for each block.
    pub const fn with_limit(bytes: usize) -> Self {
        Heap { limit: bytes, bytes: AtomicUsize::new(0), blocks: AtomicUsize::new(0), peak: AtomicUsize::new(0) }
    }

    /// Returns the number of bytes that are allocated.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Returns the number of blocks that are allocated.
    pub fn blocks(&self) -> usize {
        self.blocks.load(Ordering::Relaxed)
    }

    /// Returns the highest number of bytes that were allocated at the same time.
    pub fn peak(&self) -> usize {
        self.peak.load(Ordering::Relaxed)
    }

    /// Implements `malloc(size)` (C17 7.22.3.4): returns a block that is not initialised, or NULL.
    pub fn allocate(&self, size: usize) -> *mut c_void {
        self.make(size, |layout| {
            // SAFETY: not of size 0, because of the header.
            unsafe { alloc(layout) }
        })
    }

    /// Implements `calloc(count, size)` (C17 7.22.3.2): returns a block of zeros, or NULL. The product is checked.
    pub fn allocate_zeroed(&self, count: usize, size: usize) -> *mut c_void {
        let Some(size) = count.checked_mul(size) else { return null_mut() };
        self.make(size, |layout| {
            // SAFETY: not of size 0, because of the header.
            unsafe { alloc_zeroed(layout) }
        })
    }

    /// Implements `realloc(block, size)`. A size of 0 frees the block and returns NULL, as in `lua_Alloc` and glibc.
    ///
    /// NULL for any other size is a failure, and the block is unchanged. Making a block smaller never fails.
    ///
    /// # Safety
    ///
    /// The block is NULL, or one of this heap that was not freed, and it is not used by other code.
    pub unsafe fn reallocate(&self, block: *mut c_void, size: usize) -> *mut c_void {
        let Some(start) = start(block) else {
            return if size == 0 { null_mut() } else { self.allocate(size) };
        };
        if size == 0 {
            // SAFETY: `reallocate` requires a block of this allocator, or null, as `free` does.
            unsafe { self.free(block) };
            return null_mut();
        }
        // SAFETY: a block of ours, which begins with its size.
        let old = unsafe { size_of_block(start) };
        let (Some(before), Some(after)) = (layout(old), layout(size)) else { return null_mut() };
        if size > old && !self.charge(size - old) {
            return null_mut();
        }
        // SAFETY: allocated with this layout, and the new size is one of a layout.
        let moved = unsafe { realloc(start.as_ptr(), before, after.size()) };
        if moved.is_null() {
            self.discharge(size.saturating_sub(old));
            return if size <= old { block } else { null_mut() };
        }
        self.discharge(old.saturating_sub(size));
        // SAFETY: a block of the new size.
        unsafe { finish(moved, size) }
    }

    /// Implements `free(block)` (C17 7.22.3.3).
    ///
    /// # Safety
    ///
    /// The block is NULL, or one of this heap that was not freed, and it is not used by other code.
    pub unsafe fn free(&self, block: *mut c_void) {
        let Some(start) = start(block) else { return };
        // SAFETY: a block of ours, which begins with its size.
        let size = unsafe { size_of_block(start) };
        if let Some(layout) = layout(size) {
            self.discharge(size);
            self.blocks.fetch_sub(1, Ordering::Relaxed);
            // SAFETY: allocated with this layout.
            unsafe { dealloc(start.as_ptr(), layout) };
        }
    }

    fn make(&self, size: usize, allocate: impl FnOnce(Layout) -> *mut u8) -> *mut c_void {
        let Some(layout) = layout(size) else { return null_mut() };
        if !self.charge(size) {
            return null_mut();
        }
        let start = allocate(layout);
        if start.is_null() {
            self.discharge(size);
            return null_mut();
        }
        self.blocks.fetch_add(1, Ordering::Relaxed);
        // SAFETY: a block of this size.
        unsafe { finish(start, size) }
    }

    /// Counts bytes; returns false if the limit does not allow them.
    fn charge(&self, size: usize) -> bool {
        let add = |bytes: usize| bytes.checked_add(size).filter(|bytes| *bytes <= self.limit);
        let Ok(before) = self.bytes.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add) else { return false };
        self.peak.fetch_max(before + size, Ordering::Relaxed);
        true
    }

    fn discharge(&self, size: usize) {
        self.bytes.fetch_sub(size, Ordering::Relaxed);
    }
}

/// Returns the layout of a block with its header.
fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(HEADER)?, HEADER).ok()
}

/// Returns the start of the header of a block.
fn start(block: *mut c_void) -> Option<NonNull<u8>> {
    NonNull::new(block.cast::<u8>().wrapping_sub(HEADER)).filter(|_| !block.is_null())
}

/// Writes the header, and returns the address after it.
///
/// # Safety
///
/// `start` is a block of this size and a header.
unsafe fn finish(start: *mut u8, size: usize) -> *mut c_void {
    // SAFETY: the first bytes of the block, which are aligned.
    unsafe { start.cast::<[u8; size_of::<usize>()]>().write(size.to_ne_bytes()) };
    // SAFETY: inside of the block, or at its end.
    unsafe { start.add(HEADER).cast() }
}

/// Reads the size of a block from its header.
///
/// # Safety
///
/// `start` is the start of the header of a block.
unsafe fn size_of_block(start: NonNull<u8>) -> usize {
    // SAFETY: the first bytes of the block, which `finish` wrote.
    usize::from_ne_bytes(unsafe { start.cast::<[u8; size_of::<usize>()]>().read() })
}
