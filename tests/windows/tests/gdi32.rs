//! Fonts of `gdi32`, and printers of `winspool`.

use std::collections::BTreeSet;
use std::ptr::{null, null_mut};

use callback_runtime::{Callback, callback};
use callback_windows::narrow;
use windows_sys::Win32::Graphics::Gdi::*;
use windows_sys::Win32::Graphics::Printing::{EnumPrintersW, PRINTER_ENUM_LOCAL};

// S5

/// It has no callback: the size first, and then the printers.
#[test]
fn s5_enum_printers_in_two_calls() {
    let (mut needed, mut count) = (0, 9);
    let mut call = |buffer: &mut [u8]| unsafe {
        let size = u32::try_from(buffer.len()).unwrap();
        EnumPrintersW(PRINTER_ENUM_LOCAL, null(), 1, buffer.as_mut_ptr(), size, &raw mut needed, &raw mut count)
    };
    assert_ne!(call(&mut []), 0, "no printer is there");
    assert_eq!((needed, count), (0, 0));
}

// S6

#[callback(fail = 0)]
extern "system" fn on_font(
    font: &LOGFONTW,
    metrics: &TEXTMETRICW,
    _kind: u32,
    #[context(as = isize)] state: &mut (BTreeSet<String>, i32),
) -> i32 {
    assert!(metrics.tmHeight > 0);
    state.0.insert(narrow(&font.lfFaceName));
    state.1 += 1;
    // The function returns the last of these; zero stops.
    if state.1 == 1000 { 0 } else { state.1 }
}

#[callback(fail = 0)]
extern "system" fn on_old_font(
    font: &LOGFONTA,
    _metrics: *const TEXTMETRICA,
    _kind: u32,
    #[context(as = isize)] names: &mut Vec<u8>,
) -> i32 {
    names.push(font.lfFaceName[0] as u8);
    if names.len() == 2 { 0 } else { 1 }
}

#[test]
fn s6_enum_font_families() {
    let screen = unsafe { GetDC(null_mut()) };
    let any = LOGFONTW { lfCharSet: DEFAULT_CHARSET, ..Default::default() };
    let mut state = (BTreeSet::new(), 0);
    let answer = on_font::scope(&mut state, |cb| unsafe {
        EnumFontFamiliesExW(screen, &raw const any, cb.shim(), cb.context(), 0)
    });
    assert_eq!(answer, Ok(state.1), "the callback's last value");
    assert!(state.1 >= 10 && state.0.len() >= 3, "{state:?}");

    let mut names = vec![];
    let answer =
        on_old_font::scope(&mut names, |cb| unsafe { EnumFontFamiliesA(screen, null(), cb.shim(), cb.context()) });
    assert_eq!((answer, names.len()), (Ok(0), 2), "zero stops");
    unsafe { ReleaseDC(null_mut(), screen) };
}
