//! SOUNDNESS.md, lines 38 and 40: the attributes of the item are kept, and names of the user's crate mean
//! what the user says.

use std::ffi::c_int;

use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, sys};

// 38: attributes of the annotated item

#[callback(fail = 0)]
#[cfg(any())]
fn two(value: c_int) -> c_int {
    this_is_not_compiled(value)
}

#[callback(fail = 0)]
#[cfg(not(any()))]
fn two(value: c_int) -> c_int {
    2 * value
}

#[cfg(any())]
#[callback(fail = 0)]
fn three(value: c_int) -> c_int {
    this_is_not_compiled(value)
}

#[cfg(not(any()))]
#[callback(fail = 0)]
fn three(value: c_int) -> c_int {
    3 * value
}

#[callback(fail = 0)]
#[cfg_attr(all(), cfg(any()))]
fn four(value: c_int) -> c_int {
    this_is_not_compiled(value)
}

#[callback(fail = 0)]
#[cfg_attr(any(), cfg(any()))]
fn four(value: c_int) -> c_int {
    4 * value
}

#[test]
fn s38_cfg_chooses_the_callback() {
    let answers = no_reports(|| unsafe {
        [sys::peer_plain(two::shim(), 7), sys::peer_plain(three::shim(), 7), sys::peer_plain(four::shim(), 7)]
    });
    assert_eq!(answers, [14, 21, 28]);
}

#[callback(fail = 0)]
#[track_caller]
fn line(_value: c_int) -> c_int {
    std::panic::Location::caller().line().try_into().unwrap()
}

mod lints {
    #![deny(warnings, missing_docs)]

    use super::*;

    /// Documented, and a parameter without a use is allowed by the user alone.
    #[callback(fail = 0)]
    #[allow(unused_variables)]
    #[inline(never)]
    #[must_use]
    pub fn quiet(value: c_int) -> c_int {
        9
    }

    /// Unsafe, exported, cold.
    #[callback(fail = 0)]
    #[cold]
    #[unsafe(export_name = "callback_tests_exported")]
    pub fn exported(value: c_int) -> c_int {
        value + 100
    }
}

#[test]
fn s38_attributes_of_the_function_are_kept() {
    assert_eq!(line(0), c_int::try_from(line!()).unwrap(), "`track_caller` still works");
    assert_eq!(unsafe { sys::peer_plain(lints::quiet::shim(), 0) }, 9);
    assert_eq!(unsafe { sys::peer_plain(lints::exported::shim(), 1) }, 101);

    unsafe extern "Rust" {
        safe fn callback_tests_exported(value: c_int) -> c_int;
    }
    assert_eq!(callback_tests_exported(2), 102);
}

/// The attribute of a parameter stays where the user put it.
#[callback(fail = 0)]
fn parameters(#[allow(unused_variables)] a: c_int, #[cfg(any())] gone: Nothing, #[cfg(not(any()))] b: c_int) -> c_int {
    b
}

#[test]
fn s38_cfg_of_a_parameter_is_kept() {
    let shim: unsafe extern "C" fn(c_int, c_int) -> c_int = parameters::shim();
    assert_eq!((unsafe { shim(1, 2) }, parameters(1, 2)), (2, 2));
}

// 40: names that generated code could take for its own

/// Everything that an expansion might name, with another meaning.
mod hostile {
    #![allow(dead_code, non_camel_case_types, unused_macros, non_upper_case_globals)]

    use ::callback_runtime::callback;

    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod libc {}
    pub mod callback_runtime {}
    pub mod __private {}

    pub struct Option;
    pub struct Result;
    pub struct Ok;
    pub struct Err;
    pub struct Some;
    pub struct None;
    pub struct PhantomData;
    pub struct Infallible;
    pub struct Callback;
    pub struct Plain;
    pub struct Call;
    pub struct c_void;
    pub struct c_int;
    pub struct bool;
    pub struct str;
    pub struct usize;
    pub struct u8;
    pub trait Owner {}
    pub trait FromC {}
    pub trait CType {}
    pub trait Fn {}
    pub trait FnOnce {}
    pub trait Drop {}
    pub trait Sized {}
    pub fn drop() {}
    pub fn call() {}
    pub fn argument() {}
    pub fn null_mut() {}
    pub const fail: () = ();
    pub static context: () = ();

    macro_rules! concat {
        ($($t:tt)*) => {
            compile_error!("shadowed")
        };
    }
    macro_rules! module_path {
        ($($t:tt)*) => {
            compile_error!("shadowed")
        };
    }
    macro_rules! panic {
        ($($t:tt)*) => {
            compile_error!("shadowed")
        };
    }

    #[callback(fail = -1)]
    pub fn visit(value: i32, #[context] seen: &mut ::std::vec::Vec<i32>) -> i32 {
        seen.push(value);
        value
    }

    #[callback(ok = 0, err = -1)]
    pub fn fallible(
        #[len(n)] data: &[::core::primitive::u8],
        n: i32,
        #[context(from = unsafe { super::sys::peer_global() })] seen: &mut ::std::vec::Vec<i32>,
    ) -> ::core::result::Result<(), i32> {
        seen.push(n);
        match data.first() {
            ::core::option::Option::Some(0) => ::core::result::Result::Err(n),
            _ => ::core::result::Result::Ok(()),
        }
    }

    #[callback(continue = 0, break = 1)]
    pub fn flow(value: i32, #[context] seen: &::core::cell::Cell<i32>) -> ::core::ops::ControlFlow<i32> {
        seen.set(value);
        ::core::ops::ControlFlow::Break(value)
    }
}

#[test]
fn s40_shadowed_names() {
    let mut seen = vec![];
    let answer = hostile::visit::scope(&mut seen, |cb| unsafe { sys::peer_call(cb.shim(), 5, cb.context()) });
    assert_eq!(answer, Ok(5));

    let answer = hostile::fallible::scope(&mut seen, |cb| unsafe {
        sys::peer_set_global(cb.context());
        let shim: unsafe extern "C" fn(*const u8, c_int) -> c_int = cb.shim();
        [shim([1].as_ptr(), 1), shim([0].as_ptr(), 1)]
    });
    assert!(matches!(answer, Err(callback_runtime::Failed::Err(1))));
    assert_eq!(seen, [5, 1, 1]);

    let cell = std::cell::Cell::new(0);
    let answer = hostile::flow::scope(&cell, |cb| unsafe { sys::peer_until(9, cb.shim(), cb.context(), 0) });
    assert_eq!((answer, cell.get()), (Ok(std::ops::ControlFlow::Break(0)), 0));
}

/// Parameters with the names of the shim's own locals.
#[callback(fail = -1)]
#[allow(clippy::too_many_arguments)]
fn locals(
    __c0: c_int,
    __c1: c_int,
    __call: c_int,
    __fail: c_int,
    __value0: c_int,
    __error: c_int,
    call: c_int,
    fail: c_int,
    context: c_int,
    shim: c_int,
    body: c_int,
    given: c_int,
    result: c_int,
    answer: c_int,
    frame: c_int,
    #[context] locals: &c_int,
) -> c_int {
    let before =
        [__c0, __c1, __call, __fail, __value0, __error, call, fail, context, shim, body, given, result, answer, frame];
    assert!(before.into_iter().eq(1..=15));
    *locals
}

#[test]
fn s40_parameters_with_the_names_of_the_shim() {
    let answer = no_reports(|| locals::scope(&77, |cb| unsafe { sys::peer_sixteen(cb.shim(), cb.context()) }));
    assert_eq!(answer, Ok(77));
}
