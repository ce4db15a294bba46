//! Closures that C keeps, where the call fails on the Rust side or unregistering fails: C never has a closure that is freed.

use std::ffi::{c_int, c_void};
use std::rc::Rc;

use callback_runtime::{CallError, Callback, Refused, Subscription, callback};
use callback_tests::{no_reports, panic_of, reports};

/// Refused where C returns or writes anything else.
#[callback]
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Low = 0,
    High = 1,
}

#[callback]
unsafe extern "C" {
    safe fn kept_forget();
    safe fn kept_token() -> c_int;
    safe fn kept_is_watching() -> c_int;
    safe fn kept_emit(value: c_int) -> c_int;
    #[callback(fails = nonzero)]
    safe fn kept_unwatch(token: c_int) -> c_int;

    /// Unregistered without anything that the call gives.
    #[link_name = "kept_watch"]
    safe fn watch_plain(
        status: c_int,
        level: c_int,
        #[callback(retained, unregister = kept_forget(), fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[out] token: c_int,
        #[out] level_out: Level,
    ) -> Level;

    /// Unregistered with what C wrote.
    #[link_name = "kept_watch"]
    #[callback(fails = negative)]
    safe fn watch_by_token(
        status: c_int,
        level: c_int,
        #[callback(retained, unregister = kept_unwatch(token), fail = -1)] f: fn(
            value: c_int,
            #[context] _: _,
        ) -> c_int,
        #[context(f)] _: *mut c_void,
        #[out] token: c_int,
        #[out] level_out: Level,
    ) -> c_int;

    /// Unregistered with what may be refused.
    #[link_name = "kept_watch"]
    safe fn watch_by_level(
        status: c_int,
        level: c_int,
        #[callback(retained, unregister = assert_eq!(level_out, Level::High), fail = -1)] f: Option<
            fn(value: c_int, #[context] _: _) -> c_int,
        >,
        #[context(f)] _: *mut c_void,
        #[out] token: c_int,
        #[out] level_out: Level,
    ) -> c_int;

    /// As above, in a slot.
    safe fn watch_slot(
        panics: c_int,
        #[callback(retained, unregister = kept_forget(), fail = -1)] f: fn(
            value: c_int,
            #[context(pool = 2)] _: _,
        ) -> c_int,
    ) {
        sys::watch(f.shim());
        assert!(panics == 0, "after C has it");
    }

    /// Unregistering fails, and the callback is in a slot.
    safe fn watch_busy_slot(
        #[callback(retained, unregister = kept_unwatch(-1), fail = -1)] f: fn(
            value: c_int,
            #[context(static)] _: _,
        ) -> c_int,
    ) {
        sys::watch(f.shim());
    }

    /// A body that panics when C has the callback.
    safe fn watch_in_a_body(
        panics: c_int,
        #[callback(retained, unregister = kept_forget(), fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
    ) {
        sys::keep(f.shim(), f.context());
        assert!(panics == 0, "after C has it");
    }

    /// Unregistering fails.
    #[link_name = "kept_watch"]
    safe fn watch_busy(
        status: c_int,
        level: c_int,
        #[callback(retained, unregister = kept_unwatch(token + 1000), fail = -1)] f: fn(
            value: c_int,
            #[context] _: _,
        ) -> c_int,
        #[context(f)] _: *mut c_void,
        #[out] token: c_int,
        #[out] level_out: c_int,
    ) -> c_int;

    /// Unregistering needs a library that is not there.
    #[link_name = "kept_watch"]
    safe fn watch_missing(
        status: c_int,
        level: c_int,
        #[callback(retained, unregister = not_there(), fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[out] token: c_int,
        #[out] level_out: c_int,
    ) -> c_int;
}

#[callback(lazy = "libcallback-none.so")]
unsafe extern "C" {
    safe fn not_there();
}

mod sys {
    use std::ffi::{c_int, c_void};

    type Kept = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

