//! Enums and flags of C's, checked where they come from C.

use std::any::TypeId;
use std::ffi::{c_int, c_uint};

use callback_runtime::arg::{CType, InOut, Out};
use callback_runtime::{Callback, Failed, Reason, Refused, callback};
use callback_tests::{enums, no_reports};

#[callback]
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Debug,
    Info = 5,
    Error,
}

/// As `Level`, and what is none of them is kept.
#[callback]
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum AnyLevel {
    Debug,
    Info = 5,
    Error,
    #[other]
    Unknown(c_int),
}

#[callback]
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Minus = -1,
    Zero,
    Plus,
}

mod bytes {
    use callback_runtime::callback;

    const FIRST: u8 = 250;

    /// Conditions, values that are computed, no other trait than needed.
    #[callback]
    #[repr(u8)]
    pub(super) enum Byte {
        First = FIRST,
        Second,
        #[cfg(miri)]
        Never,
        #[cfg(not(miri))]
        Last = 255,
    }

    #[callback]
    #[repr(i8)]
    pub(super) enum Only {
        One = -128,
        #[cfg(not(miri))]
        #[other]
        More(i8),
    }
}

fn refusal<R>(outcome: Result<R, Refused>) -> (Option<&'static str>, String) {
    let Err(refused) = outcome else { panic!("expected a refusal") };
    (refused.parameter(), refused.reason().to_string())
}

#[callback(fail = -1)]
fn level(level: Level, #[context] seen: &mut Vec<Level>) -> c_int {
    seen.push(level);
    0
}

#[callback(fail = -1)]
fn any_level(level: AnyLevel, #[context] seen: &mut Vec<AnyLevel>) -> c_int {
    seen.push(level);
    0
}

#[test]
fn s31_unknown_values_are_refused() {
    let mut seen = vec![];
    let mut call = |value| {
        no_reports(|| level::scope(&mut seen, |cb| unsafe { enums::enums_level(cb.shim(), value, cb.context()) }))
    };
    assert_eq!((call(0), call(5), call(6)), (Ok(0), Ok(0), Ok(0)));
    for value in [1, 4, 7, c_uint::MAX] {
        assert_eq!(refusal(call(value)), (Some("level"), "is invalid: not a value of `Level`".to_owned()));
    }
    assert_eq!(seen, [Level::Debug, Level::Info, Level::Error]);
}

#[test]
fn unknown_values_are_kept() {
    let mut seen = vec![];
    for value in [0, 1, 5, c_uint::MAX] {
        let answer = any_level::scope(&mut seen, |cb| unsafe { enums::enums_level(cb.shim(), value, cb.context()) });
        assert_eq!(answer, Ok(0));
    }
    assert_eq!(seen, [AnyLevel::Debug, AnyLevel::Unknown(1), AnyLevel::Info, AnyLevel::Unknown(-1)]);
}

/// The type that `repr(C)` has is the one that the C compiler gave the enum.
#[test]
fn as_the_compiler_has_them() {
    fn is_signed<T: CType<C: 'static>>() -> c_int {
        (TypeId::of::<T::C>() == TypeId::of::<c_int>()).into()
    }
    assert_eq!(is_signed::<Level>(), enums::enums_level_is_signed());
    assert_eq!(is_signed::<AnyLevel>(), enums::enums_level_is_signed());
    assert_eq!(is_signed::<Sign>(), enums::enums_sign_is_signed());
    assert_eq!(size_of::<<Level as CType>::C>(), enums::enums_level_size().try_into().unwrap());
}

#[callback(fail = Level::Error)]
fn get(value: c_int, #[context] _state: &()) -> Level {
    assert!(value >= 0, "negative");
    if value == 0 { Level::Debug } else { Level::Info }
}

#[callback(err = AnyLevel::Unknown(9))]
fn get_any(value: c_int, #[context] _state: &()) -> Result<AnyLevel, ()> {
    if value < 0 { Err(()) } else { Ok(AnyLevel::Unknown(value)) }
}

