//! Loops of libuv and expat that a failure stops.

#![cfg(target_os = "linux")]

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null;

// It links the libraries.
use callback_real as _;
use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use callback_runtime::{Failed, callback};

mod sys {
    use super::{Loop, Parser, c_char, c_int, c_uint, c_void, callback};

    #[repr(C)]
    pub(super) struct Handle([u8; 0]);

    pub(super) type OnHandle = Option<unsafe extern "C" fn(*mut Handle)>;
    pub(super) type Start = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char);
    pub(super) type Text = unsafe extern "C" fn(*mut c_void, *const c_char, c_int);

    #[callback]
    unsafe extern "C" {
        pub(super) unsafe fn uv_loop_size() -> usize;
        pub(super) unsafe fn uv_handle_size(kind: c_int) -> usize;
        pub(super) unsafe fn uv_loop_init(looped: *mut Loop) -> c_int;
        pub(super) unsafe fn uv_loop_close(looped: *mut Loop) -> c_int;
        pub(super) unsafe fn uv_run(looped: *mut Loop, mode: c_uint) -> c_int;
        pub(super) unsafe fn uv_timer_init(looped: *mut Loop, timer: *mut Handle) -> c_int;
        pub(super) unsafe fn uv_timer_start(timer: *mut Handle, cb: OnHandle, timeout: u64, repeat: u64) -> c_int;
        pub(super) unsafe fn uv_close(handle: *mut Handle, cb: OnHandle);
        pub(super) unsafe fn uv_handle_get_data(handle: *const Handle) -> *mut c_void;
        pub(super) unsafe fn uv_handle_set_data(handle: *mut Handle, data: *mut c_void);
        pub(super) unsafe fn XML_ParserCreate(encoding: *const c_char) -> *mut Parser;
        pub(super) unsafe fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
        pub(super) unsafe fn XML_SetElementHandler(parser: *mut Parser, start: Option<Start>, end: *const c_void);
        pub(super) unsafe fn XML_SetCharacterDataHandler(parser: *mut Parser, handler: Option<Text>);
        pub(super) unsafe fn XML_Parse(parser: *mut Parser, text: *const c_char, length: c_int, last: c_int) -> c_int;
    }
}

const TIMER: c_int = 13;
const ABORTED: c_int = 35;

#[callback]
unsafe extern "C" {
    type Loop;
    type Parser;

    safe fn uv_stop(looped: &Loop);

    /// Runs a timer that repeats: the loop has no end of its own.
    safe fn tick<E>(
        looped: &Loop,
        #[callback(returns = (), stop = uv_stop(looped))] on_tick: fn(
            #[context(from = unsafe { sys::uv_handle_get_data(timer) })] _: _,
            timer: *mut sys::Handle,
        ) -> Result<(), E>,
    ) -> c_int {
        let looped = looped.cast_mut();
        let layout = Layout::from_size_align(sys::uv_handle_size(TIMER), 16).expect("a small object");
        let timer: *mut sys::Handle = alloc_zeroed(layout).cast();
        sys::uv_timer_init(looped, timer);
        sys::uv_handle_set_data(timer, on_tick.context());
        sys::uv_timer_start(timer, on_tick.shim(), 0, 1);
        let left = sys::uv_run(looped, 0);
        sys::uv_close(timer, None);
        sys::uv_run(looped, 0);
        dealloc(timer.cast(), layout);
        left
    }

    unsafe fn XML_ParserFree(parser: *mut Parser);
    #[must_use]
    safe fn XML_StopParser(parser: &Parser, resumable: u8) -> c_int;
    safe fn XML_GetErrorCode(parser: &Parser) -> c_int;

    #[callback(free = XML_ParserFree)]
    safe fn parser() -> CBox<Parser> {
        sys::XML_ParserCreate(null())
    }

    /// Calls both handlers with one user data, which share `stop`.
    safe fn parse(
        parser: &Parser,
        xml: &[u8],
        #[len(xml)] length: c_int,
        #[callback(stop = XML_StopParser(parser, 0))] start: fn(
            #[context] _: _,
            name: &CStr,
            attributes: *mut *const c_char,
        ) -> ControlFlow<String>,
        text: fn(#[context] _: _, #[len(n)] text: &str, n: c_int),
        #[context(start, text)] data: *mut c_void,
    ) -> c_int {
        let parser = parser.cast_mut();
        sys::XML_SetUserData(parser, data);
        sys::XML_SetElementHandler(parser, Some(start.shim()), null());
        sys::XML_SetCharacterDataHandler(parser, Some(text.shim()));
        sys::XML_Parse(parser, xml.cast(), length, 1)
    }
}

