//! Declarations against headers, by the system's C compiler.

// The headers and the compiler are those of the machine that builds.
#![cfg(not(emulated))]

use callback_runtime::arg::{ByValue, CName, CPtr, CStrPtr, CType, FromC, VaList};
use callback_runtime::ret::CBool;
use callback_runtime::verify::Error;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Reason, callback, fields};
use core::ffi::{CStr, c_char, c_int, c_long, c_short, c_uchar, c_uint, c_ushort, c_void};
use core::ptr::NonNull;

fn verify() -> Verify {
    Verify::new().include(concat!(env!("CARGO_MANIFEST_DIR"), "/c")).header("verify.h")
}

/// The differences, a line for each. Not every compiler tells what a type is called where it is written.
fn differences(verify: Verify) -> Vec<String> {
    let report = verify.run().unwrap();
    let differences = report.items().iter().flat_map(|item| item.differences());
    differences.map(|difference| resolved(&difference.to_string()).replace("struct person", "person")).collect()
}

/// A difference without what a type is called besides.
fn resolved(text: &str) -> String {
    match text.split_once(", which is ") {
        Some((before, after)) => {
            let name = before.trim_end_matches('`').rfind('`').unwrap_or(0);
            before[..name].to_owned() + after
        }
        None => text.to_owned(),
    }
}

mod sys {
    #![allow(non_camel_case_types)]

    pub struct person {
        pub age: u32,
    }

    #[repr(C)]
    pub struct status {
        pub code: u32,
    }

