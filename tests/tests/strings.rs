//! Strings and slices that C passes.

use std::ffi::{CStr, c_char, c_int, c_uchar, c_void};

use callback_runtime::arg::CStrPtr;
use callback_runtime::{Callback, Reason, Refused, callback};
use callback_tests::{no_reports, sys};

type Seen = Vec<Option<String>>;

fn reason<R>(outcome: Result<R, Refused>) -> Reason {
    match outcome {
        Err(refused) => refused.reason(),
        Ok(_) => panic!("expected a refusal"),
    }
}

#[callback(fail = -1)]
fn c_str(text: &CStr, #[context] seen: &mut Seen) -> c_int {
    seen.push(Some(text.to_string_lossy().into_owned()));
    text.to_bytes().len().try_into().unwrap()
}

#[callback(fail = -1)]
fn maybe_c_str(text: Option<&CStr>, #[context] seen: &mut Seen) -> c_int {
    seen.push(text.map(|text| text.to_string_lossy().into_owned()));
    0
}

#[callback(fail = -1)]
fn utf8(text: &str, #[context] seen: &mut Seen) -> c_int {
    seen.push(Some(text.to_owned()));
    text.len().try_into().unwrap()
}

#[callback(fail = -1)]
fn maybe_utf8(text: Option<&str>, #[context] seen: &mut Seen) -> c_int {
    seen.push(text.map(str::to_owned));
    0
}

/// Calls with a string, with text that is not UTF-8, and with NULL: answers or reasons, and what was seen.
macro_rules! texts {
    ($callback:ident) => {{
        let mut seen = vec![];
        let mut call = |text: *const c_char| {
            no_reports(|| $callback::scope(&mut seen, |cb| unsafe { sys::peer_text(cb.shim(), text, cb.context()) }))
                .map_err(|refused| refused.reason())
        };
        let answers = [call(c"grüß".as_ptr()), call(c"caf\xe9".as_ptr()), call(std::ptr::null()), call(c"".as_ptr())];
        let seen: Vec<Option<String>> = seen;
        (answers, seen.iter().map(|text| text.as_deref().unwrap_or("-").to_owned()).collect::<Vec<_>>().join("|"))
    }};
}

#[test]
fn c_strings() {
    assert_eq!(texts!(c_str), ([Ok(6), Ok(4), Err(Reason::Null), Ok(0)], "grüß|caf\u{fffd}|".to_owned()));
    assert_eq!(texts!(maybe_c_str), ([Ok(0), Ok(0), Ok(0), Ok(0)], "grüß|caf\u{fffd}|-|".to_owned()));
}

#[test]
fn utf8_strings() {
    assert_eq!(texts!(utf8), ([Ok(6), Err(Reason::NotUtf8), Err(Reason::Null), Ok(0)], "grüß|".to_owned()));
    assert_eq!(texts!(maybe_utf8), ([Ok(0), Err(Reason::NotUtf8), Ok(0), Ok(0)], "grüß|-|".to_owned()));
}

/// A path is a string of any bytes.
#[cfg(unix)]
mod paths {
    use super::{Callback, Reason, Seen, c_char, c_int, callback, no_reports, sys};
    use callback_runtime::arg::NullTerminated;
    use std::ffi::{CStr, OsStr};
    use std::os::unix::ffi::OsStrExt;
    use std::path::Path;

    #[callback(fail = -1)]
    fn path(text: &Path, #[context] seen: &mut Seen) -> c_int {
        seen.push(Some(text.to_string_lossy().into_owned()));
        text.as_os_str().len().try_into().unwrap()
    }

    #[callback(fail = -1)]
    fn maybe_os_str(text: Option<&OsStr>, #[context] seen: &mut Seen) -> c_int {
        seen.push(text.map(|text| text.to_string_lossy().into_owned()));
        0
    }

    #[test]
    fn are_passed_to_callbacks() {
        assert_eq!(texts!(path), ([Ok(6), Ok(4), Err(Reason::Null), Ok(0)], "grüß|caf\u{fffd}|".to_owned()));
        assert_eq!(texts!(maybe_os_str), ([Ok(0), Ok(0), Ok(0), Ok(0)], "grüß|caf\u{fffd}|-|".to_owned()));
        assert_eq!(path::C_DECLARATION, "int path(const char *text, void *seen);");
    }

