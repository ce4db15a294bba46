//! Arguments from C for one call, in types with the lifetime of the call, and handles that end before others.

use std::cmp::Ordering;
use std::ffi::{CStr, c_int, c_void};

use callback_runtime::arg::{ByValue, CPtr, CStrPtr};
use callback_runtime::foreign::CBox;
use callback_runtime::{Callback, callback};
use callback_tests as _;

#[repr(C)]
#[derive(Clone, Copy)]
struct Item<'call> {
    value: &'call u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Row<'call> {
    name: CStrPtr<'call>,
    number: CPtr<'call, u64>,
}

unsafe extern "C" {
    fn lent_each(count: usize, each: unsafe extern "C" fn(*const c_void, *mut c_void), data: *mut c_void);
    fn lent_all(count: usize, all: unsafe extern "C" fn(*mut c_void, usize, *mut c_void), data: *mut c_void);
    fn lent_value(value: u64, take: unsafe extern "C" fn(Item<'static>, *mut c_void) -> u64, data: *mut c_void) -> u64;
    fn lent_row(
        name: *const std::ffi::c_char,
        number: u64,
        on_row: unsafe extern "C" fn(*mut c_void, *mut c_void),
        data: *mut c_void,
    );
}

#[callback]
fn elided(item: &Item<'_>, #[context] sum: &mut u64) {
    *sum += *item.value;
}

#[callback]
fn named<'call>(item: Option<&'call Item<'call>>, #[context] largest: &mut (Vec<&u64>, u64)) {
    let value: &'call u64 = item.unwrap().value;
    largest.1 = largest.1.max(*value);
}

#[test]
fn s41_a_struct_behind_a_pointer_has_the_lifetime_of_the_call() {
    let mut sum = 0;
    elided::scope(&mut sum, |cb| unsafe { lent_each(3, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(sum, 6);
    let floor = 2;
    let mut largest = (vec![&floor], 0);
    named::scope(&mut largest, |cb| unsafe { lent_each(3, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(largest, (vec![&2], 3));
}

#[callback]
fn reversed<'call>(#[len(count)] items: &mut [Item<'call>], count: usize, #[context] seen: &mut Vec<u64>) {
    let last: Item<'call> = items[count - 1];
    items[0] = last;
    seen.extend(items.iter().map(|item| *item.value));
}

#[callback(fail = 0)]
fn taken(item: ByValue<Item<'_>>, #[context] factor: &u64) -> u64 {
    *item.0.value * factor
}

#[test]
fn s41_so_have_its_elements_and_values() {
    let mut seen = vec![];
    reversed::scope(&mut seen, |cb| unsafe { lent_all(3, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(seen, [3, 2, 3]);
    let taken = taken::scope(&3, |cb| unsafe { lent_value(7, cb.shim(), cb.context()) });
    assert_eq!(taken, Ok(21));
}

struct Sums<'a> {
    start: &'a u64,
    sum: u64,
}

#[callback(context = last)]
impl<'a> Sums<'a> {
    #[callback]
    fn add(&mut self, item: &Item<'_>) {
        self.sum += *item.value;
    }
}

trait Take {
    type Number;

    fn take(&mut self, item: &Self::Number);
}

/// An associated type of a type with lifetimes need not have one.
#[callback(context = last, mod = takes)]
impl<'a> Take for Sums<'a> {
    type Number = usize;

    #[callback]
    fn take(&mut self, item: &Self::Number) {
        self.sum += u64::from(*item != 0) + *self.start;
    }
}

mod declared {
    use super::{CBox, CStr, Item, Ordering, Row, c_int, c_void, callback};

    #[callback]
    pub(super) type OnItem = fn(item: &Item<'_>, #[context] _: _);

    #[callback]
    unsafe extern "C" {
        pub(super) safe fn lent_each(count: usize, #[callback] each: OnItem, #[context(each)] _: *mut c_void);
        pub(super) safe fn lent_row(
            name: &str,
            number: u64,
            on_row: for<'row> fn(row: &'row mut Row<'row>, #[context] _: _),
            #[context(on_row)] _: *mut c_void,
        );
        pub(super) safe fn qsort<T>(
            base: &mut [T],
            #[len(base)] n: usize,
            #[size_of(T)] size: usize,
            compar: fn(&T, &T) -> Ordering,
        );

        pub(super) type Database;
        pub(super) type Statement<'db>;

        unsafe fn lent_close(database: *mut Database);
        unsafe fn lent_finalize(statement: *mut Statement<'_>);
        pub(super) safe fn lent_statements_of_closed() -> c_int;

        #[callback(free = lent_close)]
        pub(super) safe fn lent_open() -> CBox<Database>;
        #[callback(free = lent_finalize)]
        pub(super) safe fn lent_prepare<'db>(database: &'db Database, text: &str) -> CBox<Statement<'db>>;
        #[callback(fails = nonzero)]
        pub(super) safe fn lent_prepare_into<'db>(
            database: &'db Database,
            text: &str,
            #[out(free = lent_finalize)] statement: Option<CBox<Statement<'db>>>,
        ) -> c_int;
        pub(super) safe fn lent_text<'s>(statement: &'s Statement<'_>) -> &'s CStr;
        pub(super) safe fn lent_database_of<'db>(statement: &Statement<'db>) -> &'db Database;
        pub(super) safe fn lent_count(database: &Database) -> c_int;
        pub(super) safe fn strchr(text: &CStr, c: c_int) -> Option<&CStr>;
    }
}

#[test]
fn s41_a_method_a_closure_and_a_signature_take_it_for_any_call() {
    let start = 10;
    let mut sums = Sums { start: &start, sum: 0 };
    sums::add::scope(&mut sums, |cb| unsafe { lent_each(3, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(sums.sum + sums.start, 16);
    takes::take::scope(&mut sums, |cb| unsafe { lent_each(1, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(sums.sum, 17);
    let mut sum = 0;
    declared::lent_each(4, |item| sum += *item.value).unwrap();
    declared::OnItem::scope(&mut |item: &Item<'_>| sum += *item.value, |cb| unsafe {
        lent_each(4, cb.shim(), cb.context());
    })
    .unwrap();
    assert_eq!(sum, 20);
}

#[callback]
fn ordered<T: Ord>(a: &T, b: &T, #[context] calls: &mut usize) -> Ordering {
    *calls += 1;
    a.cmp(b)
}

/// # Safety
///
/// C passes pointers to `T`s, which live as long as `T` says.
#[callback]
unsafe fn ordered_by<T, F: FnMut(&T, &T) -> Ordering>(a: &T, b: &T, #[context] by: &mut F) -> Ordering {
    by(a, b)
}

#[cfg(target_os = "linux")]
fn sort_by<T>(base: &mut [T], mut by: impl FnMut(&T, &T) -> Ordering) {
    /// The arguments of the callback are those of the function.
    fn shown<T, F: FnMut(&T, &T) -> Ordering>(base: &mut [T], by: &mut F) {
        let (start, n) = (base.as_mut_ptr().cast(), base.len());
        ordered_by::<T, F>::scope(by, |cb| unsafe { libc::qsort_r(start, n, size_of::<T>(), cb.shim(), cb.context()) })
            .unwrap();
    }
    shown(base, &mut by);
}

/// A value that Rust gave to C comes back with its own lifetimes.
#[test]
#[cfg(target_os = "linux")]
fn s41_a_type_parameter_stands_for_what_rust_gave_to_c() {
    let text = String::from("b c a");
    let mut words: Vec<&str> = text.split(' ').collect();
    let (start, n, size, mut calls) = (words.as_mut_ptr().cast(), words.len(), size_of::<&str>(), 0);
    ordered::<&str>::scope(&mut calls, |cb| unsafe { libc::qsort_r(start, n, size, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(words, ["a", "b", "c"]);
    let mut seen: Vec<&str> = vec![];
    sort_by(&mut words, |a, b| {
        seen.push(a);
        b.cmp(a)
    });
    assert_eq!((words.as_slice(), seen.len() > 1), (["c", "b", "a"].as_slice(), true));
    let mut last = "";
    declared::qsort(&mut words, |a, b| {
        last = a;
        a.cmp(b)
    })
    .unwrap();
    assert_eq!((words.as_slice(), last.len()), (["a", "b", "c"].as_slice(), 1));
}

#[callback]
fn inner(row: &mut Row<'_>, #[context] outer: &mut (Row<'_>, String, u64)) {
    outer.1 = row.name.to_str().unwrap().unwrap().to_owned();
    outer.2 = *row.number.to_ref().unwrap();
}

#[callback]
fn outer(row: &mut Row<'_>, #[context] seen: &mut Vec<(String, u64)>) {
    let mut state = (*row, String::new(), 0);
    inner::scope(&mut state, |cb| unsafe { lent_row(c"inner".as_ptr(), 2, cb.shim(), cb.context()) }).unwrap();
    seen.push((state.1, state.2));
    let kept: Row<'_> = state.0;
    seen.push((kept.name.to_str().unwrap().unwrap().to_owned(), *kept.number.to_ref().unwrap()));
}

#[test]
fn s48_pointers_of_a_call_are_copied_inside_of_it() {
    let mut seen = vec![];
    outer::scope(&mut seen, |cb| unsafe { lent_row(c"outer".as_ptr(), 1, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(seen, [("inner".to_owned(), 2), ("outer".to_owned(), 1)]);
    let mut longest = 0;
    declared::lent_row("name", 4, |row| {
        let (name, number) = (row.name, row.number);
        longest = name.to_c_str().unwrap().count_bytes() as u64 * *number.to_ref().unwrap();
    })
    .unwrap();
    assert_eq!(longest, 16);
}

#[test]
fn s65_a_handle_that_looks_at_another_ends_before_it() {
    let database = declared::lent_open();
    let first = declared::lent_prepare(&database, "first").unwrap();
    let second = declared::lent_prepare_into(&database, "second").unwrap().unwrap();
    assert!(declared::lent_prepare_into(&database, "").is_err());
    assert_eq!([declared::lent_text(&first), declared::lent_text(&second)], [c"first", c"second"]);
    assert_eq!(declared::lent_count(&database), 2);
    // It borrows from the database, and not from the statement.
    let of_second = declared::lent_database_of(&second);
    drop((first, second));
    assert_eq!(declared::lent_count(of_second), 0);
    drop(database);
    assert_eq!(declared::lent_statements_of_closed(), 0);
}

#[test]
fn s42_a_result_borrows_from_what_c_gets_in_place() {
    let text = std::ffi::CString::new("a=b").unwrap();
    let found = declared::strchr(&text, c_int::from(b'='));
    assert_eq!(found, Some(c"=b"));
}
