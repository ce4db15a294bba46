//! Windows and messages: `user32`, under a display of its own.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::ptr::{null, null_mut};

use callback_runtime::ret::CBool;
use callback_runtime::{Callback, Outcome, callback};
use callback_windows::wide;
use windows_sys::Win32::Foundation::{GetLastError, HWND, LPARAM, LRESULT, POINT, RECT, SetLastError, WPARAM};
use windows_sys::Win32::Graphics::Gdi::{EnumDisplayMonitors, HDC, HMONITOR, PtInRect};
use windows_sys::Win32::System::LibraryLoader::{EnumResourceTypesW, GetModuleHandleW};
use windows_sys::Win32::System::Threading::GetCurrentThreadId;
use windows_sys::Win32::UI::WindowsAndMessaging::*;

/// A window that goes with this value.
struct Window(HWND);

impl Window {
    fn new(parent: HWND) -> Self {
        let style = if parent.is_null() { WS_OVERLAPPEDWINDOW } else { WS_CHILD };
        let (class, title) = (wide("STATIC"), wide("a window"));
        let window = unsafe {
            CreateWindowExW(
                0,
                class.as_ptr(),
                title.as_ptr(),
                style,
                0,
                0,
                50,
                50,
                parent,
                null_mut(),
                null_mut(),
                null(),
            )
        };
        assert!(!window.is_null());
        Window(window)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        unsafe { DestroyWindow(self.0) };
    }
}

// S4

#[callback(fail = CBool(false))]
extern "system" fn on_window(window: HWND, #[context(as = isize)] windows: &mut Vec<HWND>) -> CBool {
    windows.push(window);
    CBool(true)
}

#[callback(continue = 1, break = 0)]
extern "system" fn find(window: HWND, #[context(as = isize)] wanted: &(HWND, Cell<usize>)) -> ControlFlow<HWND> {
    wanted.1.update(|calls| calls + 1);
    if window != wanted.0 {
        return ControlFlow::Continue(());
    }
    unsafe { SetLastError(0xbeef) };
    ControlFlow::Break(window)
}

#[test]
fn s4_enum_windows() {
    let mine = [Window::new(null_mut()), Window::new(null_mut())];
    let mut windows = vec![];
    let answer = on_window::scope(&mut windows, |cb| unsafe { EnumWindows(cb.shim(), cb.context()) });
    assert_ne!(answer.unwrap(), 0);
    assert!(mine.iter().all(|window| windows.contains(&window.0)), "{windows:?}");

    let wanted = (mine[1].0, Cell::new(0));
    let mut answer = (1, 0);
    let found = find::scope(&wanted, |cb| unsafe {
        SetLastError(7);
        answer = (EnumWindows(cb.shim(), cb.context()), GetLastError());
    });
    assert_eq!((found, answer), (Ok(ControlFlow::Break(mine[1].0)), (0, 0xbeef)), "what the callback set");
    assert!(wanted.1.get() <= windows.len());
}

#[callback(fail = 0)]
extern "system" fn panics(_window: HWND, #[context(as = isize)] calls: &mut u32) -> i32 {
    *calls += 1;
    panic!("at the first window")
}

#[test]
fn s4_panic_comes_back() {
    let _window = Window::new(null_mut());
    let mut calls = 0;
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        panics::scope(&mut calls, |cb| unsafe { EnumWindows(cb.shim(), cb.context()) })
    }));
    assert_eq!(*caught.unwrap_err().downcast::<&str>().unwrap(), "at the first window");
    assert_eq!(calls, 1, "zero stops");
}

// S10

#[test]
fn s10_struct_by_value_and_by_pointer() {
    let rect = RECT { left: 10, top: 10, right: 110, bottom: 110 };
    assert_ne!(unsafe { PtInRect(&raw const rect, POINT { x: 50, y: 50 }) }, 0);
    assert_eq!(unsafe { PtInRect(&raw const rect, POINT { x: 110, y: 50 }) }, 0);
}

// S16

/// `LRESULT CALLBACK (HWND, UINT, WPARAM, LPARAM)`, with its state in the window.
#[callback(fail = -1)]
extern "system" fn shared_proc(
    window: HWND,
    message: u32,
    wparam: WPARAM,
    lparam: LPARAM,
    #[context(from = unsafe { std::ptr::with_exposed_provenance_mut::<std::ffi::c_void>(GetWindowLongPtrW(window, GWLP_USERDATA) as usize) })]
    seen: &RefCell<Vec<u32>>,
) -> LRESULT {
    if message < WM_APP {
        return unsafe { DefWindowProcW(window, message, wparam, lparam) };
    }
    seen.borrow_mut().push(message);
    // Again, while this call is inside.
    if wparam > 0 { unsafe { SendMessageW(window, message + 1, wparam - 1, lparam) } } else { lparam }
}

#[callback(fail = -7)]
extern "system" fn exclusive_proc(
    window: HWND,
    message: u32,
    wparam: WPARAM,
    lparam: LPARAM,
    #[context(from = unsafe { std::ptr::with_exposed_provenance_mut::<std::ffi::c_void>(GetWindowLongPtrW(window, GWLP_USERDATA) as usize) })]
    seen: &mut Vec<u32>,
) -> LRESULT {
    seen.push(message);
    if wparam > 0 { unsafe { SendMessageW(window, message + 1, wparam - 1, lparam) } } else { lparam }
}

