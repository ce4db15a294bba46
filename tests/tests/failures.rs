//! The calls after a failure: by owner, by kind of failure, and by `after`.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;
use std::ptr::null;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use callback_runtime::context::Embedded;
use callback_runtime::foreign::CBox;
use callback_runtime::report::{LostFailure, Report, set_answer_hook};
use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, Failed, Outcome, Reason, callback};
use callback_tests::hostile::c as hostile;
use callback_tests::{keep_reports, no_reports, panic_of, panic_text, reported, reports, sys, tables};

macro_rules! name {
    ($callback:ident) => {
        concat!("failures::", stringify!($callback))
    };
}

/// 0 is an answer, 1 an error, 2 a panic.
fn act(value: c_int) -> Result<(), String> {
    match value {
        0 => Ok(()),
        1 => Err("one".to_owned()),
        _ => std::panic::resume_unwind(Box::new("two")),
    }
}

/// Returns the C results for these values, one after the other.
fn answers<const N: usize>(f: sys::peer_int_fn, user: *mut c_void, values: [c_int; N]) -> [c_int; N] {
    values.map(|value| unsafe { sys::peer_call(f, value, user) })
}

fn stopped<S: std::fmt::Debug>(outcome: Option<Outcome<S>>) -> S {
    match outcome {
        Some(Outcome::Stopped(stop)) => stop,
        other => panic!("{other:?}"),
    }
}

fn refused<S: std::fmt::Debug>(outcome: Option<Outcome<S>>) -> Reason {
    match outcome {
        Some(Outcome::Refused(refused)) => refused.reason(),
        other => panic!("{other:?}"),
    }
}

fn panicked<S: std::fmt::Debug>(outcome: Option<Outcome<S>>) -> String {
    match outcome {
        Some(Outcome::Panicked(payload)) => panic_text(&*payload),
        other => panic!("{other:?}"),
    }
}

#[callback(ok = 0, err = -1, fail = -2)]
fn with_mut(value: c_int, #[context] calls: &mut c_int) -> Result<(), String> {
    *calls += 1;
    act(value)
}

#[callback(ok = 0, err = -1, fail = -2)]
fn with_ref(value: c_int, #[context] calls: &Cell<c_int>) -> Result<(), String> {
    calls.set(calls.get() + 1);
    act(value)
}

#[callback(ok = 0, err = -1, fail = -2)]
fn with_pointer(value: c_int, #[context] _calls: *mut c_int) -> Result<(), String> {
    act(value)
}

#[callback(threads, ok = 0, err = -1, fail = -2)]
fn with_threads(value: c_int, #[context] calls: &AtomicUsize) -> Result<(), String> {
    calls.fetch_add(1, Relaxed);
    act(value)
}

#[callback(ok = 0, err = -1, fail = -2)]
fn in_a_slot(value: c_int, #[context(pool = 2)] calls: &mut c_int) -> Result<(), String> {
    *calls += 1;
    act(value)
}

/// An error is an answer, a panic waits for the owner.
macro_rules! registered {
    ($test:ident, $registration:expr) => {
        #[test]
        fn $test() {
            no_reports(|| {
                let registration = $registration;
                let (f, user) = (registration.shim(), registration.context());
                assert_eq!(answers(f, user, [0, 1, 0, 1, 0]), [0, -1, 0, -1, 0]);
                assert_eq!(stopped(registration.outcome()), "one");
                assert!(registration.outcome().is_none(), "C was given the second one");
                assert_eq!(answers(f, user, [2, 0, 1]), [-2, -2, -2]);
                assert_eq!(panicked(registration.outcome()), "two");
                assert_eq!(answers(f, user, [0, 1]), [0, -1]);
            });
        }
    };
}

registered!(s60_an_error_is_an_answer_to_own, with_mut::own(0));
registered!(s60_an_error_is_an_answer_to_own_with_ref, with_ref::own(Cell::new(0)));
registered!(s60_an_error_is_an_answer_to_own_with_a_pointer, with_pointer::own(std::ptr::null_mut()));
registered!(s60_an_error_is_an_answer_to_a_handle, with_mut::own(0));
registered!(s60_an_error_is_an_answer_to_share, with_threads::share(AtomicUsize::new(0)));
registered!(s60_an_error_is_an_answer_to_a_handle_of_threads, with_threads::own(AtomicUsize::new(0)));

