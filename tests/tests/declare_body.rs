//! Typed declarations with a body: several C calls as one safe function.

#![forbid(unsafe_op_in_unsafe_fn)]

use std::ffi::{c_char, c_int, c_long, c_uint, c_void};
use std::ops::ControlFlow;

use callback_runtime::foreign::CBox;
use callback_runtime::{Failed, callback};
use callback_tests::panic_of;

mod sys {
    use super::*;

    pub type Write = unsafe extern "C" fn(*const c_char, usize, *mut c_void) -> c_int;
    pub type Filter = Option<unsafe extern "C" fn(c_int) -> c_int>;

    #[repr(C)]
    pub struct Integrand {
        pub function: unsafe extern "C" fn(f64, *mut c_void) -> f64,
        pub params: *mut c_void,
    }

    #[repr(C)]
    pub struct WalkOptions {
        pub version: c_uint,
        pub enter: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
        pub enter_payload: *mut c_void,
        pub leave: Option<unsafe extern "C" fn(c_int, *mut c_void)>,
        pub leave_payload: *mut c_void,
    }

    unsafe extern "C" {
        pub fn easy_set(easy: *const super::Easy, option: c_int, ...) -> c_int;
        pub fn easy_perform(easy: *const super::Easy) -> c_int;
        pub fn integrate(f: *const Integrand, from: f64, to: f64, result: *mut f64) -> c_int;
        pub fn walk(depth: c_int, options: *const WalkOptions) -> c_int;
        pub static mut startup_hook: Option<unsafe extern "C" fn() -> c_int>;
        pub fn startup() -> c_int;
    }
}

const EASY_WRITE: c_int = 1;
const EASY_WRITE_USER: c_int = 2;
const EASY_LIMIT: c_int = 3;

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
    type Easy;

    #[callback(free = easy_free)]
    safe fn easy_new() -> CBox<Easy>;
    unsafe fn easy_free(easy: *mut Easy);

    /// One option of a variadic setter.
    #[callback(fails = nonzero, error = Code)]
    safe fn easy_limit(easy: &Easy, limit: c_long) -> c_int {
        sys::easy_set(easy, EASY_LIMIT, limit)
    }

    /// An option that C does not know.
    #[callback(fails = nonzero, error = Code)]
    safe fn easy_unknown(easy: &Easy) -> c_int {
        sys::easy_set(easy, 77, 0)
    }

    /// The function and its data, for as long as C uses them.
    safe fn easy_perform(
        easy: &Easy,
        #[callback(err = -1)] write: fn(
            #[len(size)] text: &[u8],
            size: usize,
            #[context] _: _,
        ) -> Result<c_int, String>,
        #[context(write)] user: *mut c_void,
    ) -> c_int {
        sys::easy_set(easy, EASY_WRITE, write.shim::<sys::Write>());
        sys::easy_set(easy, EASY_WRITE_USER, user);
        let code = sys::easy_perform(easy);
        sys::easy_set(easy, EASY_WRITE, None::<sys::Write>);
        code
    }

    /// A struct on the stack, and C's out-parameter.
    #[callback(fails = nonzero, error = Code)]
    safe fn integrate(
        #[callback(fail = f64::NAN)] f: fn(x: f64, #[context] _: _) -> f64,
        from: f64,
        to: f64,
        #[out] result: f64,
    ) -> c_int {
        let f = sys::Integrand { function: f.shim(), params: f.context() };
        sys::integrate(&f, from, to, result)
    }

    /// Two pairs, of which one may be missing.
    safe fn walk(
        depth: c_int,
        #[callback(continue = 0, break = 1)] enter: fn(depth: c_int, #[context] _: _) -> ControlFlow<c_int>,
        leave: Option<fn(depth: c_int, #[context] _: _)>,
    ) -> c_int {
        let options = sys::WalkOptions {
            version: 1,
            enter: enter.shim(),
            enter_payload: enter.context(),
            leave: leave.map(|leave| leave.shim()),
            leave_payload: leave.map_or(core::ptr::null_mut(), |leave| leave.context()),
        };
        sys::walk(depth, &options)
    }

    // What returns the previous function gives a pointer that is unsafe to call.
    safe fn filter_install(
        #[callback(retained, unregister = { filter_restore(result); }, fail = -1)] next: fn(
            value: c_int,
            #[context(pool = 2)] _: _,
        ) -> c_int,
    ) -> sys::Filter;
    #[link_name = "filter_install"]
    safe fn filter_restore(previous: sys::Filter) -> sys::Filter;
    safe fn filter_get(#[out] filter: sys::Filter);
    safe fn filter_apply(value: c_int) -> c_int;

    /// A global, while it is called.
    safe fn startup(#[callback(fail = -9)] hook: fn() -> c_int) -> c_int {
        sys::startup_hook = hook.shim();
        let result = sys::startup();
        sys::startup_hook = None;
        result
    }
}

