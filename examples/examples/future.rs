//! `once` behind a `Future`: C calls when the work is done, on a thread of its own, and wakes the task.

use callback_runtime::context::Owned;
use callback_runtime::{Callback, Outcome, Registration, callback};
use std::{
    ffi::{c_int, c_void},
    future::Future,
    pin::{Pin, pin},
    ptr::{null, null_mut},
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

/// State shared by the callback and the future: the answer, and the waker.
type Shared = Arc<Mutex<(Option<c_int>, Option<Waker>)>>;

/// `void *(*start_routine)(void *)`: stands for the completion of an asynchronous call.
#[callback(threads, fail = null_mut())]
fn complete(#[context] shared: Shared) -> *mut c_void {
    let mut shared = shared.lock().expect("nothing panics with the lock");
    shared.0 = Some(42);
    if let Some(waker) = shared.1.take() {
        waker.wake();
    }
    null_mut()
}

/// It may be dropped at any time: a call that comes later is refused.
struct Call {
    shared: Shared,
    registration: Registration<complete, Owned>,
}

fn start() -> Call {
    let shared = Shared::default();
    let registration = complete::once(shared.clone());
    let mut thread: libc::pthread_t = 0;
    // SAFETY: `pthread_create` alone calls it.
    let routine = unsafe { registration.shim_safe() };
    // SAFETY: a start routine and its context, a number that C may use at any time.
    assert_eq!(unsafe { libc::pthread_create(&raw mut thread, null(), routine, registration.context()) }, 0);
    // SAFETY: made above, and nobody joins it.
    assert_eq!(unsafe { libc::pthread_detach(thread) }, 0);
    Call { shared, registration }
}

impl Future for Call {
    type Output = c_int;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<c_int> {
        // A panic of the callback wakes the task too, and goes on where the future is awaited.
        let waker = cx.waker().clone();
        self.registration.notify(move || waker.wake_by_ref());
        if let Some(Outcome::Panicked(payload)) = self.registration.outcome() {
            std::panic::resume_unwind(payload);
        }
        let mut shared = self.shared.lock().expect("nothing panics with the lock");
        shared.1 = Some(cx.waker().clone());
        shared.0.map_or(Poll::Pending, Poll::Ready)
    }
}

struct Unpark(Thread);
impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn main() {
    let (mut both, waker) = (pin!(async { start().await + start().await }), Arc::new(Unpark(thread::current())).into());
    let sum = loop {
        match both.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(sum) => break sum,
            Poll::Pending => thread::park(),
        }
    };
    assert_eq!(sum, 84);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .header("pthread.h")
        .callback::<complete>()
        .is_parameter("pthread_create", 3)
        .check();
}
