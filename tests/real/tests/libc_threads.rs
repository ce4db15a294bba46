//! The C library's callbacks on other threads, at the end of a thread, and in signal handlers.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::{
    ffi::{c_int, c_void},
    mem::{self, MaybeUninit},
    ptr::{self, null_mut},
    sync::{
        Arc, Barrier, Mutex,
        atomic::{AtomicI32, AtomicU32, AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

use callback_real::{Actor, Mood, Script, TROUBLES, Told, assert_outcome, keeps_errno};
use callback_runtime::context::Owned;
use callback_runtime::report::{LostFailure, Report};
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Reason, Registration, callback, fields, set_report_hook};

// ---- pthread_create ----

/// `void *(*start_routine)(void *)`
#[callback(threads, err = null_mut())]
fn start(#[context] actor: Actor) -> Result<*mut c_void, Told> {
    actor.act()?;
    Ok(ptr::without_provenance_mut(42))
}

type Start = extern "C" fn(*mut c_void) -> *mut c_void;

/// Starts a thread; the error number where there is none.
fn create(start: Start, context: *mut c_void, stack: usize) -> Result<libc::pthread_t, c_int> {
    let (mut thread, mut attributes) = (MaybeUninit::uninit(), MaybeUninit::uninit());
    // SAFETY: memory for the attributes.
    assert_eq!(unsafe { libc::pthread_attr_init(attributes.as_mut_ptr()) }, 0);
    // SAFETY: initialised.
    assert_eq!(unsafe { libc::pthread_attr_setstacksize(attributes.as_mut_ptr(), stack) }, 0);
    // SAFETY: initialised, and the context is the start routine's.
    let status = unsafe { libc::pthread_create(thread.as_mut_ptr(), attributes.as_ptr(), start, context) };
    // SAFETY: initialised, and not used any more.
    unsafe { libc::pthread_attr_destroy(attributes.as_mut_ptr()) };
    // SAFETY: written where the status says so.
    if status == 0 { Ok(unsafe { thread.assume_init() }) } else { Err(status) }
}

fn join(thread: libc::pthread_t) -> *mut c_void {
    let mut returned = null_mut();
    // SAFETY: joined once.
    assert_eq!(unsafe { libc::pthread_join(thread, &raw mut returned) }, 0);
    returned
}

const STACK: usize = 1 << 20;

#[test]
fn a_thread_consumes_its_context() {
    let script = Script::new();
    let registration = start::once(script.actor());
    // SAFETY: `pthread_create` alone calls it.
    let routine = unsafe { registration.shim_safe() };
    let thread = create(routine, registration.into_context(), STACK).unwrap();
    assert_eq!(join(thread).addr(), 42);
    assert_eq!((script.calls(), script.drops()), (1, 1));
}

#[test]
fn troubles_of_a_thread_reach_the_one_that_joins() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let registration = start::once(script.actor());
        // SAFETY: `pthread_create` alone calls it.
        let routine = unsafe { registration.shim_safe() };
        let thread = create(routine, registration.context(), STACK).unwrap();
        assert!(join(thread).is_null());
        assert_outcome(registration.outcome(), mood);
        drop(registration);
        assert_eq!((script.calls(), script.drops()), (1, 1));
    }
}

#[test]
fn a_thread_that_cannot_be_created_leaves_the_context() {
    let script = Script::new();
    let registration = start::once(script.actor());
    // SAFETY: `pthread_create` alone calls it.
    let routine = unsafe { registration.shim_safe() };
    // `EAGAIN`; `EINVAL` under valgrind.
    assert!(create(routine, registration.context(), 1 << 46).is_err());
    assert_eq!(script.drops(), 0);
    drop(registration);
    assert_eq!((script.calls(), script.drops()), (0, 1));
}

/// State that eight threads use at once.
struct Meeting {
    actor: Actor,
    barrier: Barrier,
}

