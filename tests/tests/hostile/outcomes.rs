//! Outcomes of registered callbacks: taken, awaited, notified at once, or reported if they are not taken.

use std::ffi::c_int;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::hostile::{FAILS_AND_DESTROYS, TAKES};
use callback_tests::{panic_of, panic_text, reported};

use crate::name;
use crate::peer;
use crate::support::{Counted, Drops, Peer};

#[callback(threads, ok = 0, err = -1, fail = -2)]
fn taken(value: c_int, #[context] calls: &mut c_int) -> Result<(), String> {
    *calls += 1;
    match value {
        0 => Ok(()),
        1 => Err("an error".to_owned()),
        _ => panic!("a panic"),
    }
}

macro_rules! taken {
    ($test:ident, $owner:ident) => {
        #[test]
        fn $test() {
            let c = Peer::new();
            let registration = taken::$owner(0);
            unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
            assert_eq!(unsafe { [c.emit(0), c.emit(1), c.emit(0), c.emit(1)] }, [0, -1, 0, -1]);
            let Some(Outcome::Stopped(error)) = registration.outcome() else { panic!("no error") };
            assert_eq!(error, "an error");
            assert!(registration.outcome().is_none(), "it is taken once");
            assert_eq!(unsafe { [c.emit(0), c.emit(2), c.emit(0)] }, [0, -2, -2]);
            let Some(Outcome::Panicked(payload)) = registration.outcome() else { panic!("no panic") };
            assert_eq!(panic_text(&*payload), "a panic");
            assert_eq!(unsafe { [c.emit(0), c.emit(2)] }, [0, -2]);
            assert_eq!(panic_of(|| registration.outcome().unwrap().resume()), "a panic");
            assert_eq!(unsafe { c.emit(0) }, 0);
        }
    };
}

taken!(s27_outcome_of_an_owned_context_is_taken, own);
taken!(s27_outcome_of_a_shared_context_is_taken, share);

#[callback(fail = -1)]
fn refuses(text: &str, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    text.len() as c_int
}

#[test]
fn s27_refused_argument_is_taken() {
    let registration = refuses::own(0);
    let shim: unsafe extern "C" fn(*const std::ffi::c_char, *mut std::ffi::c_void) -> c_int = registration.shim();
    unsafe {
        assert_eq!(shim(c"12345".as_ptr(), registration.context()), 5);
        assert_eq!(shim(std::ptr::null(), registration.context()), -1);
        assert_eq!(shim(c"12345".as_ptr(), registration.context()), 5, "a refusal is an answer");
    }
    let refused = registration.outcome().unwrap().resume().unwrap_err();
    assert_eq!((refused.reason(), refused.parameter()), (Reason::Null, Some("text")));
}

// 25: on a thread of C

#[callback(threads, ok = 0, err = -1)]
fn elsewhere(value: c_int, #[context] _calls: &mut c_int) -> Result<(), c_int> {
    if value == 7 {
        panic!("on a thread of C");
    }
    Err(value)
}

#[test]
fn s25_panic_on_a_thread_of_c_is_waited_for() {
    let c = Peer::new();
    for value in [7, 8] {
        let registration = elsewhere::own(0);
        assert!(registration.wait_outcome(Duration::ZERO).is_none());
        let (shim, context) = (registration.shim(), registration.context().addr());
        let caller = thread::spawn(move || {
            thread::sleep(Duration::from_millis(20));
            unsafe { peer::hostile_on_thread(shim, std::ptr::without_provenance_mut(context), value) }
        });
        match registration.wait_outcome(Duration::from_secs(20)) {
            Some(Outcome::Panicked(payload)) => {
                assert_eq!((panic_text(&*payload).as_str(), value), ("on a thread of C", 7))
            }
            Some(Outcome::Stopped(stop)) => assert_eq!((stop, value), (8, 8)),
            outcome => panic!("{outcome:?}"),
        }
        assert_eq!(caller.join().unwrap(), -1);
        let start = Instant::now();
        assert!(registration.wait_outcome(Duration::from_millis(20)).is_none());
        assert!(start.elapsed() >= Duration::from_millis(20));
    }
    drop(c);
}

#[callback(threads, fail = -1)]
fn told(value: c_int, #[context] _calls: &mut c_int) -> c_int {
    assert!(value == 0, "told");
    0
}

