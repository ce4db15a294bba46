//! Callbacks that answer through what C passes, and what C is told where they cannot.

use callback_runtime::{Callback, Failed, Outcome, Reason, callback};
use callback_tests::{no_reports, panic_of, reports};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ops::ControlFlow;
use std::ptr::null;

#[repr(C)]
struct Answer {
    value: c_int,
    error: [c_char; 96],
}

impl Answer {
    fn new() -> Self {
        Answer { value: -7, error: [0; 96] }
    }

    fn error(&self) -> String {
        // SAFETY: C ends it with a zero.
        unsafe { CStr::from_ptr(self.error.as_ptr()) }.to_str().unwrap().to_owned()
    }
}

unsafe extern "C" {
    fn told_value(to: *mut Answer, value: c_int);
    fn told_error(to: *mut Answer, message: *const c_char);
    fn told_call(
        f: Option<unsafe extern "C" fn(*mut Answer, *const c_int, *mut c_void)>,
        to: *mut Answer,
        n: *const c_int,
        user: *mut c_void,
    );
    fn told_ask(
        f: Option<unsafe extern "C" fn(*mut Answer, *const c_char, *mut c_void) -> c_int>,
        to: *mut Answer,
        text: *const c_char,
        user: *mut c_void,
    ) -> c_int;
    fn told_errno() -> c_int;
    fn told_alone(
        f: Option<unsafe extern "C" fn(*mut Answer, *const c_int) -> c_int>,
        to: *mut Answer,
        n: *const c_int,
    ) -> c_int;
}

/// `void (*f)(struct answer *to, const int *n, void *user)`
#[callback(on_fail = unsafe { told_error(to, c"failed".as_ptr()) })]
fn double(to: *mut Answer, n: &c_int, #[context] calls: &mut u32) {
    *calls += 1;
    if *n == 1 {
        // C calls again from inside.
        let mut again = Answer::new();
        let shim: unsafe extern "C" fn(*mut Answer, *const c_int, *mut c_void) = double::SHIM;
        unsafe { told_call(Some(shim), &raw mut again, n, std::ptr::from_mut(calls).cast()) };
    }
    assert!(*n >= 0, "negative");
    // SAFETY: C's.
    unsafe { told_value(to, *n * 2) };
}

#[test]
fn a_call_that_answers_tells_nothing() {
    let (mut to, mut calls) = (Answer::new(), 0);
    no_reports(|| {
        double::scope(&mut calls, |cb| unsafe { told_call(cb.shim(), &raw mut to, &4, cb.context()) }).unwrap();
    });
    assert_eq!((to.value, to.error().as_str(), calls), (8, "", 1));
}

#[test]
fn a_panic_and_the_calls_after_it_are_told() {
    let (mut to, mut calls) = (Answer::new(), 0);
    let text = panic_of(|| {
        double::scope(&mut calls, |cb| {
            unsafe { told_call(cb.shim(), &raw mut to, &-4, cb.context()) };
            assert_eq!(to.error(), "failed");
            // Poisoned.
            unsafe { told_call(cb.shim(), &raw mut to, &4, cb.context()) };
        })
    });
    assert_eq!((text.as_str(), to.error().as_str(), to.value, calls), ("negative", "failedfailed", -7, 1));
}

#[test]
fn a_refused_argument_is_told() {
    let (mut to, mut calls) = (Answer::new(), 0);
    let refused =
        double::scope(&mut calls, |cb| unsafe { told_call(cb.shim(), &raw mut to, null(), cb.context()) }).unwrap_err();
    assert_eq!((refused.parameter(), refused.reason()), (Some("n"), Reason::Null));
    assert_eq!((to.error().as_str(), calls), ("failed", 0));
}

#[test]
fn a_call_without_a_context_and_a_closed_one_are_told() {
    let mut to = Answer::new();
    let (_, said) = reports(|| unsafe { told_call(Some(double::SHIM), &raw mut to, &4, std::ptr::null_mut()) });
    assert_eq!((said.len(), to.error().as_str()), (1, "failed"));

    let handle = double::own(0);
    let (shim, context) = (handle.shim(), handle.context());
    unsafe { told_call(shim, &raw mut to, &4, context) };
    assert_eq!((to.value, to.error().as_str()), (8, "failed"));
    drop(handle);
    let (_, said) = reports(|| unsafe { told_call(shim, &raw mut to, &4, context) });
    assert_eq!((said.len(), to.error().as_str()), (1, "failedfailed"));
}

/// Calls itself through C, with the context that it is given as a pointer beside.
#[callback(fail = -1, on_fail = unsafe { told_error(to, c"again".as_ptr()) })]
fn nested(to: *mut Answer, again: *const c_char, #[context] inner: &mut *mut c_void) -> c_int {
    let context = *inner;
    // SAFETY: the context is this one.
    unsafe { told_ask(Some(nested::SHIM), to, again, context) }
}

#[test]
fn a_call_from_inside_is_told() {
    let mut to = Answer::new();
    let mut own = std::ptr::null_mut();
    let place = &raw mut own;
    let refused = nested::scope(&mut own, |cb| unsafe {
        place.write(cb.context());
        assert_eq!(told_ask(cb.shim(), &raw mut to, null(), cb.context()), -1);
    });
    assert_eq!(refused.unwrap_err().reason(), Reason::Reentered);
    assert_eq!(to.error(), "again");
}

#[derive(Debug, PartialEq)]
struct NotANumber(String);

