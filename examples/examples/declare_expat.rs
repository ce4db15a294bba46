//! A typed declaration with a body: a parser is made, given handlers and their data, used and freed in one safe call.

use std::cell::RefCell;
use std::error::Error;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null;

use callback_runtime::arg::CStrVec;
use callback_runtime::callback;

mod sys {
    use super::{c_char, c_int, c_void, callback};

    // `XML_Parser` points at it. No `-sys` crate declares expat; build.rs compiles it.
    #[repr(C)]
    pub(super) struct Parser([u8; 0]);

    pub(super) type Start = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char);
    pub(super) type End = unsafe extern "C" fn(*mut c_void, *const c_char);
    pub(super) type Text = unsafe extern "C" fn(*mut c_void, *const c_char, c_int);

    #[callback]
    unsafe extern "C" {
        pub(super) unsafe fn XML_ParserCreate(encoding: *const c_char) -> *mut Parser;
        pub(super) unsafe fn XML_ParserFree(parser: *mut Parser);
        pub(super) unsafe fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
        pub(super) unsafe fn XML_SetElementHandler(parser: *mut Parser, start: Option<Start>, end: Option<End>);
        pub(super) unsafe fn XML_SetCharacterDataHandler(parser: *mut Parser, handler: Option<Text>);
        pub(super) unsafe fn XML_Parse(parser: *mut Parser, text: *const c_char, length: c_int, last: c_int) -> c_int;
    }
}

#[callback]
unsafe extern "C" {
    safe fn parse(
        xml: &[u8],
        #[len(xml)] length: c_int,
        start: fn(#[context] _: _, name: &CStr, attributes: CStrVec<'_>),
        end: fn(#[context] _: _, name: &CStr),
        text: fn(#[context] _: _, #[len(n)] text: &str, n: c_int),
        #[context(start, end, text)] data: *mut c_void,
    ) -> c_int {
        let parser = sys::XML_ParserCreate(null());
        sys::XML_SetUserData(parser, data);
        sys::XML_SetElementHandler(parser, Some(start.shim()), Some(end.shim()));
        sys::XML_SetCharacterDataHandler(parser, Some(text.shim()));
        let status = sys::XML_Parse(parser, xml.cast(), length, 1);
        sys::XML_ParserFree(parser);
        status
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (outline, depth) = (RefCell::new(String::new()), RefCell::new(0));
    let status = parse(
        br#"<list kind="short"><item>one</item><item/></list>"#,
        |name, attributes| {
            *depth.borrow_mut() += 1;
            let line = format!("{}{}({})", "  ".repeat(*depth.borrow()), name.to_string_lossy(), attributes.len() / 2);
            outline.borrow_mut().push_str(&line);
        },
        |_| *depth.borrow_mut() -= 1,
        |text, _| outline.borrow_mut().push_str(text),
    )?;
    assert_eq!((status, depth.into_inner()), (1, 0));
    assert_eq!(outline.into_inner(), "  list(1)    item(0)one    item(0)");
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("EXPAT_INCLUDE"))
        .header("expat.h")
        .name::<sys::Parser>("struct XML_ParserStruct")
        .declared::<(sys::XML_ParserCreate, sys::XML_ParserFree, sys::XML_SetUserData, sys::XML_SetElementHandler)>()
        .declared::<(sys::XML_SetCharacterDataHandler, sys::XML_Parse)>()
        .check();
}
