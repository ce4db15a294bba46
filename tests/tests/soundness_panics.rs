//! SOUNDNESS.md, lines 22 to 25: panics stay on their side, and none is lost.

use std::any::Any;
use std::cell::Cell;
use std::ffi::{c_int, c_uchar, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any, resume_unwind};
use std::sync::{Arc, Mutex};

use callback_runtime::arg::{CType, FromC};
use callback_runtime::ret::{Errno, IntoC};
use callback_runtime::{Callback, Reason, callback};
use callback_tests::{no_reports, panic_of, panic_text, reports, sys};

type Outcome<R> = Result<R, Box<dyn Any + Send>>;

fn caught<R>(f: impl FnOnce() -> R) -> Outcome<R> {
    catch_unwind(AssertUnwindSafe(f))
}

// 22: a panic unwinds into C, or is swallowed

#[callback(fail = -1)]
fn closure(value: c_int, #[context] f: &mut dyn FnMut(c_int) -> c_int) -> c_int {
    f(value)
}

#[test]
fn s22_panic_comes_back_where_c_was_called() {
    let finished = unsafe { sys::peer_finished() };
    let mut answer = None;
    let payload = no_reports(|| {
        caught(|| {
            closure::scope(&mut |_| panic_any(41_u8), |cb| unsafe {
                answer = Some(sys::peer_call(cb.shim(), 0, cb.context()));
            })
        })
    })
    .unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&41_u8), "the payload itself");
    assert_eq!(answer, Some(-1), "C got `fail`");
    assert_eq!(unsafe { sys::peer_finished() }, finished + 1, "C's own code ran to its end");
}

#[callback(fail = -1)]
fn without_context(value: c_int) -> c_int {
    panic!("no place for {value}")
}

#[test]
fn s22_panic_without_a_context_is_reported() {
    let finished = unsafe { sys::peer_finished() };
    let (answer, reports) = reports(|| unsafe { sys::peer_plain(without_context::shim(), 3) });
    assert_eq!(answer, -1);
    assert_eq!(reports, ["callback `soundness_panics::without_context` panicked: no place for 3"]);
    assert_eq!(unsafe { sys::peer_finished() }, finished + 1);
}

#[test]
fn s22_panic_is_reported_when_the_body_panics_too() {
    let (text, reports) = reports(|| {
        panic_of(|| {
            closure::scope(&mut |_| panic!("the callback"), |cb| {
                assert_eq!(unsafe { sys::peer_call(cb.shim(), 0, cb.context()) }, -1);
                panic!("the body")
            })
        })
    });
    assert_eq!(text, "the body");
    assert_eq!(reports, ["callback `soundness_panics::closure` panicked: the callback"]);
}

#[callback]
extern "C-unwind" fn unwind_abi(#[context] f: &mut dyn FnMut()) {
    f();
}

#[test]
fn s22_panic_stays_inside_an_unwinding_abi_too() {
    let mut calls = 0;
    let text = panic_of(|| {
        unwind_abi::scope(&mut || panic!("inside"), |cb| {
            let shim: unsafe extern "C-unwind" fn(*mut c_void) = cb.shim();
            unsafe { shim(cb.context()) };
            calls += 1;
        })
    });
    assert_eq!((text.as_str(), calls), ("inside", 1));
}

// 23: a payload whose destructor panics

/// Panics with another of its kind when it is dropped, for ever. It has no size: where one is given up nothing is leaked.
struct Bomb;

thread_local! {
    static DROPS: Cell<usize> = const { Cell::new(0) };
}

impl Drop for Bomb {
    fn drop(&mut self) {
        DROPS.set(DROPS.get() + 1);
        panic_any(Bomb);
    }
}

/// So many payloads that panic in their destructors are dropped, one by the other.
const CHAIN: usize = 8;

/// Returns the number of bombs that `f` dropped.
fn drops<R>(f: impl FnOnce() -> R) -> (R, usize) {
    DROPS.set(0);
    let result = f();
    (result, DROPS.get())
}

#[test]
fn s23_payload_that_panics_in_drop_is_handed_back() {
    let (payload, drops) = drops(|| {
        caught(|| {
            closure::scope(&mut |_| resume_unwind(Box::new(Bomb)), |cb| unsafe {
                sys::peer_call(cb.shim(), 0, cb.context())
            })
        })
        .unwrap_err()
    });
    assert_eq!(drops, 0);
    std::mem::forget(payload.downcast::<Bomb>().unwrap());
}

#[callback(fail = -1)]
fn explode(_value: c_int) -> c_int {
    resume_unwind(Box::new(Bomb))
}

#[test]
fn s23_payload_that_panics_in_drop_is_contained() {
    let ((answer, reports), drops) = drops(|| reports(|| unsafe { sys::peer_plain(explode::shim(), 0) }));
    assert_eq!((answer, drops), (-1, CHAIN));
    assert_eq!(reports, ["callback `soundness_panics::explode` panicked: (no text)"]);
}

