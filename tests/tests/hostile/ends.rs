//! Several ends of one context, ends that come late or at once, and what a refused call may drop.

use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use callback_runtime::context::Shared;
use callback_runtime::{Callback, Outcome, Registration, callback};
use callback_tests::hostile::{hostile_destroy_fn, hostile_fn};
use callback_tests::{live_contexts, reported};

use crate::name;
use crate::peer;
use crate::support::{Drops, Sum, inside, run_inside};

// 47: several ends of one context are one end

#[callback(fail = -1)]
fn event(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[callback(fail = -1)]
fn closed(value: c_int, #[context] state: Sum) -> c_int {
    run_inside();
    state.sum + value
}

#[callback(fail = -1)]
fn finished(value: c_int, #[context] state: Sum) -> c_int {
    state.sum - value
}

/// A function that ends a context.
#[derive(Clone, Copy)]
enum End {
    Destroy(hostile_destroy_fn),
    Close(hostile_fn),
}

// SAFETY: a pointer to a function.
unsafe impl Send for End {}

impl End {
    unsafe fn call(self, context: *mut c_void) {
        match self {
            End::Destroy(destroy) => unsafe { destroy.unwrap()(context) },
            End::Close(close) => _ = unsafe { peer::hostile_forge(close, context.expose_provenance(), 1) },
        }
    }

    unsafe fn call_on_thread(self, context: *mut c_void) {
        match self {
            End::Destroy(destroy) => unsafe { peer::hostile_destroy_on_thread(destroy, context) },
            End::Close(close) => _ = unsafe { peer::hostile_on_thread(close, context, 1) },
        }
    }
}

macro_rules! end {
    ($registration:ident, $kind:expr) => {
        match $kind {
            0 => End::Destroy($registration.destroy()),
            1 => End::Destroy($registration.destroy_at::<0, hostile_destroy_fn>()),
            2 => End::Close($registration.also::<closed>().shim()),
            _ => End::Close($registration.also::<finished>().shim()),
        }
    };
}

macro_rules! two_ends {
    ($test:ident, $owner:ident, $call:ident) => {
        #[test]
        fn $test() {
            callback_tests::keep_reports();
            for (one, other) in (0..4).flat_map(|one| (0..4).map(move |other| (one, other))) {
                let drops = Drops::default();
                let registration = event::$owner(Sum::new(&drops));
                let (first, second) = (end!(registration, one), end!(registration, other));
                let shim: hostile_fn = registration.shim();
                let context = registration.into_context();
                assert_eq!(unsafe { peer::hostile_forge(shim, context.expose_provenance(), 5) }, 5);
                unsafe { first.$call(context) };
                assert_eq!(drops.get(), 1);
                // As large, so that it gets the memory of the first if that was freed.
                let next = event::$owner(Sum::new(&drops));
                unsafe { second.$call(context) };
                // More often than was asked for.
                unsafe { second.$call(context) };
                let number = next.context().expose_provenance();
                assert_eq!(unsafe { peer::hostile_forge(next.shim(), number, 7) }, 7, "{one} {other}");
                assert_eq!(drops.get(), 1, "{one} {other}");
                drop(next);
                assert_eq!(drops.get(), 2);
            }
            reported(name!(closed));
            reported(name!(finished));
        }
    };
}

two_ends!(s47_two_ends_of_an_owned_context_are_one, own, call);
two_ends!(s47_two_ends_of_a_shared_context_are_one, share, call);
two_ends!(s47_two_ends_of_a_shared_context_from_other_threads_are_one, share, call_on_thread);

#[test]
fn s47_destroy_notify_inside_of_the_closing_callback_does_nothing() {
    let drops = Drops::default();
    let registration = event::own(Sum::new(&drops));
    let (first, second) = (end!(registration, 2), end!(registration, 0));
    let (context, seen) = (registration.into_context(), drops.clone());
    inside(move || {
        unsafe { second.call(context) };
        assert_eq!(seen.get(), 0, "the closing callback has the state");
    });
    unsafe { first.call(context) };
    assert_eq!(drops.get(), 1);
}

#[callback(fail = -1)]
fn taken_back(value: c_int, #[context] state: Sum) -> c_int {
    state.sum + value
}

#[test]
fn s47_end_that_was_taken_back_does_nothing() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let registration = event::own(Sum::new(&drops));
    let (destroy, context) = (end!(registration, 0), registration.context());
    let close = End::Close(registration.also::<taken_back>().shim());
    registration.reclaim();
    assert_eq!(drops.get(), 1);
    let next = event::own(Sum::new(&drops));
    unsafe { destroy.call(context) };
    unsafe { close.call(context) };
    assert_eq!(drops.get(), 1);
    drop(next);
    assert_eq!(
        reported(name!(taken_back)),
        [concat!("callback `", name!(taken_back), "` was called after its context was closed")]
    );
}

