//! SOUNDNESS.md, lines 9 and 12: nothing is freed twice, leaked, or kept longer than C keeps it.

use std::cell::Cell;
use std::ffi::{c_int, c_uchar};

use callback_runtime::arg::{CType, FromC};
use callback_runtime::{Callback, Failed, Reason, callback};
use callback_tests::drops::{Counted, counted};
use callback_tests::{no_reports, panic_of, reports, sys};

#[callback(fail = -1)]
fn consume(value: c_int, #[context] counted: Box<Counted>) -> c_int {
    assert!(value >= 0, "negative");
    drop(counted);
    value
}

#[test]
fn s09_context_by_value_is_dropped_once() {
    let (drops, value) = counted();
    let answer =
        no_reports(|| consume::scope(Box::new(value), |cb| unsafe { sys::peer_call(cb.shim(), 7, cb.context()) }));
    assert_eq!((answer, drops.get()), (Ok(7), 1));
}

#[test]
fn s09_context_by_value_is_dropped_once_when_the_callback_panics() {
    let (drops, value) = counted();
    let text =
        panic_of(|| consume::scope(Box::new(value), |cb| unsafe { sys::peer_call(cb.shim(), -7, cb.context()) }));
    assert_eq!((text.as_str(), drops.get()), ("negative", 1));
}

#[test]
fn s09_context_by_value_is_dropped_once_when_no_call_comes() {
    let (drops, value) = counted();
    consume::scope(Box::new(value), |_| ()).unwrap();
    assert_eq!(drops.get(), 1);
}

#[test]
fn s09_context_by_value_is_dropped_once_when_the_body_panics() {
    let (drops, value) = counted();
    panic_of(|| consume::scope(Box::new(value), |_| panic!("before the call")));
    assert_eq!(drops.get(), 1);

    let (drops, value) = counted();
    panic_of(|| {
        consume::scope(Box::new(value), |cb| {
            assert_eq!(unsafe { sys::peer_call(cb.shim(), 7, cb.context()) }, 7);
            panic!("after the call");
        })
    });
    assert_eq!(drops.get(), 1);
}

#[test]
fn s09_context_by_value_is_dropped_once_when_c_calls_twice() {
    let (drops, value) = counted();
    let mut answers = [0; 3];
    let refused = consume::scope(Box::new(value), |cb| unsafe {
        sys::peer_each(3, cb.shim(), cb.context(), answers.as_mut_ptr());
    })
    .unwrap_err();
    assert_eq!((answers, drops.get()), ([0, -1, -1], 1));
    assert_eq!(refused.reason(), Reason::Consumed);
}

/// A conversion that panics between the context and the call.
struct Odd;

unsafe impl CType for Odd {
    type C = c_int;
}

unsafe impl FromC<'_> for Odd {
    unsafe fn from_c(c: c_int) -> Result<Self, Reason> {
        match c {
            0 => panic!("zero"),
            1 | 3 => Ok(Odd),
            _ => Err(Reason::Invalid("even")),
        }
    }
}

#[callback(fail = -1)]
fn consume_odd(_value: Odd, #[context] _counted: Counted) -> c_int {
    1
}

#[test]
fn s09_context_by_value_is_dropped_once_when_an_argument_stops_the_call() {
    let call = |value| {
        let (drops, counted) = counted();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            consume_odd::scope(counted, |cb| unsafe { sys::peer_call(cb.shim(), value, cb.context()) })
        }));
        assert_eq!(drops.get(), 1, "after {value}");
        outcome.map_err(|_| "panicked").map(|answer| answer.map_err(|refused| refused.reason()))
    };
    assert_eq!(call(1), Ok(Ok(1)));
    assert_eq!(call(2), Ok(Err(Reason::Invalid("even"))));
    assert_eq!(call(0), Err("panicked"));
}

#[callback(ok = 0, err = 1)]
fn fail_with(_value: c_int, #[context] kept: &mut Option<Counted>) -> Result<(), Counted> {
    match kept.take() {
        Some(counted) => Err(counted),
        None => Ok(()),
    }
}

#[test]
fn s09_error_is_dropped_once() {
    let (drops, counted) = counted();
    let mut answers = [9; 3];
    let failed = fail_with::scope(&mut Some(counted), |cb| unsafe {
        sys::peer_each(3, cb.shim(), cb.context(), answers.as_mut_ptr());
    });
    assert_eq!((answers, drops.get()), ([1, 1, 1], 0));
    let Err(Failed::Err(counted)) = failed else { panic!("expected the error") };
    drop(counted);
    assert_eq!(drops.get(), 1);
}

#[test]
fn s09_error_is_dropped_once_when_the_body_panics() {
    let (drops, counted) = counted();
    let (_, reports) = reports(|| {
        panic_of(|| {
            fail_with::scope(&mut Some(counted), |cb| {
                unsafe { sys::peer_call(cb.shim(), 0, cb.context()) };
                panic!("after the call");
            })
        })
    });
    assert_eq!(drops.get(), 1);
    let [report] = &*reports else { panic!("expected one report: {reports:?}") };
    assert!(report.contains("fail_with` stopped with a"), "{report}");
}

#[callback(fail = -1)]
fn keep_text(text: &str, #[context] kept: &mut Vec<String>) -> c_int {
    kept.push(text.to_owned());
    0
}

#[test]
fn s12_text_of_a_call_is_copied_to_be_kept() {
    let mut kept = vec![];
    no_reports(|| keep_text::scope(&mut kept, |cb| unsafe { sys::peer_transient(cb.shim(), cb.context()) })).unwrap();
    assert_eq!(kept, ["transient"]);
}

#[callback(fail = -1)]
fn sum(#[len(n)] data: &[c_uchar], n: c_int, #[context] longest: &Cell<usize>) -> c_int {
    longest.set(longest.get().max(data.len()));
    data.iter().copied().map(c_int::from).sum()
}

#[test]
fn s12_slice_is_what_c_has_during_the_call() {
    let mut data = [1, 2, 3];
    let longest = Cell::new(0);
    let sums = no_reports(|| {
        sum::scope(&longest, |cb| {
            let first = unsafe { sys::peer_bytes(cb.shim(), data.as_ptr(), 3, cb.context()) };
            data[0] = 100;
            (first, unsafe { sys::peer_bytes(cb.shim(), data.as_ptr(), 2, cb.context()) })
        })
    });
    assert_eq!((sums, longest.get()), (Ok((6, 102)), 3));
}

#[callback(fail = core::ptr::null())]
fn name(value: c_int, #[context] _state: &()) -> Option<&'static std::ffi::CStr> {
    (value == 1).then_some(c"one")
}

#[test]
fn s12_returned_pointers_outlive_the_call() {
    let mut got = [core::ptr::null(); 2];
    name::scope(&(), |cb| unsafe {
        got = [sys::peer_get(cb.shim(), 1, cb.context()), sys::peer_get(cb.shim(), 2, cb.context())];
    })
    .unwrap();
    assert_eq!(unsafe { std::ffi::CStr::from_ptr(got[0].cast()) }, c"one");
    assert!(got[1].is_null());
}