    #[allow(clashing_extern_declarations, reason = "what a declaration is lowered to")]
    unsafe extern "C" {
        fn kept_watch(status: c_int, level: c_int, f: Kept, data: *mut c_void, a: *mut c_int, b: *mut c_int) -> c_int;
    }

    pub(crate) unsafe fn keep(f: Kept, data: *mut c_void) {
        let (mut token, mut level) = (0, 0);
        // SAFETY: as the caller's.
        unsafe { kept_watch(0, 0, f, data, &raw mut token, &raw mut level) };
    }

    /// C passes one parameter more than the callback has, which the C ABI allows.
    pub(crate) unsafe fn watch(f: unsafe extern "C" fn(c_int) -> c_int) {
        // SAFETY: the caller's function takes the first argument alone.
        unsafe { keep(std::mem::transmute::<unsafe extern "C" fn(c_int) -> c_int, Kept>(f), std::ptr::null_mut()) };
    }
}

/// A closure, and a reference that shows if it was freed.
fn closure() -> (Rc<()>, impl FnMut(c_int) -> c_int) {
    let alive = Rc::new(());
    let held = alive.clone();
    (alive, move |value| value + c_int::try_from(Rc::strong_count(&held)).unwrap())
}

/// Reuses memory that was freed.
fn reuse() -> Vec<Vec<u64>> {
    (1..200).map(|size| (0..size).map(|_| 0).collect()).collect()
}

/// C has the callback still, and its calls are refused.
fn refused_late() {
    let others = reuse();
    assert_eq!((kept_is_watching(), kept_emit(7)), (1, -1));
    drop(others);
    kept_forget();
}

#[test]
fn s45_refused_result_unregisters() {
    let (alive, f) = closure();
    let text = no_reports(|| panic_of(|| watch_plain(7, 0, f)));
    assert!(text.contains("watch_plain") && text.contains("`Level`"), "{text}");
    assert_eq!((Rc::strong_count(&alive), kept_is_watching()), (1, 0));
}

#[test]
fn s45_refused_out_unregisters() {
    for level in [7, -1] {
        let (alive, f) = closure();
        let text = no_reports(|| panic_of(|| watch_plain(1, level, f)));
        assert!(text.contains("level_out"), "{text}");
        assert_eq!((Rc::strong_count(&alive), kept_is_watching()), (1, 0));
    }
    let (alive, f) = closure();
    let (level, token, level_out, kept) = watch_plain(1, 0, f);
    assert_eq!((level, token, level_out), (Level::High, kept_token(), Level::Low));
    assert_eq!(kept_emit(40), 42);
    drop(kept);
    assert_eq!((Rc::strong_count(&alive), kept_is_watching()), (1, 0));
}

#[test]
fn s45_refused_out_unregisters_with_another() {
    let (alive, f) = closure();
    assert!(panic_of(|| watch_by_token(0, 7, f)).contains("level_out"));
    assert_eq!((Rc::strong_count(&alive), kept_is_watching()), (1, 0));
    // C failed, and keeps nothing by its own word.
    let (alive, f) = closure();
    assert_eq!(watch_by_token(-3, 7, f).unwrap_err(), -3);
    assert_eq!(Rc::strong_count(&alive), 1);
    kept_forget();
}