/// Panics with the next one when it is dropped, until none is left.
struct Fuse(Arc<()>, usize);

impl Drop for Fuse {
    fn drop(&mut self) {
        if self.1 > 0 {
            panic_any(Fuse(self.0.clone(), self.1 - 1));
        }
    }
}

thread_local! {
    static FUSE: Cell<Option<Fuse>> = const { Cell::new(None) };
}

#[callback(fail = -1)]
fn burn(_value: c_int) -> c_int {
    resume_unwind(Box::new(FUSE.take().unwrap()))
}

/// A destructor that panics with a text is not the end of it: the text is freed too.
#[test]
fn s23_payloads_are_dropped_to_the_last() {
    let live = Arc::new(());
    for length in [1, 2, CHAIN - 1] {
        FUSE.set(Some(Fuse(live.clone(), length)));
        let (answer, _) = reports(|| unsafe { sys::peer_plain(burn::shim(), 0) });
        assert_eq!((answer, Arc::strong_count(&live)), (-1, 1), "{length} of them");
    }
}

#[test]
fn s23_payload_left_behind_by_the_body_is_contained() {
    let ((text, reports), drops) = drops(|| {
        reports(|| {
            panic_of(|| {
                closure::scope(&mut |_| resume_unwind(Box::new(Bomb)), |cb| {
                    unsafe { sys::peer_call(cb.shim(), 0, cb.context()) };
                    panic!("the body")
                })
            })
        })
    });
    assert_eq!((text.as_str(), drops), ("the body", CHAIN));
    assert_eq!(reports.len(), 1, "{reports:?}");
}

/// The result of the body, which `scope` drops.
#[test]
fn s23_result_that_panics_in_drop_does_not_hide_the_panic() {
    let ((text, reports), drops) = drops(|| {
        reports(|| {
            panic_of(|| {
                closure::scope(&mut |_| panic!("the callback"), |cb| {
                    unsafe { sys::peer_call(cb.shim(), 0, cb.context()) };
                    Bomb
                })
            })
        })
    });
    assert_eq!(
        (text.as_str(), drops),
        ("the callback", 1 + CHAIN),
        "the result, and what its destructor panicked with"
    );
    assert_eq!(reports, ["callback `soundness_panics::closure`: a destructor panicked"]);
}

#[callback(fail = -1)]
fn consume_bomb(_value: c_int, #[context] bomb: Bomb) -> c_int {
    drop(bomb);
    0
}

#[test]
fn s23_context_that_panics_in_drop_is_a_panic_of_the_callback() {
    let mut answer = 0;
    let (payload, drops) = drops(|| {
        caught(|| consume_bomb::scope(Bomb, |cb| unsafe { answer = sys::peer_call(cb.shim(), 0, cb.context()) }))
            .unwrap_err()
    });
    assert_eq!((answer, drops), (-1, 1));
    std::mem::forget(payload);
}

/// An `Err` that cannot be handed back is dropped where C is on the stack.
#[callback(ok = 0, err = -2)]
fn stop_with_bomb(_value: c_int) -> Result<(), Bomb> {
    Err(Bomb)
}

#[test]
fn s23_error_that_panics_in_drop_is_contained() {
    let ((answer, reports), drops) = drops(|| reports(|| unsafe { sys::peer_plain(stop_with_bomb::shim(), 0) }));
    assert_eq!((answer, drops), (-2, 1 + CHAIN), "the error, and what its destructor panicked with");
    assert_eq!(reports, ["callback `soundness_panics::stop_with_bomb`: a destructor panicked"]);
}

// 24: a panic in a conversion

struct Angry(c_int);

unsafe impl CType for Angry {
    type C = c_int;
}

unsafe impl FromC<'_> for Angry {
    unsafe fn from_c(c: c_int) -> Result<Self, Reason> {
        assert_ne!(c, 13, "unlucky argument");
        Ok(Angry(c))
    }
}

unsafe impl IntoC for Angry {
    fn into_c(self) -> Result<c_int, Reason> {
        assert_ne!(self.0, 12, "unlucky result");
        Ok(self.0)
    }
}

#[callback(fail = -1)]
fn convert(value: Angry, #[context] calls: &mut usize) -> Angry {
    *calls += 1;
    value
}

