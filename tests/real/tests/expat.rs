//! expat: an encoding that it does not know. The handler fills a struct with a map, a converting callback, its data and
//! the callback that releases it: a Rust object is behind the data until then.

use std::{
    cell::RefCell,
    collections::HashMap,
    ffi::{CStr, c_char, c_int, c_void},
    ptr::null,
    sync::Arc,
};

use callback_real::{Actor, Mood, Script, TROUBLES, Told, assert_outcome, live_contexts};
use callback_runtime::{Callback, Registration, callback, fields, verify::Verify};

mod sys {
    use super::{c_char, c_int, c_void, callback};

    /// `XML_Parser` points at it. No `-sys` crate declares expat; build.rs compiles it.
    #[repr(C)]
    pub(super) struct Parser([u8; 0]);

    #[repr(C)]
    #[derive(Debug)]
    pub(super) struct Encoding {
        pub(super) map: [c_int; 256],
        pub(super) data: *mut c_void,
        pub(super) convert: Option<unsafe extern "C" fn(*mut c_void, *const c_char) -> c_int>,
        pub(super) release: Option<unsafe extern "C" fn(*mut c_void)>,
    }

    pub(super) type UnknownEncoding = unsafe extern "C" fn(*mut c_void, *const c_char, *mut Encoding) -> c_int;
    pub(super) type Text = unsafe extern "C" fn(*mut c_void, *const c_char, c_int);

    pub(super) const OK: c_int = 1;
    pub(super) const ERROR: c_int = 0;
    pub(super) const INVALID_TOKEN: c_int = 4;
    pub(super) const UNKNOWN_ENCODING: c_int = 18;

    #[callback]
    unsafe extern "C" {
        pub(super) unsafe fn XML_ParserCreate(encoding: *const c_char) -> *mut Parser;
        pub(super) unsafe fn XML_ParserFree(parser: *mut Parser);
        pub(super) unsafe fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
        pub(super) unsafe fn XML_SetCharacterDataHandler(parser: *mut Parser, handler: Option<Text>);
        pub(super) unsafe fn XML_SetUnknownEncodingHandler(
            parser: *mut Parser,
            handler: Option<UnknownEncoding>,
            data: *mut c_void,
        );
        pub(super) unsafe fn XML_Parse(parser: *mut Parser, text: *const c_char, length: c_int, last: c_int) -> c_int;
        pub(super) unsafe fn XML_GetErrorCode(parser: *mut Parser) -> c_int;
    }
}

/// Pairs of bytes, the first of which is not ASCII, and the characters that they are.
struct Pairs {
    characters: HashMap<[u8; 2], u16>,
    actor: Actor,
}

/// `XML_Encoding`, with the context in it. The map is filled where it is used.
#[callback(table = sys::Encoding, context_field = data)]
impl Pairs {
    /// -1 where the bytes are no character.
    #[callback(err = -1, returns = c_int)]
    fn convert(&self, pair: &[u8; 2]) -> Result<c_int, Told> {
        self.actor.act()?;
        Ok(self.characters.get(pair).copied().map_or(-1, c_int::from))
    }

    fn release(self) {}
}

/// Encodings by their names, and those that expat was given.
struct Catalog {
    name: &'static CStr,
    /// The byte that leads a pair has the length of the pair.
    length: c_int,
    script: Arc<Script>,
    given: RefCell<Vec<Registration<pairs::Table>>>,
}

impl Catalog {
    fn new(mood: Mood) -> Self {
        Catalog { name: c"x-pairs", length: 2, script: Script::of(mood), given: RefCell::default() }
    }
}

/// `int (*XML_UnknownEncodingHandler)(void *, const XML_Char *name, XML_Encoding *info)`
#[callback(fail = sys::ERROR)]
fn on_unknown_encoding(#[context] catalog: &Catalog, name: &CStr, info: &mut sys::Encoding) -> c_int {
    if name != catalog.name {
        return sys::ERROR;
    }
    assert!(catalog.length != 13, "told to panic");
    let characters = (0..100_u8).map(|n| ([0x80 + n % 16, n], 0x3b1 + u16::from(n))).collect();
    let registration = pairs::Table::own(Pairs { characters, actor: catalog.script.actor() });
    // SAFETY: a map of zeros is one, and is filled below.
    let encoding = unsafe { registration.value() };
    *info = encoding;
    for (byte, place) in (0..).zip(&mut info.map) {
        *place = if byte < 0x80 { byte } else { -catalog.length };
    }
    catalog.given.borrow_mut().push(registration);
    sys::OK
}

/// `void (*XML_CharacterDataHandler)(void *, const XML_Char *, int)`
#[callback]
fn on_text(#[context] all: &mut String, #[len(n)] text: &str, n: c_int) {
    all.push_str(text);
}

/// A parser, which is freed also where a panic goes by.
struct Parser(*mut sys::Parser);

impl Drop for Parser {
    fn drop(&mut self) {
        // SAFETY: created below, and freed once.
        unsafe { sys::XML_ParserFree(self.0) };
    }
}

