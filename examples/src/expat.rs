//! Handlers of expat that share one context. No `-sys` crate declares expat, so the declarations are here.

use crate::report::Report;
use callback_runtime::{Callback, callback};
use std::{
    ffi::{CStr, c_char, c_int, c_void},
    ptr::null,
    time::Instant,
};

/// `XML_Parser` points at it.
#[repr(C)]
struct Parser {
    opaque: [u8; 0],
}

type StartElement = Option<unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char)>;
type EndElement = Option<unsafe extern "C" fn(*mut c_void, *const c_char)>;
type CharacterData = Option<unsafe extern "C" fn(*mut c_void, *const c_char, c_int)>;

const XML_STATUS_OK: c_int = 1;

#[callback]
unsafe extern "C" {
    safe fn XML_ExpatVersion() -> *const c_char;
    unsafe fn XML_ParserCreate(encoding: *const c_char) -> *mut Parser;
    unsafe fn XML_ParserFree(parser: *mut Parser);
    unsafe fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
    unsafe fn XML_SetElementHandler(parser: *mut Parser, start: StartElement, end: EndElement);
    unsafe fn XML_SetCharacterDataHandler(parser: *mut Parser, handler: CharacterData);
    unsafe fn XML_Parse(parser: *mut Parser, text: *const c_char, length: c_int, last: c_int) -> c_int;
}

/// State shared by the handlers.
#[derive(Debug, Default, PartialEq)]
struct Outline {
    depth: usize,
    deepest: usize,
    elements: usize,
    attributes: usize,
    text: String,
    calls: usize,
}

/// `void (*XML_StartElementHandler)(void *, const XML_Char *, const XML_Char **)`
#[callback]
fn start_element(#[context] outline: &mut Outline, name: &CStr, attributes: *mut *const c_char) {
    outline.calls += 1;
    outline.elements += usize::from(name == c"item");
    outline.depth += 1;
    outline.deepest = outline.deepest.max(outline.depth);
    let mut strings = 0;
    // SAFETY: expat ends the array of names and values with NULL, and the index goes no further.
    while !unsafe { *attributes.wrapping_add(strings) }.is_null() {
        strings += 1;
    }
    outline.attributes += strings / 2;
}

/// `void (*XML_EndElementHandler)(void *, const XML_Char *)`
#[callback]
fn end_element(#[context] outline: &mut Outline, _name: &CStr) {
    outline.calls += 1;
    outline.depth -= 1;
}

/// `void (*XML_CharacterDataHandler)(void *, const XML_Char *, int)`; no NUL at the end
#[callback]
fn character_data(#[context] outline: &mut Outline, #[len(n)] text: &str, n: c_int) {
    outline.calls += 1;
    outline.text.push_str(text);
}

pub(crate) fn tour(report: &mut Report) {
    // SAFETY: the version is a C string in the library.
    let version = unsafe { CStr::from_ptr(XML_ExpatVersion()) };
    Report::library(&format!("expat ({}), from the C sources in expat-sys", version.to_string_lossy()));
    report.call("XML_Parse(parser, xml, …), with three handlers on &outline");
    let item = |i| format!("<item id='{i}' even='{}'>ö{i}</item>", i % 2 == 0);
    let items = (0..10_000).map(item).collect::<Vec<_>>().concat();
    let mut outline = Outline::default();
    let start = Instant::now();
    let status = parse(&format!("<list>{items}</list>"), &mut outline);
    let time = start.elapsed();
    report.back("expat returned", status, XML_STATUS_OK);
    report.back("elements <item>", outline.elements, 10_000_usize);
    report.back("their attributes", outline.attributes, 20_000_usize);
    report.back("depth at the deepest and at the end", (outline.deepest, outline.depth), (2_usize, 0_usize));
    let expected = (0..10_000).map(|i| format!("ö{i}")).collect::<Vec<_>>().concat();
    report.back("the text is complete", outline.text == expected, true);
    report.cost("#[callback]", outline.calls, time);

    report.call("XML_Parse(parser, \"<a><b></a>\", …)");
    let mut outline = Outline::default();
    report.back("expat returned", parse("<a><b></a>", &mut outline), 0);
    report.back("depth where it stopped", outline.depth, 2_usize);
}

/// Returns the result of `XML_Parse`, which passes all elements of `xml` to `outline`.
fn parse(xml: &str, outline: &mut Outline) -> c_int {
    let length = xml.len().try_into().expect("a short text");
    // SAFETY: NULL leaves the encoding to the document.
    let parser = unsafe { XML_ParserCreate(null()) };
    assert!(!parser.is_null(), "XML_ParserCreate");
    let status = start_element::scope(outline, |start| {
        let (end, text) = (start.also::<end_element>(), start.also::<character_data>());
        // SAFETY: the parser is new; the three handlers share the context.
        unsafe { XML_SetUserData(parser, start.context()) };
        // SAFETY: see above.
        unsafe { XML_SetElementHandler(parser, start.shim(), end.shim()) };
        // SAFETY: see above.
        unsafe { XML_SetCharacterDataHandler(parser, text.shim()) };
        // SAFETY: the text is `length` bytes long, and the last of the document.
        unsafe { XML_Parse(parser, xml.as_ptr().cast(), length, 1) }
    });
    // SAFETY: created once, freed once.
    unsafe { XML_ParserFree(parser) };
    status.expect("expat passes strings in UTF-8")
}

#[test]
fn callbacks_are_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(env!("EXPAT_INCLUDE"))
        .header("expat.h")
        .name::<Parser>("struct XML_ParserStruct")
        .declared::<(XML_ExpatVersion, XML_ParserCreate, XML_ParserFree, XML_SetUserData, XML_SetElementHandler)>()
        .declared::<(XML_SetCharacterDataHandler, XML_Parse)>()
        .callback::<start_element>()
        .is_typedef("XML_StartElementHandler")
        .callback::<end_element>()
        .is_typedef("XML_EndElementHandler")
        .callback::<character_data>()
        .is_typedef("XML_CharacterDataHandler")
        .value("XML_STATUS_OK", XML_STATUS_OK)
        .check();
}
