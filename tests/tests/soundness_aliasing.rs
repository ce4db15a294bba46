//! SOUNDNESS.md, lines 57 and 70: arguments that C passes overlapping, and objects that it reaches by pointers of its own.

use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int, c_void};

use callback_runtime::arg::{Out, WriteBuf};
use callback_runtime::{Callback, Reason, Refused, callback};

type Buffer = *mut u8;

/// Calls a callback in a scope with its context; the answer and what the scope handed back.
macro_rules! call {
    ($callback:ident: $f:ty, $($argument:expr),*) => {{
        let (mut answer, mut calls) = (0, 0);
        let result = $callback::scope(&mut calls, |cb| unsafe {
            let f: $f = cb.shim();
            answer = f($($argument,)* cb.context());
        });
        (answer, reason(result), calls)
    }};
}

fn reason(result: Result<(), Refused>) -> Option<(Reason, Option<&'static str>)> {
    result.err().map(|refused| (refused.reason(), refused.parameter()))
}

const OVERLAPS: Reason = Reason::Overlapping;

#[callback(fail = -1)]
fn transform(#[len(n)] from: &[u8], #[len(n)] to: &mut [u8], n: usize, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    to.copy_from_slice(from);
    0
}

type Transform = unsafe extern "C" fn(*const u8, Buffer, usize, *mut c_void) -> c_int;

#[test]
fn s57_input_is_not_the_output() {
    let mut bytes = [1, 2, 3, 4, 5, 6, 7, 8];
    let start = bytes.as_mut_ptr();
    let at = |offset: usize| start.wrapping_add(offset);
    for (from, to) in [(0, 0), (0, 3), (3, 0), (2, 1)] {
        let refused = call!(transform: Transform, at(from), at(to), 4);
        // Slices come behind the other arguments, in their order.
        assert_eq!(refused, (-1, Some((OVERLAPS, Some("to"))), 0), "{from} {to}");
    }
    assert_eq!(bytes, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(call!(transform: Transform, at(0), at(4), 4), (0, None, 1), "beside each other");
    assert_eq!(call!(transform: Transform, at(4), at(4), 0), (0, None, 1), "of nothing");
    assert_eq!(call!(transform: Transform, std::ptr::null(), at(0), 4).1, Some((Reason::Null, Some("from"))));
    assert_eq!(bytes, [1, 2, 3, 4, 1, 2, 3, 4]);
}

#[callback(fail = -1)]
fn swap(a: &mut c_int, b: Option<&mut c_int>, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    if let Some(b) = b {
        std::mem::swap(a, b);
    }
    0
}

type Swap = unsafe extern "C" fn(*mut c_int, *mut c_int, *mut c_void) -> c_int;

#[test]
fn s57_two_mutable_references() {
    let mut numbers = [1, 2];
    let start = numbers.as_mut_ptr();
    assert_eq!(call!(swap: Swap, start, start), (-1, Some((OVERLAPS, Some("b"))), 0));
    assert_eq!(call!(swap: Swap, start, std::ptr::null_mut()), (0, None, 1));
    assert_eq!(call!(swap: Swap, start, start.wrapping_add(1)), (0, None, 1));
    assert_eq!(numbers, [2, 1]);
}

#[callback(fail = -1)]
fn outcome(key: &c_int, value: Out<'_, c_int>, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    value.set(*key);
    0
}

#[callback(fail = -1)]
fn named(name: &CStr, #[len(n)] mut to: WriteBuf<'_, u8>, n: usize, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    to.write(name.to_bytes());
    0
}

/// An alias, which the attribute cannot see through.
type Bytes<'a> = &'a mut [u8];

#[callback(fail = -1)]
fn aliased(#[len(1)] a: Bytes<'_>, #[len(1)] b: Bytes<'_>, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    (a[0], b[0]) = (b[0], a[0]);
    0
}

#[callback(fail = -1)]
fn both<T: Unpin>(a: &mut T, b: &T, #[context] calls: &mut c_int) -> c_int {
    let _ = (a, b);
    *calls += 1;
    0
}

#[test]
fn s57_other_forms() {
    let (mut number, mut text) = (7, *b"text\0....");
    let place = &raw mut number;
    let refused = call!(outcome: Swap, place, place);
    assert_eq!(refused, (-1, Some((OVERLAPS, Some("value"))), 0));
    type Named = unsafe extern "C" fn(*const c_char, Buffer, usize, *mut c_void) -> c_int;
    let start = text.as_mut_ptr();
    assert_eq!(call!(named: Named, start.cast(), start.wrapping_add(4), 4).1, Some((OVERLAPS, Some("to"))));
    assert_eq!(call!(named: Named, start.cast(), start.wrapping_add(5), 4), (0, None, 1));
    assert_eq!(text, *b"text\0text");
    type Aliased = unsafe extern "C" fn(Buffer, Buffer, *mut c_void) -> c_int;
    assert_eq!(call!(aliased: Aliased, start, start).1, Some((OVERLAPS, Some("b"))));
    assert_eq!(call!(aliased: Aliased, start, start.wrapping_add(1)), (0, None, 1));
    let mut calls = 0;
    let mut wide = 0_u64;
    let refused = both::<u64>::scope(&mut calls, |cb| unsafe {
        let f: unsafe extern "C" fn(*mut u64, *const u64, *mut c_void) -> c_int = cb.shim();
        assert_eq!(f(&raw mut wide, &raw const wide, cb.context()), -1);
    });
    assert_eq!((reason(refused), calls), (Some((OVERLAPS, Some("b"))), 0));
}

/// Buffers that may overlap.
#[callback(fail = -1)]
fn in_place(#[len(n)] from: &[Cell<u8>], #[len(n)] to: &[Cell<u8>], n: usize, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    for (from, to) in from.iter().zip(to) {
        to.set(from.get() + 1);
    }
    0
}

