//! The code of the documentation that rustdoc leaves alone (`ignore`), with what it needs around it: it compiles, and is
//! what the documents have, but for layout, comments and what they leave out (`/* … */`).

#![allow(clippy::all, clippy::pedantic, clippy::restriction, reason = "it is written to be read")]
#![allow(
    dead_code,
    non_camel_case_types,
    unreachable_pub,
    unused_imports,
    unused_mut,
    unused_variables,
    reason = "nothing of it is run"
)]

const README: &str = include_str!("../../../README.md");
const CALLBACK: &str = include_str!("../../../callback-macros/src/callback.md");
const DECLARATIONS: &str = include_str!("../../../callback-macros/src/declarations.md");

/// The blocks of a document that are marked so.
fn ignored(document: &'static str) -> impl Iterator<Item = &'static str> {
    document.split("\n```").filter_map(|block| {
        let (language, code) = block.split_once('\n')?;
        language.ends_with("ignore").then_some(code)
    })
}

/// Without comments and layout.
fn plain(code: &str) -> String {
    let lines = code.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .replace(",)", ")")
        .replace(",}", "}")
        .replace(",>", ">")
}

#[test]
fn what_is_shown_compiles() {
    let source = plain(include_str!("documents.rs"));
    let mut blocks = 0;
    for block in [README, CALLBACK, DECLARATIONS].into_iter().flat_map(ignored) {
        for part in block.split("\n\n").flat_map(|paragraph| paragraph.split("/* … */")) {
            assert!(source.contains(&plain(part)), "this is compiled nowhere:\n{part}");
        }
        blocks += 1;
    }
    assert_eq!(blocks, 27, "a block that is marked otherwise is not looked at");
}

#[allow(dead_code, unused_variables, reason = "it is only compiled")]
mod names {
    use callback_runtime::{Scope, callback};
    use std::ffi::CStr;

    struct Parser;
    struct Handlers<'a>(&'a mut u32);

    #[callback]
    fn end(name: &CStr, #[context] handlers: &mut Handlers<'_>) {}

    fn set(parser: &mut Parser, cb: &Scope<'_, end<&()>>) {}
}

mod readme {
    use callback_runtime::arg::WriteBuf;
    use callback_runtime::{Callback, callback};
    use std::error::Error;
    use std::ffi::{CStr, c_char, c_int, c_void};
    use std::io::Read;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::slice;

    mod sys {
        use super::*;

        #[repr(C)]
        pub struct stream_ops {
            pub version: c_int,
            pub read: Option<unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> isize>,
            pub close: Option<unsafe extern "C" fn(*mut c_void)>,
        }
    }

    unsafe fn stream_open(ops: *const sys::stream_ops, context: *mut c_void) {}

    struct Reader<R>(R);

    #[callback(table = sys::stream_ops, fields(version = 2), fail = -1)]
    impl<R: Read> Reader<R> {
        fn read(&mut self, #[len(n)] mut data: WriteBuf<'_>, n: usize) -> isize {
            0
        }
        fn close(self) {}
    }

    fn table<R: Read + 'static>(reader: Reader<R>) {
        let registration = reader::Table::own(reader);
        unsafe { stream_open(registration.table(), registration.context()) };
    }

    struct State {
        rows: Vec<String>,
        error: Option<Box<dyn Error>>,
        panic: Option<Box<dyn std::any::Any + Send>>,
    }

    #[rustfmt::skip]
    unsafe extern "C" fn on_row(data: *mut c_void, n: c_int, values: *mut *mut c_char, _names: *mut *mut c_char) -> c_int {
        let state = unsafe { &mut *data.cast::<State>() };
        if state.panic.is_some() { return 1 }
        match catch_unwind(AssertUnwindSafe(|| {
            let values = unsafe { slice::from_raw_parts(values, n as usize) };
            state.rows.push(unsafe { CStr::from_ptr(values[0]) }.to_str()?.to_owned());
            Ok(())
        })) {
            Ok(Ok(())) => 0,
            Ok(Err(error)) => { state.error = Some(error); 1 }
            Err(payload) => { state.panic = Some(payload); 1 }
        }
    }
}

mod verified {
    use callback_runtime::arg::CStrPtr;
    use callback_runtime::callback;
    use callback_runtime::fields;
    use callback_runtime::verify::Verify;
    use std::ffi::{CStr, c_char, c_int, c_void};
    use std::ops::ControlFlow;

    mod sys {
        #[repr(C)]
        pub struct Info {
            pub size: i32,
            pub flags: u32,
        }
    }

    #[callback(fail = 1)]
    fn on_row(#[context] rows: &mut u32, n: c_int, #[len(n)] values: &[CStrPtr], #[len(n)] names: &[CStrPtr]) -> c_int {
        0
    }

    use super::declared::sqlite3_exec;
    use super::opened::sqlite3_open;

    fn check() {
        Verify::new()
            .pkg_config("sqlite3")
            .header("sqlite3.h")
            .callback::<on_row>()
            .is_typedef("sqlite3_callback")
            .declared::<(sqlite3_open, sqlite3_exec)>()
            .check();
        Verify::new().header("sqlite3.h").declared::<sqlite3_open>().declared::<sqlite3_exec>().check();
    }
}

mod opened {
    use callback_runtime::callback;
    use callback_runtime::foreign::CBox;
    use std::ffi::{CStr, c_int};

    #[callback]
    unsafe extern "C" {
        pub type Db;
        #[callback(fails = nonzero)]
        pub safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
        unsafe fn sqlite3_close(db: *mut Db) -> c_int;
    }
}

mod declared {
    use callback_runtime::arg::CStrPtr;
    use callback_runtime::{CallError, callback};
    use libsqlite3_sys as _;
    use std::ffi::{CStr, c_char, c_int, c_void};
    use std::ops::ControlFlow;

    #[derive(Debug)]
    pub struct SqliteError(c_int);

    impl From<c_int> for SqliteError {
        fn from(code: c_int) -> Self {
            SqliteError(code)
        }
    }

    #[callback]
    #[link(name = "sqlite3")]
    unsafe extern "C" {
        /// An object of C's, passed as `&Db`.
        pub type Db;

        #[callback(fails = nonzero, error = SqliteError)]
        pub safe fn sqlite3_exec(
            db: &Db,
            sql: &CStr,
            #[callback(continue = 0, break = 1)] on_row: Option<
                fn(
                    #[context] _: _,
                    n: c_int,
                    #[len(n)] values: &[CStrPtr],
                    #[len(n)] names: &[CStrPtr],
                ) -> ControlFlow<()>,
            >,
            #[context(on_row)] _: *mut c_void,
            errmsg: Option<&mut *mut c_char>,
        ) -> c_int;
    }

    fn exec(db: &Db) -> Result<(), CallError<SqliteError>> {
        let mut columns = 0;
        let end = sqlite3_exec(
            &db,
            c"select 1",
            Some(&mut |n, _, _| {
                columns = n;
                ControlFlow::Continue(())
            }),
            None,
        )?;
        Ok(())
    }

    struct GslError(c_int);

    impl From<c_int> for GslError {
        fn from(code: c_int) -> Self {
            GslError(code)
        }
    }

    #[repr(C)]
    struct gsl_function {
        function: Option<unsafe extern "C" fn(f64, *mut c_void) -> f64>,
        params: *mut c_void,
    }

    unsafe fn gsl_integrate(f: *const gsl_function, from: f64, to: f64, result: *mut f64) -> c_int {
        0
    }

    #[callback]
    unsafe extern "C" {
        /// `int gsl_integrate(const gsl_function *f, double from, double to, double *result)`
        #[callback(fails = nonzero, error = GslError)]
        safe fn integrate(
            #[callback(fail = f64::NAN)] f: fn(x: f64, #[context] _: _) -> f64,
            from: f64,
            to: f64,
            #[out] result: f64,
        ) -> c_int {
            let f = gsl_function { function: Some(f.shim()), params: f.context() };
            gsl_integrate(&f, from, to, result)
        }
    }

    fn verified() {
        use callback_runtime::verify::Verify;
        Verify::new().header("gsl/gsl_math.h").callback::<integrate::f>().is_field("gsl_function", "function").check();
    }
}

mod after {
    use callback_runtime::callback;

    struct Audit;
    #[derive(Debug)]
    struct Veto;
    #[derive(Debug)]
    struct Odd;

    #[callback(ok = 0, err = 1, after(panic = continue))]
    fn on_commit(#[context] audit: &mut Audit) -> Result<(), Veto> {
        Ok(())
    }

    #[callback(returns = (), after(err = stop))]
    fn step(#[context] sum: &mut i64) -> Result<(), Odd> {
        Ok(())
    }
}

mod until {
    use callback_runtime::callback;
    use callback_runtime::foreign::CBox;
    use libsqlite3_sys as _;
    use std::ffi::{CStr, c_int, c_void};
    use std::{cell::Cell, rc::Rc};

    #[callback]
    unsafe extern "C" {
        type Db;
        unsafe fn sqlite3_close(db: *mut Db) -> c_int;

        #[callback(fails = nonzero)]
        safe fn sqlite3_open(path: &CStr, #[out(free = sqlite3_close, always)] db: CBox<Db>) -> c_int;
        /// `void *sqlite3_rollback_hook(sqlite3 *, void (*)(void *), void *)`
        safe fn sqlite3_rollback_hook(
            db: &Db,
            #[callback(retained, until = db)] hook: Option<fn(#[context] _: _)>,
            #[context(hook)] _: *mut c_void,
        ) -> *mut c_void;
    }

    fn count(rollbacks: Rc<Cell<u32>>) -> Result<(), c_int> {
        let db = sqlite3_open(c":memory:")?;
        sqlite3_rollback_hook(&db, Some(Box::new(move || rollbacks.set(rollbacks.get() + 1))));
        Ok(())
    }
}

#[allow(dead_code, unused_variables, reason = "it is only compiled")]
mod handed_over {
    use callback_runtime::callback;
    use callback_runtime::release::Release;
    use std::ffi::{c_int, c_void};

    #[callback]
    unsafe extern "C" {
        type Statement<'db>;
        type Buffer;

        /// The function is called with the pointer to the bytes.
        #[callback(fails = nonzero)]
        safe fn sqlite3_bind_blob(
            statement: &mut Statement<'_>,
            index: c_int,
            data: Box<[u8]>,
            #[len(data)] n: c_int,
            #[destroy(data)] _: Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int;

        /// The function is called with a pointer of its own.
        #[callback(fails = nonzero)]
        safe fn evbuffer_add_reference(
            buffer: &mut Buffer,
            data: Release<Vec<u8>>,
            #[len(data)] n: usize,
            #[destroy(data)] _: Option<unsafe extern "C" fn(*const c_void, usize, #[context] _: *mut c_void)>,
            #[context(data)] _: *mut c_void,
        ) -> c_int;
    }
}

mod stop {
    use callback_runtime::callback;
    use std::ffi::{c_int, c_void};
    use std::ops::ControlFlow;

    #[callback]
    unsafe extern "C" {
        type Events;

        /// `void events_break(struct events *)`
        safe fn events_break(events: &Events);

        /// `void events_run(struct events *, void (*f)(int event, void *data), void *data)`, until `events_break` is called.
        safe fn events_run(
            events: &Events,
            #[callback(stop = events_break(events))] f: fn(event: c_int, #[context] _: _) -> ControlFlow<String>,
            #[context(f)] _: *mut c_void,
        );
    }
}

mod signature {
    use callback_runtime::arg::CStrPtr;
    use callback_runtime::{Callback, Refused, callback};
    use std::ffi::{CStr, c_char, c_int, c_void};
    use std::ops::ControlFlow;
    use std::ptr::null_mut;

    type Db = super::declared::Db;

    fn bound(db: *mut libsqlite3_sys::sqlite3, sql: *const c_char) -> Result<(), Refused> {
        use libsqlite3_sys::sqlite3_exec;
        let mut rows = vec![];
        let end = OnRow::scope(
            &mut |_, values, _| {
                rows.push(values.len());
                ControlFlow::Continue(())
            },
            |cb| unsafe { sqlite3_exec(db, sql, cb.shim(), cb.context(), null_mut()) },
        )?;
        let registration = OnRow::own(|_, values, _| ControlFlow::Continue(()));
        Ok(())
    }

    /// `int (*callback)(void *, int, char **, char **)`
    #[callback(continue = 0, break = 1)]
    pub type OnRow =
        fn(#[context] user: _, n: c_int, #[len(n)] values: &[CStrPtr], #[len(n)] names: &[CStrPtr]) -> ControlFlow<()>;

    #[callback]
    unsafe extern "C" {
        safe fn sqlite3_exec(
            db: &Db,
            sql: &CStr,
            #[callback] on_row: Option<OnRow>,
            #[context(on_row)] _: *mut c_void,
            errmsg: Option<&mut *mut c_char>,
        ) -> c_int;
    }
}

mod functions {
    use callback_runtime::arg::{CStrPtr, Out};
    use callback_runtime::{Callback, Failed, callback};
    use libsqlite3_sys::{
        sqlite3, sqlite3_context, sqlite3_exec, sqlite3_result_error, sqlite3_user_data, sqlite3_value,
    };
    use std::ffi::{CStr, c_char, c_int, c_void};
    use std::io;
    use std::ptr::{null, null_mut};
    use std::str::Utf8Error;

    fn rows(db: *mut sqlite3, sql: *const c_char) -> Result<(), Failed<Utf8Error>> {
        let mut rows = Vec::new();
        let rc = on_row::scope(&mut rows, |cb| unsafe { sqlite3_exec(db, sql, cb.shim(), cb.context(), null_mut()) })?;
        Ok(())
    }

    /// `int (*callback)(void *, int, char **, char **)`
    #[callback(ok = 0, err = 1)]
    fn on_row(
        #[context] rows: &mut Vec<String>,
        n: c_int,
        #[len(n)] values: &[CStrPtr],
        #[len(n)] _names: &[CStrPtr],
    ) -> Result<(), Utf8Error> {
        rows.push(values[0].to_str()?.unwrap_or("NULL").to_owned());
        Ok(())
    }

    struct Names;

    impl Names {
        fn get(&self, index: c_int) -> Option<&CStr> {
            None
        }
    }

    /// `const char *(*name)(void *user, int index)`
    #[callback(fail = null())]
    fn name(#[context] names: &Names, index: c_int) -> Option<&CStr> {
        names.get(index)
    }

    const ARCHIVE_FATAL: isize = -30;
    enum archive {}
    enum lua_State {}
    struct Blocks(Vec<u8>);
    struct Chunks(String);

    impl Blocks {
        fn next_block(&mut self) -> io::Result<&[u8]> {
            Ok(&self.0)
        }
    }

    impl Chunks {
        fn next(&mut self) -> Option<&str> {
            Some(&self.0)
        }
    }

    /// `la_ssize_t (*read)(struct archive *, void *client, const void **buffer)`
    #[callback(returns = isize, err = ARCHIVE_FATAL)]
    fn read(
        _: *mut archive,
        #[context] file: &mut Blocks,
        #[result(pointer)] _: Out<'_, *const c_void>,
    ) -> io::Result<&[u8]> {
        file.next_block()
    }

    /// `const char *(*lua_Reader)(lua_State *, void *data, size_t *size)`
    #[callback(fail = null())]
    fn chunk(_: *mut lua_State, #[context] chunks: &mut Chunks, #[result(len)] _: Out<'_, usize>) -> Option<&str> {
        chunks.next()
    }

    struct Odd;

    impl Odd {
        fn message(&self) -> &'static CStr {
            c"odd"
        }
    }

    /// `void (*xFunc)(sqlite3_context *, int, sqlite3_value **)`
    #[callback(returns = (), on_fail = |error| report(cx, error))]
    fn half(
        cx: *mut sqlite3_context,
        n: c_int,
        #[len(n)] args: &[*mut sqlite3_value],
        #[context(from = unsafe { sqlite3_user_data(cx) })] calls: &mut u32,
    ) -> Result<(), Odd> {
        Ok(())
    }

    fn report(cx: *mut sqlite3_context, error: Option<&Odd>) {
        let message = error.map_or(c"cannot answer", Odd::message);
        unsafe { sqlite3_result_error(cx, message.as_ptr(), -1) }
    }
}

mod lent_for_a_call {
    use callback_runtime::arg::CStrPtr;
    use callback_runtime::callback;
    use std::cmp::Ordering;

    #[repr(C)]
    struct Row<'call> {
        name: CStrPtr<'call>,
        number: Option<&'call u64>,
    }

    #[callback]
    fn on_row(row: &Row<'_>, #[context] names: &mut Vec<String>) {}

    /// # Safety
    ///
    /// C passes pointers to elements of the slice that it was given.
    #[callback]
    unsafe fn compare<T, F: FnMut(&T, &T) -> Ordering>(a: &T, b: &T, #[context] by: &mut F) -> Ordering {
        by(a, b)
    }
}

mod handles {
    use callback_runtime::callback;
    use callback_runtime::foreign::CBox;

    #[callback]
    unsafe extern "C" {
        type Database;
        type Statement<'db>;
        unsafe fn statement_free(statement: *mut Statement<'_>);

        #[callback(free = statement_free)]
        safe fn database_prepare<'db>(database: &'db Database, sql: &str) -> Option<CBox<Statement<'db>>>;
    }
}

mod exclusive {
    use callback_runtime::callback;
    use std::ffi::{CStr, c_int, c_void};

    #[callback]
    unsafe extern "C" {
        type Interp;

        safe fn interp_eval(interp: &mut Interp, script: &CStr) -> c_int;
        safe fn interp_result(interp: &Interp) -> &CStr;
        safe fn interp_each(
            interp: &mut Interp,
            f: fn(#[context] _: _, interp: &mut Interp),
            #[context(f)] _: *mut c_void,
        );
    }
}

mod enums {
    use callback_runtime::callback;
    use libsqlite3_sys as sys;
    use std::ffi::c_int;

    /// `enum level`
    #[callback]
    #[repr(C)]
    enum Level {
        Debug,
        Info = 5,
        Error,
    }

    /// A library that may add values.
    #[callback]
    #[repr(i32)]
    enum Action {
        Insert = sys::SQLITE_INSERT,
        Read = sys::SQLITE_READ,
        #[other]
        Other(c_int),
    }

    #[callback(flags)]
    #[repr(C)]
    enum Mode {
        READ = 1,
        WRITE = 1 << 1,
    }
}

mod methods {
    use callback_runtime::{Callback, Refused, callback};
    use std::ffi::{c_int, c_void};

    mod sys {
        use super::*;

        #[repr(C)]
        pub struct stream_ops {
            pub size: usize,
            pub version: c_int,
            pub read: Option<unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> isize>,
            pub seek: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>,
            pub close: Option<unsafe extern "C" fn(*mut c_void)>,
        }
    }

    unsafe fn stream_read(read: unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> isize, context: *mut c_void) {}
    unsafe fn stream_open(ops: *const sys::stream_ops, context: *mut c_void) {}

    struct Buffer;

    #[callback(table = sys::stream_ops, size = size, fields(version = 2), fail = -1)]
    impl Buffer {
        fn read(&mut self, #[len(n)] data: &mut [u8], n: usize) -> isize {
            0
        }
        fn seek(&mut self, offset: i64) -> c_int {
            0
        }
        fn close(self) {}
    }

    fn open(mut buffer: Buffer) -> Result<(), Refused> {
        buffer::read::scope(&mut buffer, |cb| unsafe { stream_read(cb.shim(), cb.context()) })?;
        let registration = buffer::Table::own(buffer);
        unsafe { stream_open(registration.table(), registration.context()) };
        Ok(())
    }
}

mod variadic {
    use callback_runtime::callback;
    use std::ffi::{CStr, c_int, c_long};

    type CURLcode = c_int;
    type CURLoption = c_int;

    #[callback]
    unsafe extern "C" {
        pub type Easy;
        #[link_name = "curl_easy_setopt"]
        unsafe fn set_string(handle: &Easy, option: CURLoption, #[variadic] text: &CStr) -> CURLcode;
        #[link_name = "curl_easy_setopt"]
        unsafe fn set_number(handle: &Easy, option: CURLoption, #[variadic] number: c_long) -> CURLcode;
        #[callback(errno = -1)]
        unsafe fn open(path: &CStr, flags: c_int, ...) -> c_int;
    }
}

mod arrays {
    use callback_runtime::callback;
    use callback_runtime::foreign::{CBox, CStrSlice};
    use std::ffi::{c_char, c_int};

    #[repr(C)]
    struct Item {
        number: c_int,
    }

    #[repr(C)]
    struct Matrix {
        rows: c_int,
        columns: c_int,
    }

    #[callback]
    unsafe extern "C" {
        unsafe fn names_free(names: *mut *mut c_char);

        /// `char **names(void)`: ends with NULL; free it with `names_free`.
        #[callback(free = names_free, ends = null)]
        safe fn names() -> CBox<CStrSlice>;
        /// `int pack(const struct item *, unsigned char **out, size_t *len)`: the caller frees `*out`.
        #[callback(fails = nonzero)]
        safe fn pack(item: &Item, #[out(free = libc::free)] out: CBox<[u8]>, #[len(out)] _: usize) -> c_int;
        /// `const double *matrix_values(const struct matrix *)`: rows * columns of them.
        #[callback(len = matrix.rows * matrix.columns)]
        safe fn matrix_values(matrix: &Matrix) -> &[f64];
    }
}

mod values {
    use callback_runtime::foreign::CBox;
    use callback_runtime::{Refused, callback};
    use std::ffi::{CStr, c_int, c_void};

    trait Elements {
        fn start(&mut self, name: &CStr);
        fn end(&mut self, name: &CStr) {}
    }

    struct Depth(u32);

    impl Elements for Depth {
        fn start(&mut self, _: &CStr) {
            self.0 += 1;
        }
    }

    #[callback]
    unsafe extern "C" {
        type Parser;
        unsafe fn parser_free(parser: *mut Parser);
        #[callback(free = parser_free)]
        safe fn parser_new() -> CBox<Parser>;

        /// The parser lends the value during the call.
        safe fn parse(
            text: &CStr,
            start: fn(#[context] _: _, name: &CStr),
            end: fn(#[context] _: _, name: &CStr),
            #[context(start, end)] elements: &mut impl Elements,
        ) -> c_int;

        /// It keeps the value.
        safe fn handle(
            parser: &Parser,
            #[callback(retained, until = parser)] start: fn(#[context] _: _, name: &CStr),
            #[callback(retained, until = parser)] end: fn(#[context] _: _, name: &CStr),
            #[context(start, end)] elements: impl Elements,
        );
    }

    fn both(mut depth: Depth) -> Result<(), Refused> {
        let parser = parser_new();
        parse(c"<a><b/></a>", &mut depth)?;
        handle(&parser, depth);
        Ok(())
    }
}

mod in_c {
    use callback_runtime::arg::CStrVec;
    use callback_runtime::callback;
    use std::ffi::{CStr, c_char, c_void};

    type Start = unsafe extern "C" fn(*mut c_void, *const c_char, *const *const c_char);
    type End = unsafe extern "C" fn(*mut c_void, *const c_char);

    #[callback]
    unsafe extern "C" {
        type Parser;
        /// `void XML_SetUserData(XML_Parser parser, void *data)`
        fn XML_SetUserData(parser: &Parser, data: *mut c_void);
        fn XML_SetElementHandler(parser: &Parser, start: Option<Start>, end: Option<End>);

        safe fn set_element_handlers(
            parser: &Parser,
            #[callback(retained, until = parser)] start: fn(#[context] _: _, name: &CStr, attributes: CStrVec<'_>),
            #[callback(retained, until = parser)] end: fn(#[context] _: _, name: &CStr),
            #[context(start, end)] data: *mut c_void,
        ) {
            XML_SetUserData::C(parser, data);
            XML_SetElementHandler::C(parser, Some(start.shim()), Some(end.shim()));
        }
    }
}