#[test]
fn a_variadic_setter_takes_a_closure_and_its_data() {
    let easy = easy_new();
    assert_eq!(easy_limit(&easy, 3), Ok(()));
    assert_eq!(easy_unknown(&easy), Err(Code(48)));
    let mut seen = vec![];
    let done = easy_perform(&easy, |text, _| {
        seen.push(String::from_utf8_lossy(text).into_owned());
        Ok(c_int::try_from(text.len()).unwrap())
    });
    assert_eq!((done, seen), (Ok(0), vec!["one".to_owned(), "three".to_owned(), "two".to_owned()]));
}

#[test]
fn an_error_and_a_panic_pass_the_body() {
    let easy = easy_new();
    easy_limit(&easy, 3).unwrap();
    let failed = easy_perform(&easy, |_, _| Err("disk full".to_owned()));
    assert_eq!(failed, Err(Failed::Err("disk full".to_owned())));
    assert_eq!(panic_of(|| easy_perform(&easy, |_, _| panic!("no disk"))), "no disk");
}

#[test]
fn a_struct_carries_the_function_and_its_context() {
    let mut calls = 0;
    let area = integrate(
        |x| {
            calls += 1;
            2.0 * x
        },
        0.0,
        3.0,
    );
    let area = area.unwrap();
    assert!((area - 9.0).abs() < 1e-9, "{area}");
    assert_eq!(calls, 100);
}

#[test]
fn options_hold_several_pairs() {
    let (mut entered, mut left) = (vec![], vec![]);
    let done = walk(
        3,
        |depth| {
            entered.push(depth);
            ControlFlow::Continue(())
        },
        Some(&mut |depth| left.push(depth)),
    );
    assert_eq!(done, Ok(ControlFlow::Continue(0)));
    assert_eq!((entered, left), (vec![0, 1, 2], vec![2, 1, 0]));
    let found = walk(3, |depth| if depth == 1 { ControlFlow::Break(depth) } else { ControlFlow::Continue(()) }, None);
    assert_eq!(found, Ok(ControlFlow::Break(1)));
}

fn address(filter: sys::Filter) -> usize {
    filter.map_or(0, |filter| filter as usize)
}

#[test]
fn the_previous_function_is_put_back() {
    assert_eq!(filter_apply(2), 2);
    let (none, outer) = filter_install(|value| value + 1).unwrap();
    assert!(none.is_none());
    assert_eq!(filter_apply(2), 3);
    let (previous, inner) = filter_install(|value| value * 10).unwrap();
    assert!(previous.is_some());
    assert_eq!(filter_apply(2), 20);
    assert_ne!(address(filter_get()), address(previous));
    drop(inner);
    assert_eq!(filter_apply(2), 3);
    assert_eq!(address(filter_get()), address(previous));
    drop(outer);
    assert_eq!(filter_apply(2), 2);
}

#[test]
fn a_global_is_a_callback() {
    let mut started = false;
    let code = startup(|| {
        started = true;
        7
    });
    assert_eq!((code, started), (Ok(7), true));
}
