//! Typed declarations: closures that C keeps until it has freed a handle.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_int, c_void};
use std::rc::Rc;
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use callback_tests::{drops, live_contexts, no_reports, reports};

#[callback]
unsafe extern "C" {
    type Connection;

    unsafe fn ends_connection_free(connection: *mut Connection);
    safe fn ends_connections_freed() -> c_int;

    /// Nothing else ends the closure: the handle that C makes carries it.
    #[callback(free = ends_connection_free)]
    safe fn ends_connection_new(
        #[callback(retained, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] _: *mut c_void,
    ) -> Option<CBox<Connection>>;

    #[callback(free = ends_connection_free)]
    #[link_name = "ends_connection_new"]
    safe fn new_until(
        #[callback(retained, until = result, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> CBox<Connection>;

    #[callback(fails = nonzero)]
    safe fn ends_connection_open(
        status: c_int,
        #[out(free = ends_connection_free, always)] connection: CBox<Connection>,
        #[callback(retained, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[callback(retained, until = connection, fail = -1, threads, shared)] last: fn(
            value: c_int,
            #[context] _: _,
        ) -> c_int,
        #[context(last)] _: *mut c_void,
    ) -> c_int;

    #[callback(fails = negative)]
    safe fn ends_connection_hook(
        connection: &Connection,
        level: c_int,
        #[callback(retained, until = connection, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    safe fn ends_connection_change(
        connection: &Connection,
        #[callback(retained, until = connection, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] _: *mut c_void,
        changed: fn(#[context] _: _),
        #[context(changed)] _: *mut c_void,
    );

    /// One closure ends with the handle, and the subscription of the other one borrows it.
    #[callback(fails = nonzero)]
    safe fn ends_connection_both(
        connection: &Connection,
        #[callback(retained, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[callback(retained, unregister = { forget_hook(connection, 5, std::ptr::null(), std::ptr::null_mut()); }, fail = -1)]
        g: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(g)] _: *mut c_void,
    ) -> c_int;

    #[link_name = "ends_connection_hook"]
    safe fn forget_hook(connection: &Connection, level: c_int, hook: *const c_void, user: *mut c_void) -> c_int;

    safe fn ends_connection_only(
        connection: &CBox<Connection>,
        #[callback(retained, threads, until = connection, fail = -1)] f: Option<
            fn(value: c_int, #[context] _: _) -> c_int,
        >,
        #[context(f)] _: *mut c_void,
    );

    safe fn ends_connection_named(
        connection: &Connection,
        name: &'static CStr,
        #[callback(retained, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    safe fn ends_connection_two(
        connection: &Connection,
        a: Option<&CStr>,
        b: Option<&CStr>,
        #[callback(retained, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    );

    safe fn ends_connection_post(
        connection: &Connection,
        #[callback(retained, once, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    );
    safe fn ends_connection_run(value: c_int) -> c_int;

    safe fn ends_connection_plain(
        connection: &Connection,
        #[callback(retained, until = connection, fail = -1)] f: Option<fn(value: c_int) -> c_int>,
    );
    safe fn ends_connection_fire_plain(value: c_int) -> c_int;

    safe fn ends_connection_pair(
        connection: &Connection,
        #[callback(retained, until = connection, fail = -1)] a: fn(value: c_int, #[context] _: _) -> c_int,
        #[callback(retained, fail = -1)] b: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(a, b)] _: *mut c_void,
    );

    /// In a body the handle is the C value.
    safe fn hook_of_body(
        connection: &Connection,
        #[callback(retained, once, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
    ) {
        only(connection, Some(f.shim()), f.context())
    }

    safe fn ends_connection_fire(connection: &Connection, level: c_int, value: c_int) -> c_int;
    #[callback(fails = nonzero)]
    safe fn ends_connection_close(connection: CBox<Connection>, status: c_int) -> c_int;
}

#[expect(clashing_extern_declarations, reason = "the one above has what a declaration is lowered to")]
unsafe extern "C" {
    #[link_name = "ends_connection_only"]
    fn only(
        connection: *const Connection,
        f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
        user: *mut c_void,
    );
}

/// Adds what it is called with to a log, and counts its drop.
fn logging(log: &Rc<RefCell<Vec<c_int>>>, counted: drops::Counted) -> Box<dyn FnMut(c_int) -> c_int> {
    let log = log.clone();
    Box::new(move |value| {
        let _keep = &counted;
        log.borrow_mut().push(value);
        value + 1
    })
}

fn fresh() -> CBox<Connection> {
    new_until(|value| value)
}

#[test]
fn one_handle_carries_a_closure_and_is_borrowed_by_another() {
    let ((first, one), (second, two)) = (drops::counted(), drops::counted());
    let connection = new_until(|_| 0);
    let held = |dropped| {
        move |value| {
            let _ = &dropped;
            value
        }
    };
    let subscription = ends_connection_both(&connection, held(one), held(two)).unwrap();
    assert_eq!((first.get(), second.get()), (0, 0));
    drop(subscription);
    assert_eq!((first.get(), second.get()), (0, 1));
    drop(connection);
    assert_eq!((first.get(), second.get()), (1, 1));
}

#[test]
fn s59_the_made_handle_carries_its_closure() {
    let (log, (count, dropped)) = (Rc::default(), drops::counted());
    let made = ends_connection_new(Some(logging(&log, dropped))).unwrap();
    assert_eq!((ends_connection_fire(&made, 0, 4), count.get()), (5, 0));
    no_reports(|| drop(made));
    assert_eq!((log.borrow().as_slice(), count.get()), ([4, -1].as_slice(), 1));
    assert!(ends_connection_new(None).is_none());
}

#[test]
fn s59_the_closures_outlive_the_handle_in_any_order() {
    let (log, (count, dropped)) = (Rc::default(), drops::counted());
    let freed = ends_connections_freed();
    let (connection, other) = (new_until(logging(&log, dropped)), fresh());
    let (again, second) = drops::counted();
    ends_connection_hook(&connection, 3, Some(logging(&log, second))).unwrap();
    ends_connection_hook(&other, 3, Some(Box::new(|_| 0))).unwrap();
    no_reports(|| drop((other, connection)));
    assert_eq!((log.borrow().as_slice(), count.get(), again.get()), ([-1, -1].as_slice(), 1, 1));
    assert_eq!(ends_connections_freed() - freed, 2);
}

#[test]
fn a_written_handle_carries_several() {
    let (log, last) = (Rc::default(), Arc::new(AtomicI32::new(0)));
    let (count, dropped) = drops::counted();
    let seen = last.clone();
    let connection =
        ends_connection_open(0, logging(&log, dropped), move |value| seen.fetch_add(value, Relaxed)).unwrap();
    ends_connection_fire(&connection, 0, 1);
    // From another thread, where the closure is for any.
    let address = connection.as_ptr() as usize;
    std::thread::spawn(move || {
        // SAFETY: it lives until the thread is joined, and is not changed meanwhile.
        let connection = unsafe { &*(address as *const Connection) };
        ends_connection_fire(connection, 1, 5);
    })
    .join()
    .unwrap();
    no_reports(|| drop(connection));
    assert_eq!((log.borrow().as_slice(), last.load(Relaxed), count.get()), ([1, -1].as_slice(), 4, 1));
    assert_eq!(Arc::strong_count(&last), 1);
}

#[test]
fn a_handle_that_was_not_made_keeps_nothing() {
    for status in [1, 2] {
        let (log, (count, dropped)) = (Rc::default(), drops::counted());
        let result = no_reports(|| ends_connection_open(status, logging(&log, dropped), |_| 0));
        assert_eq!((result.err(), count.get()), (Some(status), 1));
        // What C wrote all the same is freed before.
        assert_eq!(log.borrow().len(), usize::from(status == 1));
    }
}

/// The call says that it went well, and the handle is NULL.
#[test]
fn a_refused_handle_keeps_nothing() {
    let (count, dropped) = drops::counted();
    let closure = logging(&Rc::default(), dropped);
    let text = callback_tests::panic_of(|| null_of_body(closure));
    assert!(text.contains("NULL") && count.get() == 1, "{text}");
}

#[callback]
unsafe extern "C" {
    #[callback(free = ends_connection_free)]
    safe fn null_of_body(
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
    ) -> CBox<Connection> {
        let _ = (f.shim::<Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>>(), f.context());
        std::ptr::null_mut()
    }
}

#[test]
fn set_again_the_old_one_is_dropped() {
    let (log, connection) = (Rc::default(), fresh());
    let [(first, a), (second, b), (third, c)] = [drops::counted(), drops::counted(), drops::counted()];
    let counts = || (first.get(), second.get(), third.get());
    ends_connection_hook(&connection, 2, Some(logging(&log, a))).unwrap();
    // Another level is another place.
    ends_connection_hook(&connection, 3, Some(logging(&log, b))).unwrap();
    assert_eq!(counts(), (0, 0, 0));
    ends_connection_hook(&connection, 2, Some(logging(&log, c))).unwrap();
    assert_eq!((counts(), ends_connection_fire(&connection, 2, 1)), ((1, 0, 0), 2));
    ends_connection_hook(&connection, 3, None).unwrap();
    assert_eq!((counts(), ends_connection_fire(&connection, 3, 1)), ((1, 1, 0), -99));
    // C did not take it, and has the other one still.
    let (fourth, d) = drops::counted();
    assert_eq!(ends_connection_hook(&connection, -1, Some(logging(&log, d))), Err(-1));
    assert_eq!((counts(), fourth.get(), ends_connection_fire(&connection, 2, 1)), ((1, 1, 0), 1, 2));
    no_reports(|| drop(connection));
    assert_eq!(counts(), (1, 1, 1));
}

/// C has the inner closure, though the outer call ends last: which of both it has is for C to say.
#[test]
fn s14_the_closure_of_a_call_inside_of_another_stays() {
    let connection = fresh();
    let (set, ended) = (Cell::new(0), Cell::new(0));
    let logged = Rc::new(RefCell::new(vec![]));
    let (outer_drops, outer) = drops::counted();
    let (inner_drops, inner) = drops::counted();
    let (outer, inner) = (logging(&logged, outer), logging(&logged, inner));
    let mut inner = Some(inner);
    ends_connection_change(&connection, Some(outer), || {
        set.set(set.get() + 1);
        ends_connection_change(&connection, inner.take(), || ended.set(ended.get() + 1)).unwrap();
    })
    .unwrap();
    assert_eq!((set.get(), ended.get(), inner_drops.get()), (1, 1, 0));
    let (_, seen) = reports(|| ends_connection_fire(&connection, 6, 5));
    assert_eq!((&logged.borrow()[..], seen.len()), (&[5][..], 0));
    // The next call is alone, and replaces both.
    ends_connection_change(&connection, None, || ()).unwrap();
    assert_eq!((outer_drops.get(), inner_drops.get()), (1, 1));
}

#[test]
fn names_are_places_too() {
    let (log, connection) = (Rc::default(), fresh());
    let [(first, a), (second, b), (third, c)] = [drops::counted(), drops::counted(), drops::counted()];
    ends_connection_named(&connection, c"a", logging(&log, a));
    ends_connection_named(&connection, c"b", logging(&log, b));
    ends_connection_named(&connection, c"a", logging(&log, c));
    assert_eq!((first.get(), second.get(), third.get()), (1, 0, 0));
    drop(connection);
    assert_eq!((second.get(), third.get()), (1, 1));
}

#[test]
fn s59_no_name_is_another_place_than_an_empty_one() {
    let (log, connection) = (Rc::default(), fresh());
    let [(first, a), (second, b), (third, c)] = [drops::counted(), drops::counted(), drops::counted()];
    let counts = || (first.get(), second.get(), third.get());
    ends_connection_two(&connection, None, Some(c""), logging(&log, a));
    ends_connection_two(&connection, Some(c""), None, logging(&log, b));
    assert_eq!((counts(), ends_connection_fire(&connection, 2, 1)), ((0, 0, 0), 2));
    ends_connection_two(&connection, None, Some(c""), logging(&log, c));
    assert_eq!(counts(), (1, 0, 0));
    no_reports(|| drop(connection));
    assert_eq!((log.borrow().as_slice(), counts()), ([1, -1, -1].as_slice(), (1, 1, 1)));
}

#[test]
fn s59_jobs_in_a_queue_do_not_replace_each_other() {
    let connection = fresh();
    for _ in 0..20 {
        for job in 0..3 {
            ends_connection_post(&connection, move |value| value + job);
        }
        assert_eq!(no_reports(|| ends_connection_run(1)), 6);
    }
    // Those that were called go from time to time, and not only with the connection.
    assert!(live_contexts(concat!(module_path!(), "::ends_connection_post::f")) < 12);
    drop(connection);
    assert_eq!(live_contexts(concat!(module_path!(), "::ends_connection_post::f")), 0);
}

/// In two bodies, with one path.
#[test]
fn s59_functions_with_one_path_are_places_of_their_own() {
    fn first(connection: &CBox<Connection>, f: Box<dyn FnMut(c_int) -> c_int>) {
        #[callback]
        unsafe extern "C" {
            #[link_name = "ends_connection_only"]
            safe fn set(
                connection: &Connection,
                #[callback(retained, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
                #[context(f)] _: *mut c_void,
            );
        }
        set(connection, f);
    }
    fn second(connection: &CBox<Connection>, f: Box<dyn FnMut(c_int) -> c_int>) {
        #[callback]
        unsafe extern "C" {
            #[link_name = "ends_connection_pair"]
            safe fn set(
                connection: &Connection,
                #[callback(retained, until = connection, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
                #[callback(retained, fail = -1)] g: fn(value: c_int, #[context] _: _) -> c_int,
                #[context(f, g)] _: *mut c_void,
            );
        }
        set(connection, f, |value| value);
    }
    let (log, connection) = (Rc::default(), fresh());
    let [(one, a), (two, b), (three, c)] = [drops::counted(), drops::counted(), drops::counted()];
    first(&connection, logging(&log, a));
    second(&connection, logging(&log, b));
    assert_eq!((one.get(), two.get()), (0, 0));
    first(&connection, logging(&log, c));
    assert_eq!((one.get(), two.get()), (1, 0));
    no_reports(|| drop(connection));
    assert_eq!((two.get(), three.get()), (1, 1));
}

#[test]
fn a_setter_of_one_place() {
    let connection = fresh();
    let dropped = Arc::new(());
    for _ in 0..3 {
        let inside = dropped.clone();
        ends_connection_only(
            &connection,
            Some(Box::new(move |value| value + i32::from(Arc::strong_count(&inside) == 2))),
        );
        assert_eq!(ends_connection_fire(&connection, 0, 1), 2);
    }
    assert_eq!(Arc::strong_count(&dropped), 2);
    ends_connection_only(&connection, None);
    assert_eq!(Arc::strong_count(&dropped), 1);
}

/// The one slot of `ends_connection_plain` is for one test at a time.
static PLAIN: Mutex<()> = Mutex::new(());

#[test]
fn without_user_data_the_slot_is_free_again() {
    let _alone = PLAIN.lock().unwrap();
    for round in 0..2 {
        let connection = fresh();
        ends_connection_plain(&connection, Some(Box::new(move |value| value + round))).unwrap();
        assert_eq!(ends_connection_fire_plain(3), 3 + round);
        ends_connection_plain(&connection, None).unwrap();
        ends_connection_plain(&connection, Some(Box::new(|value| value - 1))).unwrap();
        assert_eq!(ends_connection_fire_plain(3), 2);
    }
    let (late, reports) = reports(|| ends_connection_fire_plain(3));
    assert_eq!((late, reports.len()), (-1, 1));
}

#[test]
fn two_on_one_context_are_carried_together() {
    let (log, (count, dropped)) = (Rc::new(RefCell::new(vec![])), drops::counted());
    let connection = fresh();
    ends_connection_pair(&connection, logging(&log, dropped), |value| value * 2);
    assert_eq!((ends_connection_fire(&connection, 0, 7), ends_connection_fire(&connection, 1, 7)), (8, 14));
    drop(connection);
    assert_eq!((log.borrow().as_slice(), count.get()), ([7, -1].as_slice(), 1));
}

#[test]
fn one_call_of_a_body() {
    let (count, dropped) = drops::counted();
    let connection = fresh();
    hook_of_body(&connection, move |value| {
        let _keep = dropped;
        value + 1
    });
    assert_eq!((ends_connection_fire(&connection, 0, 1), count.get()), (2, 1));
    let ((), reports) = reports(|| drop(connection));
    // C calls it again, while it frees the connection.
    assert_eq!(reports.len(), 1, "{reports:?}");
}

/// C frees what it is given by value; the closures go when that call has returned.
#[test]
fn a_box_that_c_takes_over() {
    for status in [0, 1] {
        let (log, (count, dropped)) = (Rc::default(), drops::counted());
        let connection = new_until(logging(&log, dropped));
        assert_eq!(no_reports(|| ends_connection_close(connection, status)).is_err(), status == 1);
        assert_eq!((log.borrow().as_slice(), count.get()), ([-1].as_slice(), 1));
    }
}

#[test]
fn a_raw_handle_keeps_its_closures() {
    let (log, (count, dropped)) = (Rc::default(), drops::counted());
    let raw = new_until(logging(&log, dropped)).into_raw();
    // SAFETY: C made it, and this is the one time.
    no_reports(|| unsafe { ends_connection_free(raw.as_ptr()) });
    assert_eq!((log.borrow().as_slice(), count.get()), ([-1].as_slice(), 0));
    assert!(live_contexts(concat!(module_path!(), "::new_until::f")) > 0);
}

/// The closure drops the handle that carries it: it goes when the call has left.
#[test]
fn a_handle_is_dropped_inside() {
    let _alone = PLAIN.lock().unwrap();
    let (kept, (count, dropped)) = (Rc::new(Cell::new(None::<CBox<Connection>>)), drops::counted());
    let inside = kept.clone();
    let connection = fresh();
    let address = connection.as_ptr();
    ends_connection_plain(
        &connection,
        Some(Box::new(move |value| {
            let _keep = &dropped;
            drop(inside.take());
            value + c_int::from(dropped_later(&inside))
        })),
    )
    .unwrap();
    kept.set(Some(connection));
    assert!(!address.is_null());
    assert_eq!((ends_connection_fire_plain(1), count.get()), (2, 1));
    let (late, reports) = reports(|| ends_connection_fire_plain(1));
    assert_eq!((late, reports.len()), (-1, 1));
}

fn dropped_later<T>(inside: &Rc<T>) -> bool {
    Rc::strong_count(inside) == 2
}

/// The destructor of the one that is replaced sets another one.
#[test]
fn a_destructor_sets_the_next() {
    struct Sets(Rc<CBox<Connection>>, Rc<Cell<usize>>);
    impl Drop for Sets {
        fn drop(&mut self) {
            self.1.set(self.1.get() + 1);
            if self.1.get() < 3 {
                set(&self.0, &self.1);
            }
        }
    }
    fn set(connection: &Rc<CBox<Connection>>, count: &Rc<Cell<usize>>) {
        let sets = Sets(connection.clone(), count.clone());
        let closure = move |value| {
            let _keep = &sets;
            value
        };
        ends_connection_hook(connection, 1, Some(Box::new(closure))).unwrap();
    }
    let (connection, count) = (Rc::new(fresh()), Rc::new(Cell::new(0)));
    set(&connection, &count);
    ends_connection_hook(&connection, 1, Some(Box::new(|value| value + 5))).unwrap();
    assert!(count.get() >= 1);
    ends_connection_hook(&connection, 1, None).unwrap();
    ends_connection_hook(&connection, 1, None).unwrap();
    assert_eq!(Rc::strong_count(&connection), 1);
}

/// Nobody takes what a carried closure leaves: it is reported at once.
#[test]
fn failures_are_reported() {
    let connection = fresh();
    ends_connection_only(&connection, Some(Box::new(|_| panic!("in the hook"))));
    let (answer, reports) = reports(|| ends_connection_fire(&connection, 0, 1));
    assert!(answer == -1 && reports.len() == 1 && reports[0].contains("in the hook"), "{reports:?}");
}
