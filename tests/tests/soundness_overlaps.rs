//! SOUNDNESS.md, line 57: rows, elements of arrays and the context, beside arguments that C passes overlapping.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::{from_mut, from_ref};

use callback_runtime::arg::{Array, CStrVec, Matrix, MatrixMut, Out};
use callback_runtime::{Callback, Reason, Refused, callback};

const OVERLAPS: Reason = Reason::Overlapping;

fn reason(result: Result<(), Refused>) -> Option<(Reason, Option<&'static str>)> {
    result.err().map(|refused| (refused.reason(), refused.parameter()))
}

/// Calls a callback in a scope with a number as its context, and returns why it was refused.
macro_rules! refused {
    ($callback:ty: fn($($ty:ty),*), $($argument:expr),*) => {{
        let mut calls = 0;
        let result = <$callback>::scope(&mut calls, |cb| unsafe {
            let f: unsafe extern "C" fn($($ty,)* *mut c_void) -> c_int = cb.shim();
            f($($argument,)* cb.context())
        });
        assert_eq!(calls, u32::from(result.is_ok()));
        reason(result.map(|_| ()))
    }};
}

#[callback(fail = -1)]
fn process(
    #[len(n, m)] inputs: Matrix<'_, f32>,
    #[len(n, m)] mut outputs: MatrixMut<'_, f32>,
    n: c_int,
    m: c_int,
    #[context] calls: &mut u32,
) -> c_int {
    *calls += 1;
    for row in 0..inputs.len() {
        outputs.row_mut(row).unwrap().copy_from_slice(inputs.row(row).unwrap());
    }
    n * m
}

#[test]
fn s57_rows_in_place() {
    let mut rows = [[1.0_f32, 2.0, 3.0], [4.0, 5.0, 6.0], [0.0; 3], [0.0; 3]];
    let start = from_mut(&mut rows).cast::<f32>();
    let row = |index: usize, offset: usize| start.wrapping_add(index * 3 + offset);
    let process = |inputs: [*mut f32; 2], outputs: [*mut f32; 2], m: c_int| refused!(process: fn(*const *const f32, *const *mut f32, c_int, c_int), inputs.as_ptr().cast(), outputs.as_ptr(), 2, m);
    let refused = Some((OVERLAPS, Some("outputs")));
    // The same rows, one row of two, in another order, and rows that begin in another.
    for outputs in [[(0, 0), (1, 0)], [(2, 0), (1, 0)], [(1, 0), (2, 0)], [(0, 2), (3, 0)]] {
        let [first, second] = outputs.map(|(index, offset)| row(index, offset));
        assert_eq!(process([row(0, 0), row(1, 0)], [first, second], 3), refused, "{outputs:?}");
    }
    assert_eq!(process([row(0, 0), row(1, 0)], [row(2, 0), row(3, 0)], 3), None);
    assert_eq!(process([row(0, 0), row(0, 0)], [row(2, 0), row(2, 0)], 3), None, "one row twice, one at a time");
    assert_eq!(process([row(0, 0), row(1, 0)], [row(0, 0), row(1, 0)], 0), None, "of nothing");
    assert_eq!(rows[3], [4.0, 5.0, 6.0]);
}

#[callback(fail = -1)]
fn fill(#[len(n, m)] mut rows: MatrixMut<'_, usize>, n: usize, m: usize, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    (0..n).for_each(|row| rows.row_mut(row).unwrap().fill(m));
    0
}

#[callback(fail = -1)]
fn cells(#[len(n, 1)] rows: Matrix<'_, Cell<usize>>, n: usize, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    rows.rows().flatten().for_each(|cell| cell.set(7));
    0
}

#[test]
fn s57_a_row_over_the_rows() {
    let mut rows = [std::ptr::null_mut::<usize>(); 3];
    rows[0] = from_mut(&mut rows).cast::<usize>().wrapping_add(1);
    rows[1] = rows[0];
    let start = rows.as_ptr();
    let refused = Some((OVERLAPS, Some("rows")));
    assert_eq!(refused!(fill: fn(*const *mut usize, usize, usize), start, 2, 1), refused);
    assert_eq!(refused!(cells: fn(*const *const usize, usize), start.cast(), 2), refused);
    let mut numbers = [0_usize; 2];
    let rows = [from_mut(&mut numbers[0]), from_mut(&mut numbers[1])];
    assert_eq!(refused!(fill: fn(*const *mut usize, usize, usize), rows.as_ptr(), 2, 1), None);
    assert_eq!(refused!(cells: fn(*const *const usize, usize), rows.as_ptr().cast(), 1), None);
    assert_eq!(numbers, [7, 1]);
}

