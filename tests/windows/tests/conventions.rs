//! stdcall and cdecl, which are one convention on `x86_64` and two on `x86`: there the callee takes its arguments from the stack, or
//! its caller does, and the size of the arguments is in the name of the symbol.

use std::ffi::{c_int, c_longlong};

use callback_runtime::arg::ByValue;
use callback_runtime::{Callback, callback};
// It brings the library.
use callback_windows as _;
use windows_sys::Win32::Foundation::POINT;

#[callback]
unsafe extern "system" {
    #[link_name = "conventions_std_std"]
    safe fn std_std(
        n: c_int,
        #[callback(fail = -1)] f: fn(a: c_int, b: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut std::ffi::c_void,
    ) -> c_int;

    #[link_name = "conventions_std_c"]
    safe fn std_c(
        n: c_int,
        #[callback(fail = -1)] f: extern "C" fn(a: c_int, b: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut std::ffi::c_void,
    ) -> c_int;

    safe fn conventions_wide(a: u8, b: c_longlong, c: f64, d: ByValue<POINT>) -> c_longlong;
}

#[callback]
unsafe extern "C" {
    #[link_name = "conventions_c_std"]
    safe fn c_std(
        n: c_int,
        #[callback(fail = -1)] f: extern "system" fn(a: c_int, b: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut std::ffi::c_void,
    ) -> c_int;

    #[link_name = "conventions_c_c"]
    safe fn c_c(
        n: c_int,
        #[callback(fail = -1)] f: fn(a: c_int, b: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut std::ffi::c_void,
    ) -> c_int;

    fn call_exported(a: c_int, b: c_longlong) -> c_int;
}

#[test]
fn s34_each_function_with_each_callback() {
    let mut calls = 0;
    macro_rules! fold {
        ($($function:ident)*) => {$(
            let sum = $function(1000, |a, b| {
                calls += 1;
                a + b
            });
            assert_eq!(sum, Ok(3 * 999 * 500), stringify!($function));
            // Refused and failed calls take their arguments away, too.
            let caught = std::panic::catch_unwind(|| $function(1000, |a, _| if a < 5 { a } else { panic!("five") }));
            assert_eq!(*caught.unwrap_err().downcast::<&str>().unwrap(), "five");
        )*};
    }
    fold!(std_std std_c c_std c_c);
    assert_eq!(calls, 4000);
}

#[test]
fn s34_arguments_that_are_not_words() {
    assert_eq!(conventions_wide(200, 1 << 40, 0.5 + 8.0, ByValue(POINT { x: 1, y: 2 })), (1 << 40) + 211);
}

#[callback(fail = -1)]
#[unsafe(no_mangle)]
extern "system" fn exported_stdcall(a: c_int, b: c_longlong) -> c_int {
    a + b as c_int
}

#[callback(fail = -1)]
#[unsafe(no_mangle)]
extern "C" fn exported_cdecl(a: c_int, b: c_longlong) -> c_int {
    a - b as c_int
}

#[test]
fn s34_c_calls_what_is_exported() {
    let _: unsafe extern "system" fn(c_int, c_longlong) -> c_int = exported_stdcall::shim();
    let _: unsafe extern "C" fn(c_int, c_longlong) -> c_int = exported_cdecl::shim();
    for _ in 0..1000 {
        assert_eq!(unsafe { call_exported(7, 3) }, 1004);
    }
}
