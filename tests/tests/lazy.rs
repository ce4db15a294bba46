//! C functions that are looked up when they are called first.

#![cfg(any(all(target_os = "linux", target_env = "gnu"), windows))]

use std::cmp::Ordering;
use std::ffi::{CStr, c_int, c_void};
use std::sync::Barrier;

use callback_runtime::foreign::MissingSymbol;
use callback_runtime::{Refused, callback};
use callback_tests::panic_of;

// The C library is always there; `libm` is another one on Linux.
#[cfg_attr(not(windows), callback(lazy = "libc.so.6"))]
#[cfg_attr(windows, callback(lazy = "msvcrt.dll"))]
unsafe extern "C" {
    /// Sorts (ISO C 7.22.5.2).
    unsafe fn qsort<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    );

    #[link_name = "strlen"]
    safe fn length(text: &CStr) -> usize;

    #[link_name = "strlen"]
    safe fn length_of(text: &str) -> usize;

    /// Without a callback.
    #[link_name = "memset"]
    safe fn fill(bytes: &mut [u8], byte: c_int, #[len(bytes)] n: usize) -> *mut c_void;

    #[link_name = "abs"]
    unsafe fn absolute(number: c_int) -> c_int;

    safe fn callback_no_such_function(number: c_int) -> c_int;
}

#[cfg_attr(not(windows), callback(lazy = ["libcallback-none.so.9", "libm.so.6"]))]
#[cfg_attr(windows, callback(lazy = ["callback-none.dll", "msvcrt.dll"]))]
unsafe extern "C" {
    safe fn cos(x: f64) -> f64;

    safe fn callback_no_such_cosine(x: f64) -> f64;
}

#[callback(lazy = ["libcallback-none.so.2", "libcallback-none.so.1"])]
unsafe extern "C" {
    pub safe fn callback_none(each: fn(c_int) -> Ordering) -> c_int;
}

#[test]
fn a_closure_is_called_by_a_function_that_was_looked_up() -> Result<(), MissingSymbol> {
    let (mut numbers, mut calls) = ([3, 1, 2], 0);
    let ascending = |a: &i32, b: &i32| {
        calls += 1;
        a.cmp(b)
    };
    // SAFETY: the order of integers is consistent.
    let sorted = unsafe { qsort(&mut numbers, ascending) }?;
    assert_eq!((sorted, numbers), (Ok(()), [1, 2, 3]));
    assert!(calls >= 2);
    Ok(())
}

#[test]
fn a_panic_comes_back() {
    // SAFETY: two elements have one comparison, which is consistent with itself.
    let text = panic_of(|| unsafe { qsort(&mut [2, 1], |_: &i32, _: &i32| panic!("incomparable")) });
    assert_eq!(text, "incomparable");
}

#[test]
fn a_function_has_another_name_in_c() {
    assert_eq!(length(c"four"), Ok(4));
    let mut bytes = *b"none";
    assert!(fill(&mut bytes, 0x2a).is_ok_and(|start| start == bytes.as_mut_ptr().cast()));
    assert_eq!(&bytes, b"****");
    // SAFETY: it has an absolute value.
    assert_eq!(unsafe { absolute(-4) }, Ok(4));
}

#[test]
fn a_refused_argument_is_another_error() {
    assert_eq!(length_of("four"), Ok(Ok(4)));
    let refused: Refused = length_of("fo\0ur").unwrap().unwrap_err();
    assert!(refused.to_string().contains("length_of"), "{refused}");
}

#[test]
fn the_names_are_tried_in_order() {
    assert_eq!(cos(0.0), Ok(1.0));
    assert!(cos::is_available());
}

#[test]
fn a_missing_library_is_named() {
    let missing = callback_none(|_| Ordering::Less).unwrap_err();
    assert!(!missing.has_library());
    assert_eq!(missing.library(), "libcallback-none.so.2");
    assert_eq!(missing.symbol(), "callback_none");
    assert_eq!(missing.libraries().collect::<Vec<_>>(), ["libcallback-none.so.2", "libcallback-none.so.1"]);
    assert_eq!(
        missing.to_string(),
        "no library `libcallback-none.so.2` or `libcallback-none.so.1` for the symbol `callback_none`"
    );
    assert_eq!(format!("{missing:?}"), missing.to_string());
    assert!(!callback_none::is_available());
}

#[test]
fn a_missing_symbol_is_named_with_its_library() {
    let missing = callback_no_such_function(1).unwrap_err();
    assert!(missing.has_library());
    let library = if cfg!(windows) { "msvcrt.dll" } else { "libc.so.6" };
    assert_eq!((missing.library(), missing.symbol()), (library, "callback_no_such_function"));
    assert_eq!(missing.to_string(), format!("library `{library}` has no symbol `callback_no_such_function`"));
    assert!(!callback_no_such_function::is_available());
    // The library that was found, and not the first that was tried.
    let library = if cfg!(windows) { "msvcrt.dll" } else { "libm.so.6" };
    assert_eq!(callback_no_such_cosine(1.0).unwrap_err().library(), library);
}

/// Both libraries are there, and the second has the function.
#[cfg_attr(not(windows), callback(lazy = ["libm.so.6", "libc.so.6"]))]
#[cfg_attr(windows, callback(lazy = ["ws2_32.dll", "msvcrt.dll"]))]
unsafe extern "C" {
    #[link_name = "strlen"]
    safe fn length_of_other(text: &CStr) -> usize;
}

#[test]
fn s62_block_is_bound_to_one_library() {
    let library = if cfg!(windows) { "ws2_32.dll" } else { "libm.so.6" };
    let missing = length_of_other(c"text").unwrap_err();
    assert_eq!((missing.has_library(), missing.library()), (true, library));
    assert!(!length_of_other::is_available());
}

/// `libm` depends on the C library, where `dlsym` finds it.
#[cfg(not(windows))]
#[test]
fn s62_function_of_a_dependency_is_missing() {
    #[callback(lazy = "libm.so.6")]
    unsafe extern "C" {
        safe fn labs(number: std::ffi::c_long) -> std::ffi::c_long;
        safe fn sin(x: f64) -> f64;
    }
    assert_eq!(labs(-1).unwrap_err().library(), "libm.so.6");
    assert_eq!(sin(0.0), Ok(0.0));
}

/// The C library has them in code that the kernel maps.
#[cfg(target_os = "linux")]
#[test]
fn functions_in_the_code_of_the_kernel_are_there() {
    #[callback(lazy = "libc.so.6")]
    unsafe extern "C" {
        safe fn time(place: Option<&mut libc::time_t>) -> libc::time_t;
    }
    assert!(time(None).is_ok_and(|now| now > 1_000_000_000));
}

#[test]
fn threads_look_it_up_together() {
    #[cfg_attr(not(windows), callback(lazy = "libc.so.6"))]
    #[cfg_attr(windows, callback(lazy = "msvcrt.dll"))]
    unsafe extern "C" {
        safe fn labs(number: std::ffi::c_long) -> std::ffi::c_long;
    }

    let barrier = Barrier::new(8);
    std::thread::scope(|scope| {
        for number in 0..8 {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                assert_eq!(labs(-number), Ok(number));
            });
        }
    });
}
