//! Formatted output: no `Debug` is empty, and errors name the fault.

use std::cell::Cell;
use std::ffi::{CStr, CString, c_char, c_double, c_int, c_short, c_void};
use std::fmt::Debug;
use std::ptr::null_mut;

use callback_runtime::arg::{
    Array, CArray, CArrayMut, CStrBuf, Callee, ContainsNul, ErrorOut, FormatError, InOut, Matrix, MatrixMut, NoRoom,
    NotUnicode, NullTerminated, Out, VaList, WriteBuf,
};
use callback_runtime::foreign::{CBox, Signal};
use callback_runtime::release::Release;
use callback_runtime::ret::Allocated;
use callback_runtime::{Callback, Subscription, callback, fields};
use callback_tests::{places, sys, tables};

type Strings = Option<unsafe extern "C" fn(*mut *mut c_char, *mut c_void) -> c_int>;
type Counted = Option<unsafe extern "C" fn(c_int, *const *const c_char, *const c_int, *mut c_void) -> c_int>;
type Rows = Option<unsafe extern "C" fn(*mut *mut f32, c_int, usize, *mut c_void) -> c_int>;
type Twice = unsafe extern "C" fn(c_int) -> c_int;
type Sum = Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>;

unsafe extern "C" {
    fn vectors_strings(f: Strings, n: c_int, user: *mut c_void) -> c_int;
    fn vectors_counted(f: Counted, n: c_int, user: *mut c_void) -> c_int;
    fn vectors_matrix(f: Rows, n: c_int, frames: usize, null: c_int, first: *mut f32, user: *mut c_void) -> c_int;
    fn vectors_map(
        map: Option<unsafe extern "C" fn(*mut c_void, Option<Twice>) -> c_int>,
        user: *mut c_void,
        with: c_int,
    ) -> c_int;
    fn frames_sum(f: Sum, n: c_int, ...) -> c_int;
    fn owned_length(
        f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> *mut c_char>,
        n: c_int,
        user: *mut c_void,
    ) -> c_int;
}

#[callback]
unsafe extern "C" {
    #[link_name = "declare_free"]
    fn free_it(p: *mut c_void) -> c_int;
    #[callback(free = free_it)]
    safe fn declare_copy(text: &CStr) -> Option<CBox<CStr>>;

    /// An object of C's.
    type Source;
    #[callback(free = declare_source_free)]
    safe fn declare_source_new() -> CBox<Source>;
    unsafe fn declare_source_free(source: *mut Source);
    safe fn declare_subscribe(
        source: &Source,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] data: *mut c_void,
    );
}

/// The calls of a callback.
type Seen = Vec<String>;

/// Its `Debug` tells the type, or what it holds.
#[track_caller]
fn shows(of: &impl Debug, text: &str) {
    let debug = format!("{of:?}");
    assert!(debug.contains(text), "{debug}");
}

#[callback(fail = -1)]
fn arrays(
    n: c_int,
    #[len(n)] names: Array<'_, Option<&CStr>>,
    levels: CArray<'_, c_int>,
    #[context] seen: &mut Seen,
) -> c_int {
    shows(&levels, "CArray(0x");
    shows(&names.iter(), "ArrayIter");
    seen.push(format!("{names:?}"));
    0
}

#[callback(fail = -1)]
fn strings(strings: NullTerminated<'_, &CStr>, #[context] seen: &mut Seen) -> c_int {
    seen.push(format!("{strings:?}"));
    0
}

#[callback(fail = -1)]
fn rows(#[len(n, frames)] rows: Matrix<'_, f32>, n: c_int, frames: usize, #[context] seen: &mut Seen) -> c_int {
    seen.push(format!("{rows:?}"));
    0
}

#[callback(fail = -1)]
fn rows_mut(#[len(n, frames)] rows: MatrixMut<'_, f32>, n: c_int, frames: usize, #[context] _seen: &mut Seen) -> c_int {
    shows(&rows, "MatrixMut { lens: [2, 1]");
    0
}

