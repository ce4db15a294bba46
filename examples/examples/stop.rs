//! `stop`: a failure in a callback ends the C function, which would go on for long, or for ever.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ops::ControlFlow;
use std::ptr::null;

use callback_runtime::arg::CStrVec;
use callback_runtime::{Refused, callback};

mod sys {
    use super::{c_char, c_int, c_void, callback};

    // `XML_Parser` points at it. No `-sys` crate declares expat; build.rs compiles it.
    #[repr(C)]
    pub(super) struct Parser([u8; 0]);

    pub(super) type Start = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char);
    pub(super) type End = unsafe extern "C" fn(*mut c_void, *const c_char);

    #[callback]
    unsafe extern "C" {
        pub(super) unsafe fn XML_ParserCreate(encoding: *const c_char) -> *mut Parser;
        pub(super) unsafe fn XML_ParserFree(parser: *mut Parser);
        pub(super) unsafe fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
        pub(super) unsafe fn XML_SetElementHandler(parser: *mut Parser, start: Option<Start>, end: Option<End>);
        pub(super) unsafe fn XML_Parse(parser: *mut Parser, text: *const c_char, length: c_int, last: c_int) -> c_int;
        pub(super) unsafe fn XML_StopParser(parser: *mut Parser, resumable: u8) -> c_int;
    }
}

#[callback]
unsafe extern "C" {
    // `void (*start)(void *data, const char *name, const char **attributes)`: no value tells expat to stop.
    safe fn parse(
        xml: &[u8],
        #[len(xml)] length: c_int,
        #[callback(returns = ())] start: fn(
            #[context] _: _,
            name: &CStr,
            attributes: CStrVec<'_>,
        ) -> ControlFlow<String>,
        #[context(start)] data: *mut c_void,
    ) -> c_int {
        let parser = sys::XML_ParserCreate(null());
        // The parser is made here. For one that the caller passes, `stop = XML_StopParser(parser, 0)` stands with the callback.
        start.on_stop(move || sys::XML_StopParser(parser, 0));
        sys::XML_SetUserData(parser, data);
        sys::XML_SetElementHandler(parser, Some(start.shim()), None);
        let status = sys::XML_Parse(parser, xml.cast(), length, 1);
        sys::XML_ParserFree(parser);
        status
    }
}

fn main() -> Result<(), Refused> {
    let xml = format!("<mails>{}</mails>", "<mail/><draft to='x'/>".repeat(100_000));
    let mut seen = 0;
    let found = parse(xml.as_bytes(), |name, attributes| {
        seen += 1;
        if name == c"draft" {
            ControlFlow::Break(format!("{} attribute", attributes.len() / 2))
        } else {
            ControlFlow::Continue(())
        }
    })?;
    // The rest was not parsed.
    assert_eq!((found, seen), (ControlFlow::Break("1 attribute".to_owned()), 3));

    // Without a failure, the C result is returned.
    assert_eq!(parse(b"<mails/>", |_, _| ControlFlow::Continue(()))?, ControlFlow::Continue(1));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("EXPAT_INCLUDE"))
        .header("expat.h")
        .name::<sys::Parser>("struct XML_ParserStruct")
        .declared::<(sys::XML_ParserCreate, sys::XML_ParserFree, sys::XML_SetUserData, sys::XML_SetElementHandler)>()
        .declared::<(sys::XML_Parse, sys::XML_StopParser)>()
        .check();
}