#[callback(err = Level::Error)]
fn get_or_err(value: c_int, #[context] _state: &()) -> Result<Level, c_int> {
    if value < 0 { Err(value) } else { Ok(Level::Info) }
}

#[test]
fn results_and_constants() {
    let call = |value| {
        let mut answer = None;
        let outcome = callback_tests::panic_of(|| {
            get::scope(&(), |cb| {
                answer = Some(unsafe { enums::enums_get(cb.shim(), value, cb.context()) });
                assert!(value < 0, "an answer");
            })
        });
        (answer, outcome)
    };
    assert_eq!(call(0), (Some(0), "an answer".to_owned()));
    assert_eq!(call(1), (Some(5), "an answer".to_owned()));
    assert_eq!(call(-1), (Some(6), "negative".to_owned()));
    let call = |value| {
        let mut answer = None;
        let outcome = get_any::scope(&(), |cb| {
            answer = Some(unsafe { enums::enums_get(cb.shim(), value, cb.context()) });
        });
        (answer, outcome)
    };
    assert_eq!((call(77), call(-1)), ((Some(77), Ok(())), (Some(9), Err(Failed::Err(())))));
    let mut answer = None;
    let outcome = get_or_err::scope(&(), |cb| {
        answer = Some(unsafe { enums::enums_get(cb.shim(), -3, cb.context()) });
    });
    assert_eq!((answer, outcome), (Some(6), Err(Failed::Err(-3))));
}

#[callback(fail = Sign::Zero)]
fn negate(sign: Sign, #[context] _state: &()) -> Sign {
    match sign {
        Sign::Minus => Sign::Plus,
        Sign::Zero => Sign::Zero,
        Sign::Plus => Sign::Minus,
    }
}

#[test]
fn values_below_zero() {
    let call = |value| negate::scope(&(), |cb| unsafe { enums::enums_sign(cb.shim(), value, cb.context()) });
    assert_eq!([call(-1), call(0), call(1)], [Ok(1), Ok(0), Ok(-1)]);
    assert_eq!(refusal(call(2)).1, "is invalid: not a value of `Sign`");
}

#[callback(fail = 0)]
fn byte(byte: bytes::Byte, #[context] _state: &()) -> bytes::Only {
    match byte {
        bytes::Byte::First => bytes::Only::One,
        bytes::Byte::Second => bytes::Only::More(3),
        bytes::Byte::Last => bytes::Only::More(-128),
    }
}

/// `repr(u8)` and `repr(i8)`: the integer that is written, whatever else is.
#[test]
fn chosen_integers() {
    let call = |value: u8| {
        byte::scope(&(), |cb| {
            let f: unsafe extern "C" fn(u8, *mut std::ffi::c_void) -> i8 = cb.shim();
            unsafe { f(value, cb.context()) }
        })
    };
    assert_eq!([call(250), call(251), call(255)], [Ok(-128), Ok(3), Ok(-128)]);
    assert!(call(252).is_err());
}

#[test]
fn conversions() {
    assert_eq!(Level::try_from(5), Ok(Level::Info));
    assert_eq!(Level::try_from(4), Err(Reason::Invalid("not a value of `Level`")));
    assert_eq!(<<Level as CType>::C>::from(Level::Error), 6);
    assert_eq!(AnyLevel::from(4), AnyLevel::Unknown(4));
    assert_eq!(<<AnyLevel as CType>::C>::from(AnyLevel::Unknown(5)), 5);
    assert_eq!(Level::Info as u8, 5, "it is the enum that is written");
}

#[callback(fail = -1)]
fn place(level: InOut<'_, Level>, #[context] _state: &()) -> c_int {
    let before = level.get();
    level.set(Level::Error);
    before as c_int
}

#[callback(fail = -1)]
fn out(level: Out<'_, AnyLevel>, #[context] _state: &()) -> c_int {
    level.set(AnyLevel::Unknown(42));
    0
}

