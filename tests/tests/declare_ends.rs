//! Typed declarations: the ends of closures that C keeps.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Mutex;
use std::time::Duration;

use callback_runtime::foreign::CBox;
use callback_runtime::{Subscription, callback};
use callback_tests::{drops, live_contexts, no_context_left, no_reports, reports};

#[callback]
unsafe extern "C" {
    type Timer;

    safe fn ends_timer_fire(value: c_int);
    safe fn ends_timer_fire_plain();
    safe fn ends_timer_fire_elsewhere(value: c_int);
    unsafe fn ends_timer_cancel(token: *mut c_void);
    safe fn ends_timer_cancels() -> c_int;
    safe fn ends_timer_stale_cancels() -> c_int;

    safe fn ends_timer_start(
        #[callback(once, retained, unregister = unsafe { ends_timer_cancel(result) })] f: fn(
            value: c_int,
            #[context] _: _,
        ),
        #[context(f)] _: *mut c_void,
    ) -> *mut c_void;

    #[callback(fails = nonzero)]
    safe fn ends_timer_add(
        delay: c_int,
        #[callback(once, retained, threads, unregister = unsafe { ends_timer_cancel(token.cast()) })] f: Option<
            fn(value: c_int, #[context] _: _),
        >,
        #[context(f)] _: *mut c_void,
        #[out] token: *mut Timer,
    ) -> c_int;

    safe fn ends_timer_plain(
        #[callback(once, retained, unregister = unsafe { ends_timer_cancel(std::ptr::null_mut()) })] f: fn(),
    );

    /// In a body.
    safe fn timer_of_body(
        #[callback(once, retained, unregister = unsafe { ends_timer_cancel(result) })] f: fn(
            value: Answer,
            #[context] _: _,
        ),
        #[context(f)] user: *mut c_void,
    ) -> *mut c_void {
        start(f.shim(), user)
    }
}

#[callback]
unsafe extern "C" {
    /// `nlopt_munge`: the result is not read.
    safe fn ends_event_munged(
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void) -> *mut c_void>,
    );

    safe fn ends_event_why(
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f, returns = KEPT_RESULT + 1)] _: Option<
            unsafe extern "C" fn(why: c_int, name: *const c_char, #[context] user: *mut c_void) -> c_int,
        >,
    );

    #[callback(fails = nonzero)]
    safe fn ends_event_gone(
        status: c_int,
        #[callback(retained, threads, fail = -1)] f: Option<
            fn(value: c_int, #[context(as = *const c_void)] _: _) -> c_int,
        >,
        #[context(f)] _: *const c_void,
        #[destroy(f, returns = 7)] _: Option<unsafe extern "C" fn(*const c_void) -> c_int>,
    ) -> c_int;

    #[callback(fails = nonzero)]
    safe fn gone_of_body(
        status: c_int,
        #[callback(retained, fail = -1)] f: Option<fn(value: c_int, #[context(as = *const c_void)] _: _) -> c_int>,
        #[context(f)] user: *const c_void,
        #[destroy(f, returns = 8)] gone: Option<unsafe extern "C" fn(*const c_void) -> c_int>,
    ) -> c_int {
        plain_gone(status, f.and_then(|f| f.shim()), user, gone)
    }

    safe fn ends_event_fire(value: c_int) -> c_int;
    safe fn ends_event_end(why: c_int) -> c_int;

    type Object;
    unsafe fn ends_event_free(object: *mut Object);

    /// C has the callback and not the notify, which has no name here, when the body panics.
    #[callback(fails = never)]
    safe fn set_and_panic(
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context(as = *const c_void)] _: _) -> c_int,
        #[context(f)] user: *const c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*const c_void)>,
    ) -> c_int {
        plain_gone(0, Some(f.shim()), user, None);
        panic!("behind the call");
    }

    /// C calls `closed` last, and reads what it returns.
    #[callback(free = ends_event_free)]
    safe fn ends_event_open(
        status: c_int,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[callback(retained, closes, fail = -2)] closed: fn(why: c_int, #[context] _: _) -> c_int,
        #[context(closed, f)] _: *mut c_void,
    ) -> Option<CBox<Object>>;

    /// NULL is a success: an error would be a text.
    #[callback(free = libc::free)]
    safe fn ends_event_set(
        status: c_int,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    ) -> Option<CBox<CStr>>;

    /// NULL is no object, and C has the callback all the same.
    #[callback(free = ends_event_free)]
    safe fn ends_event_odd(
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    ) -> Option<CBox<Object>>;

    /// One that stops with an error, and may be called on any thread.
    #[link_name = "ends_event_open"]
    #[callback(fails = null)]
    safe fn open_or_fail(
        status: c_int,
        #[callback(retained, shared, threads, ok = 0, err = -3)] f: fn(
            value: c_int,
            #[context] _: _,
        ) -> Result<(), String>,
        #[callback(retained, closes, threads, fail = -2)] closed: fn(why: c_int, #[context] _: _) -> c_int,
        #[context(f, closed)] _: *mut c_void,
    ) -> *mut Object;
}

