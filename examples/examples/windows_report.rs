//! Lists windows, fonts and locales on Windows, as the samples of Microsoft's pages on callbacks do: `EnumWindows`,
//! `EnumFontFamiliesW` and `EnumSystemLocalesEx`, declared once and called with closures. The context is in an `LPARAM`.
//!
//! Only Windows has the headers to compare it with.

#[cfg(not(windows))]
fn main() {
    println!("on Windows alone");
}

#[cfg(windows)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use callback_runtime::ret::CBool;
    use std::{collections::BTreeSet, ops::ControlFlow::*, ptr::null, ptr::null_mut};
    use win32::{EnumFontFamiliesW, EnumSystemLocalesEx, EnumWindows, GetDC};

    let (mut windows, mut fonts, mut locales) = (0, BTreeSet::new(), 0);
    EnumWindows(|_| {
        windows += 1;
        CBool(true)
    })?;
    EnumFontFamiliesW(GetDC(null_mut()), None, |font, _, _| {
        let name = font.face_name.split(|unit| *unit == 0).next().unwrap_or_default();
        fonts.insert(String::from_utf16_lossy(name));
        1
    })?;
    let english = EnumSystemLocalesEx(
        |name, _| {
            locales += 1;
            if **name == *"en-US" { Break(locales) } else { Continue(()) }
        },
        0,
        null(),
    )?;
    println!("{windows} windows; fonts: {fonts:?}; American English is locale {locales}");
    assert!(!fonts.is_empty() && matches!(english, Break(at) if at == locales));
    Ok(())
}

#[cfg(windows)]
mod win32 {
    use callback_runtime::arg::U16CStr;
    use callback_runtime::callback;
    use callback_runtime::ret::CBool;
    use std::{ffi::c_int, ffi::c_void, ops::ControlFlow};

    /// `LOGFONTW`
    #[repr(C)]
    pub struct LogFont {
        before: [u32; 7],
        pub face_name: [u16; 32],
    }

    #[callback]
    #[link(name = "user32")]
    #[link(name = "gdi32")]
    #[rustfmt::skip]
    unsafe extern "system" {
        /// `BOOL EnumWindows(WNDENUMPROC, LPARAM)`: fails with what `GetLastError` says.
        #[callback(errno = zero)]
        pub safe fn EnumWindows(
            #[callback(fail = CBool(false))] on_window: fn(window: *mut c_void, #[context(as = isize)] _: _) -> CBool,
            #[context(on_window)] _: isize,
        ) -> CBool;

        pub safe fn EnumFontFamiliesW(
            dc: *mut c_void,
            family: Option<&U16CStr>,
            #[callback(fail = 0)] on_font: fn(&LogFont, metrics: *const c_void, kind: u32, #[context(as = isize)] _: _) -> c_int,
            #[context(on_font)] _: isize,
        ) -> c_int;

        #[callback(errno = zero)]
        pub safe fn EnumSystemLocalesEx(
            #[callback(continue = 1, break = 0)] on_locale: fn(&U16CStr, u32, #[context(as = isize)] _: _) -> ControlFlow<usize>,
            flags: u32,
            #[context(on_locale)] _: isize,
            reserved: *const c_void,
        ) -> CBool;

        pub safe fn GetDC(window: *mut c_void) -> *mut c_void;
    }
}