#[test]
fn s31_behind_pointers() {
    let mut value = 5;
    let call = |value: &mut _| place::scope(&(), |cb| unsafe { enums::enums_place(cb.shim(), value, cb.context()) });
    assert_eq!((call(&mut value), value), (Ok(5), 6));
    value = 1;
    assert_eq!(refusal(call(&mut value)).0, Some("level"));
    assert_eq!(value, 1);
    let answer = out::scope(&(), |cb| unsafe { enums::enums_place(cb.shim(), &mut value, cb.context()) });
    assert_eq!((answer, value), (Ok(0), 42));
}

mod flags {
    use super::*;

    const BASE: u8 = 4;

    #[callback(flags)]
    #[repr(u32)]
    #[derive(Default)]
    pub(super) enum Mode {
        /// May be read.
        READ = 1,
        WRITE = 1 << 1,
        READ_WRITE = 3,
        CREATE = 1 << BASE,
        NOTHING = 0,
        #[cfg(miri)]
        NEVER = 0x100,
        TOP = 0x8000_0000,
    }

    #[callback(flags, other)]
    #[repr(C)]
    pub(super) enum Kept {
        A = 1,
        B = 2,
    }

    #[callback(fail = Mode::NOTHING)]
    fn mode(mode: Mode, #[context] seen: &mut Vec<Mode>) -> Mode {
        seen.push(mode);
        if mode.contains(Mode::CREATE) { mode | Mode::WRITE } else { mode & Mode::READ }
    }

    #[callback(fail = Kept::A)]
    fn kept(flags: Kept, #[context] seen: &mut Vec<String>) -> Kept {
        seen.push(format!("{flags:?}"));
        flags.union(Kept::B).difference(Kept::A)
    }

    #[test]
    fn s31_unknown_bits_are_refused() {
        let mut seen = vec![];
        let mut call = |bits| mode::scope(&mut seen, |cb| unsafe { enums::enums_flags(cb.shim(), bits, cb.context()) });
        assert_eq!([call(0), call(3), call(0x8000_0011)], [Ok(0), Ok(1), Ok(0x8000_0013)]);
        for bits in [4, 5, 0x100, c_uint::MAX] {
            let expected = "is invalid: a bit that `Mode` has no name for".to_owned();
            assert_eq!(refusal(call(bits)), (Some("mode"), expected));
        }
        assert_eq!(seen, [Mode::default(), Mode::READ_WRITE, Mode::READ | Mode::CREATE | Mode::TOP]);
    }

    #[test]
    fn unknown_bits_are_kept() {
        let mut seen = vec![];
        let mut call = |bits| kept::scope(&mut seen, |cb| unsafe { enums::enums_flags(cb.shim(), bits, cb.context()) });
        assert_eq!([call(0), call(1), call(0x13)], [Ok(2), Ok(2), Ok(0x12)]);
        assert_eq!(seen, ["Kept()", "Kept(A)", "Kept(A | B | 0x10)"]);
    }

    #[test]
    fn as_a_set() {
        assert_eq!(Mode::all().bits(), 0x8000_0013);
        assert!(Mode::empty().is_empty() && !Mode::READ.is_empty() && Mode::NOTHING == Mode::empty());
        assert!(Mode::READ_WRITE.contains(Mode::WRITE) && !Mode::WRITE.contains(Mode::READ_WRITE));
        assert!(Mode::READ_WRITE.intersects(Mode::WRITE) && !Mode::CREATE.intersects(Mode::READ_WRITE));
        assert_eq!(Mode::READ_WRITE.names().collect::<Vec<_>>(), ["READ", "WRITE", "READ_WRITE"]);
        let mut mode = Mode::READ;
        mode |= Mode::CREATE;
        assert_eq!((u32::from(mode), Mode::try_from(17)), (17, Ok(mode)));
        assert_eq!(Mode::from_bits_retain(4).bits(), 4);
        assert_eq!(Mode::try_from(4).unwrap_err().to_string(), "is invalid: a bit that `Mode` has no name for");
        assert_eq!(size_of::<Mode>(), 4);
    }
}
