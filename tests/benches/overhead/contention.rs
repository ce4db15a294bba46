//! Costs that instructions do not show: two threads at once, and memory.

use core::ffi::{c_int, c_long, c_void};
use core::sync::atomic::{AtomicUsize, Ordering};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use callback_runtime::{Callback, callback};
use slotmap::{DefaultKey, Key, KeyData, SlotMap};

use super::rows::{Number, drive_number};

#[callback(threads, fail = -1)]
fn add(x: c_int, #[context] add: &c_int) -> c_int {
    x + add
}

/// The usual solution by hand: numbers for C, and a lock for each call.
static CONTEXTS: LazyLock<Mutex<SlotMap<DefaultKey, c_int>>> = LazyLock::new(Mutex::default);

unsafe extern "C" fn add_by_hand(x: c_int, context: *mut c_void) -> c_int {
    let key = DefaultKey::from(KeyData::from_ffi(context.addr() as u64));
    CONTEXTS.lock().unwrap().get(key).map_or(-1, |add| x + add)
}

const CALLS: c_long = 400_000;

/// Returns the time of two threads for this number of calls each, in nanoseconds per call.
fn two_threads(shim: Number, contexts: [*mut c_void; 2]) -> f64 {
    let contexts = contexts.map(|context| context.expose_provenance());
    let once = || {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for context in contexts {
                // SAFETY: both contexts are numbers, and live.
                scope.spawn(move || unsafe {
                    drive_number(shim, core::ptr::with_exposed_provenance_mut(context), CALLS)
                });
            }
        });
        start.elapsed()
    };
    let best = (0..5).map(|_| once()).min().unwrap_or(Duration::ZERO);
    best.as_secs_f64() * 1e9 / CALLS as f64
}

/// Returns the nanoseconds per call with two threads at once: `own` with `threads`, and a `Mutex<SlotMap>`.
pub(crate) fn lookups() -> (f64, f64) {
    let owned = [add::own(1), add::own(1)];
    let ours = two_threads(owned[0].shim(), [owned[0].context(), owned[1].context()]);
    let key = || {
        let key = CONTEXTS.lock().unwrap().insert(1);
        core::ptr::without_provenance_mut(key.data().as_ffi() as usize)
    };
    (ours, two_threads(add_by_hand, [key(), key()]))
}

/// Counts the bytes that are allocated.
struct Counting;

static BYTES: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: `layout` meets the requirements of `GlobalAlloc::alloc`, which are the same here.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        BYTES.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: `pointer` is from `alloc` with this layout, and so from the system's allocator.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Returns the bytes per live context of four bytes: boxed by hand, owned, shared.
pub(crate) fn bytes() -> [(&'static str, usize); 3] {
    [("`Box`", each(|| Box::new(1))), ("`own`", each(|| add::own(1))), ("`share`", each(|| add::share(1)))]
}

fn each<T>(make: impl Fn() -> T) -> usize {
    const CONTEXTS: usize = 1 << 17;
    let mut live = Vec::with_capacity(CONTEXTS);
    let before = BYTES.load(Ordering::Relaxed);
    live.extend((0..CONTEXTS).map(|_| make()));
    (BYTES.load(Ordering::Relaxed) - before).div_ceil(CONTEXTS)
}
