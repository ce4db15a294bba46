//! Declarations against headers, by the system's C compiler.

use callback_runtime::verify::Verify;
use callback_runtime::{ByValue, CBool, CName, VaList, callback};
use core::ffi::{CStr, c_char, c_int, c_long, c_short, c_uchar, c_uint, c_void};

fn verify() -> Verify {
    Verify::new().include(concat!(env!("CARGO_MANIFEST_DIR"), "/c")).header("verify.h")
}

/// The differences, a line for each.
fn differences(verify: Verify) -> Vec<String> {
    let report = verify.run().unwrap();
    report.items().iter().flat_map(|item| item.differences()).map(ToString::to_string).collect()
}

mod sys {
    #![allow(non_camel_case_types)]

    pub struct person {
        pub age: u32,
    }

    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct point {
        pub x: f64,
        pub y: f64,
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
union Value {
    number: c_int,
    pointer: *mut c_void,
}

impl CName for Value {
    const C_NAME: &'static str = "union value";
}

#[callback(fail = CBool(false))]
fn on_person(who: &sys::person, number: i64, #[context] sum: &mut u64) -> CBool {
    *sum += u64::from(who.age) + number.unsigned_abs();
    CBool(true)
}

#[callback]
#[rustfmt::skip]
fn on_numbers(_: bool, _: c_char, _: i8, _: c_uchar, _: c_short, _: c_uint, _: c_long, _: usize, _: f32, _: f64) {}

#[callback(fail = 0)]
fn on_strings(#[context] _data: &mut (), n: c_int, #[len(n)] _values: &mut [*mut c_char], _name: &CStr) -> c_int {
    0
}

#[callback(fail = ByValue(sys::point { x: 0.0, y: 0.0 }))]
fn on_point(
    by_value: ByValue<sys::point>,
    _out: &mut sys::point,
    _value: ByValue<Value>,
    _how: c_int,
    _color: c_uint,
) -> ByValue<sys::point> {
    by_value
}

#[callback]
fn on_function(_done: unsafe extern "C" fn(c_int, *mut c_void), _data: *mut c_void) {}

#[cfg(unix)]
#[callback]
fn on_list(_arguments: VaList<'_>) {}

#[test]
fn what_is_the_same_passes() {
    verify()
        .callback::<on_person>()
        .is_typedef("on_person")
        .callback::<on_person>()
        .is_parameter("each_person", 1)
        .callback::<on_person>()
        .is_type("current()")
        .callback::<on_numbers>()
        .is_typedef("on_numbers")
        .callback::<on_strings>()
        .is_typedef("on_strings")
        .callback::<on_point>()
        .is_typedef("on_point")
        .callback::<on_function>()
        .is_typedef("on_function")
        .callback::<on_list>()
        .is_typedef("on_list")
        .check();
}

/// Callbacks that are wrong about `on_person`: `gboolean (*)(const person *who, wide number, void *data)`.
mod wrong {
    use super::*;

    #[callback]
    pub fn width(_who: &sys::person, _number: c_int, #[context] _data: &mut ()) {}

    #[callback(fail = 0)]
    pub fn sign(_who: &sys::person, _number: u64, #[context] _data: &mut ()) -> c_uint {
        0
    }

    #[callback(fail = 0)]
    pub fn float(_who: &sys::person, _number: f64, #[context] _data: &mut ()) -> c_int {
        0
    }

    #[callback(fail = 0)]
    pub fn order(_number: i64, _who: &sys::person, #[context] _data: &mut ()) -> c_int {
        0
    }

    #[callback(fail = 0)]
    pub fn count(_who: &sys::person, #[context] _data: &mut ()) -> c_int {
        0
    }

    #[callback(fail = 0)]
    pub fn constant(_who: &mut sys::person, _number: i64, #[context(as = *const c_void)] _data: &mut ()) -> c_int {
        0
    }

    #[callback(fail = 0)]
    pub fn name(_who: &sys::point, _number: i64, #[context] _data: &mut ()) -> c_int {
        0
    }

    #[callback(fail = 0)]
    pub fn untyped(_who: *const c_void, _number: i64, #[context(as = isize)] _data: &mut ()) -> c_int {
        0
    }

    #[callback(fail = false)]
    pub fn truth(_who: &sys::person, _number: i64, #[context] _data: &mut ()) -> bool {
        false
    }

    #[callback(fail = 0)]
    pub fn value(_who: ByValue<sys::point>, _number: i64, #[context] _data: &mut ()) -> c_int {
        0
    }
}

#[test]
fn each_difference_is_told() {
    let wrong = |verify: Verify, expected: &[&str]| assert_eq!(differences(verify), expected);
    wrong(
        verify().callback::<wrong::width>().is_typedef("on_person"),
        &[
            "parameter 2 `_number`: Rust says `int`, the header says `wide`, which is `long long`",
            "the result: Rust says `void`, the header says `gboolean`, which is `int`",
        ],
    );
    wrong(
        verify().callback::<wrong::sign>().is_typedef("on_person"),
        &[
            "parameter 2 `_number`: Rust says `uint64_t`, the header says `wide`, which is `long long`",
            "the result: Rust says `unsigned int`, the header says `gboolean`, which is `int`",
        ],
    );
    wrong(
        verify().callback::<wrong::float>().is_typedef("on_person"),
        &["parameter 2 `_number`: Rust says `double`, the header says `wide`, which is `long long`"],
    );
    wrong(
        verify().callback::<wrong::order>().is_parameter("each_person", 1),
        &[
            "parameter 1 `_number`: Rust says `int64_t`, the header says `const person *`",
            "parameter 2 `_who`: Rust says `const person *`, the header says `wide`, which is `long long`",
        ],
    );
    wrong(
        verify().callback::<wrong::count>().is_typedef("on_person"),
        &["the number of parameters: Rust says 2, the header says 3"],
    );
    wrong(
        verify().callback::<wrong::constant>().is_typedef("on_person"),
        &[
            "parameter 1 `_who`: Rust says `person *`, the header says `const person *`; they differ in `const`, which `allow_const()` allows",
            "parameter 3 `_data`: Rust says `const void *`, the header says `void *`; they differ in `const`, which `allow_const()` allows",
        ],
    );
    wrong(verify().callback::<wrong::constant>().allow_const().is_typedef("on_person"), &[]);
    wrong(
        verify().callback::<wrong::name>().is_typedef("on_person"),
        &["parameter 1 `_who`: Rust says `const point *`, the header says `const person *`"],
    );
    wrong(
        verify().callback::<wrong::untyped>().is_typedef("on_person"),
        &[
            "parameter 1 `_who`: Rust says `const void *`, the header says `const person *`; `allow_untyped()` allows `void *` for it",
            "parameter 3 `_data`: Rust says `intptr_t`, the header says `void *`",
        ],
    );
    wrong(
        verify().callback::<wrong::truth>().is_typedef("on_person"),
        &["the result: Rust says `_Bool`, the header says `gboolean`, which is `int`"],
    );
    wrong(
        verify().callback::<wrong::value>().is_typedef("on_person"),
        &["parameter 1 `_who`: Rust says `point`, the header says `const person *`"],
    );
}
