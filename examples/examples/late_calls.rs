//! Late calls: C may call after it was unregistered. `timer_delete` does not wait for a notification that is on its way to a
//! thread. A context of `own` is a number for C, so that a call after the end is refused.

use callback_runtime::{Callback, callback};
use std::{
    ffi::{c_int, c_void},
    mem::MaybeUninit,
    ptr::null_mut,
    sync::mpsc::{Sender, channel},
};

/// `struct sigevent` as `SIGEV_THREAD` uses it, which the `libc` crate has no field for.
#[repr(C)]
struct SigEvent {
    value: libc::sigval,
    signal: c_int,
    notify: c_int,
    function: Option<unsafe extern "C" fn(libc::sigval)>,
    attributes: *mut c_void,
    rest: [usize; 4],
}

const _: () = assert!(size_of::<SigEvent>() == size_of::<libc::sigevent>());

/// `void (*sigev_notify_function)(union sigval)`, on a thread that the C library makes
#[callback(threads)]
fn on_tick(#[context(as = libc::sigval)] ticks: &Sender<()>) {
    // Nobody waits any more: that is no error.
    let _ = ticks.send(());
}

fn main() {
    let (sender, ticks) = channel();
    let registration = on_tick::own(sender);
    let mut event = SigEvent {
        value: registration.context(),
        signal: 0,
        notify: libc::SIGEV_THREAD,
        function: registration.shim(),
        attributes: null_mut(),
        rest: [0; 4],
    };
    let mut timer = MaybeUninit::<libc::timer_t>::uninit();
    let (clock, event) = (libc::CLOCK_MONOTONIC, (&raw mut event).cast());
    // SAFETY: the C library's struct under another name, and room for a timer.
    assert_eq!(unsafe { libc::timer_create(clock, event, timer.as_mut_ptr()) }, 0);
    // SAFETY: written, as the status says.
    let timer = unsafe { timer.assume_init() };

    let millisecond = libc::timespec { tv_sec: 0, tv_nsec: 1_000_000 };
    let every = libc::itimerspec { it_interval: millisecond, it_value: millisecond };
    // SAFETY: a live timer.
    assert_eq!(unsafe { libc::timer_settime(timer, 0, &raw const every, null_mut()) }, 0);
    for _ in 0..3 {
        ticks.recv().expect("the timer ticks");
    }

    let (late, context): (unsafe extern "C" fn(libc::sigval), _) = (registration.shim(), registration.context());
    // SAFETY: a live timer.
    assert_eq!(unsafe { libc::timer_delete(timer) }, 0);
    // Waits for the calls that are inside; one that comes after that is refused.
    registration.close_and_wait().expect("this thread is not inside");
    // Ends, because the sender is dropped with the context.
    ticks.iter().for_each(drop);

    // SAFETY: as the C library calls when it is late. The number may be passed at any time, and is refused from now on.
    unsafe { late(context) };
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .header("signal.h")
        .header("time.h")
        .callback::<on_tick>()
        .is_field("struct sigevent", "sigev_notify_function")
        .layout::<SigEvent>(
            "struct sigevent",
            &callback_runtime::fields!(SigEvent {
                value = "sigev_value", signal = "sigev_signo", notify = "sigev_notify",
                function = "sigev_notify_function", attributes = "sigev_notify_attributes", ..
            }),
        )
        .allow_untyped()
        .check();
}
