//! Threads that C made: eight at once, one after the other, and while they end.

use std::cell::Cell;
use std::ffi::{c_int, c_long, c_void};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use callback_runtime::{Callback, Outcome, Reason, callback, live, set_report_hook};
use callback_tests::hostile::{TAKES, hostile_destroy_fn, hostile_fn};
use callback_tests::{live_contexts, reported};

use crate::name;
use crate::peer;
use crate::support::{Counted, Drops, Peer, Sum, inside, run_inside};

const CALLS: c_int = if cfg!(debug_assertions) { 2_000 } else { 100_000 };

#[callback(threads, fail = -1_000_000)]
fn shared(_value: c_int, #[context] count: &AtomicUsize) -> c_int {
    count.fetch_add(1, Ordering::Relaxed);
    1
}

macro_rules! shared {
    ($test:ident, $owner:ident) => {
        #[test]
        fn $test() {
            let registration = shared::$owner(AtomicUsize::new(0));
            let sum = unsafe { peer::hostile_threads(registration.shim(), registration.context(), 8, CALLS) };
            assert_eq!(sum, 8 * c_long::from(CALLS));
            assert!(registration.outcome().is_none());
            assert_eq!(unsafe { peer::hostile_on_thread(reads::shim(), registration.context(), 0) }, 8 * CALLS);
            registration.close_and_wait().unwrap();
        }
    };
}

#[callback(threads, fail = -1)]
fn reads(_value: c_int, #[context] count: &AtomicUsize) -> c_int {
    count.load(Ordering::Relaxed) as c_int
}

shared!(s21_eight_threads_share_an_owned_context, own);
shared!(s21_eight_threads_share_a_context, share);

/// Says how often it was let in, by what it wrote without atomics.
#[callback(threads, fail = 0)]
fn exclusive(_value: c_int, #[context] count: &mut (usize, [usize; 64])) -> c_int {
    count.0 += 1;
    for place in &mut count.1 {
        *place += 1;
    }
    1
}

macro_rules! exclusive {
    ($test:ident, $owner:ident) => {
        #[test]
        fn $test() {
            callback_tests::keep_reports();
            let registration = exclusive::$owner((0, [0; 64]));
            let (shim, context): (hostile_fn, _) = (registration.shim(), registration.context());
            let mut let_in = 0;
            for _ in 0..20 {
                let_in += unsafe { peer::hostile_threads(shim, context, 8, CALLS / 20) };
                // Whoever came while another was inside was refused, and so was all that followed.
                match registration.outcome() {
                    None => {}
                    Some(Outcome::Refused(refused)) => assert_eq!(refused.reason(), Reason::Reentered),
                    Some(outcome) => panic!("{outcome:?}"),
                }
            }
            let_in += unsafe { peer::hostile_threads(shim, context, 1, 1) };
            let sum = unsafe { peer::hostile_on_thread(exclusive_sum::shim(), context, 0) };
            assert_eq!(c_long::from(sum), let_in * 65, "each call that was let in is counted once");
            assert!(registration.outcome().is_none());
        }
    };
}

#[callback(threads, fail = -1)]
fn exclusive_sum(_value: c_int, #[context] count: &mut (usize, [usize; 64])) -> c_int {
    (count.0 + count.1.iter().sum::<usize>()) as c_int
}

exclusive!(s21_eight_threads_take_turns_at_an_owned_context, own);
exclusive!(s21_eight_threads_take_turns_at_a_shared_context, share);

#[callback(threads, fail = 0)]
fn races(_value: c_int, #[context] state: Counted) -> c_int {
    drop(state);
    1
}

#[test]
fn s10_one_of_eight_threads_consumes_a_one_shot() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    for round in 1..=100 {
        let registration = races::once(drops.value());
        let sum = unsafe { peer::hostile_threads(registration.shim(), registration.context(), 8, 2) };
        assert_eq!((sum, drops.get()), (1, round));
        drop(registration);
        assert_eq!(drops.get(), round);
    }
    reported(name!(races));
}

