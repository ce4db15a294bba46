//! The twin of `c/hostile.c`: the same functions, with the same behaviour.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_long, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use super::{
    CALLS_AND_FAILS, DESTROYS_FIRST, DESTROYS_LAST, FAILS_AND_DESTROYS, NOBODY, TAKES, hostile_destroy_fn, hostile_fn,
    hostile_plain_fn,
};

#[derive(Clone, Copy)]
struct Registered {
    f: hostile_fn,
    user: *mut c_void,
    destroy: hostile_destroy_fn,
}

// SAFETY: it calls from any thread; the code that registers vouches for it.
unsafe impl Send for Registered {}
// SAFETY: as above.
unsafe impl Sync for Registered {}

const NOTHING: Registered = Registered { f: None, user: ptr::null_mut(), destroy: None };

impl Registered {
    unsafe fn call(self, value: c_int) -> c_int {
        self.f.map_or(NOBODY, |f| unsafe { f(value, self.user) })
    }

    unsafe fn destroy(self) {
        if let Some(destroy) = self.destroy {
            unsafe { destroy(self.user) };
        }
    }
}

pub struct hostile {
    now: Cell<Registered>,
    before: Cell<Registered>,
    listeners: RefCell<Vec<Registered>>,
}

pub unsafe fn hostile_new() -> *mut hostile {
    Box::into_raw(Box::new(hostile {
        now: Cell::new(NOTHING),
        before: Cell::new(NOTHING),
        listeners: RefCell::default(),
    }))
}

pub unsafe fn hostile_free(h: *mut hostile) {
    unsafe { hostile_destroy(h) };
    drop(unsafe { Box::from_raw(h) });
}

pub unsafe fn hostile_register(
    h: *mut hostile,
    f: hostile_fn,
    user: *mut c_void,
    destroy: hostile_destroy_fn,
    mode: c_int,
) -> c_int {
    let (h, given) = (unsafe { &*h }, Registered { f, user, destroy });
    if mode == TAKES {
        h.now.set(given);
        return 0;
    }
    if mode == CALLS_AND_FAILS {
        unsafe { given.call(0) };
    }
    if mode == FAILS_AND_DESTROYS {
        unsafe { given.destroy() };
    }
    h.before.set(given);
    -1
}

pub unsafe fn hostile_replace(
    h: *mut hostile,
    f: hostile_fn,
    user: *mut c_void,
    destroy: hostile_destroy_fn,
    mode: c_int,
) -> *mut c_void {
    let h = unsafe { &*h };
    let old = h.now.get();
    if mode == DESTROYS_FIRST {
        unsafe { old.destroy() };
    }
    h.before.set(old);
    h.now.set(Registered { f, user, destroy });
    if mode == DESTROYS_LAST {
        unsafe { old.destroy() };
    }
    old.user
}

pub unsafe fn hostile_unregister(h: *mut hostile) {
    let h = unsafe { &*h };
    h.before.set(h.now.replace(NOTHING));
}

pub unsafe fn hostile_destroy(h: *mut hostile) {
    let old = unsafe { &*h }.now.get();
    unsafe { hostile_unregister(h) };
    unsafe { old.destroy() };
}

pub unsafe fn hostile_emit(h: *mut hostile, value: c_int) -> c_int {
    let now = unsafe { &*h }.now.get();
    unsafe { now.call(value) }
}

pub unsafe fn hostile_late(h: *mut hostile, value: c_int) -> c_int {
    let before = unsafe { &*h }.before.get();
    unsafe { before.call(value) }
}

pub unsafe fn hostile_late_destroy(h: *mut hostile) {
    let before = unsafe { &*h }.before.get();
    unsafe { before.destroy() };
}

pub unsafe fn hostile_user(h: *mut hostile) -> *mut c_void {
    unsafe { &*h }.now.get().user
}

fn address(f: hostile_fn) -> usize {
    f.map_or(0, |f| f as usize)
}

pub unsafe fn hostile_same(h: *mut hostile, f: hostile_fn, user: *mut c_void) -> c_int {
    let now = unsafe { &*h }.now.get();
    c_int::from(address(now.f) == address(f) && now.user == user)
}

pub unsafe fn hostile_listen(h: *mut hostile, f: hostile_fn, user: *mut c_void) {
    unsafe { &*h }.listeners.borrow_mut().push(Registered { f, user, destroy: None });
}

pub unsafe fn hostile_unlisten(h: *mut hostile, f: hostile_fn, user: *mut c_void) -> c_int {
    let mut listeners = unsafe { &*h }.listeners.borrow_mut();
    let all = listeners.len();
    listeners.retain(|listener| address(listener.f) != address(f) || listener.user != user);
    (all - listeners.len()) as c_int
}

pub unsafe fn hostile_tell(h: *mut hostile, value: c_int) -> c_int {
    let listeners = unsafe { &*h }.listeners.borrow().clone();
    listeners.into_iter().map(|listener| unsafe { listener.call(value) }).sum()
}

