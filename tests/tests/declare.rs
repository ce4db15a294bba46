//! Typed declarations: closures borrowed for a call.

#![deny(nonstandard_style)]

use std::ffi::{CStr, c_int, c_long, c_void};
use std::ops::ControlFlow;

#[allow(unused_imports, reason = "its methods are `keep` and `c`, which generated code must not mean")]
use callback_runtime::foreign::ToC as _;
use callback_runtime::{Failed, Reason, callback};
use callback_tests::panic_of;

#[callback]
unsafe extern "C" {
    /// Calls for each number below `n`.
    safe fn declare_each(
        n: c_int,
        #[callback(continue = 0, break = 7)] each: fn(value: c_int, #[context] _: _) -> ControlFlow<c_int>,
        #[context(each)] _: *mut c_void,
    ) -> c_int;

    #[link_name = "declare_each"]
    safe fn each_result<E>(
        n: c_int,
        #[callback(ok = 0, err = 3)] each: fn(value: c_int, #[context] _: _) -> Result<(), E>,
        #[context(each)] _: *mut c_void,
    ) -> c_int;

    safe fn declare_stubborn(
        n: c_int,
        #[callback(fail = -1)] each: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(each)] _: *mut c_void,
    ) -> c_int;

    safe fn declare_two(
        n: c_int,
        #[callback(ok = 0, err = 1)] left: fn(#[context] _: _, value: c_int) -> Result<(), String>,
        #[context(left)] _: *mut c_void,
        #[callback(ok = 0, err = 1)] right: Option<fn(value: c_int, #[context] _: _) -> Result<(), String>>,
        #[context(right)] _: *mut c_void,
    ) -> c_int;

    safe fn declare_pair(
        n: c_int,
        #[context(begin, end)] _: *mut c_void,
        begin: fn(#[context] _: _, value: c_int),
        #[callback(continue = 0, break = 1)] end: Option<fn(#[context] _: _, value: c_int) -> ControlFlow<()>>,
    ) -> c_int;

    safe fn declare_sum(numbers: &[c_int], #[len(numbers)] n: c_int) -> c_int;

    safe fn declare_dot(a: &[c_int], b: &[c_int], #[len(a, b)] n: usize) -> c_long;

    safe fn declare_length(text: &CStr) -> usize;

    /// Its names are C's, as in every `extern` block.
    #[link_name = "declare_length"]
    safe fn DeclareLengthW(lpText: &CStr) -> usize;

    #[link_name = "declare_length"]
    safe fn length_of_str(text: Option<&str>) -> usize;

    safe fn declare_twice(times: c_int, #[callback(once)] c: fn(#[context] _: _), #[context(c)] _: *mut c_void);

    safe fn declare_reenter(
        depth: c_int,
        #[callback(shared, fail = -1)] f: fn(depth: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    #[link_name = "declare_reenter"]
    safe fn reenter_exclusive(
        depth: c_int,
        #[callback(fail = -1)] f: fn(depth: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    safe fn declare_no_user_data(n: c_int, #[callback(fail = -1)] each: fn(value: c_int) -> c_int) -> c_int;

    static mut declared_counter: c_int;

    unsafe fn qsort<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> std::cmp::Ordering,
    );
}

#[test]
fn a_closure_borrows_and_breaks() {
    let mut seen = vec![];
    let done = declare_each(3, |value| {
        seen.push(value);
        ControlFlow::Continue(())
    });
    assert_eq!(done, Ok(ControlFlow::Continue(3)));
    assert_eq!(seen, [0, 1, 2]);
    let found = declare_each(9, |value| if value == 4 { ControlFlow::Break(value) } else { ControlFlow::Continue(()) });
    assert_eq!(found, Ok(ControlFlow::Break(4)));
}

#[test]
fn an_error_of_any_type_comes_back() {
    assert_eq!(each_result(2, |_| Ok::<(), String>(())), Ok(2));
    let failed = each_result(9, |value| if value < 5 { Ok(()) } else { Err(format!("no {value}")) });
    assert_eq!(failed, Err(Failed::Err("no 5".to_owned())));
}

#[test]
fn a_panic_passes_c_and_no_call_runs_after_it() {
    let mut calls = 0;
    let text = panic_of(|| {
        declare_stubborn(5, |value| {
            calls += 1;
            assert!(value < 2, "two");
            value
        })
    });
    assert_eq!((text.as_str(), calls), ("two", 3));
}

#[test]
fn two_callbacks_in_one_call() {
    let (mut left, mut right) = (0, 0);
    let calls = declare_two(
        3,
        |_| {
            left += 1;
            Ok(())
        },
        Some(&mut |_| {
            right += 1;
            Ok(())
        }),
    );
    assert_eq!((calls, left, right), (Ok(6), 3, 3));
    assert_eq!(declare_two(3, |_| Ok(()), None), Ok(6));
    assert_eq!(declare_two(3, |_| Err("left".to_owned()), None), Err(Failed::Err("left".to_owned())));
    let failed = declare_two(3, |_| Ok(()), Some(&mut |_| Err("right".to_owned())));
    assert_eq!(failed, Err(Failed::Err("right".to_owned())));
}

#[test]
fn two_callbacks_on_one_context() {
    let (mut begun, mut ended) = (0, 0);
    let n = declare_pair(
        3,
        |value| begun += value,
        Some(&mut |value| {
            ended += value;
            if value == 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }),
    );
    assert_eq!((n, begun, ended), (Ok(ControlFlow::Break(())), 1, 1));
    assert_eq!(declare_pair(3, |_| {}, None), Ok(ControlFlow::Continue(3)));
}

#[test]
fn slices_give_their_length() {
    assert_eq!(declare_sum(&[1, 2, 3],), Ok(6));
    assert_eq!(declare_sum(&[]), Ok(0));
    assert_eq!(declare_dot(&[1, 2], &[3, 4]), Ok(11));
    let refused = declare_dot(&[1, 2], &[3]).unwrap_err();
    assert_eq!(refused.parameter(), Some("a"));
}

#[test]
fn strings_end_with_a_nul() {
    assert_eq!(DeclareLengthW(c"four"), 4);
    assert_eq!(declare_length(c"four"), 4);
    assert_eq!(length_of_str(Some("seven!!")), Ok(7));
    assert_eq!(length_of_str(None), Ok(0));
    let refused = length_of_str(Some("a\0b")).unwrap_err();
    assert!(matches!(refused.reason(), Reason::Invalid(_)));
    assert!(refused.callback().ends_with("::length_of_str"));
}

#[test]
fn once_is_called_once_at_the_most() {
    let text = "moved".to_owned();
    let mut out = None;
    assert_eq!(declare_twice(1, || out = Some(text)), Ok(()));
    assert_eq!(out.as_deref(), Some("moved"));
    let mut calls = 0;
    let refused = declare_twice(2, || calls += 1).unwrap_err();
    assert_eq!((refused.reason(), calls), (Reason::Consumed, 1));
    let (count, dropped) = callback_tests::drops::counted();
    assert_eq!(declare_twice(0, move || drop(dropped)), Ok(()));
    assert_eq!(count.get(), 1);
}

fn factorial(depth: c_int) -> c_int {
    let f = |depth: c_int| if depth <= 1 { 1 } else { depth * factorial(depth - 1) };
    declare_reenter(depth, f).unwrap()
}

#[test]
fn an_fn_may_be_reentered() {
    assert_eq!(factorial(5), 120);
    let mut calls = 0;
    let n = reenter_exclusive(3, |depth| {
        calls += 1;
        depth
    });
    assert_eq!((n, calls), (Ok(3), 1));
}

#[test]
fn no_user_data_no_context() {
    let mut seen = vec![];
    let sum = declare_no_user_data(4, |value| {
        seen.push(value);
        // Nested, of another closure.
        declare_no_user_data(2, |inner| inner + value).unwrap()
    });
    assert_eq!((sum, seen), (Ok(4 + 12), vec![0, 1, 2, 3]));
}

#[test]
fn qsort_of_any_type() {
    let mut names = ["Grace".to_owned(), "Ada".to_owned(), "Alan".to_owned()];
    let mut calls = 0;
    let ascending = |a: &String, b: &String| {
        calls += 1;
        a.cmp(b)
    };
    // SAFETY: the order of strings is consistent.
    unsafe { qsort(&mut names, ascending) }.unwrap();
    assert_eq!(names, ["Ada", "Alan", "Grace"]);
    assert!(calls >= 2);
    // SAFETY: all comparisons answer 0.
    let text = panic_of(|| unsafe { qsort(&mut names, |_, _| panic!("undecided")) });
    assert_eq!(text, "undecided");
    names.sort();
    assert_eq!(names, ["Ada", "Alan", "Grace"]);
}

#[test]
fn statics_pass() {
    // SAFETY: nobody else uses it.
    unsafe {
        declared_counter += 1;
        assert_eq!({ declared_counter }, 1);
    }
}
