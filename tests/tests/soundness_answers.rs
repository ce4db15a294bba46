//! SOUNDNESS.md, lines 26 to 29: what C gets when a callback fails, and what it finds in `errno`.

use std::any::Any;
use std::cmp::Ordering;
use std::ffi::{c_char, c_int, c_void};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use callback_runtime::arg::{ByValue, CType, FromC};
use callback_runtime::{Callback, Failed, Reason, callback};
use callback_tests::{no_reports, panic_of, panic_text, sys};

fn caught<R>(f: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(f))
}

// 26: the value after a failure is "go on"

/// `int (*commit_hook)(void *)`: anything but zero rolls back.
#[callback(fail = 1)]
fn commit_hook(#[context] f: &mut dyn FnMut() -> bool) -> c_int {
    c_int::from(!f())
}

#[test]
fn s26_panic_rolls_the_transaction_back() {
    let committed = |f: &mut dyn FnMut() -> bool| {
        let mut committed = None;
        let outcome = caught(|| {
            commit_hook::scope(f, |cb| committed = Some(unsafe { sys::peer_commit(cb.shim(), cb.context()) }))
        });
        (outcome.is_ok(), committed)
    };
    assert_eq!(committed(&mut || true), (true, Some(1)));
    assert_eq!(committed(&mut || false), (true, Some(0)));
    assert_eq!(committed(&mut || panic!("no")), (false, Some(0)));
}

#[callback(continue = 1, break = 0)]
fn verify(value: &c_int, #[context] trusted: &mut usize) -> ControlFlow<()> {
    if *value < 0 {
        return ControlFlow::Break(());
    }
    *trusted += 1;
    ControlFlow::Continue(())
}

#[test]
fn s26_refused_argument_breaks() {
    let mut trusted = 0;
    let mut answer = 1;
    let refused = verify::scope(&mut trusted, |cb| unsafe {
        answer = sys::peer_pointer(cb.shim(), std::ptr::null(), cb.context());
    });
    assert_eq!((answer, trusted), (0, 0), "`fail` is `break` where there is one");
    assert_eq!(refused.unwrap_err().reason(), Reason::Null);
}

#[callback(ok = 1, err = 0)]
fn certificate(value: c_int, #[context] _state: &()) -> Result<(), &'static str> {
    match value {
        0 => Ok(()),
        1 => Err("untrusted"),
        _ => panic!("unreadable"),
    }
}

#[test]
fn s26_panic_does_not_trust_the_certificate() {
    let mut answer = 9;
    let mut run = |value| {
        let outcome =
            caught(|| certificate::scope(&(), |cb| answer = unsafe { sys::peer_call(cb.shim(), value, cb.context()) }));
        (outcome.map_err(|payload| panic_text(&*payload)), answer)
    };
    assert_eq!(run(0), (Ok(Ok(())), 1));
    assert_eq!(run(1), (Ok(Err(Failed::Err("untrusted"))), 0));
    assert_eq!(run(2), (Err("unreadable".to_owned()), 0));
}

// 27: user code runs on after a failure

#[callback]
fn compare(a: &u32, b: &u32, #[context] calls: &mut usize) -> Ordering {
    *calls += 1;
    assert!(*calls < 4, "incomparable: {a} and {b}");
    a.cmp(b)
}

#[test]
fn s27_comparator_is_not_called_again_after_a_panic() {
    let mut calls = 0;
    let mut numbers: Vec<u32> = (0..100).rev().collect();
    let text = no_reports(|| {
        panic_of(|| {
            compare::scope(&mut calls, |cb| unsafe {
                sys::qsort_r(numbers.as_mut_ptr().cast(), numbers.len(), 4, cb.shim(), cb.context());
            })
        })
    });
    assert!(text.starts_with("incomparable"), "{text}");
    assert_eq!(calls, 4);
    numbers.sort_unstable();
    assert!(numbers.iter().copied().eq(0..100), "qsort_r went to its end");
}

