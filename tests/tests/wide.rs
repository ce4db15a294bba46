//! UTF-16 and wide strings.

use std::ffi::{c_int, c_void};
use std::ptr::null;

use callback_runtime::arg::{NotUnicode, U16CStr, U16Str, WideCStr};
use callback_runtime::{Callback, Reason, Refused, callback};
use callback_tests as _;

type Utf16 = Option<unsafe extern "C" fn(*const u16, c_int, *mut c_void) -> c_int>;
type Wide = Option<unsafe extern "C" fn(*const libc::wchar_t, *mut c_void) -> c_int>;

unsafe extern "C" {
    fn vectors_utf16(f: Utf16, text: *const u16, n: c_int, user: *mut c_void) -> c_int;
    fn vectors_wide(f: Wide, which: c_int, user: *mut c_void) -> c_int;
}

type Seen = Vec<(usize, Result<String, NotUnicode>, String)>;

#[callback(fail = -1)]
fn terminated(text: &U16CStr, _n: c_int, #[context] seen: &mut Seen) -> c_int {
    seen.push((text.len(), text.to_string(), text.to_string_lossy()));
    0
}

#[callback(fail = -1)]
fn counted(#[len(n)] text: &U16Str, n: c_int, #[context] seen: &mut Seen) -> c_int {
    seen.push((text.len(), text.to_string(), format!("{text:?}")));
    n
}

#[callback(fail = -1)]
fn wide(text: Option<&WideCStr>, #[context] seen: &mut Seen) -> c_int {
    let Some(text) = text else { return -2 };
    seen.push((text.chars().count(), text.to_string(), text.to_string_lossy()));
    0
}

fn reason<R>(outcome: Result<R, Refused>) -> Reason {
    let Err(refused) = outcome else { panic!("expected a refusal") };
    refused.reason()
}

#[test]
fn utf16_up_to_zero() {
    let mut seen = vec![];
    let mut call = |text: *const u16| {
        terminated::scope(&mut seen, |cb| unsafe { vectors_utf16(cb.shim(), text, 0, cb.context()) })
    };
    let text: Vec<u16> = "grün 🦀\0behind".encode_utf16().collect();
    assert_eq!(call(text.as_ptr()), Ok(0));
    assert_eq!(call([0].as_ptr()), Ok(0));
    // A high surrogate before something else, and a low one alone; a pair at the end.
    assert_eq!(call([0xD800, 0x61, 0xDC00, 0xDBFF, 0xDFFF, 0].as_ptr()), Ok(0));
    assert_eq!(reason(call(null())), Reason::Null);
    assert_eq!(reason(call(text.as_ptr().wrapping_byte_add(1))), Reason::Misaligned);
    let whole = "grün 🦀".to_owned();
    let lossy = "\u{fffd}a\u{fffd}\u{10ffff}".to_owned();
    assert_eq!(
        seen,
        [(7, Ok(whole.clone()), whole), (0, Ok(String::new()), String::new()), (5, Err(NotUnicode), lossy)]
    );
}

#[test]
fn utf16_counted() {
    let mut seen = vec![];
    let mut call = |text: *const u16, n| {
        counted::scope(&mut seen, |cb| unsafe { vectors_utf16(cb.shim(), text, n, cb.context()) })
    };
    let text: Vec<u16> = "a\"\0🦀".encode_utf16().collect();
    assert_eq!(call(text.as_ptr(), 3), Ok(3));
    assert_eq!(call(text.as_ptr(), 4), Ok(4), "half of a character");
    assert_eq!(call(null(), 0), Ok(0));
    assert_eq!(reason(call(null(), 1)), Reason::Null);
    assert_eq!(reason(call(text.as_ptr(), -1)), Reason::NegativeLength);
    let debug = r#""a\"\0"#.to_owned();
    assert_eq!(seen[0], (3, Ok("a\"\0".to_owned()), debug.clone() + "\""));
    assert_eq!(seen[1], (4, Err(NotUnicode), debug + "\u{fffd}\""));
    assert_eq!(seen[2], (0, Ok(String::new()), "\"\"".to_owned()));
}

#[test]
fn wide_strings() {
    let mut seen = vec![];
    let mut call = |which| wide::scope(&mut seen, |cb| unsafe { vectors_wide(cb.shim(), which, cb.context()) });
    assert_eq!([call(0), call(1), call(2)], [Ok(0), Ok(0), Ok(-2)]);
    let whole = "grün 🦀".to_owned();
    assert_eq!(seen, [(6, Ok(whole.clone()), whole), (2, Err(NotUnicode), "a\u{fffd}".to_owned())]);
}

#[test]
fn made_in_rust() {
    let text = [0x61, 0x62, 0];
    let text = U16CStr::from_slice_with_nul(&text).unwrap();
    assert!(**text == *"ab" && **text != *"abc");
    assert_eq!(format!("{text:?}"), "\"ab\"");
    assert_eq!(unsafe { U16CStr::from_ptr(text.as_ptr()) }, text);
    for bad in [&[][..], &[0x61], &[0, 0], &[0x61, 0, 0]] {
        assert!(U16CStr::from_slice_with_nul(bad).is_none(), "{bad:?}");
    }
    assert!(U16Str::from_slice(&[]).is_empty());
}