/// `void *(*start_routine)(void *)`
#[callback(threads, err = null_mut())]
fn meet(#[context] meeting: &Meeting) -> Result<*mut c_void, Told> {
    meeting.barrier.wait();
    meeting.actor.act()?;
    Ok(null_mut())
}

#[test]
fn eight_threads_share_a_context() {
    for mood in [Mood::Answer, Mood::Err, Mood::Panic] {
        let script = Script::of(mood);
        let registration = meet::share(Meeting { actor: script.actor(), barrier: Barrier::new(8) });
        let threads = [(); 8].map(|()| {
            // SAFETY: `pthread_create` alone calls it.
            let routine = unsafe { registration.shim_safe() };
            create(routine, registration.context(), STACK).unwrap()
        });
        let outcome = registration.wait_outcome(Duration::from_secs(u64::from(mood != Mood::Answer) * 30));
        // All eight were inside when the first failed: the first is kept, the others are reported.
        assert_outcome(outcome, mood);
        for thread in threads {
            join(thread);
        }
        drop(registration.outcome());
        assert_eq!(script.calls(), 8);
        assert_eq!(registration.close_and_wait(), Ok(()));
        assert_eq!(script.drops(), 1);
    }
}

// ---- pthread_key_create: a destructor for each thread ----

/// `void (*destructor)(void *)`
#[callback(threads, returns = ())]
fn on_thread_end(#[context] actor: Actor) -> Result<(), Told> {
    actor.act()
}

type Destructor = Option<unsafe extern "C" fn(*mut c_void)>;

/// A key with this destructor; it is deleted when it is dropped.
struct Key(libc::pthread_key_t);

impl Key {
    fn new(destructor: Destructor) -> Self {
        let mut key = 0;
        // SAFETY: room for a key.
        assert_eq!(unsafe { libc::pthread_key_create(&raw mut key, destructor) }, 0);
        Key(key)
    }

    fn set(&self, context: *mut c_void) {
        // SAFETY: a live key, and what its destructor takes.
        assert_eq!(unsafe { libc::pthread_setspecific(self.0, context) }, 0);
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        // SAFETY: a live key.
        unsafe { libc::pthread_key_delete(self.0) };
    }
}

#[test]
fn each_thread_ends_with_its_destructor() {
    let script = Script::new();
    let key = Key::new(on_thread_end::shim());
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                key.set(on_thread_end::once(script.actor()).into_context());
            });
        }
    });
    // A scope does not wait for thread-local destructors.
    wait(|| script.drops() == 8);
    assert_eq!(script.calls(), 8);
}

#[test]
fn troubles_of_a_destructor_reach_another_thread() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let registration = on_thread_end::once(script.actor());
        let key = Key::new(registration.shim());
        thread::scope(|scope| {
            scope.spawn(|| key.set(registration.context()));
        });
        assert_outcome(registration.wait_outcome(Duration::from_secs(30)), mood);
        drop(registration);
        assert_eq!((script.calls(), script.drops()), (1, 1));
    }
}

/// The destructor of the key is the context's destroy notify: no function at all.
#[test]
fn a_destroy_notify_is_a_destructor() {
    let script = Script::new();
    let registration = meet::share(Meeting { actor: script.actor(), barrier: Barrier::new(1) });
    let key = Key::new(registration.destroy());
    thread::spawn({
        let (context, key) = (registration.into_context().expose_provenance(), key.0);
        // SAFETY: a live key, and what its destructor takes.
        move || unsafe { libc::pthread_setspecific(key, ptr::with_exposed_provenance(context)) }
    })
    .join()
    .unwrap();
    wait(|| script.drops() == 1);
    assert_eq!(script.calls(), 0);
}

/// The key of the next test, and the context that its destructor sets again.
static AGAIN: (AtomicU32, AtomicUsize) = (AtomicU32::new(0), AtomicUsize::new(0));

