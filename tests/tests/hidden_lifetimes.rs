//! Types of arguments whose names hide a lifetime that is not that of the call.

#[cfg(not(lifetimes_are_printed))]
use std::any::type_name;
use std::cell::Cell;
use std::ffi::{c_int, c_void};

use callback_runtime::arg::{Array, ByValue, CStrPtr};
use callback_runtime::{Callback, Reason, Refused, callback};
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
    number: *const u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct One<T>(T);

#[repr(C)]
#[derive(Clone, Copy)]
struct Plain {
    value: *const u64,
}

type Kept = Item<'static>;
type KeptRow = Row<'static>;
type KeptOption = Option<&'static u64>;
type OfCall<'call> = Item<'call>;
type Same = Plain;

trait Has {
    type Item;
}

impl Has for () {
    type Item = Item<'static>;
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

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, Refused>, kept: usize) {
    let refused = result.unwrap_err();
    assert_eq!((refused.parameter(), kept), (Some("item"), 0));
    assert!(matches!(refused.reason(), Reason::Invalid(text) if text.contains("hides a lifetime")), "{refused}");
}

/// A compiler that prints no lifetimes in the names of types (Rust 1.85 does not) lets these calls in, and the tests of them are ignored.
#[test]
#[cfg(not(lifetimes_are_printed))]
fn s41_hidden_lifetimes_are_not_found_by_this_compiler() {
    assert!(!type_name::<Kept>().contains('\''));
    let mut kept = vec![];
    behind::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(kept.len(), 2);
}

macro_rules! keeps {
    ($($name:ident($item:ty) = $first:expr;)*) => {$(
        #[callback]
        fn $name(item: $item, #[context] kept: &mut Vec<&'static u64>) {
            kept.push($first(item));
        }
    )*};
}

keeps! {
    behind(&Kept) = |item: &Kept| item.value;
    mutable(&mut Kept) = |item: &mut Kept| item.value;
    optional(Option<&Kept>) = |item: Option<&Kept>| item.unwrap().value;
    array(&[KeptOption; 1]) = |item: &[KeptOption; 1]| item[0].unwrap();
    cell(&Cell<KeptOption>) = |item: &Cell<KeptOption>| item.get().unwrap();
    generic(&One<Kept>) = |item: &One<Kept>| item.0.value;
    associated(&<() as Has>::Item) = |item: &Kept| item.value;
    reference(&KeptOption) = |item: &KeptOption| item.unwrap();
    tuple(&One<KeptOption>) = |item: &One<KeptOption>| item.0.unwrap();
}

#[test]
#[cfg_attr(not(lifetimes_are_printed), ignore = "this compiler prints no lifetimes in the names of types")]
fn s41_a_name_that_hides_a_lifetime_is_refused() {
    let mut kept = vec![];
    macro_rules! call {
        ($($name:ident)*) => {$(
            let result = $name::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) });
            refused(result, kept.len());
        )*};
    }
    call!(behind mutable optional array cell generic associated reference tuple);
}

type Ignoring<'ignored> = Item<'static>;

#[callback]
fn ignored(item: &Ignoring<'_>, #[context] kept: &mut Vec<Kept>) {
    kept.push(*item);
}

#[callback]
fn ignored_elements<'call>(#[len(count)] item: &[Ignoring<'call>], count: usize, #[context] kept: &mut Vec<Kept>) {
    kept.extend(item);
}

/// Found with every compiler.
#[test]
fn s41_an_alias_that_ignores_its_lifetime_is_refused() {
    let mut kept = vec![];
    let results = [
        ignored::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }),
        ignored_elements::scope(&mut kept, |cb| unsafe { lent_all(2, cb.shim(), cb.context()) }),
    ];
    for result in results {
        assert!(matches!(result.unwrap_err().reason(), Reason::Invalid(text) if text.contains("hides a lifetime")));
    }
    assert!(kept.is_empty());
}