// 56: an end on another thread than that of the context

#[callback(fail = -1)]
fn stays(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[callback(fail = -1)]
fn stays_closed(value: c_int, #[context] state: Sum) -> c_int {
    state.sum + value
}

macro_rules! ends_elsewhere {
    ($test:ident, $owner:ident) => {
        #[test]
        fn $test() {
            callback_tests::keep_reports();
            let drops = Drops::default();
            for closes in [false, true] {
                let registration = stays::$owner(Sum::new(&drops));
                let end = match closes {
                    false => End::Destroy(registration.destroy()),
                    true => End::Close(registration.also::<stays_closed>().shim()),
                };
                let (before, context) = (drops.get(), registration.into_context());
                unsafe { end.call_on_thread(context) };
                assert_eq!(drops.get(), before, "a destructor that another thread may not run");
                // On its own thread it ends the context all the same.
                unsafe { end.call(context) };
                assert_eq!(drops.get(), before + 1);
            }
        }
    };
}

ends_elsewhere!(s56_owned_context_is_not_ended_on_another_thread, own);

// 71: each end that C was given is a hold

#[callback(threads, fail = -1)]
fn shared_event(value: c_int, #[context] state: &Drops) -> c_int {
    value + state.get() as c_int
}

/// The pointers that C has, for a C thread.
#[derive(Clone, Copy)]
struct Given(hostile_destroy_fn, *mut c_void);

unsafe impl Send for Given {}

impl Given {
    unsafe fn destroy(self) {
        unsafe { self.0.unwrap()(self.1) };
    }
}

#[test]
fn s71_two_threads_ask_for_an_end_at_once() {
    // Of this test alone: its contexts are counted.
    #[callback(threads, fail = -1)]
    fn asked_twice(value: c_int, #[context] state: &Drops) -> c_int {
        value + state.get() as c_int
    }

    for _ in 0..if cfg!(debug_assertions) { 500 } else { 20_000 } {
        let registration = asked_twice::share(Drops::default());
        let start = Barrier::new(2);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let context = registration.context();
                    start.wait();
                    unsafe { Given(registration.destroy(), context).destroy() };
                });
            }
        });
        // Still there, for the registration.
        assert!(registration.outcome().is_none());
        drop(registration);
    }
    assert_eq!(live_contexts(name!(asked_twice)), 0);
}

#[test]
fn s71_end_that_is_asked_for_again_after_c_has_destroyed() {
    let drops = Drops::default();
    let registration = event::own(Sum::new(&drops));
    let context = registration.context();
    unsafe { Given(registration.destroy(), context).destroy() };
    assert_eq!(drops.get(), 1);
    let again = Given(registration.destroy(), context);
    drop(registration);
    let next = event::own(Sum::new(&drops));
    unsafe { again.destroy() };
    assert_eq!(drops.get(), 1, "the late end is not for the next one");
    drop(next);
}

/// C has the function of a slot, and beside it user data with a destroy notify.
#[callback(threads, fail = -1)]
fn in_slot(value: c_int, #[context(pool = 2)] state: &Drops) -> c_int {
    value + state.get() as c_int
}

#[test]
fn s71_slot_stays_until_c_has_destroyed_its_context() {
    callback_tests::keep_reports();
    let first = in_slot::acquire(Drops::default()).unwrap();
    let given = Given(first.destroy(), first.context());
    drop(first);
    assert_eq!(live_contexts(name!(in_slot)), 0);
    let second = in_slot::acquire(Drops::default()).unwrap();
    assert!(in_slot::acquire(Drops::default()).is_err(), "C has the function still");
    unsafe { given.destroy() };
    let third = in_slot::acquire(Drops::default()).unwrap();
    unsafe { given.destroy() };
    assert_eq!(live_contexts(name!(in_slot)), 2);
    drop((second, third));
}

#[callback(threads, fail = -1)]
fn spent_slot(value: c_int, #[context(pool = 1)] _state: Drops) -> c_int {
    value
}