fn tell(to: *mut Answer, error: Option<&NotANumber>) {
    let message = error.map_or_else(|| "no answer".to_owned(), |error| format!("`{}` is no number", error.0));
    let message = CString::new(message).unwrap();
    unsafe { told_error(to, message.as_ptr()) };
}

#[callback(ok = 0, err = code, fail = -2, on_fail = |error| tell(to, error))]
fn parse(to: *mut Answer, text: &str, #[context] least: &c_int) -> Result<(), NotANumber> {
    let value: c_int = text.parse().map_err(|_| NotANumber(text.to_owned()))?;
    assert!(value >= *least, "too small");
    // SAFETY: C's.
    unsafe { told_value(to, value) };
    Ok(())
}

fn code(error: &NotANumber) -> c_int {
    c_int::try_from(error.0.len()).unwrap()
}

#[test]
fn an_error_is_told_in_words_and_handed_back() {
    let mut to = Answer::new();
    let good = parse::scope(&0, |cb| unsafe { told_ask(cb.shim(), &raw mut to, c"12".as_ptr(), cb.context()) });
    assert_eq!((good, to.value, to.error().as_str()), (Ok(0), 12, ""));
    let mut answer = 0;
    let bad = parse::scope(&0, |cb| unsafe {
        answer = told_ask(cb.shim(), &raw mut to, c"zwei".as_ptr(), cb.context());
    });
    assert_eq!(bad, Err(Failed::Err(NotANumber("zwei".to_owned()))));
    // What C returns is as without it, and so is the error number.
    assert_eq!((answer, to.error().as_str()), (4, "`zwei` is no number"));
    let registration = parse::own(0);
    let mut to = Answer::new();
    let answer = unsafe { told_ask(registration.shim(), &raw mut to, c"\xff".as_ptr(), registration.context()) };
    assert_eq!((answer, to.error().as_str(), unsafe { told_errno() }), (-2, "no answer", 0));
    assert!(matches!(registration.outcome(), Some(Outcome::Refused(refused)) if refused.reason() == Reason::NotUtf8));
}

/// To stop is no failure.
#[callback(continue = 0, break = 1, fail = -1, on_fail = unsafe { told_error(to, c"failed".as_ptr()) })]
fn stop(to: *mut Answer, text: &CStr, #[context] _: &()) -> ControlFlow<usize> {
    assert!(!text.is_empty(), "nothing");
    ControlFlow::Break(text.count_bytes())
}

#[test]
fn a_break_is_not_told() {
    let mut to = Answer::new();
    let stopped = stop::scope(&(), |cb| unsafe { told_ask(cb.shim(), &raw mut to, c"abc".as_ptr(), cb.context()) });
    assert_eq!((stopped, to.error().as_str()), (Ok(ControlFlow::Break(3)), ""));
    panic_of(|| stop::scope(&(), |cb| unsafe { told_ask(cb.shim(), &raw mut to, c"".as_ptr(), cb.context()) }));
    assert_eq!(to.error(), "failed");
}

/// There is no context that C could pass.
#[callback(fail = -1, on_fail = unsafe { told_error(to, c"alone".as_ptr()) })]
fn alone(to: *mut Answer, n: &c_int) -> c_int {
    let _ = to;
    10 / n
}

#[test]
fn a_callback_without_a_context_tells_too() {
    let mut to = Answer::new();
    assert_eq!(unsafe { told_alone(Some(alone::SHIM), &raw mut to, &5) }, 2);
    assert_eq!(to.error(), "");
    let (_, said) = reports(|| assert_eq!(unsafe { told_alone(Some(alone::SHIM), &raw mut to, &0) }, -1));
    assert_eq!((said.len(), to.error().as_str()), (1, "alone"));
}

#[callback(fail = -1, on_fail = panic!("told {}", to.is_null()))]
fn bad(to: *mut Answer, text: &CStr, #[context] _: &()) -> c_int {
    panic!("{}", text.to_str().unwrap());
}

#[test]
fn a_panic_of_what_tells_is_contained_and_reported() {
    let mut to = Answer::new();
    let mut answer = 0;
    let (_, said) = reports(|| {
        let text = panic_of(|| {
            bad::scope(&(), |cb| {
                answer = unsafe { told_ask(cb.shim(), &raw mut to, c"first".as_ptr(), cb.context()) };
            })
        });
        assert_eq!(text, "first");
    });
    assert_eq!(answer, -1);
    assert!(said.len() == 1 && said[0].contains("told false"), "{said:?}");
}

struct Table {
    least: c_int,
}

#[callback(mod = table)]
impl Table {
    #[callback(fail = -1, on_fail = Self::told(to))]
    fn check(&self, to: *mut Answer, text: &CStr) -> c_int {
        let _ = to;
        assert!(text.count_bytes() > 2, "too short");
        self.least
    }

    fn told(to: *mut Answer) {
        unsafe { told_error(to, c"method".as_ptr()) };
    }
}

#[test]
fn methods_tell_too() {
    let mut to = Answer::new();
    let table = Table { least: 5 };
    panic_of(|| {
        table::check::scope(&table, |cb| unsafe {
            let shim: unsafe extern "C" fn(*mut c_void, *mut Answer, *const c_char) -> c_int = cb.shim();
            assert_eq!(shim(cb.context(), &raw mut to, c"abc".as_ptr()), 5);
            assert_eq!(to.error(), "");
            assert_eq!(shim(cb.context(), &raw mut to, c"a".as_ptr()), -1);
        })
    });
    assert_eq!(to.error(), "method");
}
