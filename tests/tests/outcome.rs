//! The outcome of a scope, the results for C, and the reports.

use std::ffi::{c_int, c_long};
use std::fmt;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::NonNull;

use callback_runtime::arg::ByValue;
use callback_runtime::ret::CBool;
use callback_runtime::{Callback, Failed, Reason, Refused, callback};
use callback_tests::drops::counted;
use callback_tests::{no_reports, panic_of, reports, sys};

#[derive(Debug, PartialEq)]
enum Problem {
    Odd(c_int),
    Large,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Problem {}

type Check<'a> = dyn FnMut(c_int) -> Result<(), Problem> + 'a;

#[callback(ok = 0, err = -1, fail = -2)]
fn check(value: c_int, #[context] f: &mut Check<'_>) -> Result<(), Problem> {
    f(value)
}

/// Lets C call until it stops, and then as often again.
fn check_all(f: &mut Check<'_>) -> (Result<c_int, Failed<Problem>>, [c_int; 5]) {
    let mut answers = [9; 5];
    let outcome = check::scope(f, |cb| unsafe {
        sys::peer_each(5, cb.shim(), cb.context(), answers.as_mut_ptr());
        7
    });
    (outcome, answers)
}

#[test]
fn ok_goes_on() {
    assert_eq!(no_reports(|| check_all(&mut |_| Ok(()))), (Ok(7), [0; 5]));
}

#[test]
fn err_comes_back_typed() {
    let mut seen = vec![];
    let (outcome, answers) = no_reports(|| {
        check_all(&mut |value| {
            seen.push(value);
            if value == 2 { Err(Problem::Odd(value)) } else { Ok(()) }
        })
    });
    assert_eq!((outcome, answers), (Err(Failed::Err(Problem::Odd(2))), [0, 0, -1, -2, -2]));
    assert_eq!(seen, [0, 1, 2], "no user code after the failure");
}

#[test]
fn err_reads_like_the_users_own_error() {
    let (outcome, _) = check_all(&mut |_| Err(Problem::Large));
    let failed = outcome.unwrap_err();
    assert_eq!(failed.to_string(), "Large");
    let boxed: Box<dyn std::error::Error> = failed.into();
    assert_eq!(boxed.to_string(), "Large");
}

/// `?` in the function that calls C.
fn refused_is_an_error(values: *const c_int) -> Result<c_int, Box<dyn std::error::Error>> {
    Ok(double::scope(&(), |cb| unsafe { sys::peer_pointer(cb.shim(), values.cast(), cb.context()) })?)
}

#[callback(fail = -1)]
fn double(value: &c_int, #[context] _state: &()) -> c_int {
    2 * value
}

#[test]
fn refused_comes_back() {
    assert_eq!(refused_is_an_error(&21).unwrap(), 42);
    let error = refused_is_an_error(std::ptr::null()).unwrap_err();
    let refused: &Refused = error.downcast_ref().unwrap();
    assert_eq!(
        (refused.callback(), refused.parameter(), refused.reason()),
        ("outcome::double", Some("value"), Reason::Null)
    );
    assert_eq!(error.to_string(), "callback `outcome::double`: parameter `value` is NULL");
}

#[callback(continue = 1, break = 0)]
fn find(value: c_int, #[context] wanted: &c_int) -> ControlFlow<String> {
    if value == *wanted { ControlFlow::Break(format!("found {value}")) } else { ControlFlow::Continue(()) }
}

#[test]
fn break_comes_back_typed() {
    let run =
        |wanted| no_reports(|| find::scope(&wanted, |cb| unsafe { sys::peer_until(5, cb.shim(), cb.context(), 1) }));
    assert_eq!(run(3), Ok(ControlFlow::Break("found 3".to_owned())));
    assert_eq!(run(9), Ok(ControlFlow::Continue(5)));
}

/// C goes on with zero here and with one above: what the user says.
#[callback(continue = 0, break = 1)]
fn search(value: c_int, #[context] wanted: &c_int) -> ControlFlow<()> {
    if value == *wanted { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

#[test]
fn break_without_a_value() {
    let run = |wanted| search::scope(&wanted, |cb| unsafe { sys::peer_until(5, cb.shim(), cb.context(), 0) });
    assert_eq!(run(3), Ok(ControlFlow::Break(())));
    assert_eq!(run(9), Ok(ControlFlow::Continue(5)));
}

/// Goes on with a value of its own.
#[callback(break = i64::MIN)]
fn halve(value: i64, #[context] limit: &i64) -> ControlFlow<i64, i64> {
    if value < *limit { ControlFlow::Break(value) } else { ControlFlow::Continue(value / 2) }
}

#[test]
fn continue_with_a_value() {
    let run = |value| halve::scope(&10, |cb| unsafe { sys::peer_int64(cb.shim(), value, cb.context()) });
    assert_eq!(run(100), Ok(ControlFlow::Continue(50)));
    assert_eq!(run(5), Ok(ControlFlow::Break(5)));
}

/// A `Result` by another name.
type Status = std::result::Result<(), Problem>;

#[callback(ok = 0, err = -1)]
fn aliased(value: c_int, #[context] limit: &c_int) -> Status {
    if value < *limit { Ok(()) } else { Err(Problem::Large) }
}

#[test]
fn result_behind_an_alias() {
    let mut answers = [9; 3];
    let outcome = aliased::scope(&1, |cb| unsafe {
        sys::peer_each(3, cb.shim(), cb.context(), answers.as_mut_ptr());
    });
    assert_eq!((outcome, answers), (Err(Failed::Err(Problem::Large)), [0, -1, -1]));
}

/// Fails with a value, and succeeds with one.
#[callback(err = -1)]
fn parse(text: &str, #[context] base: &u32) -> Result<c_int, std::num::ParseIntError> {
    c_int::from_str_radix(text, *base)
}

#[test]
fn ok_with_a_value() {
    let run = |text: &std::ffi::CStr| {
        parse::scope(&16, |cb| unsafe { sys::peer_text(cb.shim(), text.as_ptr(), cb.context()) })
    };
    assert_eq!(run(c"ff"), Ok(255));
    assert!(matches!(run(c"fg"), Err(Failed::Err(_))));
}

#[test]
fn panic_outranks_what_else_is_left() {
    #[callback(ok = 0, err = -1, fail = -2)]
    fn again(
        value: c_int,
        #[context] shim: &std::cell::Cell<(sys::peer_int_fn, *mut std::ffi::c_void)>,
    ) -> Result<(), c_int> {
        let (f, user) = shim.get();
        match value {
            0 => resume_unwind(Box::new("inner")),
            1 => {
                unsafe { sys::peer_call(f, 0, user) };
                Err(1)
            }
            _ => {
                unsafe { sys::peer_call(f, 1, user) };
                Err(2)
            }
        }
    }

    let shim = std::cell::Cell::new((None, std::ptr::null_mut()));
    let mut answer = 0;
    let (text, reports) = reports(|| {
        panic_of(|| {
            again::scope(&shim, |cb| unsafe {
                shim.set((cb.shim(), cb.context()));
                answer = sys::peer_call(cb.shim(), 2, cb.context());
            })
        })
    });
    assert_eq!((text.as_str(), answer), ("inner", -1));
    let stopped = "callback `outcome::again` stopped with a `i32` that nobody takes";
    assert_eq!(reports, [stopped, stopped], "nothing is lost in silence");
}

#[test]
fn stop_outranks_a_refusal() {
    #[callback(ok = 0, err = -1)]
    fn stop(
        data: Option<&c_int>,
        #[context] own: &std::cell::Cell<(sys::peer_pointer_fn, *mut std::ffi::c_void)>,
    ) -> Result<(), &'static str> {
        if data.is_none() {
            let (f, user) = own.get();
            assert_eq!(unsafe { sys::peer_misaligned(f, user) }, -1);
        }
        Err("stopped")
    }

    let own = std::cell::Cell::new((None, std::ptr::null_mut()));
    let (outcome, reports) = reports(|| {
        stop::scope(&own, |cb| unsafe {
            own.set((cb.shim(), cb.context()));
            sys::peer_pointer(cb.shim(), std::ptr::null(), cb.context())
        })
    });
    assert_eq!(outcome, Err(Failed::Err("stopped")));
    assert_eq!(reports, ["callback `outcome::stop`: parameter `data` is misaligned"]);
}

#[test]
fn result_of_the_body_is_dropped_when_the_callback_stopped() {
    let (drops, value) = counted();
    let outcome = check::scope(&mut |_| Err(Problem::Large), |cb| {
        unsafe { sys::peer_call(cb.shim(), 0, cb.context()) };
        value
    });
    assert_eq!(outcome.unwrap_err(), Failed::Err(Problem::Large));
    assert_eq!(drops.get(), 1);
}

/// Without a context there is nobody to hand anything back to.
mod without_context {
    use super::*;

    #[callback(ok = 0, err = -1, fail = -2)]
    fn fallible(value: c_int) -> Result<(), Problem> {
        match value {
            0 => Ok(()),
            1 => Err(Problem::Odd(1)),
            _ => panic!("large"),
        }
    }

    #[callback(fail = -3)]
    fn refusing(value: c_int, text: &c_int) -> c_int {
        value + text
    }

    #[test]
    fn s60_what_c_is_not_given_is_reported_at_once() {
        let (answers, reports) =
            reports(|| [0, 1, 2, 0].map(|value| unsafe { sys::peer_plain(fallible::shim(), value) }));
        assert_eq!(answers, [0, -1, -2, 0], "and the next call runs");
        assert_eq!(reports, ["callback `outcome::without_context::fallible` panicked: large"]);
        let shim: unsafe extern "C" fn(c_int, *const c_int) -> c_int = refusing::shim();
        let (answer, reports) = callback_tests::reports(|| unsafe { shim(1, std::ptr::null()) });
        assert_eq!(answer, -3);
        assert_eq!(reports, ["callback `outcome::without_context::refusing`: parameter `text` is NULL"]);
    }
}

/// The last failure before the body itself leaves.
#[test]
fn everything_is_reported_when_the_body_panics() {
    let (_, reports) = reports(|| {
        panic_of(|| {
            check::scope(&mut |_| Err(Problem::Large), |cb| {
                unsafe { sys::peer_call(cb.shim(), 0, cb.context()) };
                panic!("the body")
            })
        });
        panic_of(|| {
            double::scope(&(), |cb| {
                unsafe { sys::peer_pointer(cb.shim(), std::ptr::null(), cb.context()) };
                panic!("the body")
            })
        })
    });
    assert_eq!(
        reports,
        [
            "callback `outcome::check` stopped with a `outcome::Problem` that nobody takes",
            "callback `outcome::double`: parameter `value` is NULL",
        ]
    );
}

mod declared {
    use super::*;

    const STOP: c_int = 77;
    static CODES: [c_int; 2] = [-10, -20];

    fn code(problem: &Problem) -> c_int {
        match problem {
            Problem::Odd(value) => CODES[0] - value,
            Problem::Large => CODES[1],
        }
    }

    impl Problem {
        fn code(&self) -> c_int {
            code(self) - 1
        }
    }

    type Body<'a> = dyn Fn(c_int) -> Result<(), Problem> + 'a;

    #[callback(ok = 5, err = STOP)]
    fn constant(value: c_int, #[context] f: &Body<'_>) -> Result<(), Problem> {
        f(value)
    }

    #[callback(ok = 5, err = code, fail = i32::MIN)]
    fn function(value: c_int, #[context] f: &Body<'_>) -> Result<(), Problem> {
        f(value)
    }

    #[callback(ok = 5, err = Problem::code, fail = const { 3 - 50 } * 2)]
    fn method(value: c_int, #[context] f: &Body<'_>) -> Result<(), Problem> {
        f(value)
    }

    /// The C results for success, for an error and for a panic.
    macro_rules! answers {
        ($callback:ident) => {{
            let mut answers = [0; 4];
            let bodies: [&Body<'_>; 4] =
                [&|_| Ok(()), &|value| Err(Problem::Odd(value)), &|_| Err(Problem::Large), &|_| {
                    resume_unwind(Box::new(()))
                }];
            for (answer, body) in answers.iter_mut().zip(bodies) {
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    $callback::scope(body, |cb| *answer = unsafe { sys::peer_call(cb.shim(), 3, cb.context()) })
                }));
            }
            answers
        }};
    }

