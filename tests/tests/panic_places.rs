//! Panics that a binding takes: `panic = PATH`, `pending = PATH`.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::panic::resume_unwind;

use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, panic_of, reports, sys};

thread_local! {
    static LAST: RefCell<Option<Box<dyn Any + Send>>> = const { RefCell::new(None) };
}

fn keep(payload: Box<dyn Any + Send>) {
    LAST.replace(Some(payload));
}

fn is_kept() -> bool {
    LAST.with_borrow(Option::is_some)
}

/// Takes the number that a callback panicked with.
fn taken() -> Option<i32> {
    LAST.take().map(|payload| *payload.downcast().unwrap())
}

/// The rule of a binding: a panic is resumed after the C call.
fn after_call<R>(result: R) -> R {
    match LAST.take() {
        Some(payload) => resume_unwind(payload),
        None => result,
    }
}

fn fails(value: c_int) -> c_int {
    if value < 0 { resume_unwind(Box::new(value)) } else { value }
}

#[callback(fail = -100, panic = keep)]
fn alone(value: c_int) -> c_int {
    fails(value)
}

#[callback(fail = -100, panic = self::keep)]
fn counted(value: c_int, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    fails(value)
}

#[callback(fail = -100, panic = keep, pending = is_kept)]
fn skipped(value: c_int, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    fails(value)
}

type Shim = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

#[test]
fn without_a_context() {
    let call = |value| unsafe { sys::peer_plain(alone::shim(), value) };
    assert_eq!(no_reports(|| (call(-3), call(4))), (-100, 4));
    assert_eq!(taken(), Some(-3));
}

#[test]
fn in_a_scope() {
    let mut calls = 0;
    let answers = no_reports(|| {
        counted::scope(&mut calls, |cb| {
            let shim: Shim = cb.shim();
            [1, -2, 3].map(|value| unsafe { shim(value, cb.context()) })
        })
    });
    assert_eq!((answers.unwrap(), calls, taken()), ([1, -100, 3], 3, Some(-2)));
}

#[test]
fn a_pending_panic_leaves_out_the_calls_after_it() {
    let mut calls = 0;
    let answers = no_reports(|| {
        skipped::scope(&mut calls, |cb| {
            let shim: Shim = cb.shim();
            let call = |value| unsafe { shim(value, cb.context()) };
            let first = [call(1), call(-2), call(3)];
            assert_eq!(taken(), Some(-2));
            (first, call(4))
        })
    });
    assert_eq!((answers.unwrap(), calls), (([1, -100, -100], 4), 3));
}

#[test]
fn in_a_registration() {
    let registration = skipped::own(0);
    let shim: Shim = registration.shim();
    let call = |value| unsafe { shim(value, registration.context()) };
    assert_eq!(no_reports(|| [call(-1), call(2)]), [-100, -100]);
    assert!(registration.outcome().is_none());
    assert_eq!((taken(), call(2)), (Some(-1), 2));
    let other = counted::own(0);
    let shim: Shim = other.shim();
    assert_eq!(no_reports(|| unsafe { shim(-7, other.context()) }), -100);
    assert!(other.outcome().is_none());
    assert_eq!(taken(), Some(-7));
}

#[test]
fn of_a_context_that_c_owns() {
    let registration = skipped::own(0);
    let destroy: unsafe extern "C" fn(*mut c_void) = registration.destroy();
    let shim: Shim = registration.shim();
    let context = registration.into_context();
    assert_eq!(no_reports(|| unsafe { [shim(-1, context), shim(2, context)] }), [-100, -100]);
    assert_eq!(taken(), Some(-1));
    // The `&mut T` is not poisoned: the binding decides.
    assert_eq!(no_reports(|| unsafe { shim(3, context) }), 3);
    unsafe { destroy(context) };
}

