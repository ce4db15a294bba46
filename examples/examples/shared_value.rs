//! One value for several callbacks: the methods of a trait are the handlers of a parser, and no closure captures a `RefCell`.

use std::error::Error;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null;

use callback_runtime::arg::CStrVec;
use callback_runtime::callback;

type Start = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char);
type End = unsafe extern "C" fn(*mut c_void, *const c_char);
type Text = unsafe extern "C" fn(*mut c_void, *const c_char, c_int);

/// The handlers, as a Rust crate around the parser would have them.
trait Elements {
    fn start(&mut self, name: &CStr, attributes: CStrVec<'_>);
    fn end(&mut self, name: &CStr);
    fn text(&mut self, _text: &str, _n: c_int) {}
}

#[callback]
unsafe extern "C" {
    #[callback(name = "struct XML_ParserStruct")]
    type Parser;

    fn XML_ParserCreate(encoding: *const c_char) -> *mut Parser;
    fn XML_ParserFree(parser: *mut Parser);
    fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
    fn XML_SetElementHandler(parser: *mut Parser, start: Option<Start>, end: Option<End>);
    fn XML_SetCharacterDataHandler(parser: *mut Parser, handler: Option<Text>);
    fn XML_Parse(parser: *mut Parser, text: *const c_char, length: c_int, last: c_int) -> c_int;

    safe fn parse(
        xml: &[u8],
        #[len(xml)] length: c_int,
        start: fn(#[context] _: _, name: &CStr, attributes: CStrVec<'_>),
        end: fn(#[context] _: _, name: &CStr),
        text: fn(#[context] _: _, #[len(n)] text: &str, n: c_int),
        #[context(start, end, text)] elements: &mut impl Elements,
    ) -> c_int {
        let parser = XML_ParserCreate(null());
        XML_SetUserData(parser, elements);
        XML_SetElementHandler(parser, Some(start.shim()), Some(end.shim()));
        XML_SetCharacterDataHandler(parser, Some(text.shim()));
        let status = XML_Parse(parser, xml.cast(), length, 1);
        XML_ParserFree(parser);
        status
    }
}

#[derive(Default)]
struct Depth {
    now: usize,
    most: usize,
}

impl Elements for Depth {
    fn start(&mut self, _name: &CStr, _attributes: CStrVec<'_>) {
        self.now += 1;
        self.most = self.most.max(self.now);
    }

    fn end(&mut self, _name: &CStr) {
        self.now -= 1;
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut depth = Depth::default();
    assert_eq!(parse(br#"<list kind="short"><item>one</item><item/></list>"#, &mut depth)?, 1);
    assert_eq!((depth.now, depth.most), (0, 2));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    let verify = callback_runtime::verify::Verify::new().include(env!("EXPAT_INCLUDE")).header("expat.h");
    let verify = verify.callback::<parse::start>().allow_const_of(3).is_typedef("XML_StartElementHandler");
    let verify = verify.callback::<parse::end>().is_typedef("XML_EndElementHandler");
    verify.callback::<parse::text>().allow_char_sign().is_typedef("XML_CharacterDataHandler").check();
}
