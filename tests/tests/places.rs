//! Places that the callback fills in.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::{NonNull, null, null_mut};

use callback_runtime::arg::{ByValue, ErrorOut, InOut, Out};
use callback_runtime::ret::CBool;
use callback_runtime::{Callback, Reason, Refused, callback};
use callback_tests::{no_reports, panic_of, places};

fn refused<R>(outcome: Result<R, Refused>) -> (Option<&'static str>, Reason) {
    let Err(refused) = outcome else { panic!("expected a refusal") };
    (refused.parameter(), refused.reason())
}

/// Fails before it touches a place, between the two, or not at all.
#[callback(fail = -1)]
fn size(seed: c_int, width: Out<'_, c_int>, height: Option<Out<'_, c_int>>, #[context] scale: &c_int) -> c_int {
    assert!(seed > 0, "nothing to measure");
    width.set(seed);
    assert_eq!(unsafe { width.as_ptr().read() }, seed);
    width.set(seed * scale);
    let Some(height) = height else { return 1 };
    assert!(seed < 10, "too large");
    height.set(seed + 1);
    2
}

fn sizes(seed: c_int, both: bool) -> (c_int, [c_int; 2]) {
    let mut size = [-7, -7];
    let answer = no_reports(|| {
        size::scope(&3, |cb| unsafe { places::places_size(cb.shim(), seed, both, size.as_mut_ptr(), cb.context()) })
    });
    (answer.unwrap(), size)
}

#[test]
fn scalars() {
    assert_eq!(sizes(2, true), (2, [6, 3]));
    assert_eq!(sizes(2, false), (1, [6, -7]), "a place that C does not ask for");
}

/// Places that were set before the callback fails stay set, and the others are unchanged.
#[test]
fn places_after_a_failure() {
    for (seed, expected, text) in [(0, [-7, -7], "nothing to measure"), (10, [30, -7], "too large")] {
        let (mut size, mut answer) = ([-7, -7], None);
        let panic = panic_of(|| {
            size::scope(&3, |cb| {
                answer = Some(unsafe { places::places_size(cb.shim(), seed, true, size.as_mut_ptr(), cb.context()) });
            })
        });
        assert_eq!((panic.as_str(), answer, size), (text, Some(-1), expected));
    }
}

#[test]
fn null_and_misaligned_places() {
    let null = size::scope(&3, |cb| {
        let f: unsafe extern "C" fn(c_int, *mut c_int, *mut c_int, *mut c_void) -> c_int = cb.shim();
        assert_eq!(unsafe { f(1, null_mut(), null_mut(), cb.context()) }, -1);
    });
    assert_eq!(refused(null), (Some("width"), Reason::Null));
    let misaligned = size::scope(&3, |cb| unsafe { places::places_misaligned(cb.shim(), cb.context()) });
    assert_eq!(refused(misaligned), (Some("width"), Reason::Misaligned));
}

#[callback(fail = -1)]
fn open(#[context] object: &mut [u8; 4], place: Out<'_, *mut c_void>) -> c_int {
    place.set(object.as_mut_ptr().cast());
    0
}

#[callback(fail = -1)]
fn open_never_null(#[context] object: &mut [u8; 4], place: Out<'_, Option<NonNull<u8>>>) -> c_int {
    place.set(object[0].eq(&0).then(|| NonNull::from(&mut object[0])));
    0
}

#[test]
fn pointers_to_pointers() {
    let mut object = [0; 4];
    let address: *mut c_void = object.as_mut_ptr().cast();
    let mut opened = null_mut();
    let place: *mut *mut c_void = &mut opened;
    assert_eq!(open::scope(&mut object, |cb| unsafe { places::places_open(cb.shim(), place, cb.context()) }), Ok(0));
    assert_eq!(opened, address);
    for (first, expected) in [(1, null_mut()), (0, address)] {
        object[0] = first;
        let scoped = open_never_null::scope(&mut object, |cb| unsafe {
            places::places_open(cb.shim(), &mut opened, cb.context())
        });
        assert_eq!((scoped, opened), (Ok(0), expected));
    }
}

#[callback(fail = -1)]
fn point(place: Out<'_, ByValue<places::places_point>>, #[context] x: &f64) -> c_int {
    place.set(ByValue(places::places_point { x: *x, y: -x }));
    0
}

#[test]
fn structs() {
    let mut p = places::places_point { x: 0.0, y: 0.0 };
    let answer = point::scope(&1.5, |cb| unsafe { places::places_point(cb.shim(), &mut p, cb.context()) });
    assert_eq!((answer, p), (Ok(0), places::places_point { x: 1.5, y: -1.5 }));
}

