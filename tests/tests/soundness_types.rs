//! SOUNDNESS.md, lines 31 to 33, 37 and 39: values and signatures that C gets wrong.

use std::ffi::{c_char, c_int, c_uchar};

use callback_runtime::arg::{ByValue, CStrPtr, CType, FromC};
use callback_runtime::ret::CBool;
use callback_runtime::{Callback, Reason, callback};
use callback_tests::{no_reports, sys};

// 31: a value that the type does not have

#[callback(fail = -1)]
fn with_bool(value: bool, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    c_int::from(value)
}

#[test]
fn s31_bool_that_is_neither() {
    for byte in [2, 3, 0x80, 0xff] {
        let mut calls = 0;
        let mut answer = 0;
        let refused = no_reports(|| {
            with_bool::scope(&mut calls, |cb| answer = unsafe { sys::peer_bool(cb.shim(), byte, cb.context()) })
        })
        .unwrap_err();
        assert_eq!((answer, calls), (-1, 0), "{byte}");
        assert_eq!(
            refused.to_string(),
            "callback `soundness_types::with_bool`: parameter `value` is invalid: a `_Bool` that is neither 0 nor 1"
        );
    }
    for byte in [0, 1] {
        let answer = with_bool::scope(&mut 0, |cb| unsafe { sys::peer_bool(cb.shim(), byte, cb.context()) });
        assert_eq!(answer, Ok(c_int::from(byte)));
    }
}

#[callback(fail = -1)]
fn with_ref(value: &i64, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    (*value).try_into().unwrap()
}

#[callback(fail = -1)]
fn with_mut(value: &mut i64, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    *value += 1;
    0
}

#[test]
fn s31_null_for_a_reference() {
    let mut calls = 0;
    let mut answer = 0;
    let refused = with_ref::scope(&mut calls, |cb| {
        answer = unsafe { sys::peer_pointer(cb.shim(), std::ptr::null(), cb.context()) }
    });
    assert_eq!((answer, calls), (-1, 0));
    assert_eq!(refused.unwrap_err().to_string(), "callback `soundness_types::with_ref`: parameter `value` is NULL");
    let refused = with_mut::scope(&mut calls, |cb| {
        answer = unsafe { sys::peer_pointer(cb.shim(), std::ptr::null(), cb.context()) }
    });
    assert_eq!((answer, calls, refused.unwrap_err().reason()), (-1, 0, Reason::Null));
}

#[test]
fn s31_misaligned_pointer() {
    let mut calls = 0;
    let mut answer = 0;
    let refused = with_ref::scope(&mut calls, |cb| answer = unsafe { sys::peer_misaligned(cb.shim(), cb.context()) });
    assert_eq!((answer, calls), (-1, 0));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "callback `soundness_types::with_ref`: parameter `value` is misaligned"
    );
    let refused = with_mut::scope(&mut calls, |cb| answer = unsafe { sys::peer_misaligned(cb.shim(), cb.context()) });
    assert_eq!((answer, calls, refused.unwrap_err().reason()), (-1, 0, Reason::Misaligned));
}

/// An enum of C, checked by the user's own conversion.
#[derive(Debug, PartialEq)]
enum Color {
    Red,
    Green,
}

unsafe impl CType for Color {
    type C = c_int;
}

unsafe impl FromC<'_> for Color {
    unsafe fn from_c(c: c_int) -> Result<Self, Reason> {
        match c {
            0 => Ok(Color::Red),
            1 => Ok(Color::Green),
            _ => Err(Reason::Invalid("not a color")),
        }
    }
}

#[callback(fail = -1)]
fn with_color(color: Color, #[context] seen: &mut Vec<Color>) -> c_int {
    seen.push(color);
    0
}

#[test]
fn s31_enum_value_that_c_invented() {
    let mut seen = vec![];
    let refused = with_color::scope(&mut seen, |cb| unsafe {
        assert_eq!([1, 0, 7].map(|value| sys::peer_call(cb.shim(), value, cb.context())), [0, 0, -1]);
    });
    assert_eq!(seen, [Color::Green, Color::Red]);
    assert_eq!(refused.unwrap_err().reason(), Reason::Invalid("not a color"));
}

