//! The usual ways to share a context with several threads, by hand.

use core::ffi::{c_int, c_void};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock};

type Payload = Box<dyn Any + Send>;

#[inline(never)]
fn add(x: c_int, add: c_int) -> c_int {
    assert!(x < 8);
    x + add
}

fn guarded(call: impl FnOnce() -> c_int, keep: impl FnOnce(Payload)) -> c_int {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|payload| {
        keep(payload);
        -1
    })
}

/// A context by `&T`, with a place for a panic. It trusts C to stop calling before it is freed.
pub(crate) struct Guarded {
    add: c_int,
    failed: AtomicBool,
    panic: Mutex<Option<Payload>>,
}

impl Guarded {
    pub(crate) fn new() -> Box<Self> {
        Box::new(Guarded { add: 1, failed: AtomicBool::new(false), panic: Mutex::new(None) })
    }

    pub(crate) fn context(&self) -> *mut c_void {
        (&raw const *self).cast_mut().cast()
    }

    pub(crate) unsafe extern "C" fn call(x: c_int, context: *mut c_void) -> c_int {
        // SAFETY: the box is live.
        let this = unsafe { &*context.cast::<Self>() };
        if this.failed.load(Ordering::Relaxed) {
            return -1;
        }
        guarded(
            || add(x, this.add),
            |payload| {
                this.failed.store(true, Ordering::Relaxed);
                *this.panic.lock().unwrap() = Some(payload);
            },
        )
    }
}

/// A boxed closure behind a lock.
pub(crate) struct Locked(Mutex<Box<dyn FnMut(c_int) -> c_int + Send>>);

impl Locked {
    pub(crate) fn new() -> Box<Self> {
        Box::new(Locked(Mutex::new(Box::new(|x| add(x, 1)))))
    }

    pub(crate) fn context(&self) -> *mut c_void {
        (&raw const *self).cast_mut().cast()
    }

    pub(crate) unsafe extern "C" fn call(x: c_int, context: *mut c_void) -> c_int {
        // SAFETY: the box is live.
        let this = unsafe { &*context.cast::<Self>() };
        guarded(|| this.0.lock().unwrap()(x), drop)
    }
}

/// A context behind a lock that several threads may have to read.
pub(crate) struct ReadLocked(RwLock<c_int>);

impl ReadLocked {
    pub(crate) fn new() -> Box<Self> {
        Box::new(ReadLocked(RwLock::new(1)))
    }

    pub(crate) fn context(&self) -> *mut c_void {
        (&raw const *self).cast_mut().cast()
    }

    pub(crate) unsafe extern "C" fn call(x: c_int, context: *mut c_void) -> c_int {
        // SAFETY: the box is live.
        let this = unsafe { &*context.cast::<Self>() };
        guarded(|| add(x, *this.0.read().unwrap()), drop)
    }
}

/// A context that each call shares by a count.
pub(crate) struct Cloned(Arc<c_int>);

impl Cloned {
    pub(crate) fn new() -> Self {
        Cloned(Arc::new(1))
    }

    pub(crate) fn context(&self) -> *mut c_void {
        Arc::as_ptr(&self.0).cast_mut().cast()
    }

    pub(crate) unsafe extern "C" fn call(x: c_int, context: *mut c_void) -> c_int {
        let context = context.cast::<c_int>().cast_const();
        // SAFETY: of an `Arc` that is live.
        unsafe { Arc::increment_strong_count(context) };
        // SAFETY: the count was raised for this.
        let shared = unsafe { Arc::from_raw(context) };
        guarded(|| add(x, *shared), drop)
    }
}