const KEPT_RESULT: c_int = 3;

unsafe extern "C" {
    #[expect(clashing_extern_declarations, reason = "the one above has what a declaration is lowered to")]
    #[link_name = "ends_event_gone"]
    fn plain_gone(
        status: c_int,
        f: Option<unsafe extern "C" fn(c_int, *const c_void) -> c_int>,
        user: *const c_void,
        gone: Option<unsafe extern "C" fn(*const c_void) -> c_int>,
    ) -> c_int;
}

/// Other numbers are refused.
#[callback]
#[repr(i32)]
#[derive(Clone, Copy)]
enum Answer {
    No = 0,
    Yes = 1,
}

#[expect(clashing_extern_declarations, reason = "the one above has what a declaration is lowered to")]
unsafe extern "C" {
    #[link_name = "ends_timer_start"]
    fn start(f: unsafe extern "C" fn(c_int, *mut c_void), user: *mut c_void) -> *mut c_void;
}

/// The cancels, and those of tokens that had gone.
fn cancels() -> (c_int, c_int) {
    (ends_timer_cancels(), ends_timer_stale_cancels())
}

#[test]
fn a_timer_that_has_called_is_not_cancelled() {
    let (count, dropped) = drops::counted();
    let sum = Rc::new(Cell::new(0));
    let inside = sum.clone();
    let started = ends_timer_start(move |value| {
        let _keep = dropped;
        inside.set(value);
    });
    ends_timer_fire(3);
    assert_eq!((sum.get(), count.get()), (3, 1));
    drop(started);
    assert_eq!(cancels(), (0, 0));

    // One that has not is, once.
    let (_, started) = ends_timer_start(|_| unreachable!());
    started.close_and_wait().unwrap();
    assert_eq!(cancels(), (1, 0));
}

#[test]
fn a_timer_that_calls_is_not_cancelled() {
    let kept: Rc<RefCell<Option<Subscription<'static>>>> = Rc::default();
    let inside = kept.clone();
    let (_, started) = ends_timer_start(move |_| drop(inside.take()));
    kept.replace(Some(started));
    ends_timer_fire(0);
    assert!(kept.borrow().is_none());
    assert_eq!(cancels(), (0, 0));
}

/// A call that is refused, or panics, is the one call all the same.
#[test]
fn a_timer_whose_call_failed_is_not_cancelled() {
    let (_, started) = timer_of_body(|answer| {
        let (Answer::No | Answer::Yes) = answer;
    });
    ends_timer_fire(7);
    assert!(started.outcome().is_some());
    drop(started);
    let (_, started) = ends_timer_start(|_| panic!("in the call"));
    ends_timer_fire(7);
    let ((), reports) = reports(|| drop(started));
    assert_eq!((cancels(), reports.len()), ((0, 0), 1));
}

/// Its one slot is for one test at a time.
static PLAIN: Mutex<()> = Mutex::new(());

