//! Typed declarations of Windows' own functions: closures that borrow, failures as `GetLastError` has them, UTF-16.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::{CStr, c_int, c_void};
use std::io;
use std::ops::ControlFlow;
use std::ptr::{null, null_mut};
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::thread;

use callback_runtime::arg::{ByValue, U16CStr, WideCStr};
use callback_runtime::ret::CBool;
use callback_runtime::{CallError, callback, live};
use callback_windows::{narrow, wide};
use windows_sys::Win32::Foundation::{
    CloseHandle, ERROR_INVALID_WINDOW_HANDLE, ERROR_MOD_NOT_FOUND, HANDLE, HMODULE, HWND, POINT, RECT, SetLastError,
};
use windows_sys::Win32::Globalization::{LCID_SUPPORTED, LOCALE_WINDOWS};
use windows_sys::Win32::Graphics::Gdi::{DEFAULT_CHARSET, GetDC, HDC, LOGFONTW, ReleaseDC, TEXTMETRICW};
use windows_sys::Win32::System::Threading::{INFINITE, INIT_ONCE, INIT_ONCE_STATIC_INIT, SleepEx, WaitForSingleObject};
use windows_sys::Win32::UI::WindowsAndMessaging::{DispatchMessageW, GetMessageW, MSG, WM_TIMER, WS_OVERLAPPEDWINDOW};

#[callback]
#[link(name = "user32")]
unsafe extern "system" {
    /// `BOOL EnumWindows(WNDENUMPROC, LPARAM)`
    #[callback(errno = zero)]
    safe fn EnumWindows(
        #[callback(continue = 1, break = 0)] on_window: fn(
            window: HWND,
            #[context(as = isize)] _: _,
        ) -> ControlFlow<HWND>,
        #[context(on_window)] _: isize,
    ) -> CBool;

    /// The same, with a callback that answers with a `BOOL`.
    #[link_name = "EnumWindows"]
    #[callback(errno = zero)]
    safe fn enum_windows_while(
        #[callback(fail = CBool(false))] on_window: fn(window: HWND, #[context(as = isize)] _: _) -> CBool,
        #[context(on_window)] _: isize,
    ) -> CBool;

    #[callback(errno = null)]
    safe fn CreateWindowExW(
        extended: u32,
        class: &U16CStr,
        title: Option<&U16CStr>,
        style: u32,
        x: c_int,
        y: c_int,
        width: c_int,
        height: c_int,
        parent: HWND,
        menu: HANDLE,
        module: HMODULE,
        data: *const c_void,
    ) -> HWND;

    #[callback(errno = zero)]
    safe fn DestroyWindow(window: HWND) -> CBool;

    safe fn IsWindow(window: HWND) -> CBool;

    #[callback(errno = zero)]
    safe fn SetWindowTextW(window: HWND, text: &U16CStr) -> CBool;

    safe fn GetWindowTextW(window: HWND, text: &mut [u16], #[len(text)] n: c_int) -> c_int;

    safe fn PtInRect(rect: &RECT, point: ByValue<POINT>) -> CBool;

    #[callback(errno = zero)]
    safe fn GetClientRect(window: HWND, #[out] rect: ByValue<RECT>) -> CBool;

    /// `UINT_PTR SetTimer(HWND, UINT_PTR, UINT, TIMERPROC)`, whose callback has no user data.
    #[callback(errno = zero)]
    safe fn SetTimer(
        window: HWND,
        id: usize,
        milliseconds: u32,
        #[callback(retained, unregister = { KillTimer(window, result); })] on_timer: fn(
            window: HWND,
            message: u32,
            id: usize,
            time: u32,
            #[context(pool = 2)] _: _,
        ),
    ) -> usize;

    safe fn KillTimer(window: HWND, id: usize) -> CBool;
}

#[callback]
#[link(name = "gdi32")]
unsafe extern "system" {
    /// `int EnumFontFamiliesExW(HDC, LPLOGFONTW, FONTENUMPROCW, LPARAM, DWORD)`
    safe fn EnumFontFamiliesExW(
        dc: HDC,
        which: &LOGFONTW,
        #[callback(break = 0)] on_font: fn(
            font: &LOGFONTW,
            metrics: &TEXTMETRICW,
            kind: u32,
            #[context(as = isize)] _: _,
        ) -> ControlFlow<String, c_int>,
        #[context(on_font)] _: isize,
        flags: u32,
    ) -> c_int;
}

