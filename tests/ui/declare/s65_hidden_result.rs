//! A lifetime of a result that an alias or a macro hides: C may receive a copy of the argument.

use callback_runtime::callback;
use std::ffi::{CStr, c_int};

type R<'a> = Option<&'a CStr>;
type At<'a> = &'a CStr;
type Text<'a> = &'a str;
type Name = str;

macro_rules! found {
    () => { Option<&CStr> };
}

mod numbers {
    use super::{CStr, callback};

    #[allow(non_camel_case_types)]
    type c_long<'a> = Option<&'a CStr>;
    #[allow(non_camel_case_types)]
    type c_int<'a> = &'a str;

    #[callback]
    unsafe extern "C" {
        #[link_name = "s_find"]
        safe fn number(s: &str) -> c_long;

        #[link_name = "s_find"]
        safe fn of_number(s: c_int) -> c_long;
    }
}

#[callback]
unsafe extern "C" {
    safe fn s_find(s: &str, c: c_int) -> R;

    safe fn s_out(s: &str, #[out] at: At) -> c_int;

    #[link_name = "s_find"]
    safe fn by_macro(s: &str, c: c_int) -> found!();

    #[link_name = "s_find"]
    safe fn of_alias(s: Text, c: c_int) -> R;

    #[link_name = "s_find"]
    safe fn of_name(s: &Name, c: c_int) -> R;

    #[link_name = "s_find"]
    unsafe fn generic<'a, T>(x: *const T, s: Option<&'a str>) -> R;
}

fn main() {}