    /// References to types without a size, beside those that are compared with them.
    #[callback(fail = -1)]
    fn beside(path: &Path, number: &u64, name: Option<&OsStr>, text: &CStr, #[context] seen: &mut Seen) -> c_int {
        seen.extend([path.as_os_str(), name.unwrap_or_default()].map(|text| text.to_str().map(str::to_owned)));
        seen.push(text.to_str().ok().map(|text| format!("{number}{text}")));
        0
    }

    #[test]
    fn stand_beside_other_references() {
        let mut seen = Seen::new();
        let answer = beside::scope(&mut seen, |cb| {
            type Beside = unsafe extern "C" fn(
                *const c_char,
                *const u64,
                *const c_char,
                *const c_char,
                *mut std::ffi::c_void,
            ) -> c_int;
            let (shim, text): (Beside, _) = (cb.shim(), c"/a".as_ptr());
            unsafe { shim(text, &7, text, text, cb.context()) }
        });
        assert_eq!(answer, Ok(0));
        assert_eq!(seen, ["/a", "/a", "7/a"].map(|text| Some(text.to_owned())));
    }

    #[callback(fail = 0)]
    fn joined(paths: NullTerminated<'_, &Path>, #[context] found: &mut Vec<u8>) -> c_int {
        for path in &paths {
            found.extend(path.as_os_str().as_bytes());
        }
        1
    }

    #[test]
    fn are_elements_of_arrays() {
        let mut found = vec![];
        let paths: [*const c_char; 3] = [c"/a".as_ptr(), c"/caf\xe9".as_ptr(), std::ptr::null()];
        let answer = joined::scope(&mut found, |cb| {
            let shim: unsafe extern "C" fn(*const *const c_char, *mut std::ffi::c_void) -> c_int = cb.shim();
            unsafe { shim(paths.as_ptr(), cb.context()) }
        });
        assert_eq!((answer, &found[..]), (Ok(1), &b"/a/caf\xe9"[..]));
    }
}

#[callback(fail = -1)]
fn slice(#[len(n)] data: &[c_uchar], n: c_int, #[context] seen: &mut Vec<c_uchar>) -> c_int {
    seen.extend(data);
    n
}

#[callback(fail = -1)]
fn maybe_slice(#[len(n)] data: Option<&[c_uchar]>, n: c_int, #[context] seen: &mut Vec<c_uchar>) -> c_int {
    seen.extend(data.unwrap_or(&[99]));
    n
}

#[callback(fail = -1)]
fn counted_utf8(#[len(n)] data: &str, n: c_int, #[context] seen: &mut Vec<c_uchar>) -> c_int {
    seen.extend(data.bytes());
    n
}

#[callback(fail = -1)]
fn maybe_counted_utf8(#[len(n)] data: Option<&str>, n: c_int, #[context] seen: &mut Vec<c_uchar>) -> c_int {
    seen.extend(data.unwrap_or("-").bytes());
    n
}

