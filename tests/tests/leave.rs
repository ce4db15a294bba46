//! Callbacks that do not return to C: they unwind its frames, or leave by its own `longjmp`.

use callback_runtime::foreign::LeftC;
use callback_runtime::{Callback, Failed, Outcome, Reason, callback};
use callback_tests::drops::{Counted, counted};
use callback_tests::{live_contexts, no_reports, panic_of, reports};
use std::cell::Cell;
use std::convert::Infallible;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::Mutex;

type ErrorFn = Option<unsafe extern "C-unwind" fn(*mut c_void, c_int)>;

#[repr(C)]
struct State {
    _private: [u8; 0],
}

unsafe extern "C-unwind" {
    fn frames_depth() -> c_int;
    fn frames_decode(error: ErrorFn, user: *mut c_void, code: c_int) -> c_int;
    fn frames_set_error(error: ErrorFn, user: *mut c_void);
    fn frames_decode_kept(code: c_int) -> c_int;
    fn frames_decode_plain(error: Option<unsafe extern "C-unwind" fn(c_int)>, code: c_int) -> c_int;
    fn frames_steps(
        step: Option<unsafe extern "C" fn(*mut c_void, c_int) -> c_int>,
        error: ErrorFn,
        user: *mut c_void,
        n: c_int,
    ) -> c_int;
}

unsafe extern "C" {
    fn frames_new(user: *mut c_void) -> *mut State;
    fn frames_free(state: *mut State);
    fn frames_user(state: *mut State) -> *mut c_void;
    fn frames_raise(state: *mut State, code: c_int, message: *const c_char) -> !;
    fn frames_pcall(
        state: *mut State,
        f: Option<unsafe extern "C" fn(*mut State, c_int) -> c_int>,
        value: c_int,
        message: *mut c_char,
    ) -> c_int;
    fn frames_fatal(state: *mut State, fatal: Option<unsafe extern "C" fn(*mut State, c_int)>, value: c_int) -> c_int;
}

/// The tests that use what the C library has once.
static ONE: Mutex<()> = Mutex::new(());

/// `void (*error)(void *user, int code)`, which must not return.
#[callback(returns = !)]
extern "C-unwind" fn on_error(#[context] seen: &mut Vec<c_int>, code: c_int) -> Result<Infallible, String> {
    let _dropped = seen.clone();
    seen.push(code);
    assert_ne!(code, -99, "too bad");
    Err(format!("code {code}"))
}

#[test]
fn an_error_comes_to_the_scope() {
    let _one = ONE.lock();
    let mut seen = Vec::new();
    let before = unsafe { frames_depth() };
    no_reports(|| {
        let good = on_error::scope(&mut seen, |cb| unsafe { frames_decode(cb.shim(), cb.context(), 5) });
        assert_eq!(good, Ok(5));
        assert_eq!(unsafe { frames_depth() }, before);
        let bad = on_error::scope(&mut seen, |cb| unsafe { frames_decode(cb.shim(), cb.context(), -5) });
        assert_eq!(bad, Err(Failed::Err("code -5".to_owned())));
        // C's frame was left in its middle.
        assert_eq!(unsafe { frames_depth() }, before + 1);
    });
    assert_eq!(seen, [-5]);
}

#[test]
fn a_panic_goes_on_from_the_scope() {
    let _one = ONE.lock();
    let mut seen = Vec::new();
    let text =
        panic_of(|| on_error::scope(&mut seen, |cb| unsafe { frames_decode(cb.shim(), cb.context(), -99) }).is_ok());
    assert!(text.contains("too bad"), "{text}");
    // The context is as good as new.
    let bad = on_error::scope(&mut seen, |cb| unsafe { frames_decode(cb.shim(), cb.context(), -1) });
    assert_eq!(bad, Err(Failed::Err("code -1".to_owned())));
}

#[test]
fn what_the_body_has_is_dropped() {
    let _one = ONE.lock();
    let (drops, value) = counted();
    let bad = on_error::scope(&mut Vec::new(), |cb| {
        let _value = value;
        unsafe { frames_decode(cb.shim(), cb.context(), -5) }
    });
    assert!(bad.is_err());
    assert_eq!(drops.get(), 1);
}