/// An event loop, in memory of Rust.
struct Room(*mut Loop, Layout);

impl Room {
    fn new() -> Self {
        // SAFETY: no preconditions.
        let layout = Layout::from_size_align(unsafe { sys::uv_loop_size() }, 16).expect("an object");
        // SAFETY: libuv has no empty objects.
        let looped = unsafe { alloc_zeroed(layout) }.cast();
        // SAFETY: memory of the right size.
        assert_eq!(unsafe { sys::uv_loop_init(looped) }, 0);
        Room(looped, layout)
    }

    fn get(&self) -> &Loop {
        // SAFETY: initialised, and opaque.
        unsafe { &*self.0 }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // SAFETY: initialised, and nothing is open any more.
        assert_eq!(unsafe { sys::uv_loop_close(self.0) }, 0);
        // SAFETY: allocated in `new` with this layout.
        unsafe { dealloc(self.0.cast(), self.1) };
    }
}

#[test]
fn s60_uv_stop_ends_a_loop_with_a_timer() {
    let (room, mut ticks) = (Room::new(), 0);
    let failed = tick(room.get(), |_| {
        ticks += 1;
        if ticks == 3 { Err("third tick") } else { Ok(()) }
    });
    assert_eq!((failed, ticks), (Err(Failed::Err("third tick")), 3));
}

#[test]
fn s60_uv_stop_ends_a_loop_after_a_panic() {
    let (room, mut ticks) = (Room::new(), 0);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        tick::<()>(room.get(), |_| {
            ticks += 1;
            assert_ne!(ticks, 2, "second tick");
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(ticks, 2);
}

#[test]
fn s60_xml_stop_parser_ends_a_document() {
    let xml = format!("<all>{}</all>", "<one>text</one>".repeat(100_000));
    let (parser, mut elements, mut texts) = (parser(), 0, 0);
    let found = parse(
        &parser,
        xml.as_bytes(),
        |name, _| {
            elements += 1;
            if elements == 4 {
                ControlFlow::Break(name.to_string_lossy().into_owned())
            } else {
                ControlFlow::Continue(())
            }
        },
        |_, _| texts += 1,
    );
    assert_eq!(found.unwrap(), ControlFlow::Break("one".to_owned()));
    assert_eq!((elements, texts, XML_GetErrorCode(&parser)), (4, 2, ABORTED));
}

#[test]
fn s60_xml_stop_parser_ends_a_document_after_a_panic_of_another_handler() {
    let xml = format!("<all>{}</all>", "<one>text</one>".repeat(100_000));
    let parser = parser();
    let mut elements = 0;
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        parse(
            &parser,
            xml.as_bytes(),
            |_, _| {
                elements += 1;
                ControlFlow::Continue(())
            },
            |_, _| panic!("a text"),
        )
    }));
    assert!(panicked.is_err());
    assert_eq!((elements, XML_GetErrorCode(&parser)), (2, ABORTED));
}

#[test]
fn they_are_as_the_headers_say() {
    Verify::new()
        .include(env!("CALLBACK_UV_INCLUDE"))
        .header("uv.h")
        .name::<Loop>("struct uv_loop_s")
        .name::<sys::Handle>("struct uv_handle_s")
        .declared::<uv_stop>()
        .check();
    Verify::new()
        .include(env!("CALLBACK_EXPAT_INCLUDE"))
        .header("expat.h")
        .name::<Parser>("struct XML_ParserStruct")
        .declared::<(XML_StopParser, XML_GetErrorCode, XML_ParserFree)>()
        .check();
}
