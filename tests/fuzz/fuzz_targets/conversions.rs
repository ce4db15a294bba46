//! Any bytes from C: what is accepted is what C passed, and the rest is refused for the reason that it has.

#![no_main]

use std::ffi::{CStr, c_char, c_int, c_void};

use callback_runtime::arg::ByValue;
use callback_runtime::{Callback, Reason, callback};
use libfuzzer_sys::fuzz_target;

type Seen = Vec<u8>;

#[callback(fail = -1)]
fn bytes(#[len(n)] data: &[u8], n: c_int, #[context] seen: &mut Seen) -> c_int {
    seen.extend(data);
    0
}

#[callback(fail = -1)]
fn product(#[len(size * count)] data: &[u8], size: usize, count: usize, #[context] seen: &mut Seen) -> c_int {
    seen.extend(data);
    0
}

#[callback(fail = -1)]
fn counted(#[len(n)] text: &str, n: usize, #[context] seen: &mut Seen) -> c_int {
    seen.extend(text.bytes());
    0
}

#[callback(fail = -1)]
fn text(text: &str, #[context] seen: &mut Seen) -> c_int {
    seen.extend(text.bytes());
    0
}

#[callback(fail = -1)]
fn words(#[len(n)] data: &[u64], n: isize, #[context] seen: &mut Seen) -> c_int {
    seen.extend(data.iter().flat_map(|word| word.to_ne_bytes()));
    0
}

#[callback(fail = -1)]
fn scalar(c: char, flag: bool, #[context] seen: &mut Seen) -> c_int {
    seen.extend(u32::from(c).to_ne_bytes());
    seen.push(u8::from(flag));
    0
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Pair(u8, u32);

#[callback(fail = -1)]
fn pair(pair: ByValue<Pair>, #[context] seen: &mut Seen) -> c_int {
    seen.push(pair.0.0);
    seen.extend(pair.0.1.to_ne_bytes());
    0
}

/// Calls through a C type; what was seen, or why not.
macro_rules! call {
    ($callback:ident($($t:ty),*), $($argument:expr),*) => {{
        let mut seen = vec![];
        let mut answer = 0;
        let kept = $callback::scope(&mut seen, |cb| {
            let shim: unsafe extern "C" fn($($t,)* *mut c_void) -> c_int = cb.shim();
            answer = unsafe { shim($($argument,)* cb.context()) };
        });
        assert_eq!(answer, if kept.is_ok() { 0 } else { -1 });
        assert!(kept.is_ok() || seen.is_empty(), "user code ran although an argument was refused");
        kept.map(|()| seen).map_err(|refused| refused.reason())
    }};
}

fuzz_target!(|data: &[u8]| {
    let Some((head, data)) = data.split_at_checked(12) else { return };
    let number = u64::from_ne_bytes(head[..8].try_into().unwrap());
    let tail = u32::from_ne_bytes(head[8..].try_into().unwrap());
    let start = data.as_ptr();

    // A length that lies below the truth, or is negative.
    let n = (tail as c_int) % (data.len() as c_int + 1);
    let expected = usize::try_from(n).map(|n| data[..n].to_vec()).map_err(|_| Reason::NegativeLength);
    assert_eq!(call!(bytes(*const u8, c_int), start, n), expected);

    // A product that overflows, or is beyond what an allocation can be.
    let (size, count) = (number as usize, (number >> 32) as usize | (tail as usize) << 32);
    match size.checked_mul(count) {
        Some(n) if n <= data.len() => {
            assert_eq!(call!(product(*const u8, usize, usize), start, size, count), Ok(data[..n].to_vec()));
        }
        Some(n) if n <= isize::MAX as usize => {}
        _ => assert_eq!(call!(product(*const u8, usize, usize), start, size, count), Err(Reason::LengthOverflow)),
    }

    let utf8 = |bytes: &[u8]| str::from_utf8(bytes).map(|_| bytes.to_vec()).map_err(|_| Reason::NotUtf8);
    assert_eq!(call!(counted(*const c_char, usize), start.cast(), data.len()), utf8(data));
    let terminated: Vec<u8> = data.iter().copied().chain([0]).collect();
    let until = CStr::from_bytes_until_nul(&terminated).unwrap();
    assert_eq!(call!(text(*const c_char), until.as_ptr()), utf8(until.to_bytes()));

    // Words at any address.
    let offset = head[0] as usize % 9;
    if let Some(rest) = data.get(offset..) {
        let n = rest.len() / 8;
        let answer = call!(words(*const u64, isize), rest.as_ptr().cast(), n as isize);
        let aligned = rest.as_ptr().addr() % 8 == 0;
        assert_eq!(answer, if aligned { Ok(rest[..n * 8].to_vec()) } else { Err(Reason::Misaligned) });
    }

    // Any byte as a `_Bool`, which a Rust caller could not pass.
    let flag = head[0];
    let mut seen = vec![];
    let is = scalar::scope(&mut seen, |cb| {
        let shim: unsafe extern "C" fn(u32, bool, *mut c_void) -> c_int = cb.shim();
        let shim: unsafe extern "C" fn(u32, u8, *mut c_void) -> c_int = unsafe { std::mem::transmute(shim) };
        unsafe { shim(tail, flag, cb.context()) }
    });
    assert_eq!(is.is_ok(), char::from_u32(tail).is_some() && flag < 2);
    assert_eq!(call!(pair(Pair), Pair(flag, tail)).map(|seen| seen.len()), Ok(5));
});
