//! Arrays that C allocates and the caller frees, those of an unknown length, and memory that a callback allocates for C.

use callback_runtime::arg::{Array, CStrPtr, CStrVec, Out};
use callback_runtime::foreign::{CBox, CStrSlice};
use callback_runtime::ret::{Allocated, Allocator, OutOfMemory};
use callback_runtime::{Callback, Reason, callback};
use callback_tests::{no_reports, panic_of};
use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int, c_schar, c_uint, c_void};

#[repr(C)]
#[derive(Debug)]
struct Matrix {
    rows: c_int,
    columns: c_int,
    values: [f64; 6],
}

const MATRIX: Matrix = Matrix { rows: 2, columns: 3, values: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0] };

#[callback]
unsafe extern "C" {
    unsafe fn shapes_names_free(names: *mut *mut c_char);
    unsafe fn shapes_free(memory: *mut c_void);
    safe fn shapes_allocated() -> c_int;

    #[callback(free = shapes_names_free, ends = null)]
    safe fn shapes_names(count: c_int) -> CBox<CStrSlice>;
    #[callback(free = shapes_names_free)]
    safe fn shapes_counted_names(#[len(result)] _: c_int) -> Option<CBox<CStrSlice>>;
    #[callback(fails = nonzero)]
    safe fn shapes_pack(status: c_int, #[out(free = shapes_free)] out: CBox<[u8]>, #[len(out)] _: usize) -> c_int;
    #[callback(fails = nonzero)]
    safe fn shapes_pack_int(count: c_int, #[out(free = shapes_free)] out: CBox<[c_int]>, #[len(out)] _: c_int)
    -> c_int;
    #[callback(free = shapes_free, ends = -1)]
    safe fn shapes_up_to(end: c_int) -> CBox<[c_int]>;

    #[callback(errno = negative)]
    safe fn shapes_list(#[out(free = shapes_free, len = result)] list: CBox<[c_int]>) -> c_int;

    #[callback(len = matrix.rows * matrix.columns)]
    safe fn shapes_values(matrix: &Matrix) -> &[f64];
    #[callback(ends = zero)]
    safe fn shapes_primes() -> &'static [c_int];
    safe fn shapes_days() -> CStrVec<'static>;
    #[callback(fails = nonzero)]
    safe fn shapes_view(matrix: &Matrix, #[out] values: &[f64], #[len(values)] _: usize) -> c_int;
}

mod other {
    use super::*;

    #[callback]
    unsafe extern "C" {
        /// A number that the result has too.
        #[callback(fails = nonzero)]
        #[link_name = "shapes_pack"]
        pub safe fn pack_and_len(
            status: c_int,
            #[out(free = shapes_free, len = len)] out: Option<CBox<[u8]>>,
            #[out] len: usize,
        ) -> c_int;
        #[callback(free = super::shapes_free, len = end - 1)]
        #[link_name = "shapes_up_to"]
        pub safe fn up_to(end: c_int) -> CBox<[c_int]>;
        #[callback(ends = null)]
        #[link_name = "shapes_days"]
        pub safe fn days() -> Array<'static, &'static CStr>;
        #[callback(ends = negative)]
        #[link_name = "shapes_names"]
        #[allow(dead_code)]
        pub unsafe fn as_numbers(count: c_int) -> &'static [isize];

        /// `shapes_names` with a body.
        #[callback(free = shapes_names_free, ends = null)]
        pub safe fn two_names() -> CBox<CStrSlice> {
            shapes_names(2)
        }
        unsafe fn shapes_names(count: c_int) -> *mut *const c_char;
    }
}

#[test]
fn strings_that_end_with_null_are_freed_by_the_caller() {
    let before = shapes_allocated();
    let names = shapes_names(3);
    assert!(names.iter().eq([c"a", c"b", c"c"]) && names.iter().rev().eq([c"c", c"b", c"a"]));
    assert_eq!((names.len(), names.get(1), names.get(3)), (3, Some(c"b"), None));
    assert_eq!(format!("{names:?}"), r#"["a", "b", "c"]"#);
    assert_eq!(shapes_allocated(), before + 4);
    drop(names);
    assert_eq!(shapes_allocated(), before);
    assert!(shapes_names(0).is_empty());
    assert_eq!(other::two_names().into_iter().next_back(), Some(c"b"));
    assert_eq!(shapes_allocated(), before);
}

#[test]
fn strings_whose_number_c_writes() {
    let before = shapes_allocated();
    assert_eq!(shapes_counted_names().unwrap().unwrap().iter().collect::<Vec<_>>(), [c"a", c"b"]);
    assert_eq!(shapes_allocated(), before);
}

#[test]
fn a_buffer_and_its_length_are_written() {
    let before = shapes_allocated();
    let packed = shapes_pack(3).unwrap();
    assert_eq!((&*packed, shapes_allocated()), (&[0, 2, 4][..], before + 1));
    drop(packed);
    assert_eq!(shapes_pack(-5).unwrap_err(), -5);
    assert!(shapes_pack(0).unwrap().is_empty());
    let (packed, len) = other::pack_and_len(2).unwrap();
    assert_eq!((packed.as_deref(), len), (Some(&[0, 2][..]), 2));
    drop(packed);
    assert_eq!(shapes_allocated(), before);
}

#[test]
fn a_refused_length_frees_the_buffer() {
    let before = shapes_allocated();
    assert_eq!(&*shapes_pack_int(1).unwrap(), [7]);
    let refused = shapes_pack_int(-2).unwrap_err();
    let callback_runtime::CallError::Refused(refused) = refused else { panic!("{refused:?}") };
    assert_eq!((refused.parameter(), refused.reason()), (Some("out"), Reason::NegativeLength));
    assert_eq!(shapes_allocated(), before);
    assert_eq!(other::up_to(0).unwrap_err().reason(), Reason::NegativeLength);
    assert_eq!(&*other::up_to(3).unwrap(), [1, 2]);
    assert_eq!(shapes_allocated(), before);
}

#[test]
fn numbers_up_to_one_that_ends_them() {
    assert_eq!(&*shapes_up_to(3), [1, 2, 3]);
    assert_eq!(shapes_primes(), [2, 3, 5]);
    assert!(shapes_days().iter().eq([c"mon", c"tue"]) && other::days().iter().eq([c"mon", c"tue"]));
}

#[test]
fn a_length_that_the_manual_has() {
    let (count, list) = shapes_list().unwrap();
    assert_eq!((count, &*list), (5, &[1, 2, 3, 4, 5][..]));
    assert_eq!(shapes_values(&MATRIX).unwrap(), MATRIX.values);
    let matrix = Matrix { rows: -1, ..MATRIX };
    assert_eq!(shapes_values(&matrix).unwrap_err().reason(), Reason::NegativeLength);
    // The product of the two is 1 where it wraps.
    let matrix = Matrix { rows: c_int::MAX, columns: c_int::MAX, ..MATRIX };
    assert_eq!(shapes_values(&matrix).unwrap_err().reason(), Reason::LengthOverflow);
    assert_eq!(shapes_view(&MATRIX).unwrap(), MATRIX.values);
}

#[repr(u8)]
#[derive(Clone, Copy, Debug)]
#[allow(dead_code)]
pub enum Parity {
    Even,
    Odd,
}

/// Names that hide what is in the box.
mod hiding {
    use super::*;

    type Parities = Option<CBox<[Parity]>>;
    type One = CBox<Parity>;
    type Names = [[CStrPtr<'static>; 1]; 1];

    #[callback]
    unsafe extern "C" {
        #[callback(free = shapes_free, len = usize::from(true))]
        #[link_name = "shapes_up_to"]
        pub safe fn parities(end: c_int) -> Parities;
        #[callback(free = shapes_free)]
        #[link_name = "shapes_up_to"]
        pub safe fn parity(end: c_int) -> One;
        #[callback(free = shapes_free)]
        #[link_name = "shapes_up_to"]
        pub safe fn truth(end: c_int) -> CBox<bool>;
        #[callback(free = shapes_free, len = usize::from(true))]
        #[link_name = "shapes_names"]
        pub safe fn names(count: c_int) -> CBox<[Names]>;
    }
}

#[test]
fn s55_names_that_hide_what_is_in_a_box() {
    let before = shapes_allocated();
    assert!(matches!(hiding::parities(2).unwrap_err().reason(), Reason::Invalid(_)));
    assert!(panic_of(|| drop(hiding::parity(2))).contains("bits"));
    assert_eq!(shapes_allocated(), before);
}

#[test]
#[cfg_attr(not(lifetimes_are_printed), ignore = "this compiler prints no lifetimes in the names of types")]
fn s55_names_that_hide_a_lifetime_in_a_box() {
    let before = shapes_allocated();
    assert!(matches!(hiding::names(0).unwrap_err().reason(), Reason::Invalid(_)));
    assert_eq!(shapes_allocated(), before);
}

#[test]
fn s55_a_boxed_value_that_is_refused_is_freed() {
    let before = shapes_allocated();
    // The byte of -1.
    assert!(panic_of(|| drop(hiding::truth(0))).contains("_Bool"));
    // The first byte of 1.
    assert_eq!(*hiding::truth(2), cfg!(target_endian = "little"));
    assert_eq!(shapes_allocated(), before);
}

// Callbacks that allocate.

thread_local!(static LIVE: Cell<usize> = const { Cell::new(0) });

/// `malloc` with a count.
enum Counting {}

// SAFETY: C's own allocator.
unsafe impl Allocator for Counting {
    fn allocate(size: usize) -> *mut c_void {
        LIVE.set(LIVE.get() + 1);
        unsafe { libc::malloc(size) }
    }

    unsafe fn free(memory: *mut c_void) {
        LIVE.set(LIVE.get() - 1);
        unsafe { libc::free(memory) }
    }
}

unsafe extern "C" {
    fn shapes_unpack(
        pack: Option<unsafe extern "C" fn(*mut *mut u8, *mut usize, *mut c_void) -> c_int>,
        user: *mut c_void,
        sum: *mut c_uint,
    ) -> c_int;
    fn shapes_unpack_short(
        pack: Option<unsafe extern "C" fn(*mut *mut c_int, *mut c_schar, *mut c_void) -> c_int>,
        user: *mut c_void,
        sum: *mut c_int,
    ) -> c_int;
    fn shapes_unpack_nowhere(
        pack: Option<unsafe extern "C" fn(*mut *mut u8, *mut usize, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
}

#[callback(ok = 0, err = -1)]
fn pack(
    #[result(pointer)] _: Option<Out<'_, *mut u8>>,
    #[result(len)] _: Out<'_, usize>,
    #[context] bytes: &mut Option<Vec<u8>>,
) -> Result<Allocated<[u8], Counting>, OutOfMemory> {
    Allocated::of_slice(&bytes.take().ok_or(OutOfMemory)?)
}

#[test]
fn c_frees_what_a_callback_allocates() {
    let mut sum = 0;
    let mut run = |bytes| {
        let status = pack::scope(&mut { bytes }, |cb| unsafe { shapes_unpack(cb.shim(), cb.context(), &mut sum) });
        (status, sum)
    };
    assert_eq!(run(Some(vec![1, 2, 3])).0.unwrap(), 0);
    assert_eq!(run(Some(vec![])).1, 0);
    assert!(run(None).0.is_err());
    assert_eq!(run(Some(vec![200, 100])).1, 300);
}

#[test]
fn memory_without_a_place_is_freed_here() {
    let before = LIVE.get();
    let len = pack::scope(&mut Some(vec![1, 2]), |cb| unsafe { shapes_unpack_nowhere(cb.shim(), cb.context()) });
    assert_eq!((len.unwrap(), LIVE.get()), (2, before));
}

#[callback(ok = 0, err = -1, fail = -2)]
fn pack_short(
    #[result(pointer)] _: Out<'_, *mut c_int>,
    #[result(len)] _: Out<'_, c_schar>,
    #[context] count: &usize,
) -> Result<Option<Allocated<[c_int], Counting>>, OutOfMemory> {
    if *count == 0 { Ok(None) } else { Allocated::of_slice(&vec![1; *count]).map(Some) }
}

#[test]
fn a_length_that_does_not_fit_frees_the_memory() {
    let (before, mut sum) = (LIVE.get(), 0);
    let refused = no_reports(|| {
        pack_short::scope(&200, |cb| unsafe { shapes_unpack_short(cb.shim(), cb.context(), &mut sum) }).unwrap_err()
    });
    assert!(refused.to_string().contains("out of range") || !refused.to_string().is_empty());
    assert_eq!((LIVE.get(), sum), (before, 0));
    let none = pack_short::scope(&0, |cb| unsafe { shapes_unpack_short(cb.shim(), cb.context(), &mut sum) });
    assert_eq!((none.unwrap(), sum), (0, 0));
}

mod declared {
    use super::*;

    #[callback]
    unsafe extern "C" {
        #[callback(fails = nonzero)]
        #[link_name = "shapes_unpack"]
        pub safe fn unpack<E>(
            #[callback(ok = 0, err = -7)] pack: fn(
                #[result(pointer)] _: Out<'_, *mut u8>,
                #[result(len)] _: Out<'_, usize>,
                #[context] _: _,
            ) -> Result<Allocated<[u8]>, E>,
            #[context(pack)] _: *mut c_void,
            #[out] sum: c_uint,
        ) -> c_int;
    }
}

#[test]
fn a_closure_allocates() {
    let bytes = [4, 5, 6];
    let sum = declared::unpack(|| Allocated::of_slice(&bytes));
    assert_eq!(sum.unwrap(), 15);
    let failed = declared::unpack(|| Err("no")).unwrap_err();
    assert!(matches!(failed, callback_runtime::CallError::Err("no")), "{failed:?}");
}

#[test]
fn a_null_array_is_refused_without_an_option() {
    #[callback]
    unsafe extern "C" {
        unsafe fn free(memory: *mut c_void);
        /// NULL for this name.
        #[callback(free = free, ends = zero)]
        #[link_name = "getenv"]
        safe fn bytes(name: &CStr) -> CBox<[u8]>;
        #[callback(free = free, ends = zero)]
        #[link_name = "getenv"]
        safe fn bytes_or_none(name: &CStr) -> Option<CBox<[u8]>>;
    }
    let text = panic_of(|| drop(bytes(c"THERE_IS_NO_SUCH_NAME")));
    assert!(text.contains("bytes") && text.contains("NULL"), "{text}");
    assert!(bytes_or_none(c"THERE_IS_NO_SUCH_NAME").is_none());
}

#[cfg(not(emulated))]
#[test]
fn the_header_is_compared() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/c"))
        .header("shapes.h")
        .name::<Matrix>("struct shapes_matrix")
        .declared::<(shapes_names, shapes_counted_names, shapes_pack, shapes_pack_int, shapes_up_to, shapes_list)>()
        .declared::<(shapes_values, shapes_primes, shapes_days, shapes_view, declared::unpack, other::up_to)>()
        .callback::<pack>()
        .is_typedef("shapes_pack_fn")
        .callback::<pack_short>()
        .is_parameter("shapes_unpack_short", 1)
        .check();
}