/// `void (*destructor)(void *)`: sets its value again, so that it is called again with it.
#[callback(threads)]
fn on_end_again(#[context] actor: Actor) {
    let (key, context) = (AGAIN.0.load(SeqCst), AGAIN.1.load(SeqCst));
    // SAFETY: a live key. A handle is a number.
    unsafe { libc::pthread_setspecific(key, ptr::without_provenance(context)) };
    actor.act().expect("answers");
}

static REFUSED: Mutex<Vec<Reason>> = Mutex::new(vec![]);

fn note(report: &Report<'_>) {
    if let (LostFailure::Refused(refused), true) = (report.loss(), report.callback().ends_with("::on_end_again")) {
        REFUSED.lock().unwrap().push(refused.reason());
    }
}

#[test]
fn a_destructor_that_is_called_again_is_refused() {
    set_report_hook(note);
    let script = Script::new();
    let registration = on_end_again::once(script.actor());
    let key = Key::new(registration.shim());
    AGAIN.0.store(key.0, SeqCst);
    AGAIN.1.store(registration.into_context().addr(), SeqCst);
    thread::scope(|scope| {
        scope.spawn(|| key.set(ptr::without_provenance_mut(AGAIN.1.load(SeqCst))));
    });
    wait(|| !REFUSED.lock().unwrap().is_empty());
    assert_eq!((script.calls(), script.drops()), (1, 1));
    assert_eq!(*REFUSED.lock().unwrap(), [Reason::Consumed]);
}

fn wait(until: impl Fn() -> bool) {
    let start = Instant::now();
    while !until() {
        assert!(start.elapsed() < Duration::from_secs(30), "it never happens");
        thread::sleep(Duration::from_millis(1));
    }
}

// ---- timer_create: the context is a union, on threads that the C library makes ----

/// `struct sigevent` as `SIGEV_THREAD` uses it, which the `libc` crate has no fields for.
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

/// `void (*sigev_notify_function)(union sigval)`
#[callback(threads, returns = ())]
fn on_tick(#[context(as = libc::sigval)] actor: &Actor) -> Result<(), Told> {
    actor.act()
}

struct Timer(libc::timer_t);

impl Timer {
    /// A timer that fires every millisecond.
    fn new(registration: &Registration<on_tick, Owned>) -> Self {
        let (function, value) = (registration.shim(), registration.context());
        let (signal, notify, rest) = (0, libc::SIGEV_THREAD, [0; 4]);
        let mut event = SigEvent { value, signal, notify, function, attributes: null_mut(), rest };
        let mut timer = MaybeUninit::uninit();
        // SAFETY: the C library's struct under another name, and room for a timer.
        let status = unsafe { libc::timer_create(libc::CLOCK_MONOTONIC, (&raw mut event).cast(), timer.as_mut_ptr()) };
        assert_eq!(status, 0);
        // SAFETY: written.
        let timer = Timer(unsafe { timer.assume_init() });
        let millisecond = libc::timespec { tv_sec: 0, tv_nsec: 1_000_000 };
        let every = libc::itimerspec { it_interval: millisecond, it_value: millisecond };
        // SAFETY: a live timer.
        assert_eq!(unsafe { libc::timer_settime(timer.0, 0, &raw const every, null_mut()) }, 0);
        timer
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // SAFETY: a live timer.
        assert_eq!(unsafe { libc::timer_delete(self.0) }, 0);
    }
}

/// `timer_delete` does not wait for a notification that is on its way: only a handle is safe here.
#[test]
fn a_timer_fires_after_it_was_deleted() {
    set_report_hook(note);
    for _ in 0..20 {
        let script = Script::new();
        let registration = on_tick::own(script.actor());
        let timer = Timer::new(&registration);
        wait(|| script.calls() >= 2);
        drop(timer);
        assert_eq!(registration.close_and_wait(), Ok(()));
        assert_eq!(script.drops(), 1);
        let calls = script.calls();
        thread::sleep(Duration::from_millis(2));
        assert_eq!(script.calls(), calls, "nothing runs after closing");
    }
}

