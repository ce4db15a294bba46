//! Functions without an attribute, as bindgen writes them: structs, unions and enums by value under their own names.

#![allow(non_camel_case_types)]

use callback_runtime::callback;
use callback_runtime::foreign::Declaration;
use callback_tests::panic_of;
use core::ffi::{c_int, c_long};

mod sys {
    use super::*;

    #[repr(C)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct by_name_pair {
        pub first: c_int,
        pub second: f64,
    }
    #[repr(C)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct by_name_large {
        pub parts: [c_long; 4],
    }
    #[repr(C)]
    #[derive(Clone, Copy)]
    pub union by_name_number {
        pub whole: c_long,
        pub part: f64,
    }
    pub type by_name_alias = by_name_pair;
    pub type by_name_hook = Option<unsafe extern "C" fn(arg1: by_name_pair) -> c_int>;
    pub type by_name_flag = bool;

    #[callback]
    unsafe extern "C" {
        pub fn by_name_swap(pair: by_name_pair) -> by_name_pair;
        pub fn by_name_reverse(large: by_name_large, times: ::std::os::raw::c_int) -> by_name_large;
        pub fn by_name_halve(number: by_name_number, is_part: c_int) -> by_name_number;
        pub fn by_name_called(hook: by_name_hook, pair: by_name_alias) -> by_name_alias;
        pub fn by_name_sum(first: self::by_name_pair, count: c_int, ...) -> f64;
        pub fn by_name_not(flag: by_name_flag) -> by_name_flag;
    }

    /// `--rustified-enum`
    pub mod rustified {
        #[repr(u32)]
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub enum by_name_level {
            BY_NAME_LOW = 0,
            BY_NAME_HIGH = 7,
        }
    }
    /// `--newtype-enum`
    pub mod newtype {
        #[repr(transparent)]
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct by_name_level(pub core::ffi::c_uint);
    }
    /// As a user writes it.
    #[callback]
    #[repr(C)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Checked {
        Low = 0,
        High = 7,
    }

    #[callback]
    unsafe extern "C" {
        #[link_name = "by_name_next"]
        pub fn next_of_newtype(level: newtype::by_name_level) -> newtype::by_name_level;
        #[link_name = "by_name_next"]
        pub fn next_of_rustified(level: rustified::by_name_level) -> ::std::os::raw::c_uint;
        #[link_name = "by_name_next"]
        pub fn next_of_checked(level: Checked) -> Checked;
        pub fn by_name_unknown() -> Checked;
    }
}

use sys::*;

unsafe extern "C" fn hook(pair: by_name_pair) -> c_int {
    pair.first * 10
}

#[test]
fn structs_and_unions_go_by_value() {
    let pair = by_name_pair { first: 1, second: 2.0 };
    unsafe {
        assert_eq!(by_name_swap(pair), by_name_pair { first: 2, second: 1.0 });
        let large = by_name_large { parts: [1, 2, 3, 4] };
        assert_eq!(by_name_reverse(large, 10).parts, [40, 30, 20, 10]);
        assert_eq!(by_name_halve(by_name_number { whole: 8 }, 0).whole, 4);
        assert_eq!(by_name_halve(by_name_number { part: 8.5 }, 1).part, 4.25);
        assert_eq!(by_name_called(Some(hook), pair), by_name_pair { first: 10, second: 2.0 });
        assert_eq!(by_name_sum(pair, 2, 1.5, 2.5), 7.0);
        assert!(by_name_not(false) && !by_name_not(true));
    }
    assert_eq!(by_name_swap::C_DECLARATION, "by_name_pair by_name_swap(by_name_pair pair);");
}

#[test]
fn enums_go_by_value_and_those_of_the_attribute_are_checked() {
    unsafe {
        assert_eq!(next_of_newtype(newtype::by_name_level(0)), newtype::by_name_level(7));
        assert_eq!(next_of_rustified(rustified::by_name_level::BY_NAME_LOW), 7);
        assert_eq!(next_of_rustified(rustified::by_name_level::BY_NAME_HIGH), 0);
        assert_eq!(next_of_checked(Checked::Low), Checked::High);
    }
    let message = panic_of(|| unsafe { by_name_unknown() });
    assert!(message.contains("not a value of `Checked`"), "{message}");
}

#[cfg(not(emulated))]
#[test]
fn the_header_is_compared() {
    use callback_runtime::verify::Verify;

    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/c");
    let verify = || Verify::new().include(directory).header("by_name.h");
    type Functions = (by_name_swap, by_name_reverse, by_name_halve, by_name_called, by_name_sum, by_name_not);
    let report = verify().declared::<Functions>().run().unwrap();
    assert!(report.is_same(), "{report}");
    type OfEnums = (next_of_newtype, next_of_rustified, next_of_checked, sys::by_name_unknown);
    let report = verify().declared::<OfEnums>().run().unwrap();
    assert!(report.is_same(), "{report}");
}

#[cfg(not(emulated))]
#[test]
fn differences_of_types_by_value_are_found() {
    use callback_runtime::verify::Verify;

    #[callback]
    unsafe extern "C" {
        pub fn by_name_swap(pair: by_name_large) -> by_name_pair;
        pub fn by_name_halve(number: by_name_pair, is_part: c_int) -> c_long;
        #[link_name = "by_name_next"]
        pub fn short(level: short_level) -> c_int;
    }
    #[repr(transparent)]
    #[derive(Clone, Copy)]
    pub struct short_level(pub u16);
    let verify = Verify::new().include(concat!(env!("CARGO_MANIFEST_DIR"), "/c")).header("by_name.h");
    let report = verify.declared::<(by_name_swap, by_name_halve, short)>().run().unwrap().to_string();
    for found in [
        "`by_name_large`, the header",
        "`by_name_pair`, the header says `union",
        "the result: Rust says `long`",
        "short_level",
    ] {
        assert!(report.contains(found), "{found}: {report}");
    }
}
