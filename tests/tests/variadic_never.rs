//! Variadic callbacks that do not return, and closures that take what C has for `...`.

#![cfg(all(naked_functions, target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

use callback_runtime::arg::VaList;
use callback_runtime::{Callback, Failed, callback};
use callback_tests::{panic_of, this_program};
use std::convert::Infallible;
use std::ffi::{CStr, c_char, c_int, c_void};

type Fail = unsafe extern "C-unwind" fn(*mut c_void, *const c_char, ...) -> !;

mod c {
    use super::*;

    unsafe extern "C-unwind" {
        pub fn shapes_fail(code: c_int, error: Option<Fail>, user: *mut c_void) -> c_int;
    }
}

#[callback(panic = abort)]
fn exit(#[context] seen: &mut Vec<String>, format: &CStr, #[format(format)] text: ...) -> ! {
    seen.push(text.to_string());
    std::process::exit(if seen[0] == "code 4 of shapes" { 14 } else { 15 })
}

#[callback(returns = !)]
extern "C-unwind" fn error(
    #[context] seen: &mut Vec<c_int>,
    _format: &CStr,
    mut list: ...
) -> Result<Infallible, String> {
    // SAFETY: C passes a number first.
    let code = unsafe { list.next::<c_int>() };
    seen.push(code);
    assert_ne!(code, 99, "too bad");
    Err(format!("failed with {code}"))
}

#[callback]
extern "C-unwind" fn gives_up(#[context] _seen: &c_int, format: &CStr, #[format(format)] text: ...) -> ! {
    panic!("{text}")
}

#[test]
fn a_process_ends_in_a_variadic_callback() {
    mod aborting {
        use super::*;
        #[allow(clashing_extern_declarations)]
        unsafe extern "C" {
            pub fn shapes_fail(
                code: c_int,
                error: Option<unsafe extern "C" fn(*mut c_void, *const c_char, ...) -> !>,
                user: *mut c_void,
            ) -> c_int;
        }
    }
    let run = |code| exit::scope(&mut vec![], |cb| unsafe { aborting::shapes_fail(code, cb.shim(), cb.context()) });
    if std::env::var_os("CALLBACK_AGAIN").is_some() {
        let _ = run(4);
        return;
    }
    assert_eq!(run(0), Ok(1));
    let output = this_program()
        .args(["a_process_ends_in_a_variadic_callback", "--exact", "--nocapture"])
        .env("CALLBACK_AGAIN", "1")
        .output();
    assert_eq!(output.unwrap().status.code(), Some(14));
}

#[test]
fn an_error_comes_to_the_scope() {
    let mut seen = vec![];
    let mut run = |code| error::scope(&mut seen, |cb| unsafe { c::shapes_fail(code, cb.shim(), cb.context()) });
    assert_eq!(run(0), Ok(1));
    assert_eq!(run(5), Err(Failed::Err("failed with 5".to_owned())));
    let text = panic_of(|| drop(run(99)));
    assert!(text.contains("too bad"), "{text}");
    assert_eq!(seen, [5, 99]);
}

#[test]
fn a_panic_goes_on_from_the_scope() {
    let text =
        panic_of(|| assert!(gives_up::scope(&1, |cb| unsafe { c::shapes_fail(3, cb.shim(), cb.context()) }).is_ok()));
    assert!(text.contains("code 3 of shapes"), "{text}");
}

#[callback]
unsafe extern "C" {
    safe fn shapes_log(
        log: fn(#[context] _: _, format: &CStr, #[format(format)] text: ...),
        #[context(log)] _: *mut c_void,
    ) -> c_int;
    safe fn shapes_log_plain(log: fn(format: &CStr, #[format(format)] text: ...)) -> c_int;
    #[link_name = "shapes_log"]
    safe fn log_list(log: fn(#[context] _: _, format: &CStr, list: ...), #[context(log)] _: *mut c_void) -> c_int;
}

#[callback]
unsafe extern "C-unwind" {
    safe fn shapes_fail<E>(
        code: c_int,
        #[callback(returns = !)] error: fn(
            #[context] _: _,
            format: &CStr,
            #[format(format)] text: ...
        ) -> Result<Infallible, E>,
        #[context(error)] _: *mut c_void,
    ) -> c_int;
}

#[callback]
type Log = fn(#[context] _: _, format: &CStr, #[format(format)] text: ...);

#[test]
fn closures_take_the_text() {
    let mut lines = vec![];
    assert_eq!(shapes_log(|_, text| lines.push(text.to_string())), Ok(2));
    assert_eq!(shapes_log_plain(|_, text| lines.push(text.to_string())), Ok(1));
    let logged = Log::scope(&mut |_, text| lines.push(text.to_string()), |cb| {
        let log: unsafe extern "C" fn(*mut c_void, *const c_char, ...) = cb.shim();
        unsafe { log(cb.context(), c"%s".as_ptr(), c"named".as_ptr()) };
    });
    assert_eq!(logged, Ok(()));
    assert_eq!(lines, ["1 and 2.5", "none", "plain x", "named"]);
}

#[test]
fn closures_take_the_list() {
    let mut numbers = vec![];
    let logged = log_list(|format: &CStr, mut list: VaList<'_>| {
        if format.to_bytes().starts_with(b"%d") {
            // SAFETY: the format says what C passes.
            numbers.push((unsafe { list.next::<c_int>() }, unsafe { list.next::<f64>() }));
        }
    });
    assert_eq!((logged, numbers), (Ok(2), vec![(1, 2.5)]));
}

#[test]
fn a_closure_does_not_return() {
    let failed = shapes_fail(6, |_, text| Err(text.to_string()));
    assert_eq!(failed, Err(Failed::Err("code 6 of shapes".to_owned())));
    assert_eq!(shapes_fail(0, |_, _| Err(())), Ok(1));
}

#[test]
fn the_header_is_compared() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/c"))
        .header("shapes.h")
        .declared::<(shapes_log, shapes_log_plain, shapes_fail)>()
        .callback::<exit>()
        .is_typedef("shapes_error")
        .callback::<error>()
        .is_parameter("shapes_fail", 2)
        .check();
}
