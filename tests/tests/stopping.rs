//! Loops of C that a failure stops: `stop = EXPR`, and `Scope::on_stop`.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::SeqCst};
use std::thread;

use callback_runtime::foreign::CBox;
use callback_runtime::{Callback, Failed, Outcome, Reason, Scope, callback};
use callback_tests::{no_reports, panic_of, reports};

mod sys {
    use super::{Turns, c_int, c_void};

    pub type OnTurn = unsafe extern "C" fn(c_int, *mut c_void);

    unsafe extern "C" {
        pub fn loop_new() -> *mut Turns;
        pub fn loop_free(it: *mut Turns);
        pub fn loop_turns(it: *const Turns) -> c_int;
        pub fn loop_run(it: *const Turns, f: Option<OnTurn>, user: *mut c_void);
        pub fn loop_two(it: *const Turns, f: OnTurn, g: OnTurn, user: *mut c_void);
        pub fn loop_stop(it: *const Turns) -> c_int;
        pub fn loop_again(it: *const Turns);
        pub fn loop_run_again(it: *const Turns, f: OnTurn, user: *mut c_void);
        pub fn loop_threads(it: *const Turns, count: c_int, f: OnTurn, user: *mut c_void) -> c_int;
    }
}

#[callback]
unsafe extern "C" {
    type Turns;

    unsafe fn loop_free(it: *mut Turns);
    #[callback(free = loop_free)]
    safe fn loop_new() -> CBox<Turns>;
    safe fn loop_turns(it: &Turns) -> c_int;
    safe fn loop_stops(it: &Turns) -> c_int;
    #[must_use]
    safe fn loop_stop(it: &Turns) -> c_int;
    #[link_name = "loop_stop"]
    unsafe fn stop_at(it: *const Turns) -> c_int;

    safe fn loop_run(
        it: &Turns,
        #[callback(stop = loop_stop(it))] f: fn(turn: c_int, #[context] _: _) -> ControlFlow<&'static str>,
        #[context(f)] _: *mut c_void,
    );

    #[link_name = "loop_run"]
    safe fn run_result<E>(
        it: &Turns,
        #[callback(returns = (), stop = loop_stop(it))] f: fn(turn: c_int, #[context] _: _) -> Result<(), E>,
        #[context(f)] _: *mut c_void,
    );

    #[link_name = "loop_run"]
    safe fn run_at(
        it: *const Turns,
        #[callback(stop = unsafe { stop_at(it) })] f: fn(turn: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    #[link_name = "loop_run"]
    safe fn run_optional(
        it: &Turns,
        #[callback(stop = loop_stop(it))] f: Option<fn(turn: c_int, #[context] _: _) -> ControlFlow<()>>,
        #[context(f)] _: *mut c_void,
    );

    #[link_name = "loop_run"]
    safe fn run_once(
        it: &Turns,
        #[callback(once, stop = loop_stop(it))] f: fn(turn: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn loop_numbers(
        it: &Turns,
        #[callback(err = -1, stop = { let _ = loop_stop(it); })] f: fn(
            turn: c_int,
            #[context] _: _,
        ) -> Result<c_int, String>,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    #[link_name = "loop_numbers"]
    safe fn numbers_answered(
        it: &Turns,
        #[callback(ok = 0, err = -1, after(err = continue), stop = loop_stop(it))] f: fn(
            turn: c_int,
            #[context] _: _,
        ) -> Result<(), String>,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    #[link_name = "loop_numbers"]
    safe fn numbers_aborting(
        it: &Turns,
        #[callback(panic = abort, continue = 0, break = 1, stop = loop_stop(it))] f: fn(
            turn: c_int,
            #[context] _: _,
        ) -> ControlFlow<()>,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    safe fn loop_minimize(
        it: &Turns,
        #[callback(fail = f64::NAN, stop = loop_stop(it))] f: fn(x: f64, #[context] _: _) -> f64,
        #[context(f)] _: *mut c_void,
    ) -> f64;

    safe fn loop_two(
        it: &Turns,
        #[callback(stop = loop_stop(it))] first: fn(turn: c_int, #[context] _: _),
        #[callback(returns = ())] second: fn(turn: c_int, #[context] _: _) -> Result<(), String>,
        #[context(first, second)] _: *mut c_void,
    );

    safe fn loop_both(
        it: &Turns,
        #[callback(stop = loop_stop(it))] f: fn(turn: c_int, #[context] _: _) -> ControlFlow<c_int>,
        #[context(f)] _: *mut c_void,
        #[callback(stop = loop_stop(it))] g: fn(turn: c_int, #[context] _: _) -> ControlFlow<c_int>,
        #[context(g)] _: *mut c_void,
    );

    safe fn loop_alone(it: &Turns, #[callback(stop = loop_stop(it))] f: fn(turn: c_int) -> ControlFlow<c_int>);

    safe fn loop_threads(
        it: *const Turns,
        count: c_int,
        #[callback(threads, shared, stop = unsafe { stop_at(it) })] f: fn(turn: c_int, #[context] _: _),
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    safe fn body_runs(it: &Turns, #[callback(stop = loop_stop(it))] f: fn(turn: c_int, #[context] _: _)) {
        sys::loop_run(it, Some(f.shim()), f.context())
    }

    safe fn body_makes(f: fn(turn: c_int, #[context] _: _)) -> c_int {
        let it = sys::loop_new();
        f.on_stop(move || sys::loop_stop(it));
        sys::loop_run(it, Some(f.shim()), f.context());
        let turns = sys::loop_turns(it);
        sys::loop_free(it);
        turns
    }

    safe fn body_of_two(
        it: &Turns,
        first: fn(turn: c_int, #[context] _: _),
        second: fn(turn: c_int, #[context] _: _),
        #[context(first, second)] user: *mut c_void,
    ) {
        second.on_stop(move || sys::loop_stop(it));
        sys::loop_two(it, first.shim(), second.shim(), user)
    }
}

/// Returns the error of a callback.
fn error<R: std::fmt::Debug, E: std::fmt::Debug>(result: Result<R, Failed<E>>) -> E {
    match result {
        Err(Failed::Err(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn s60_a_break_stops_a_loop_without_an_end() {
    let it = loop_new();
    let ended = no_reports(|| {
        loop_run(&it, |turn| if turn == 3 { ControlFlow::Break("third") } else { ControlFlow::Continue(()) })
    });
    assert_eq!(ended, Ok(ControlFlow::Break("third")));
    assert_eq!((loop_turns(&it), loop_stops(&it)), (4, 1));
}

#[test]
fn s60_an_error_stops_a_loop() {
    let it = loop_new();
    let failed = no_reports(|| run_result(&it, |turn| if turn == 2 { Err(turn) } else { Ok(()) }));
    assert_eq!((error(failed), loop_turns(&it), loop_stops(&it)), (2, 3, 1));
    let failed = loop_numbers(&it, |turn| if turn < 5 { Ok(turn) } else { Err("five".to_owned()) });
    assert_eq!((error(failed), loop_turns(&it), loop_stops(&it)), ("five".to_owned(), 6, 2));
}

#[test]
fn s60_a_panic_stops_a_loop() {
    let it = loop_new();
    let text = no_reports(|| panic_of(|| run_at(&raw const *it, |turn| assert!(turn < 3, "third turn"))));
    assert_eq!((&*text, loop_turns(&it), loop_stops(&it)), ("third turn", 4, 1));
    let text = panic_of(|| loop_minimize(&it, |x| if x > 1.0 { x } else { panic!("small") }));
    assert_eq!((&*text, loop_stops(&it)), ("small", 2));
    assert!(loop_turns(&it) < 10);
}

#[test]
fn s60_a_call_that_is_refused_stops_a_loop() {
    let it = loop_new();
    // The second turn is one too many.
    let refused = no_reports(|| run_once(&it, |_| {})).unwrap_err();
    assert_eq!((refused.reason(), loop_turns(&it), loop_stops(&it)), (Reason::Consumed, 3, 1));
}

#[test]
fn a_loop_that_succeeds_is_not_stopped() {
    let it = loop_new();
    let result = run_result::<()>(&it, |turn| {
        if turn == 9 {
            assert_eq!(loop_stop(&it), -1);
        }
        Ok(())
    });
    result.unwrap();
    assert_eq!((loop_turns(&it), loop_stops(&it)), (10, 1));
}

#[test]
fn an_absent_callback_has_nothing_to_stop() {
    let it = loop_new();
    assert_eq!(run_optional(&it, None), Ok(ControlFlow::Continue(())));
    assert_eq!((loop_turns(&it), loop_stops(&it)), (2, 1));
    let mut f = |_| ControlFlow::Break(());
    assert_eq!(run_optional(&it, Some(&mut f)), Ok(ControlFlow::Break(())));
    assert_eq!((loop_turns(&it), loop_stops(&it)), (2, 2));
}

#[test]
fn a_failure_that_is_an_answer_stops_nothing() {
    let it = loop_new();
    let failed = numbers_answered(&it, |turn| match turn {
        1 => Err("answered".to_owned()),
        5 => {
            let _ = loop_stop(&it);
            Ok(())
        }
        _ => Ok(()),
    });
    assert_eq!(error(failed), "answered");
    assert_eq!((loop_turns(&it), loop_stops(&it)), (6, 1));
}

#[test]
fn a_callback_that_aborts_is_stopped_by_a_break() {
    let it = loop_new();
    assert_eq!(numbers_aborting(&it, |_| ControlFlow::Break(())), Ok(ControlFlow::Break(())));
    assert_eq!((loop_turns(&it), loop_stops(&it)), (2, 1));
}

#[test]
fn s60_callbacks_on_one_context_stop_together() {
    let it = loop_new();
    let failed = loop_two(&it, |_| {}, |turn| if turn == 2 { Err("second".to_owned()) } else { Ok(()) });
    assert_eq!((error(failed), loop_turns(&it), loop_stops(&it)), ("second".to_owned(), 3, 1));
    let text = panic_of(|| loop_two(&it, |turn| assert_ne!(turn, 4, "first"), |_| Ok(())));
    assert!(text.contains("first"), "{text}");
    assert_eq!((loop_turns(&it), loop_stops(&it)), (5, 2));
}

#[test]
fn s60_each_of_two_contexts_stops_the_loop() {
    let it = loop_new();
    let ended = loop_both(
        &it,
        |_| ControlFlow::Continue(()),
        |turn| if turn == 2 { ControlFlow::Break(7) } else { ControlFlow::Continue(()) },
    );
    assert_eq!((ended, loop_turns(&it), loop_stops(&it)), (Ok(ControlFlow::Break(7)), 3, 1));
    let ((ended, turns), reports) = reports(|| {
        let ended = loop_both(&it, |_| ControlFlow::Break(1), |_| ControlFlow::Break(2));
        (ended, loop_turns(&it))
    });
    // Both failed in one turn.
    assert_eq!((ended, turns, loop_stops(&it), reports.len()), (Ok(ControlFlow::Break(1)), 2, 3, 1));
}

#[test]
fn s60_without_user_data() {
    let it = loop_new();
    assert_eq!(loop_alone(&it, ControlFlow::Break), Ok(ControlFlow::Break(1)));
    assert_eq!((loop_turns(&it), loop_stops(&it)), (2, 1));
}

#[test]
fn s60_two_threads_that_fail_at_once_stop_once() {
    let it = loop_new();
    for round in 0..50 {
        let text = panic_of(|| loop_threads(&raw const *it, 4, |_| panic!("all fail")));
        assert_eq!((&*text, loop_stops(&it)), ("all fail", round + 1));
    }
}

#[test]
fn s60_stopped_on_the_thread_of_the_failed_call() {
    #[callback(threads)]
    fn on_turn(turn: c_int, #[context] failed: &AtomicI32) {
        if turn == 100 {
            failed.store(number_of_thread(), SeqCst);
            panic!("turn 100");
        }
    }

    fn number_of_thread() -> i32 {
        static NEXT: AtomicI32 = AtomicI32::new(1);
        thread_local! {
            static NUMBER: i32 = NEXT.fetch_add(1, SeqCst);
        }
        NUMBER.with(|number| *number)
    }

    let it = loop_new();
    let (failed, stopped, here) = (AtomicI32::new(0), AtomicI32::new(0), number_of_thread());
    let at = Address(&raw const *it);
    panic_of(|| {
        on_turn::scope(&failed, |cb| {
            cb.on_stop(|| {
                stopped.store(number_of_thread(), SeqCst);
                unsafe { sys::loop_stop(at.get()) }
            });
            unsafe { sys::loop_threads(at.get(), 3, cb.shim(), cb.context()) }
        })
    });
    assert_eq!(failed.load(SeqCst), stopped.load(SeqCst));
    assert_ne!(stopped.load(SeqCst), here);
}

#[derive(Clone, Copy)]
struct Address(*const Turns);

// SAFETY: the loop is made for several threads.
unsafe impl Send for Address {}
// SAFETY: as above.
unsafe impl Sync for Address {}

impl Address {
    fn get(self) -> *const Turns {
        self.0
    }
}

#[callback(returns = ())]
fn on_turn(turn: c_int, #[context] last: &mut c_int) -> Result<(), c_int> {
    *last = turn;
    if turn % 3 == 0 { Err(turn) } else { Ok(()) }
}

#[test]
fn s60_a_scope_stops_its_loop() {
    let (it, mut last) = (loop_new(), 0);
    let failed = on_turn::scope(&mut last, |cb| {
        cb.on_stop(|| loop_stop(&it));
        unsafe { sys::loop_run(&raw const *it, Some(cb.shim()), cb.context()) }
    });
    assert_eq!(error(failed), 3);
    assert_eq!((last, loop_turns(&it), loop_stops(&it)), (3, 4, 1));
}

#[test]
fn s60_a_failure_before_the_loop_stops_it() {
    let (it, mut last) = (loop_new(), 0);
    let failed = on_turn::scope(&mut last, |cb| {
        let shim: sys::OnTurn = cb.shim();
        // C calls it while it sets up.
        unsafe { shim(6, cb.context()) };
        cb.on_stop(|| loop_stop(&it));
        unsafe { sys::loop_run(&raw const *it, Some(shim), cb.context()) }
    });
    assert_eq!((error(failed), loop_turns(&it), loop_stops(&it)), (6, 2, 1));
}

#[test]
fn each_failure_of_a_server_has_a_stop_function_of_its_own() {
    let (it, mut last, mut errors) = (loop_new(), 0, vec![]);
    let result = on_turn::scope(&mut last, |cb| {
        for _ in 0..3 {
            cb.on_stop(|| loop_stop(&it));
            unsafe { sys::loop_run(&raw const *it, Some(cb.shim()), cb.context()) };
            match cb.outcome() {
                Some(Outcome::Stopped(error)) => errors.push(error),
                other => panic!("{other:?}"),
            }
        }
    });
    result.unwrap();
    assert_eq!((errors, loop_stops(&it)), (vec![3, 3, 3], 3));
}

#[test]
fn a_stop_function_that_was_replaced_does_not_run() {
    let (it, mut last, dropped) = (loop_new(), 0, Cell::new(0));
    struct Counts<'a>(&'a Cell<u32>);
    impl Drop for Counts<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    let _ = on_turn::scope(&mut last, |cb| {
        let counts = Counts(&dropped);
        cb.on_stop(move || {
            let _counts = &counts;
            panic!("replaced")
        });
        let counts = Counts(&dropped);
        let at = &it;
        cb.on_stop(move || (counts, loop_stop(at)).1);
        unsafe { sys::loop_run(&raw const *it, Some(cb.shim()), cb.context()) }
    });
    assert_eq!(dropped.get(), 2);
}

#[test]
fn s60_a_stop_function_that_panics_is_reported() {
    let (it, mut last) = (loop_new(), 0);
    let (failed, reports) = reports(|| {
        on_turn::scope(&mut last, |cb| {
            cb.on_stop(|| {
                let _ = loop_stop(&it);
                panic!("stopping failed");
            });
            unsafe { sys::loop_run(&raw const *it, Some(cb.shim()), cb.context()) }
        })
    });
    assert_eq!((error(failed), loop_turns(&it)), (3, 4));
    assert!(reports.len() == 1 && reports[0].contains("stopping failed"), "{reports:?}");
}

#[test]
fn s60_a_stop_function_may_call_c_that_calls_back() {
    let (it, mut last) = (loop_new(), 0);
    let failed = no_reports(|| {
        on_turn::scope(&mut last, |cb| {
            cb.on_stop(|| unsafe { sys::loop_again(&raw const *it) });
            unsafe { sys::loop_run_again(&raw const *it, cb.shim(), cb.context()) }
        })
    });
    // The call from inside of the stop function is refused, as each call after a failure.
    assert_eq!((error(failed), last, loop_stops(&it)), (3, 3, 1));
}

#[test]
fn a_stop_function_leaves_errno_alone() {
    #[callback(ok = 0, err = errno(-1))]
    fn on_number(_turn: c_int, #[context] _state: &mut ()) -> Result<(), std::io::Error> {
        Err(std::io::Error::from_raw_os_error(libc::ENOENT))
    }

    let it = loop_new();
    let failed = on_number::scope(&mut (), |cb| {
        cb.on_stop(|| loop_stop(&it));
        let shim: unsafe extern "C" fn(c_int, *mut c_void) -> c_int = cb.shim();
        assert_eq!(unsafe { shim(1, cb.context()) }, -1);
        assert_eq!(std::io::Error::last_os_error().raw_os_error(), Some(libc::ENOENT));
    });
    assert_eq!((failed.is_err(), loop_stops(&it)), (true, 1));
}

#[test]
fn s60_nested_scopes_stop_their_own_loops() {
    #[callback(returns = ())]
    fn outer(turn: c_int, #[context] f: &mut dyn FnMut(c_int) -> Result<(), String>) -> Result<(), String> {
        f(turn)
    }

    let (inner_loop, outer_loop) = (loop_new(), loop_new());
    let inner_failed = Cell::new(0);
    let mut f = |turn| {
        let mut last = 0;
        let failed = on_turn::scope(&mut last, |cb| {
            cb.on_stop(|| loop_stop(&inner_loop));
            unsafe { sys::loop_run(&raw const *inner_loop, Some(cb.shim()), cb.context()) }
        });
        inner_failed.set(inner_failed.get() + i32::from(failed.is_err()));
        if turn == 4 { Err("outer".to_owned()) } else { Ok(()) }
    };
    let failed = outer::scope(&mut f, |cb| {
        cb.on_stop(|| loop_stop(&outer_loop));
        unsafe { sys::loop_run(&raw const *outer_loop, Some(cb.shim()), cb.context()) }
    });
    assert_eq!(error(failed), "outer");
    assert_eq!((inner_failed.get(), loop_stops(&inner_loop), loop_stops(&outer_loop)), (4, 4, 1));
}

#[test]
fn s60_a_body_stops_its_loop() {
    let it = loop_new();
    let text = panic_of(|| body_runs(&it, |turn| assert_ne!(turn, 5, "five")));
    assert!(text.contains("five"), "{text}");
    assert_eq!((loop_turns(&it), loop_stops(&it)), (6, 1));
    let turns = Cell::new(0);
    let text = panic_of(|| {
        body_makes(|turn| {
            turns.set(turn);
            assert_ne!(turn, 5, "five");
        })
    });
    assert!(text.contains("five") && turns.get() == 5, "{text}");
    let text = panic_of(|| body_of_two(&it, |_| {}, |turn| assert_ne!(turn, 3, "three")));
    assert!(text.contains("three"), "{text}");
    assert_eq!((loop_turns(&it), loop_stops(&it)), (4, 2));
}

#[test]
fn s60_another_callback_on_the_context_stops_the_loop() {
    #[callback]
    fn other(turn: c_int, #[context] last: &mut c_int) {
        assert_ne!(turn, 2, "other");
        *last = -turn;
    }

    let (it, mut last) = (loop_new(), 0);
    let text = panic_of(|| {
        on_turn::scope(&mut last, |cb| {
            let also: &Scope<'_, other> = cb.also::<other>();
            also.on_stop(|| loop_stop(&it));
            unsafe { sys::loop_two(&raw const *it, cb.shim(), also.shim(), cb.context()) }
        })
    });
    assert!(text.contains("other"), "{text}");
    assert_eq!((last, loop_turns(&it), loop_stops(&it)), (2, 3, 1));
}

#[test]
fn a_stop_function_may_borrow_what_is_outside() {
    let (it, stops, texts) = (loop_new(), AtomicUsize::new(0), RefCell::new(vec![]));
    thread::scope(|threads| {
        threads.spawn(|| stops.fetch_add(1, SeqCst)).join().unwrap();
    });
    let _ = on_turn::scope(&mut 0, |cb| {
        cb.on_stop(|| {
            texts.borrow_mut().push("stopped");
            stops.fetch_add(1, SeqCst);
            loop_stop(&it)
        });
        unsafe { sys::loop_run(&raw const *it, Some(cb.shim()), cb.context()) }
    });
    assert_eq!((stops.into_inner(), texts.into_inner()), (2, vec!["stopped"]));
}
