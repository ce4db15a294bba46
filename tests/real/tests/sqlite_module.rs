//! sqlite: a virtual table. Its two kinds of objects begin with structs of sqlite's, which makes them, uses them and ends
//! them through one struct of function pointers.

use std::{
    ffi::{CStr, CString, c_char, c_int, c_void},
    ptr::{null, null_mut},
    sync::Mutex,
};

use callback_runtime::arg::CStrPtr;
use callback_runtime::table::{StaticTable, TableStruct};
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, callback, live};
use libsqlite3_sys as sql;

/// A table of the numbers of an argument: `create virtual table t using numbers(1, 2, 3)`.
struct Numbers {
    numbers: Vec<i64>,
}

/// Events of tables and cursors. The tests run one after the other.
static LOG: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn log(what: &'static str) {
    LOG.lock().unwrap().push(what);
}

impl Drop for Numbers {
    fn drop(&mut self) {
        log("drop table");
    }
}

impl Numbers {
    fn make(
        db: *mut sql::sqlite3,
        arguments: &[CStrPtr],
        place: &mut *mut sql::sqlite3_vtab,
        error: &mut *mut c_char,
    ) -> c_int {
        let text = |argument: &CStrPtr| argument.to_str().ok().flatten().map(str::trim).map(str::parse);
        let Some(Ok(numbers)) = arguments.iter().skip(3).map(text).collect::<Option<Result<Vec<i64>, _>>>() else {
            // SAFETY: a string without formats; sqlite frees what it is given there.
            *error = unsafe { sql::sqlite3_mprintf(c"numbers are wanted".as_ptr()) };
            return sql::SQLITE_ERROR;
        };
        // SAFETY: an open database.
        let status = unsafe { sql::sqlite3_declare_vtab(db, c"create table numbers (n, square)".as_ptr()) };
        if status != sql::SQLITE_OK {
            return status;
        }
        let base = sql::sqlite3_vtab { pModule: null(), nRef: 0, zErrMsg: null_mut() };
        let object = numbers::Table::embed(base, Numbers { numbers });
        *place = object.into_raw();
        sql::SQLITE_OK
    }
}

/// The members with a `sqlite3_vtab`; those of the cursor stand in the same struct.
#[callback(
    table = sql::sqlite3_module,
    // SAFETY: sqlite allows NULL for all members that have no method in either block.
    rest = unsafe { cursor::Table::TABLE.assume_init() },
    fields(iVersion = 1),
    context(embedded = sql::sqlite3_vtab),
    fail = sql::SQLITE_ERROR
)]
impl Numbers {
    #[callback(field = "xCreate")]
    fn create(
        db: *mut sql::sqlite3,
        _aux: *mut c_void,
        argc: c_int,
        #[len(argc)] arguments: &[CStrPtr],
        place: &mut *mut sql::sqlite3_vtab,
        error: &mut *mut c_char,
    ) -> c_int {
        Self::make(db, arguments, place, error)
    }

    #[callback(field = "xConnect")]
    fn connect(
        db: *mut sql::sqlite3,
        _aux: *mut c_void,
        argc: c_int,
        #[len(argc)] arguments: &[CStrPtr],
        place: &mut *mut sql::sqlite3_vtab,
        error: &mut *mut c_char,
    ) -> c_int {
        Self::make(db, arguments, place, error)
    }

    #[callback(field = "xBestIndex")]
    fn best_index(&mut self, info: &mut sql::sqlite3_index_info) -> c_int {
        info.estimatedRows = self.numbers.len().try_into().unwrap_or(i64::MAX);
        sql::SQLITE_OK
    }

    #[callback(field = "xOpen")]
    fn open(&self, place: &mut *mut sql::sqlite3_vtab_cursor) -> c_int {
        let base = sql::sqlite3_vtab_cursor { pVtab: null_mut() };
        *place = cursor::Table::embed(base, Cursor { numbers: self.numbers.clone(), at: 0 }).into_raw();
        sql::SQLITE_OK
    }

    #[callback(field = "xDisconnect")]
    fn disconnect(self) -> c_int {
        log("disconnect");
        sql::SQLITE_OK
    }

    #[callback(field = "xDestroy")]
    fn destroy(self: Box<Self>) -> c_int {
        log("destroy");
        sql::SQLITE_OK
    }
}

struct Cursor {
    numbers: Vec<i64>,
    at: usize,
}

impl Drop for Cursor {
    fn drop(&mut self) {
        log("drop cursor");
    }
}

#[callback(table = sql::sqlite3_module, context(embedded = sql::sqlite3_vtab_cursor), fail = sql::SQLITE_ERROR)]
impl Cursor {
    #[callback(field = "xFilter")]
    fn filter(
        &mut self,
        _number: c_int,
        _name: Option<&CStr>,
        _argc: c_int,
        _argv: *mut *mut sql::sqlite3_value,
    ) -> c_int {
        self.at = 0;
        sql::SQLITE_OK
    }

    #[callback(field = "xNext")]
    fn next(&mut self) -> c_int {
        self.at += 1;
        sql::SQLITE_OK
    }

    /// True where it cannot answer, so that a failed query ends.
    #[callback(field = "xEof", fail = 1)]
    fn eof(&self) -> c_int {
        (self.at >= self.numbers.len()).into()
    }

    #[callback(field = "xColumn")]
    fn column(&self, context: *mut sql::sqlite3_context, column: c_int) -> c_int {
        let number = self.numbers[self.at];
        assert!(number != 13, "asked for");
        let value = if column == 0 { number } else { number * number };
        // SAFETY: sqlite asks for the value of a column.
        unsafe { sql::sqlite3_result_int64(context, value) };
        sql::SQLITE_OK
    }