#[callback(fail = -1)]
fn with_char(value: char, #[context] seen: &mut String) -> c_int {
    seen.push(value);
    0
}

#[test]
fn s31_char_that_is_none() {
    let mut seen = String::new();
    for surrogate in [0xd800, 0xdfff, 0x11_0000, u32::MAX] {
        let refused = with_char::scope(&mut seen, |cb| unsafe {
            assert_eq!(sys::peer_char32(cb.shim(), surrogate, cb.context()), -1);
        });
        assert!(matches!(refused.unwrap_err().reason(), Reason::Invalid(_)), "{surrogate:x}");
    }
    with_char::scope(&mut seen, |cb| unsafe { sys::peer_char32(cb.shim(), 0x1f980, cb.context()) }).unwrap();
    assert_eq!(seen, "\u{1f980}");
}

#[callback(fail = -1)]
fn with_function(g: unsafe extern "C" fn(c_int) -> c_int, #[context] _state: &()) -> c_int {
    unsafe { g(14) }
}

#[test]
fn s31_null_for_a_function() {
    let refused = with_function::scope(&(), |cb| unsafe {
        assert_eq!(sys::peer_function(cb.shim(), None, cb.context()), -1);
    });
    assert_eq!(refused.unwrap_err().reason(), Reason::Null);
    let answer =
        with_function::scope(&(), |cb| unsafe { sys::peer_function(cb.shim(), Some(sys::peer_triple), cb.context()) });
    assert_eq!(answer, Ok(42));
}

#[test]
fn s31_null_context() {
    let (answer, reports) = callback_tests::reports(|| {
        let shim: sys::peer_int_fn = no_context::shim();
        unsafe { sys::peer_call(shim, 1, std::ptr::null_mut()) }
    });
    assert_eq!(answer, -1);
    assert_eq!(reports, ["callback `soundness_types::no_context` was called without a context"]);
}

#[callback(fail = -1)]
fn no_context(value: c_int, #[context] state: &c_int) -> c_int {
    value + state
}

// 32: strings and lengths

#[callback(fail = -1)]
fn with_text(text: &str, #[context] seen: &mut Vec<String>) -> c_int {
    seen.push(text.to_owned());
    0
}

#[test]
fn s32_text_that_is_not_utf8() {
    let mut seen = vec![];
    let refused =
        with_text::scope(&mut seen, |cb| unsafe { assert_eq!(sys::peer_latin1(cb.shim(), cb.context()), -1) })
            .unwrap_err();
    assert_eq!(refused.to_string(), "callback `soundness_types::with_text`: parameter `text` is not UTF-8");
    let refused = with_text::scope(&mut seen, |cb| unsafe {
        assert_eq!(sys::peer_text(cb.shim(), std::ptr::null(), cb.context()), -1);
    });
    assert_eq!(refused.unwrap_err().reason(), Reason::Null);
    assert!(seen.is_empty());
}

#[callback(fail = -1)]
fn with_bytes(#[len(n)] data: &[c_uchar], n: c_int, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    data.len().try_into().unwrap()
}

#[test]
fn s32_negative_length() {
    for n in [-1, c_int::MIN] {
        let mut calls = 0;
        let refused = with_bytes::scope(&mut calls, |cb| unsafe {
            assert_eq!(sys::peer_bytes(cb.shim(), [1].as_ptr(), n, cb.context()), -1);
        })
        .unwrap_err();
        assert_eq!(calls, 0);
        assert_eq!(
            refused.to_string(),
            "callback `soundness_types::with_bytes`: parameter `data` has a negative length"
        );
    }
}

#[test]
fn s32_null_with_a_length() {
    let call = |n| {
        with_bytes::scope(&mut 0, |cb| unsafe { sys::peer_bytes(cb.shim(), std::ptr::null(), n, cb.context()) })
            .map_err(|refused| refused.reason())
    };
    assert_eq!(call(0), Ok(0));
    assert_eq!(call(1), Err(Reason::Null));
    assert_eq!(call(-1), Err(Reason::NegativeLength));
}

