//! Arrays whose elements are checked, and rows.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null;

use callback_runtime::arg::{Array, CStrVec, Matrix, MatrixMut, NullTerminated};
use callback_runtime::{Callback, Reason, Refused, callback};
use callback_tests::no_reports;

#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

type Strings = Option<unsafe extern "C" fn(*mut *mut c_char, *mut c_void) -> c_int>;
type Points = Option<unsafe extern "C" fn(*mut *mut Point, *mut c_void) -> c_int>;
type Counted = Option<unsafe extern "C" fn(c_int, *const *const c_char, *const c_int, *mut c_void) -> c_int>;
type Rows = Option<unsafe extern "C" fn(*mut *mut f32, c_int, usize, *mut c_void) -> c_int>;

unsafe extern "C" {
    fn vectors_strings(f: Strings, n: c_int, user: *mut c_void) -> c_int;
    fn vectors_points(f: Points, user: *mut c_void) -> c_int;
    fn vectors_misaligned(f: Points, user: *mut c_void) -> c_int;
    fn vectors_counted(f: Counted, n: c_int, user: *mut c_void) -> c_int;
    fn vectors_matrix(f: Rows, n: c_int, frames: usize, null: c_int, first: *mut f32, user: *mut c_void) -> c_int;
}

fn refused<R>(outcome: Result<R, Refused>) -> (Option<&'static str>, Reason) {
    let Err(refused) = outcome else { panic!("expected a refusal") };
    (refused.parameter(), refused.reason())
}

#[callback(fail = -1)]
fn strings(strings: CStrVec<'_>, #[context] seen: &mut Vec<String>) -> c_int {
    assert_eq!((strings.is_empty(), strings.get(strings.len())), (strings.iter().next().is_none(), None));
    for text in &strings {
        seen.push(text.to_string_lossy().into_owned());
    }
    assert_eq!(strings.iter().rev().count(), strings.iter().len());
    strings.len().try_into().unwrap()
}

#[callback(fail = -1)]
fn utf8(strings: Option<NullTerminated<'_, &str>>, #[context] seen: &mut Vec<String>) -> c_int {
    let Some(strings) = strings else { return -2 };
    seen.push(format!("{strings:?}"));
    strings.len().try_into().unwrap()
}

#[test]
fn strings_up_to_null() {
    let mut seen = vec![];
    let mut call = |n| strings::scope(&mut seen, |cb| unsafe { vectors_strings(cb.shim(), n, cb.context()) });
    assert_eq!([call(0), call(2)], [Ok(0), Ok(2)]);
    assert_eq!(seen, ["zwölf", "caf\u{fffd}"]);
    let none = strings::scope(&mut seen, |cb| {
        let f: unsafe extern "C" fn(*const *const c_char, *mut c_void) -> c_int = cb.shim();
        unsafe { f(null(), cb.context()) }
    });
    assert_eq!(refused(none), (Some("strings"), Reason::Null));
    let misaligned = strings::scope(&mut seen, |cb| {
        let f: unsafe extern "C" fn(*const u8, *mut c_void) -> c_int = cb.shim();
        unsafe { f(std::ptr::dangling::<u64>().cast::<u8>().wrapping_add(1), cb.context()) }
    });
    assert_eq!(refused(misaligned), (Some("strings"), Reason::Misaligned));
    let none = utf8::scope(&mut seen, |cb| {
        let f: unsafe extern "C" fn(*const *const c_char, *mut c_void) -> c_int = cb.shim();
        unsafe { f(null(), cb.context()) }
    });
    assert_eq!(none, Ok(-2));
}

/// An element that is refused refuses the call, before the function sees the others.
#[test]
fn s32_elements_are_checked() {
    let mut seen = vec![];
    let scoped = no_reports(|| utf8::scope(&mut seen, |cb| unsafe { vectors_strings(cb.shim(), 3, cb.context()) }));
    assert_eq!(refused(scoped), (Some("strings"), Reason::NotUtf8));
    assert!(seen.is_empty());
}

#[callback(fail = -1)]
fn points(points: NullTerminated<'_, &Point>, #[context] sum: &mut f64) -> c_int {
    *sum = points.iter().map(|point| point.x * point.y).sum();
    points.len().try_into().unwrap()
}

#[callback(fail = -1)]
fn opaque(points: NullTerminated<'_, *mut c_void>, #[context] seen: &mut usize) -> c_int {
    *seen = points.len();
    points.iter().any(<*mut c_void>::is_null).into()
}