/// `-> !`: leaves by its panic, which may have any payload.
#[callback]
extern "C-unwind" fn gives_up(#[context] payload: &mut Option<Counted>, _code: c_int) -> ! {
    panic_any(Cell::new(payload.take().is_some()))
}

#[test]
fn a_function_that_never_returns() {
    let _one = ONE.lock();
    let (drops, value) = counted();
    let mut payload = Some(value);
    let left = catch_unwind(AssertUnwindSafe(|| {
        gives_up::scope(&mut payload, |cb| unsafe { frames_decode(cb.shim(), cb.context(), -5) })
    }));
    assert!(left.unwrap_err().downcast::<Cell<bool>>().unwrap().get());
    assert_eq!(drops.get(), 1);
    // Where the header says so, its type says so.
    let _: unsafe extern "C-unwind" fn(*mut c_void, c_int) -> ! =
        gives_up::scope(&mut payload, |cb| cb.shim()).unwrap();
}

/// Takes a reference, which C may have null.
#[callback]
extern "C-unwind" fn strict(#[context] _state: &u8, code: Option<&c_int>, text: &CStr) -> ! {
    panic!("{code:?} {text:?}")
}

#[test]
fn a_refused_call_leaves_too() {
    let bad = strict::scope(&1, |cb| {
        let shim: unsafe extern "C-unwind" fn(*mut c_void, *const c_int, *const c_char) -> ! = cb.shim();
        unsafe { shim(cb.context(), std::ptr::null(), std::ptr::null()) }
    });
    let refused = bad.unwrap_err();
    assert_eq!((refused.parameter(), refused.reason()), (Some("text"), Reason::Null));
    // Without a context the innermost scope is left, and the refusal is reported.
    let (bad, reported) = reports(|| {
        strict::scope(&1, |cb| {
            let shim: unsafe extern "C-unwind" fn(*mut c_void, *const c_int, *const c_char) -> ! = cb.shim();
            unsafe { shim(std::ptr::null_mut(), std::ptr::null(), c"".as_ptr()) }
        })
    });
    assert_eq!(bad.unwrap_err().reason(), Reason::NoContext);
    assert_eq!(reported.len(), 1);
}

/// Another callback on the context, in the middle of which nothing happens.
#[callback(fail = -7)]
fn step(#[context] seen: &mut Vec<c_int>, i: c_int) -> c_int {
    seen.push(i);
    assert_ne!(i, 4, "four");
    if i == 2 { -2 } else { i }
}

#[test]
fn callbacks_on_one_context() {
    let mut seen = Vec::new();
    let run = |seen: &mut Vec<c_int>, n| {
        on_error::scope(seen, |cb| unsafe { frames_steps(cb.also::<step>().shim(), cb.shim(), cb.context(), n) })
    };
    assert_eq!(run(&mut seen, 2), Ok(1));
    assert_eq!(run(&mut seen, 9), Err(Failed::Err("code -2".to_owned())));
    assert_eq!(seen, [0, 1, 0, 1, 2, -2]);
}

/// After a panic the function does not run, but C is left all the same.
#[callback(fail = -7)]
fn fails(#[context] _seen: &mut Vec<c_int>, _i: c_int) -> c_int {
    panic!("first")
}

#[test]
fn s27_c_is_left_after_a_failure() {
    let mut seen = Vec::new();
    let text = panic_of(|| {
        on_error::scope(&mut seen, |cb| unsafe { frames_steps(cb.also::<fails>().shim(), cb.shim(), cb.context(), 9) })
    });
    assert_eq!(text, "first");
    assert_eq!(seen, []);
}

#[test]
fn scopes_nest() {
    let _one = ONE.lock();
    let (mut outer, mut inner) = (Vec::new(), Vec::new());
    let got = on_error::scope(&mut outer, |a| {
        let got = on_error::scope(&mut inner, |b| unsafe {
            // Leaves to the outer one, through the inner.
            frames_decode(a.shim(), a.context(), -1);
            b.context()
        });
        panic!("came back with {got:?}")
    });
    assert_eq!(got, Err(Failed::Err("code -1".to_owned())));
    assert_eq!((outer, inner), (vec![-1], vec![]));
}

