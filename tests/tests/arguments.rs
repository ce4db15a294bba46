//! Arguments from C, in the type that the callback declares.

use std::ffi::{c_char, c_int, c_long, c_void};
use std::ptr::NonNull;

use callback_runtime::arg::{ByValue, CType, FromC};
use callback_runtime::ret::CBool;
use callback_runtime::{Callback, Reason, Refused, callback};
use callback_tests::{no_reports, sys};

/// The answer of a scope that was refused at `value`.
fn reason<R>(outcome: Result<R, Refused>) -> Reason {
    let Err(refused) = outcome else { panic!("expected a refusal") };
    assert_eq!(refused.parameter(), Some("value"));
    refused.reason()
}

/// Calls with a pointer of C's; the callback's answer or the refusal.
macro_rules! with_pointer {
    ($callback:ident, $pointer:expr) => {{
        let pointer: *const c_long = $pointer;
        no_reports(|| $callback::scope(&(), |cb| unsafe { sys::peer_pointer(cb.shim(), pointer.cast(), cb.context()) }))
    }};
}

/// As `with_pointer`, with a pointer that is not aligned.
macro_rules! with_misaligned {
    ($callback:ident) => {
        no_reports(|| $callback::scope(&(), |cb| unsafe { sys::peer_misaligned(cb.shim(), cb.context()) }))
    };
}

#[callback(fail = -1)]
fn shared(value: &c_long, #[context] _state: &()) -> c_int {
    (*value).try_into().unwrap()
}

#[callback(fail = -1)]
fn exclusive(value: &mut c_long, #[context] _state: &()) -> c_int {
    *value += 1;
    (*value).try_into().unwrap()
}

#[callback(fail = -1)]
fn maybe_shared(value: Option<&c_long>, #[context] _state: &()) -> c_int {
    value.map_or(0, |&value| value.try_into().unwrap())
}

#[callback(fail = -1)]
fn maybe_exclusive(value: Option<&mut c_long>, #[context] _state: &()) -> c_int {
    value.map_or(0, |value| {
        *value += 1;
        (*value).try_into().unwrap()
    })
}

#[test]
fn references() {
    let mut number: c_long = 5;
    let pointer = &raw mut number;
    assert_eq!(with_pointer!(shared, pointer), Ok(5));
    assert_eq!(with_pointer!(exclusive, pointer), Ok(6));
    assert_eq!(with_pointer!(maybe_shared, pointer), Ok(6));
    assert_eq!(with_pointer!(maybe_exclusive, pointer), Ok(7));
    assert_eq!(number, 7);
}

#[test]
fn null_for_references() {
    assert_eq!(reason(with_pointer!(shared, std::ptr::null())), Reason::Null);
    assert_eq!(reason(with_pointer!(exclusive, std::ptr::null())), Reason::Null);
    assert_eq!(with_pointer!(maybe_shared, std::ptr::null()), Ok(0));
    assert_eq!(with_pointer!(maybe_exclusive, std::ptr::null()), Ok(0));
}

#[test]
fn misaligned_references() {
    assert_eq!(reason(with_misaligned!(shared)), Reason::Misaligned);
    assert_eq!(reason(with_misaligned!(exclusive)), Reason::Misaligned);
    assert_eq!(reason(with_misaligned!(maybe_shared)), Reason::Misaligned);
    assert_eq!(reason(with_misaligned!(maybe_exclusive)), Reason::Misaligned);
}

#[callback(fail = -1)]
fn bytes(value: &[u8; 4], #[context] _state: &()) -> c_int {
    c_int::from_ne_bytes(*value)
}

/// An array behind a pointer has a length of its own, and bytes are never misaligned.
#[test]
fn reference_to_an_array() {
    assert_eq!(with_misaligned!(bytes), Ok(0));
    assert_eq!(reason(with_pointer!(bytes, std::ptr::null())), Reason::Null);
}

#[callback(fail = -1)]
fn raw(value: *const c_long, #[context] _state: &()) -> c_int {
    value.is_null().into()
}