    #[test]
    fn values_for_each_outcome() {
        assert_eq!(answers!(constant), [5, 77, 77, 77]);
        assert_eq!(answers!(function), [5, -13, -20, i32::MIN]);
        assert_eq!(answers!(method), [5, -14, -21, -94]);
    }
}

/// `returns`: the C type that the Rust type does not tell.
mod returns {
    use super::*;

    #[callback(err = -1, returns = i64)]
    fn narrow(value: i64, #[context] limit: &i64) -> Result<u32, i64> {
        u32::try_from(value).ok().filter(|&value| i64::from(value) < *limit).ok_or(value)
    }

    #[test]
    fn ok_value_in_another_type() {
        let run = |value| narrow::scope(&(1 << 40), |cb| unsafe { sys::peer_int64(cb.shim(), value, cb.context()) });
        assert_eq!(run(3_000_000_000), Ok(3_000_000_000));
        assert_eq!(run(-5), Err(Failed::Err(-5)));
    }

    #[callback(fail = -1, returns = c_int)]
    fn fits(value: c_int, #[context] factor: &i64) -> i64 {
        i64::from(value) * factor
    }

    #[test]
    fn value_that_does_not_fit_is_refused() {
        let run = |value| {
            let mut answer = 0;
            let outcome =
                fits::scope(&1_000_000, |cb| answer = unsafe { sys::peer_call(cb.shim(), value, cb.context()) });
            (outcome.map_err(|refused| refused.to_string()), answer)
        };
        assert_eq!(run(2), (Ok(()), 2_000_000));
        let text = "callback `outcome::returns::fits`: its result does not fit the C type";
        assert_eq!(run(3000), (Err(text.to_owned()), -1));
    }