#[callback(threads, fail = -1)]
fn elsewhere(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s13_context_that_may_travel_is_dropped_where_c_destroys_it() {
    let drops = Drops::default();
    let registration = elsewhere::own(Sum::new(&drops));
    let destroy = registration.destroy();
    assert_eq!(unsafe { peer::hostile_on_thread(registration.shim(), registration.context(), 5) }, 5);
    unsafe { peer::hostile_destroy_on_thread(destroy, registration.into_context()) };
    assert_eq!((drops.get(), live_contexts(name!(elsewhere))), (1, 0));
    let registration = elsewhere::share(Sum::new(&drops));
    let destroy = registration.destroy();
    unsafe { peer::hostile_destroy_on_thread(destroy, registration.context()) };
    assert_eq!(drops.get(), 2);
    std::thread::spawn(move || drop(registration)).join().unwrap();
    assert_eq!(drops.get(), 2);
}

// 19: while a thread ends

thread_local! {
    static GONE: Cell<Option<Box<c_int>>> = const { Cell::new(None) };
}

#[callback(threads, ok = 1, err = -1)]
fn ends(value: c_int, #[context] state: &mut Sum) -> Result<(), c_int> {
    state.add(value);
    // A thread-local of the user's, which may be gone.
    let _ = GONE.try_with(|gone| gone.set(Some(Box::new(value))));
    if value < 0 { Err(value) } else { Ok(()) }
}

#[callback(threads, fail = -1)]
fn panics_at_the_end(_value: c_int, #[context] _state: &mut Sum) -> c_int {
    panic!("at the end")
}

#[test]
fn s19_callbacks_run_while_a_thread_ends() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    for registration in [ends::share(Sum::new(&drops)), ends::share(Sum::new(&drops))] {
        let answers = unsafe { peer::hostile_on_thread_exit(registration.shim(), registration.context(), 5) };
        assert_eq!(answers, 4);
        assert!(registration.outcome().is_none());
        // An error is kept on that thread too.
        let answers = unsafe { peer::hostile_on_thread_exit(registration.shim(), registration.context(), -5) };
        assert_eq!(answers, -4);
        assert!(matches!(registration.outcome(), Some(Outcome::Stopped(-5))));
    }
    let registration = panics_at_the_end::own(Sum::new(&drops));
    assert_eq!(unsafe { peer::hostile_on_thread_exit(registration.shim(), registration.context(), 5) }, -4);
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
    let context = registration.context();
    let shim: hostile_fn = registration.shim();
    registration.close_and_wait().unwrap();
    assert_eq!(unsafe { peer::hostile_on_thread_exit(shim, context, 5) }, -4, "a stale one is refused");
    assert_eq!((drops.get(), reported(name!(panics_at_the_end)).len()), (3, 5));
}

// 20: no lock is held while calling out

#[callback(fail = -1)]
fn calls_back(value: c_int, #[context] state: &Busy) -> c_int {
    let _ = state;
    run_inside();
    value
}

struct Busy {
    counted: Counted,
}

impl Drop for Busy {
    fn drop(&mut self) {
        let _ = &self.counted;
        everything();
    }
}

#[callback(fail = -1)]
fn other(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[callback(fail = -1)]
fn another(value: c_int, #[context(pool = 64)] state: &mut Sum) -> c_int {
    state.add(value)
}

/// Takes every lock that the runtime has.
fn everything() {
    let drops = Drops::default();
    assert!(!live().is_empty());
    let registrations =
        (other::own(Sum::new(&drops)), other::own(Sum::new(&drops)), another::acquire(Sum::new(&drops)));
    registrations.0.notify(|| {});
    assert!(registrations.1.wait_outcome(std::time::Duration::from_millis(1)).is_none());
    registrations.0.close_and_wait().unwrap();
    drop(registrations.1);
    registrations.2.unwrap().close_and_wait().unwrap();
    assert_eq!(drops.get(), 3);
}

/// A context whose calls nest.
struct Deep {
    number: AtomicUsize,
    _counted: Counted,
}

#[callback(threads, fail = -1_000)]
fn deep(depth: c_int, #[context] state: &Deep) -> c_int {
    let number = state.number.load(Ordering::Relaxed);
    if depth > 0 {
        return 1 + unsafe { peer::hostile_forge(deep::shim(), number, depth - 1) };
    }
    run_inside();
    0
}

/// Many more calls than the record of a thread has places for; the innermost one ends the context.
#[test]
fn s04_context_ends_inside_of_a_hundred_nested_calls() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let registration = deep::share(Deep { number: AtomicUsize::new(0), _counted: drops.value() });
    let number = registration.context().expose_provenance();
    registration.with(|state| state.number.store(number, Ordering::Relaxed)).unwrap();
    for _ in 0..2 {
        assert_eq!(unsafe { peer::hostile_forge(registration.shim(), number, 100) }, 100);
    }
    let seen = drops.clone();
    let shim = registration.shim();
    inside(move || {
        drop(registration);
        assert_eq!(unsafe { peer::hostile_forge(deep::shim(), number, 5) }, -1_000, "it is closed");
        assert_eq!(seen.get(), 0, "a hundred calls have it");
    });
    assert_eq!(unsafe { peer::hostile_forge(shim, number, 100) }, 100);
    assert_eq!(drops.get(), 1);
    assert_eq!(unsafe { peer::hostile_forge(shim, number, 100) }, -1_000);
}

