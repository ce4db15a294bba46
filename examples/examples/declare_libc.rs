//! Typed declarations of the C library: whoever calls them writes closures, and no `unsafe`.

use std::cmp::Ordering;
use std::error::Error;
use std::ffi::{CStr, c_int, c_void};
use std::ops::ControlFlow;

use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    /// ISO C 7.22.5.2
    safe fn qsort<T>(base: &mut [T], #[len(base)] n: usize, #[size_of(T)] size: usize, compar: fn(&T, &T) -> Ordering);

    /// POSIX.1-2024
    safe fn qsort_r<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T, #[context] _: _) -> Ordering,
        #[context(compar)] _: *mut c_void,
    );

    /// ISO C 7.22.5.1
    safe fn bsearch<'a, T>(
        key: &T,
        base: &'a [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    ) -> Option<&'a T>;

    /// POSIX: nonzero stops.
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
    qsort(&mut numbers, Ord::cmp)?;
    assert_eq!(numbers, [10, 20, 30]);
    assert_eq!(bsearch(&20, &numbers, Ord::cmp)?, Some(&20));
    let mut calls = 0;
    qsort_r(&mut numbers, |a, b| {
        calls += 1;
        b.cmp(a)
    })?;
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