    #[callback(ok = 1, err = 0, returns = u8)]
    fn status(#[context] f: &dyn Fn() -> Result<(), ()>) -> Result<(), ()> {
        f()
    }

    #[test]
    fn status_in_another_type() {
        let run = |result: Result<(), ()>| {
            let mut answer = 9;
            let _ = status::scope(&|| result, |cb| answer = unsafe { sys::peer_wide_u8(cb.shim(), cb.context()) });
            answer
        };
        assert_eq!([run(Ok(())), run(Err(()))], [1, 0]);
    }

    #[callback(returns = ())]
    fn nothing(#[context] calls: &mut c_int) -> Result<(), c_int> {
        *calls += 1;
        if *calls == 2 { Err(*calls) } else { Ok(()) }
    }

    /// C takes no value, and the error comes back all the same.
    #[test]
    fn error_of_a_callback_without_a_value() {
        let mut calls = 0;
        let outcome = nothing::scope(&mut calls, |cb| unsafe {
            for _ in 0..5 {
                sys::peer_notify(cb.shim(), cb.context());
            }
        });
        assert_eq!((outcome, calls), (Err(Failed::Err(2)), 2));
    }

    #[callback(continue = true, break = false, returns = bool)]
    fn truth(#[context] calls: &mut c_int) -> ControlFlow<c_int> {
        *calls += 1;
        if *calls == 2 { ControlFlow::Break(2) } else { ControlFlow::Continue(()) }
    }

