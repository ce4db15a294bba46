//! Values that C frees, and truth values of other widths.

use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::ptr::null_mut;

use callback_runtime::arg::Out;
use callback_runtime::ret::{Allocated, Allocator, CBool8, CBool32, CMalloc, OutOfMemory, VariantBool};
use callback_runtime::{Callback, Failed, callback};
use callback_tests::panic_of;

unsafe extern "C" {
    fn owned_length(
        f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> *mut c_char>,
        n: c_int,
        user: *mut c_void,
    ) -> c_int;
    fn owned_sum(
        f: Option<unsafe extern "C" fn(*mut *mut i64, *mut usize, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> i64;
    fn owned_truth32(
        f: Option<unsafe extern "C" fn(c_uint, *mut c_void) -> c_uint>,
        value: c_uint,
        user: *mut c_void,
    ) -> c_uint;
    fn owned_truth(
        f: Option<unsafe extern "C" fn(u8, i16, *mut c_void) -> i16>,
        byte: u8,
        variant: i16,
        user: *mut c_void,
    ) -> c_int;
}

thread_local! {
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Counts what is allocated and not freed; runs out where it is told to.
enum Counting {}

unsafe impl Allocator for Counting {
    fn allocate(size: usize) -> *mut c_void {
        if LEFT.get() < size {
            return null_mut();
        }
        LIVE.set(LIVE.get() + 1);
        CMalloc::allocate(size)
    }

    unsafe fn free(memory: *mut c_void) {
        LIVE.set(LIVE.get() - 1);
        unsafe { CMalloc::free(memory) };
    }
}

#[callback(err = null_mut())]
fn text(n: c_int, #[context] texts: &[&CStr]) -> Result<Option<Allocated<c_char>>, OutOfMemory> {
    texts.get(n as usize).map(|text| Allocated::from_c_str(text)).transpose()
}

#[callback(err = null_mut())]
fn counted(n: c_int, #[context] drops: &bool) -> Result<Allocated<c_char, Counting>, OutOfMemory> {
    let text = Allocated::from_c_str(c"four")?;
    if *drops {
        drop(text);
        return Allocated::from_slice(&[n as c_char, 0]);
    }
    Ok(text)
}

/// C takes the length of the string, and frees it: -1 for NULL.
#[test]
fn s11_strings_that_c_frees() {
    let call = |n| text::scope(&[c"", c"four"][..], |cb| unsafe { owned_length(cb.shim(), n, cb.context()) });
    assert_eq!([call(0), call(1), call(2)], [Ok(0), Ok(4), Ok(-1)]);
}

#[test]
fn s11_allocators_of_libraries() {
    let call = |drops| counted::scope(&drops, |cb| unsafe { owned_length(cb.shim(), 1, cb.context()) });
    assert_eq!((call(false), LIVE.replace(0)), (Ok(4), 1), "C has one");
    assert_eq!((call(true), LIVE.replace(0)), (Ok(1), 1), "C has one, the other is freed");
    LEFT.set(3);
    assert_eq!(call(true), Err(Failed::Err(OutOfMemory)));
    assert_eq!((LIVE.get(), OutOfMemory.to_string().as_str()), (0, "the C library is out of memory"));
    LEFT.set(usize::MAX);
    drop(Allocated::<u64, Counting>::new(7).unwrap());
    assert_eq!(LIVE.get(), 0);
}

#[callback(err = -1)]
fn numbers(place: Out<'_, Allocated<i64>>, n: Out<'_, usize>, #[context] all: &[i64]) -> Result<c_int, OutOfMemory> {
    place.set(Allocated::from_slice(all)?);
    n.set(all.len());
    Ok(0)
}

#[test]
fn arrays_that_c_frees() {
    let call = |all: &[i64]| numbers::scope(all, |cb| unsafe { owned_sum(cb.shim(), cb.context()) });
    assert_eq!((call(&[1, 10, 100]), call(&[])), (Ok(111), Ok(0)));
}

#[callback(fail = 0)]
fn truth(byte: CBool8, variant: VariantBool, #[context] seen: &mut Vec<(bool, bool)>) -> VariantBool {
    seen.push((byte.into(), variant.0));
    VariantBool(byte.0 && variant.0)
}

#[test]
fn s33_truth_values_of_other_widths() {
    let mut seen = vec![];
    let mut call =
        |byte, variant| truth::scope(&mut seen, |cb| unsafe { owned_truth(cb.shim(), byte, variant, cb.context()) });
    assert_eq!([call(0, -1), call(2, 256), call(255, 0)], [Ok(0), Ok(-1), Ok(0)]);
    assert_eq!(seen, [(false, true), (true, true), (true, false)]);
}

#[callback(fail = CBool32(false))]
fn not(value: CBool32, #[context] calls: &mut u32) -> CBool32 {
    *calls += 1;
    assert!(*calls < 4, "enough");
    CBool32(!value.0)
}

#[test]
fn s33_truth_values_in_an_unsigned_int() {
    let mut calls = 0;
    let answers = not::scope(&mut calls, |cb| {
        [0, 256, c_uint::MAX].map(|value| unsafe { owned_truth32(cb.shim(), value, cb.context()) })
    });
    assert_eq!(answers, Ok([1, 0, 0]));
    let text =
        panic_of(|| not::scope(&mut calls, |cb| unsafe { assert_eq!(owned_truth32(cb.shim(), 0, cb.context()), 0) }));
    assert_eq!(text, "enough");
    assert_eq!(not::C_DECLARATION, "unsigned int not(unsigned int value, void *calls);");
}
