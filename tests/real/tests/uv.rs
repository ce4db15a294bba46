//! libuv: timers with a closing callback, and work whose completion comes back to the loop's thread.

#![cfg(target_os = "linux")]

use std::{
    alloc::{Layout, alloc_zeroed, dealloc},
    ffi::{CStr, c_int, c_uint, c_void},
    sync::{Arc, Mutex},
    thread::{self, ThreadId},
};

use callback_real::{Actor, Script, TROUBLES, Told, assert_outcome, live_contexts};
use callback_runtime::context::CalledFromInside;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Registration, callback};

/// The part of `uv.h` that is used here. The objects are opaque, and libuv returns their sizes.
mod uv {
    use super::{c_int, c_uint, c_void, callback};

    macro_rules! opaque {
        ($($name:ident)*) => {$(
            #[repr(C)]
            pub(crate) struct $name {
                opaque: [u8; 0],
            }
        )*};
    }

    opaque!(Loop Handle Req);

    pub(crate) const TIMER: c_int = 13;
    pub(crate) const WORK: c_int = 7;
    pub(crate) const ECANCELED: c_int = -libc::ECANCELED;

    pub(crate) type OnHandle = Option<unsafe extern "C" fn(*mut Handle)>;
    pub(crate) type OnWork = Option<unsafe extern "C" fn(*mut Req)>;
    pub(crate) type AfterWork = Option<unsafe extern "C" fn(*mut Req, c_int)>;

    #[callback]
    unsafe extern "C" {
        pub(crate) unsafe fn uv_loop_size() -> usize;
        pub(crate) unsafe fn uv_handle_size(kind: c_int) -> usize;
        pub(crate) unsafe fn uv_req_size(kind: c_int) -> usize;
        pub(crate) unsafe fn uv_handle_type_name(kind: c_int) -> *const core::ffi::c_char;
        pub(crate) unsafe fn uv_req_type_name(kind: c_int) -> *const core::ffi::c_char;
        pub(crate) unsafe fn uv_loop_init(looped: *mut Loop) -> c_int;
        pub(crate) unsafe fn uv_loop_close(looped: *mut Loop) -> c_int;
        pub(crate) unsafe fn uv_run(looped: *mut Loop, mode: c_uint) -> c_int;
        pub(crate) unsafe fn uv_timer_init(looped: *mut Loop, timer: *mut Handle) -> c_int;
        pub(crate) unsafe fn uv_timer_start(timer: *mut Handle, cb: OnHandle, timeout: u64, repeat: u64) -> c_int;
        pub(crate) unsafe fn uv_timer_stop(timer: *mut Handle) -> c_int;
        pub(crate) unsafe fn uv_close(handle: *mut Handle, cb: OnHandle);
        pub(crate) unsafe fn uv_handle_get_data(handle: *const Handle) -> *mut c_void;
        pub(crate) unsafe fn uv_handle_set_data(handle: *mut Handle, data: *mut c_void);
        pub(crate) unsafe fn uv_req_get_data(req: *const Req) -> *mut c_void;
        pub(crate) unsafe fn uv_req_set_data(req: *mut Req, data: *mut c_void);
        pub(crate) unsafe fn uv_queue_work(looped: *mut Loop, req: *mut Req, work: OnWork, after: AfterWork) -> c_int;
        pub(crate) unsafe fn uv_cancel(req: *mut Req) -> c_int;
    }
}

/// Memory for one of libuv's objects.
struct Room<T>(*mut T, Layout);

impl<T> Room<T> {
    fn new(size: usize) -> Self {
        let layout = Layout::from_size_align(size, 16).expect("a small object");
        // SAFETY: libuv has no empty objects.
        Room(unsafe { alloc_zeroed(layout) }.cast(), layout)
    }

    fn timer() -> Self {
        // SAFETY: a constant of libuv.
        let name = unsafe { uv::uv_handle_type_name(uv::TIMER) };
        // SAFETY: a string of libuv's own.
        let name = unsafe { CStr::from_ptr(name) };
        assert_eq!(name, c"timer");
        // SAFETY: as above.
        Self::new(unsafe { uv::uv_handle_size(uv::TIMER) })
    }