/// Gives a window a procedure and its state, and takes both away again.
macro_rules! subclassed {
    ($window:expr, $registration:expr, $body:expr) => {{
        let (window, registration) = ($window, &$registration);
        let shim: WNDPROC = registration.shim();
        // `LONG_PTR`, which `windows-sys` has as an `i32` where pointers have 32 bits.
        unsafe { SetWindowLongPtrW(window, GWLP_USERDATA, registration.context().expose_provenance() as _) };
        let before = unsafe { SetWindowLongPtrW(window, GWLP_WNDPROC, shim.unwrap() as usize as _) };
        let answer = $body;
        unsafe { SetWindowLongPtrW(window, GWLP_WNDPROC, before) };
        answer
    }};
}

#[test]
fn s16_window_procedure_reenters_a_shared_context() {
    let window = Window::new(null_mut());
    let registration = shared_proc::own(RefCell::default());
    let answer = subclassed!(window.0, registration, unsafe { SendMessageW(window.0, WM_APP, 2, 42) });
    assert_eq!(answer, 42, "three calls, each inside the one before");
    assert!(registration.outcome().is_none());
}

#[test]
fn s16_window_procedure_is_never_given_two_mutable_contexts() {
    let window = Window::new(null_mut());
    let registration = exclusive_proc::own(vec![]);
    let answers = subclassed!(window.0, registration, unsafe {
        [
            SendMessageW(window.0, WM_APP, 0, 42),
            SendMessageW(window.0, WM_APP, 1, 42),
            SendMessageW(window.0, WM_APP, 0, 42),
        ]
    });
    assert_eq!(answers, [42, -7, 42], "refused inside, and the next one runs");
    let Some(Outcome::Refused(refused)) = registration.outcome() else { panic!("nothing was kept") };
    assert!(refused.to_string().contains("called again"), "{refused}");
}

/// `void CALLBACK (HWND, UINT, UINT_PTR, DWORD)`, without user data.
#[callback]
extern "system" fn on_timer(
    _window: HWND,
    message: u32,
    id: usize,
    _time: u32,
    #[context(static)] ticks: &mut Vec<usize>,
) {
    assert_eq!(message, WM_TIMER);
    ticks.push(id);
}

#[test]
fn s16_timer_without_user_data() {
    let window = Window::new(null_mut());
    let registration = on_timer::acquire(vec![]).unwrap();
    let id = unsafe { SetTimer(window.0, 5, 10, registration.shim()) };
    assert_ne!(id, 0);
    let mut message = MSG::default();
    let mut timers = 0;
    while timers < 3 {
        assert!(unsafe { GetMessageW(&raw mut message, null_mut(), 0, 0) } > 0);
        timers += u32::from(message.message == WM_TIMER);
        unsafe { DispatchMessageW(&raw const message) };
    }
    let registration = registration.on_close(move || assert_ne!(unsafe { KillTimer(window.0, 5) }, 0));
    assert!(registration.outcome().is_none(), "each message was a timer's");
}

// S17

#[callback(fail = CBool(false))]
extern "system" fn on_monitor(
    _monitor: HMONITOR,
    _dc: HDC,
    area: &RECT,
    #[context(as = isize)] areas: &mut Vec<(i32, i32)>,
) -> CBool {
    areas.push((area.right - area.left, area.bottom - area.top));
    CBool(true)
}

#[callback(fail = 0)]
extern "system" fn on_resource(
    _module: *mut (),
    kind: *const u16,
    #[context(as = isize)] kinds: &mut Vec<usize>,
) -> i32 {
    kinds.push(kind.addr());
    1
}

#[test]
fn s17_other_shapes() {
    let parent = Window::new(null_mut());
    let children = [Window::new(parent.0), Window::new(parent.0), Window::new(parent.0)];
    let mut seen = vec![];
    on_window::scope(&mut seen, |cb| unsafe { EnumChildWindows(parent.0, cb.shim(), cb.context()) }).unwrap();
    assert_eq!((seen.len(), children.iter().all(|child| seen.contains(&child.0))), (3, true));

    let mut seen = vec![];
    let thread = unsafe { GetCurrentThreadId() };
    let answer = on_window::scope(&mut seen, |cb| unsafe { EnumThreadWindows(thread, cb.shim(), cb.context()) });
    assert!(answer.unwrap() != 0 && seen.contains(&parent.0) && !seen.contains(&children[0].0));

    let mut areas = vec![];
    let answer =
        on_monitor::scope(&mut areas, |cb| unsafe { EnumDisplayMonitors(null_mut(), null(), cb.shim(), cb.context()) });
    assert_eq!((answer.map(|answer| answer != 0), areas), (Ok(true), vec![(1024, 768)]), "as large as Xvfb was told");

    let mut kinds = vec![];
    let user32 = unsafe { GetModuleHandleW(wide("user32.dll").as_ptr()) };
    let answer = on_resource::scope(&mut kinds, |cb| unsafe { EnumResourceTypesW(user32, cb.shim(), cb.context()) });
    assert!(answer.unwrap() != 0 && kinds.contains(&(RT_VERSION as usize)), "{kinds:?}");
}
