//! Typed declarations: the ends of closures that C keeps.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::rc::Rc;

use callback_runtime::{Subscription, callback};
use callback_tests::{drops, no_reports, reports};

#[callback]
unsafe extern "C" {
    type Timer;

    safe fn ends_timer_fire(value: c_int);
    safe fn ends_timer_fire_plain();
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
    let started = ends_timer_plain(|| ()).unwrap();
    ends_timer_fire_plain();
    drop(started);
    assert_eq!(cancels(), (0, 0));
    drop(ends_timer_plain(|| ()).unwrap());
    assert_eq!(cancels(), (1, 0));
}
