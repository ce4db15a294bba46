//! Typed declarations: results that say how C failed, memory that C allocated, closures that C keeps.

use std::cell::RefCell;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use callback_runtime::foreign::{CBox, CFn};
use callback_runtime::{CallError, Failed, Outcome, Reason, Subscription, callback};
use callback_tests::{drops, live_contexts, no_context_left, no_reports, reports};

/// A code of the library.
#[derive(Debug, PartialEq)]
struct Code(c_int);

impl From<c_int> for Code {
    fn from(code: c_int) -> Self {
        Code(code)
    }
}

#[callback]
unsafe extern "C" {
    #[callback(errno = -1)]
    safe fn declare_errno(code: c_int) -> c_int;

    #[callback(errno = negative)]
    safe fn declare_each_errno<E>(
        n: c_int,
        #[callback(ok = 0, err = 1)] each: fn(value: c_int, #[context] _: _) -> Result<(), E>,
        #[context(each)] _: *mut c_void,
    ) -> c_int;

    #[callback(fails = nonzero, error = Code)]
    safe fn declare_code(code: c_int) -> c_int;

    safe fn declare_freed() -> c_int;
    #[link_name = "declare_free"]
    fn free_it(p: *mut c_void) -> c_int;

    #[callback(free = free_it)]
    safe fn declare_copy(text: &CStr) -> Option<CBox<CStr>>;

    #[callback(fails = nonzero, error = Code)]
    safe fn declare_divide(
        a: c_int,
        b: c_int,
        #[out] quotient: c_int,
        #[out(free = free_it, always)] message: Option<CBox<CStr>>,
    ) -> c_int;

    /// An object of C's.
    type Source;

    #[callback(free = declare_source_free)]
    safe fn declare_source_new() -> CBox<Source>;
    unsafe fn declare_source_free(source: *mut Source);
    safe fn declare_emit(source: &Source, value: c_int) -> c_int;
    safe fn declare_removed(source: &Source) -> c_int;

    #[callback(fails = nonzero, error = Code)]
    safe fn declare_attach(
        source: &Source,
        fail: c_int,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    safe fn declare_attach_named(
        source: &Source,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(name: *const c_char, #[context] user: *mut c_void)>,
    );

    /// C need not be given one.
    #[callback(fails = nonzero, error = Code)]
    #[link_name = "declare_attach"]
    safe fn attach_maybe(
        source: &Source,
        fail: c_int,
        #[callback(retained, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    #[link_name = "declare_attach_named"]
    safe fn attach_named_maybe(
        source: &Source,
        #[callback(retained, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(name: *const c_char, #[context] user: *mut c_void)>,
    );

    /// Two on one context, both kept.
    #[link_name = "declare_pair"]
    safe fn pair_kept(
        n: c_int,
        #[context(begin, end)] _: *mut c_void,
        #[callback(retained)] begin: fn(#[context] _: _, value: c_int),
        #[callback(retained, fail = 1)] end: fn(#[context] _: _, value: c_int) -> c_int,
    ) -> c_int;

    /// In a body the destroy notify is the C value.
    #[callback(fails = never)]
    safe fn attach_in_a_body(
        source: &Source,
        #[callback(retained, fail = -1)] f: Option<fn(value: c_int, #[context] _: _) -> c_int>,
        #[context(f)] user: *mut c_void,
        #[destroy(f)] destroy: Option<unsafe extern "C" fn(#[context] user: *mut c_void)>,
    ) -> c_int {
        plain_attach(source, 0, f.and_then(|f| f.shim()), user, destroy)
    }

    safe fn declare_subscribe(
        source: &Source,
        #[callback(retained, unregister = unsafe { declare_unsubscribe(source, f, data) }, err = -1)] f: fn(
            value: c_int,
            #[context] _: _,
        )
            -> Result<
            c_int,
            String,
        >,
        #[context(f)] data: *mut c_void,
    );
    unsafe fn declare_unsubscribe(source: &Source, f: CFn, data: *mut c_void);

    #[link_name = "declare_subscribe"]
    safe fn subscribe_late(
        source: &Source,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] data: *mut c_void,
    );

    safe fn declare_set_hook(#[callback(retained, fail = -1)] f: Option<fn(value: c_int) -> c_int>);
    safe fn declare_run_hook(value: c_int) -> c_int;
}

#[expect(clashing_extern_declarations, reason = "the one above has what a declaration is lowered to")]
unsafe extern "C" {
    #[link_name = "declare_attach"]
    fn plain_attach(
        source: *const Source,
        fail: c_int,
        f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
        user: *mut c_void,
        destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;
}

#[test]
fn errno_is_the_one_that_c_left() {
    assert_eq!(declare_errno(0).unwrap(), 42);
    assert_eq!(declare_errno(libc::ENOSPC).unwrap_err().raw_os_error(), Some(libc::ENOSPC));
}

#[test]
fn a_callback_and_c_may_fail() {
    assert_eq!(declare_each_errno(2, |_| Ok::<(), String>(())).unwrap(), 2);
    match declare_each_errno(9, |_| Ok::<(), String>(())) {
        Err(CallError::C(error)) => assert_eq!(error.raw_os_error(), Some(libc::E2BIG)),
        other => panic!("{other:?}"),
    }
    // What the callback says goes before what C makes of it.
    match declare_each_errno(9, Err) {
        Err(CallError::Err(0)) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(
        callback_tests::panic_of(|| declare_each_errno(9, |_| -> Result<(), String> { panic!("each") })),
        "each"
    );
    // `?` in a function that returns `io::Result`.
    let error = (|| -> io::Result<c_int> { Ok(declare_each_errno(9, |_| Err("text"))?) })().unwrap_err();
    assert_eq!(error.to_string(), "text");
}

#[test]
fn an_error_of_the_users() {
    assert_eq!(declare_code(0), Ok(()));
    assert_eq!(declare_code(7), Err(Code(7)));
}

#[test]
fn memory_of_cs_is_freed_by_its_deallocator() {
    let before = declare_freed();
    let copy = declare_copy(c"text").unwrap();
    assert_eq!(&*copy, c"text");
    assert_eq!(declare_freed(), before);
    drop(copy);
    assert_eq!(declare_freed(), before + 1);
    assert!(declare_copy(c"").is_none());

    let (quotient, message) = declare_divide(7, 2).unwrap();
    assert_eq!((quotient, message.as_deref()), (3, Some(c"done")));
    drop(message);
    assert_eq!(declare_freed(), before + 2);
    // C allocates where it fails, too.
    assert_eq!(declare_divide(7, 0).unwrap_err(), Code(33));
    assert_eq!(declare_freed(), before + 3);
}

/// The name under which its closures are live.
const ATTACHED: &str = concat!(module_path!(), "::declare_attach::f");

#[test]
fn s08_a_retained_closure_is_dropped_once_by_c() {
    let (count, dropped) = drops::counted();
    let source = declare_source_new();
    let mut sum = 0;
    let closure = move |value| {
        let _keep = &dropped;
        sum += value;
        sum
    };
    declare_attach(&source, 0, closure).unwrap();
    assert_eq!((declare_emit(&source, 2), declare_emit(&source, 3), count.get()), (2, 5, 0));
    assert!(live_contexts(ATTACHED) > 0);
    drop(source);
    assert_eq!(count.get(), 1);
}

#[test]
fn s08_a_failed_registration_drops_once() {
    let source = declare_source_new();
    for fail in [1, 2] {
        let (count, dropped) = drops::counted();
        let closure = move |value| {
            let _keep = &dropped;
            value
        };
        assert_eq!(declare_attach(&source, fail, closure), Err(Code(fail)));
        assert_eq!(count.get(), 1);
    }
    assert!(no_context_left(ATTACHED));
}

#[test]
fn dropping_a_subscription_unregisters() {
    let source = declare_source_new();
    let (count, dropped) = drops::counted();
    let subscription = declare_subscribe(&source, move |value| {
        let _keep = &dropped;
        if value < 0 { Err("negative".to_owned()) } else { Ok(value * 2) }
    });
    assert_eq!(declare_emit(&source, 4), 8);
    assert_eq!(declare_emit(&source, -4), -1);
    assert_eq!(declare_emit(&source, 4), 8, "an error is an answer");
    match subscription.outcome() {
        Some(Outcome::Stopped(text)) => assert_eq!(text, "negative"),
        other => panic!("{other:?}"),
    }
    assert_eq!(declare_emit(&source, 4), 8);
    no_reports(|| drop(subscription));
    assert_eq!((declare_removed(&source), count.get(), declare_emit(&source, 1)), (1, 1, -99));
}

#[test]
fn a_subscription_stands_in_a_struct() {
    struct App<'a> {
        seen: Rc<RefCell<Vec<c_int>>>,
        _subscription: Subscription<'a, String>,
    }
    let source = declare_source_new();
    let seen = Rc::new(RefCell::new(vec![]));
    let app = App {
        seen: seen.clone(),
        _subscription: declare_subscribe(&source, move |value| {
            seen.borrow_mut().push(value);
            Ok(0)
        }),
    };
    declare_emit(&source, 1);
    assert_eq!(*app.seen.borrow(), [1]);
}

#[test]
fn a_destroy_notify_is_told_more() {
    let held = Rc::new(());
    let (source, inside) = (declare_source_new(), held.clone());
    declare_attach_named(&source, move |value| value + c_int::try_from(Rc::strong_count(&inside)).unwrap());
    assert_eq!(declare_emit(&source, 40), 42);
    drop(source);
    assert_eq!(Rc::strong_count(&held), 1);
}

#[test]
fn a_body_gives_the_destroy_notify() {
    let held = Rc::new(());
    let (source, inside) = (declare_source_new(), held.clone());
    attach_in_a_body(&source, Some(Box::new(move |value| value + c_int::try_from(Rc::strong_count(&inside)).unwrap())));
    assert_eq!(declare_emit(&source, 40), 42);
    attach_in_a_body(&source, None);
    assert_eq!((declare_emit(&source, 40), Rc::strong_count(&held)), (-99, 1));
}

#[test]
fn s02_a_leaked_subscription_keeps_its_closure() {
    let source = declare_source_new();
    std::mem::forget(declare_subscribe(&source, |value| Ok(value + 1)));
    assert_eq!(declare_emit(&source, 1), 2);
}

#[test]
fn s06_a_late_call_is_refused() {
    let source = declare_source_new();
    let subscription = subscribe_late(&source, |value| value);
    assert_eq!(declare_emit(&source, 5), 5);
    drop(subscription);
    let (late, reports) = reports(|| declare_emit(&source, 5));
    assert_eq!(late, -1);
    assert_eq!(reports.len(), 1, "{reports:?}");
}

#[test]
fn without_user_data_there_is_a_slot() {
    let mut calls = 0;
    let subscription = declare_set_hook(Some(Box::new(move |value| {
        calls += 1;
        value + calls
    })))
    .unwrap();
    assert_eq!((declare_run_hook(10), declare_run_hook(10)), (11, 12));
    let full = declare_set_hook(Some(Box::new(|value| value))).unwrap_err();
    assert_eq!(full.reason(), Reason::Full);
    drop(subscription);
    assert!(declare_set_hook(None).unwrap().is_none());
    assert_eq!(declare_run_hook(1), -99);
}

#[test]
fn failures_turn_into_one_another() {
    let failed: CallError<io::Error, String> = Failed::Err("text".to_owned()).into();
    assert_eq!(failed.to_string(), "text");
}

#[test]
fn an_optional_closure_is_dropped_once_by_c() {
    for fail in [0, 1, 2] {
        let (count, dropped) = drops::counted();
        let source = declare_source_new();
        let closure = move |value| {
            let _keep = &dropped;
            value + 1
        };
        let attached = attach_maybe(&source, fail, Some(Box::new(closure)));
        assert_eq!((attached.is_ok(), count.get()), (fail == 0, usize::from(fail != 0)));
        assert_eq!(declare_emit(&source, 1), if fail == 0 { 2 } else { -99 });
        assert_eq!(attach_maybe(&source, fail, None).is_ok(), fail == 0);
        assert_eq!((declare_emit(&source, 1), count.get()), (-99, 1));
    }
    let (count, dropped) = drops::counted();
    let source = declare_source_new();
    attach_named_maybe(
        &source,
        Some(Box::new(move |value| {
            let _keep = &dropped;
            value + 2
        })),
    );
    assert_eq!((declare_emit(&source, 1), count.get()), (3, 0));
    drop(source);
    assert_eq!(count.get(), 1);
    let source = declare_source_new();
    attach_named_maybe(&source, None);
    assert_eq!(declare_emit(&source, 1), -99);
}

#[test]
fn two_on_one_context_are_kept() {
    let seen = Rc::new(RefCell::new(vec![]));
    let (begun, ended) = (seen.clone(), seen.clone());
    let (n, subscription) = pair_kept(
        2,
        move |value| begun.borrow_mut().push(value),
        move |value| {
            ended.borrow_mut().push(-value);
            0
        },
    );
    assert_eq!((n, seen.borrow().as_slice(), Rc::strong_count(&seen)), (2, [0, 0, 1, -1].as_slice(), 3));
    subscription.close();
    assert_eq!(Rc::strong_count(&seen), 1);
}

/// A subscription is reported as a registration is.
#[test]
fn a_subscription_is_told_and_waited_for() {
    let source = declare_source_new();
    let subscription =
        declare_subscribe(&source, |value| if value < 0 { Err("negative".to_owned()) } else { Ok(value) });
    let told = Arc::new(AtomicUsize::new(0));
    let hook = told.clone();
    subscription.notify(move || {
        hook.fetch_add(1, Relaxed);
    });
    assert!(subscription.wait_outcome(Duration::from_millis(1)).is_none());
    assert_eq!((declare_emit(&source, 4), told.load(Relaxed)), (4, 0));
    assert_eq!((declare_emit(&source, -4), told.load(Relaxed)), (-1, 1));
    assert!(matches!(subscription.wait_outcome(Duration::ZERO), Some(Outcome::Stopped(text)) if text == "negative"));
    subscription.close_and_wait().unwrap();
    assert_eq!((declare_removed(&source), declare_emit(&source, 4)), (1, -99));
}

/// It does not wait for itself.
#[test]
fn a_subscription_is_closed_from_inside() {
    type Kept = Rc<RefCell<Option<Subscription<'static>>>>;
    let source = declare_source_new();
    let kept = Kept::default();
    let inside = kept.clone();
    let subscription = subscribe_late(&source, move |value| {
        let closed = inside.take().map(Subscription::close_and_wait);
        value + c_int::from(closed.is_some_and(|closed| closed.is_err()))
    });
    kept.replace(Some(subscription));
    assert_eq!(declare_emit(&source, 5), 6);
    let (late, reports) = reports(|| declare_emit(&source, 5));
    assert_eq!((late, reports.len()), (-1, 1));
}