    #[test]
    fn truth_of_a_control_flow() {
        let mut calls = 0;
        let mut answers = vec![];
        let outcome = truth::scope(&mut calls, |cb| unsafe {
            answers = [(); 3].map(|()| sys::peer_true(cb.shim(), cb.context())).to_vec();
        });
        assert_eq!((outcome, answers), (Ok(ControlFlow::Break(2)), vec![true, false, false]));
    }
}

/// `fail` in the types of results.
mod fail {
    use super::*;

    #[callback(fail = CBool(true))]
    fn cbool(value: c_int, #[context] _state: &()) -> CBool {
        assert!(value > 0);
        CBool(false)
    }

    #[callback(fail = 7)]
    fn cbool_as_a_number(value: c_int, #[context] _state: &()) -> CBool {
        assert!(value > 0);
        CBool(false)
    }

    #[callback(fail = std::cmp::Ordering::Less)]
    fn ordering(value: c_int, #[context] _state: &()) -> std::cmp::Ordering {
        assert!(value > 0);
        value.cmp(&1)
    }

    #[callback(fail = ByValue(sys::peer_big { items: [c_long::MAX; 5] }))]
    fn big(#[context] _state: &()) -> ByValue<sys::peer_big> {
        panic!("no value")
    }

    #[test]
    fn in_the_type_of_the_result() {
        macro_rules! answer {
            ($callback:ident, $value:expr) => {{
                let mut answer = 99;
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    $callback::scope(&(), |cb| answer = unsafe { sys::peer_call(cb.shim(), $value, cb.context()) })
                }));
                answer
            }};
        }
        assert_eq!([answer!(cbool, 1), answer!(cbool, 0)], [0, 1]);
        assert_eq!([answer!(cbool_as_a_number, 1), answer!(cbool_as_a_number, 0)], [0, 7]);
        assert_eq!([answer!(ordering, 2), answer!(ordering, 1), answer!(ordering, 0)], [1, 0, -1]);
        let mut answer = sys::peer_big::default();
        panic_of(|| big::scope(&(), |cb| answer = unsafe { sys::peer_big(cb.shim(), cb.context()) }));
        assert_eq!(answer.items, [c_long::MAX; 5]);
    }
}