    pub struct under_score;

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

fn wrong(verify: Verify, expected: &[&str]) {
    assert_eq!(differences(verify), expected);
}

/// Callbacks that are wrong about `on_person`: `gboolean (*)(const person *who, wide number, void *data)`.
mod mistaken {
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
    wrong(
        verify().callback::<mistaken::width>().is_typedef("on_person"),
        &[
            "parameter 2 `_number`: Rust says `int`, the header says `long long`",
            "the result: Rust says `void`, the header says `int`",
        ],
    );
    wrong(
        verify().callback::<mistaken::sign>().is_typedef("on_person"),
        &[
            "parameter 2 `_number`: Rust says `uint64_t`, the header says `long long`",
            "the result: Rust says `unsigned int`, the header says `int`",
        ],
    );
    wrong(
        verify().callback::<mistaken::float>().is_typedef("on_person"),
        &["parameter 2 `_number`: Rust says `double`, the header says `long long`"],
    );
    wrong(
        verify().callback::<mistaken::order>().is_parameter("each_person", 1),
        &[
            "parameter 1 `_number`: Rust says `int64_t`, the header says `const person *`",
            "parameter 2 `_who`: Rust says `const person *`, the header says `long long`",
        ],
    );
    wrong(
        verify().callback::<mistaken::count>().is_typedef("on_person"),
        &["the number of parameters: Rust says 2, the header says 3"],
    );
    wrong(
        verify().callback::<mistaken::constant>().is_typedef("on_person"),
        &[
            "parameter 1 `_who`: Rust says `person *`, the header says `const person *`; they differ in `const`, which `allow_const_of(1)` allows",
            "parameter 3 `_data`: Rust says `const void *`, the header says `void *`; they differ in `const`, which `allow_const_of(3)` allows",
        ],
    );
    wrong(verify().callback::<mistaken::constant>().allow_const().is_typedef("on_person"), &[]);
    wrong(
        verify().callback::<mistaken::name>().is_typedef("on_person"),
        &["parameter 1 `_who`: Rust says `const point *`, the header says `const person *`"],
    );
    wrong(
        verify().callback::<mistaken::untyped>().is_typedef("on_person"),
        &[
            "parameter 1 `_who`: Rust says `const void *`, the header says `const person *`; `allow_untyped()` allows `void *` for it",
            "parameter 3 `_data`: Rust says `intptr_t`, the header says `void *`",
        ],
    );
    wrong(
        verify().callback::<mistaken::truth>().is_typedef("on_person"),
        &["the result: Rust says `_Bool`, the header says `int`"],
    );
    wrong(
        verify().callback::<mistaken::value>().is_typedef("on_person"),
        &["parameter 1 `_who`: Rust says `point`, the header says `const person *`"],
    );
}

#[callback(fail = 0)]
fn on_bytes(#[context] _data: &mut (), n: c_int, #[len(n)] _values: &[CStrPtr], _name: &u8) -> c_int {
    0
}

#[test]
fn const_and_the_sign_of_char_can_be_allowed() {
    let sign = "parameter 4 `_name`: Rust says `const uint8_t *`, the header says `const char *`; they differ in the sign of `char`, which `allow_char_sign()` allows";
    let constant = "parameter 3 `_values`: Rust says `const char *const *`, the header says `char **`; they differ in `const`, which `allow_const_of(3)` allows";
    wrong(verify().callback::<on_bytes>().is_typedef("on_strings"), &[constant, sign]);
    wrong(verify().callback::<on_bytes>().allow_const().is_typedef("on_strings"), &[sign]);
    wrong(verify().callback::<on_bytes>().allow_char_sign().is_typedef("on_strings"), &[constant]);
    wrong(verify().callback::<on_bytes>().allow_const().allow_char_sign().is_typedef("on_strings"), &[]);
    // An exception is for one callback.
    let both = verify().callback::<on_bytes>().allow_const().allow_char_sign().is_typedef("on_strings");
    wrong(both.callback::<on_bytes>().is_typedef("on_strings"), &[constant, sign]);
}

#[callback(fail = 0)]
fn on_any_record(_record: *mut c_void, #[context] _data: &mut ()) -> c_int {
    0
}

#[callback]
fn on_nothing() {}

#[test]
fn what_c_or_rust_leaves_open_can_be_allowed() {
    wrong(
        verify().callback::<on_any_record>().is_field("struct record", "on_record"),
        &[
            "parameter 1 `_record`: Rust says `void *`, the header says `struct record *`; `allow_untyped()` allows `void *` for it",
        ],
    );
    wrong(verify().callback::<on_any_record>().allow_untyped().is_field("struct record", "on_record"), &[]);
    wrong(
        verify().callback::<on_function>().is_typedef("on_any"),
        &["the parameters: Rust says 2, the header says nothing of them: `()`; `allow_unprototyped()` allows that"],
    );
    wrong(verify().callback::<on_function>().allow_unprototyped().is_typedef("on_any"), &[]);
    wrong(verify().callback::<on_nothing>().is_typedef("on_any"), &[]);
    // That it does not return is nothing that the caller's code depends on.
    wrong(verify().callback::<on_nothing>().is_typedef("on_exit_"), &[]);
    verify()
        .function::<unsafe extern "C" fn(Option<unsafe extern "C" fn()>, c_int)>("set_exit")
        .function::<unsafe extern "C" fn(c_int)>("leave")
        .check();
}

#[callback(fail = 0)]
fn on_inner(_n: c_int, #[context] _data: &mut ()) -> c_int {
    0
}

#[callback(fail = 0)]
fn plus_one(n: c_int) -> c_int {
    n + 1
}

#[test]
fn fields_and_parameters_are_found() {
    verify()
        .callback::<on_inner>()
        .is_field("struct record", "nested.on_inner")
        .callback::<plus_one>()
        .is_parameter("each_person", 3)
        .check();
    wrong(
        verify().callback::<plus_one>().is_field("struct record", "tag"),
        &["the type: Rust says a function, the header says `char`"],
    );
    wrong(
        verify().callback::<plus_one>().is_parameter("each_person", 2),
        &["the type: Rust says a function, the header says `void *`"],
    );
    for number in [0, 4] {
        let report = verify().callback::<plus_one>().is_parameter("each_person", number).run().unwrap();
        let said = report.items()[0].differences()[0].to_string();
        assert!(said.starts_with(&format!("in the header: it has no parameter {number}: `int (")), "{said}");
    }
}

/// C has a function and a union of this name; a structure is what is asked for first.
#[callback(fail = 0)]
fn on_status(_status: &sys::status, _person: &sys::person) -> c_int {
    0
}

#[test]
fn a_name_that_is_not_found_hides_no_other() {
    let verify = verify().callback::<on_status>().is_typedef("on_status");
    verify.function::<unsafe extern "C" fn(*const sys::status, *const sys::person) -> c_int>("status").check();
}

#[test]
fn what_the_header_has_not_is_told() {
    let report = verify()
        .callback::<plus_one>()
        .is_typedef("on_nobody")
        .callback::<plus_one>()
        .is_field("struct record", "nobody")
        .value("NOBODY", 1)
        .layout::<sys::point>("struct nobody", &[])
        .callback::<plus_one>()
        .is_parameter("each_person", 3)
        .callback::<on_nothing>()
        .is_typedef("on_nobody")
        .run()
        .unwrap();
    let told = |index: usize, expected: &str| {
        let item: &callback_runtime::verify::Checked = &report.items()[index];
        assert_eq!(item.differences().len(), 1, "{item:?}");
        let difference = &item.differences()[0];
        assert!(difference.rust().is_none() && difference.header().contains(expected), "{difference}");
    };
    told(0, "on_nobody");
    told(5, "on_nobody");
    told(1, "nobody");
    told(2, "NOBODY");
    told(3, "struct nobody");
    assert!(report.items()[4].is_same());
}

#[test]
#[cfg(all(target_arch = "x86_64", not(windows)))]
fn calling_conventions_are_compared() {
    #[callback(fail = 0)]
    extern "win64" fn win(n: c_int) -> c_int {
        n
    }

    verify().callback::<win>().is_typedef("on_ms").check();
    wrong(
        verify().callback::<plus_one>().is_typedef("on_ms"),
        &["the calling convention: Rust says `C`, the header says `ms_abi`"],
    );
    wrong(
        verify().callback::<win>().is_parameter("each_person", 3),
        &["the calling convention: Rust says `ms_abi`, the header says `C`"],
    );
}

#[test]
fn functions_are_compared() {
    type EachPerson = unsafe extern "C" fn(
        Option<unsafe extern "C" fn(*const sys::person, i64, *mut c_void) -> c_int>,
        *mut c_void,
        Option<unsafe extern "C" fn(c_int) -> c_int>,
    ) -> c_int;
    type Wrong = unsafe extern "C" fn(
        Option<unsafe extern "C" fn(*const sys::person, i32, *mut c_void) -> c_int>,
        *mut c_void,
        *mut c_void,
    );
    type Variadic = unsafe extern "C" fn(*const c_char, ...) -> c_int;

    // Rust has no `volatile`.
    type Count = unsafe extern "C" fn(*mut c_uint, *const *const c_char, *mut *mut c_int) -> c_uint;

    let verified = verify().function::<EachPerson>("each_person").function::<Variadic>("log_line");
    verified.function::<Count>("count").check();
    wrong(
        verify().function::<Wrong>("each_person"),
        &[
            "parameter 1: Rust says `int (*)(const person *, int, void *)`, the header says `int (*)(const person *, long long, void *)`",
            "parameter 3: Rust says `void *`, the header says `int (*)(int)`",
            "the result: Rust says `void`, the header says `int`",
        ],
    );
    wrong(
        verify().function::<unsafe extern "C" fn(*const c_char) -> c_int>("log_line"),
        &["the end of the parameters: Rust says no `...`, the header says `...`"],
    );
}

/// A block of `N` numbers.
#[repr(C)]
struct Block<const N: usize>([f64; N]);

#[test]
fn types_of_rust_are_found_in_c() {
    type Underscores =
        unsafe extern "C" fn(NonNull<sys::under_score>, *const CPtr<'static, sys::under_score>, *mut [c_int; 3]);
    type Rows =
        unsafe extern "C" fn(NonNull<sys::under_score>, *const CPtr<'static, sys::under_score>, *mut [c_int; 4]);
    type Sizes<const N: usize> = unsafe extern "C" fn(usize, isize, f32, *const Block<N>);

    let named = || verify().name::<Block<4>>("four");
    let verified = named().function::<Underscores>("underscores").function::<Sizes<4>>("sizes");
    verified.function::<unsafe extern "C" fn(Option<unsafe extern "C" fn(&sys::person)>)>("each_seen").check();
    wrong(
        verify().function::<Rows>("underscores"),
        &["parameter 3: Rust says `int (*)[4]`, the header says `int (*)[3]`"],
    );
    // It has no name here.
    assert_eq!(differences(named().function::<Sizes<5>>("sizes")).len(), 1);
    let others = || verify().function::<unsafe extern "C" fn(isize, usize, f64, *const c_void)>("sizes");
    assert_eq!(differences(others()).len(), 4);
    let said = differences(others().allow_untyped());
    let numbers = ["parameter 1: Rust says `int", "parameter 2: Rust says `uint", "parameter 3: Rust says `double`"];
    assert!(said.len() == 3 && said.iter().zip(numbers).all(|(said, number)| said.starts_with(number)), "{said:?}");
}

#[test]
#[cfg(all(target_pointer_width = "64", not(windows)))]
fn numbers_of_128_bits() {
    verify().function::<unsafe extern "C" fn(i128, u128)>("large").check();
    assert_eq!(differences(verify().function::<unsafe extern "C" fn(u128, i128)>("large")).len(), 2);
}

#[test]
fn functions_inside_of_functions() {
    #[expect(improper_ctypes_definitions, reason = "`F` is a function")]
    type Called<F> = unsafe extern "C" fn(Option<F>);

    verify().function::<Called<unsafe extern "C" fn()>>("call_any").check();
    let more = || verify().function::<Called<unsafe extern "C" fn(c_int)>>("call_any");
    let told = differences(more());
    assert!(told.len() == 1 && told[0].ends_with("`allow_unprototyped()` allows that"), "{told:?}");
    more().allow_unprototyped().check();
    verify().function::<Called<unsafe extern "C" fn(*const c_char, ...) -> c_int>>("log_with").check();
    for said in [
        differences(verify().function::<Called<unsafe extern "C" fn(*const c_char) -> c_int>>("log_with")),
        differences(verify().function::<Called<unsafe extern "C" fn(*const c_char, c_int, ...) -> c_int>>("log_with")),
    ] {
        assert!(said.len() == 1 && said[0].starts_with("parameter 1: Rust says `int (*)(const char *"), "{said:?}");
    }
}

#[test]
#[cfg(all(target_arch = "x86_64", not(windows)))]
fn calling_conventions_inside_of_functions() {
    verify().function::<unsafe extern "C" fn(Option<unsafe extern "win64" fn(c_int) -> c_int>)>("use_ms").check();
    let said =
        differences(verify().function::<unsafe extern "C" fn(Option<unsafe extern "C" fn(c_int) -> c_int>)>("use_ms"));
    assert_eq!(said.len(), 1, "{said:?}");
}

/// A type of the user's that is not what its name in C says.
struct Wide(i64);

unsafe impl CType for Wide {
    type C = i64;
}

unsafe impl FromC<'_> for Wide {
    unsafe fn from_c(c: i64) -> Result<Self, Reason> {
        Ok(Wide(c))
    }
}

impl CName for Wide {
    const C_NAME: &'static str = "int";
}

#[callback(fail = -1)]
fn wide_status(status: Wide) -> c_int {
    status.0.try_into().unwrap()
}

#[test]
fn a_name_that_is_not_true_is_not_repeated() {
    let said = differences(verify().callback::<wide_status>().is_parameter("each_person", 3));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(!said[0].contains("Rust says `int`"), "{said:?}");
    assert_eq!(unsafe { wide_status::shim::<unsafe extern "C" fn(i64) -> c_int>()(4) }, 4);
}

/// `struct record` as it is.
#[repr(C)]
struct Record {
    tag: c_char,
    count: c_ushort,
    name: *const c_char,
    weights: [f64; 3],
    color: c_uint,
    nested: Nested,
    on_record: Option<unsafe extern "C" fn(*mut Record, *mut c_void) -> c_int>,
}

#[repr(C)]
struct Nested {
    inner: c_int,
    on_inner: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
}

impl CName for Record {
    const C_NAME: &'static str = "struct record";
}

/// The same, but for a member left out, two changed, and one that C has not.
#[repr(C)]
struct Other {
    tag: u8,
    count: c_short,
    name: *const c_char,
    weights: [f64; 2],
    color: c_uint,
    extra: c_int,
}

#[repr(C)]
struct Sign {
    byte: u8,
}

#[test]
fn structures_are_compared() {
    verify()
        .name::<Record>("struct record")
        .layout::<sys::point>("point", &fields!(sys::point { x, y }))
        .layout::<Value>("union value", &[])
        .layout::<Record>("struct record", &fields!(Record { tag, count, name, weights, color, nested, on_record }))
        .layout::<Nested>("__typeof__(((struct record *)0)->nested)", &fields!(Nested { inner, on_inner }))
        .check();
    verify().layout::<Sign>("struct sign", &fields!(Sign { byte })).allow_char_sign().check();
    let fields = fields!(Other { tag, count, name, weights, color = "color", extra = "nobody" });
    let report = verify().layout::<Other>("struct record", &fields).run().unwrap();
    let told: Vec<_> =
        report.items()[0].differences().iter().map(|difference| resolved(&difference.to_string())).collect();
    assert_eq!(told.len(), 6, "{told:#?}");
    let size = format!("the size: Rust says {}, the header says {}", size_of::<Other>(), size_of::<Record>());
    let offset = core::mem::offset_of!(Record, color);
    assert_eq!(told[0], format!("the offset of field `color`: Rust says {}, the header says {offset}", offset - 8));
    assert!(told[1].starts_with("field `extra`: ") && told[1].contains("nobody"), "{}", told[1]);
    assert_eq!(
        told[2..],
        [
            &format!("{size}; `allow_more()` allows C to have more"),
            "the type of field `tag`: Rust says `unsigned char`, the header says `char`; they differ in the sign of `char`, which `allow_char_sign()` allows",
            "the type of field `count`: Rust says `int16_t`, the header says `unsigned short`",
            "the type of field `weights`: Rust says `double[2]`, the header says `double[3]`",
        ]
    );
}

/// The first members of `struct record`.
#[repr(C)]
struct Beginning {
    tag: c_char,
    count: c_ushort,
}

/// More than it has.
#[repr(C)]
struct Beyond {
    tag: c_char,
    rest: [u64; 99],
}

#[test]
fn a_structure_may_go_on_in_c() {
    let beginning = || verify().layout::<Beginning>("struct record", &fields!(Beginning { tag, count }));
    let told = differences(beginning());
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told.iter().all(|told| told.ends_with("; `allow_more()` allows C to have more")), "{told:#?}");
    beginning().allow_more().check();
    let told = differences(verify().layout::<Beyond>("struct record", &fields!(Beyond { tag, .. })).allow_more());
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("the size: Rust says 800, "), "{told:#?}");
}