#[callback(fail = -1)]
fn mix(
    #[len(n, m)] from: Matrix<'_, f32>,
    n: usize,
    m: usize,
    #[len(m)] to: &mut [f32],
    #[context] calls: &mut u32,
) -> c_int {
    *calls += 1;
    to.copy_from_slice(from.row(n - 1).unwrap());
    0
}

#[callback(fail = -1)]
fn sum(#[len(n)] from: Array<'_, &u32>, n: usize, to: &mut u32, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    *to = from.iter().sum();
    n as c_int
}

#[callback(fail = -1)]
fn longest(words: CStrVec<'_>, to: Out<'_, c_char>, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    to.set(words.iter().map(CStr::count_bytes).max().unwrap_or(0) as c_char);
    0
}

/// An alias, which the attribute cannot see through.
type Numbers<'a> = Array<'a, &'a u32>;

#[callback(fail = -1)]
fn aliased(#[len(1)] to: &mut [u32], #[len(2)] from: Numbers<'_>, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    to[0] = from.iter().sum();
    0
}

#[test]
fn s57_elements_behind_pointers() {
    let mut row = [1.0_f32, 2.0];
    let (start, mut other) = (row.as_mut_ptr(), [0.0; 2]);
    let rows = [other.as_ptr(), start.cast_const()];
    let refused = refused!(mix: fn(*const *const f32, usize, usize, *mut f32), rows.as_ptr(), 2, 2, start);
    assert_eq!(refused, Some((OVERLAPS, Some("to"))));
    let fits =
        refused!(mix: fn(*const *const f32, usize, usize, *mut f32), rows[1..].as_ptr(), 1, 2, other.as_mut_ptr());
    assert_eq!((fits, other), (None, [1.0, 2.0]));

    let mut numbers = [1_u32, 2, 3];
    let start = numbers.as_mut_ptr();
    let at = |index: usize| start.wrapping_add(index).cast_const();
    let from = [at(0), at(1)];
    let refused = refused!(sum: fn(*const *const u32, usize, *mut u32), from.as_ptr(), 2, start.wrapping_add(1));
    assert_eq!(refused, Some((OVERLAPS, Some("from"))));
    assert_eq!(refused!(sum: fn(*const *const u32, usize, *mut u32), from.as_ptr(), 2, start.wrapping_add(2)), None);
    let refused = refused!(aliased: fn(*mut u32, *const *const u32), start, from.as_ptr());
    assert_eq!(refused, Some((OVERLAPS, Some("from"))));
    assert_eq!(refused!(aliased: fn(*mut u32, *const *const u32), start.wrapping_add(2), from.as_ptr()), None);

    let mut text = *b"ab\0cde\0";
    let start = text.as_mut_ptr().cast::<c_char>();
    let words = [start.cast_const(), start.wrapping_add(3), std::ptr::null()];
    for offset in [0, 2, 5, 6] {
        let refused =
            refused!(longest: fn(*const *const c_char, *mut c_char), words.as_ptr(), start.wrapping_add(offset));
        assert_eq!(refused, Some((OVERLAPS, Some("to"))), "{offset}");
    }
    let mut length = 0;
    assert_eq!(refused!(longest: fn(*const *const c_char, *mut c_char), words.as_ptr(), &raw mut length), None);
    assert_eq!(length, 3);
}

/// The array of pointers itself is memory that the function looks at.
#[test]
fn s57_the_array_of_pointers() {
    #[callback(fail = -1)]
    fn first(#[len(1)] from: Array<'_, &u32>, to: &mut usize, #[context] calls: &mut u32) -> c_int {
        *calls += 1;
        *to = 0;
        from.get(0).copied().unwrap_or(0) as c_int
    }
    let number = 5;
    let mut from = [from_ref::<u32>(&number)];
    let place = from.as_mut_ptr();
    let refused = refused!(first: fn(*const *const u32, *mut usize), place, place.cast());
    assert_eq!(refused, Some((OVERLAPS, Some("from"))));
}