#[test]
fn s24_panic_in_a_conversion_is_one_of_the_callback() {
    let run = |value| {
        let mut calls = 0;
        let mut answers = [0; 2];
        let outcome = caught(|| {
            convert::scope(&mut calls, |cb| unsafe {
                answers = [value, 1].map(|value| sys::peer_call(cb.shim(), value, cb.context()));
            })
        });
        (outcome.map_err(|payload| panic_text(&*payload)).map(Result::unwrap), calls, answers)
    };
    assert_eq!(run(5), (Ok(()), 2, [5, 1]));
    let (outcome, calls, answers) = run(13);
    assert!(outcome.unwrap_err().contains("unlucky argument"));
    assert_eq!((calls, answers), (0, [-1, -1]));
    let (outcome, calls, answers) = run(12);
    assert!(outcome.unwrap_err().contains("unlucky result"));
    assert_eq!((calls, answers), (1, [-1, -1]));
}

struct NoNumber;

impl Errno for NoNumber {
    fn errno(&self) -> c_int {
        panic!("no number")
    }
}

#[callback(ok = 0, err = errno(-1))]
fn err_errno(_value: c_int, #[context] _state: &()) -> Result<(), NoNumber> {
    Err(NoNumber)
}

fn no_code(_: &String) -> c_int {
    panic!("no code")
}

#[callback(ok = 0, err = no_code, fail = -1)]
fn err_function(_value: c_int, #[context] _state: &()) -> Result<(), String> {
    Err("text".to_owned())
}

#[test]
fn s24_panic_in_the_code_of_an_error_is_one_of_the_callback() {
    let mut answer = 0;
    let text = panic_of(|| err_errno::scope(&(), |cb| answer = unsafe { sys::peer_call(cb.shim(), 0, cb.context()) }));
    assert_eq!((answer, text.as_str()), (-1, "no number"));
    let text =
        panic_of(|| err_function::scope(&(), |cb| answer = unsafe { sys::peer_call(cb.shim(), 0, cb.context()) }));
    assert_eq!((answer, text.as_str()), (-1, "no code"));
}

fn no_length(_: c_int) -> usize {
    panic!("no length")
}

#[callback(fail = -1)]
fn length(#[len(no_length(n))] _data: &[c_uchar], n: c_int, #[context] _state: &()) -> c_int {
    0
}

#[test]
fn s24_panic_in_a_length_is_one_of_the_callback() {
    let mut answer = 0;
    let text = panic_of(|| {
        length::scope(&(), |cb| unsafe { answer = sys::peer_bytes(cb.shim(), [1].as_ptr(), 1, cb.context()) })
    });
    assert_eq!((answer, text.as_str()), (-1, "no length"));
}

fn no_global() -> *mut c_void {
    panic!("no global")
}

#[callback(fail = -1)]
fn found(_value: c_int, #[context(from = no_global())] _state: &()) -> c_int {
    0
}

#[test]
fn s24_panic_on_the_way_to_the_context_is_reported() {
    let (answer, reports) = reports(|| found::scope(&(), |cb| unsafe { sys::peer_plain(cb.shim(), 1) }));
    assert_eq!(answer, Ok(-1));
    assert_eq!(reports.first().unwrap(), "callback `soundness_panics::found` panicked: no global");
}

// 25: two panics

#[test]
fn s25_nested_panics_go_to_their_own_scopes() {
    let mut inner_text = String::new();
    let outer_text = panic_of(|| {
        closure::scope(
            &mut |_| {
                inner_text = panic_of(|| {
                    closure::scope(&mut |_| panic!("inner"), |cb| unsafe { sys::peer_call(cb.shim(), 0, cb.context()) })
                });
                panic!("outer")
            },
            |cb| unsafe { sys::peer_call(cb.shim(), 0, cb.context()) },
        )
    });
    assert_eq!((inner_text.as_str(), outer_text.as_str()), ("inner", "outer"));
}

#[test]
fn s25_inner_panic_passes_through_the_outer_scope() {
    let text = no_reports(|| {
        panic_of(|| {
            closure::scope(
                &mut |value| {
                    closure::scope(&mut |_| panic!("inner"), |cb| unsafe {
                        sys::peer_call(cb.shim(), value, cb.context())
                    })
                    .unwrap()
                },
                |cb| unsafe { sys::peer_call(cb.shim(), 0, cb.context()) },
            )
        })
    });
    assert_eq!(text, "inner");
}

thread_local! {
    static AGAIN: Cell<(sys::peer_int_fn, *mut c_void)> = const { Cell::new((None, std::ptr::null_mut())) };
}

#[callback(fail = -1)]
fn shared(value: c_int, #[context] _state: &()) -> c_int {
    if value > 0 {
        let (shim, context) = AGAIN.get();
        assert_eq!(unsafe { sys::peer_call(shim, value - 1, context) }, -1);
    }
    panic!("at {value}")
}

#[test]
fn s25_second_panic_on_one_context_is_reported() {
    let (text, reports) = reports(|| {
        panic_of(|| {
            shared::scope(&(), |cb| unsafe {
                AGAIN.set((cb.shim(), cb.context()));
                sys::peer_call(cb.shim(), 2, cb.context())
            })
        })
    });
    assert_eq!(text, "at 0", "the first one is handed back");
    assert_eq!(
        reports,
        ["callback `soundness_panics::shared` panicked: at 1", "callback `soundness_panics::shared` panicked: at 2"]
    );
}