#[callback(fail = -1)]
fn non_null(value: NonNull<c_long>, #[context] _state: &()) -> c_int {
    c_int::from(value.is_aligned())
}

#[callback(fail = -1)]
fn maybe_non_null(value: Option<NonNull<c_void>>, #[context] _state: &()) -> c_int {
    value.is_some().into()
}

/// Raw pointers promise nothing: neither null nor misaligned ones are refused.
#[test]
fn pointers() {
    let number = 5;
    assert_eq!(with_pointer!(raw, &number), Ok(0));
    assert_eq!(with_pointer!(raw, std::ptr::null()), Ok(1));
    assert_eq!(with_misaligned!(raw), Ok(0));
    assert_eq!(with_pointer!(non_null, &number), Ok(1));
    assert_eq!(with_misaligned!(non_null), Ok(0));
    assert_eq!(reason(with_pointer!(non_null, std::ptr::null())), Reason::Null);
    assert_eq!(with_pointer!(maybe_non_null, &number), Ok(1));
    assert_eq!(with_pointer!(maybe_non_null, std::ptr::null()), Ok(0));
}

#[callback(fail = f64::NAN)]
fn floats(a: f32, b: f64, #[context] scale: &f64) -> f64 {
    (f64::from(a) + b) * scale
}

#[test]
fn floating_point() {
    let answer = floats::scope(&4.0, |cb| unsafe { sys::peer_floats(cb.shim(), cb.context()) });
    assert_eq!(answer, Ok(3.0));
}

#[callback(fail = -1)]
fn truth(value: bool, #[context] _state: &()) -> c_int {
    if value { 1 } else { 0 }
}

#[callback(fail = -1)]
fn c_truth(value: CBool, #[context] _state: &()) -> c_int {
    if value.into() { 1 } else { 0 }
}

#[test]
fn truth_values() {
    let with_byte = |byte| truth::scope(&(), |cb| unsafe { sys::peer_bool(cb.shim(), byte, cb.context()) });
    assert_eq!((with_byte(0), with_byte(1)), (Ok(0), Ok(1)));
    assert!(matches!(reason(with_byte(2)), Reason::Invalid(_)));
    let with_int = |value| c_truth::scope(&(), |cb| unsafe { sys::peer_cbool(cb.shim(), value, cb.context()) });
    assert_eq!([0, 1, 2, 256, -1].map(|value| with_int(value).unwrap()), [0, 1, 1, 1, 1]);
}

#[callback(fail = u32::MAX as c_int)]
fn letter(value: char, #[context] _state: &()) -> c_int {
    u32::from(value) as c_int
}

#[test]
fn characters() {
    let with = |value| letter::scope(&(), |cb| unsafe { sys::peer_char32(cb.shim(), value, cb.context()) });
    assert_eq!(with(0x10_ffff), Ok(0x10_ffff));
    assert!(matches!(reason(with(0xd912)), Reason::Invalid(_)));
}

#[callback(fail = -1)]
fn function(value: unsafe extern "C" fn(c_int) -> c_int, #[context] _state: &()) -> c_int {
    unsafe { value(5) }
}

#[callback(fail = -1)]
fn maybe_function(value: Option<unsafe extern "C" fn(c_int) -> c_int>, #[context] _state: &()) -> c_int {
    value.map_or(0, |value| unsafe { value(5) })
}

#[callback(fail = -1)]
fn aliased_function(value: sys::peer_triple_fn, #[context] _state: &()) -> c_int {
    value.map_or(0, |value| unsafe { value(5) })
}

#[test]
fn functions() {
    macro_rules! with {
        ($callback:ident, $function:expr) => {
            $callback::scope(&(), |cb| unsafe { sys::peer_function(cb.shim(), $function, cb.context()) })
        };
    }
    assert_eq!(with!(function, Some(sys::peer_triple)), Ok(15));
    assert_eq!(reason(with!(function, None)), Reason::Null);
    assert_eq!((with!(maybe_function, Some(sys::peer_triple)), with!(maybe_function, None)), (Ok(15), Ok(0)));
    assert_eq!((with!(aliased_function, Some(sys::peer_triple)), with!(aliased_function, None)), (Ok(15), Ok(0)));
}

