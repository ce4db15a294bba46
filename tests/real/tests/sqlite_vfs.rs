//! sqlite: a file system. Its `sqlite3_vfs` and its files begin with structs of sqlite's; sqlite allocates the memory of
//! the files, `xOpen` makes them there, and `xClose` ends them.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    ffi::{CStr, CString, c_int, c_void},
    ptr::{null, null_mut},
    rc::Rc,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
};

use callback_real::{Mood, Script, TROUBLES, Told, assert_outcome};
use callback_runtime::arg::{CStrBuf, ContainsNul, Out, WriteBuf};
use callback_runtime::context::Embedded;
use callback_runtime::table::{StaticTable, TableStruct};
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, callback, live};
use libsqlite3_sys as sql;

type Data = Rc<RefCell<Vec<u8>>>;

/// A file system in memory.
struct Memory {
    files: RefCell<BTreeMap<CString, Data>>,
    writes: Arc<Script>,
    opened: Opened,
}

/// The files that sqlite has opened, which it ends: for what their calls leave.
type Opened = Rc<RefCell<Vec<FileObject>>>;

/// A file as sqlite has it: an `sqlite3_file`, and what is behind it.
type FileObject = Embedded<sql::sqlite3_file, file::Table>;

/// The file system as sqlite has it.
type MemoryObject = Embedded<sql::sqlite3_vfs, memory::Table>;

#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "it is the size of a small struct")]
const FILE_SIZE: c_int = FileObject::SIZE as c_int;

/// Methods that are left out are NULL, which sqlite accepts if no library is loaded and no error is requested.
#[callback(
    table = sql::sqlite3_vfs,
    fields(iVersion = 1, szOsFile = FILE_SIZE, mxPathname = 64),
    context(embedded = sql::sqlite3_vfs),
    fail = sql::SQLITE_IOERR
)]
impl Memory {
    /// A file without methods is one that sqlite does not close.
    #[callback(field = "xOpen", fail = sql::SQLITE_CANTOPEN, on_fail = unsafe { (*place).pMethods = null() })]
    fn open(
        &self,
        name: Option<&CStr>,
        place: *mut sql::sqlite3_file,
        flags: c_int,
        flags_out: Option<Out<'_, c_int>>,
    ) -> c_int {
        assert!(name != Some(c"/broken"), "asked for");
        let data = match name {
            None => Data::default(),
            Some(name) if flags & sql::SQLITE_OPEN_CREATE != 0 => {
                self.files.borrow_mut().entry(name.to_owned()).or_default().clone()
            }
            Some(name) => match self.files.borrow().get(name) {
                Some(data) => data.clone(),
                None => return sql::SQLITE_CANTOPEN,
            },
        };
        if let Some(place) = flags_out {
            place.set(flags);
        }
        let base = sql::sqlite3_file { pMethods: file::Table::table() };
        // SAFETY: sqlite has allocated as much as `szOsFile` says, and closes each file that has methods.
        let file = unsafe { FileObject::emplace_held(place, base, File { data, writes: self.writes.clone() }) };
        self.opened.borrow_mut().push(file);
        sql::SQLITE_OK
    }

    #[callback(field = "xDelete")]
    fn delete(&self, name: &CStr, _sync: c_int) -> c_int {
        let file = self.files.borrow_mut().remove(name);
        file.map_or(sql::SQLITE_IOERR_DELETE_NOENT, |_| sql::SQLITE_OK)
    }

    #[callback(field = "xAccess")]
    fn access(&self, name: &CStr, _flags: c_int, is_there: Out<'_, c_int>) -> c_int {
        is_there.set(self.files.borrow().contains_key(name).into());
        sql::SQLITE_OK
    }

    #[callback(field = "xFullPathname", ok = sql::SQLITE_OK, err = sql::SQLITE_CANTOPEN)]
    fn full_path(&self, name: &CStr, n: c_int, #[len(n)] mut path: CStrBuf<'_>) -> Result<(), ContainsNul> {
        let root = if name.to_bytes().starts_with(b"/") { "" } else { "/" };
        path.append(root)?;
        path.append(name.to_bytes())
    }

