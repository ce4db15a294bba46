//! S18: functions of Windows' own libraries that are looked up when they are called first.

use std::ffi::{CStr, c_int};
use std::ops::ControlFlow;
use std::ptr::{null, null_mut};

use callback_runtime::arg::U16CStr;
use callback_runtime::callback;
use callback_runtime::ret::CBool;
use callback_windows::wide;
use windows_sys::Win32::Foundation::{ERROR_INVALID_WINDOW_HANDLE, HWND};
use windows_sys::Win32::UI::WindowsAndMessaging::{CreateWindowExW, DestroyWindow, WS_OVERLAPPEDWINDOW};

#[callback(lazy = "user32.dll")]
unsafe extern "system" {
    #[callback(errno = zero)]
    safe fn EnumWindows(
        #[callback(continue = 1, break = 0)] on_window: fn(
            window: HWND,
            #[context(as = isize)] _: _,
        ) -> ControlFlow<()>,
        #[context(on_window)] _: isize,
    ) -> CBool;

    #[callback(errno = zero)]
    safe fn SetWindowTextW(window: HWND, text: &U16CStr) -> CBool;

    /// The two of a pair, by other names.
    #[link_name = "CharUpperBuffA"]
    safe fn upper_bytes(text: &mut [u8], #[len(text)] n: u32) -> u32;

    #[link_name = "CharUpperBuffW"]
    safe fn upper_units(text: &mut [u16], #[len(text)] n: u32) -> u32;

    /// The name in the library has `A` or `W` behind it.
    safe fn CharUpperBuff(text: &mut [u16], #[len(text)] n: u32) -> u32;
}

#[callback(lazy = ["callback-none.dll", "kernel32.dll"])]
unsafe extern "system" {
    #[link_name = "lstrlenA"]
    safe fn length(text: &CStr) -> c_int;

    #[link_name = "lstrlenW"]
    safe fn length_of_units(text: &U16CStr) -> c_int;

    safe fn callback_no_such_function(#[callback(fail = CBool(false))] each: fn(c_int) -> CBool) -> CBool;
}

#[callback(lazy = "callback-none.dll")]
unsafe extern "system" {
    #[callback(errno = zero)]
    safe fn callback_none(#[callback(fail = CBool(false))] each: fn(c_int) -> CBool) -> CBool;
}

#[test]
fn s18_a_closure_goes_to_a_function_that_was_looked_up() {
    assert!(EnumWindows::is_available());
    let class = wide("STATIC");
    let mine = unsafe {
        CreateWindowExW(
            0,
            class.as_ptr(),
            null(),
            WS_OVERLAPPEDWINDOW,
            0,
            0,
            50,
            50,
            null_mut(),
            null_mut(),
            null_mut(),
            null(),
        )
    };
    let mut windows = vec![];
    let done = EnumWindows(|window| {
        windows.push(window);
        ControlFlow::Continue(())
    });
    assert!(matches!(done, Ok(Ok(ControlFlow::Continue(CBool(true))))), "{done:?}");
    assert!(!mine.is_null() && windows.contains(&mine), "{windows:?}");
    let caught = std::panic::catch_unwind(|| EnumWindows(|_| panic!("at the first window")));
    assert_eq!(*caught.unwrap_err().downcast::<&str>().unwrap(), "at the first window");
    unsafe { DestroyWindow(mine) };
}

#[test]
fn s18_a_failure_is_another_error_than_a_missing_function() {
    let text = wide("text");
    let failed = SetWindowTextW(std::ptr::without_provenance_mut(4), U16CStr::from_slice_with_nul(&text).unwrap());
    let Ok(Err(error)) = failed else { panic!("{failed:?}") };
    assert_eq!(error.raw_os_error(), Some(ERROR_INVALID_WINDOW_HANDLE as i32), "what looking up does not change");
}

#[test]
fn s18_entry_points_of_a_pair() {
    let mut bytes = *b"grin";
    assert_eq!(upper_bytes(&mut bytes), Ok(Ok(4)));
    assert_eq!(&bytes, b"GRIN");
    let mut units: Vec<u16> = "grün".encode_utf16().collect();
    assert_eq!(upper_units(&mut units), Ok(Ok(4)));
    assert_eq!(String::from_utf16(&units).unwrap(), "GRÜN");
    let missing = CharUpperBuff(&mut units).unwrap_err();
    assert_eq!((missing.library(), missing.symbol(), missing.has_library()), ("user32.dll", "CharUpperBuff", true));
    assert_eq!(missing.to_string(), "library `user32.dll` has no symbol `CharUpperBuff`");
    assert!(!CharUpperBuff::is_available());
}

#[test]
fn s18_the_libraries_are_tried_in_order() {
    assert_eq!(length(c"four"), Ok(4));
    assert_eq!(length_of_units(U16CStr::from_slice_with_nul(&wide("🦀")).unwrap()), Ok(2));
    let missing = callback_no_such_function(|_| CBool(true)).unwrap_err();
    assert_eq!((missing.library(), missing.symbol()), ("kernel32.dll", "callback_no_such_function"));
}

#[test]
fn s18_a_missing_library_is_named() {
    let mut calls = 0;
    let missing = callback_none(|_| {
        calls += 1;
        CBool(true)
    })
    .unwrap_err();
    assert_eq!(
        (missing.library(), missing.symbol(), missing.has_library()),
        ("callback-none.dll", "callback_none", false)
    );
    assert_eq!(missing.to_string(), "no library `callback-none.dll` for the symbol `callback_none`");
    assert_eq!(calls, 0);
}
