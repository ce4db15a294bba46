//! Lists windows, fonts and locales on Windows, as the samples of Microsoft's pages on callbacks do: `EnumWindows`,
//! `EnumFontFamiliesW` and `EnumSystemLocalesEx`, with `extern "system"` and the context in an `LPARAM`.

#[cfg(not(windows))]
fn main() {
    println!("on Windows alone");
}

#[cfg(windows)]
fn main() -> Result<(), callback_runtime::Refused> {
    use callback_runtime::Callback;
    use report::{Report, on_font, on_locale, on_window};
    use std::ptr::{null, null_mut};

    let mut report = Report::default();
    // SAFETY: each calls the callback with the context while it runs, and at no other time.
    unsafe {
        on_window::scope(&mut report, |cb| report::EnumWindows(cb.shim(), cb.context()))?;
        on_font::scope(&mut report, |cb| {
            report::EnumFontFamiliesW(report::GetDC(null_mut()), null(), cb.shim(), cb.context())
        })?;
        on_locale::scope(&mut report, |cb| report::EnumSystemLocalesEx(cb.shim(), 0, cb.context(), null()))?;
    }
    println!("{} windows; fonts: {:?}", report.windows, report.fonts);
    println!("{} locales: {:?} …", report.locales.len(), report.locales.iter().take(5).collect::<Vec<_>>());
    assert!(!report.fonts.is_empty() && report.locales.iter().any(|name| name == "en-US"));
    Ok(())
}

#[cfg(windows)]
mod report {
    use callback_runtime::callback;
    use std::collections::BTreeSet;
    use std::ffi::{c_int, c_void};

    #[derive(Default)]
    pub struct Report {
        pub windows: usize,
        pub fonts: BTreeSet<String>,
        pub locales: Vec<String>,
    }

    #[callback(fail = 0)]
    pub extern "system" fn on_window(_window: *mut c_void, #[context(as = isize)] report: &mut Report) -> c_int {
        report.windows += 1;
        1
    }

    /// `LOGFONTW` begins with 28 bytes of other things.
    #[callback(fail = 0)]
    #[rustfmt::skip]
    pub extern "system" fn on_font(font: *const u16, _: *const c_void, _kind: u32, #[context(as = isize)] report: &mut Report) -> c_int {
        // SAFETY: `lfFaceName` ends with 0.
        report.fonts.insert(unsafe { text(font.add(14)) });
        1
    }

    #[callback(fail = 0)]
    #[rustfmt::skip]
    pub extern "system" fn on_locale(name: *const u16, _: u32, #[context(as = isize)] report: &mut Report) -> c_int {
        // SAFETY: a name ends with 0.
        report.locales.push(unsafe { text(name) });
        1
    }

    unsafe fn text(text: *const u16) -> String {
        // SAFETY: UTF-16 that ends with 0, by the caller's promise.
        let units = (0..).map(|i| unsafe { *text.add(i) }).take_while(|&unit| unit != 0);
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }

    #[rustfmt::skip]
    #[link(name = "user32")]
    #[link(name = "gdi32")]
    unsafe extern "system" {
        pub fn EnumWindows(f: Option<unsafe extern "system" fn(*mut c_void, isize) -> c_int>, data: isize) -> c_int;
        pub fn EnumFontFamiliesW(dc: *mut c_void, family: *const u16, f: Option<unsafe extern "system" fn(*const c_void, *const c_void, u32, isize) -> c_int>, data: isize) -> c_int;
        pub fn EnumSystemLocalesEx(f: Option<unsafe extern "system" fn(*const u16, u32, isize) -> c_int>, flags: u32, data: isize, reserved: *const c_void) -> c_int;
        pub fn GetDC(window: *mut c_void) -> *mut c_void;
    }
}
