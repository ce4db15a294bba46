//! A heap that shows what is done to freed memory: it is filled, and kept for a while before it is used again.
//!
//! A read finds no pointer that can be followed, and a write is found when the memory is let go. Address sanitizer sees more,
//! and is left alone.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

pub struct Heap;

/// As a state it lets calls in, as a pointer it goes nowhere.
const FREED: u8 = 0x04;
const KEPT: usize = 1 << 13;
/// Larger blocks hold no context.
const LARGEST: usize = 1024;

static ON: AtomicBool = AtomicBool::new(false);
static BUSY: AtomicBool = AtomicBool::new(false);
static NEXT: AtomicUsize = AtomicUsize::new(0);
static RING: Ring = Ring(UnsafeCell::new([(0, 0, 0); KEPT]));

/// Address, size and alignment of each block that is kept.
struct Ring(UnsafeCell<[(usize, usize, usize); KEPT]>);

// SAFETY: used under the lock alone.
unsafe impl Sync for Ring {}

/// Keeps what is freed from now on.
pub fn keep_freed() {
    ON.store(crate::peer::search_is_sanitized() == 0, Ordering::SeqCst);
}

/// Looks through what is kept: the size of a block that was written to after it was freed.
pub fn written_after_free() -> Option<usize> {
    locked(|| {
        // SAFETY: under the lock.
        let ring = unsafe { &*RING.0.get() };
        ring.iter().filter(|block| block.0 != 0).find(|block| !untouched(block.0, block.1)).map(|block| block.1)
    })
}

fn locked<R>(f: impl FnOnce() -> R) -> R {
    while BUSY.swap(true, Ordering::Acquire) {
        std::thread::yield_now();
    }
    let result = f();
    BUSY.store(false, Ordering::Release);
    result
}

fn untouched(address: usize, size: usize) -> bool {
    // SAFETY: a block that is kept.
    unsafe { std::slice::from_raw_parts(address as *const u8, size) }.iter().all(|byte| *byte == FREED)
}

// SAFETY: the system's, which gets its blocks back later.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as for this function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if layout.size() > LARGEST || !ON.load(Ordering::Relaxed) {
            // SAFETY: as for this function.
            return unsafe { System.dealloc(block, layout) };
        }
        // SAFETY: as for this function: nobody uses the block any more.
        unsafe { block.write_bytes(FREED, layout.size()) };
        let oldest = locked(|| {
            let place = NEXT.fetch_add(1, Ordering::Relaxed) % KEPT;
            // SAFETY: under the lock.
            let ring = unsafe { &mut *RING.0.get() };
            std::mem::replace(&mut ring[place], (block.addr(), layout.size(), layout.align()))
        });
        let (address, size, align) = oldest;
        if address != 0 {
            if !untouched(address, size) {
                crate::world::finding("memory was written after it was freed");
            }
            // SAFETY: a block of this layout, which nobody has.
            unsafe { System.dealloc(address as *mut u8, Layout::from_size_align_unchecked(size, align)) };
        }
    }
}