/// Calls a function that does not return, which belongs into `leave = …`.
#[callback(fail = -1, on_fail = unsafe { frames_decode(error, user, -1); })]
fn tells_by_unwinding(error: unsafe extern "C-unwind" fn(*mut c_void, c_int), user: *mut c_void) -> c_int {
    panic!("at first, of {user:?} and {}", error as usize)
}

#[test]
fn who_unwound_an_on_fail_is_reported() {
    let _one = ONE.lock();
    let mut seen = Vec::new();
    let (answer, reports) = reports(|| {
        on_error::scope(&mut seen, |cb| {
            let shim: unsafe extern "C" fn(
                Option<unsafe extern "C-unwind" fn(*mut c_void, c_int)>,
                *mut c_void,
            ) -> c_int = tells_by_unwinding::shim();
            unsafe { shim(Some(cb.shim()), cb.context()) }
        })
    });
    assert_eq!(answer, Err(Failed::Err("code -1".to_owned())));
    assert_eq!(
        reports.last().map(String::as_str),
        Some(
            "callback `leave::tells_by_unwinding` was unwound by `leave::on_error`, and it ends here; what leaves C stands \
             in `leave = …`"
        )
    );
}

#[test]
fn a_registered_one_leaves_to_a_catch() {
    let _one = ONE.lock();
    let registration = on_error::own(Vec::new());
    unsafe { frames_set_error(registration.shim(), registration.context()) };
    no_reports(|| {
        assert_eq!(LeftC::catch::<on_error, _>(|| unsafe { frames_decode_kept(1) }), Ok(1));
        let left = LeftC::catch::<on_error, _>(|| unsafe { frames_decode_kept(-1) }).unwrap_err();
        assert_eq!(left.callback(), on_error::NAME);
    });
    assert!(matches!(registration.outcome(), Some(Outcome::Stopped(text)) if text == "code -1"));
    // The context is let go while the call is inside, and freed when it has left.
    let name = on_error::NAME;
    let live = live_contexts(name);
    drop(registration);
    assert_eq!(live_contexts(name), live - 1);
}

/// Without user data what went wrong is reported.
#[callback]
extern "C-unwind" fn plain(code: c_int) -> ! {
    panic!("plain {code}")
}

#[test]
fn without_a_context_it_is_reported() {
    let (left, reported) =
        reports(|| LeftC::catch::<plain, _>(|| unsafe { frames_decode_plain(Some(plain_shim()), -3) }));
    let left = left.unwrap_err();
    assert_eq!(left.to_string(), format!("callback `{}` did not return to C", plain::NAME));
    assert!(format!("{left:?}").contains(plain::NAME), "{left:?}");
    assert!(reported[0].ends_with("panicked: plain -3"), "{reported:?}");
}

fn plain_shim() -> unsafe extern "C-unwind" fn(c_int) {
    plain::shim()
}