#[test]
fn s20_no_lock_is_held_while_calling_out() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = calls_back::own(Busy { counted: drops.value() });
    unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
    // In the callback.
    inside(everything);
    assert_eq!(unsafe { c.emit(1) }, 1);
    // In the hook, which may take the outcome and set another hook.
    registration.notify(everything);
    inside(|| panic!("for the hook"));
    assert_eq!(unsafe { c.emit(1) }, -1);
    assert!(registration.outcome().is_some());
    // In the destructor of the context, under C's destroy notify.
    unsafe { peer::hostile_destroy(c.0) };
    assert_eq!(drops.get(), 1);
}

#[callback(fail = -1)]
fn replaces_hook(_value: c_int, #[context] _state: &mut Sum) -> c_int {
    panic!("for the hook")
}

#[test]
fn s20_hook_may_replace_itself_and_take_the_outcome() {
    use std::sync::{Arc, Mutex};
    let (c, drops) = (Peer::new(), Drops::default());
    // The hook has to be `Send`, which a registration of one thread is not.
    struct Only<T>(T);
    unsafe impl<T> Send for Only<T> {}
    impl<T> Only<T> {
        fn get(&self) -> &T {
            &self.0
        }
    }
    #[expect(clippy::arc_with_non_send_sync, reason = "the hook has to be `Send`, and `Only` says why it may")]
    let registration = Arc::new(replaces_hook::own(Sum::new(&drops)));
    let (seen, mine) = (Arc::new(AtomicUsize::new(0)), Mutex::new(Only(Arc::downgrade(&registration))));
    let counted = seen.clone();
    registration.notify(move || {
        let mine = mine.lock().unwrap().get().upgrade().unwrap();
        let counted = counted.clone();
        assert!(matches!(mine.outcome(), Some(Outcome::Panicked(_))));
        mine.notify(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
    });
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    assert_eq!(unsafe { [c.emit(1), c.emit(1)] }, [-1, -1]);
    assert_eq!(seen.load(Ordering::SeqCst), 1, "the second hook heard of the second panic");
    drop(registration);
    assert_eq!(drops.get(), 1);
    reported(name!(replaces_hook));
}

#[callback(fail = -1)]
fn reported_late(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

static LATE: std::sync::Mutex<Vec<(usize, c_int)>> = std::sync::Mutex::new(Vec::new());

#[test]
fn s20_report_hook_may_call_into_c_again() {
    // A hook of its own: other tests set theirs again, which is the same but for what it does here.
    fn hook(report: &callback_runtime::report::Report<'_>) {
        callback_tests::keep_report(report);
        let late = if report.callback() == name!(reported_late) { LATE.lock().unwrap().pop() } else { None };
        if let Some((context, value)) = late {
            let user = std::ptr::without_provenance_mut::<c_void>(context);
            assert_eq!(unsafe { peer::hostile_on_thread(reported_late::shim(), user, value) }, -1);
            everything();
        }
    }
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = reported_late::own(Sum::new(&drops));
    let context = registration.context();
    unsafe { c.register(registration.shim(), context, None, TAKES) };
    registration.close();
    LATE.lock().unwrap().extend([(context.addr(), 1), (context.addr(), 2)]);
    while !LATE.lock().unwrap().is_empty() {
        set_report_hook(hook);
        assert_eq!(unsafe { c.emit(1) }, -1);
    }
    callback_tests::keep_reports();
    reported(name!(reported_late));
}

// All that C may do with a number, on several threads, while contexts come and go

/// A value that finds out that it was dropped, or dropped twice.
struct Checked {
    word: AtomicUsize,
    _counted: Counted,
}

const LIVES: usize = 0x1234_5678;

impl Checked {
    fn check(&self) -> c_int {
        assert_eq!(self.word.load(Ordering::Relaxed), LIVES);
        1
    }
}

impl Drop for Checked {
    fn drop(&mut self) {
        assert_eq!(self.word.swap(0, Ordering::Relaxed), LIVES);
    }
}

#[callback(threads, fail = -1)]
fn meets(_value: c_int, #[context] state: &Checked) -> c_int {
    state.check()
}

#[callback(threads, fail = -1)]
fn meets_alone(_value: c_int, #[context] state: &mut Checked) -> c_int {
    state.check()
}

#[callback(threads, fail = -1)]
fn takes(_value: c_int, #[context] state: Checked) -> c_int {
    state.check()
}

/// Calls the right callback, one that is refused, a closing one, and destroy notifies with the numbers of contexts that come and go:
/// each value is dropped once, and no call meets the drop.
#[test]
fn s73_calls_and_ends_of_all_kinds_meet_contexts_that_come_and_go() {
    callback_tests::keep_reports();
    const ROUNDS: usize = if cfg!(debug_assertions) { 20_000 } else { 200_000 };
    let drops = Drops::default();
    let places = [const { AtomicUsize::new(0) }; 3];
    let over = AtomicBool::new(false);
    let (destroy, closes): (hostile_destroy_fn, hostile_fn) = {
        let first = meets::share(Checked { word: AtomicUsize::new(LIVES), _counted: drops.value() });
        (first.destroy(), first.also::<takes>().shim())
    };
    let (calls, refused): (hostile_fn, hostile_fn) = (meets::shim(), meets_alone::shim());
    std::thread::scope(|scope| {
        for thread in 0..3_usize {
            let (places, over) = (&places, &over);
            scope.spawn(move || {
                let mut turn = thread;
                while !over.load(Ordering::Relaxed) {
                    turn = turn.wrapping_mul(5).wrapping_add(3);
                    let place = &places[turn / 8 % 3];
                    let number = place.load(Ordering::Relaxed);
                    if number == 0 {
                        std::thread::yield_now();
                        continue;
                    }
                    // Not too many late calls, each of which is reported.
                    if turn / 512 % 4 == 0 {
                        place.store(0, Ordering::Relaxed);
                    }
                    let context = std::ptr::with_exposed_provenance_mut(number);
                    match turn / 64 % 8 {
                        0 => unsafe { destroy.unwrap()(context) },
                        1 => _ = unsafe { closes.unwrap()(1, context) },
                        2..4 => _ = unsafe { refused.unwrap()(1, context) },
                        _ => _ = unsafe { calls.unwrap()(1, context) },
                    }
                }
            });
        }
        for round in 0..ROUNDS {
            let registration = meets::share(Checked { word: AtomicUsize::new(LIVES), _counted: drops.value() });
            if round % 2 == 0 {
                let _ = registration.destroy::<hostile_destroy_fn>();
            }
            places[round % 3].store(registration.context().expose_provenance(), Ordering::Relaxed);
            match round % 5 {
                0 => drop(registration),
                1 => registration.close_and_wait().unwrap(),
                2 => {
                    registration.notify(|| {});
                    drop(registration.outcome());
                }
                3 => unsafe { destroy.unwrap()(registration.into_context()) },
                _ => registration.notify(std::thread::yield_now),
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    assert_eq!((drops.get(), live_contexts(name!(meets))), (ROUNDS + 1, 0));
    for callback in [name!(meets), name!(meets_alone), name!(takes)] {
        reported(callback);
    }
}
