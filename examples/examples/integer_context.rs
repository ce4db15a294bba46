//! `#[context(as = …)]`: user data that is an integer in C, as Win32's `LPARAM` is.
//!
//! Rust functions stand for the C library here: there is no header to compare them with.

use callback_runtime::ret::CBool;
use callback_runtime::{Callback, Refused, callback};
use std::ffi::c_int;

type EnumProc = Option<unsafe extern "system" fn(isize, isize) -> c_int>;

/// The C side, as Win32 has it: calls `f` for each window until it returns FALSE.
///
/// # Safety
///
/// `f` may be called with `parameter`.
unsafe fn enum_windows(f: EnumProc, parameter: isize) -> c_int {
    let Some(f) = f else { return 0 };
    // SAFETY: the caller's promise.
    c_int::from([0x10, 0x20, 0x30].into_iter().all(|window| unsafe { f(window, parameter) != 0 }))
}

/// `BOOL CALLBACK EnumWindowsProc(HWND, LPARAM)`: the ABI is written as on any `extern` function.
#[callback(fail = 0)]
extern "system" fn on_window(window: isize, #[context(as = isize)] windows: &mut Vec<isize>) -> CBool {
    windows.push(window);
    CBool(windows.len() < 2)
}

fn main() -> Result<(), Refused> {
    let mut windows = Vec::new();
    // SAFETY: `on_window` takes windows.
    let finished = on_window::scope(&mut windows, |cb| unsafe { enum_windows(cb.shim(), cb.context()) })?;
    assert_eq!((finished, windows), (0, vec![0x10, 0x20]));
    Ok(())
}