#[test]
fn s57_cells_may_overlap() {
    let mut bytes = [1, 2, 3];
    let start = bytes.as_mut_ptr();
    type InPlace = unsafe extern "C" fn(Buffer, Buffer, usize, *mut c_void) -> c_int;
    assert_eq!(call!(in_place: InPlace, start, start, 3), (0, None, 1));
    assert_eq!(bytes, [2, 3, 4]);
    let declared = in_place::C_DECLARATION;
    assert!(!declared.contains("const"), "{declared}");
    assert!(transform::C_DECLARATION.contains("const uint8_t *from, uint8_t *to"), "{}", transform::C_DECLARATION);
}

mod opaque {
    use super::{Cell, callback};

    #[callback]
    unsafe extern "C" {
        pub(super) type Machine;
        pub(super) type Part<'machine>;
    }

    /// Stands for a C function that is compiled together with Rust code.
    unsafe fn write<T>(object: *mut T, value: u32) {
        unsafe { object.cast::<u32>().write(value) };
    }

    /// C has the object by the argument, and by a pointer of its own.
    #[callback(fail = 0)]
    pub(super) fn exclusive(machine: &mut Machine, #[context] own: &Cell<*mut u32>) -> u32 {
        used(machine, own)
    }

    #[callback(fail = 0)]
    pub(super) fn part(part: &mut Part<'_>, #[context] own: &Cell<*mut u32>) -> u32 {
        used(part, own)
    }

    #[inline(never)]
    fn used<T>(object: &mut T, own: &Cell<*mut u32>) -> u32 {
        unsafe { write(object, 1) };
        unsafe { write(own.get(), 2) };
        unsafe { std::ptr::from_mut(object).cast::<u32>().read() }
    }
}

#[test]
fn s70_c_writes_an_opaque_object_by_pointers_of_its_own() {
    let mut object = 0_u32;
    let object = std::hint::black_box(&raw mut object);
    let own = Cell::new(object);
    let mut read = [0; 2];
    opaque::exclusive::scope(&own, |cb| {
        let f: unsafe extern "C" fn(*mut opaque::Machine, *mut c_void) -> u32 = cb.shim();
        read[0] = unsafe { f(object.cast(), cb.context()) };
    })
    .unwrap();
    opaque::part::scope(&own, |cb| {
        let f: unsafe extern "C" fn(*mut opaque::Part<'static>, *mut c_void) -> u32 = cb.shim();
        read[1] = unsafe { f(object.cast(), cb.context()) };
    })
    .unwrap();
    assert_eq!(read, [2, 2]);
}

struct Probe<T>(std::marker::PhantomData<T>);

trait MayBePinned {
    const IS_UNPIN: bool = false;
}

impl<T> MayBePinned for Probe<T> {}

impl<T: Unpin> Probe<T> {
    const IS_UNPIN: bool = true;
}

/// The compiler takes a `&mut T` for the only pointer to the object if `T` is `Unpin`.
#[test]
fn s70_opaque_types_are_not_unpin() {
    const { assert!(!Probe::<opaque::Machine>::IS_UNPIN && !Probe::<opaque::Part<'static>>::IS_UNPIN) };
    const { assert!(Probe::<callback_runtime::foreign::CBox<opaque::Machine>>::IS_UNPIN) };
}