#[test]
fn slices_with_a_signed_length_behind() {
    macro_rules! with {
        ($callback:ident, $data:expr, $n:expr) => {{
            let mut seen = vec![];
            let data: *const c_uchar = $data;
            let answer = no_reports(|| {
                $callback::scope(&mut seen, |cb| unsafe { sys::peer_bytes(cb.shim(), data, $n, cb.context()) })
            });
            (answer.map_err(|refused| refused.reason()), seen)
        }};
    }
    let data = b"ab\xffd".as_ptr();
    let null = std::ptr::null();
    assert_eq!(with!(slice, data, 4), (Ok(4), b"ab\xffd".to_vec()));
    assert_eq!(with!(slice, data, 0), (Ok(0), vec![]));
    assert_eq!(with!(slice, null, 0), (Ok(0), vec![]));
    assert_eq!(with!(slice, null, 1), (Err(Reason::Null), vec![]));
    assert_eq!(with!(slice, data, -1), (Err(Reason::NegativeLength), vec![]));
    assert_eq!(with!(slice, null, -1), (Err(Reason::NegativeLength), vec![]));
    assert_eq!(with!(maybe_slice, data, 2), (Ok(2), b"ab".to_vec()));
    assert_eq!(with!(maybe_slice, null, 2), (Ok(2), vec![99]));
    assert_eq!(with!(maybe_slice, null, -2), (Err(Reason::NegativeLength), vec![]));
    assert_eq!(with!(counted_utf8, data, 2), (Ok(2), b"ab".to_vec()));
    assert_eq!(with!(counted_utf8, data, 3), (Err(Reason::NotUtf8), vec![]));
    assert_eq!(with!(counted_utf8, null, 0), (Ok(0), vec![]));
    assert_eq!(with!(counted_utf8, null, 1), (Err(Reason::Null), vec![]));
    assert_eq!(with!(maybe_counted_utf8, null, 1), (Ok(1), b"-".to_vec()));
    assert_eq!(with!(maybe_counted_utf8, data, 1), (Ok(1), b"a".to_vec()));
}

#[callback(fail = -1)]
fn longs(n: usize, #[len(n)] data: &[i64], #[context] sum: &mut i64) -> c_int {
    *sum = data.iter().sum();
    n.try_into().unwrap()
}

#[test]
fn slice_with_an_unsigned_length_before() {
    let data = [1, 10, 100];
    let call = |n, data| {
        let mut sum = 0;
        let answer = longs::scope(&mut sum, |cb| unsafe { sys::peer_longs(cb.shim(), n, data, cb.context()) });
        (answer.map_err(|refused| refused.reason()), sum)
    };
    assert_eq!(call(3, data.as_ptr()), (Ok(3), 111));
    assert_eq!(call(2, data.as_ptr().wrapping_byte_add(2)), (Err(Reason::Misaligned), 0));
    assert_eq!(call(usize::MAX, data.as_ptr()), (Err(Reason::LengthOverflow), 0));
    assert_eq!(call(usize::MAX, std::ptr::null()), (Err(Reason::Null), 0));
    assert_eq!(call(0, std::ptr::null()), (Ok(0), 0));
}

#[callback(fail = -1)]
fn fill(#[len(n)] data: &mut [c_int], n: usize, #[context] next: &mut c_int) -> c_int {
    for item in data {
        *item = *next;
        *next += 1;
    }
    n.try_into().unwrap()
}

#[test]
fn mutable_slice() {
    let mut data = [0; 4];
    let mut next = 5;
    let call =
        |data, n, next: &mut _| fill::scope(next, |cb| unsafe { sys::peer_fill(cb.shim(), data, n, cb.context()) });
    assert_eq!(call(data.as_mut_ptr(), 3, &mut next), Ok(3));
    assert_eq!(call(std::ptr::null_mut(), 0, &mut next), Ok(0));
    assert_eq!(reason(call(std::ptr::null_mut(), 1, &mut next)), Reason::Null);
    assert_eq!((data, next), ([5, 6, 7, 0], 8));
}

/// Where the length is: what an expression over the other parameters says.
mod lengths {
    use super::*;

    const HEAD: usize = 2;

    #[repr(C)]
    struct Header {
        captured: u32,
    }

    #[callback(fail = -1)]
    fn fixed(#[len(3)] data: &[u8], #[context] _state: &()) -> c_int {
        c_int::from(data[0]) + c_int::from(data[2])
    }

    #[callback(fail = -1)]
    fn named(#[len(HEAD + 1)] data: &[u8], #[context] _state: &()) -> c_int {
        data.len().try_into().unwrap()
    }

    #[callback(fail = -1)]
    fn from_struct(header: &Header, #[len((*header).captured)] packet: &[u8], #[context] _state: &()) -> c_int {
        packet.len().try_into().unwrap()
    }

    #[callback(fail = -1)]
    fn arithmetic(#[len((a + b * 2 - 1) / 2)] data: &[u8], a: u8, b: i64, #[context] _state: &()) -> c_int {
        data.len().try_into().unwrap()
    }