#[test]
fn troubles_of_a_timer_reach_the_one_that_waits() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let registration = on_tick::own(script.actor());
        let timer = Timer::new(&registration);
        assert_outcome(registration.wait_outcome(Duration::from_secs(30)), mood);
        drop(timer);
        drop(registration.outcome());
        drop(registration);
        wait(|| script.drops() == 1);
    }
}

// ---- sigaction: no user data, and almost nothing may be done ----

/// State that a handler may use: atomics alone.
#[derive(Default)]
struct Hits {
    count: AtomicUsize,
    signal: AtomicI32,
    code: AtomicI32,
}

/// `void (*sa_sigaction)(int, siginfo_t *, void *)`
///
/// The way from C to this function takes no lock and allocates nothing, so that it is async-signal-safe where this
/// function is: it does not panic, returns no error, takes its context as `&T`, which is never refused for being
/// re-entered, and no argument that can be refused (`info` is a raw pointer).
#[callback(threads, panic = abort)]
fn on_signal(
    signal: c_int,
    info: *mut libc::siginfo_t,
    _ucontext: *mut c_void,
    #[context(static)] hits: &(Arc<Hits>, Actor),
) {
    let hits = &hits.0;
    hits.count.fetch_add(1, SeqCst);
    hits.signal.store(signal, SeqCst);
    // SAFETY: `SA_SIGINFO` gives it.
    hits.code.store(unsafe { (*info).si_code }, SeqCst);
}

#[test]
fn a_signal_handler_has_a_static_context() {
    let (hits, script) = (Arc::<Hits>::default(), Script::new());
    let registration = on_signal::acquire((hits.clone(), script.actor())).unwrap();
    assert!(on_signal::acquire((hits.clone(), script.actor())).is_err(), "there is one handler");
    assert_eq!(script.drops(), 1);

    let handler: unsafe extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void) = registration.shim();
    // SAFETY: all zeroes is a valid action.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    action.sa_sigaction = handler as usize;
    action.sa_flags = libc::SA_SIGINFO;
    let mut old = action;
    // SAFETY: a handler for this signal, and room for the old one.
    assert_eq!(unsafe { libc::sigaction(libc::SIGUSR1, &raw const action, &raw mut old) }, 0);
    let registration = registration.on_close(|| {
        // SAFETY: puts the old handler back.
        assert_eq!(unsafe { libc::sigaction(libc::SIGUSR1, &raw const old, null_mut()) }, 0);
    });
    for round in 1..=100 {
        // SAFETY: a signal that has a handler; `raise` returns when the handler has.
        assert_eq!(keeps_errno(|| unsafe { libc::raise(libc::SIGUSR1) }), 0);
        assert_eq!(hits.count.load(SeqCst), round);
    }
    assert_eq!(hits.signal.load(SeqCst), libc::SIGUSR1);
    assert_eq!(hits.code.load(SeqCst), libc::SI_TKILL);
    assert_eq!(registration.close_and_wait(), Ok(()));
    assert_eq!(script.drops(), 2);
}

#[test]
fn callbacks_are_as_the_headers_say() {
    Verify::new()
        .define("_GNU_SOURCE")
        .header("pthread.h")
        .header("signal.h")
        // The attributes of a thread have no type in Rust.
        .layout::<SigEvent>(
            "struct sigevent",
            &fields!(SigEvent {
                value = "sigev_value",
                signal = "sigev_signo",
                notify = "sigev_notify",
                function = "sigev_notify_function",
                attributes = "sigev_notify_attributes",
                ..
            }),
        )
        .allow_untyped()
        .callback::<start>()
        .is_parameter("pthread_create", 3)
        .callback::<meet>()
        .is_parameter("pthread_create", 3)
        .callback::<on_thread_end>()
        .is_parameter("pthread_key_create", 2)
        .callback::<on_end_again>()
        .is_parameter("pthread_key_create", 2)
        .callback::<on_tick>()
        .is_field("struct sigevent", "sigev_notify_function")
        .callback::<on_signal>()
        .is_field("struct sigaction", "sa_sigaction")
        .check();
}