#[callback(fail = -1)]
fn with_longs(n: usize, #[len(n)] data: &[i64], #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    assert_eq!(n, data.len());
    data.iter().sum::<i64>().try_into().unwrap()
}

#[test]
fn s32_length_whose_size_overflows() {
    let call = |n| {
        let data = [1, 2];
        let mut calls = 0;
        let answer =
            with_longs::scope(&mut calls, |cb| unsafe { sys::peer_longs(cb.shim(), n, data.as_ptr(), cb.context()) });
        (answer.map_err(|refused| refused.reason()), calls)
    };
    assert_eq!(call(2), (Ok(3), 1));
    for n in [usize::MAX, usize::MAX / 8 + 1, isize::MAX as usize / 8 + 1] {
        assert_eq!(call(n), (Err(Reason::LengthOverflow), 0), "{n:#x}");
    }
}

#[callback(fail = 0)]
fn write(#[len(size * nmemb)] data: &[u8], size: usize, nmemb: usize, #[context] written: &mut Vec<u8>) -> usize {
    written.extend_from_slice(data);
    data.len()
}

#[test]
fn s32_product_of_lengths_that_overflows() {
    let call = |size, nmemb| {
        let mut text = *b"eight by";
        let mut written = vec![];
        let answer = write::scope(&mut written, |cb| unsafe {
            sys::peer_write(cb.shim(), text.as_mut_ptr().cast::<c_char>(), size, nmemb, cb.context())
        });
        (answer.map_err(|refused| refused.reason()), written.len())
    };
    assert_eq!(call(2, 3), (Ok(6), 6));
    assert_eq!(call(usize::MAX, 0), (Ok(0), 0));
    // Wraps to 0 and to 8.
    let half = 1 << (usize::BITS / 2);
    assert_eq!(call(half, half), (Err(Reason::LengthOverflow), 0));
    assert_eq!(call(usize::MAX / 2 + 5, 2), (Err(Reason::LengthOverflow), 0));
    assert_eq!(call(usize::MAX, 1), (Err(Reason::LengthOverflow), 0), "more than `isize::MAX` bytes");
}

#[callback(fail = -1)]
fn with_row(
    #[context] seen: &mut Vec<Option<String>>,
    n: c_int,
    #[len(n)] values: &[CStrPtr],
    #[len(n)] _names: &[CStrPtr],
) -> c_int {
    seen.extend(values.iter().map(|value| value.to_str().unwrap().map(str::to_owned)));
    n
}

#[test]
fn s32_null_in_an_array_of_strings() {
    let mut seen = vec![];
    let answer = with_row::scope(&mut seen, |cb| unsafe { sys::peer_row(cb.shim(), cb.context()) });
    assert_eq!(answer, Ok(3));
    assert_eq!(seen, [Some("one".to_owned()), None, Some("drei".to_owned())]);
}

// 33: another signature

#[callback(fail = -1)]
fn with_cbool(value: CBool, #[context] _state: &()) -> CBool {
    CBool(!value.0)
}

#[test]
fn s33_truth_value_in_an_int_is_read_whole() {
    let not = |value| with_cbool::scope(&(), |cb| unsafe { sys::peer_cbool(cb.shim(), value, cb.context()) }).unwrap();
    assert_eq!([0, 1, 256, -1, c_int::MIN, 1 << 16].map(not), [1, 0, 0, 0, 0, 0]);
}

#[callback(fail = -1)]
fn with_intptr(value: c_int, #[context(as = isize)] state: &c_int) -> c_int {
    value + state
}

#[test]
fn s33_pointer_through_an_integer_as_wide() {
    let answer = with_intptr::scope(&40, |cb| {
        assert_ne!(cb.context(), 0);
        unsafe { sys::peer_intptr(cb.shim(), 2, cb.context()) }
    });
    assert_eq!(answer, Ok(42));
}

