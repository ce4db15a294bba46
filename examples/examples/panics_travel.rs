//! A panic does not unwind into C: it is kept, C finishes, and the panic goes on where C was called.

use callback_runtime::{Callback, callback};
use std::{
    cmp::Ordering,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
};

#[derive(Clone, Copy)]
struct Sample {
    value: f64,
    time: u64,
}

/// `int (*compar)(const void *, const void *, void *)`: NaN has no order.
#[callback]
fn by_value(a: &Sample, b: &Sample, #[context] calls: &mut usize) -> Ordering {
    *calls += 1;
    a.value.partial_cmp(&b.value).expect("a number")
}

fn sort(samples: &mut [Sample], calls: &mut usize) {
    let outcome = by_value::scope(calls, |cb| {
        let (base, count) = (samples.as_mut_ptr().cast(), samples.len());
        // SAFETY: `by_value` compares the elements of the slice, and `qsort_r` keeps neither pointer.
        unsafe { libc::qsort_r(base, count, size_of::<Sample>(), cb.shim(), cb.context()) }
    });
    outcome.expect("no element is NULL");
}

fn main() {
    let mut calls = 0;
    let mut samples = [(2.5, 1), (0.5, 2), (1.5, 3)].map(|(value, time)| Sample { value, time });
    sort(&mut samples, &mut calls);
    assert_eq!(samples.map(|sample| sample.time), [2, 3, 1]);

    // The panic is expected here, so nothing is printed.
    set_hook(Box::new(|_| {}));
    let mut calls = 0;
    let mut samples = [Sample { value: f64::NAN, time: 0 }; 100];
    let panic = catch_unwind(AssertUnwindSafe(|| sort(&mut samples, &mut calls))).unwrap_err();
    drop(take_hook());
    assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("a number"));

    // qsort_r cannot be told to stop: it went on, and got 0 ("equal") without any further call of `by_value`.
    assert_eq!(calls, 1);
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("stdlib.h")
        .callback::<by_value>()
        .is_parameter("qsort_r", 4)
        .check();
}
