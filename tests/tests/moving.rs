//! Contexts that C uses on any thread, one call at a time.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;
use std::sync::Barrier;
use std::thread;

use callback_runtime::{Callback, Outcome, Reason, Subscription, callback};
use callback_tests::reports;

type Shim = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

unsafe extern "C" {
    fn moving_set(f: Option<Shim>, user: *mut c_void);
    fn moving_call(value: c_int) -> c_int;
    fn moving_call_elsewhere(value: c_int) -> c_int;
    fn moving_run(f: Shim, user: *mut c_void) -> c_int;
}

/// Not `Sync`: C never calls on two threads at once.
#[derive(Default)]
struct Seen {
    values: RefCell<Vec<c_int>>,
    inside: Cell<Option<fn(&Seen)>>,
}

#[callback(threads = moves, fail = -1)]
fn see(value: c_int, #[context] seen: &Seen) -> c_int {
    assert!(value != 13, "unlucky");
    seen.values.borrow_mut().push(value);
    if let Some(inside) = seen.inside.get() {
        inside(seen);
    }
    value
}

#[callback(threads = moves, fail = -1)]
fn count(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[callback]
unsafe extern "C" {
    /// Called by `moving_call`, on any thread.
    #[link_name = "moving_set"]
    safe fn moving_keep(
        #[callback(retained, shared, threads = moves, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    );
    #[link_name = "moving_run"]
    safe fn moving_each(
        #[callback(shared, threads = moves, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> c_int;
    #[link_name = "moving_run"]
    safe fn moving_some(
        #[callback(shared, threads = moves, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] _: *mut c_void,
    ) -> c_int;
}

struct Log(RefCell<Vec<c_int>>);

#[callback(threads = moves, context = last)]
impl Log {
    #[callback(fail = -1)]
    fn add(&self, value: c_int) -> c_int {
        self.0.borrow_mut().push(value);
        value
    }
}

fn sends<T: Send>(value: T) -> T {
    value
}

#[test]
fn s16_one_thread_after_the_other() {
    let registration = sends(see::own(Seen::default()));
    let shim: Shim = registration.shim();
    let context = registration.context() as usize;
    for value in 1..4 {
        // SAFETY: a registered context.
        let result = thread::spawn(move || unsafe { shim(value, context as *mut c_void) }).join().unwrap();
        assert_eq!(result, value);
    }
    // SAFETY: the same.
    assert_eq!(unsafe { shim(4, context as *mut c_void) }, 4);
    assert!(registration.outcome().is_none());
    // The owner is inside as a call is.
    let inside = registration.with(|seen| {
        // SAFETY: this call is refused.
        let refused = unsafe { shim(5, context as *mut c_void) };
        (seen.values.borrow().len(), refused, registration.with(|_| ()).is_err())
    });
    assert_eq!(inside, Ok((4, -1, true)));
    thread::spawn(move || drop(registration)).join().unwrap();
}

/// A call that overlaps another one, of another thread or of its own, is refused with its own reason, and ends nothing.
#[test]
fn s16_an_overlapping_call_is_refused() {
    static MEET: Barrier = Barrier::new(2);
    let seen = Seen {
        inside: Cell::new(Some(|_| {
            MEET.wait();
            MEET.wait();
        })),
        ..Seen::default()
    };
    let registration = see::own(seen);
    let shim: Shim = registration.shim();
    let context = registration.context() as usize;
    // SAFETY: a registered context.
    let other = thread::spawn(move || unsafe { shim(1, context as *mut c_void) });
    MEET.wait();
    // SAFETY: the same; this call is refused.
    assert_eq!(unsafe { shim(2, context as *mut c_void) }, -1);
    match registration.outcome() {
        Some(Outcome::Refused(refused)) => {
            assert_eq!(refused.reason(), Reason::Concurrent);
            assert!(
                refused.to_string().ends_with(
                    "`moving::see` was called while another call was inside, and C was to make one call at a time"
                ),
                "{refused}"
            );
        }
        other => panic!("{other:?}"),
    }
    MEET.wait();
    assert_eq!(other.join().unwrap(), 1);
}

#[test]
fn s16_a_reentrant_call_is_refused() {
    thread_local! { static CONTEXT: Cell<*mut c_void> = const { Cell::new(null_mut()) }; }
    let inside: fn(&Seen) = |seen| {
        let shim: Shim = see::shim();
        // SAFETY: the context of this call, which is refused.
        assert_eq!(unsafe { shim(2, CONTEXT.get()) }, -1);
        seen.inside.set(None);
    };
    let registration = see::own(Seen { inside: Cell::new(Some(inside)), ..Seen::default() });
    CONTEXT.set(registration.context());
    let shim: Shim = registration.shim();
    // SAFETY: a registered context.
    assert_eq!(unsafe { shim(1, registration.context()) }, 1);
    assert!(
        matches!(registration.outcome(), Some(Outcome::Refused(refused)) if refused.reason() == Reason::Concurrent)
    );
}

/// A context that is used by reference is not that of a callback with `&mut T`, nor the other way round.
#[test]
fn s16_contexts_do_not_mix() {
    #[callback(threads = moves, fail = -1)]
    fn shared(_: c_int, #[context] sum: &c_int) -> c_int {
        *sum
    }
    #[callback(threads, fail = -1)]
    fn synced(_: c_int, #[context] sum: &c_int) -> c_int {
        *sum
    }
    let registration = count::own(1);
    for shim in [shared::shim::<Shim>(), synced::shim::<Shim>()] {
        // SAFETY: a registered context.
        assert_eq!(unsafe { shim(2, registration.context()) }, -1);
        assert!(matches!(registration.outcome(), None | Some(Outcome::Refused(_))));
    }
    let registration = shared::own(1);
    for shim in [count::shim::<Shim>(), synced::shim::<Shim>()] {
        let (result, _) = reports(|| {
            // SAFETY: a registered context.
            unsafe { shim(2, registration.context()) }
        });
        assert_eq!(result, -1);
    }
    let shim: Shim = registration.shim();
    // SAFETY: a registered context.
    assert_eq!(unsafe { shim(2, registration.context()) }, 1);
}

#[test]
fn s16_a_scope_takes_the_context_by_mut() {
    let mut seen = Seen::default();
    let end = see::scope(&mut seen, |cb| {
        // SAFETY: C calls on another thread, and returns then.
        unsafe { moving_run(cb.shim(), cb.context()) }
    });
    assert_eq!(end.unwrap(), 6);
    assert_eq!(*seen.values.borrow(), [1, 2, 3]);
    let mut sum = 0;
    // SAFETY: the same.
    let end = count::scope(&mut sum, |cb| unsafe { moving_run(cb.shim(), cb.context()) });
    assert_eq!((end.unwrap(), sum), (1 + 3 + 6, 6));
    let mut log = Log(RefCell::default());
    // SAFETY: the same.
    let end = log::add::scope(&mut log, |cb| unsafe { moving_run(cb.shim(), cb.context()) });
    assert_eq!((end.unwrap(), log.0.into_inner()), (6, vec![1, 2, 3]));
}

#[test]
fn s16_closures_of_declared_functions() {
    let sum = Cell::new(0);
    let add = move |value| {
        sum.set(sum.get() + value);
        sum.get()
    };
    let subscription: Subscription<'static, _, _> = sends(moving_keep(add));
    // SAFETY: C has the closure.
    let results = unsafe { (moving_call(1), moving_call_elsewhere(2), moving_call(3)) };
    assert_eq!(results, (1, 3, 6));
    drop(subscription);
    // SAFETY: a late call, which is refused.
    assert_eq!(unsafe { moving_call_elsewhere(1) }, -1);

    let sum = Cell::new(0);
    let add = move |value| sum.replace(sum.get() + value);
    assert_eq!(moving_each(add).unwrap(), 1 + 3);
    let other = Cell::new(0);
    let boxed = Box::new(move |value| other.replace(other.get() + value));
    assert_eq!(moving_some(Some(boxed)).unwrap(), 1 + 3);
}

/// User data that is itself a Rust function is a reference to a function pointer.
#[test]
fn s16_a_function_as_user_data() {
    fn double(value: c_int) -> c_int {
        2 * value
    }

    #[callback(fail = -1)]
    fn apply(value: c_int, #[context] f: &fn(c_int) -> c_int) -> c_int {
        f(value)
    }

    #[callback(threads, fail = -1)]
    fn apply_dyn(value: c_int, #[context] f: &(dyn Fn(c_int) -> c_int + Sync + Send)) -> c_int {
        f(value)
    }

    let registration = apply::own(double as fn(c_int) -> c_int);
    let shim: Shim = registration.shim();
    // SAFETY: a registered context.
    assert_eq!(unsafe { shim(4, registration.context()) }, 8);
    let double: fn(c_int) -> c_int = double;
    // SAFETY: C calls on another thread: a call of one thread is refused, one with `threads` is not.
    let end = apply_dyn::scope(&double, |cb| unsafe { moving_run(cb.shim(), cb.context()) });
    assert_eq!(end.unwrap(), 12);
    // SAFETY: C forgets what it has.
    unsafe { moving_set(None, null_mut()) };
}