#[test]
fn s60_an_error_is_an_answer_to_a_slot() {
    let registration = in_a_slot::acquire(0).unwrap();
    let f: unsafe extern "C" fn(c_int) -> c_int = registration.shim();
    assert_eq!([0, 1, 0, 2, 0].map(|value| unsafe { f(value) }), [0, -1, 0, -2, -2]);
    assert_eq!(
        (panicked(registration.outcome()), stopped(registration.outcome())),
        ("two".to_owned(), "one".to_owned())
    );
    assert_eq!(unsafe { f(0) }, 0);
}

#[callback(continue = 0, break = 1)]
fn breaks(value: c_int, #[context] calls: &mut c_int) -> ControlFlow<c_int> {
    *calls += 1;
    if value == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(value) }
}

#[test]
fn s60_a_break_is_an_answer() {
    let registration = breaks::own(0);
    assert_eq!(answers(registration.shim(), registration.context(), [0, 7, 0, 8]), [0, 1, 0, 1]);
    assert_eq!(stopped(registration.outcome()), 7);
}

// Refusals

#[callback(fail = -1)]
fn reads(value: &c_int, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    *value
}

#[test]
fn s60_null_is_an_answer() {
    let registration = reads::own(0);
    let (f, user): (sys::peer_pointer_fn, _) = (registration.shim(), registration.context());
    let values: [*const c_int; 4] = [&3, null(), &4, null()];
    let (answers, reports) = reports(|| values.map(|value| unsafe { sys::peer_pointer(f, value.cast(), user) }));
    assert_eq!(answers, [3, -1, 4, -1]);
    assert_eq!(refused(registration.outcome()), Reason::Null);
    assert_eq!(reports.len(), 1, "the second one could not be kept");
}

thread_local! {
    static AGAIN: Cell<(sys::peer_int_fn, *mut c_void)> = const { Cell::new((None, std::ptr::null_mut())) };
}

#[callback(fail = -1)]
fn reenters(value: c_int, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    let (f, user) = AGAIN.get();
    if value == 1 { unsafe { sys::peer_call(f, 0, user) } } else { *calls }
}

#[test]
fn s60_a_call_into_itself_is_an_answer() {
    let registration = reenters::own(0);
    AGAIN.set((registration.shim(), registration.context()));
    assert_eq!(answers(registration.shim(), registration.context(), [1, 0, 0]), [-1, 2, 3]);
    assert_eq!(refused(registration.outcome()), Reason::Reentered);
}

#[callback(threads, fail = -1)]
fn overlaps(_value: c_int, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    std::hint::black_box((0..200).sum::<u64>());
    0
}

/// Of calls on four threads, and one after them.
fn overlapping(f: sys::peer_int_fn, user: *mut c_void) -> (c_int, c_int) {
    let refused = unsafe { hostile::hostile_threads(f, user, 4, 2_000) };
    (c_int::try_from(-refused).unwrap(), unsafe { sys::peer_call(f, 0, user) })
}

#[test]
fn s60_overlapping_calls_are_answered_and_end_nothing() {
    keep_reports();
    let (mut calls, mut refused) = (0, 0);
    let outcome = overlaps::scope(&mut calls, |cb| {
        let after;
        (refused, after) = overlapping(cb.shim(), cb.context());
        after
    });
    assert_eq!(calls + refused, 8_001, "each ran or was refused");
    assert!(outcome == Ok(0) && refused == 0 || outcome.unwrap_err().reason() == Reason::Reentered);
    let registration = overlaps::own(0);
    assert_eq!(overlapping(registration.shim(), registration.context()).1, 0);
    let registration = overlaps::share(0);
    assert_eq!(overlapping(registration.shim(), registration.context()).1, 0);
    drop(registration);
    reported(name!(overlaps));
}

/// The function of one and the context of another.
#[test]
fn s60_a_context_of_another_is_an_answer() {
    let (one, other) = (with_mut::own(0), with_ref::own(Cell::new(0)));
    let (_, reports) = reports(|| {
        assert_eq!(answers(one.shim(), other.context(), [0, 0]), [-2, -2]);
    });
    assert_eq!(reports.len(), 2);
    assert_eq!(answers(other.shim(), other.context(), [0, 1]), [0, -1]);
    assert_eq!(stopped(other.outcome()), "one");
    assert!(matches!(refused(other.outcome()), Reason::ContextOf(_)));
    assert!(one.outcome().is_none());
}