#[test]
fn s25_hook_is_told_once_on_the_thread_of_the_call() {
    let c = Peer::new();
    let registration = told::share(0);
    let (calls, other) = (Arc::new(AtomicUsize::new(0)), thread::current().id());
    let counted = calls.clone();
    registration.notify(move || {
        assert_ne!(thread::current().id(), other);
        counted.fetch_add(1, Ordering::SeqCst);
    });
    let call = |value| unsafe { peer::hostile_on_thread(registration.shim(), registration.context(), value) };
    assert_eq!([call(0), call(1), call(1), call(0)], [0, -1, -1, -1]);
    assert_eq!(calls.load(Ordering::SeqCst), 1, "the refused calls leave nothing more");
    assert!(registration.outcome().is_some());
    assert_eq!([call(0), call(1)], [0, -1]);
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    assert!(registration.outcome().is_some());
    drop(c);
    assert_eq!(reported(name!(told)), [""; 0]);
}

// 22: nobody looks

/// An error that C was given by its value is not lost; one for which there is no value is.
#[callback(returns = ())]
fn unanswered(_value: c_int, #[context] _state: &mut Counted) -> Result<(), Unseen> {
    Err(Unseen)
}

#[test]
fn s60_error_that_c_is_not_given_is_reported() {
    let drops = Drops::default();
    let registration = unanswered::own(drops.value());
    let shim: unsafe extern "C" fn(c_int, *mut std::ffi::c_void) = registration.shim();
    unsafe { shim(1, registration.context()) };
    drop(registration);
    let stopped = format!(
        "callback `{}` stopped with a `{}` that nobody takes",
        name!(unanswered),
        std::any::type_name::<Unseen>()
    );
    assert_eq!(reported(name!(unanswered)), [stopped]);
}

#[callback(ok = 0, err = -1)]
fn unseen(value: c_int, #[context] _state: &mut Counted) -> Result<(), Unseen> {
    match value {
        0 => Err(Unseen),
        _ => panic!("unseen"),
    }
}

#[derive(Debug)]
struct Unseen;

#[test]
fn s22_outcome_that_nobody_takes_is_reported() {
    let (c, drops) = (Peer::new(), Drops::default());
    let panicked = format!("callback `{}` panicked: unseen", name!(unseen));
    // C was given the error, and nothing is lost.
    for (value, report) in [(0, &[][..]), (1, &[panicked][..])] {
        // Dropped, closed, destroyed by the peer, or a handle.
        let registration = unseen::own(drops.value());
        unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
        assert_eq!(unsafe { c.emit(value) }, -1);
        assert_eq!(reported(name!(unseen)), [""; 0], "it may still be taken");
        drop(registration);
        assert_eq!(reported(name!(unseen)), report);

        let registration = unseen::own(drops.value());
        let destroy = registration.destroy();
        unsafe { c.register(registration.shim(), registration.into_context(), destroy, TAKES) };
        assert_eq!(unsafe { c.emit(value) }, -1);
        unsafe { peer::hostile_destroy(c.0) };
        assert_eq!(reported(name!(unseen)), report);

        let registration = unseen::own(drops.value());
        unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
        assert_eq!(unsafe { c.emit(value) }, -1);
        registration.close_and_wait().unwrap();
        assert_eq!(reported(name!(unseen)), report);
    }
    assert_eq!(drops.get(), 6);
    unsafe { peer::hostile_unregister(c.0) };
}

#[callback(threads, fail = -1)]
fn second(value: c_int, #[context] barrier: &std::sync::Barrier) -> c_int {
    barrier.wait();
    panic!("panic {value}")
}

#[test]
fn s25_panics_on_several_threads_are_kept_or_reported() {
    callback_tests::keep_reports();
    let registration = second::share(std::sync::Barrier::new(8));
    let sum = unsafe { peer::hostile_threads(registration.shim(), registration.context(), 8, 1) };
    assert_eq!(sum, -8);
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
    assert!(registration.outcome().is_none());
    assert_eq!(reported(name!(second)), [concat!("callback `", name!(second), "` panicked: panic 0"); 7]);
}

#[callback(fail = -1)]
fn once_panics(value: c_int, #[context] _state: Counted) -> c_int {
    panic!("once {value}")
}

#[test]
fn s22_panic_of_a_one_shot_is_kept_and_reported() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = once_panics::once(drops.value());
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    assert_eq!((unsafe { c.emit(1) }, drops.get()), (-1, 1));
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
    drop(registration);
    assert_eq!(reported(name!(once_panics)), [""; 0]);
    let registration = once_panics::once(drops.value());
    unsafe { c.register(registration.shim(), registration.into_context(), None, TAKES) };
    assert_eq!((unsafe { c.emit(2) }, drops.get()), (-1, 2));
    assert_eq!(reported(name!(once_panics)), [concat!("callback `", name!(once_panics), "` panicked: once 2")]);
    let never = once_panics::once(drops.value());
    unsafe { c.register(never.shim(), never.context(), never.destroy(), FAILS_AND_DESTROYS) };
    assert_eq!(drops.get(), 3);
}
