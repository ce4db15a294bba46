//! `once`: a context by value, for the one call that C makes: the start of a thread, a job, a completion.

use callback_runtime::{Callback, Outcome, callback, live};
use std::{
    ffi::{c_int, c_void},
    mem::MaybeUninit,
    ptr::{null, null_mut},
    sync::mpsc::channel,
};

type Job = Box<dyn FnOnce() + Send>;

/// `void *(*start_routine)(void *)`
#[callback(threads, fail = null_mut())]
fn run(#[context] job: Job) -> *mut c_void {
    job();
    null_mut()
}

/// Starts `job` on a thread of the C library and waits for its end, and for its panic.
fn spawn_and_join(job: Job) -> Result<(), c_int> {
    let registration = run::once(job);
    let mut thread = MaybeUninit::<libc::pthread_t>::uninit();
    // SAFETY: `pthread_create` alone calls it.
    let start = unsafe { registration.shim_safe() };
    // SAFETY: a start routine and its context.
    let status = unsafe { libc::pthread_create(thread.as_mut_ptr(), null(), start, registration.context()) };
    if status != 0 {
        // No thread, no call: the job is dropped with the registration.
        return Err(status);
    }
    // SAFETY: written, as the status says.
    let thread = unsafe { thread.assume_init() };
    // SAFETY: joined once.
    assert_eq!(unsafe { libc::pthread_join(thread, null_mut()) }, 0);
    if let Some(outcome) = registration.outcome() {
        match outcome {
            Outcome::Panicked(payload) => std::panic::resume_unwind(payload),
            outcome => unreachable!("{outcome:?}"),
        }
    }
    Ok(())
}

fn main() {
    let (sender, receiver) = channel();
    assert_eq!(spawn_and_join(Box::new(move || sender.send(42).expect("somebody waits"))), Ok(()));
    assert_eq!(receiver.recv(), Ok(42));

    std::panic::set_hook(Box::new(|_| {}));
    let panicked = std::panic::catch_unwind(|| spawn_and_join(Box::new(|| panic!("on C's thread"))));
    assert_eq!(panicked.unwrap_err().downcast_ref(), Some(&"on C's thread"));

    // The context is a number for C: a second call is refused, and is not undefined.
    let (sender, receiver) = channel::<()>();
    let registration = run::once(Box::new(move || drop(sender)));
    let (start, job): (unsafe extern "C" fn(*mut c_void) -> *mut c_void, _) =
        (registration.shim(), registration.context());
    for _ in 0..2 {
        // SAFETY: what a C library would do that is told to call once and does it twice.
        unsafe { start(job) };
    }
    assert!(receiver.recv().is_err(), "the job was run and dropped");
    drop(registration);
    assert!(live().is_empty());
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .header("pthread.h")
        .callback::<run>()
        .is_parameter("pthread_create", 3)
        .check();
}
