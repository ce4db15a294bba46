//! A declaration that differs from the header is undefined behaviour which no Rust compiler sees. The `verify` feature asks
//! the C compiler. It belongs into a test; here it is shown on a right and on a wrong callback.
//!
//! `int (*compar)(const void *, const void *)` of `bsearch`, and `ldiv_t`, from `stdlib.h`.

use callback_runtime::verify::Verify;
use callback_runtime::{Callback, callback, fields};
use std::cmp::Ordering;
use std::ffi::{c_int, c_long};

#[callback]
fn by_value(key: &u32, element: &u32) -> Ordering {
    key.cmp(element)
}

/// It forgets the second parameter, and its result is too wide.
#[callback(fail = 0)]
fn mistaken(_key: &u32) -> i64 {
    0
}

#[repr(C)]
struct Quotient {
    quot: c_long,
    rem: c_long,
}

fn main() {
    println!("{}", by_value::C_DECLARATION);
    assert_eq!(by_value::C_DECLARATION, "int by_value(const uint32_t *key, const uint32_t *element);");

    // These are the lines for a test.
    Verify::new()
        .header("stdlib.h")
        .callback::<by_value>()
        .is_parameter("bsearch", 5)
        .layout::<Quotient>("ldiv_t", &fields!(Quotient { quot, rem }))
        .function::<unsafe extern "C" fn(c_int) -> c_int>("abs")
        .value("EXIT_SUCCESS", 0)
        .check();

    let wrong = Verify::new().header("stdlib.h").callback::<mistaken>().is_parameter("bsearch", 5);
    let report = wrong.run().expect("there is a C compiler");
    println!("{report}");
    let told: Vec<_> = report.items()[0].differences().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "the number of parameters: Rust says 1, the header says 2",
            "the result: Rust says `int64_t`, the header says `int`",
        ]
    );
}