    #[callback(fail = -1)]
    fn method(#[len(a.max(b))] data: &[u8], a: c_int, b: c_int, #[context] _state: &()) -> c_int {
        data.len().try_into().unwrap()
    }

    #[callback(fail = -1)]
    fn two(#[len(*n)] a: &[u8], n: &u16, #[len(*n)] b: &[u8], #[context] _state: &()) -> c_int {
        (a.len() + b.len()).try_into().unwrap()
    }

    #[callback(fail = -1)]
    fn without_size(#[len(n)] data: &[()], n: usize, #[context] _state: &()) -> c_int {
        c_int::from(data.len() == n)
    }

    /// The shim of a callback, called through a pointer as C does.
    macro_rules! call {
        ($callback:ident($($value:expr),*): ($($ty:ty),*)) => {
            $callback::scope(&(), |cb| {
                let shim: unsafe extern "C" fn($($ty,)* *mut c_void) -> c_int = cb.shim();
                unsafe { shim($($value,)* cb.context()) }
            })
        };
    }

    const DATA: [u8; 16] = *b"0123456789abcdef";

    #[test]
    fn constants() {
        assert_eq!(call!(fixed(DATA.as_ptr()): (*const u8)), Ok(48 + 50));
        assert_eq!(reason(call!(fixed(std::ptr::null()): (*const u8))), Reason::Null);
        assert_eq!(call!(named(DATA.as_ptr()): (*const u8)), Ok(3));
    }

    #[test]
    fn field_of_a_struct() {
        let header = Header { captured: 7 };
        assert_eq!(call!(from_struct(&raw const header, DATA.as_ptr()): (*const Header, *const u8)), Ok(7));
        let refused = call!(from_struct(std::ptr::null(), DATA.as_ptr()): (*const Header, *const u8)).unwrap_err();
        assert_eq!((refused.parameter(), refused.reason()), (Some("header"), Reason::Null), "before it is read");
    }

    #[test]
    fn checked_arithmetic() {
        macro_rules! with {
            ($a:expr, $b:expr) => {
                call!(arithmetic(DATA.as_ptr(), $a, $b): (*const u8, u8, i64))
            };
        }
        assert_eq!(with!(3, 5), Ok(6));
        assert_eq!(with!(1, 0), Ok(0));
        assert_eq!(reason(with!(0, 0)), Reason::NegativeLength, "0 - 1");
        assert_eq!(reason(with!(9, -1)), Reason::NegativeLength, "an operand below zero");
        assert_eq!(reason(with!(9, i64::MAX)), Reason::LengthOverflow);
    }

    #[test]
    fn any_expression() {
        assert_eq!(call!(method(DATA.as_ptr(), -3, 4): (*const u8, c_int, c_int)), Ok(4));
        assert_eq!(reason(call!(method(DATA.as_ptr(), -3, -4): (*const u8, c_int, c_int))), Reason::NegativeLength);
    }

    #[test]
    fn one_length_for_two() {
        assert_eq!(call!(two(DATA.as_ptr(), &3, DATA.as_ptr()): (*const u8, *const u16, *const u8)), Ok(6));
    }

    #[test]
    fn elements_without_a_size() {
        assert_eq!(call!(without_size(DATA.as_ptr().cast(), usize::MAX): (*const c_void, usize)), Ok(1));
    }
}

#[callback(fail = -1)]
fn row(
    #[context] seen: &mut Vec<(String, Option<String>)>,
    n: c_int,
    #[len(n)] values: &[CStrPtr],
    #[len(n)] names: &[CStrPtr],
) -> c_int {
    for (name, value) in names.iter().zip(values) {
        let name = name.to_str().unwrap().unwrap().to_owned();
        seen.push((name, value.to_c_str().map(|value| value.to_str().unwrap().to_owned())));
    }
    n
}

#[test]
fn arrays_of_strings() {
    let mut seen = vec![];
    let answer = row::scope(&mut seen, |cb| unsafe { sys::peer_row(cb.shim(), cb.context()) });
    assert_eq!(answer, Ok(3));
    let seen: Vec<_> = seen.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect();
    assert_eq!(seen, [("a", Some("one")), ("b", None), ("c", Some("drei"))]);
}
