//! Unions, of which C passes a pointer.

use callback_runtime::{Callback, callback};
use callback_tests::no_reports;
use std::ffi::{c_int, c_void};

#[repr(C)]
union Value {
    whole: c_int,
    part: f32,
}

unsafe extern "C" {
    fn told_union(
        f: Option<unsafe extern "C" fn(*mut Value, c_int, *mut c_void) -> c_int>,
        part: c_int,
        user: *mut c_void,
    ) -> c_int;
}

/// `int (*f)(union told_value *value, int part, void *user)`
#[callback(fail = -1)]
fn double(value: &mut Value, part: c_int, #[context] calls: &mut c_int) -> c_int {
    *calls += 1;
    if part == 0 {
        // SAFETY: `part` says which member C has set.
        value.whole = unsafe { value.whole } * 2;
    } else {
        // SAFETY: as above.
        value.part = unsafe { value.part } * 2.0;
    }
    *calls * 1000
}

#[test]
fn a_union_behind_a_pointer() {
    let mut calls = 0;
    let answers = no_reports(|| {
        double::scope(&mut calls, |cb| [0, 1].map(|part| unsafe { told_union(cb.shim(), part, cb.context()) }))
    });
    assert_eq!(answers, Ok([1014, 2050]));
}
