//! Typed declarations: places that C fills in, and arrays of strings.

use callback_runtime::arg::{Array, CStrVec, Out};
use callback_runtime::foreign::CStrArray;
use callback_runtime::{Callback, callback};
use callback_tests as _;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::mem::MaybeUninit;

#[callback]
unsafe extern "C" {
    /// `int declare_join(const char *const *texts, size_t n, char *to)`
    fn declare_join(texts: Array<'_, &CStr>, #[len(texts)] n: usize, to: *mut c_char) -> c_int;

    /// `int declare_longest(char *const *texts, int *longest)`
    safe fn declare_longest(texts: CStrVec<'_>, longest: Out<'_, c_int>) -> c_int;
}

fn texts() -> CStrArray {
    [c"one", c"three", c"four"].into_iter().collect()
}

#[test]
fn counted_strings() {
    let (texts, mut to) = (texts(), [0; 16]);
    assert_eq!(unsafe { declare_join(texts.array(), to.as_mut_ptr()) }, 12);
    // SAFETY: it is all zero behind what C wrote.
    assert_eq!(unsafe { CStr::from_ptr(to.as_ptr()) }, c"onethreefour");
    let none = CStrArray::from_iter(Vec::<CString>::new());
    assert_eq!(unsafe { declare_join(none.array(), to.as_mut_ptr()) }, 0);
    assert!(none.array().is_empty());
}

#[test]
fn terminated_strings_and_a_place() {
    let (texts, mut longest) = (texts(), MaybeUninit::uninit());
    assert_eq!(declare_longest(texts.terminated(), Out::new(&mut longest)), 3);
    // SAFETY: C writes it where there is a text.
    assert_eq!(unsafe { longest.assume_init() }, 1);
    let mut longest = -1;
    assert_eq!(declare_longest(CStrArray::from_iter([c""; 0]).terminated(), Out::from(&mut longest)), 0);
    assert_eq!(longest, -1);
    assert_eq!(format!("{texts:?}"), r#"["one", "three", "four"]"#);
}

/// An argument from C goes on to another C function.
#[callback(fail = -1)]
fn forward(texts: CStrVec<'_>, longest: Out<'_, c_int>, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    declare_longest(texts, longest)
}

#[test]
fn a_callback_passes_them_on() {
    let (mut calls, mut longest) = (0, 7);
    let pointers = [c"a".as_ptr(), c"bc".as_ptr(), std::ptr::null()];
    let n = forward::scope(&mut calls, |cb| {
        let shim: unsafe extern "C" fn(*const *const c_char, *mut c_int, *mut c_void) -> c_int = cb.shim();
        unsafe { shim(pointers.as_ptr(), &mut longest, cb.context()) }
    });
    assert_eq!((n, longest, calls), (Ok(2), 1, 1));
    // From Rust, too.
    assert_eq!(forward(self::texts().terminated(), Out::from(&mut longest), &mut calls), 3);
    assert_eq!((longest, calls), (1, 2));
}
