//! SOUNDNESS.md, lines 55, 65 and 70: values inside of what C passes, and what stays accepted.

use std::cell::Cell;
use std::cmp::Ordering;
use std::ffi::{CStr, c_int, c_void};

use callback_runtime::arg::{CPtr, CStrPtr};
use callback_runtime::foreign::CBox;
use callback_runtime::{Callback, callback};

#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    A = 0,
    B = 5,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Event {
    kind: Kind,
    number: c_int,
}

/// Pointers whose pointees no assertion sees.
#[repr(C)]
struct Pointers<'call> {
    kind: CPtr<'call, Kind>,
    event: CPtr<'call, Event>,
    flag: CPtr<'call, bool>,
    letter: CPtr<'call, char>,
    number: CPtr<'call, c_int>,
}

#[callback(fail = -1)]
fn on_pointers(pointers: &Pointers<'_>, #[context] seen: &mut Vec<u32>) -> c_int {
    seen.extend(pointers.kind.to_ref().map(|kind| *kind as u32));
    seen.extend(pointers.event.to_ref().map(|event| event.kind as u32));
    seen.extend(pointers.flag.to_ref().map(|flag| u32::from(*flag)));
    seen.extend(pointers.letter.to_ref().map(|letter| u32::from(*letter)));
    seen.extend(pointers.number.to_ref().map(|number| *number as u32));
    0
}

#[test]
fn s55_values_behind_pointers_in_structs() {
    let mut seen = vec![];
    for (flag, letter, number) in [(1_u8, 0x61_u32, 7), (2, 0x0011_0000, 8)] {
        let kind = 77_u32;
        let pointers = [
            (&raw const kind).cast::<c_void>(),
            (&raw const kind).cast(),
            (&raw const flag).cast(),
            (&raw const letter).cast(),
            (&raw const number).cast(),
        ];
        let answer = on_pointers::scope(&mut seen, |cb| {
            let shim: unsafe extern "C" fn(*const [*const c_void; 5], *mut c_void) -> c_int =
                unsafe { std::mem::transmute(shim_of(cb.shim())) };
            unsafe { shim(&pointers, cb.context()) }
        });
        assert_eq!(answer, Ok(0));
    }
    assert_eq!(seen, [1, 0x61, 7, 8]);
}

type OnPointers = unsafe extern "C" fn(*const Pointers<'static>, *mut c_void) -> c_int;

fn shim_of(shim: OnPointers) -> OnPointers {
    shim
}

/// The author answers for structs, as for all that an `unsafe fn` is given.
#[callback(fail = -1)]
unsafe fn vouched(a: &Event, b: &[Event; 2]) -> c_int {
    c_int::from(a.kind == Kind::B) + b[0].number
}

/// C makes neither `String` nor a tuple.
struct Own {
    name: String,
    is_set: bool,
}

#[callback]
fn own(a: &Own, b: &Own) -> Ordering {
    a.is_set.cmp(&b.is_set).then_with(|| a.name.cmp(&b.name))
}

#[callback(fail = -1)]
fn tuple(key: &u32, element: &(u32, char)) -> c_int {
    key.cmp(&element.0) as c_int
}

type Text<'call> = CStrPtr<'call>;

#[repr(C)]
struct Row<'call> {
    name: CStrPtr<'call>,
    number: c_int,
}

#[callback(fail = -1)]
fn texts(#[len(n)] a: &[Text<'_>], n: c_int, b: &Text<'_>, c: &[CStrPtr; 2], d: &[Row<'_>; 2]) -> c_int {
    let texts = a.iter().chain([b]).chain(c).chain(d.iter().map(|row| &row.name));
    texts.filter_map(CStrPtr::to_c_str).map(CStr::count_bytes).sum::<usize>() as c_int + d[0].number * n
}

#[callback(fail = -1)]
fn checked(a: &bool, b: &char, #[len(2)] c: &[bool], #[len(1)] d: &[CPtr<bool>], e: &Cell<u8>) -> c_int {
    e.set(e.get() + 1);
    c_int::from(*a) + c_int::from(c[0]) + c_int::from(d[0].to_ref() == Some(&true)) + c_int::from(*b == 'a')
}

#[test]
fn what_has_valid_values_is_passed() {
    let event = Event { kind: Kind::B, number: 3 };
    let shim: unsafe extern "C" fn(*const Event, *const [Event; 2]) -> c_int = vouched::shim();
    assert_eq!(unsafe { shim(&event, &[event; 2]) }, 4);
    assert_eq!(Kind::A as u32, 0);

    let owns = [true, false].map(|is_set| Own { name: "a".to_owned(), is_set });
    let shim: unsafe extern "C" fn(*const Own, *const Own) -> c_int = own::shim();
    assert_eq!(unsafe { shim(&owns[0], &owns[1]) }, 1);
    let shim: unsafe extern "C" fn(*const u32, *const (u32, char)) -> c_int = tuple::shim();
    assert_eq!(unsafe { shim(&1, &(2, 'a')) }, -1);

    let (texts_of_c, numbers) = ([c"ab".as_ptr(), c"c".as_ptr()], [1_u8, 0]);
    #[repr(C)]
    struct RowOfC(*const std::ffi::c_char, c_int);
    let rows = [RowOfC(c"d".as_ptr(), 5), RowOfC(std::ptr::null(), 6)];
    let shim: unsafe extern "C" fn(
        *const Text<'static>,
        c_int,
        *const Text<'static>,
        *const [Text<'static>; 2],
        *const [Row<'static>; 2],
    ) -> c_int = texts::shim();
    let first = texts_of_c.as_ptr();
    assert_eq!(unsafe { shim(first.cast(), 2, first.cast(), first.cast(), rows.as_ptr().cast()) }, 3 + 2 + 3 + 1 + 10);
    let shim: unsafe extern "C" fn(
        *const bool,
        *const char,
        *const bool,
        *const CPtr<'static, bool>,
        *mut Cell<u8>,
    ) -> c_int = checked::shim();
    let (flags, mut cell) = (numbers.as_ptr().cast::<bool>(), Cell::new(0));
    assert_eq!(unsafe { shim(flags, &'a', flags, (&raw const flags).cast(), &raw mut cell) }, 4);
}

#[callback]
unsafe extern "C" {
    type Db;
    type Stmt<'db>;

    unsafe fn stmt_free(stmt: *mut Stmt<'_>);

    #[callback(free = stmt_free)]
    #[allow(dead_code)]
    safe fn prepare<'a>(db: &'a Db) -> CBox<Stmt<'a>>;

    #[callback(free = stmt_free)]
    #[allow(dead_code)]
    safe fn prepare_maybe<'a>(db: Option<&'a Db>) -> Option<CBox<Stmt<'a>>>;

    #[callback(free = stmt_free)]
    #[allow(dead_code)]
    safe fn prepare_longer<'a: 'b, 'b>(db: &'a Db) -> Option<CBox<Stmt<'b>>>;

    #[allow(dead_code)]
    unsafe fn of_pointer<'a>(db: *const Db) -> &'a Db;

    #[allow(dead_code)]
    safe fn for_ever() -> &'static c_int;
}