    #[callback(field = "xRandomness")]
    fn randomness(&self, n: c_int, #[len(n)] mut place: WriteBuf<'_>) -> c_int {
        place.fill(7);
        n
    }

    #[callback(field = "xSleep")]
    fn sleep(&self, microseconds: c_int) -> c_int {
        microseconds
    }

    #[callback(field = "xCurrentTime")]
    fn current_time(&self, days: Out<'_, f64>) -> c_int {
        days.set(2_440_587.5);
        sql::SQLITE_OK
    }
}

struct File {
    data: Data,
    writes: Arc<Script>,
}

/// The sqlite code for an `Err`.
fn code(_: &Told) -> c_int {
    sql::SQLITE_IOERR_WRITE
}

#[callback(
    table = sql::sqlite3_io_methods,
    fields(iVersion = 1),
    context(embedded = sql::sqlite3_file),
    fail = sql::SQLITE_IOERR
)]
impl File {
    #[callback(field = "xClose")]
    fn close(self) -> c_int {
        sql::SQLITE_OK
    }

    #[callback(field = "xRead")]
    fn read(&self, #[len(n)] mut place: WriteBuf<'_>, n: c_int, at: i64) -> c_int {
        let data = self.data.borrow();
        let rest = usize::try_from(at).ok().and_then(|at| data.get(at..)).unwrap_or_default();
        if place.write(rest) == place.capacity() {
            return sql::SQLITE_OK;
        }
        assert!(usize::try_from(n).is_ok_and(|n| n == place.capacity()));
        place.fill(0);
        sql::SQLITE_IOERR_SHORT_READ
    }

    #[callback(field = "xWrite", ok = sql::SQLITE_OK, err = code)]
    fn write(&self, #[len(n)] bytes: &[u8], n: c_int, at: i64) -> Result<(), Told> {
        self.writes.actor().act()?;
        assert_eq!(c_int::try_from(bytes.len()), Ok(n));
        let mut data = self.data.borrow_mut();
        let at = usize::try_from(at).expect("a place in the file");
        let end = at + bytes.len();
        if data.len() < end {
            data.resize(end, 0);
        }
        data[at..end].copy_from_slice(bytes);
        Ok(())
    }

    #[callback(field = "xTruncate")]
    fn truncate(&self, size: i64) -> c_int {
        self.data.borrow_mut().truncate(size.try_into().expect("not below zero"));
        sql::SQLITE_OK
    }

    #[callback(field = "xSync")]
    fn sync(&self, _flags: c_int) -> c_int {
        sql::SQLITE_OK
    }

    #[callback(field = "xFileSize")]
    fn file_size(&self, size: Out<'_, i64>) -> c_int {
        size.set(self.data.borrow().len().try_into().expect("a small file"));
        sql::SQLITE_OK
    }

    #[callback(field = "xLock")]
    fn lock(&self, _level: c_int) -> c_int {
        sql::SQLITE_OK
    }

    #[callback(field = "xUnlock")]
    fn unlock(&self, _level: c_int) -> c_int {
        sql::SQLITE_OK
    }

    #[callback(field = "xCheckReservedLock")]
    fn check_reserved_lock(&self, is_locked: Out<'_, c_int>) -> c_int {
        is_locked.set(0);
        sql::SQLITE_OK
    }

    #[callback(field = "xFileControl")]
    fn file_control(&self, _operation: c_int, _argument: *mut c_void) -> c_int {
        sql::SQLITE_NOTFOUND
    }

    #[callback(field = "xSectorSize", fail = 0)]
    fn sector_size(&self) -> c_int {
        512
    }

    #[callback(field = "xDeviceCharacteristics", fail = 0)]
    fn device_characteristics(&self) -> c_int {
        0
    }
}