/// The result of expat for a document: its text, or the error.
fn parse(catalog: &Catalog, document: &[u8]) -> Result<String, c_int> {
    let length = document.len().try_into().expect("a short text");
    // SAFETY: NULL leaves the encoding to the document.
    let owner = Parser(unsafe { sys::XML_ParserCreate(null()) });
    let parser = owner.0;
    let mut all = String::new();
    let status = on_text::scope(&mut all, |text| {
        // SAFETY: the parser is new, and both contexts are there while it parses.
        unsafe { sys::XML_SetUserData(parser, text.context()) };
        // SAFETY: as above.
        unsafe { sys::XML_SetCharacterDataHandler(parser, text.shim()) };
        on_unknown_encoding::scope(catalog, |unknown| {
            // SAFETY: as above.
            unsafe { sys::XML_SetUnknownEncodingHandler(parser, unknown.shim(), unknown.context()) };
            // SAFETY: the document is `length` bytes long.
            unsafe { sys::XML_Parse(parser, document.as_ptr().cast(), length, 1) }
        })
    });
    // SAFETY: a parser.
    let error = unsafe { sys::XML_GetErrorCode(parser) };
    assert_eq!(
        catalog.script.drops(),
        usize::from(error == sys::UNKNOWN_ENCODING && !catalog.given.borrow().is_empty())
    );
    drop(owner);
    let status = status.expect("expat passes UTF-8").expect("expat passes what it says");
    if status == sys::OK { Ok(all) } else { Err(error) }
}

const DOCUMENT: &[u8] = b"<?xml version='1.0' encoding='x-pairs'?><a>x\x80\x00\x81\x01\x8f\x0fy</a>";

#[test]
fn pairs_of_bytes_are_characters() {
    let catalog = Catalog::new(Mood::Answer);
    assert_eq!(parse(&catalog, DOCUMENT).as_deref(), Ok("xαβπy"));
    // expat has released it, with the parser.
    assert_eq!(catalog.script.drops(), 1);
    assert!(catalog.script.calls() >= 3);
    let given = catalog.given.take();
    assert_eq!(given.len(), 1);
    assert_outcome(given[0].outcome(), Mood::Answer);
    drop(given);
    assert_eq!(live_contexts("Pairs"), 0);
}

#[test]
fn what_converting_leaves_is_handed_back() {
    for mood in TROUBLES {
        let catalog = Catalog::new(mood);
        assert_eq!(parse(&catalog, DOCUMENT), Err(sys::INVALID_TOKEN));
        // It did not run again after a panic.
        assert!(catalog.script.calls() == 1 || mood == Mood::Err);
        assert_eq!(catalog.script.drops(), 1);
        assert_outcome(catalog.given.take()[0].outcome(), mood);
    }
}

#[test]
fn an_encoding_that_expat_does_not_take_is_released() {
    let catalog = Catalog { length: 5, ..Catalog::new(Mood::Answer) };
    assert_eq!(parse(&catalog, DOCUMENT), Err(sys::UNKNOWN_ENCODING));
    assert_eq!((catalog.script.calls(), catalog.script.drops()), (0, 1));
    assert_eq!(catalog.given.borrow().len(), 1);

    let catalog = Catalog { name: c"x-other", ..Catalog::new(Mood::Answer) };
    assert_eq!(parse(&catalog, DOCUMENT), Err(sys::UNKNOWN_ENCODING));
    assert!(catalog.given.borrow().is_empty());
}

#[test]
fn a_handler_that_panics_gives_no_encoding() {
    let catalog = Catalog { length: 13, ..Catalog::new(Mood::Answer) };
    let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parse(&catalog, DOCUMENT))).unwrap_err();
    callback_real::assert_told(&*payload);
    assert!(catalog.given.borrow().is_empty());
}

#[test]
fn callbacks_are_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_EXPAT_INCLUDE"))
        .header("expat.h")
        .name::<sys::Encoding>("XML_Encoding")
        .name::<sys::Parser>("struct XML_ParserStruct")
        .declared::<(sys::XML_ParserCreate, sys::XML_ParserFree, sys::XML_SetUserData, sys::XML_Parse)>()
        .declared::<(sys::XML_SetCharacterDataHandler, sys::XML_SetUnknownEncodingHandler, sys::XML_GetErrorCode)>()
        .layout::<sys::Encoding>("XML_Encoding", &fields!(sys::Encoding { map, data, convert, release }))
        .value("XML_STATUS_OK", sys::OK)
        .value("XML_STATUS_ERROR", sys::ERROR)
        .value("XML_ERROR_INVALID_TOKEN", sys::INVALID_TOKEN)
        .value("XML_ERROR_UNKNOWN_ENCODING", sys::UNKNOWN_ENCODING)
        .callback::<on_unknown_encoding>()
        .is_typedef("XML_UnknownEncodingHandler")
        .callback::<on_text>()
        .is_typedef("XML_CharacterDataHandler")
        .callback::<pairs::convert>()
        .allow_char_sign()
        .is_field("XML_Encoding", "convert")
        .callback::<pairs::release>()
        .is_field("XML_Encoding", "release")
        .check();
}