#[callback(fail = -1)]
fn text(place: Out<'_, Option<&'static CStr>>, #[context] known: &bool) -> c_int {
    place.set(known.then_some(c"known"));
    0
}

#[test]
fn strings() {
    for (known, expected) in [(true, Some(c"known")), (false, None)] {
        let mut text: *const c_char = c"before".as_ptr();
        let answer = text::scope(&known, |cb| unsafe { places::places_text(cb.shim(), &mut text, cb.context()) });
        assert_eq!(answer, Ok(0));
        let text = NonNull::new(text.cast_mut()).map(|text| unsafe { CStr::from_ptr(text.as_ptr()) });
        assert_eq!(text, expected);
    }
}

#[callback(fail = -1)]
fn flag(go_on: InOut<'_, CBool>, sure: InOut<'_, bool>, #[context] seen: &mut Vec<(bool, bool)>) -> c_int {
    seen.push((go_on.get().0, sure.get()));
    if sure.get() {
        go_on.set(CBool(!go_on.get().0));
        seen.push((go_on.get().0, sure.get()));
    }
    0
}

/// A truth value behind a pointer is checked as one that is passed is.
#[test]
fn values_in_and_out() {
    let mut seen = vec![];
    let mut call = |go_on: Option<c_int>, mut sure: u8| {
        let mut value = go_on.unwrap_or(0);
        let place = if go_on.is_some() { &raw mut value } else { null_mut() };
        let answer =
            flag::scope(&mut seen, |cb| unsafe { places::places_flag(cb.shim(), place, &mut sure, cb.context()) });
        answer.map(|_| (value, sure)).map_err(|refused| (refused.parameter(), refused.reason()))
    };
    assert_eq!(call(Some(256), 0), Ok((256, 0)), "left as it was");
    assert_eq!(call(Some(256), 1), Ok((0, 1)));
    assert_eq!(call(Some(0), 1), Ok((1, 1)));
    let invalid = Reason::Invalid("a `_Bool` that is neither 0 nor 1");
    assert_eq!(call(Some(0), 2), Err((Some("sure"), invalid)));
    assert_eq!(call(None, 1), Err((Some("go_on"), Reason::Null)));
    assert_eq!(seen, [(true, false), (true, true), (false, true), (false, true), (true, true)]);
}

#[callback(fail = -1)]
fn error(value: c_int, error: ErrorOut<'_, *const c_char>, #[context] made: &mut usize) -> c_int {
    if value < 0 {
        error.set_with(|| {
            *made += 1;
            c"negative".as_ptr()
        });
    }
    value
}

/// No error object is made where C does not ask for one, or has one.
#[test]
fn error_objects() {
    let mut made = 0;
    let mut call = |value, place: *mut *const c_char| {
        error::scope(&mut made, |cb| unsafe { places::places_error(cb.shim(), value, place, cb.context()) })
    };
    let mut place = null();
    assert_eq!(call(1, &mut place), Ok(1));
    assert!(place.is_null());
    assert_eq!(call(-1, null_mut()), Ok(-1));
    assert_eq!(call(-1, &mut place), Ok(-1));
    assert_eq!(unsafe { CStr::from_ptr(place) }, c"negative");
    place = c"first".as_ptr();
    assert_eq!(call(-1, &mut place), Ok(-1));
    assert_eq!(unsafe { CStr::from_ptr(place) }, c"first");
    assert_eq!(made, 1);
}

/// C passes the object that it was given in front of its `void *`, and the context is that object.
#[callback(fail = -1)]
fn instead(#[context(as = *mut places::places_point)] calls: &mut c_int, user: *mut c_void) -> c_int {
    assert!(user.is_null());
    *calls += 1;
    *calls
}

/// The context is C's last parameter, behind an object.
#[callback(fail = -1)]
fn behind(place: Out<'_, ByValue<places::places_point>>, #[context(as = *const c_char)] x: &f64) -> c_int {
    place.set(ByValue(places::places_point { x: *x, y: 0.0 }));
    7
}

#[test]
fn s55_context_elsewhere() {
    let mut calls = 4;
    let answer = instead::scope(&mut calls, |cb| unsafe { places::places_point(cb.shim(), cb.context(), null_mut()) });
    assert_eq!((answer, calls), (Ok(5), 5));

    let mut p = places::places_point { x: 0.0, y: 1.0 };
    let answer =
        behind::scope(&2.5, |cb| unsafe { places::places_point(cb.shim(), &mut p, cb.context().cast_mut().cast()) });
    assert_eq!((answer, p), (Ok(7), places::places_point { x: 2.5, y: 0.0 }));
}