#[callback(ok = 0, err = -3, fail = -4)]
fn each(value: c_int, #[context] seen: &mut Vec<c_int>) -> Result<(), c_int> {
    seen.push(value);
    match value {
        0 => Ok(()),
        1 => Err(value),
        _ => unreachable!(),
    }
}

#[test]
fn s27_poisoned_until_handed_back() {
    let mut seen = vec![];
    let mut answers = [9; 5];
    let mut run =
        || each::scope(&mut seen, |cb| unsafe { sys::peer_each(5, cb.shim(), cb.context(), answers.as_mut_ptr()) });
    assert_eq!(run(), Err(Failed::Err(1)));
    assert_eq!(run(), Err(Failed::Err(1)), "the same state lent again is not poisoned");
    assert_eq!(answers, [0, -3, -4, -4, -4], "later calls get `fail`");
    assert_eq!(seen, [0, 1, 0, 1]);
}

#[test]
fn s27_refused_call_poisons_too() {
    let mut trusted = 0;
    let refused = no_reports(|| {
        verify::scope(&mut trusted, |cb| unsafe {
            assert_eq!(sys::peer_pointer(cb.shim(), std::ptr::null(), cb.context()), 0);
            assert_eq!(sys::peer_pointer(cb.shim(), (&raw const TWO).cast(), cb.context()), 0);
        })
    });
    assert_eq!((refused.unwrap_err().reason(), trusted), (Reason::Null, 0));
}

static TWO: c_int = 2;

// 28: C gets a value that nobody set

macro_rules! panicking {
    ($($name:ident -> $ty:ty, [$($fail:tt)*];)*) => {$(
        #[callback(fail = $($fail)*)]
        fn $name(#[context] _state: &()) -> $ty {
            panic!("no value")
        }
    )*};
}

panicking! {
    fail_i8 -> i8, [-128];
    fail_u8 -> u8, [0xa5];
    fail_i16 -> i16, [-2];
    fail_u16 -> u16, [const { u16::MAX - 1 }];
    fail_bool -> bool, [true];
    fail_float -> f32, [-0.5];
    fail_point -> ByValue<sys::peer_point>, [ByValue(sys::peer_point { x: -1.0, y: f64::INFINITY })];
    fail_big -> ByValue<sys::peer_big>, [ByValue(sys::peer_big { items: [-1; 5] })];
}

#[callback(fail = c"failed".as_ptr().cast())]
fn fail_pointer(_value: c_int, #[context] _state: &()) -> *const c_void {
    panic!("no value")
}

#[callback(fail = i64::MIN)]
fn fail_int64(_value: i64, #[context] _state: &()) -> i64 {
    panic!("no value")
}

#[callback(fail = -0x0123_4567_89ab_cdef)]
fn fail_number(_value: i64, #[context] _state: &()) -> i64 {
    panic!("no value")
}

#[callback(fail = f64::MAX)]
fn fail_real(_value: f64, #[context] _state: &()) -> f64 {
    panic!("no value")
}

#[test]
fn s28_every_kind_of_result_is_set_when_the_callback_panics() {
    /// Runs C twice: the call that panics, and one that is answered without user code.
    macro_rules! answers {
        ($callback:ident, |$cb:ident| $call:expr) => {{
            let mut answers = vec![];
            let text = panic_of(|| {
                $callback::scope(&(), |$cb| unsafe {
                    answers.push($call);
                    answers.push($call);
                })
            });
            assert_eq!(text, "no value");
            assert_eq!(answers[0], answers[1]);
            answers.remove(0)
        }};
    }
    assert_eq!(answers!(fail_i8, |cb| sys::peer_wide_i8(cb.shim(), cb.context())), -128);
    assert_eq!(answers!(fail_u16, |cb| sys::peer_wide_u16(cb.shim(), cb.context())), 0xfffe);
    assert_eq!(answers!(fail_number, |cb| sys::peer_int64(cb.shim(), 0, cb.context())), -0x0123_4567_89ab_cdef);
    assert_eq!(answers!(fail_u8, |cb| sys::peer_wide_u8(cb.shim(), cb.context())), 0xa5);
    assert_eq!(answers!(fail_i16, |cb| sys::peer_wide_i16(cb.shim(), cb.context())), -2);
    assert_eq!(answers!(fail_bool, |cb| sys::peer_wide_bool(cb.shim(), cb.context())), 1);
    assert!(answers!(fail_bool, |cb| sys::peer_true(cb.shim(), cb.context())));
    assert_eq!(answers!(fail_float, |cb| sys::peer_float(cb.shim(), cb.context())), -0.5);
    assert_eq!(answers!(fail_int64, |cb| sys::peer_int64(cb.shim(), 0, cb.context())), i64::MIN);
    assert_eq!(answers!(fail_real, |cb| sys::peer_real(cb.shim(), 0.0, cb.context())), f64::MAX);
    assert_eq!(
        answers!(fail_point, |cb| sys::peer_point(cb.shim(), cb.context())),
        sys::peer_point { x: -1.0, y: f64::INFINITY }
    );
    assert_eq!(answers!(fail_big, |cb| sys::peer_big(cb.shim(), cb.context())), sys::peer_big { items: [-1; 5] });
    let pointer = answers!(fail_pointer, |cb| sys::peer_get(cb.shim(), 0, cb.context()));
    assert_eq!(unsafe { std::ffi::CStr::from_ptr(pointer.cast::<c_char>()) }, c"failed");
}