#[callback(fail = -1)]
fn with_structs(
    small: ByValue<sys::peer_small>,
    big: ByValue<sys::peer_big>,
    number: ByValue<sys::peer_number>,
    #[context] calls: &mut usize,
) -> c_int {
    *calls += 1;
    assert_eq!(small.0, sys::peer_small { a: -300, b: -3 });
    assert_eq!(big.0.items, [1, 2, 3, 4, 5]);
    assert_eq!(unsafe { number.0.real }, 2.5);
    0
}

#[test]
fn s33_structs_by_value_arrive_whole() {
    let mut calls = 0;
    let answer = with_structs::scope(&mut calls, |cb| unsafe { sys::peer_structs(cb.shim(), cb.context()) });
    assert_eq!((answer, calls), (Ok(0), 1));
}

// 37: a shim that safe code can call

#[test]
fn s37_shims_are_unsafe() {
    fn is_unsafe<C: Callback>() -> bool {
        std::any::type_name::<C::Fn>().starts_with("unsafe extern \"C\" fn(")
    }

    assert!(is_unsafe::<with_bool>());
    assert!(is_unsafe::<with_structs>());
    assert!(is_unsafe::<narrow_bool>());
    // A pointer of a safe type is made by a promise alone.
    let shim: extern "C" fn(*mut std::ffi::c_void) -> i8 = unsafe { narrow_i8::shim_safe() };
    let answer = narrow_i8::scope(&-1, |cb| shim(cb.context()));
    assert_eq!(answer, Ok(-1));
}

// 39: narrow results

macro_rules! narrow {
    ($($name:ident $ty:ty;)*) => {$(
        #[callback(fail = <$ty>::MAX)]
        fn $name(#[context] value: &$ty) -> $ty {
            *value
        }
    )*};
}

narrow! {
    narrow_i8 i8;
    narrow_u8 u8;
    narrow_i16 i16;
    narrow_u16 u16;
}

#[callback(fail = false)]
fn narrow_bool(#[context] value: &bool) -> bool {
    *value
}

#[test]
fn s39_narrow_results_are_widened() {
    /// The C value in an `int` for each value.
    macro_rules! widened {
        ($callback:ident, $peer:ident, $values:expr) => {
            for value in $values {
                let answer = $callback::scope(&value, |cb| unsafe { sys::$peer(cb.shim(), cb.context()) });
                assert_eq!(answer, Ok(c_int::from(value)));
            }
        };
    }
    widened!(narrow_i8, peer_wide_i8, [-1, 0, 1, i8::MIN, i8::MAX]);
    widened!(narrow_u8, peer_wide_u8, [0, 1, 0x80, u8::MAX]);
    widened!(narrow_i16, peer_wide_i16, [-1, 0, 1, i16::MIN, i16::MAX]);
    widened!(narrow_u16, peer_wide_u16, [0, 1, 0x8000, u16::MAX]);
    widened!(narrow_bool, peer_wide_bool, [false, true]);
}

/// Arguments: every integer type at the end of its range.
#[callback(fail = -1)]
#[allow(clippy::too_many_arguments)]
fn with_all_integers(
    a: i8,
    b: u8,
    c: i16,
    d: u16,
    e: i32,
    f: u32,
    g: std::ffi::c_long,
    h: std::ffi::c_ulong,
    i: i64,
    j: u64,
    k: isize,
    l: usize,
    #[context] calls: &mut usize,
) -> c_int {
    *calls += 1;
    assert_eq!((a, b, c, d), (i8::MIN, u8::MAX, i16::MIN, u16::MAX));
    assert_eq!((e, f, g, h), (i32::MIN, u32::MAX, std::ffi::c_long::MIN, std::ffi::c_ulong::MAX));
    assert_eq!((i, j, k, l), (i64::MIN, u64::MAX, isize::MIN, usize::MAX));
    0
}

#[test]
fn s39_arguments_arrive_in_their_width() {
    let mut calls = 0;
    let answer = with_all_integers::scope(&mut calls, |cb| unsafe { sys::peer_all_integers(cb.shim(), cb.context()) });
    assert_eq!((answer, calls), (Ok(0), 1));
}