#[test]
fn pointers_up_to_null() {
    let mut sum = 0.0;
    assert_eq!(points::scope(&mut sum, |cb| unsafe { vectors_points(cb.shim(), cb.context()) }), Ok(2));
    assert_eq!(sum, 14.0);
    let misaligned = points::scope(&mut sum, |cb| unsafe { vectors_misaligned(cb.shim(), cb.context()) });
    assert_eq!(refused(misaligned), (Some("points"), Reason::Misaligned));
    let mut seen = 0;
    assert_eq!(opaque::scope(&mut seen, |cb| unsafe { vectors_misaligned(cb.shim(), cb.context()) }), Ok(0));
    assert_eq!(seen, 2);
}

#[callback]
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Debug,
    Info = 5,
    Error,
}

type Seen = Vec<(Vec<Option<String>>, Vec<Level>)>;

#[callback(fail = -1)]
fn counted(
    n: c_int,
    #[len(n)] names: Array<'_, Option<&CStr>>,
    #[len(n)] levels: Array<'_, Level>,
    #[context] seen: &mut Seen,
) -> c_int {
    let names = names.iter().map(|name| name.map(|name| name.to_str().unwrap().to_owned())).collect();
    seen.push((names, levels.iter().collect()));
    n
}

#[callback(fail = -1)]
fn counted_names(
    n: c_int,
    #[len(n)] names: Array<'_, &str>,
    _levels: *const c_int,
    #[context] seen: &mut usize,
) -> c_int {
    *seen = names.len();
    n
}

#[test]
fn s31_counted_arrays() {
    let mut seen: Seen = vec![];
    let mut call = |n| counted::scope(&mut seen, |cb| unsafe { vectors_counted(cb.shim(), n, cb.context()) });
    assert_eq!([call(0), call(2)], [Ok(0), Ok(2)]);
    assert_eq!(refused(call(3)), (Some("levels"), Reason::Invalid("not a value of `Level`")));
    assert_eq!(refused(call(-1)), (Some("names"), Reason::NegativeLength));
    let both = (vec![Some("a".to_owned()), Some("b".to_owned())], vec![Level::Debug, Level::Info]);
    assert_eq!(seen, [(vec![], vec![]), both]);
    let mut seen = 0;
    let mut call = |n| counted_names::scope(&mut seen, |cb| unsafe { vectors_counted(cb.shim(), n, cb.context()) });
    assert_eq!(call(2), Ok(2));
    assert_eq!(refused(call(3)), (Some("names"), Reason::Null));
    assert_eq!(seen, 2);
}

#[callback(fail = -1)]
fn rows(
    #[len(n, frames)] channels: Matrix<'_, f32>,
    n: c_int,
    frames: usize,
    #[context] seen: &mut Vec<Vec<f32>>,
) -> c_int {
    assert_eq!((channels.len(), channels.columns(), channels.is_empty()), (n as usize, frames, n == 0));
    assert!(channels.row(channels.len()).is_none());
    seen.extend(channels.rows().map(<[f32]>::to_vec));
    n
}

#[callback(fail = -1)]
fn gain(
    #[len(n, frames / 2)] mut channels: MatrixMut<'_, f32>,
    n: c_int,
    frames: usize,
    #[context] gain: &f32,
) -> c_int {
    for index in 0..channels.len() {
        for sample in channels.row_mut(index).unwrap() {
            *sample *= gain;
        }
    }
    assert!(channels.row_mut(channels.len()).is_none());
    assert_eq!(channels.is_empty(), n == 0);
    channels.columns().min(frames).try_into().unwrap()
}

#[test]
fn matrices() {
    let mut first = [1.0, 2.0, 3.0];
    let mut seen = vec![];
    let mut call = |n, frames, null| {
        let first = first.as_mut_ptr();
        rows::scope(&mut seen, |cb| unsafe { vectors_matrix(cb.shim(), n, frames, null, first, cb.context()) })
    };
    assert_eq!(call(2, 2, 0), Ok(2));
    assert_eq!(call(3, 0, 1), Ok(3), "a NULL row of no elements");
    assert_eq!(call(0, 9, 1), Ok(0));
    assert_eq!(refused(call(3, 1, 1)), (Some("channels"), Reason::Null));
    assert_eq!(refused(call(-1, 1, 0)), (Some("channels"), Reason::NegativeLength));
    assert_eq!(refused(call(1, usize::MAX, 0)), (Some("channels"), Reason::LengthOverflow));
    assert_eq!(seen, [vec![1.0, 2.0], vec![10.0, 20.0], vec![], vec![], vec![]]);
    let place = first.as_mut_ptr();
    // C passes the first row twice.
    let answer = gain::scope(&2.0, |cb| unsafe { vectors_matrix(cb.shim(), 3, 4, 0, place, cb.context()) });
    assert_eq!((answer, first), (Ok(2), [4.0, 8.0, 3.0]));
    let answer = gain::scope(&2.0, |cb| unsafe { vectors_matrix(cb.shim(), 0, 4, 0, place, cb.context()) });
    assert_eq!((answer, first), (Ok(2), [4.0, 8.0, 3.0]));
}