/// A file system that sqlite has under a name.
struct Mounted {
    object: MemoryObject,
    name: &'static CStr,
    writes: Arc<Script>,
    opened: Opened,
}

impl Mounted {
    fn new(name: &'static CStr) -> Self {
        let (writes, opened) = (Script::new(), Opened::default());
        // SAFETY: what is left out is NULL, a number or a pointer.
        let mut base = unsafe { memory::Table::TABLE.assume_init() };
        base.zName = name.as_ptr();
        let context = Memory { files: RefCell::default(), writes: writes.clone(), opened: opened.clone() };
        let object = memory::Table::embed(base, context);
        // SAFETY: it stays where it is, and is unregistered before it goes.
        assert_eq!(unsafe { sql::sqlite3_vfs_register(object.as_ptr(), 0) }, sql::SQLITE_OK);
        Mounted { object, name, writes, opened }
    }

    /// Takes the outcomes that the calls for files have left.
    fn outcomes(&self) -> Vec<Outcome<Told>> {
        self.opened.borrow().iter().filter_map(Embedded::outcome).collect()
    }

    fn open(&self, path: &CStr) -> Result<Db, c_int> {
        let mut db = null_mut();
        let flags = sql::SQLITE_OPEN_READWRITE | sql::SQLITE_OPEN_CREATE;
        // SAFETY: the pointers are valid for the call.
        let status = unsafe { sql::sqlite3_open_v2(path.as_ptr(), &raw mut db, flags, self.name.as_ptr()) };
        let db = Db(db);
        if status == sql::SQLITE_OK { Ok(db) } else { Err(status) }
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // SAFETY: no database is open in it.
        assert_eq!(unsafe { sql::sqlite3_vfs_unregister(self.object.as_ptr()) }, sql::SQLITE_OK);
    }
}

struct Db(*mut sql::sqlite3);

impl Db {
    /// The first column of what a query gives.
    fn query(&self, query: &CStr) -> Result<Vec<i64>, c_int> {
        let mut statement = null_mut();
        // SAFETY: an open database, and pointers that are valid for the call.
        let status = unsafe { sql::sqlite3_prepare_v2(self.0, query.as_ptr(), -1, &raw mut statement, null_mut()) };
        if status != sql::SQLITE_OK {
            return Err(status);
        }
        let mut rows = vec![];
        // SAFETY: prepared.
        while unsafe { sql::sqlite3_step(statement) } == sql::SQLITE_ROW {
            // SAFETY: there is a row.
            rows.push(unsafe { sql::sqlite3_column_int64(statement, 0) });
        }
        // SAFETY: prepared above. It returns what the last step did.
        match unsafe { sql::sqlite3_finalize(statement) } {
            sql::SQLITE_OK => Ok(rows),
            status => Err(status),
        }
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        // SAFETY: no statement is left.
        assert_eq!(unsafe { sql::sqlite3_close(self.0) }, sql::SQLITE_OK);
    }
}

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Runs a test after which no context is left, and gives how many failures nobody could be handed.
fn alone(run: impl FnOnce()) -> usize {
    static LOST: AtomicUsize = AtomicUsize::new(0);
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    callback_runtime::set_report_hook(|_| _ = LOST.fetch_add(1, SeqCst));
    run();
    assert!(live().is_empty(), "{:?}", live());
    LOST.swap(0, SeqCst)
}