    fn work() -> Self {
        // SAFETY: a constant of libuv.
        let name = unsafe { uv::uv_req_type_name(uv::WORK) };
        // SAFETY: a string of libuv's own.
        let name = unsafe { CStr::from_ptr(name) };
        assert_eq!(name, c"work");
        // SAFETY: as above.
        Self::new(unsafe { uv::uv_req_size(uv::WORK) })
    }
}

impl<T> Drop for Room<T> {
    fn drop(&mut self) {
        // SAFETY: allocated in `new` with this layout.
        unsafe { dealloc(self.0.cast(), self.1) };
    }
}

/// An event loop.
struct Loop(Room<uv::Loop>);

impl Loop {
    fn new() -> Self {
        // SAFETY: no preconditions.
        let room = Room::new(unsafe { uv::uv_loop_size() });
        // SAFETY: memory of the right size.
        assert_eq!(unsafe { uv::uv_loop_init(room.0) }, 0);
        Loop(room)
    }

    /// Runs until there is nothing left to do.
    fn run(&self) {
        // SAFETY: initialised, and run on its thread.
        assert_eq!(unsafe { uv::uv_run(self.0.0, 0) }, 0);
    }

    fn start(&self, timer: &Room<uv::Handle>, on_timer: uv::OnHandle, data: *mut c_void, repeat: u64) {
        // SAFETY: memory of the right size, and an initialised loop.
        assert_eq!(unsafe { uv::uv_timer_init(self.0.0, timer.0) }, 0);
        // SAFETY: initialised.
        unsafe { uv::uv_handle_set_data(timer.0, data) };
        // SAFETY: initialised; the data is the callback's context.
        assert_eq!(unsafe { uv::uv_timer_start(timer.0, on_timer, 1, repeat) }, 0);
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        // SAFETY: initialised, and nothing is open any more.
        assert_eq!(unsafe { uv::uv_loop_close(self.0.0) }, 0);
    }
}

// ---- a timer: the closing callback consumes the context ----

/// `void (*uv_timer_cb)(uv_timer_t *)`
#[callback(returns = ())]
fn on_timer(
    timer: *mut uv::Handle,
    #[context(from = unsafe { uv::uv_handle_get_data(timer) })] actor: &mut Actor,
) -> Result<(), Told> {
    if actor.calls() == 2 {
        // SAFETY: libuv gives a live timer.
        unsafe { uv::uv_timer_stop(timer) };
    }
    actor.act()
}

/// `void (*uv_close_cb)(uv_handle_t *)`
#[callback]
fn on_timer_closed(timer: *mut uv::Handle, #[context(from = unsafe { uv::uv_handle_get_data(timer) })] actor: Actor) {
    assert!(!timer.is_null());
    drop(actor);
}

#[test]
fn closing_callback_consumes_the_context() {
    let script = Script::new();
    let (looped, timer) = (Loop::new(), Room::timer());
    let registration = on_timer::own(script.actor());
    let closed = registration.also::<on_timer_closed>().shim();
    looped.start(&timer, registration.shim(), registration.into_context(), 1);
    looped.run();
    assert_eq!((script.calls(), script.drops()), (3, 0));

    // SAFETY: closed once, and the memory is there until the loop has run.
    unsafe { uv::uv_close(timer.0, closed) };
    assert_eq!(script.drops(), 0, "libuv closes from the loop");
    looped.run();
    assert_eq!((script.calls(), script.drops()), (3, 1));
}

#[test]
fn troubles_of_a_timer_reach_its_owner_and_it_closes_all_the_same() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let (looped, timer) = (Loop::new(), Room::timer());
        let registration = on_timer::own(script.actor());
        looped.start(&timer, registration.shim(), registration.context(), 0);
        looped.run();
        // The closing callback comes to a context that failed: it does not run, and the state is dropped.
        let closed = registration.also::<on_timer_closed>().shim();
        // SAFETY: closed once, and the memory is there until the loop has run.
        unsafe { uv::uv_close(timer.0, closed) };
        looped.run();
        assert_eq!((script.calls(), script.drops()), (1, 1));
        assert_outcome(registration.outcome(), mood);
    }
}

// ---- a timer that closes itself ----

type Own = std::rc::Rc<std::cell::RefCell<Option<Registration<on_last>>>>;