pub unsafe fn hostile_forge(f: hostile_fn, number: usize, value: c_int) -> c_int {
    let user = ptr::without_provenance_mut(number);
    unsafe { Registered { f, user, destroy: None }.call(value) }
}

fn run_callers(call: impl Fn(c_int) -> c_int + Sync, threads: c_int, first: c_int, calls: c_int) -> c_long {
    let start = Barrier::new(threads as usize);
    let caller = || {
        start.wait();
        (first..first + calls).map(|value| c_long::from(call(value))).sum::<c_long>()
    };
    thread::scope(|scope| {
        let callers: Vec<_> = (0..threads).map(|_| scope.spawn(caller)).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).sum()
    })
}

pub unsafe fn hostile_threads(f: hostile_fn, user: *mut c_void, threads: c_int, calls: c_int) -> c_long {
    let given = Registered { f, user, destroy: None };
    run_callers(move |value| unsafe { { given }.call(value) }, threads, 0, calls)
}

pub unsafe fn hostile_on_thread(f: hostile_fn, user: *mut c_void, value: c_int) -> c_int {
    let given = Registered { f, user, destroy: None };
    run_callers(move |value| unsafe { { given }.call(value) }, 1, value, 1) as c_int
}

pub unsafe fn hostile_plain_threads(f: hostile_plain_fn, threads: c_int, calls: c_int) -> c_long {
    run_callers(|value| f.map_or(NOBODY, |f| unsafe { f(value) }), threads, 0, calls)
}

pub unsafe fn hostile_plain_on_thread(f: hostile_plain_fn, value: c_int) -> c_int {
    run_callers(|value| f.map_or(NOBODY, |f| unsafe { f(value) }), 1, value, 1) as c_int
}

/// Calls while a thread ends: from the destructor of a thread-local, four times.
fn run_leaver(call: impl Fn() -> c_int + Send + 'static) -> c_int {
    struct Leaver {
        call: Box<dyn Fn() -> c_int>,
        answers: Arc<AtomicI64>,
    }

    impl Drop for Leaver {
        fn drop(&mut self) {
            for _ in 0..4 {
                self.answers.fetch_add(i64::from((self.call)()), Ordering::Relaxed);
            }
        }
    }

    thread_local! {
        static LEAVER: RefCell<Option<Leaver>> = const { RefCell::new(None) };
    }

    let answers = Arc::new(AtomicI64::new(0));
    let leaver = answers.clone();
    let thread = thread::spawn(move || {
        call();
        LEAVER.set(Some(Leaver { call: Box::new(call), answers: leaver }));
    });
    thread.join().unwrap();
    answers.load(Ordering::Relaxed) as c_int
}

pub unsafe fn hostile_on_thread_exit(f: hostile_fn, user: *mut c_void, value: c_int) -> c_int {
    let given = Registered { f, user, destroy: None };
    run_leaver(move || unsafe { { given }.call(value) })
}

pub unsafe fn hostile_plain_on_thread_exit(f: hostile_plain_fn, value: c_int) -> c_int {
    run_leaver(move || f.map_or(NOBODY, |f| unsafe { f(value) }))
}

pub unsafe fn hostile_destroy_on_thread(destroy: hostile_destroy_fn, user: *mut c_void) {
    let given = Registered { f: None, user, destroy };
    thread::scope(|scope| {
        scope.spawn(move || unsafe { { given }.destroy() });
    });
}

struct Pump {
    stop: AtomicBool,
    calls: AtomicI64,
}

pub struct hostile_pump {
    pump: Arc<Pump>,
    thread: thread::JoinHandle<()>,
}

pub unsafe fn hostile_pump_start(f: hostile_fn, user: *mut c_void) -> *mut hostile_pump {
    let given = Registered { f, user, destroy: None };
    let pump = Arc::new(Pump { stop: AtomicBool::new(false), calls: AtomicI64::new(0) });
    let pumped = pump.clone();
    let thread = thread::spawn(move || {
        while !pumped.stop.load(Ordering::SeqCst) {
            unsafe { { given }.call(1) };
            pumped.calls.fetch_add(1, Ordering::SeqCst);
        }
    });
    Box::into_raw(Box::new(hostile_pump { pump, thread }))
}

pub unsafe fn hostile_pump_calls(p: *mut hostile_pump) -> c_long {
    unsafe { &*p }.pump.calls.load(Ordering::SeqCst) as c_long
}

pub unsafe fn hostile_pump_stop(p: *mut hostile_pump) -> c_long {
    let hostile_pump { pump, thread } = *unsafe { Box::from_raw(p) };
    pump.stop.store(true, Ordering::SeqCst);
    thread.join().unwrap();
    pump.calls.load(Ordering::SeqCst) as c_long
}

thread_local! {
    static PLAIN: Cell<hostile_plain_fn> = const { Cell::new(None) };
}

pub unsafe fn hostile_plain_keep(f: hostile_plain_fn) -> c_int {
    c_int::from(PLAIN.replace(f).is_some())
}

pub unsafe fn hostile_plain_emit(value: c_int) -> c_int {
    PLAIN.get().map_or(NOBODY, |f| unsafe { f(value) })
}