#[test]
fn s71_spent_context_of_a_slot_is_destroyed_late() {
    let drops = Drops::default();
    let registration = spent_slot::acquire(drops.clone()).unwrap();
    let shim: callback_tests::hostile::hostile_plain_fn = registration.shim();
    assert_eq!(unsafe { shim.unwrap()(3) }, 3);
    let given = Given(registration.destroy(), registration.context());
    drop(registration);
    let _other: Vec<Vec<u64>> = (0..64).map(|_| vec![0x4141_4141_4141_4141; 40]).collect();
    assert!(spent_slot::acquire(drops.clone()).is_err());
    unsafe { given.destroy() };
    assert!(spent_slot::acquire(drops).is_ok());
}

// 73: a refused call drops nothing

/// Notes the thread that it is dropped on.
struct Thread(Arc<Mutex<Vec<ThreadId>>>);

impl Drop for Thread {
    fn drop(&mut self) {
        self.0.lock().unwrap().push(thread::current().id());
    }
}

#[callback(threads, fail = -1)]
fn noted(value: c_int, #[context] state: &mut (Thread, Drops)) -> c_int {
    run_inside();
    value + state.1.get() as c_int
}

#[callback(threads, fail = -1)]
fn of_another_kind(value: c_int, #[context] state: &mut u64) -> c_int {
    *state as c_int + value
}

macro_rules! refused_last {
    ($test:ident, $owner:ident) => {
        /// A refused call is the last one that leaves.
        #[test]
        fn $test() {
            callback_tests::keep_reports();
            let dropped = Arc::default();
            let registration = noted::$owner((Thread(Arc::clone(&dropped)), Drops::default()));
            let ((enter, entered), (go, gone), (calls, call)) = (channel::<()>(), channel::<()>(), channel());
            let hook = Mutex::new((enter, gone));
            registration.notify(move || {
                let (enter, gone) = &*hook.lock().unwrap();
                enter.send(()).unwrap();
                gone.recv_timeout(Duration::from_secs(20)).unwrap();
            });
            let (shim, number): (hostile_fn, _) = (registration.shim(), registration.context().expose_provenance());
            inside(move || {
                // From inside of one call another one is refused, and stays at its hook.
                calls.send(thread::spawn(move || unsafe { peer::hostile_forge(shim, number, 1) })).unwrap();
                entered.recv_timeout(Duration::from_secs(20)).unwrap();
                drop(registration);
            });
            assert_eq!(unsafe { peer::hostile_forge(shim, number, 1) }, 1);
            assert_eq!(*dropped.lock().unwrap(), [thread::current().id()], "by the call that was let in");
            go.send(()).unwrap();
            assert_eq!(call.recv().unwrap().join().unwrap(), -1);
            assert_eq!((dropped.lock().unwrap().len(), live_contexts(name!(noted))), (1, 0));
        }
    };
}

refused_last!(s73_refused_call_does_not_drop_a_shared_context, share);

#[callback(threads, fail = -1)]
fn noted_beside(value: c_int, #[context] _state: &mut (Thread, Drops)) -> c_int {
    value
}

/// A call of another callback while the context is closed does not drop it.
#[test]
fn s73_call_of_another_kind_beside_the_close() {
    callback_tests::keep_reports();
    let dropped: Arc<Mutex<Vec<ThreadId>>> = Arc::default();
    let other = of_another_kind::own(0);
    let (shim, number, stop): (hostile_fn, _, _) = (other.shim(), AtomicUsize::new(0), AtomicBool::new(false));
    let (calls, rounds) = (AtomicUsize::new(0), if cfg!(debug_assertions) { 500 } else { 5_000 });
    let mut waited_long = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                assert_eq!(unsafe { peer::hostile_forge(shim, number.load(Ordering::SeqCst), 1) }, -1);
                calls.fetch_add(1, Ordering::SeqCst);
            }
        });
        for round in 0..rounds {
            let registration = noted_beside::own((Thread(Arc::clone(&dropped)), Drops::default()));
            number.store(registration.context().addr(), Ordering::SeqCst);
            // The next calls have this number, so that one of them is just being refused in many of the rounds.
            let seen = calls.load(Ordering::SeqCst);
            while calls.load(Ordering::SeqCst) < seen + 2 {
                thread::yield_now();
            }
            (0..round % 64).for_each(|_| std::hint::spin_loop());
            let start = Instant::now();
            drop(registration);
            // Who closes waits for a refused call, but not for ever: its thread may be stopped there.
            waited_long += usize::from(start.elapsed() > Duration::from_millis(10));
        }
        stop.store(true, Ordering::Relaxed);
    });
    let dropped = dropped.lock().unwrap();
    assert_eq!((dropped.len(), live_contexts(name!(noted_beside))), (rounds, 0));
    let elsewhere = dropped.iter().filter(|&&thread| thread != thread::current().id()).count();
    assert!(elsewhere <= waited_long, "{elsewhere} of {rounds} were dropped by refused calls");
    reported(name!(of_another_kind));
}

