//! Typed declarations of the C library: whoever calls them writes closures, and `unsafe` only where C asks something of a
//! closure. A comparison that is not consistent, or that panics midway, is undefined behaviour in C (C17 7.22.5p4).

use std::cmp::Ordering;
use std::error::Error;
use std::ffi::{CStr, c_int, c_void};
use std::ops::ControlFlow;

use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    /// ISO C 7.22.5.2
    unsafe fn qsort<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    );

    /// POSIX.1-2024
    unsafe fn qsort_r<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T, #[context] _: _) -> Ordering,
        #[context(compar)] _: *mut c_void,
    );

    /// ISO C 7.22.5.1
    unsafe fn bsearch<'a, T>(
        key: &T,
        base: &'a [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    ) -> Option<&'a T>;

    /// POSIX: nonzero stops. Thread-safe in the GNU C library and in musl.
    safe fn nftw(
        path: &CStr,
        #[callback(continue = 0, break = 1)] visit: fn(
            path: &CStr,
            status: *const libc::stat,
            kind: c_int,
            info: *mut c_void,
        ) -> ControlFlow<String>,
        open: c_int,
        flags: c_int,
    ) -> c_int;
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = [30, 10, 20];
    // SAFETY: the order of integers is consistent, and comparing them does not panic.
    unsafe { qsort(&mut numbers, Ord::cmp) }?;
    assert_eq!(numbers, [10, 20, 30]);
    // SAFETY: as above, and the numbers are sorted by it.
    assert_eq!(unsafe { bsearch(&20, &numbers, Ord::cmp) }?, Some(&20));
    let mut calls = 0;
    let descending = |a: &i32, b: &i32| {
        calls += 1;
        b.cmp(a)
    };
    // SAFETY: as above, the other way round.
    unsafe { qsort_r(&mut numbers, descending) }?;
    assert_eq!(numbers, [30, 20, 10]);

    let found = nftw(
        c".",
        |path, _, _, _| {
            let path = path.to_string_lossy();
            if path.ends_with("Cargo.toml") { ControlFlow::Break(path.into_owned()) } else { ControlFlow::Continue(()) }
        },
        8,
        0,
    )?;
    assert!(matches!(found, ControlFlow::Break(_)), "{found:?}");
    assert!(calls >= 2);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("stdlib.h")
        .header("ftw.h")
        .declared::<(qsort, qsort_r)>()
        // The result is part of what is constant.
        .declared::<bsearch>()
        .allow_const()
        .declared::<nftw>()
        .allow_untyped()
        .check();
}