/// An error of the callback's is the one that `?` reports, with what caused it.
#[test]
fn the_source_of_an_error_is_kept() {
    use std::error::Error;

    #[derive(Debug)]
    struct Caused(fmt::Error);

    impl fmt::Display for Caused {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("caused")
        }
    }

    impl Error for Caused {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[callback(ok = 0, err = -1)]
    fn fails(_value: c_int, #[context] _state: &()) -> Result<(), Caused> {
        Err(Caused(fmt::Error))
    }

    let failed = fails::scope(&(), |cb| unsafe { sys::peer_call(cb.shim(), 0, cb.context()) }).unwrap_err();
    assert_eq!(failed.to_string(), "caused");
    assert!(failed.source().is_some_and(|source| source.is::<fmt::Error>()));
}

static TABLE: [c_int; 3] = [1, 2, 3];

const YES: bool = true;
const NO: bool = false;
const GONE: *const c_int = std::ptr::without_provenance(8);
const GONE_MUT: *mut c_int = std::ptr::without_provenance_mut(16);

/// Truth values and pointers that stand for an error, and for a panic.
#[callback(err = YES, fail = false)]
fn true_is_an_error(#[context] result: &mut Result<bool, String>) -> Result<bool, String> {
    assert_ne!(*result, Err(String::new()));
    result.clone()
}

#[callback(err = NO, fail = true)]
fn false_is_an_error(#[context] result: &mut Result<bool, String>) -> Result<bool, String> {
    assert_ne!(*result, Err(String::new()));
    result.clone()
}

#[callback(err = GONE, fail = std::ptr::null())]
fn found(value: c_int, #[context] _state: &()) -> Result<&'static c_int, String> {
    TABLE.get(value as usize).ok_or_else(|| "none".to_owned())
}

#[callback(err = GONE_MUT, fail = std::ptr::null_mut())]
fn found_mut(value: c_int, #[context] table: &mut [c_int; 3]) -> Result<NonNull<c_int>, String> {
    table.get_mut(value as usize).map(NonNull::from).ok_or_else(|| "none".to_owned())
}

#[test]
fn constants_that_stand_for_errors() {
    let mut answers = vec![];
    for result in [Ok(true), Ok(false), Err("told".to_owned()), Err(String::new())] {
        let failed = result.is_err();
        let (mut first, mut second) = (result.clone(), result);
        let outcomes = [
            catch_unwind(AssertUnwindSafe(|| {
                true_is_an_error::scope(&mut first, |cb| unsafe {
                    answers.push(sys::peer_true(cb.shim(), cb.context()));
                })
                .is_err()
            })),
            catch_unwind(AssertUnwindSafe(|| {
                false_is_an_error::scope(&mut second, |cb| unsafe {
                    answers.push(sys::peer_true(cb.shim(), cb.context()));
                })
                .is_err()
            })),
        ];
        assert!(outcomes.into_iter().all(|outcome| outcome.unwrap_or(true) == failed));
    }
    assert_eq!(answers, [true, true, false, false, true, false, false, true]);

    let mut place = std::ptr::null();
    let failed = found::scope(&(), |cb| place = unsafe { sys::peer_get(cb.shim(), 3, cb.context()) });
    assert!(failed.is_err());
    assert_eq!(place, GONE.cast());
    let failed = found_mut::scope(&mut [1, 2, 3], |cb| place = unsafe { sys::peer_get(cb.shim(), 9, cb.context()) });
    assert!(failed.is_err());
    assert_eq!(place, GONE_MUT.cast_const().cast());
}