type KeptValue = ByValue<Kept>;
type KeptValueOf<'ignored> = ByValue<Kept>;
type Behind<'call> = &'call Kept;
type PerhapsBehind<'call> = Option<&'call Kept>;
type Elements<'call> = &'call [Kept];
type OfTrait<'call, T> = &'call <T as Has>::Item;
/// Named as types of the runtime are.
type Complex<'call> = &'call Kept;
type CStrBuf<'call> = &'call Kept;
type WriteBuf<'call> = Option<&'call Kept>;

keeps! {
    behind_by_name(Behind<'_>) = |item: &Kept| item.value;
    perhaps_by_name(PerhapsBehind<'_>) = |item: Option<&Kept>| item.unwrap().value;
    of_trait_by_name(OfTrait<'_, ()>) = |item: &Kept| item.value;
    as_number_of_runtime(Complex<'_>) = |item: &Kept| item.value;
    as_text_of_runtime(CStrBuf<'_>) = |item: &Kept| item.value;
    as_buffer_of_runtime(WriteBuf<'_>) = |item: Option<&Kept>| item.unwrap().value;
}

#[callback]
fn elements_by_name(#[len(count)] item: Elements<'_>, count: usize, #[context] kept: &mut Vec<Kept>) {
    kept.extend(item);
}

#[callback(fail = 7)]
fn value_by_name(item: KeptValue, #[context] kept: &mut Vec<Kept>) -> u64 {
    kept.push(item.0);
    0
}

#[callback(fail = 7)]
fn value_by_ignoring_name(item: KeptValueOf<'_>, #[context] kept: &mut Vec<Kept>) -> u64 {
    kept.push(item.0);
    0
}

#[test]
#[cfg_attr(not(lifetimes_are_printed), ignore = "this compiler prints no lifetimes in the names of types")]
fn s41_a_name_for_the_whole_argument_that_hides_a_lifetime_is_refused() {
    let mut kept = vec![];
    let results = [
        behind_by_name::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }),
        perhaps_by_name::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }),
        of_trait_by_name::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }),
        as_number_of_runtime::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }),
        as_text_of_runtime::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }),
        as_buffer_of_runtime::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) }),
    ];
    results.into_iter().for_each(|result| refused(result, kept.len()));
    let mut kept: Vec<Kept> = vec![];
    let result = elements_by_name::scope(&mut kept, |cb| unsafe { lent_all(2, cb.shim(), cb.context()) });
    refused(result, kept.len());
    let mut failed = [0, 0];
    let result = value_by_name::scope(&mut kept, |cb| failed[0] = unsafe { lent_value(3, cb.shim(), cb.context()) });
    refused(result, kept.len());
    let result =
        value_by_ignoring_name::scope(&mut kept, |cb| failed[1] = unsafe { lent_value(3, cb.shim(), cb.context()) });
    refused(result, kept.len());
    assert_eq!(failed, [7, 7]);
}

#[callback]
fn several(#[len(count)] item: &[Kept], count: usize, #[context] kept: &mut Vec<Kept>) {
    kept.extend(item);
}

#[callback]
fn in_array(#[len(count)] item: Array<'_, &Kept>, count: usize, #[context] kept: &mut Vec<Kept>) {
    kept.extend(item.iter().copied());
}

#[callback(fail = 7)]
fn by_value(item: ByValue<Kept>, #[context] kept: &mut Vec<Kept>) -> u64 {
    kept.push(item.0);
    0
}

#[callback]
fn of_string(item: &mut KeptRow, #[context] kept: &mut Vec<KeptRow>) {
    kept.push(*item);
}

#[callback]
fn chosen<T: Copy + 'static>(item: &T, #[context] kept: &mut Vec<T>) {
    kept.push(*item);
}

