//! Typed declarations of C functions that take any arguments, of those that take a `va_list`, and of pointers to either.

use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::ops::ControlFlow;

use callback_runtime::callback;
use callback_runtime::foreign::Declaration;
use callback_tests::panic_of;

type Print = unsafe extern "C" fn(*mut c_char, usize, *const c_char, ...) -> c_int;

#[callback]
unsafe extern "C" {
    #[link_name = "declare_any"]
    unsafe fn nothing(what: c_int, ...) -> f64;
    #[link_name = "declare_any"]
    unsafe fn string(what: c_int, #[variadic] text: &CStr) -> f64;
    #[link_name = "declare_any"]
    unsafe fn numbers(what: c_int, #[variadic] one: c_long, other: c_int) -> f64;
    #[link_name = "declare_any"]
    unsafe fn narrow(what: c_int, #[variadic] one: c_long, other: i8) -> f64;
    #[link_name = "declare_any"]
    unsafe fn float(what: c_int, #[variadic] value: f32) -> f64;
    #[link_name = "declare_any"]
    unsafe fn slice(what: c_int, #[variadic] numbers: &[c_int], #[len(numbers)] n: usize, #[out] last: c_int) -> f64;
    #[link_name = "declare_any"]
    unsafe fn each(
        what: c_int,
        #[variadic]
        #[callback(break = 100)]
        f: fn(value: c_int, #[context] _: _) -> ControlFlow<String, c_int>,
        #[context(f)] _: *mut c_void,
    ) -> f64;
    safe fn declare_printer(printer: Option<Print>) -> Option<Print>;
    #[link_name = "declare_printer"]
    safe fn written_out(
        printer: Option<unsafe extern "C" fn(*mut c_char, usize, *const c_char, ...) -> c_int>,
    ) -> *const c_void;
}

#[test]
fn c_takes_what_the_declaration_says() {
    unsafe {
        assert_eq!(nothing(0).to_bits(), 0.0_f64.to_bits());
        assert_eq!(string('s' as c_int, c"four").to_bits(), 4.0_f64.to_bits());
        assert_eq!(numbers('l' as c_int, 1 << 20, -1).to_bits(), 1_048_575.0_f64.to_bits());
        assert_eq!(narrow('l' as c_int, 0, -7).to_bits(), (-7.0_f64).to_bits());
        assert_eq!(float('d' as c_int, 2.5).to_bits(), 2.5_f64.to_bits());
        let (sum, last) = slice('a' as c_int, &[1, 2, 3]);
        assert_eq!((sum.to_bits(), last), (6.0_f64.to_bits(), 5));
    }
}

#[test]
fn a_closure_stands_where_c_takes_anything() {
    let mut seen = vec![];
    let sum = unsafe {
        each('f' as c_int, |value| {
            seen.push(value);
            ControlFlow::Continue(value * 10)
        })
    };
    assert_eq!((sum, seen), (Ok(ControlFlow::Continue(30.0)), vec![0, 1, 2]));
    let stopped = unsafe {
        each(
            'f' as c_int,
            |value| {
                if value == 1 { ControlFlow::Break("one".to_owned()) } else { ControlFlow::Continue(0) }
            },
        )
    };
    assert_eq!(stopped, Ok(ControlFlow::Break("one".to_owned())));
    assert_eq!(panic_of(|| unsafe { each('f' as c_int, |_| panic!("each")) }), "each");
}

#[test]
fn its_prototype_is_variadic() {
    assert_eq!(numbers::C_DECLARATION, "double declare_any(int what, ...);");
    assert_eq!(nothing::C_DECLARATION, "double declare_any(int what, ...);");
    assert_eq!(
        written_out::C_DECLARATION,
        "const void *declare_printer(int (*printer)(char *, size_t, const char *, ...));"
    );
}

#[test]
fn pointers_to_variadic_functions_go_both_ways() {
    let print = declare_printer(None).unwrap();
    let again = declare_printer(Some(print)).unwrap();
    let mut text = [0; 16];
    let n = unsafe { again(text.as_mut_ptr(), text.len(), c"%d-%s".as_ptr(), 42 as c_int, c"x".as_ptr()) };
    assert_eq!((n, unsafe { CStr::from_ptr(text.as_ptr()) }), (4, c"42-x"));
}

#[cfg(all(unix, any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "x86", target_arch = "riscv64")))]
mod lists {
    use super::*;
    use callback_runtime::arg::VaList;

    #[callback]
    unsafe extern "C" {
        #[link_name = "declare_listed"]
        unsafe fn listed(
            #[callback(fail = -1)] f: fn(#[context] _: _, format: &CStr, list: VaList<'_>) -> c_int,
            #[context(f)] _: *mut c_void,
            format: &CStr,
            #[variadic] number: c_int,
            text: &CStr,
        ) -> c_int;
        unsafe fn declare_print(to: *mut c_char, size: usize, format: &CStr, list: VaList<'_>) -> c_int;
    }

    #[test]
    fn a_list_is_handed_on() {
        let mut printed = vec![];
        let print = |format: &CStr, list: VaList<'_>| {
            // A list is C's to use up: each call has a copy.
            for _ in 0..2 {
                let mut text = [0; 16];
                let n = unsafe { declare_print(text.as_mut_ptr(), text.len(), format, list.clone()) };
                printed.push((n, unsafe { CStr::from_ptr(text.as_ptr()) }.to_owned()));
            }
            7
        };
        assert_eq!(unsafe { listed(print, c"%d %s", 5, c"five") }, Ok(7));
        assert_eq!(printed, vec![(6, c"5 five".to_owned()); 2]);
        assert!(declare_print::C_DECLARATION.ends_with("va_list list);"), "{}", declare_print::C_DECLARATION);
    }
}