/// So is a call that is refused on another thread, also when its outcome was taken.
#[test]
fn s60_a_once_call_refused_elsewhere_is_not_cancelled() {
    let (count, dropped) = drops::counted();
    let (_, started) = ends_timer_start(move |_| drop(dropped));
    ends_timer_fire_elsewhere(1);
    let ((), kept) = reports(|| drop(started));
    // It was reported where it was refused.
    assert_eq!((cancels(), count.get(), kept.len()), ((0, 0), 1, 0), "{kept:?}");

    let (_, started) = ends_timer_start(|_| unreachable!());
    ends_timer_fire_elsewhere(1);
    assert!(started.outcome().is_some() && started.outcome().is_none());
    no_reports(|| drop(started));
    let (_, started) = ends_timer_start(|_| unreachable!());
    ends_timer_fire_elsewhere(1);
    assert!(started.wait_outcome(Duration::ZERO).is_some());
    no_reports(|| started.close_and_wait().unwrap());
    let _alone = PLAIN.lock().unwrap();
    let started = ends_timer_plain(|| unreachable!()).unwrap();
    ends_timer_fire_elsewhere(1);
    assert!(started.outcome().is_some());
    drop(started);
    assert_eq!(cancels(), (0, 0));
}

#[test]
fn a_timer_with_a_token_from_a_place() {
    let (_, started) = ends_timer_add(1, Some(Box::new(|_| ()))).unwrap();
    ends_timer_fire(1);
    no_reports(|| drop(started));
    assert_eq!(cancels(), (0, 0));
    let (_, started) = ends_timer_add(1, Some(Box::new(|_| ()))).unwrap();
    drop(started);
    assert_eq!(cancels(), (1, 0));
    assert_eq!(ends_timer_add(-1, Some(Box::new(|_| ()))).unwrap_err(), -1);
}

#[test]
fn a_timer_without_user_data() {
    let _alone = PLAIN.lock().unwrap();
    let started = ends_timer_plain(|| ()).unwrap();
    ends_timer_fire_plain();
    drop(started);
    assert_eq!(cancels(), (0, 0));
    drop(ends_timer_plain(|| ()).unwrap());
    assert_eq!(cancels(), (1, 0));
}

fn adding(one: c_int, counted: drops::Counted) -> impl FnMut(c_int) -> c_int {
    move |value| {
        let _keep = &counted;
        value + one
    }
}

#[test]
fn a_destroy_notify_has_a_result() {
    let (count, dropped) = drops::counted();
    ends_event_munged(adding(1, dropped));
    assert_eq!((ends_event_fire(2), count.get()), (3, 0));
    // NULL, which nothing declares.
    assert_eq!((ends_event_end(0), count.get()), (0, 1));

    let (count, dropped) = drops::counted();
    ends_event_why(adding(2, dropped));
    assert_eq!((ends_event_fire(2), ends_event_end(5), count.get()), (4, 4, 1));
}

#[test]
fn an_optional_closure_has_a_notify_with_a_result() {
    let held = std::sync::Arc::new(());
    let add = || {
        let inside = held.clone();
        Box::new(move |value| value + i32::from(std::sync::Arc::strong_count(&inside) > 1))
    };
    ends_event_gone(0, Some(add())).unwrap();
    assert_eq!((ends_event_fire(2), ends_event_end(0)), (3, 7));
    ends_event_gone(0, None).unwrap();
    assert_eq!(ends_event_end(0), -99);
    assert_eq!(ends_event_gone(4, Some(add())), Err(4));
    gone_of_body(0, Some(add())).unwrap();
    assert_eq!((ends_event_fire(2), ends_event_end(0)), (3, 8));
    assert_eq!(std::sync::Arc::strong_count(&held), 1);
}