// One outcome after the other

#[callback(ok = 0, err = -1, fail = -2)]
fn keeps_three(value: Option<&c_int>, text: &c_int, #[context] _state: &()) -> Result<(), String> {
    act(*value.unwrap_or(text))
}

#[test]
fn s60_outcomes_are_taken_one_by_one() {
    let registration = keeps_three::own(());
    let told = std::sync::Arc::new(AtomicUsize::new(0));
    let counted = told.clone();
    registration.notify(move || {
        counted.fetch_add(1, Relaxed);
    });
    let f: unsafe extern "C" fn(*const c_int, *const c_int, *mut c_void) -> c_int = registration.shim();
    let call = |text: *const c_int| unsafe { f(null(), text, registration.context()) };
    no_reports(|| {
        assert_eq!([call(null()), call(&1), call(&0), call(&2), call(&0)], [-2, -1, 0, -2, -2]);
        assert_eq!(told.load(Relaxed), 3);
        assert_eq!(panicked(registration.outcome()), "two");
        assert_eq!(call(&0), 0, "only the panic kept calls out");
        assert_eq!(stopped(registration.outcome()), "one");
        assert_eq!(refused(registration.outcome()), Reason::Null);
        assert!(registration.outcome().is_none());
    });
}

// C alone owns it

/// An object of C, which ends the context.
mod owned_by_c {
    use super::*;

