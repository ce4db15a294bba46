//! Typed declarations: when C's result says that it failed, and pointers to what the caller has.

use std::cmp::Ordering;
use std::error::Error;
use std::ffi::{CStr, c_int, c_void};
use std::fmt;
use std::ptr::null_mut;

use callback_runtime::foreign::CBox;
use callback_runtime::{CallError, callback};
use callback_tests::{panic_of, reports};

/// An error that has another behind it.
#[derive(Debug)]
struct Because(fmt::Error);

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is a reason")
    }
}

impl Error for Because {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

impl From<usize> for Because {
    fn from(_length: usize) -> Self {
        Because(fmt::Error)
    }
}

/// A declaration that does not hold.
#[derive(Debug, PartialEq)]
struct Untrue(bool);

impl From<bool> for Untrue {
    fn from(said: bool) -> Self {
        Untrue(said)
    }
}

#[callback]
unsafe extern "C" {
    #[callback(fails = zero, error = Because)]
    #[link_name = "declare_length"]
    safe fn length(text: &CStr) -> usize;

    /// The bytes alone, without a NUL behind them.
    #[link_name = "memchr"]
    safe fn find(text: &str, byte: c_int, #[len(text)] n: usize) -> *const c_void;

    #[link_name = "declare_free"]
    fn free_it(p: *mut c_void) -> c_int;

    #[callback(errno = null, free = free_it)]
    #[link_name = "declare_copy"]
    safe fn copied(text: &CStr) -> CBox<CStr>;

    /// C takes it over.
    #[link_name = "declare_free"]
    safe fn give(text: CBox<CStr>) -> c_int;

    safe fn declare_freed() -> c_int;

    #[callback(errno = zero)]
    #[link_name = "peer_true"]
    safe fn is_true(#[callback(fail = false)] f: fn(#[context] _: _) -> bool, #[context(f)] _: *mut c_void) -> bool;

    #[callback(errno = nonzero)]
    #[link_name = "peer_true"]
    safe fn is_false(#[callback(fail = false)] f: fn(#[context] _: _) -> bool, #[context(f)] _: *mut c_void) -> bool;

    #[callback(errno = false)]
    #[link_name = "peer_true"]
    safe fn is_not_false(
        #[callback(fail = false)] f: fn(#[context] _: _) -> bool,
        #[context(f)] _: *mut c_void,
    ) -> bool;

    #[callback(errno = true)]
    #[link_name = "peer_true"]
    safe fn is_not_true(#[callback(fail = false)] f: fn(#[context] _: _) -> bool, #[context(f)] _: *mut c_void)
    -> bool;

    #[callback(fails = false)]
    #[link_name = "peer_true"]
    safe fn fails_where_false(
        #[callback(fail = false)] f: fn(#[context] _: _) -> bool,
        #[context(f)] _: *mut c_void,
    ) -> bool;

    #[callback(fails = nonzero, error = Untrue)]
    #[link_name = "peer_true"]
    safe fn untrue(#[callback(fail = false)] f: fn(#[context] _: _) -> bool, #[context(f)] _: *mut c_void) -> bool;

    unsafe fn bsearch<'a, T>(
        key: &T,
        base: &'a [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    ) -> Option<&'a T>;

    #[link_name = "bsearch"]
    unsafe fn bsearch_mut<'a, T: Unpin>(
        key: &T,
        base: &'a mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    ) -> Option<&'a mut T>;

    /// An error does not stop it.
    safe fn declare_two(
        n: c_int,
        #[callback(ok = 1, err = 0)] left: fn(#[context] _: _, value: c_int) -> Result<(), String>,
        #[context(left)] _: *mut c_void,
        #[callback(ok = 1, err = 0)] right: fn(value: c_int, #[context] _: _) -> Result<(), String>,
        #[context(right)] _: *mut c_void,
    ) -> c_int;
}

#[test]
fn a_length_of_zero() {
    assert_eq!(length(c"four").unwrap(), 4);
    let failed: CallError<_, fmt::Error> = CallError::C(length(c"").unwrap_err());
    assert_eq!(failed.to_string(), "there is a reason");
    assert!(failed.source().is_some_and(|source| source.is::<fmt::Error>()));
}

#[test]
fn null() {
    assert_eq!(&*copied(c"text").unwrap(), c"text");
    assert!(copied(c"").is_err());
    let before = declare_freed();
    let copy = copied(c"given").unwrap();
    assert_eq!(unsafe { CStr::from_ptr(copy.as_ptr()) }, c"given");
    give(copy);
    assert_eq!(declare_freed(), before + 1);
}

#[test]
fn truth_values() {
    assert_eq!((is_true(|| true).ok(), is_true(|| false).ok()), (Some(true), None));
    assert_eq!((is_false(|| true).ok(), is_false(|| false).ok()), (None, Some(())));
    assert_eq!((is_not_false(|| true).ok(), is_not_false(|| false).ok()), (Some(true), None));
    assert_eq!((fails_where_false(|| true), fails_where_false(|| false)), (Ok(true), Err(CallError::C(false))));
    assert_eq!((untrue(|| true), untrue(|| false)), (Err(CallError::C(Untrue(true))), Ok(())));
    assert_eq!((is_not_true(|| true).ok(), is_not_true(|| false).ok()), (None, Some(false)));
}

#[test]
fn bytes_without_a_nul() {
    let text = "seven\0!";
    assert_eq!(find(text, c_int::from(b'!')), text[6..].as_ptr().cast());
    assert_eq!(find(text, c_int::from(b'?')), null_mut());
}

/// The result of the C search belongs to the caller.
#[test]
fn an_element_is_found() {
    let mut numbers = [1, 4, 9, 16];
    let found = unsafe { bsearch(&9, &numbers, |a, b| a.cmp(b)) }.unwrap().unwrap();
    assert!(std::ptr::eq(found, &numbers[2]));
    assert_eq!(unsafe { bsearch(&5, &numbers, |a, b| a.cmp(b)) }, Ok(None));
    *unsafe { bsearch_mut(&9, &mut numbers, |a, b| a.cmp(b)) }.unwrap().unwrap() = 10;
    assert_eq!(unsafe { bsearch_mut(&9, &mut numbers, |a, b| a.cmp(b)) }, Ok(None));
    assert_eq!(numbers, [1, 4, 10, 16]);
}

/// The stop value of one callback is reported if the other panics.
#[test]
fn a_panic_goes_before_an_error() {
    let stop = |panics| if panics { panic!("lost") } else { Err("told".to_owned()) };
    for panics in [false, true] {
        let (text, reports) = reports(|| panic_of(|| declare_two(1, |_| stop(panics), |_| stop(!panics))));
        assert_eq!(text, "lost");
        assert_eq!(reports.len(), 1, "{reports:?}");
        assert!(reports[0].contains("String"), "{reports:?}");
    }
}
