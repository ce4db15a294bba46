//! Beside `windows-sys`: a callback for its `WNDENUMPROC`, with the context in an `LPARAM`, and a block with its types, which takes
//! a closure. On Windows alone, as are its headers.

#[cfg(not(windows))]
fn main() {
    println!("on Windows alone");
}

#[cfg(windows)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use callback_runtime::Callback;
    use callback_runtime::ret::CBool;
    use std::ptr::null_mut;
    use windows_sys::Win32::UI::WindowsAndMessaging::EnumWindows;

    // The function of the crate, as it is.
    let mut windows = win32::Windows::default();
    // SAFETY: Windows calls during this call only.
    let status = win32::on_window::scope(&mut windows, |cb| unsafe { EnumWindows(cb.shim(), cb.context()) })?;
    assert!(status != 0 && windows.visible <= windows.all);
    println!("{} windows, of which {} are visible", windows.all, windows.visible);

    // The function of the block.
    let mut corners = vec![];
    let status = win32::EnumDisplayMonitors(null_mut(), None, |_, _, rect| {
        corners.push((rect.left, rect.top));
        CBool(true)
    })?;
    assert!(status.0 && !corners.is_empty(), "no monitor");
    Ok(())
}

#[cfg(windows)]
mod win32 {
    use callback_runtime::callback;
    use callback_runtime::ret::CBool;
    use windows_sys::Win32::Foundation::{HWND, RECT};
    use windows_sys::Win32::Graphics::Gdi::{HDC, HMONITOR};
    use windows_sys::Win32::UI::WindowsAndMessaging::IsWindowVisible;

    #[derive(Default)]
    pub struct Windows {
        pub all: usize,
        pub visible: usize,
    }

    /// `WNDENUMPROC`
    #[callback(fail = CBool(false))]
    pub extern "system" fn on_window(window: HWND, #[context(as = isize)] windows: &mut Windows) -> CBool {
        windows.all += 1;
        // SAFETY: a window that Windows has passed.
        windows.visible += usize::from(unsafe { IsWindowVisible(window) } != 0);
        CBool(true)
    }

    #[callback]
    #[link(name = "user32")]
    unsafe extern "system" {
        pub safe fn EnumDisplayMonitors(
            device: HDC,
            clip: Option<&RECT>,
            #[callback(fail = CBool(false))] f: fn(HMONITOR, HDC, &RECT, #[context(as = isize)] _: _) -> CBool,
            #[context(f)] _: isize,
        ) -> CBool;
    }
}