#[test]
#[cfg_attr(not(lifetimes_are_printed), ignore = "this compiler prints no lifetimes in the names of types")]
fn s41_so_are_elements_values_and_types_that_the_caller_chooses() {
    let mut kept: Vec<Kept> = vec![];
    let result = several::scope(&mut kept, |cb| unsafe { lent_all(2, cb.shim(), cb.context()) });
    refused(result, kept.len());
    let result = chosen::<Kept>::scope(&mut kept, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) });
    refused(result, kept.len());
    let result = in_array::scope(&mut kept, |cb| unsafe { lent_all(2, cb.shim(), cb.context()) });
    refused(result, kept.len());
    let mut failed = 0;
    let result = by_value::scope(&mut kept, |cb| failed = unsafe { lent_value(3, cb.shim(), cb.context()) });
    refused(result, kept.len());
    assert_eq!(failed, 7);
    let mut rows: Vec<KeptRow> = vec![];
    let result = of_string::scope(&mut rows, |cb| unsafe { lent_row(c"row".as_ptr(), 1, cb.shim(), cb.context()) });
    refused(result, rows.len());
}

struct Sums(Vec<Kept>);

trait Add {
    type Item;

    fn add(&mut self, item: &Self::Item);
}

#[callback(context = last)]
impl Add for Sums {
    type Item = Item<'static>;

    #[callback]
    fn add(&mut self, item: &Self::Item) {
        self.0.push(*item);
    }
}

#[callback]
type OnItem = fn(item: &Kept, #[context] _: _);

mod declared {
    use super::{Kept, c_void, callback};

    #[callback]
    unsafe extern "C" {
        pub(super) safe fn lent_each(
            count: usize,
            each: fn(item: &Kept, #[context] _: _),
            #[context(each)] _: *mut c_void,
        );
    }
}

#[test]
#[cfg_attr(not(lifetimes_are_printed), ignore = "this compiler prints no lifetimes in the names of types")]
fn s41_so_are_those_of_methods_signatures_and_closures() {
    let mut sums = Sums(vec![]);
    let result = sums::add::scope(&mut sums, |cb| unsafe { lent_each(2, cb.shim(), cb.context()) });
    refused(result, sums.0.len());
    let mut kept = vec![];
    let result = OnItem::scope(&mut |item: &Kept| kept.push(*item), |cb| unsafe {
        lent_each(2, cb.shim(), cb.context());
    });
    refused(result, kept.len());
    let mut kept = vec![];
    let result = declared::lent_each(2, |item| kept.push(*item));
    refused(result, kept.len());
}

/// Types that show their lifetime, have none, or are vouched for.
#[callback]
fn shown(item: &OfCall<'_>, #[context] sum: &mut u64) {
    *sum += *item.value;
}

type Address<'call> = &'call usize;

/// The item is one pointer, read as a number.
#[callback]
fn by_name(item: Address<'_>, #[context] sum: &mut u64) {
    *sum += u64::from(*item != 0);
}

#[callback]
fn renamed(item: &Same, #[context] sum: &mut u64) {
    *sum += unsafe { *item.value };
}

#[callback]
fn hooks(item: &Option<unsafe extern "C" fn(&u64) -> Option<&c_int>>, #[context] sum: &mut u64) {
    *sum += u64::from(item.is_some());
}

/// # Safety
///
/// C passes numbers that live forever.
#[callback]
unsafe fn vouched(item: &Kept, #[context] sum: &mut u64) {
    *sum += *item.value;
}

#[test]
fn s41_a_lifetime_that_is_shown_is_not_refused() {
    let mut sum = 0;
    shown::scope(&mut sum, |cb| unsafe { lent_each(3, cb.shim(), cb.context()) }).unwrap();
    renamed::scope(&mut sum, |cb| unsafe { lent_each(3, cb.shim(), cb.context()) }).unwrap();
    vouched::scope(&mut sum, |cb| unsafe { lent_each(3, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(sum, 18);
    hooks::scope(&mut sum, |cb| unsafe { lent_each(3, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(sum, 21);
    by_name::scope(&mut sum, |cb| unsafe { lent_each(1, cb.shim(), cb.context()) }).unwrap();
    assert_eq!(sum, 22);
}
