//! Typed declarations of C functions whose callbacks must not return.

use std::convert::Infallible;
use std::ffi::{c_int, c_void};
use std::process::exit;

use callback_runtime::foreign::Declaration;
use callback_runtime::{Failed, callback};
use callback_tests::{panic_of, this_program};

#[callback]
unsafe extern "C" {
    #[link_name = "declare_or_fail"]
    safe fn or_exit(
        code: c_int,
        #[callback(panic = abort)] failed: fn(code: c_int, #[context] _: _) -> !,
        #[context(failed)] _: *mut c_void,
    ) -> c_int;
    safe fn declare_on_fatal(#[callback(retained, threads, panic = abort)] f: fn(code: c_int) -> !);
    unsafe fn declare_fatal(code: c_int);
}

#[callback]
unsafe extern "C" {
    /// As bindgen declares a function that does not return.
    pub fn _exit(status: c_int) -> !;
    #[link_name = "exit"]
    safe fn leave_with(status: c_int) -> !;
}

#[test]
fn a_function_that_does_not_return_is_one_in_rust() {
    fn left(status: c_int) -> c_int {
        if status > 0 { leave_with(status) } else { unsafe { _exit(7) } }
    }
    assert_eq!(_exit::C_DECLARATION, "void _exit(int status);");
    if let Ok(status) = std::env::var("LEAVES_WITH") {
        left(status.parse().unwrap());
    }
    for (status, code) in [("3", 3), ("0", 7)] {
        let mut program = this_program();
        assert_eq!(
            program
                .arg("a_function_that_does_not_return_is_one_in_rust")
                .env("LEAVES_WITH", status)
                .status()
                .unwrap()
                .code(),
            Some(code)
        );
    }
}

#[cfg(not(windows))]
#[callback]
unsafe extern "C-unwind" {
    #[link_name = "declare_or_fail"]
    safe fn or_error<E>(
        code: c_int,
        #[callback(returns = !)] failed: fn(code: c_int, #[context] _: _) -> Result<Infallible, E>,
        #[context(failed)] _: *mut c_void,
    ) -> c_int;
}

#[test]
fn a_closure_that_does_not_return_is_no_matter_where_it_is_not_called() {
    let mut calls = 0;
    let done = or_exit(3, |code| {
        calls += 1;
        exit(code)
    });
    assert_eq!((done, calls), (Ok(3), 0));
    assert_eq!(or_exit::C_DECLARATION, "int declare_or_fail(int code, void (*failed)(int code, void *), void *);");
}

/// The test runs itself again: the closure ends the process.
fn again(test: &str) -> Option<i32> {
    let output = this_program().args([test, "--exact", "--nocapture"]).env("CALLBACK_AGAIN", "1").output();
    output.unwrap().status.code()
}

#[test]
fn it_ends_the_process() {
    if std::env::var_os("CALLBACK_AGAIN").is_some() {
        let base = 40;
        let _ = or_exit(-2, |code| exit(base - code));
        unreachable!("the closure has ended the process");
    }
    assert_eq!(again("it_ends_the_process"), Some(42));
}

#[test]
fn so_does_one_that_c_keeps() {
    if std::env::var_os("CALLBACK_AGAIN").is_some() {
        let base = 40;
        let kept = declare_on_fatal(move |code| exit(base + code));
        unsafe { declare_fatal(3) };
        drop(kept);
        unreachable!("the closure has ended the process");
    }
    assert_eq!(again("so_does_one_that_c_keeps"), Some(43));
}

#[test]
#[cfg(not(windows))]
fn or_it_unwinds_to_the_call() {
    assert_eq!(or_error(1, |_| Err::<Infallible, _>("no")), Ok(1));
    assert_eq!(
        or_error(-1, |code| Err::<Infallible, _>(format!("code {code}"))),
        Err(Failed::Err("code -1".to_owned()))
    );
    assert_eq!(panic_of(|| or_error(-1, |_| -> Result<Infallible, ()> { panic!("fatal") })), "fatal");
}