/// An error of an interpreter, with nothing to drop.
#[derive(Clone, Copy)]
struct Raised(c_int, &'static CStr);

/// `int (*function)(State *, int)`, which raises errors by `longjmp`.
#[callback(leave = |error| raise(state, error))]
fn function(
    state: *mut State,
    value: c_int,
    #[context(from = unsafe { frames_user(state) })] seen: &mut Vec<Counted>,
) -> Result<c_int, Raised> {
    let (_, value_on_stack) = counted();
    seen.push(value_on_stack);
    match value {
        13 => panic!("thirteen"),
        ..0 => Err(Raised(-value, c"negative")),
        _ => Ok(value + 1),
    }
}

fn raise(state: *mut State, error: Option<Raised>) -> ! {
    let Raised(code, message) = error.unwrap_or(Raised(99, c"callback failed"));
    // SAFETY: nothing of Rust's is live in the frames up to `frames_pcall`.
    unsafe { frames_raise(state, code, message.as_ptr()) }
}

fn pcall(state: *mut State, value: c_int) -> (c_int, String) {
    let mut message = [0_u8; 32];
    let answer = unsafe { frames_pcall(state, Some(function::SHIM), value, message.as_mut_ptr().cast()) };
    (answer, CStr::from_bytes_until_nul(&message).unwrap().to_str().unwrap().to_owned())
}

#[test]
fn s30_nothing_is_skipped_by_a_longjmp() {
    let text = panic_of(|| {
        function::scope(&mut Vec::new(), |cb| {
            let state = unsafe { frames_new(cb.context()) };
            no_reports(|| {
                assert_eq!(pcall(state, 1), (2, String::new()));
                assert_eq!(pcall(state, -5), (-1005, "negative".to_owned()));
                // The `&mut` is free again, and nothing is kept: the error is C's.
                assert_eq!(pcall(state, 2), (3, String::new()));
                assert_eq!(pcall(state, -6), (-1006, "negative".to_owned()));
                // A panic is kept; C has an error, now and from here on.
                assert_eq!(pcall(state, 13), (-1099, "callback failed".to_owned()));
                assert_eq!(pcall(state, 1), (-1099, "callback failed".to_owned()));
            });
            unsafe { frames_free(state) };
        })
    });
    assert_eq!(text, "thirteen");
}

#[test]
fn s30_a_registered_context_is_not_left_locked() {
    let registration = function::own(Vec::new());
    let state = unsafe { frames_new(registration.context()) };
    for _ in 0..3 {
        assert_eq!(pcall(state, -5), (-1005, "negative".to_owned()));
    }
    assert!(registration.outcome().is_none());
    assert_eq!(registration.close_and_wait(), Ok(()));
    unsafe { frames_free(state) };
}

/// The error is handed back, and C is told with a constant.
#[callback(ok = 0, leave = unsafe { frames_raise(state, 3, c"see the scope".as_ptr()) })]
fn checks(
    state: *mut State,
    value: c_int,
    #[context(from = unsafe { frames_user(state) })] limit: &c_int,
) -> Result<(), String> {
    if value > *limit { Err(format!("{value} is more than {limit}")) } else { Ok(()) }
}

#[test]
fn an_error_with_a_destructor_is_handed_back() {
    let failed = checks::scope(&10, |cb| {
        let state = unsafe { frames_new(cb.context()) };
        let mut message = [0_u8; 32];
        let mut call = |value| unsafe {
            let shim: unsafe extern "C" fn(*mut State, c_int) -> c_int = cb.shim();
            frames_pcall(state, Some(shim), value, message.as_mut_ptr().cast())
        };
        assert_eq!([call(1), call(11), call(1)], [0, -1003, -1003]);
        unsafe { frames_free(state) };
    });
    assert_eq!(failed, Err(Failed::Err("11 is more than 10".to_owned())));
}

/// A `leave` that returns gives C its result.
#[callback(leave = value * 100)]
fn answers(
    state: *mut State,
    value: c_int,
    #[context(from = unsafe { frames_user(state) })] calls: &mut c_int,
) -> c_int {
    *calls += 1;
    assert!(value < 10, "large");
    value
}

#[test]
fn what_leaves_may_return() {
    let mut calls = 0;
    let text = panic_of(|| {
        answers::scope(&mut calls, |cb| unsafe {
            let state = frames_new(cb.context());
            let shim: unsafe extern "C" fn(*mut State, c_int) -> c_int = cb.shim();
            assert_eq!([shim(state, 3), shim(state, 12), shim(state, 3)], [3, 1200, 300]);
            frames_free(state);
        })
    });
    assert_eq!((text.as_str(), calls), ("large", 2));
}

/// A function that must not return, and leaves by `longjmp`: no unwinding, and so C's own ABI.
#[callback(leave = unsafe { frames_raise(state, value, c"".as_ptr()) })]
fn fatal(state: *mut State, value: c_int) -> ! {
    panic!("fatal {value}")
}

#[test]
fn a_function_that_never_returns_leaves_by_longjmp() {
    let state = unsafe { frames_new(std::ptr::null_mut()) };
    let (code, reported) = reports(|| unsafe { frames_fatal(state, fatal::shim(), 21) });
    assert_eq!(code, 21);
    assert!(reported[0].ends_with("panicked: fatal 21"), "{reported:?}");
    unsafe { frames_free(state) };
}