// 75: a failure is reported, once, while its context is given up

#[callback(threads, ok = 0, err = -1)]
fn given_up(value: c_int, #[context] _state: &Drops) -> Result<(), c_int> {
    if value == 0 { Ok(()) } else { Err(value) }
}

#[callback(threads, fail = -1)]
fn panics_given_up(value: c_int, #[context] _state: &Drops) -> c_int {
    std::panic::resume_unwind(Box::new(value))
}

#[test]
fn s75_failure_of_a_context_that_is_being_given_up_is_reported_once() {
    callback_tests::keep_reports();
    for _ in 0..if cfg!(debug_assertions) { 1_000 } else { 50_000 } {
        let registration = panics_given_up::share(Drops::default());
        let (shim, number): (hostile_fn, _) = (registration.shim(), registration.context().expose_provenance());
        let given = Given(registration.destroy(), registration.context());
        let start = Arc::new(Barrier::new(2));
        let together = Arc::clone(&start);
        let call = thread::spawn(move || {
            together.wait();
            unsafe { peer::hostile_forge(shim, number, 1) }
        });
        start.wait();
        registration.into_context();
        assert_eq!(call.join().unwrap(), -1);
        assert_eq!(reported(name!(panics_given_up)).len(), 1);
        unsafe { given.destroy() };
        assert_eq!(reported(name!(panics_given_up)).len(), 0);
    }
}

// 76: the reason of a refusal is that of the refusal

#[callback(threads, ok = 0, err = -1, fail = -2, after = stop)]
fn one_by_one(value: c_int, #[context] calls: &mut c_int) -> Result<(), c_int> {
    *calls += 1;
    Err(value)
}

#[test]
fn s76_call_after_a_failure_that_is_just_taken_is_no_failure_of_its_own() {
    let registration: Registration<one_by_one, Shared> = one_by_one::share(0);
    let (shim, number): (hostile_fn, _) = (registration.shim(), registration.context().expose_provenance());
    let done = AtomicBool::new(false);
    let calls = if cfg!(debug_assertions) { 20_000 } else { 1_000_000 };
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..calls {
                assert_ne!(unsafe { peer::hostile_forge(shim, number, 1) }, 0);
            }
            done.store(true, Ordering::SeqCst);
        });
        while !done.load(Ordering::SeqCst) {
            match registration.outcome() {
                None | Some(Outcome::Stopped(1)) => {}
                // The calls come one after the other.
                other => panic!("{other:?}"),
            }
        }
    });
}

// 80: a waiter is woken by the end of its context

#[callback(threads, fail = -1)]
fn consumed(value: c_int, #[context] _state: Drops) -> c_int {
    value
}

#[test]
fn s80_waiting_for_an_outcome_ends_with_the_context() {
    let within = |f: &mut dyn FnMut() -> bool| {
        let start = std::time::Instant::now();
        assert!(f() && start.elapsed() < Duration::from_secs(20));
    };
    // Before, and while it is waited for.
    let once = consumed::once(Drops::default());
    assert_eq!(unsafe { peer::hostile_forge(once.shim(), once.context().addr(), 4) }, 4);
    within(&mut || once.wait_outcome(Duration::MAX).is_none());
    let once = consumed::once(Drops::default());
    let (shim, number): (hostile_fn, _) = (once.shim(), once.context().addr());
    let call = thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        unsafe { peer::hostile_forge(shim, number, 4) }
    });
    within(&mut || once.wait_outcome(Duration::MAX).is_none());
    assert_eq!(call.join().unwrap(), 4);
    // Destroyed by C.
    let shared = shared_event::share(Drops::default());
    let given = Given(shared.destroy(), shared.context());
    let end = thread::spawn(move || {
        let given = given;
        thread::sleep(Duration::from_millis(20));
        unsafe { given.destroy() };
    });
    within(&mut || shared.wait_outcome(Duration::MAX).is_none());
    end.join().unwrap();
    // What a call has left before that is there.
    let failed = given_up::share(Drops::default());
    let given = Given(failed.destroy(), failed.context());
    assert_eq!(unsafe { peer::hostile_forge(failed.shim(), given.1.expose_provenance(), 3) }, -1);
    unsafe { given.destroy() };
    assert!(matches!(failed.wait_outcome(Duration::MAX), Some(Outcome::Stopped(3))));
    assert!(failed.wait_outcome(Duration::MAX).is_none());
}