#[test]
fn a_context_that_is_consumed_is_never_left_out() {
    #[callback(fail = -100, panic = keep, pending = is_kept)]
    fn consumes(value: c_int, #[context] dropped: Drops<'_>) -> c_int {
        let _ = dropped;
        fails(value)
    }

    struct Drops<'a>(&'a Cell<u32>);

    impl Drop for Drops<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }

    let drops = Cell::new(0);
    keep(Box::new(5));
    let answer = consumes::scope(Drops(&drops), |cb| {
        let shim: Shim = cb.shim();
        unsafe { shim(6, cb.context()) }
    });
    assert_eq!((answer.unwrap(), drops.get(), taken()), (6, 1, Some(5)));
}

struct State(u32);

#[callback(context = last, fail = -100, panic = keep, pending = is_kept)]
impl State {
    #[callback]
    fn first(&mut self, value: c_int) -> c_int {
        self.0 += 1;
        fails(value)
    }

    #[callback(panic = elsewhere)]
    fn second(&mut self, value: c_int) -> c_int {
        fails(value)
    }
}

fn elsewhere(payload: Box<dyn Any + Send>) {
    keep(Box::new(*payload.downcast::<c_int>().unwrap() * 10));
}

#[test]
fn of_a_whole_impl() {
    let mut state = State(0);
    let answers = no_reports(|| {
        state::first::scope(&mut state, |cb| {
            let (first, second): (Shim, Shim) = (cb.shim(), cb.also::<state::second>().shim());
            let call = |f: Shim, value| unsafe { f(value, cb.context()) };
            // The method has a place of its own, and nothing that leaves out calls.
            [call(first, -1), call(first, 2), call(second, 3), call(second, -4), call(first, 5)]
        })
    });
    assert_eq!((answers.unwrap(), state.0, taken()), ([-100, -100, 3, -100, -100], 1, Some(-40)));
}

#[callback(panic = keep, pending = is_kept, report = none)]
unsafe extern "C" {
    safe fn declare_stubborn(
        n: c_int,
        #[callback(fail = -1)] each: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(each)] _: *mut c_void,
    ) -> c_int;

    #[link_name = "declare_stubborn"]
    safe fn stubborn_resumed(
        n: c_int,
        #[callback(fail = -1, panic = elsewhere)] each: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(each)] _: *mut c_void,
    ) -> c_int;
}

#[test]
fn of_a_block_of_declarations() {
    let mut calls = 0;
    let text = no_reports(|| {
        panic_of(|| {
            after_call(declare_stubborn(5, |value| {
                calls += 1;
                assert!(value < 2, "two");
                value
            }))
        })
    });
    assert!(text.contains("two"), "{text}");
    assert_eq!(calls, 3);
    no_reports(|| stubborn_resumed(5, |value| fails(-value - 1))).unwrap();
    assert_eq!(taken(), Some(-50));
}

#[test]
fn a_place_that_panics_is_reported() {
    fn breaks(_: Box<dyn Any + Send>) {
        panic!("no place");
    }

    fn never_known() -> bool {
        panic!("not known")
    }

    #[callback(fail = -1, panic = breaks)]
    fn one(value: c_int) -> c_int {
        fails(value)
    }

    #[callback(fail = -1, panic = keep, pending = never_known)]
    fn two(value: c_int) -> c_int {
        value
    }

    let (answer, reports) = reports(|| unsafe { (sys::peer_plain(one::shim(), -1), sys::peer_plain(two::shim(), 2)) });
    assert_eq!((answer, reports.len(), taken()), ((-1, -1), 2, None));
}

#[test]
fn a_panic_that_is_taken_stops_c() {
    let (mut calls, stopped) = (0, Cell::new(0));
    let result = counted::scope(&mut calls, |cb| {
        cb.on_stop(|| stopped.set(stopped.get() + 1));
        let shim: Shim = cb.shim();
        unsafe { (shim(-1, cb.context()), shim(-2, cb.context())) }
    });
    assert_eq!((result.unwrap(), stopped.get(), taken()), ((-100, -100), 1, Some(-2)));
}
