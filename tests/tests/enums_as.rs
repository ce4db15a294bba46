//! Enums of `-sys` crates, in each form that bindgen writes, checked by an enum with `as`.

#![allow(non_camel_case_types, clashing_extern_declarations)]

use callback_runtime::arg::InOut;
use callback_runtime::{Callback, Refused, callback};
use callback_tests::no_reports;
use std::ffi::{c_int, c_uint, c_void};

/// The functions of `c/enums.c`, with the type that a form of bindgen's has for `enum level`.
macro_rules! sys {
    ($name:ident: $level:item) => {
        mod $name {
            use super::*;

            $level

            unsafe extern "C" {
                pub fn enums_level(
                    f: Option<unsafe extern "C" fn(level: level, user: *mut c_void) -> c_int>,
                    value: c_uint,
                    user: *mut c_void,
                ) -> c_int;
                pub fn enums_get(
                    f: Option<unsafe extern "C" fn(value: c_int, user: *mut c_void) -> level>,
                    value: c_int,
                    user: *mut c_void,
                ) -> level;
                pub fn enums_place(
                    f: Option<unsafe extern "C" fn(place: *mut level, user: *mut c_void) -> c_int>,
                    place: *mut level,
                    user: *mut c_void,
                ) -> c_int;
            }
        }
    };
}

sys!(constants: pub type level = c_uint;);
sys! {
    newtype:
    #[repr(transparent)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct level(pub c_uint);
}
sys! {
    rustified:
    #[repr(u32)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    #[allow(dead_code)]
    pub enum level {
        LEVEL_DEBUG = 0,
        LEVEL_INFO = 5,
        LEVEL_ERROR = 6,
    }
}

fn refusal(outcome: Result<c_int, Refused>) -> String {
    outcome.expect_err("a refusal").reason().to_string()
}

/// A test of all ways of a value, for one form.
macro_rules! checked {
    ($name:ident, $of:ident, $value:expr) => {
        #[test]
        fn $name() {
            #[callback(as = $of::level, name = "enum level", prefix = "LEVEL_")]
            #[repr(u32)]
            #[derive(Clone, Copy, Debug, PartialEq)]
            enum Level {
                Debug,
                Info = 5,
                Error,
            }

            #[callback(fail = -1)]
            fn seen(level: Level, #[context] seen: &mut Vec<Level>) -> c_int {
                seen.push(level);
                0
            }

            #[callback(fail = Level::Error)]
            fn get(value: c_int, #[context] _state: &()) -> Level {
                assert!(value >= 0, "negative");
                if value == 0 { Level::Debug } else { Level::Info }
            }

            #[callback(fail = -1)]
            fn place(place: InOut<'_, Level>, #[context] seen: &mut Vec<Level>) -> c_int {
                seen.push(place.get());
                place.set(Level::Info);
                0
            }

            let mut levels = vec![];
            let mut call = |value| {
                no_reports(|| {
                    seen::scope(&mut levels, |cb| unsafe { $of::enums_level(cb.shim(), value, cb.context()) })
                })
            };
            assert_eq!((call(0), call(6)), (Ok(0), Ok(0)));
            for value in [1, 7, c_uint::MAX] {
                assert_eq!(refusal(call(value)), "is invalid: not a value of `Level`");
            }
            assert_eq!(levels, [Level::Debug, Level::Error]);

            let number: fn($of::level) -> c_uint = $value;
            let got = |value| get::scope(&(), |cb| unsafe { $of::enums_get(cb.shim(), value, cb.context()) });
            assert_eq!((got(0).map(number), got(3).map(number)), (Ok(0), Ok(5)));
            let failed = std::panic::catch_unwind(|| got(-1));
            assert!(failed.is_err());

            let mut memory = 6_u32;
            let mut place = || {
                place::scope(&mut levels, |cb| unsafe {
                    $of::enums_place(cb.shim(), (&raw mut memory).cast(), cb.context())
                })
            };
            assert_eq!(place(), Ok(0));
            assert_eq!((memory, levels[2]), (5, Level::Error));
        }
    };
}

checked!(s31_constants_are_checked, constants, |level| level);
checked!(s31_newtypes_are_checked, newtype, |level| level.0);
checked!(s31_rustified_enums_are_checked, rustified, |level| level as c_uint);

#[callback(flags, as = newtype::level)]
#[repr(u32)]
enum Bits {
    Low = 1,
    High = 4,
}

#[callback(as = rustified::level)]
#[repr(u32)]
#[derive(Debug, PartialEq)]
enum Any {
    Debug,
    #[other]
    Unknown(u32),
}

#[test]
fn s31_flags_and_other_values_in_the_type_of_another_crate() {
    #[callback(fail = -1)]
    fn bits(bits: Bits, #[context] _state: &()) -> c_int {
        bits.bits().try_into().unwrap()
    }
    #[callback(fail = -1)]
    fn any(any: Any, #[context] seen: &mut Vec<Any>) -> c_int {
        seen.push(any);
        0
    }
    let call =
        |value| no_reports(|| bits::scope(&(), |cb| unsafe { newtype::enums_level(cb.shim(), value, cb.context()) }));
    assert_eq!((call(5), call(0)), (Ok(5), Ok(0)));
    assert_eq!(refusal(call(8)), "is invalid: a bit that `Bits` has no name for");
    let mut seen = vec![];
    for value in [0, 77] {
        let answer = any::scope(&mut seen, |cb| unsafe { rustified::enums_level(cb.shim(), value, cb.context()) });
        assert_eq!(answer, Ok(0));
    }
    assert_eq!(seen, [Any::Debug, Any::Unknown(77)]);
}

mod declared {
    use super::*;

    #[callback(as = newtype::level)]
    #[repr(u32)]
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub(super) enum Level {
        Debug,
        Info = 5,
        Error,
    }

    #[callback]
    unsafe extern "C" {
        #[link_name = "enums_get"]
        pub(super) safe fn level_of(
            #[callback(fail = Level::Error)] f: fn(value: c_int, #[context] _: _) -> Level,
            value: c_int,
            #[context(f)] _: *mut c_void,
        ) -> Level;
        #[link_name = "enums_level"]
        pub(super) safe fn number_of(
            #[callback(fail = -1)] f: fn(level: Level, #[context] _: _) -> c_int,
            value: c_uint,
            #[context(f)] _: *mut c_void,
        ) -> c_int;
    }
}

#[test]
fn s31_declared_functions_convert_it() {
    use declared::Level;
    let levels = [Level::Debug, Level::Info, Level::Error];
    assert_eq!(declared::level_of(|value| levels[value as usize], 1), Ok(Level::Info));
    assert_eq!(declared::number_of(|level| level as c_int, 6), Ok(6));
    assert!(no_reports(|| declared::number_of(|level| level as c_int, 3)).is_err());
}
