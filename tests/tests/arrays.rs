//! Arrays whose length no parameter tells, and pointers in arrays.

use std::ffi::{CStr, c_char, c_int, c_short, c_void};
use std::ptr::null;

use callback_runtime::arg::{CArray, CArrayMut, CPtr, InOut};
use callback_runtime::{Callback, Reason, callback};
use callback_tests::places;

type Counted = Option<unsafe extern "C" fn(c_int, *const *const c_char, *const c_int, *mut c_void) -> c_int>;

unsafe extern "C" {
    fn vectors_counted(f: Counted, n: c_int, user: *mut c_void) -> c_int;
}

/// The levels end with a 6, and the names are in an array of C's.
#[callback(fail = -1)]
fn counted(
    n: c_int,
    #[len(n)] names: &[CPtr<c_char>],
    levels: CArray<'_, c_int>,
    #[context] seen: &mut Vec<String>,
) -> c_int {
    let until = unsafe { levels.until(|level| *level == 6) };
    assert_eq!(until, unsafe { levels.slice(3) });
    assert_eq!(levels.as_ptr(), until.as_ptr());
    for name in names {
        assert_eq!(name.to_ref().map_or(null(), std::ptr::from_ref), name.as_ptr());
        seen.push(
            name.to_ref()
                .map_or("NULL".to_owned(), |first| unsafe { CStr::from_ptr(first) }.to_str().unwrap().to_owned()),
        );
    }
    until.iter().sum()
}

#[test]
fn what_ends_by_itself() {
    let mut seen = vec![];
    let mut call = |n| counted::scope(&mut seen, |cb| unsafe { vectors_counted(cb.shim(), n, cb.context()) });
    assert_eq!(call(4), Ok(12));
    assert_eq!(call(0), Ok(12));
    assert_eq!(call(-1).unwrap_err().reason(), Reason::Null, "C has no array then");
    assert_eq!(seen, ["a", "b", "NULL", "d"]);
    let misaligned = counted::scope(&mut seen, |cb| {
        let f: unsafe extern "C" fn(c_int, *const *const c_char, *const c_int, *mut c_void) -> c_int = cb.shim();
        unsafe { f(0, null(), [0].as_ptr().wrapping_byte_add(1), cb.context()) }
    });
    assert_eq!(misaligned.unwrap_err().reason(), Reason::Misaligned);
}

/// The number of places is in another place.
#[callback(fail = -1)]
fn query(mut samples: CArrayMut<'_, c_short>, count: InOut<'_, usize>, #[context] add: &c_short) -> c_int {
    let start = samples.as_mut_ptr();
    let taken = unsafe { samples.slice_mut(count.get()) };
    assert_eq!(taken.as_mut_ptr(), start);
    taken.iter_mut().for_each(|sample| *sample += add);
    unsafe { samples.write(count.get(), 99) };
    count.set(count.get() + 1);
    0
}

#[test]
fn what_is_written() {
    let (mut samples, mut count) = ([1, 2, 3, 4], 2);
    let done = query::scope(&10, |cb| unsafe {
        places::places_query(cb.shim(), samples.as_mut_ptr(), &mut count, cb.context())
    });
    assert_eq!((done, count, samples), (Ok(0), 3, [11, 12, 99, 4]));
    let none = query::scope(&10, |cb| unsafe {
        places::places_query(cb.shim(), std::ptr::null_mut(), &mut count, cb.context())
    });
    assert_eq!(none.unwrap_err().reason(), Reason::Null);
}