#[test]
fn a_closing_callback_ends_the_context_once() {
    let ((count, dropped), (last, of_closed)) = (drops::counted(), drops::counted());
    let closed = move |why| {
        let _consumed = of_closed;
        why * 2
    };
    let object = ends_event_open(0, adding(1, dropped), closed).unwrap();
    assert_eq!((ends_event_fire(2), count.get(), last.get()), (3, 0, 0));
    assert_eq!((ends_event_end(5), count.get(), last.get()), (10, 1, 1));
    drop(object);
    assert_eq!((count.get(), last.get()), (1, 1));
}

/// C fails, and has called the closing callback or not.
#[test]
fn a_context_that_c_did_not_take_is_dropped() {
    for status in [1, 2] {
        let (count, dropped) = drops::counted();
        let called = Rc::new(Cell::new(0));
        let inside = called.clone();
        let closed = move |why| {
            inside.set(why);
            0
        };
        assert!(no_reports(|| ends_event_open(status, adding(1, dropped), closed)).is_none());
        assert_eq!((count.get(), called.get()), (1, if status == 2 { 2 } else { 0 }));
        let failed = open_or_fail(status, |_| Ok(()), |_| 0);
        assert!(failed.is_err());
    }
    assert!(no_context_left(concat!(module_path!(), "::open_or_fail::f")));
}

/// NULL in place of a text is a success, after which C has the closure.
#[test]
fn s60_no_error_text_leaves_the_closure_to_c() {
    let (count, dropped) = drops::counted();
    assert!(ends_event_set(0, adding(1, dropped)).is_none());
    assert_eq!((ends_event_fire(2), count.get()), (3, 0));
    assert_eq!((ends_event_end(0), count.get()), (0, 1));
    let (count, dropped) = drops::counted();
    let error = no_reports(|| ends_event_set(1, adding(1, dropped))).unwrap();
    assert_eq!((error.to_bytes(), count.get()), (&b"no event"[..], 1));
}

/// C returns no object, and calls and destroys all the same: nothing that was freed is read.
#[test]
fn s60_no_object_and_calls_all_the_same() {
    let (count, dropped) = drops::counted();
    assert!(ends_event_odd(adding(1, dropped)).is_none());
    assert_eq!(count.get(), 1);
    let ((), reported) = reports(|| {
        assert_eq!(ends_event_fire(2), -1);
        assert_eq!(ends_event_end(0), 0);
    });
    assert_eq!((count.get(), reported.len()), (1, 1));
}

/// C has the context when a body panics that did not name the notify: nothing that was freed is read.
#[test]
fn s60_a_body_that_panics_after_the_call() {
    let (count, dropped) = drops::counted();
    let panicked = catch_unwind(AssertUnwindSafe(|| set_and_panic(adding(1, dropped))));
    assert_eq!((panicked.is_err(), count.get()), (true, 1));
    let ((), reported) = reports(|| assert_eq!(ends_event_fire(2), -1));
    assert_eq!(reported.len(), 1);
}

#[test]
fn a_closing_callback_beside_one_that_stops() {
    open_or_fail(0, |value| if value < 0 { Err("negative".to_owned()) } else { Ok(()) }, |why| why + 1).unwrap();
    assert_eq!(ends_event_fire(1), 0);
    assert_eq!(ends_event_end(1), 2);
    assert!(no_context_left(concat!(module_path!(), "::open_or_fail::f")));
}

#[test]
fn a_closure_is_left_to_c() {
    let (count, dropped) = drops::counted();
    let (_, started) = ends_timer_start(move |_| drop(dropped));
    started.detach();
    assert_eq!((cancels(), count.get()), ((0, 0), 0));
    assert!(live_contexts(concat!(module_path!(), "::ends_timer_start::f")) > 0);
    ends_timer_fire(1);
    assert_eq!((cancels(), count.get()), ((0, 0), 1));

    // After its call there is nothing to leave; without a call it stays.
    let (_, started) = ends_timer_start(|_| ());
    ends_timer_fire(1);
    no_reports(|| started.detach());
    let _alone = PLAIN.lock().unwrap();
    ends_timer_plain(|| ()).unwrap().detach();
    ends_timer_fire_plain();
}