    #[callback]
    unsafe extern "C" {
        type Source;
        #[callback(free = declare_source_free)]
        safe fn declare_source_new() -> CBox<Source>;
        unsafe fn declare_source_free(source: *mut Source);
        safe fn declare_emit(source: &Source, value: c_int) -> c_int;

        #[link_name = "declare_attach"]
        #[callback(fails = never)]
        safe fn attach_mut(
            source: &Source,
            fail: c_int,
            #[callback(retained, ok = 0, err = -1, fail = -2)] f: fn(c_int, #[context] _: _) -> Result<(), String>,
            #[context(f)] _: *mut c_void,
            #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int;

        #[link_name = "declare_attach"]
        #[callback(fails = never)]
        safe fn attach_shared(
            source: &Source,
            fail: c_int,
            #[callback(retained, shared, ok = 0, err = -1, fail = -2)] f: fn(
                c_int,
                #[context] _: _,
            ) -> Result<(), String>,
            #[context(f)] _: *mut c_void,
            #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int;

        #[link_name = "declare_attach"]
        #[callback(fails = never)]
        safe fn attach_going_on(
            source: &Source,
            fail: c_int,
            #[callback(retained, ok = 0, err = -1, fail = -2, after(panic = continue))] f: fn(
                c_int,
                #[context] _: _,
            )
                -> Result<(), String>,
            #[context(f)] _: *mut c_void,
            #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int;

        #[link_name = "declare_attach"]
        #[callback(fails = never)]
        safe fn attach_stopping(
            source: &Source,
            fail: c_int,
            #[callback(retained, shared, ok = 0, err = -1, fail = -2, after = stop)] f: fn(
                c_int,
                #[context] _: _,
            )
                -> Result<(), String>,
            #[context(f)] _: *mut c_void,
            #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int;

        #[link_name = "declare_attach"]
        #[callback(fails = never)]
        safe fn attach_break(
            source: &Source,
            fail: c_int,
            #[callback(retained, continue = 0, break = 1)] f: fn(c_int, #[context] _: _) -> ControlFlow<()>,
            #[context(f)] _: *mut c_void,
            #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int;
    }

    /// Returns the C result and the number of reports.
    fn emitted(attach: impl FnOnce(&Source), values: [c_int; 6]) -> ([c_int; 6], usize) {
        let (answers, reports) = reports(|| {
            let source = declare_source_new();
            attach(&source);
            values.map(|value| declare_emit(&source, value))
        });
        (answers, reports.len())
    }

    const VALUES: [c_int; 6] = [0, 1, 0, 2, 0, 1];

    #[test]
    fn s60_an_error_of_a_closure_of_c_is_an_answer() {
        let all = emitted(|source| _ = attach_mut(source, 0, act), [0, 1, 0, 1, 1, 0]);
        assert_eq!(all, ([0, -1, 0, -1, -1, 0], 0));
    }

    #[test]
    fn s60_a_panic_poisons_a_closure_with_mut() {
        assert_eq!(emitted(|source| _ = attach_mut(source, 0, act), VALUES), ([0, -1, 0, -2, -2, -2], 1));
    }

    #[test]
    fn s60_a_panic_of_a_shared_closure_ends_its_call_alone() {
        assert_eq!(emitted(|source| _ = attach_shared(source, 0, act), VALUES), ([0, -1, 0, -2, 0, -1], 1));
    }

    #[test]
    fn s60_after_a_panic_calls_go_on_where_the_author_says_so() {
        assert_eq!(emitted(|source| _ = attach_going_on(source, 0, act), VALUES), ([0, -1, 0, -2, 0, -1], 1));
    }

    /// Nobody can take it, so that it ends for good.
    #[test]
    fn s60_after_stop_an_error_ends_a_closure_of_c() {
        let all = emitted(|source| _ = attach_stopping(source, 0, act), VALUES);
        assert_eq!(all, ([0, -1, -2, -2, -2, -2], 1));
    }

    #[test]
    fn s60_a_break_of_a_closure_of_c_is_an_answer() {
        let each = |value| if value == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        assert_eq!(emitted(|source| _ = attach_break(source, 0, each), [0, 1, 0, 1, 0, 0]), ([0, 1, 0, 1, 0, 0], 0));
    }
}

/// A failure from before C was given the context for good.
#[test]
fn s60_giving_a_context_away_lets_calls_run() {
    let registration = with_ref::own(Cell::new(0));
    let (f, user) = (registration.shim(), registration.context());
    let destroy: unsafe extern "C" fn(*mut c_void) = registration.destroy();
    assert_eq!(answers(f, user, [2, 0]), [-2, -2], "its owner could take it");
    let (_, left) = reports(|| registration.into_context());
    let (all, later) = reports(|| answers(f, user, [0, 2, 0]));
    assert_eq!((all, left.len(), later.len()), ([0, -2, 0], 1, 1));
    unsafe { destroy(user) };

    let registration = with_mut::own(0);
    let (f, user) = (registration.shim(), registration.context());
    let destroy: unsafe extern "C" fn(*mut c_void) = registration.destroy();
    assert_eq!(answers(f, user, [2, 0]), [-2, -2]);
    let (_, left) = reports(|| registration.into_context());
    assert_eq!(no_reports(|| answers(f, user, [0, 0])), [-2, -2], "what the panic left behind is seen by no call");
    assert_eq!(left.len(), 1);
    unsafe { destroy(user) };
}

/// A refusal is reported, as nobody can take it, and ends nothing.
#[test]
fn s60_null_to_a_context_of_c_is_reported() {
    let registration = reads::own(0);
    let (f, user): (sys::peer_pointer_fn, _) = (registration.shim(), registration.context());
    let destroy: unsafe extern "C" fn(*mut c_void) = registration.destroy();
    registration.into_context();
    let values: [*const c_int; 4] = [&3, null(), &4, null()];
    let (answers, reports) = reports(|| values.map(|value| unsafe { sys::peer_pointer(f, value.cast(), user) }));
    assert_eq!((answers, reports.len()), ([3, -1, 4, -1], 2));
    unsafe { destroy(user) };
}

/// An object in C's hands, with a table.
mod objects {
    use super::*;

    struct Device;

    #[callback(table = tables::driver, context(embedded = tables::device), fail = -2)]
    impl Device {
        #[callback(err = -1, after(panic = continue))]
        fn value(&mut self, add: c_int) -> Result<c_int, String> {
            act(add)?;
            Ok(0)
        }

        #[callback]
        fn close(self) {}
    }

    #[test]
    fn s60_an_error_of_an_object_is_an_answer() {
        let base = tables::device { driver: device::Table::table(), opened: 0 };
        let object: Embedded<_, _> = device::Table::embed(base, Device);
        let call = |value| unsafe { tables::device_value(object.as_ptr(), value) };
        no_reports(|| {
            assert_eq!([0, 1, 0, 2, 0].map(call), [0, -1, 0, -1, 0]);
            assert_eq!(panicked(object.outcome()), "two");
            assert_eq!(stopped(object.outcome()), "one");
        });
        drop(object);
    }
}

/// `after` of a block, and of a method in it.
mod methods {
    use super::*;

    struct Client;

    #[callback(context = last, fail = -2, err = -1, ok = 0, after = stop)]
    impl Client {
        #[callback]
        fn stops(&self, value: c_int) -> Result<(), String> {
            act(value)
        }

        #[callback(after(err = continue))]
        fn goes_on(&self, value: c_int) -> Result<(), String> {
            act(value)
        }

        #[callback]
        fn plain(&self, value: c_int) -> c_int {
            value
        }

        #[callback]
        fn consumes(self, value: c_int) -> c_int {
            value
        }
    }

    #[test]
    fn s60_after_of_a_block_is_for_its_methods() {
        let stops = client::stops::own(Client);
        assert_eq!(answers(stops.shim(), stops.context(), [0, 1, 0]), [0, -1, -2]);
        assert_eq!(stopped(stops.outcome()), "one");
        assert_eq!(answers(stops.shim(), stops.context(), [0]), [0]);
        let goes_on = client::goes_on::own(Client);
        assert_eq!(answers(goes_on.shim(), goes_on.context(), [0, 1, 0, 2, 0]), [0, -1, 0, -2, -2]);
        let plain = client::plain::own(Client);
        assert_eq!(answers(plain.shim(), plain.context(), [3]), [3]);
        let once = client::consumes::once(Client);
        assert_eq!(answers(once.shim(), once.context(), [4]), [4]);
        reports(|| drop((goes_on, stops)));
    }
}

// Scopes

#[callback(ok = 0, err = code, fail = -2)]
fn computed(value: c_int, #[context] calls: &mut c_int) -> Result<(), String> {
    *calls += 1;
    act(value)
}

#[allow(clippy::ptr_arg, reason = "the type of the error")]
fn code(error: &String) -> c_int {
    -10 - c_int::try_from(error.len()).unwrap()
}

#[callback(ok = 0, err = code, fail = -2, after = stop)]
fn computed_stop(value: c_int, #[context] _calls: &mut c_int) -> Result<(), String> {
    act(value)
}

#[callback(ok = 0, err = -1, fail = -2, after = continue)]
fn goes_on(value: c_int, #[context] _calls: &mut c_int) -> Result<(), String> {
    act(value)
}

/// Returns the outcome of a scope, and the C result.
macro_rules! scoped {
    ($callback:ident, $values:expr) => {{
        let (mut calls, mut all) = (0, [9; 4]);
        let outcome = $callback::scope(&mut calls, |cb| all = answers(cb.shim(), cb.context(), $values));
        (outcome, all)
    }};
}

#[test]
fn s60_a_scope_ends_with_an_error_that_is_no_answer() {
    let one = || Err(Failed::Err("one".to_owned()));
    assert_eq!(scoped!(with_mut, [0, 1, 0, 1]), (one(), [0, -1, -2, -2]));
    assert_eq!(no_reports(|| scoped!(computed, [0, 1, 0, 1])), (one(), [0, -13, 0, -13]));
    assert_eq!(scoped!(computed_stop, [0, 1, 0, 1]), (one(), [0, -13, -2, -2]));
    assert_eq!(no_reports(|| scoped!(goes_on, [0, 1, 0, 1])), (one(), [0, -1, 0, -1]));
}

#[test]
fn s60_a_scope_goes_on_after_a_panic_where_the_author_says_so() {
    let mut all = [9; 4];
    let text =
        no_reports(|| panic_of(|| goes_on::scope(&mut 0, |cb| all = answers(cb.shim(), cb.context(), [0, 2, 0, 0]))));
    assert_eq!((text.as_str(), all), ("two", [0, -2, 0, 0]));
}

#[callback(returns = (), on_fail = |error| note(place, error))]
fn tells(value: c_int, place: *mut c_int, #[context] _calls: &mut c_int) -> Result<(), String> {
    act(value)
}

fn note(place: *mut c_int, error: Option<&String>) {
    unsafe { *place = error.map_or(-2, code) };
}

/// C has the error by `on_fail`.
#[test]
fn s60_an_error_by_on_fail_is_an_answer() {
    let mut places = [9; 3];
    let outcome = tells::scope(&mut 0, |cb| {
        let f: unsafe extern "C" fn(c_int, *mut c_int, *mut c_void) = cb.shim();
        for (value, place) in [1, 0, 1].into_iter().zip(&mut places) {
            unsafe { f(value, place, cb.context()) };
        }
    });
    assert_eq!((outcome, places), (Err(Failed::Err("one".to_owned())), [-13, 9, -13]));
    let registration = tells::own(0);
    let f: unsafe extern "C" fn(c_int, *mut c_int, *mut c_void) = registration.shim();
    no_reports(|| {
        for place in &mut places {
            unsafe { f(1, place, registration.context()) };
        }
        drop(registration);
    });
    assert_eq!(places, [-13; 3]);
}

/// The main loop is one call of C: what is taken meanwhile is not handed back.
#[test]
fn s60_a_scope_hands_out_what_is_pending() {
    let mut calls = 0;
    let handed = with_mut::scope(&mut calls, |cb| {
        assert!(cb.outcome().is_none());
        assert_eq!(answers(cb.shim(), cb.context(), [1, 0]), [-1, -2]);
        assert_eq!(stopped(cb.outcome()), "one");
        assert_eq!(answers(cb.shim(), cb.context(), [0, 2, 0]), [0, -2, -2]);
        assert_eq!(panicked(cb.outcome()), "two");
        answers(cb.shim(), cb.context(), [0, 0])
    });
    assert_eq!((handed, calls), (Ok([0, 0]), 5));
}

#[callback]
fn without_error(value: c_int, #[context] _calls: &mut c_int) {
    act(value).unwrap();
}

#[test]
fn s60_outcomes_of_a_scope_have_the_type_of_its_callback() {
    let handed = with_mut::scope(&mut 0, |cb| {
        let other = cb.also::<without_error>();
        let f: unsafe extern "C" fn(c_int, *mut c_void) = other.shim();
        assert_eq!(answers(cb.shim(), cb.context(), [1]), [-1]);
        assert!(other.outcome().is_none(), "it is of another type");
        assert_eq!(stopped(cb.outcome()), "one");
        unsafe { f(2, cb.context()) };
        assert!(other.outcome().is_none());
        assert_eq!(panicked(cb.outcome()), "two");
    });
    assert_eq!(handed, Ok(()));
}

// Reports

static ANSWERS: Mutex<Vec<String>> = Mutex::new(vec![]);

#[callback(ok = 0, err = -1)]
fn asked(value: c_int) -> Result<(), String> {
    if value == 0 { Ok(()) } else { Err(value.to_string()) }
}

/// An answer is not reported, unless a hook asks for it.
#[test]
fn s60_answers_are_seen_by_the_hook_that_asks_for_them() {
    set_answer_hook(|answer: &Report<'_>| {
        if answer.callback() == name!(asked) {
            assert!(matches!(answer.loss(), LostFailure::Stopped("alloc::string::String")));
            ANSWERS.lock().unwrap().push(answer.to_string());
        }
    });
    no_reports(|| {
        let f: unsafe extern "C" fn(c_int) -> c_int = asked::shim();
        assert_eq!([0, 1, 0].map(|value| unsafe { f(value) }), [0, -1, 0]);
    });
    assert_eq!(ANSWERS.lock().unwrap().len(), 1);
}

/// The state of a context may be anything; the calls of one thread see it in order.
#[test]
fn s60_the_state_outlives_errors() {
    #[callback(err = -1)]
    fn append(value: c_int, #[context] seen: &RefCell<Vec<c_int>>) -> Result<c_int, ()> {
        if value < 0 {
            return Err(());
        }
        seen.borrow_mut().push(value);
        Ok(c_int::try_from(seen.borrow().len()).unwrap())
    }

    let registration = append::own(RefCell::default());
    assert_eq!(answers(registration.shim(), registration.context(), [5, -1, 6, -1, 7]), [1, -1, 2, -1, 3]);
}