// 29: errno

#[callback(fail = -1)]
fn touch_errno(value: c_int, #[context] _state: &()) -> c_int {
    match value {
        0 => {}
        1 => set_errno(libc::ENOTTY),
        // Without the hook of panics, which may change it.
        2 => resume_unwind(Box::new("quiet")),
        _ => unreachable!(),
    }
    value
}

fn set_errno(code: c_int) {
    unsafe { sys::peer_set_errno(code) };
}

#[test]
fn s29_errno_is_the_users_alone() {
    let call = |value| {
        let mut after = 0;
        let outcome = caught(|| {
            touch_errno::scope(&(), |cb| unsafe {
                sys::peer_errno(cb.shim(), value, cb.context(), libc::ERANGE, &raw mut after)
            })
        });
        (outcome.is_ok(), after)
    };
    assert_eq!(call(0), (true, libc::ERANGE), "left as it was");
    assert_eq!(call(1), (true, libc::ENOTTY), "set by the user");
    assert_eq!(call(2), (false, libc::ERANGE), "captured");
}

#[callback(fail = -1)]
fn refuse(value: NotNine, #[context] _state: &()) -> c_int {
    value.0
}

/// Refuses 9.
struct NotNine(c_int);

unsafe impl CType for NotNine {
    type C = c_int;
}

unsafe impl FromC<'_> for NotNine {
    unsafe fn from_c(c: c_int) -> Result<Self, Reason> {
        if c == 9 { Err(Reason::Invalid("nine")) } else { Ok(NotNine(c)) }
    }
}

#[test]
fn s29_errno_is_kept_when_a_call_is_refused() {
    let mut after = [0; 2];
    let refused = refuse::scope(&(), |cb| unsafe {
        assert_eq!(sys::peer_errno(cb.shim(), 9, cb.context(), libc::ERANGE, &raw mut after[0]), -1);
        assert_eq!(sys::peer_errno(cb.shim(), 1, cb.context(), libc::EDOM, &raw mut after[1]), -1);
    });
    assert_eq!(refused.unwrap_err().reason(), Reason::Invalid("nine"));
    assert_eq!(after, [libc::ERANGE, libc::EDOM]);
}

struct ErrnoInDrop;

impl Drop for ErrnoInDrop {
    fn drop(&mut self) {
        set_errno(libc::EPIPE);
    }
}

#[callback(ok = 0, err = -2)]
fn stop(_value: c_int) -> Result<(), ErrnoInDrop> {
    Err(ErrnoInDrop)
}

#[test]
fn s29_errno_is_kept_when_the_runtime_drops_what_nobody_takes() {
    let mut after = 0;
    let answer = no_reports(|| unsafe { sys::peer_errno_plain(stop::shim(), 1, libc::ERANGE, &raw mut after) });
    assert_eq!((answer, after), (-2, libc::ERANGE));
}