#[callback(fail = f64::NAN)]
fn norm(p: ByValue<sys::peer_point>, #[context] scale: &f64) -> f64 {
    p.0.x.hypot(p.0.y) * scale
}

#[test]
fn structs_by_value() {
    let answer = norm::scope(&2.0, |cb| unsafe { sys::peer_norm(cb.shim(), 3.0, 4.0, cb.context()) });
    assert_eq!(answer, Ok(10.0));
}

/// A handle that borrows for the call, with a conversion of the user's.
struct Percent<'a>(&'a c_long);

unsafe impl CType for Percent<'_> {
    type C = *const c_long;
}

unsafe impl<'call> FromC<'call> for Percent<'call> {
    unsafe fn from_c(c: *const c_long) -> Result<Self, Reason> {
        let value = unsafe { <&'call c_long>::from_c(c) }?;
        if (0..=100).contains(value) { Ok(Percent(value)) } else { Err(Reason::Invalid("not a percentage")) }
    }
}

/// Another name for it, and for a primitive.
type Share<'a> = Percent<'a>;
type Code = c_int;

#[callback(fail = -1)]
fn percent(value: Percent<'_>, #[context] _state: &()) -> Code {
    (*value.0).try_into().unwrap()
}

#[callback(fail = -1)]
fn maybe_percent(value: Option<Share<'_>>, #[context] _state: &()) -> Code {
    value.map_or(-2, |value| (*value.0).try_into().unwrap())
}

#[test]
fn types_of_the_user() {
    assert_eq!(with_pointer!(percent, &50), Ok(50));
    let refused = with_pointer!(percent, &101).unwrap_err();
    assert_eq!(refused.to_string(), "callback `arguments::percent`: parameter `value` is invalid: not a percentage");
    assert_eq!(reason(with_pointer!(percent, std::ptr::null())), Reason::Null);
    assert_eq!(reason(with_misaligned!(percent)), Reason::Misaligned);
    assert_eq!(with_pointer!(maybe_percent, &7), Ok(7));
    assert_eq!(with_pointer!(maybe_percent, std::ptr::null()), Ok(-2));
    assert_eq!(reason(with_pointer!(maybe_percent, &-1)), Reason::Invalid("not a percentage"));
}

type Signed = i8;
type Unsigned = u8;
type Char = c_char;

#[callback]
fn bytes_and_chars(_: Signed, _: Unsigned, _: Char) {}

/// Types that the attribute does not see are named too, and the C `char` has the sign of this machine.
#[test]
fn names_of_bytes() {
    let [signed, unsigned] = if c_char::MIN == 0 { ["signed char", "char"] } else { ["char", "unsigned char"] };
    assert_eq!(bytes_and_chars::C_DECLARATION, format!("void bytes_and_chars({signed}, {unsigned}, char);"));
}

#[callback(fail = -1)]
fn unnamed(_: &[c_char; 1], &[n]: &[c_int; 1], #[context] _state: &()) -> c_int {
    n
}

/// The first argument that is wrong is named, by its position where it has no name.
#[test]
fn refused_parameter_without_a_name() {
    let call = |a: *const c_char, b: *const c_int| {
        unnamed::scope(&(), |cb| {
            let shim: unsafe extern "C" fn(*const c_char, *const c_int, *mut c_void) -> c_int = cb.shim();
            unsafe { shim(a, b, cb.context()) }
        })
        .map_err(|refused| refused.to_string())
    };
    let text = c"x".as_ptr();
    assert_eq!(call(text, &9), Ok(9));
    assert_eq!(call(text, std::ptr::null()), Err("callback `arguments::unnamed`: parameter `#2` is NULL".to_owned()));
    assert_eq!(
        call(std::ptr::null(), std::ptr::null()),
        Err("callback `arguments::unnamed`: parameter `#1` is NULL".to_owned())
    );
}