    #[callback(field = "xRowid")]
    fn rowid(&self, place: &mut sql::sqlite3_int64) -> c_int {
        *place = self.at.try_into().unwrap_or(i64::MAX);
        sql::SQLITE_OK
    }

    #[callback(field = "xClose")]
    fn close(self) -> c_int {
        sql::SQLITE_OK
    }
}

struct Db(*mut sql::sqlite3);

impl Db {
    fn open() -> Self {
        let mut db = null_mut();
        // SAFETY: the pointers are valid for the call.
        assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_OK);
        let module = numbers::Table::table();
        // SAFETY: an open database, and a module that is there for ever.
        let status = unsafe { sql::sqlite3_create_module_v2(db, c"numbers".as_ptr(), module, null_mut(), None) };
        assert_eq!(status, sql::SQLITE_OK);
        Db(db)
    }

    /// The rows of a query, as text.
    fn query(&self, query: &CStr) -> Result<Vec<String>, CString> {
        let mut statement = null_mut();
        // SAFETY: an open database, and pointers that are valid for the call.
        unsafe { sql::sqlite3_prepare_v2(self.0, query.as_ptr(), -1, &raw mut statement, null_mut()) };
        let mut rows = vec![];
        let status = loop {
            // SAFETY: prepared, or null, which is an error.
            let status = unsafe { sql::sqlite3_step(statement) };
            if status != sql::SQLITE_ROW {
                break status;
            }
            // SAFETY: there is a row with a column.
            let text = unsafe { sql::sqlite3_column_text(statement, 0) };
            // SAFETY: a string until the next step.
            rows.push(unsafe { CStr::from_ptr(text.cast()) }.to_str().unwrap().to_owned());
        };
        // SAFETY: an open database.
        let message = unsafe { sql::sqlite3_errmsg(self.0) };
        // SAFETY: a string until the next call.
        let message = unsafe { CStr::from_ptr(message) }.to_owned();
        // SAFETY: prepared above.
        unsafe { sql::sqlite3_finalize(statement) };
        if status == sql::SQLITE_DONE { Ok(rows) } else { Err(message) }
    }

    fn close(self) {
        // SAFETY: no statement is left.
        assert_eq!(unsafe { sql::sqlite3_close(self.0) }, sql::SQLITE_OK);
    }
}

fn logged(run: impl FnOnce()) -> Vec<&'static str> {
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    LOG.lock().unwrap().clear();
    run();
    assert!(live().is_empty(), "{:?}", live());
    std::mem::take(&mut LOG.lock().unwrap())
}

#[test]
fn tables_and_cursors_live_as_long_as_sqlite_says() {
    let log = logged(|| {
        let db = Db::open();
        db.query(c"create virtual table t using numbers(1, 2, 3)").unwrap();
        assert_eq!(db.query(c"select n from t where n > 1").unwrap(), ["2", "3"]);
        let pairs = c"select a.n || '*' || b.square from t as a, t as b where a.n = 2 and b.rowid < 2";
        assert_eq!(db.query(pairs).unwrap(), ["2*1", "2*4"]);
        db.query(c"drop table t").unwrap();
        db.query(c"create virtual table u using numbers(7)").unwrap();
        db.close();
    });
    let cursors = log.iter().filter(|what| **what == "drop cursor").count();
    assert!(cursors >= 3, "{log:?}");
    let tables: Vec<_> = log.into_iter().filter(|what| *what != "drop cursor").collect();
    assert_eq!(tables, ["destroy", "drop table", "disconnect", "drop table"]);
}

#[test]
fn a_table_that_is_not_made() {
    let log = logged(|| {
        let db = Db::open();
        let error = db.query(c"create virtual table t using numbers(one)").unwrap_err();
        assert_eq!(error, *c"numbers are wanted");
        db.close();
    });
    assert!(log.is_empty());
}

#[test]
fn a_panic_ends_the_query_and_not_the_table() {
    callback_runtime::set_report_hook(|report| assert!(report.callback().ends_with("Cursor"), "{report}"));
    std::panic::set_hook(Box::new(|_| {}));
    let log = logged(|| {
        let db = Db::open();
        db.query(c"create virtual table t using numbers(1, 13, 2)").unwrap();
        assert!(db.query(c"select n from t").is_err());
        assert_eq!(db.query(c"select count(*) from t").unwrap(), ["3"]);
        assert_eq!(db.query(c"select n from t limit 1").unwrap(), ["1"]);
        db.close();
    });
    assert_eq!(log.iter().filter(|what| **what == "drop cursor").count(), 3);
    assert_eq!(log.iter().filter(|what| **what == "drop table").count(), 1);
    let _ = std::panic::take_hook();
}

#[test]
fn callbacks_are_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .callback::<numbers::create>()
        .is_field("sqlite3_module", "xCreate")
        .callback::<numbers::connect>()
        .is_field("sqlite3_module", "xConnect")
        .callback::<numbers::best_index>()
        .is_field("sqlite3_module", "xBestIndex")
        .callback::<numbers::open>()
        .is_field("sqlite3_module", "xOpen")
        .callback::<numbers::disconnect>()
        .is_field("sqlite3_module", "xDisconnect")
        .callback::<numbers::destroy>()
        .is_field("sqlite3_module", "xDestroy")
        .callback::<cursor::filter>()
        .is_field("sqlite3_module", "xFilter")
        .callback::<cursor::next>()
        .is_field("sqlite3_module", "xNext")
        .callback::<cursor::eof>()
        .is_field("sqlite3_module", "xEof")
        .callback::<cursor::column>()
        .is_field("sqlite3_module", "xColumn")
        .callback::<cursor::rowid>()
        .is_field("sqlite3_module", "xRowid")
        .callback::<cursor::close>()
        .is_field("sqlite3_module", "xClose")
        .check();
}
