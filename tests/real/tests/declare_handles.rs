//! Closures that expat, sqlite and libcurl keep until a handle is freed: the box of the handle carries them.

use std::{
    cell::{Cell, RefCell},
    ffi::{CStr, CString, c_char, c_int, c_uint, c_void},
    fs, process,
    ptr::null_mut,
    rc::Rc,
};

use callback_real::live_contexts;
use callback_runtime::arg::CStrVec;
use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use curl_sys as curl;
use libsqlite3_sys as _;

type Start = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char);
type End = unsafe extern "C" fn(*mut c_void, *const c_char);
type Write = unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize;

#[callback]
unsafe extern "C" {
    /// `XML_Parser` points at it.
    type Parser;

    #[callback(free = XML_ParserFree)]
    safe fn XML_ParserCreate(encoding: Option<&CStr>) -> Option<CBox<Parser>>;
    unsafe fn XML_ParserFree(parser: *mut Parser);
    /// Unsafe: no handler frees the parser or parses with it.
    #[callback(fails = zero)]
    unsafe fn XML_Parse(parser: &Parser, text: &[u8], #[len(text)] length: c_int, last: c_int) -> c_int;
    fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
    fn XML_SetElementHandler(parser: *mut Parser, start: Option<Start>, end: Option<End>);

    safe fn set_element_handlers(
        parser: &Parser,
        #[callback(retained, until = parser)] start: fn(#[context] _: _, name: &CStr, attributes: CStrVec<'_>),
        #[callback(retained, until = parser)] end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] data: *mut c_void,
    ) {
        let parser = parser.cast_mut();
        XML_SetUserData(parser, data);
        XML_SetElementHandler(parser, Some(start.shim()), Some(end.shim()));
    }
}

#[callback]
unsafe extern "C" {
    type Db;

    #[callback(fails = nonzero)]
    safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
    unsafe fn sqlite3_close(db: *mut Db) -> c_int;
    #[link_name = "sqlite3_close"]
    #[callback(fails = nonzero)]
    safe fn close(db: CBox<Db>) -> c_int;

    /// Unsafe: no hook uses the connection.
    #[callback(fails = nonzero)]
    unsafe fn sqlite3_exec(
        db: &Db,
        sql: &CStr,
        row: Option<unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>,
        user: *mut c_void,
        message: Option<&mut *mut c_char>,
    ) -> c_int;

    safe fn sqlite3_rollback_hook(
        db: &Db,
        #[callback(retained, until = db)] hook: Option<fn(#[context] _: _)>,
        #[context(hook)] _: *mut c_void,
    ) -> *mut c_void;

    safe fn sqlite3_commit_hook(
        db: &Db,
        #[callback(retained, until = db, fail = 1)] hook: Option<fn(#[context] _: _) -> c_int>,
        #[context(hook)] _: *mut c_void,
    ) -> *mut c_void;
}

#[callback]
unsafe extern "C" {
    type Easy;

    #[callback(free = curl_easy_cleanup)]
    safe fn curl_easy_init() -> Option<CBox<Easy>>;
    unsafe fn curl_easy_cleanup(easy: *mut Easy);
    /// Unsafe: no closure uses the handle.
    #[callback(fails = nonzero)]
    unsafe fn curl_easy_perform(easy: &Easy) -> c_uint;

    #[callback(fails = nonzero)]
    safe fn set_url(easy: &Easy, url: &CStr) -> c_uint {
        curl::curl_easy_setopt(easy.cast_mut().cast(), curl::CURLOPT_URL, url)
    }

    /// `CURLOPT_WRITEFUNCTION` and `CURLOPT_WRITEDATA`
    #[callback(fails = nonzero)]
    safe fn set_write(
        easy: &Easy,
        #[callback(retained, until = easy, fail = 0)] write: fn(
            #[len(size * count)] data: &[u8],
            size: usize,
            count: usize,
            #[context] _: _,
        ) -> usize,
    ) -> c_uint {
        let easy = easy.cast_mut().cast();
        match curl::curl_easy_setopt(easy, curl::CURLOPT_WRITEFUNCTION, write.shim::<Write>()) {
            curl::CURLE_OK => curl::curl_easy_setopt(easy, curl::CURLOPT_WRITEDATA, write.context()),
            code => code,
        }
    }
}