#[test]
fn constants_are_compared() {
    verify()
        .value("LEVEL_LOW", -1)
        .value("LEVEL_HIGH", 7)
        .value("COLOR_GREEN", 4_000_000_000_u32)
        .value("LIMIT", 1_u64 << 63)
        .value("LOWEST", i64::MIN)
        .value("sizeof(struct record)", u64::try_from(size_of::<Record>()).unwrap())
        .check();
    wrong(verify().value("LEVEL_LOW", 1), &["the value: Rust says 1, the header says -1"]);
    wrong(
        verify().value("LIMIT", i64::MIN),
        &["the value: Rust says -9223372036854775808, the header says 9223372036854775808"],
    );
}

#[test]
fn the_whole_report_reads_well() {
    let report = verify()
        .callback::<plus_one>()
        .is_parameter("each_person", 3)
        .callback::<mistaken::count>()
        .is_typedef("on_person")
        .value("LEVEL_HIGH", 8)
        .run()
        .unwrap();
    assert!(!report.is_same());
    let value = &report.items()[2];
    assert_eq!((value.name(), value.against()), ("the value 8", "`LEVEL_HIGH`"));
    let difference = &value.differences()[0];
    assert_eq!((difference.place(), difference.rust(), difference.header()), ("the value", Some("8"), "7"));
    assert_eq!(
        report.to_string(),
        "2 differences in 3 items compared with <verify.h>\n\
         callback `verify::mistaken::count` is not `on_person`:\n    \
         the number of parameters: Rust says 2, the header says 3\n\
         the value 8 is not `LEVEL_HIGH`:\n    \
         the value: Rust says 8, the header says 7"
    );
}

