//! C looks at a copy of a `&str`, which ends with the call: nothing borrows from it.
use std::ffi::{CStr, c_char, c_int};

use callback_runtime::callback;
use callback_runtime::foreign::{CBox, ToC};

type Text<'a> = &'a str;

#[callback]
unsafe extern "C" {
    type Statement<'text>;
    unsafe fn statement_free(statement: *mut Statement<'_>);

    safe fn elided(s: &str, c: c_int) -> Option<&CStr>;

    safe fn named<'a>(s: &'a str, c: c_int) -> Option<&'a CStr>;

    safe fn optional(s: Option<&str>, c: c_int) -> Option<&CStr>;

    safe fn outlives<'a, 'b: 'a>(s: &'b str, t: &'a CStr) -> &'a CStr;

    safe fn alias(s: Text<'_>, c: c_int) -> Option<&CStr>;

    safe fn hidden(s: Text, c: c_int) -> Option<&CStr>;

    safe fn generic<'a, T: ToC<C = *const c_char> + 'a>(s: T) -> Option<&'a CStr>;

    #[callback(free = statement_free)]
    safe fn handle(s: &str) -> CBox<Statement<'_>>;

    #[callback(fails = nonzero)]
    safe fn place<'a>(s: &'a str, #[out(free = statement_free)] statement: CBox<Statement<'a>>) -> c_int;
}

fn main() {}
