//! Bodies call C functions in their C form, `NAME::C`, and their callbacks are types, `FUNCTION::CALLBACK`.

use std::any::type_name;
use std::cmp::Ordering;
use std::ffi::{c_double, c_int, c_void};
use std::ops::ControlFlow;

use callback_runtime::foreign::{CBox, Compared};
use callback_runtime::{Failed, callback};
use callback_tests::panic_of;

type Call = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

#[callback]
unsafe extern "C" {
    type Source;

    #[callback(free = declare_source_free)]
    safe fn declare_source_new() -> CBox<Source>;
    unsafe fn declare_source_free(source: *mut Source);

    safe fn declare_each(
        n: c_int,
        #[callback(continue = 0, break = 7)] each: fn(value: c_int, #[context] _: _) -> ControlFlow<c_int>,
        #[context(each)] _: *mut c_void,
    ) -> c_int;

    /// Both calls of C have the closure, its shim and its context.
    safe fn each_of_two(
        first: c_int,
        second: c_int,
        #[callback(ok = 0, err = -1)] each: fn(value: c_int, #[context] _: _) -> Result<(), String>,
    ) -> c_int {
        match declare_each::C(first, Some(each.shim()), each.context()) {
            -1 => -1,
            done => done + declare_each::C(second, Some(each.shim()), each.context()),
        }
    }

    // An opaque argument is of one type in a body and in the C form of a function.
    fn declare_subscribe(source: &Source, f: Option<Call>, user: *mut c_void);
    fn declare_unsubscribe(source: &Source, f: Option<Call>, user: *mut c_void);
    safe fn declare_emit(source: &Source, value: c_int) -> c_int;
    safe fn declare_removed(source: &Source) -> c_int;

    /// The closure is there for one value.
    safe fn emit_to(
        source: &Source,
        value: c_int,
        #[callback(fail = -5)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] user: *mut c_void,
    ) -> c_int {
        declare_subscribe::C(source, Some(f.shim()), user);
        let answer = declare_emit::C(source, value);
        declare_unsubscribe::C(source, Some(f.shim()), user);
        answer
    }

    #[link_name = "declare_any"]
    unsafe fn any_of(what: c_int, ...) -> c_double;

    safe fn any_double(value: c_double) -> c_double {
        any_of::C(b'd'.into(), value)
    }

    unsafe fn qsort<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    );

    /// Types of the caller's choice, and no user data.
    unsafe fn sort_pairs<T>(pairs: &mut [(T, T); 2], compar: fn(&(T, T), &(T, T)) -> Ordering) {
        unsafe { qsort::C(pairs.cast(), 2, size_of::<(T, T)>(), compar.shim()) }
    }

    #[cfg(any())]
    safe fn configured(f: fn()) {}
    #[cfg(not(any()))]
    safe fn configured(#[callback(fail = 0)] r#type: fn() -> c_int) -> c_int {
        let call: unsafe extern "C" fn() -> c_int = r#type.shim();
        call()
    }
}

/// A `pub` function of a private type, in a block of its own.
pub mod api {
    use super::{Call, c_int, callback};

    #[callback]
    unsafe extern "C" {
        pub(crate) safe fn call(#[callback(fail = 0)] f: fn(value: c_int, #[context] _: _) -> c_int) -> c_int {
            let shim: Call = f.shim();
            shim(6, f.context())
        }
    }
}

#[test]
fn a_body_calls_the_c_function_twice() {
    let mut seen = vec![];
    let done = each_of_two(2, 3, |value| {
        seen.push(value);
        Ok(())
    });
    assert_eq!((done, seen), (Ok(5), vec![0, 1, 0, 1, 2]));
    let failed = each_of_two(2, 3, |value| if value == 1 { Err("one".to_owned()) } else { Ok(()) });
    assert_eq!(failed, Err(Failed::Err("one".to_owned())));
    assert_eq!(panic_of(|| each_of_two(1, 1, |_| panic!("no value"))), "no value");
}

#[test]
fn an_opaque_argument_has_one_type() {
    let source = declare_source_new();
    let mut last = 0;
    let answer = emit_to(&source, 4, |value| {
        last = value;
        value * 2
    });
    assert_eq!((answer, last), (Ok(8), 4));
    assert_eq!(declare_removed(&source), 1);
    assert_eq!(declare_emit(&source, 1), -99);
}

#[test]
fn generic_and_variadic_functions_have_a_c_form() {
    assert!((any_double(2.5) - 2.5).abs() < 1e-9);
    let mut pairs = [("b", "x"), ("a", "y")];
    unsafe { sort_pairs(&mut pairs, |one, other| one.0.cmp(other.0)) }.unwrap();
    assert_eq!(pairs, [("a", "y"), ("b", "x")]);
}

/// The function pointer, and its text.
fn pointer<C: Compared>() -> (&'static str, &'static str) {
    (C::__NAME, type_name::<C::__Type>())
}

#[test]
fn each_callback_of_a_body_is_a_type() {
    let name = "declare_body_callbacks::each_of_two::each";
    assert_eq!(pointer::<each_of_two::each>(), (name, type_name::<Call>()));
    assert_eq!(pointer::<emit_to::f>().1, type_name::<Call>());
    assert_eq!(pointer::<api::call::f>().1, type_name::<Call>());
    assert_eq!(
        pointer::<configured::r#type>(),
        ("declare_body_callbacks::configured::type", type_name::<unsafe extern "C" fn() -> c_int>())
    );
    assert_eq!(configured(|| 3), Ok(3));
    assert_eq!(api::call(|value| value), Ok(6));
    let (_, compar) = pointer::<sort_pairs::compar>();
    assert_eq!(compar, type_name::<unsafe extern "C" fn(*const ((), ()), *const ((), ())) -> c_int>());
}