#[test]
fn s45_refused_out_that_unregistering_needs_keeps_the_memory() {
    let (alive, f) = closure();
    assert!(panic_of(|| watch_by_level(0, 7, Some(Box::new(f)))).contains("level_out"));
    assert_eq!(Rc::strong_count(&alive), 1);
    refused_late();
    let (_, _, level, kept): (_, _, _, Option<Subscription<'_>>) = watch_by_level(0, 1, None);
    assert!(level == Level::High && kept.is_none());
    kept_forget();
}

#[test]
fn s45_body_that_panics_keeps_the_memory() {
    let (alive, f) = closure();
    assert_eq!(panic_of(|| watch_in_a_body(1, f)), "after C has it");
    assert_eq!(Rc::strong_count(&alive), 1);
    refused_late();
    let (alive, f) = closure();
    let kept = watch_in_a_body(0, f);
    assert_eq!(kept_emit(1), 3);
    drop(kept);
    assert_eq!((Rc::strong_count(&alive), kept_is_watching()), (1, 0));
}

#[test]
fn s45_body_that_panics_keeps_the_slot() -> Result<(), Refused> {
    let (_, f) = closure();
    assert_eq!(panic_of(|| watch_slot(1, Box::new(f))), "after C has it");
    // The one that is left goes to the next, and the first is still C's.
    let stays = closure().1;
    let (_alive, other) = (kept_emit(1), stays);
    let kept = watch_slot(0, Box::new(other))?;
    assert_eq!(kept_emit(1), 2);
    let (_, third) = closure();
    assert!(watch_slot(0, Box::new(third)).is_err(), "the slot of the first is given to another");
    drop(kept);
    assert_eq!(kept_is_watching(), 0);
    Ok(())
}

#[test]
fn s61_unregistering_that_fails_is_reported_and_keeps_the_memory() {
    let (alive, f) = closure();
    let (.., kept) = watch_busy(0, 0, f);
    let ((), reports) = reports(|| drop(kept));
    let reason = format!(
        "callback `letting_go::watch_busy::f` was to be unregistered, and C has not let go of it: {}",
        libc::EBUSY
    );
    assert_eq!(reports, [reason]);
    assert_eq!(Rc::strong_count(&alive), 1);
    refused_late();
}

#[callback(fail = -1)]
fn in_a_slot(value: c_int, #[context(static)] state: &mut c_int) -> c_int {
    *state += value;
    *state
}

/// A function without user data that C has still is given to no other closure.
#[test]
fn s61_unregistering_that_fails_keeps_the_slot() -> Result<(), Refused> {
    let kept = watch_busy_slot(Box::new(closure().1))?;
    assert_eq!(reports_of(|| drop(kept)), [libc::EBUSY.to_string()]);
    assert!(watch_busy_slot(Box::new(closure().1)).is_err(), "the slot is given to another");
    refused_late();

    let registration = in_a_slot::acquire(1).unwrap();
    unsafe { sys::watch(registration.shim()) };
    let registration = registration.on_close(|| kept_unwatch(-1));
    assert_eq!(reports_of(|| drop(registration)), [libc::EBUSY.to_string()]);
    assert!(in_a_slot::acquire(1).is_err(), "the slot is given to another");
    refused_late();
    Ok(())
}

#[test]
fn s61_unregistering_function_that_is_missing_keeps_the_memory() {
    let (_, f) = closure();
    let (.., kept) = watch_missing(0, 0, f);
    let (waited, reports) = reports(|| kept.close_and_wait());
    assert_eq!(waited, Ok(()));
    assert!(reports.len() == 1 && reports[0].contains("no library `libcallback-none.so`"), "{reports:?}");
    refused_late();
}

#[callback(fail = -1)]
fn annotated(value: c_int, #[context] state: &mut c_int) -> c_int {
    *state += value;
    *state
}

#[test]
fn s61_on_close_that_fails_keeps_the_memory() {
    let registration = annotated::own(1);
    unsafe { sys::keep(registration.shim(), registration.context()) };
    let registration = registration.on_close(|| kept_unwatch(-1));
    assert_eq!(kept_emit(1), 2);
    let ((), reports) = reports(|| drop(registration));
    assert!(reports.len() == 1 && reports[0].contains("has not let go"), "{reports:?}");
    refused_late();

    let registration = annotated::own(1);
    unsafe { sys::keep(registration.shim(), registration.context()) };
    let registration =
        registration.on_close(|| -> Result<Result<(), CallError<c_int>>, Refused> { Ok(Err(CallError::C(5))) });
    assert_eq!(reports_of(|| drop(registration)), ["C(5)"]);
    refused_late();
}

fn reports_of(f: impl FnOnce()) -> Vec<String> {
    let ((), reports) = reports(f);
    reports.iter().map(|report| report.rsplit(": ").next().unwrap_or_default().to_owned()).collect()
}
