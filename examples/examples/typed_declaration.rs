//! A C function declared as a Rust function that takes a closure: whoever writes the block vouches for C's side, once.
//! A `safe fn` is sound for every argument; `qsort` is not.

use std::cmp::Ordering;
use std::ffi::{CStr, c_int, c_void};
use std::ops::ControlFlow;

use callback_runtime::foreign::CBox;
use callback_runtime::{CallError, callback};

#[callback]
unsafe extern "C" {
    /// `void qsort(void *base, size_t n, size_t size, int (*compar)(const void *, const void *))` (C17 7.22.5.2).
    /// It has no user data: the closure is found on a stack of the thread. It is unsafe because a comparison that is not
    /// consistent, or that panics midway, is undefined behaviour (C17 7.22.5p4).
    unsafe fn qsort<T: Copy>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    );

    /// `int dl_iterate_phdr(int (*callback)(struct dl_phdr_info *, size_t, void *), void *data)`
    safe fn dl_iterate_phdr(
        #[callback(continue = 0, break = 1)] each: fn(
            info: &libc::dl_phdr_info,
            size: usize,
            #[context] _: _,
        ) -> ControlFlow<u64>,
        #[context(each)] data: *mut c_void,
    ) -> c_int;

    /// `char *strdup(const char *s)` (POSIX), which the caller frees.
    #[callback(free = libc::free)]
    safe fn strdup(s: &CStr) -> Option<CBox<CStr>>;

    /// `int access(const char *path, int mode)` (POSIX)
    #[callback(errno = -1)]
    safe fn access(path: &str, mode: c_int) -> c_int;
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Person {
    name: &'static str,
    age: u32,
}

fn main() {
    let mut people =
        [Person { name: "Grace", age: 85 }, Person { name: "Ada", age: 36 }, Person { name: "Alan", age: 41 }];
    let mut calls = 0;
    let by_age = |a: &Person, b: &Person| {
        calls += 1;
        a.age.cmp(&b.age)
    };
    // SAFETY: the order of integers is consistent, and `by_age` does not panic.
    unsafe { qsort(&mut people, by_age) }.expect("C passes two of the people");
    assert_eq!(people.map(|person| person.name), ["Ada", "Alan", "Grace"]);
    assert!(calls >= 2);

    let first = dl_iterate_phdr(|info, _| ControlFlow::Break(info.dlpi_addr));
    assert!(matches!(first, Ok(ControlFlow::Break(_))));

    let copy = strdup(c"text").expect("there is memory");
    assert_eq!(&*copy, c"text");

    access("/", libc::F_OK).expect("the root is there");
    match access("/no/such/file", libc::F_OK) {
        Err(CallError::C(error)) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound),
        other => panic!("{other:?}"),
    }
    assert!(matches!(access("a\0b", libc::F_OK), Err(CallError::Refused(_))));
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("stdlib.h")
        .header("string.h")
        .header("unistd.h")
        .header("link.h")
        .declared::<(qsort, strdup, access)>()
        // It reads alone what C lets it change.
        .declared::<dl_iterate_phdr>()
        .allow_const()
        .check();
}