#[test]
fn arrays_of_c() {
    let (mut seen, mut first) = (vec![], [0.5; 3]);
    arrays::scope(&mut seen, |cb| unsafe { vectors_counted(cb.shim(), 3, cb.context()) }).unwrap();
    strings::scope(&mut seen, |cb| unsafe { vectors_strings(cb.shim(), 1, cb.context()) }).unwrap();
    let place = first.as_mut_ptr();
    rows::scope(&mut seen, |cb| unsafe { vectors_matrix(cb.shim(), 2, 1, 0, place, cb.context()) }).unwrap();
    rows_mut::scope(&mut seen, |cb| unsafe { vectors_matrix(cb.shim(), 2, 1, 0, place, cb.context()) }).unwrap();
    assert_eq!(seen, [r#"[Some("a"), Some("b"), None]"#, r#"["caf\xe9"]"#, "[[0.5], [10.0]]"]);
}

#[callback(fail = -1)]
fn bytes(#[len(size)] mut buffer: WriteBuf<'_>, size: c_int, #[context] _state: &()) -> c_int {
    buffer.write(b"ab");
    shows(&buffer, "WriteBuf");
    let no_room = buffer.write_all(b"cdef").unwrap_err();
    assert!(no_room.to_string().contains('6'), "{no_room}");
    let NoRoom { needed, capacity, .. } = no_room;
    (needed * 10 + capacity).try_into().unwrap()
}

#[callback(fail = -1)]
fn text(#[len(size)] mut buffer: CStrBuf<'_>, size: c_int, #[context] _state: &()) -> c_int {
    buffer.append("abcde").unwrap();
    shows(&buffer, "needed: 5");
    let contains_nul: ContainsNul = buffer.append("a\0").unwrap_err();
    assert!(contains_nul.to_string().contains("NUL"));
    buffer.needed().try_into().unwrap()
}

#[callback(fail = -1)]
fn sizes(_seed: c_int, width: Out<'_, c_int>, height: InOut<'_, c_int>, #[context] _state: &()) -> c_int {
    shows(&width, "Out(0x");
    shows(&height, "InOut(");
    1
}

#[callback(fail = -1)]
fn error(_value: c_int, error: ErrorOut<'_, *const c_char>, #[context] _state: &()) -> c_int {
    shows(&error, "ErrorOut");
    2
}

#[callback(fail = -1)]
fn samples(samples: CArrayMut<'_, c_short>, _count: *mut usize, #[context] _state: &()) -> c_int {
    shows(&samples, "CArrayMut(0x");
    3
}

#[test]
fn memory_that_a_callback_writes() {
    let mut room = [0; 5];
    let mut named = |f: Option<_>, context| unsafe { places::places_name(f, room.as_mut_ptr(), 5, context) };
    assert_eq!(bytes::scope(&(), |cb| named(cb.shim(), cb.context())), Ok(65));
    assert_eq!(text::scope(&(), |cb| named(cb.shim(), cb.context())), Ok(5));
    let mut size = [1, 2];
    let place = size.as_mut_ptr();
    assert_eq!(sizes::scope(&(), |cb| unsafe { places::places_size(cb.shim(), 1, true, place, cb.context()) }), Ok(1));
    let mut message = std::ptr::null();
    assert_eq!(
        error::scope(&(), |cb| unsafe { places::places_error(cb.shim(), 1, &mut message, cb.context()) }),
        Ok(2)
    );
    let mut sample = 0;
    assert_eq!(
        samples::scope(&(), |cb| unsafe { places::places_query(cb.shim(), &mut sample, &mut 1, cb.context()) }),
        Ok(3)
    );
}

#[callback(fail = -1)]
fn map(#[context] n: &c_int, f: Callee<'_, Twice, ()>) -> c_int {
    shows(&f, "Callee");
    unsafe { f.call((*n,)) }
}

#[callback(fail = -1)]
fn sum(n: c_int, list: VaList<'_>) -> c_int {
    shows(&list, "VaList");
    n
}

#[test]
fn what_c_passes_to_call_and_to_read() {
    assert_eq!(map::scope(&4, |cb| unsafe { vectors_map(cb.shim(), cb.context(), 1) }), Ok(8));
    assert_eq!(unsafe { frames_sum(sum::shim(), 1, 5) }, 1);
    assert!(FormatError::Writes.to_string().contains("%n"));
    assert!(FormatError::Failed.to_string().contains("could not format"));
    assert!(NotUnicode.to_string().contains("not Unicode"));
}

#[callback(fail = -1)]
fn add(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[callback(fail = -1)]
fn subtract(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum -= value;
    *sum
}

#[callback(fail = -1)]
fn slotted(value: c_int, #[context(pool = 1)] factor: &c_int) -> c_int {
    value * factor
}

#[callback]
fn on_value(#[context(embedded = tables::listener)] last: &Cell<c_int>, value: c_int) {
    last.set(value);
}

#[test]
fn owners() {
    let registration = add::own(1);
    assert_eq!(unsafe { sys::peer_call(registration.shim(), 2, registration.context()) }, 3);
    shows(&registration, add::NAME);
    shows(&registration.also::<subtract>(), subtract::NAME);
    let slot = slotted::acquire(2).unwrap();
    shows(&slot, slotted::NAME);
    shows(&slotted::acquire(3).unwrap_err(), "NoFreeSlot");

    let base = tables::listener { next: null_mut(), notify: on_value::shim() };
    let listener = on_value::embed(base, Cell::new(0));
    let mut signal = tables::signal { first: null_mut() };
    unsafe { tables::signal_add(&raw mut signal, listener.as_ptr()) };
    unsafe { tables::signal_emit(&raw mut signal, 7) };
    shows(&listener, on_value::NAME);

    let source = declare_source_new();
    let subscription: Subscription<'_> = declare_subscribe(&source, |value| value);
    shows(&subscription, "Subscription");
}

#[callback(fail = null_mut())]
fn duplicate(_n: c_int, #[context] text: &CString) -> Option<Allocated<c_char>> {
    let copy = Allocated::from_c_str(text).ok()?;
    shows(&copy, "Allocated(0x");
    Some(copy)
}

static MOVED: Signal<unsafe extern "C" fn(c_int, c_double, *mut c_void) -> c_int> = unsafe { Signal::new(c"moved") };

#[test]
fn memory_that_is_owned() {
    assert_eq!(duplicate::scope(&c"four".to_owned(), |cb| unsafe { owned_length(cb.shim(), 0, cb.context()) }), Ok(4));
    shows(&declare_copy(c"text"), r#"Some("text")"#);
    shows(&Release::new("text"), "len: 4");
    shows(&MOVED, "moved");
    shows(&fields!(sys::peer_point { x, y }), r#"name: "y""#);
}