#[callback]
#[link(name = "kernel32")]
unsafe extern "system" {
    /// `BOOL EnumSystemLocalesEx(LOCALE_ENUMPROCEX, DWORD, LPARAM, LPVOID)`
    #[callback(errno = zero)]
    safe fn EnumSystemLocalesEx(
        #[callback(continue = 1, break = 0)] on_name: fn(
            name: &U16CStr,
            flags: u32,
            #[context(as = isize)] _: _,
        ) -> ControlFlow<String>,
        flags: u32,
        #[context(on_name)] _: isize,
        reserved: *const c_void,
    ) -> CBool;

    /// Without user data.
    #[callback(errno = zero)]
    safe fn EnumSystemLocalesA(
        #[callback(fail = CBool(false))] on_number: fn(number: &CStr) -> CBool,
        flags: u32,
    ) -> CBool;

    #[callback(errno = zero)]
    safe fn EnumResourceNamesW(
        module: HMODULE,
        kind: &U16CStr,
        #[callback(fail = CBool(false))] on_name: fn(
            module: HMODULE,
            kind: *const u16,
            name: *const u16,
            #[context(as = isize)] _: _,
        ) -> CBool,
        #[context(on_name)] _: isize,
    ) -> CBool;

    #[callback(errno = null)]
    safe fn LoadLibraryW(name: &U16CStr) -> HMODULE;

    safe fn lstrlenW(text: &WideCStr) -> c_int;

    /// `HANDLE CreateThread(…, LPTHREAD_START_ROUTINE, LPVOID, DWORD, LPDWORD)`
    #[callback(errno = null)]
    safe fn CreateThread(
        attributes: *const c_void,
        stack: usize,
        #[callback(retained, once, threads, fail = 1)] start: fn(#[context] _: _) -> u32,
        #[context(start)] _: *const c_void,
        flags: u32,
        #[out] id: u32,
    ) -> HANDLE;

    /// `DWORD QueueUserAPC(PAPCFUNC, HANDLE, ULONG_PTR)`
    #[callback(errno = zero)]
    safe fn QueueUserAPC(
        #[callback(retained, once)] job: fn(#[context(as = usize)] _: _),
        thread: HANDLE,
        #[context(job)] _: usize,
    ) -> u32;

    safe fn GetCurrentThread() -> HANDLE;

    /// `BOOL InitOnceExecuteOnce(PINIT_ONCE, PINIT_ONCE_FN, PVOID, LPVOID *)`
    #[callback(errno = zero)]
    safe fn InitOnceExecuteOnce(
        once: &mut INIT_ONCE,
        #[callback(once, ok = 1, err = 0)] init: fn(
            once: *mut INIT_ONCE,
            #[context] _: _,
            result: Option<&mut *mut c_void>,
        ) -> Result<(), String>,
        #[context(init)] _: *mut c_void,
        result: Option<&mut *mut c_void>,
    ) -> CBool;
}

/// UTF-16 with its terminator.
macro_rules! u16s {
    ($text:expr) => {
        U16CStr::from_slice_with_nul(&wide($text)).unwrap()
    };
}

/// A window that goes with this value.
struct Window(HWND);

impl Window {
    fn new(title: &str) -> Self {
        let window = CreateWindowExW(
            0,
            u16s!("STATIC"),
            Some(u16s!(title)),
            WS_OVERLAPPEDWINDOW,
            0,
            0,
            200,
            100,
            null_mut(),
            null_mut(),
            null_mut(),
            null(),
        );
        Window(window.unwrap())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        assert_eq!(DestroyWindow(self.0).unwrap(), CBool(true));
    }
}

/// The code of `GetLastError` in a failure.
fn code<T: std::fmt::Debug>(result: Result<T, CallError<io::Error>>) -> Option<i32> {
    match result {
        Err(CallError::C(error)) => error.raw_os_error(),
        other => panic!("{other:?}"),
    }
}

// S4

#[test]
fn s4_windows_are_listed_by_a_closure() {
    let mine = [Window::new("one"), Window::new("two")];
    let mut windows = vec![];
    let done = EnumWindows(|window| {
        windows.push(window);
        ControlFlow::Continue(())
    });
    assert!(matches!(done, Ok(ControlFlow::Continue(CBool(true)))), "{done:?}");
    assert!(mine.iter().all(|window| windows.contains(&window.0)), "{windows:?}");

    let found =
        EnumWindows(|window| if window == mine[1].0 { ControlFlow::Break(window) } else { ControlFlow::Continue(()) });
    assert!(matches!(found, Ok(ControlFlow::Break(window)) if window == mine[1].0), "not a failure of C's: {found:?}");
}