#[test]
fn a_database_in_rust_memory() {
    let lost = alone(|| {
        let memory = Mounted::new(c"rust-memory");
        let db = memory.open(c"numbers.db").unwrap();
        db.query(c"create table t (n)").unwrap();
        db.query(c"insert into t with c (n) as (select 1 union all select n + 1 from c limit 5000) select n from c")
            .unwrap();
        db.query(c"begin").unwrap();
        db.query(c"delete from t").unwrap();
        assert_eq!(db.query(c"select count(*) from t").unwrap(), [0]);
        db.query(c"rollback").unwrap();
        assert_eq!(db.query(c"select sum(n) from t").unwrap(), [12_502_500]);
        // A file that sqlite opens without a name.
        db.query(c"pragma temp_store = file").unwrap();
        db.query(c"create temp table u as select n from t").unwrap();
        assert_eq!(db.query(c"select count(*) from u").unwrap(), [5000]);
        drop(db);

        let db = memory.open(c"numbers.db").unwrap();
        assert_eq!(db.query(c"select n from t where n > 4998 order by n").unwrap(), [4999, 5000]);
        let check = c"select count(*) from pragma_integrity_check where integrity_check = 'ok'";
        assert_eq!(db.query(check).unwrap(), [1]);
        assert_eq!(memory.open(c"other.db").unwrap().query(c"select n from t"), Err(sql::SQLITE_ERROR));
        assert!(memory.writes.calls() > 20);
    });
    assert_eq!(lost, 0);
}

#[test]
fn writes_that_fail_are_errors_of_sqlite_and_come_back() {
    for mood in TROUBLES {
        let lost = alone(|| {
            let memory = Mounted::new(c"rust-failing");
            let db = memory.open(c"a.db").unwrap();
            db.query(c"create table t (n)").unwrap();
            db.query(c"insert into t values (1)").unwrap();
            memory.writes.set(mood);
            assert_eq!(db.query(c"insert into t values (2)"), Err(sql::SQLITE_IOERR));
            let mut outcomes = memory.outcomes();
            assert_eq!(outcomes.len(), 1);
            assert_outcome(outcomes.pop(), mood);
            // What was taken does not stop the file any more, and what was written before is whole.
            memory.writes.set(Mood::Answer);
            db.query(c"insert into t values (3)").unwrap();
            assert_eq!(db.query(c"select n from t").unwrap(), [1, 3]);
            assert!(memory.outcomes().is_empty());
        });
        assert_eq!(lost, 0);
    }
}

#[test]
fn files_that_rust_lets_go_of_fail() {
    let late = alone(|| {
        let memory = Mounted::new(c"rust-let-go");
        let db = memory.open(c"a.db").unwrap();
        db.query(c"create table t (n)").unwrap();
        memory.opened.take();
        assert!(db.query(c"insert into t values (1)").is_err());
        drop(db);
    });
    assert!(late > 1, "{late}");
}

#[test]
fn a_file_that_is_not_made() {
    let lost = alone(|| {
        let memory = Mounted::new(c"rust-broken");
        assert!(matches!(memory.open(c"/broken"), Err(sql::SQLITE_CANTOPEN)));
        let outcome = memory.object.outcome();
        assert!(matches!(outcome, Some(Outcome::Panicked(payload)) if payload.downcast_ref() == Some(&"asked for")));
        memory.open(c"/good").unwrap().query(c"create table t (n)").unwrap();
    });
    assert_eq!(lost, 0);
}

#[test]
fn callbacks_are_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        .name::<sql::sqlite3_file>("sqlite3_file")
        .name::<sql::sqlite3_vfs>("sqlite3_vfs")
        .callback::<memory::open>()
        .is_field("sqlite3_vfs", "xOpen")
        .callback::<memory::delete>()
        .is_field("sqlite3_vfs", "xDelete")
        .callback::<memory::access>()
        .is_field("sqlite3_vfs", "xAccess")
        .callback::<memory::full_path>()
        .is_field("sqlite3_vfs", "xFullPathname")
        .callback::<memory::randomness>()
        .allow_char_sign()
        .is_field("sqlite3_vfs", "xRandomness")
        .callback::<file::read>()
        .allow_untyped()
        .is_field("sqlite3_io_methods", "xRead")
        .callback::<file::write>()
        .allow_untyped()
        .is_field("sqlite3_io_methods", "xWrite")
        .callback::<file::file_size>()
        .is_field("sqlite3_io_methods", "xFileSize")
        .callback::<file::close>()
        .is_field("sqlite3_io_methods", "xClose")
        .check();
}