#[test]
fn a_parser_carries_its_handlers() {
    let names = Rc::new(RefCell::new(vec![]));
    let parser = XML_ParserCreate(None).unwrap();
    for round in 0..2 {
        let (started, ended) = (names.clone(), names.clone());
        set_element_handlers(
            &parser,
            move |name: &CStr, attributes: CStrVec<'_>| {
                started.borrow_mut().push(format!("{round}{}{}", name.to_string_lossy(), attributes.len()));
            },
            move |name| ended.borrow_mut().push(format!("/{}", name.to_string_lossy())),
        );
        // Those of the first round have gone.
        assert_eq!(Rc::strong_count(&names), 3);
    }
    // SAFETY: the handlers have no parser.
    unsafe { XML_Parse(&parser, br#"<a k="v"><b/></a>"#, 1) }.unwrap();
    assert_eq!(*names.borrow(), ["1a2", "1b0", "/b", "/a"]);
    drop(parser);
    assert_eq!(Rc::strong_count(&names), 1);
}

/// sqlite rolls back an open transaction while it closes, and calls the hook then.
#[test]
fn a_connection_calls_its_hook_while_it_is_closed() {
    for by_value in [false, true] {
        let (commits, rollbacks) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let (committed, rolled_back) = (commits.clone(), rollbacks.clone());
        let db = sqlite3_open(c":memory:").unwrap();
        sqlite3_commit_hook(
            &db,
            Some(Box::new(move || {
                committed.set(committed.get() + 1);
                0
            })),
        );
        sqlite3_rollback_hook(&db, Some(Box::new(move || rolled_back.set(rolled_back.get() + 1))));
        // SAFETY: the hooks have no connection.
        unsafe { sqlite3_exec(&db, c"create table t (a); begin; insert into t values (1)", None, null_mut(), None) }
            .unwrap();
        assert_eq!((commits.get(), rollbacks.get()), (1, 0));
        sqlite3_commit_hook(&db, None);
        assert_eq!(Rc::strong_count(&commits), 1);
        if by_value {
            close(db).unwrap();
        } else {
            drop(db);
        }
        assert_eq!((rollbacks.get(), Rc::strong_count(&rollbacks)), (1, 1));
    }
    assert_eq!(live_contexts(concat!(module_path!(), "::sqlite3_rollback_hook::hook")), 0);
}

#[test]
fn an_easy_handle_carries_its_writer() {
    let path = std::env::temp_dir().join(format!("callback-declare-handles-{}", process::id()));
    fs::write(&path, vec![b'x'; 50_000]).unwrap();
    let easy = curl_easy_init().unwrap();
    set_url(&easy, &CString::new(format!("file://{}", path.display())).unwrap()).unwrap();
    let length = Rc::new(Cell::new(0));
    for _ in 0..2 {
        let inside = length.clone();
        set_write(&easy, move |data, _, _| {
            inside.set(inside.get() + data.len());
            data.len()
        })
        .unwrap();
        assert_eq!(Rc::strong_count(&length), 2);
        // SAFETY: the closure has no handle.
        unsafe { curl_easy_perform(&easy) }.unwrap();
    }
    fs::remove_file(&path).unwrap();
    drop(easy);
    assert_eq!((length.get(), Rc::strong_count(&length)), (100_000, 1));
}

#[test]
fn they_are_as_the_headers_say() {
    Verify::new()
        .include(env!("SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .name::<Db>("sqlite3")
        .declared::<(sqlite3_rollback_hook, sqlite3_commit_hook, close)>()
        .check();
}