struct State {
    count: u32,
    cell: Cell<u32>,
    log: RefCell<[u8; 8]>,
}

fn state() -> State {
    State { count: 1, cell: Cell::new(2), log: RefCell::new([b'x', b'y', 0, 0, 0, 0, 0, 0]) }
}

/// Calls a callback with an argument that is of its context, and with one that is not.
macro_rules! call_beside {
    ($callback:ident: $ty:ty, $inside:expr, $outside:expr, $state:expr) => {
        for (argument, expected) in [($inside, Some((OVERLAPS, Some("_value")))), ($outside, None)] {
            let result = $callback::scope($state, |cb| unsafe {
                let f: unsafe extern "C" fn($ty, *const u8, *mut c_void) -> c_int = cb.shim();
                f(argument, std::ptr::null(), cb.context())
            });
            assert_eq!(reason(result.map(|_| ())), expected, "{}", stringify!($callback));
        }
    };
}

/// The arguments that may be of the context, each in a callback that has it mutably, and in one that shares it.
macro_rules! beside_context {
    ($($name:ident $shared:ident($($argument:tt)*) $ty:ty, $of:ident;)*) => {
        $(
            #[callback(fail = -1)]
            fn $name($($argument)*, _other: Option<&u8>, #[context] state: &mut State) -> c_int {
                state.count += 1;
                0
            }

            #[callback(fail = -1)]
            fn $shared($($argument)*, _other: Option<&u8>, #[context] state: &State) -> c_int {
                state.cell.set(state.cell.get() + 1);
                0
            }
        )*

        #[test]
        fn s57_arguments_of_the_context() {
            let (mut state, mut outside) = (state(), [0_u32; 4]);
            let state = &raw mut state;
            let (number, text) = unsafe { ((*state).cell.as_ptr(), (*state).log.as_ptr().cast::<c_char>()) };
            let (mut number_rows, mut text_rows) = ([number, std::ptr::null_mut()], [text, std::ptr::null_mut()]);
            let mut outside_rows = [from_mut(&mut outside), std::ptr::null_mut()];
            let inside = Pointers { number, text, rows: number_rows.as_mut_ptr().cast(), strings: text_rows.as_mut_ptr().cast() };
            let rows = outside_rows.as_mut_ptr().cast();
            let start = from_mut(&mut outside);
            let outside = Pointers { number: start.cast(), text: start.cast(), rows, strings: rows };
            $(
                call_beside!($name: $ty, inside.$of.cast(), outside.$of.cast(), unsafe { &mut *state });
                call_beside!($shared: $ty, inside.$of.cast(), outside.$of.cast(), unsafe { &*state });
            )*
        }
    };
}

struct Pointers {
    number: *mut u32,
    text: *mut c_char,
    rows: *mut c_void,
    strings: *mut c_void,
}

