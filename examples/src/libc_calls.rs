//! `qsort_r` and `dl_iterate_phdr` of the C library, as the `libc` crate declares them.

use crate::report::Report;
use callback_runtime::{Callback, callback};
use libc::{PT_LOAD, c_int, c_void, dl_phdr_info};
use std::{
    cmp::Ordering,
    ffi::CStr,
    ops::ControlFlow,
    slice,
    time::{Duration, Instant},
};

pub(crate) fn tour(report: &mut Report) {
    Report::library("The C library, through libc");
    sort(report);
    search(report);
}

#[derive(Clone)]
struct Person {
    age: u32,
}

/// `int (*compar)(const void *, const void *, void *)`
#[callback]
fn by_age(a: &Person, b: &Person, #[context] calls: &mut usize) -> Ordering {
    *calls += 1;
    a.age.cmp(&b.age)
}

/// The equivalent of `by_age` without `#[callback]`, unchecked.
unsafe extern "C" fn by_age_by_hand(a: *const c_void, b: *const c_void, calls: *mut c_void) -> c_int {
    // SAFETY: `qsort_r` passes the context it was given, and nothing else uses the count during the sort.
    unsafe { *calls.cast::<usize>() += 1 };
    // SAFETY: `qsort_r` passes two elements of the array.
    let [a, b] = [a, b].map(|person| unsafe { (*person.cast::<Person>()).age });
    a.cmp(&b) as c_int
}

type Compare = Option<unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int>;

/// # Safety
///
/// `compare` orders `Person`s and may be called with `context`.
unsafe fn qsort_r(people: &mut [Person], compare: Compare, context: *mut c_void) -> Duration {
    let (base, count) = (people.as_mut_ptr().cast(), people.len());
    let start = Instant::now();
    // SAFETY: the array is `count` elements long; the rest is the caller's promise.
    unsafe { libc::qsort_r(base, count, size_of::<Person>(), compare, context) };
    start.elapsed()
}

fn sort(report: &mut Report) {
    report.call("qsort_r(people, 100000, sizeof *people, by_age, &calls)");
    let people: Vec<_> = (0..100_000_u32).map(|i| Person { age: i.wrapping_mul(2_654_435_761) >> 25 }).collect();
    let mut expected: Vec<_> = people.iter().map(|person| person.age).collect();
    expected.sort_unstable();

    let (mut sorted, mut calls) = (people.clone(), 0);
    let outcome = by_age::scope(&mut calls, |cb| {
        // SAFETY: `by_age` compares the elements of the array.
        unsafe { qsort_r(&mut sorted, cb.shim(), cb.context()) }
    });
    let (mut again, mut by_hand) = (people, 0_usize);
    // SAFETY: the shim compares the elements of the array, and counts in a `usize`.
    let time_by_hand = unsafe { qsort_r(&mut again, Some(by_age_by_hand), (&raw mut by_hand).cast()) };

    report.back("ages are in order", sorted.iter().map(|person| person.age).eq(expected), true);
    report.back("comparisons are as many as with a shim by hand", calls, by_hand);
    report.back("nothing was refused", outcome.is_ok(), true);
    report.cost("#[callback]", calls, outcome.unwrap_or_default());
    report.cost("by hand    ", by_hand, time_by_hand);
}

struct Search {
    address: usize,
    visited: usize,
}

/// `int (*callback)(struct dl_phdr_info *info, size_t size, void *data)`
#[callback(continue = 0, break = 1)]
fn object_with(info: &dl_phdr_info, _size: usize, #[context] search: &mut Search) -> ControlFlow<String> {
    search.visited += 1;
    // SAFETY: the dynamic linker describes each object by `dlpi_phnum` headers at `dlpi_phdr`.
    let headers = unsafe { slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum.into()) };
    let contains = headers.iter().filter(|header| header.p_type == PT_LOAD).any(|header| {
        let start = info.dlpi_addr.wrapping_add(header.p_vaddr);
        (start..start + header.p_memsz).contains(&(search.address as _))
    });
    if !contains {
        return ControlFlow::Continue(());
    }
    // SAFETY: the name of an object is a C string.
    let path = unsafe { CStr::from_ptr(info.dlpi_name) };
    ControlFlow::Break(path.to_string_lossy().into_owned())
}

/// The object that `address` is in, or what C returned; and how many objects were looked at.
fn find(address: usize) -> (ControlFlow<String, c_int>, usize) {
    let mut search = Search { address, visited: 0 };
    let found = object_with::scope(&mut search, |cb| {
        // SAFETY: the callback takes what `dl_iterate_phdr` gives it.
        unsafe { libc::dl_iterate_phdr(cb.shim(), cb.context()) }
    });
    (found.expect("the dynamic linker passes no NULL"), search.visited)
}

fn search(report: &mut Report) {
    report.call("dl_iterate_phdr(object_with, &search)");
    let (nowhere, objects) = find(0);
    report.back("no object contains address 0, so C returned", nowhere, ControlFlow::<String, _>::Continue(0));

    let (found, visited) = find((libc::qsort_r as *const c_void).addr());
    let name = found.break_value().unwrap_or_default();
    report.back("qsort_r is in an object called libc*", (name.contains("/libc"), &*name), (true, &*name));
    report.back("it looked no further", visited <= objects, true);

    let start = Instant::now();
    let calls = (0..10_000).map(|_| find(0).1).sum();
    report.cost("#[callback]", calls, start.elapsed());
}

#[test]
fn callbacks_are_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("stdlib.h")
        .header("link.h")
        .callback::<by_age>()
        .is_parameter("qsort_r", 4)
        // It reads alone what C lets it change.
        .callback::<object_with>()
        .allow_const()
        .is_parameter("dl_iterate_phdr", 1)
        .check();
}
