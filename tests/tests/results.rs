//! The C result for each type of result.

use std::cmp::Ordering;
use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::ptr::NonNull;

use callback_runtime::arg::{ByValue, CType};
use callback_runtime::ret::{CBool, IntoC};
use callback_runtime::{Callback, Reason, callback};
use callback_tests::{no_reports, sys};

#[callback(fail = f64::NAN)]
fn double(value: f64, #[context] factor: &f64) -> f64 {
    value * factor
}

#[callback(fail = f32::NAN)]
fn single(#[context] value: &f32) -> f32 {
    *value
}

#[callback(fail = 0)]
fn wide(value: i64, #[context] offset: &i64) -> i64 {
    value.wrapping_add(*offset)
}

#[test]
fn numbers() {
    let answer = double::scope(&1e300, |cb| unsafe { sys::peer_real(cb.shim(), 1e8, cb.context()) });
    assert_eq!(answer, Ok(1e308));
    let answer = single::scope(&0.1, |cb| unsafe { sys::peer_float(cb.shim(), cb.context()) });
    assert_eq!(answer, Ok(0.1));
    let answer = wide::scope(&1, |cb| unsafe { sys::peer_int64(cb.shim(), i64::MAX, cb.context()) });
    assert_eq!(answer, Ok(i64::MIN));
}

#[callback]
fn compare(value: c_int, #[context] with: &c_int) -> Ordering {
    value.cmp(with)
}

#[callback(fail = 0)]
fn truth(value: c_int, #[context] with: &c_int) -> CBool {
    (value == *with).into()
}

#[callback(fail = false)]
fn byte_truth(#[context] value: &bool) -> bool {
    *value
}

#[callback(fail = 0xfffd)]
fn letter(#[context] letter: &char) -> char {
    *letter
}

#[test]
fn characters() {
    for expected in ['\0', 'k', '\u{10ffff}'] {
        let answer = letter::scope(&expected, |cb| unsafe { sys::peer_char32_of(cb.shim(), cb.context()) });
        assert_eq!(answer, Ok(u32::from(expected)));
    }
}

#[test]
fn orderings_and_truth_values() {
    let answers =
        compare::scope(&5, |cb| [4, 5, 6].map(|value| unsafe { sys::peer_call(cb.shim(), value, cb.context()) }));
    assert_eq!(answers, Ok([-1, 0, 1]));
    let answers = truth::scope(&5, |cb| [4, 5].map(|value| unsafe { sys::peer_call(cb.shim(), value, cb.context()) }));
    assert_eq!(answers, Ok([0, 1]));
    for value in [false, true] {
        let answer = byte_truth::scope(&value, |cb| unsafe { sys::peer_true(cb.shim(), cb.context()) });
        assert_eq!(answer, Ok(value));
    }
}

#[callback(fail = ByValue(sys::peer_point { x: 0.0, y: 0.0 }))]
fn point(#[context] at: &f64) -> ByValue<sys::peer_point> {
    ByValue(sys::peer_point { x: *at, y: -at })
}

#[callback(fail = ByValue(sys::peer_big { items: [0; 5] }))]
fn big(#[context] from: &c_long) -> ByValue<sys::peer_big> {
    ByValue(sys::peer_big { items: [0, 1, 2, 3, 4].map(|n| from + n) })
}

#[test]
fn structs() {
    let answer = point::scope(&1.5, |cb| unsafe { sys::peer_point(cb.shim(), cb.context()) });
    assert_eq!(answer, Ok(sys::peer_point { x: 1.5, y: -1.5 }));
    let answer = big::scope(&10, |cb| unsafe { sys::peer_big(cb.shim(), cb.context()) });
    assert_eq!(answer.unwrap().items, [10, 11, 12, 13, 14]);
}

static TABLE: [c_int; 3] = [100, 200, 300];

#[callback(fail = std::ptr::null())]
fn raw(value: c_int, #[context] _state: &()) -> *const c_int {
    TABLE.as_ptr().wrapping_add(value as usize)
}

#[callback(fail = std::ptr::null_mut())]
fn non_null(value: c_int, #[context] table: &mut [c_int; 3]) -> NonNull<c_int> {
    NonNull::from(&mut table[value as usize])
}

#[callback(fail = std::ptr::null_mut())]
fn maybe_non_null(value: c_int, #[context] table: &mut [c_int; 3]) -> Option<NonNull<c_int>> {
    table.get_mut(value as usize).map(NonNull::from)
}

#[callback(fail = std::ptr::null())]
fn reference(value: c_int, #[context] _state: &()) -> &'static c_int {
    &TABLE[value as usize]
}

#[callback(fail = std::ptr::null())]
fn maybe_reference(value: c_int, #[context] _state: &()) -> Option<&'static c_int> {
    TABLE.get(value as usize)
}