/// A callback may run while its thread unwinds: from a destructor.
struct CallsC<'a>(sys::peer_int_fn, *mut c_void, &'a Cell<c_int>);

impl Drop for CallsC<'_> {
    fn drop(&mut self) {
        self.2.set(unsafe { sys::peer_call(self.0, 3, self.1) });
    }
}

#[test]
fn s25_callback_panics_while_the_thread_unwinds() {
    let answer = Cell::new(0);
    let (text, reports) = reports(|| {
        panic_of(|| {
            closure::scope(&mut |value| panic!("while unwinding: {value}"), |cb| {
                let _calls = CallsC(cb.shim(), cb.context(), &answer);
                panic!("the body")
            })
        })
    });
    assert_eq!((text.as_str(), answer.get()), ("the body", -1));
    assert_eq!(reports, ["callback `soundness_panics::closure` panicked: while unwinding: 3"]);
}

static ON_THREADS: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[callback(fail = -1)]
fn on_thread(value: c_int) -> c_int {
    panic!("on C's thread: {value}")
}

#[test]
fn s25_panic_on_a_thread_of_c_is_reported_there() {
    // The hook of this one callback notes to a global; the hook of the other tests is thread-local.
    #[callback(fail = -2)]
    fn through_hook(value: c_int) -> c_int {
        let (answer, reports) = reports(|| unsafe { sys::peer_plain(on_thread::shim(), value) });
        ON_THREADS.lock().unwrap().extend(reports);
        answer
    }

    assert_eq!(unsafe { sys::peer_on_thread(through_hook::shim(), 8) }, -1);
    assert_eq!(*ON_THREADS.lock().unwrap(), ["callback `soundness_panics::on_thread` panicked: on C's thread: 8"]);
}

// 51: what is dropped or called outside of the guard

#[callback(ok = (), err = (), returns = ())]
extern "C-unwind" fn hooked(#[context] n: &u32) -> Result<(), String> {
    Err(format!("no {n}"))
}

/// Panics when it is dropped.
struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic!("{}", self.0);
        }
    }
}

type Hooked = callback_runtime::Registration<hooked, callback_runtime::context::Shared>;

/// Calls a callback whose hook `set` sets; the reports.
fn call_hooked(set: impl FnOnce(&Arc<std::sync::OnceLock<Hooked>>)) -> Vec<String> {
    let place: Arc<std::sync::OnceLock<Hooked>> = Arc::default();
    place.set(hooked::share(1)).unwrap();
    set(&place);
    let ((), reports) = reports(|| {
        let registration = place.get().unwrap();
        let shim: unsafe extern "C-unwind" fn(*mut c_void) = registration.shim();
        assert!(caught(|| unsafe { shim(registration.context()) }).is_ok(), "unwound through C");
        assert!(registration.outcome().is_some());
    });
    Arc::into_inner(place).unwrap().into_inner().unwrap().close_and_wait().unwrap();
    reports
}

#[test]
fn s51_replaced_hook_is_dropped_inside() {
    let reports = call_hooked(|place| {
        let (loud, again) = (Loud("the hook"), Arc::downgrade(place));
        place.get().unwrap().notify(move || {
            let _ = &loud;
            again.upgrade().unwrap().get().unwrap().notify(|| ());
        });
    });
    assert_eq!(reports, ["callback `soundness_panics::hooked`: a destructor panicked"]);
}

#[test]
fn s51_hook_that_panics_is_reported() {
    let reports = call_hooked(|place| place.get().unwrap().notify(|| panic!("the hook itself")));
    assert_eq!(reports, ["callback `soundness_panics::hooked` panicked: the hook itself"]);
    let reports = call_hooked(|place| place.get().unwrap().notify(|| panic_any(Loud("the payload of the hook"))));
    assert_eq!(reports, ["callback `soundness_panics::hooked` panicked: (no text)"]);
}

#[callback]
extern "C-unwind" fn keeps(#[context] loud: &Loud) {
    assert!(!loud.0.is_empty());
}

/// The value, the hook and an error that was not taken, of a context that C ends.
#[test]
fn s51_what_c_ends_is_dropped_inside() {
    let ((), reports) = reports(|| {
        let registration = keeps::share(Loud("the value"));
        let loud = Loud("the hook");
        registration.notify(move || {
            let _ = &loud;
        });
        let destroy: unsafe extern "C-unwind" fn(*mut c_void) = registration.destroy();
        let context = registration.into_context();
        assert!(caught(|| unsafe { destroy(context) }).is_ok(), "unwound through C");
    });
    assert_eq!(reports, ["callback `soundness_panics::keeps`: a destructor panicked"; 2]);
}