#[test]
fn s4_what_the_callback_set_is_the_error() {
    let _window = Window::new("one");
    for last in [1234, 5] {
        let mut calls = 0;
        let failed = enum_windows_while(|_| {
            calls += 1;
            unsafe { SetLastError(last) };
            CBool(false)
        });
        assert_eq!((code(failed), calls), (Some(last as i32), 1));
    }
}

#[test]
fn s4_a_panic_comes_back() {
    let _window = Window::new("one");
    let mut calls = 0;
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        EnumWindows(|_| {
            calls += 1;
            panic!("at the first window")
        })
    }));
    assert_eq!(*caught.unwrap_err().downcast::<&str>().unwrap(), "at the first window");
    assert_eq!(calls, 1);
}

// S6

#[test]
fn s6_fonts_are_listed_by_a_closure() {
    let screen = unsafe { GetDC(null_mut()) };
    let any = LOGFONTW { lfCharSet: DEFAULT_CHARSET, ..Default::default() };
    let (mut names, mut calls) = (BTreeSet::new(), 0);
    let last = EnumFontFamiliesExW(
        screen,
        &any,
        |font, metrics, _| {
            assert!(metrics.tmHeight > 0);
            names.insert(narrow(&font.lfFaceName));
            calls += 1;
            ControlFlow::Continue(calls)
        },
        0,
    );
    assert_eq!(last, Ok(ControlFlow::Continue(calls)), "the callback's last value");
    assert!(calls >= 10 && names.len() >= 3, "{names:?}");

    let first = EnumFontFamiliesExW(screen, &any, |font, _, _| ControlFlow::Break(narrow(&font.lfFaceName)), 0);
    assert!(matches!(&first, Ok(ControlFlow::Break(name)) if names.contains(name)), "{first:?}");
    unsafe { ReleaseDC(null_mut(), screen) };
}

// S10

#[test]
fn s10_structs_in_and_out() {
    let rect = RECT { left: 10, top: 10, right: 110, bottom: 110 };
    assert_eq!(PtInRect(&rect, ByValue(POINT { x: 50, y: 50 })), CBool(true));
    assert_eq!(PtInRect(&rect, ByValue(POINT { x: 110, y: 50 })), CBool(false));
    let window = Window::new("client");
    let (_, ByValue(rect)) = GetClientRect(window.0).unwrap();
    assert!(rect.right > 0 && rect.bottom > 0, "{}x{}", rect.right, rect.bottom);
    assert_eq!(
        code(GetClientRect(null_mut()).map(drop).map_err(CallError::C)),
        Some(ERROR_INVALID_WINDOW_HANDLE as i32)
    );
}

// S12

#[test]
fn s12_a_thread_of_the_system_consumes_a_closure() {
    let (sender, receiver) = channel();
    let (thread, id, _subscription) = CreateThread(
        null(),
        0,
        move || {
            sender.send(thread::current().id()).unwrap();
            42
        },
        0,
    )
    .unwrap();
    assert_ne!((receiver.recv().unwrap(), id), (thread::current().id(), 0));
    unsafe {
        assert_eq!(WaitForSingleObject(thread, INFINITE), 0);
        CloseHandle(thread);
    }
}

// S13

#[test]
fn s13_locales_are_listed_by_closures() {
    let mut names = vec![];
    let done = EnumSystemLocalesEx(
        |name, _| {
            names.push(name.to_string().unwrap());
            ControlFlow::Continue(())
        },
        LOCALE_WINDOWS,
        null(),
    );
    assert!(matches!(done, Ok(ControlFlow::Continue(CBool(true)))), "{done:?}");
    assert!(names.iter().any(|name| name == "en-US") && names.len() > 50, "{}", names.len());
    let german = EnumSystemLocalesEx(
        |name, _| {
            if **name == *"de-DE" { ControlFlow::Break(name.to_string_lossy()) } else { ControlFlow::Continue(()) }
        },
        LOCALE_WINDOWS,
        null(),
    );
    assert!(matches!(&german, Ok(ControlFlow::Break(name)) if name == "de-DE"), "{german:?}");

    let mut numbers = BTreeSet::new();
    let done = EnumSystemLocalesA(
        |number| CBool(numbers.insert(u32::from_str_radix(number.to_str().unwrap(), 16).unwrap())),
        LCID_SUPPORTED,
    );
    assert_eq!(done.unwrap(), CBool(true));
    assert!(numbers.contains(&0x409) && numbers.contains(&0x407), "English and German");
}