/// `void (*uv_timer_cb)(uv_timer_t *)`: its own registration is in its context, as in a program that keeps its handles.
#[callback]
fn on_last(
    timer: *mut uv::Handle,
    #[context(from = unsafe { uv::uv_handle_get_data(timer) })] state: &mut (Actor, Own),
) {
    state.0.act().expect("answers");
    let registration = state.1.take().expect("the first call");
    assert!(matches!(registration.close_and_wait(), Err(CalledFromInside { .. })), "it cannot wait for itself");
    // SAFETY: libuv gives a live timer; its memory is there until the loop has run.
    unsafe { uv::uv_close(timer, None) };
    assert_eq!(state.0.calls(), 1, "the state is there until the call has left");
}

#[test]
fn a_timer_closes_itself_from_inside() {
    let script = Script::new();
    let (looped, timer) = (Loop::new(), Room::timer());
    let own = Own::default();
    let registration = on_last::own((script.actor(), own.clone()));
    looped.start(&timer, registration.shim(), registration.context(), 1);
    *own.borrow_mut() = Some(registration);
    looped.run();
    assert_eq!((script.calls(), script.drops()), (1, 1));
    assert_eq!(live_contexts("on_last"), 0);
}

// ---- work: one context, called on a thread of libuv's and completed on the loop's ----

/// A job and where it ran.
struct Job {
    actor: Actor,
    worked: Option<ThreadId>,
    /// Held by a test that wants the threads of the pool to stay busy.
    gate: Arc<Mutex<()>>,
    done: std::sync::mpsc::Sender<(Option<ThreadId>, ThreadId, c_int)>,
}

/// `void (*uv_work_cb)(uv_work_t *)`, on a thread of the pool. What it could not do is not completed.
#[callback(threads, returns = (), after(err = stop))]
fn work(req: *mut uv::Req, #[context(from = unsafe { uv::uv_req_get_data(req) })] job: &mut Job) -> Result<(), Told> {
    job.actor.act()?;
    drop(job.gate.lock());
    job.worked = Some(thread::current().id());
    Ok(())
}

/// `void (*uv_after_work_cb)(uv_work_t *, int)`, on the thread of the loop: the completion.
#[callback(threads)]
fn after_work(req: *mut uv::Req, status: c_int, #[context(from = unsafe { uv::uv_req_get_data(req) })] job: Job) {
    assert!(!req.is_null());
    let Job { done, worked, .. } = job;
    done.send((worked, thread::current().id(), status)).expect("the test waits");
}

#[test]
fn completion_consumes_the_job_once() {
    let script = Script::new();
    let looped = Loop::new();
    let (done, completions) = std::sync::mpsc::channel();
    let requests: Vec<_> = (0..16).map(|_| Room::work()).collect();
    for request in &requests {
        let job = work::share(Job { actor: script.actor(), worked: None, gate: Arc::default(), done: done.clone() });
        let (run, after) = (job.shim(), job.also::<after_work>().shim());
        // SAFETY: memory of the right size.
        unsafe { uv::uv_req_set_data(request.0, job.into_context()) };
        // SAFETY: the request is there until the loop has run; its data is the context of both callbacks.
        assert_eq!(unsafe { uv::uv_queue_work(looped.0.0, request.0, run, after) }, 0);
    }
    drop(done);
    looped.run();
    let here = thread::current().id();
    let completions: Vec<_> = completions.iter().collect();
    assert_eq!(completions.len(), 16);
    for (worked, completed, status) in completions {
        assert!(worked.is_some_and(|worked| worked != here));
        assert_eq!((completed, status), (here, 0));
    }
    assert_eq!((script.calls(), script.drops()), (16, 16));
}

#[test]
fn a_request_that_libuv_does_not_take_is_its_owners() {
    let script = Script::new();
    let looped = Loop::new();
    let request = Room::work();
    let (done, _completions) = std::sync::mpsc::channel();
    let job = work::share(Job { actor: script.actor(), worked: None, gate: Arc::default(), done });
    // SAFETY: without `work` libuv refuses the request.
    let status = unsafe { uv::uv_queue_work(looped.0.0, request.0, None, job.also::<after_work>().shim()) };
    assert_eq!(status, -libc::EINVAL);
    job.reclaim();
    assert_eq!((script.calls(), script.drops()), (0, 1));
}