#[test]
#[should_panic(expected = "1 difference in 1 item compared with <verify.h>")]
fn check_fails_a_test() {
    verify().value("LEVEL_HIGH", 8).check();
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let missing = Verify::new().header("callback/no_such_header.h").value("EOF", -1).run().unwrap_err();
    assert!(matches!(missing, Error::Header { .. }));
    assert!(missing.to_string().contains("callback/no_such_header.h"), "{missing}");

    let broken = verify().code("#error not for you").value("LEVEL_HIGH", 7).run().unwrap_err();
    assert!(broken.to_string().contains("not for you"), "{broken}");

    let flag = verify().flag("--no-such-flag").value("LEVEL_HIGH", 7).run().unwrap_err();
    assert!(flag.to_string().contains("--no-such-flag"), "{flag}");

    let package = verify().pkg_config("callback-no-such-package").value("LEVEL_HIGH", 7).run().unwrap_err();
    assert!(package.to_string().contains("callback-no-such-package"), "{package}");

    let nothing = verify().run().unwrap_err();
    assert!(matches!(nothing, Error::Nothing));
}

/// In a process of its own, which has another environment.
#[test]
fn no_compiler_is_an_error() {
    let run = |cc: &str| {
        let test = std::env::current_exe().unwrap();
        let mut command = std::process::Command::new(test);
        let output = command.args(["--exact", "constants_are_compared"]).env("CC", cc).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (passed, said) = run("callback-no-such-compiler -m64");
    assert!(!passed && said.contains("`callback-no-such-compiler` does not run"), "{said}");
    // It says nothing and succeeds, which is not what a compiler does.
    let (passed, said) = run("true");
    assert!(!passed, "{said}");
    assert!(run("cc -DUNUSED").0);
}