// S15

#[test]
fn s15_closures_that_run_once() {
    let runs = Rc::new(Cell::new(0));
    let job = {
        let runs = runs.clone();
        move || runs.update(|runs| runs + 1)
    };
    let _queued = QueueUserAPC(job, GetCurrentThread()).unwrap();
    assert_eq!((runs.get(), Rc::strong_count(&runs)), (0, 2));
    unsafe { SleepEx(0, 1) };
    unsafe { SleepEx(0, 1) };
    assert_eq!((runs.get(), Rc::strong_count(&runs)), (1, 1), "consumed");

    let mut once = INIT_ONCE_STATIC_INIT;
    let failed = InitOnceExecuteOnce(&mut once, |_, _| Err("not now".to_owned()), None);
    assert!(matches!(&failed, Err(CallError::Err(text)) if text == "not now"), "{failed:?}");
    for _ in 0..2 {
        let done = InitOnceExecuteOnce(
            &mut once,
            |_, result| {
                runs.update(|runs| runs + 1);
                *result.unwrap() = std::ptr::without_provenance_mut(0x400);
                Ok(())
            },
            Some(&mut null_mut()),
        );
        assert_eq!(done.unwrap(), CBool(true));
    }
    assert_eq!(runs.get(), 2, "the second is not called");
}

// S16

#[test]
fn s16_a_timer_ends_with_its_subscription() {
    let ticks = Rc::new(Cell::new(0));
    let seen = ticks.clone();
    let (id, subscription) = SetTimer(null_mut(), 0, 10, move |_, message, _, _| {
        assert_eq!(message, WM_TIMER);
        seen.update(|ticks| ticks + 1);
    })
    .unwrap();
    assert_ne!(id, 0);
    let mut message = MSG::default();
    while ticks.get() < 3 {
        assert!(unsafe { GetMessageW(&raw mut message, null_mut(), 0, 0) } > 0);
        unsafe { DispatchMessageW(&raw const message) };
    }
    assert_eq!(Rc::strong_count(&ticks), 2);
    drop(subscription);
    assert_eq!(Rc::strong_count(&ticks), 1, "unregistered and freed");
    assert_eq!(KillTimer(null_mut(), id), CBool(false), "there is none left");
    assert!(live().iter().all(|live| !live.callback.contains("SetTimer")), "{:?}", live());
}

// S18

#[test]
fn s18_texts_of_utf_16() {
    let window = Window::new("grün 🦀");
    let mut text = [0xffff; 32];
    let length = GetWindowTextW(window.0, &mut text).unwrap();
    assert_eq!((length, narrow(&text)), (7, "grün 🦀".to_owned()));
    assert_eq!(SetWindowTextW(window.0, u16s!("")).unwrap(), CBool(true));
    assert_eq!(GetWindowTextW(window.0, &mut text), Ok(0));
    assert_eq!(lstrlenW(WideCStr::from_slice_with_nul(&wide("🦀")).unwrap()), 2);
}

#[test]
fn s18_failures_are_those_of_get_last_error() {
    let missing = LoadLibraryW(u16s!("callback-none.dll")).unwrap_err();
    assert_eq!(missing.raw_os_error(), Some(ERROR_MOD_NOT_FOUND as i32));
    let gone = {
        let window = Window::new("gone");
        window.0
    };
    assert_eq!(IsWindow(gone), CBool(false));
    let failed = SetWindowTextW(gone, u16s!("text")).unwrap_err();
    assert_eq!(failed.raw_os_error(), Some(ERROR_INVALID_WINDOW_HANDLE as i32));
    let mut calls = 0;
    let failed = EnumResourceNamesW(null_mut(), u16s!("NO SUCH KIND"), |_, _, _| {
        calls += 1;
        CBool(true)
    });
    assert!(code(failed).is_some_and(|code| (1812..=1815).contains(&code)), "ERROR_RESOURCE_…_NOT_FOUND");
    assert_eq!(calls, 0);
}
