//! `share`: C calls from several threads at once. The context is `Send` and `Sync`, and closing waits for the last call.

use callback_runtime::context::CalledFromInside;
use callback_runtime::{Callback, callback};
use std::{
    ffi::c_void,
    mem::MaybeUninit,
    ptr::{null, null_mut},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

/// State shared by all threads.
struct Sum {
    next: AtomicU64,
    total: AtomicU64,
}

/// `void *(*start_routine)(void *)`, on eight threads at once
#[callback(threads, fail = null_mut())]
fn add(#[context] sum: &Arc<Sum>) -> *mut c_void {
    loop {
        let number = sum.next.fetch_add(1, Relaxed);
        if number > 10_000 {
            return null_mut();
        }
        sum.total.fetch_add(number, Relaxed);
    }
}

fn main() -> Result<(), CalledFromInside> {
    let sum = Arc::new(Sum { next: AtomicU64::new(0), total: AtomicU64::new(0) });
    let registration = add::share(sum.clone());
    let threads = [(); 8].map(|()| {
        let mut thread = MaybeUninit::<libc::pthread_t>::uninit();
        // SAFETY: `pthread_create` alone calls it.
        let start = unsafe { registration.shim_safe() };
        // SAFETY: the context lives until every thread is joined.
        let status = unsafe { libc::pthread_create(thread.as_mut_ptr(), null(), start, registration.context()) };
        assert_eq!(status, 0);
        // SAFETY: written, as the status says.
        unsafe { thread.assume_init() }
    });
    for thread in threads {
        // SAFETY: created above, and joined once.
        assert_eq!(unsafe { libc::pthread_join(thread, null_mut()) }, 0);
    }
    // A panic on any of the threads would be here.
    assert!(registration.outcome().is_none());
    registration.close_and_wait()?;
    assert_eq!(sum.total.load(Relaxed), 10_000 * 10_001 / 2);
    assert_eq!(Arc::strong_count(&sum), 1);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .header("pthread.h")
        .callback::<add>()
        .is_parameter("pthread_create", 3)
        .check();
}