#[callback(fail = c"?".as_ptr())]
fn name(value: c_int, #[context] _state: &()) -> &'static CStr {
    if value == 0 { c"zero" } else { panic!("no name") }
}

#[callback(fail = std::ptr::null())]
fn maybe_name(value: c_int, #[context] _state: &()) -> Option<&'static CStr> {
    (value == 0).then_some(c"zero")
}

#[test]
fn pointers() {
    macro_rules! get {
        ($callback:ident, $value:expr, $context:expr) => {
            no_reports(|| $callback::scope($context, |cb| unsafe { sys::peer_get(cb.shim(), $value, cb.context()) }))
                .unwrap()
                .cast::<c_int>()
        };
    }
    assert_eq!(get!(raw, 1, &()), &raw const TABLE[1]);
    assert_eq!(get!(reference, 2, &()), &raw const TABLE[2]);
    assert_eq!(get!(maybe_reference, 0, &()), &raw const TABLE[0]);
    assert!(get!(maybe_reference, 3, &()).is_null());
    let mut table = TABLE;
    let items = table.as_mut_ptr();
    assert_eq!(get!(non_null, 1, &mut table), items.wrapping_add(1).cast_const());
    assert_eq!(get!(maybe_non_null, 2, &mut table), items.wrapping_add(2).cast_const());
    assert!(get!(maybe_non_null, 3, &mut table).is_null());
    let text = get!(name, 0, &()).cast::<c_char>();
    assert_eq!(unsafe { CStr::from_ptr(text) }, c"zero");
    assert!(get!(maybe_name, 1, &()).is_null());
}

/// A result of the user's that may be refused.
struct Fd(Option<c_int>);

unsafe impl CType for Fd {
    type C = c_int;
}

unsafe impl IntoC for Fd {
    fn into_c(self) -> Result<c_int, Reason> {
        self.0.ok_or(Reason::Invalid("closed"))
    }
}

#[callback(fail = -9)]
fn descriptor(value: c_int, #[context] _state: &()) -> Fd {
    Fd((value > 0).then_some(value))
}

#[callback(err = -1, fail = -9)]
fn fallible_descriptor(value: c_int, #[context] _state: &()) -> Result<Fd, String> {
    if value == -1 { Err("none".to_owned()) } else { Ok(Fd((value > 0).then_some(value))) }
}

#[test]
fn types_of_the_user() {
    let mut answer = 0;
    let outcome = descriptor::scope(&(), |cb| answer = unsafe { sys::peer_call(cb.shim(), 3, cb.context()) });
    assert_eq!((outcome, answer), (Ok(()), 3));
    let outcome = descriptor::scope(&(), |cb| answer = unsafe { sys::peer_call(cb.shim(), 0, cb.context()) });
    let refused = outcome.unwrap_err();
    assert_eq!((refused.parameter(), refused.reason(), answer), (None, Reason::Invalid("closed"), -9));
    let outcome = fallible_descriptor::scope(&(), |cb| answer = unsafe { sys::peer_call(cb.shim(), 0, cb.context()) });
    assert_eq!(answer, -9);
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "callback `results::fallible_descriptor`: its result is invalid: closed"
    );
}

#[callback(fail = None)]
fn function(#[context] triple: &bool) -> sys::peer_triple_fn {
    triple.then_some(sys::peer_triple)
}

#[test]
fn functions() {
    let call = |triple| {
        function::scope(&triple, |cb| {
            let shim: unsafe extern "C" fn(*mut c_void) -> sys::peer_triple_fn = cb.shim();
            unsafe { shim(cb.context()).map(|f| f(4)) }
        })
    };
    assert_eq!((call(true), call(false)), (Ok(Some(12)), Ok(None)));
}

/// Results that C's callers compare with zero, in a `Result` that carries a pointer.
#[callback(err = std::ptr::null())]
fn fallible_pointer(value: c_int, #[context] _state: &()) -> Result<*const c_void, String> {
    match TABLE.get(value as usize) {
        Some(item) => Ok((&raw const *item).cast()),
        None => Err(format!("no item {value}")),
    }
}

#[test]
fn pointer_or_error() {
    let mut got = std::ptr::null();
    let outcome = fallible_pointer::scope(&(), |cb| got = unsafe { sys::peer_get(cb.shim(), 1, cb.context()) });
    assert_eq!((outcome, got), (Ok(()), (&raw const TABLE[1]).cast()));
    let outcome = fallible_pointer::scope(&(), |cb| got = unsafe { sys::peer_get(cb.shim(), 9, cb.context()) });
    assert_eq!(outcome.unwrap_err().to_string(), "no item 9");
    assert!(got.is_null());
}