#[test]
fn troubles_on_libuvs_thread_reach_the_loops() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let looped = Loop::new();
        let request = Room::work();
        let (done, completions) = std::sync::mpsc::channel();
        let job = work::share(Job { actor: script.actor(), worked: None, gate: Arc::default(), done });
        let (run, after) = (job.shim(), job.also::<after_work>().shim());
        // SAFETY: memory of the right size.
        unsafe { uv::uv_req_set_data(request.0, job.context()) };
        // SAFETY: the request is there until the loop has run; its data is the context of both callbacks.
        assert_eq!(unsafe { uv::uv_queue_work(looped.0.0, request.0, run, after) }, 0);
        looped.run();
        // The completion did not run: what work could not do is not completed.
        assert!(completions.recv().is_err(), "the job is dropped");
        assert_outcome(job.outcome(), mood);
        assert_eq!((script.calls(), script.drops()), (1, 1));
    }
}

#[test]
fn cancelled_work_is_completed_without_having_run() {
    let script = Script::new();
    let looped = Loop::new();
    let (done, completions) = std::sync::mpsc::channel();
    let requests: Vec<_> = (0..64).map(|_| Room::work()).collect();
    let gate = Arc::new(Mutex::new(()));
    let closed = gate.lock();
    let mut cancelled = 0;
    for request in &requests {
        let job = work::share(Job { actor: script.actor(), worked: None, gate: gate.clone(), done: done.clone() });
        let (run, after) = (job.shim(), job.also::<after_work>().shim());
        // SAFETY: memory of the right size.
        unsafe { uv::uv_req_set_data(request.0, job.into_context()) };
        // SAFETY: the request is there until the loop has run; its data is the context of both callbacks.
        assert_eq!(unsafe { uv::uv_queue_work(looped.0.0, request.0, run, after) }, 0);
        // SAFETY: queued above. It fails where the work has begun.
        cancelled += usize::from(unsafe { uv::uv_cancel(request.0) } == 0);
    }
    assert!(cancelled > 0, "the threads of the pool are busy");
    drop((done, closed));
    looped.run();
    let completions: Vec<_> = completions.iter().collect();
    assert_eq!(completions.len(), 64);
    let unworked = completions.iter().filter(|(worked, _, status)| worked.is_none() && *status == uv::ECANCELED);
    assert_eq!(unworked.count(), cancelled);
    assert_eq!((script.calls(), script.drops()), (64 - cancelled, 64));
}

#[test]
fn callbacks_are_as_the_header_says() {
    let verify = || Verify::new().include(env!("CALLBACK_UV_INCLUDE")).header("uv.h").name::<uv::Loop>("uv_loop_t");
    // One type stands for each of the handles and for each of the requests here.
    verify()
        .name::<uv::Handle>("uv_timer_t")
        .declared::<(uv::uv_timer_init, uv::uv_timer_start, uv::uv_timer_stop)>()
        .callback::<on_timer>()
        .is_typedef("uv_timer_cb")
        .check();
    verify()
        .name::<uv::Req>("uv_req_t")
        .declared::<(uv::uv_loop_size, uv::uv_handle_size, uv::uv_req_size, uv::uv_req_get_data, uv::uv_req_set_data)>()
        .declared::<(uv::uv_handle_type_name, uv::uv_req_type_name, uv::uv_cancel)>()
        .check();
    verify()
        .name::<uv::Handle>("uv_handle_t")
        .declared::<(uv::uv_loop_init, uv::uv_loop_close, uv::uv_run, uv::uv_close)>()
        .declared::<(uv::uv_handle_get_data, uv::uv_handle_set_data)>()
        .callback::<on_timer_closed>()
        .is_typedef("uv_close_cb")
        .callback::<on_last>()
        .is_typedef("uv_close_cb")
        .check();
    verify()
        .name::<uv::Req>("uv_work_t")
        .declared::<uv::uv_queue_work>()
        .callback::<work>()
        .is_typedef("uv_work_cb")
        .callback::<after_work>()
        .is_typedef("uv_after_work_cb")
        .value("UV_TIMER", uv::TIMER)
        .value("UV_WORK", uv::WORK)
        .value("UV_ECANCELED", uv::ECANCELED)
        .check();
}