beside_context! {
    reference reference_shared(_value: &u32) *const u32, number;
    mutable mutable_shared(_value: &mut u32) *mut u32, number;
    maybe maybe_shared(_value: Option<&mut u32>) *mut u32, number;
    string string_shared(_value: &CStr) *const c_char, text;
    text text_shared(_value: &str) *const c_char, text;
    slice slice_shared(#[len(2)] _value: &[u8]) *const u8, text;
    bytes bytes_shared(#[len(2)] _value: &mut [u8]) *mut u8, text;
    place place_shared(_value: Out<'_, u32>) *mut u32, number;
    matrix matrix_shared(#[len(1, 1)] _value: Matrix<'_, u8>) *const *const u8, rows;
    strings strings_shared(_value: CStrVec<'_>) *const *const c_char, strings;
    array array_shared(#[len(1)] _value: Array<'_, &u32>) *const *const u32, rows;
}

#[callback(fail = -1)]
fn unsized_context(number: &mut u32, #[context] state: &mut [u32]) -> c_int {
    state[1] = *number;
    0
}

#[callback(fail = -1)]
fn alone(number: &u32, #[context] state: &mut [u32]) -> c_int {
    state[1] = *number;
    0
}

#[callback(fail = -1)]
fn cell_alone(number: &Cell<u32>, #[context] state: &[u32]) -> c_int {
    number.set(state[1]);
    0
}

#[test]
fn s57_context_without_a_size() {
    let mut numbers = [1_u32, 2, 3];
    let start = numbers.as_mut_ptr();
    for (index, expected) in [(1, Some((OVERLAPS, Some("number")))), (2, None)] {
        let result = unsized_context::scope(unsafe { std::slice::from_raw_parts_mut(start, 2) }, |cb| unsafe {
            let f: unsafe extern "C" fn(*mut u32, *mut c_void) -> c_int = cb.shim();
            f(start.wrapping_add(index), cb.context())
        });
        assert_eq!(reason(result.map(|_| ())), expected);
        let result = alone::scope(unsafe { std::slice::from_raw_parts_mut(start, 2) }, |cb| unsafe {
            let f: unsafe extern "C" fn(*const u32, *mut c_void) -> c_int = cb.shim();
            f(start.wrapping_add(index), cb.context())
        });
        assert_eq!(reason(result.map(|_| ())), expected);
        let result = cell_alone::scope(unsafe { std::slice::from_raw_parts(start, 2) }, |cb| unsafe {
            let f: unsafe extern "C" fn(*mut u32, *mut c_void) -> c_int = cb.shim();
            f(start.wrapping_add(index), cb.context())
        });
        assert_eq!(reason(result.map(|_| ())), expected);
    }
}

#[callback(fail = -1)]
fn cell_beside_number(#[len(n)] from: &[u8], #[len(n)] to: &[Cell<u8>], n: usize, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    from.iter().zip(to).for_each(|(from, to)| to.set(from + 1));
    0
}

#[callback(fail = -1)]
fn cell_beside_string(text: &CStr, cell: &Cell<c_char>, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    cell.set(0);
    text.count_bytes() as c_int
}

/// It has a cell inside, which no name shows.
#[repr(C)]
struct Counter {
    id: u32,
    uses: Cell<u32>,
}

#[callback(fail = -1)]
fn counter_beside_number(counter: &Counter, id: &u32, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    counter.uses.set(counter.id + *id);
    0
}

#[callback(fail = -1)]
fn two_counters(a: &Counter, b: &Counter, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    a.uses.set(b.uses.get());
    0
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Entry {
    id: u32,
    name: [u8; 8],
}

#[callback(fail = -1)]
fn entry_and_name(entry: &Entry, name: &CStr, #[context] calls: &mut u32) -> c_int {
    *calls += 1;
    entry.id as c_int + c_int::from(entry.name[0]) + name.count_bytes() as c_int
}

#[test]
fn s57_cells_beside_what_does_not_change() {
    let mut bytes = [1_u8, 2, 3, 0];
    let start = bytes.as_mut_ptr();
    let at = |offset: usize| start.wrapping_add(offset);
    for (from, to) in [(0, 0), (1, 0), (0, 1)] {
        let refused = refused!(cell_beside_number: fn(*const u8, *mut u8, usize), at(from), at(to), 2);
        assert_eq!(refused, Some((OVERLAPS, Some("to"))));
    }
    assert_eq!(refused!(cell_beside_number: fn(*const u8, *mut u8, usize), at(0), at(2), 2), None);
    bytes = [1, 2, 3, 0];
    let start = from_mut(&mut bytes).cast::<c_char>();
    let refused = refused!(cell_beside_string: fn(*const c_char, *mut c_char), start, start.wrapping_add(3));
    assert_eq!(refused, Some((OVERLAPS, Some("cell"))));

    let mut counters = [const { Counter { id: 1, uses: Cell::new(2) } }; 2];
    let start = from_mut(&mut counters).cast::<u32>();
    for offset in [0, 1] {
        let id = start.wrapping_add(offset);
        let refused = refused!(counter_beside_number: fn(*const Counter, *const u32), start.cast(), id);
        assert_eq!(refused, Some((OVERLAPS, Some("id"))));
    }
    let id = start.wrapping_add(2);
    assert_eq!(refused!(counter_beside_number: fn(*const Counter, *const u32), start.cast(), id), None);
    // Of one type each cell is over a cell.
    assert_eq!(refused!(two_counters: fn(*const Counter, *const Counter), start.cast(), start.cast()), None);
}

/// A `Copy` type has no cell inside, and may overlap another argument.
#[test]
fn parts_of_what_does_not_change() {
    let entry = Entry { id: 1, name: *b"name\0\0\0\0" };
    let name = from_ref(&entry.name).cast();
    assert_eq!(refused!(entry_and_name: fn(*const Entry, *const c_char), &entry, name), None);
}
