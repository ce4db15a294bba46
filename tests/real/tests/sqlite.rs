//! sqlite: destroy notifies with two failure rules, several callbacks on one context, hooks that are replaced.

use std::{
    ffi::{CStr, c_char, c_int, c_longlong, c_uint, c_void},
    path::{Path, PathBuf},
    ptr::null_mut,
    sync::Mutex,
};

use callback_real::{Actor, Mood, Script, TROUBLES, Told, assert_outcome, keeps_errno, live_contexts};
use callback_runtime::report::{LostFailure, Report};
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, Reason, callback, set_report_hook};
use libsqlite3_sys as sql;

/// A connection.
struct Db(*mut sql::sqlite3);

impl Db {
    fn open() -> Self {
        Self::open_path(c":memory:")
    }

    fn open_path(path: &CStr) -> Self {
        let mut db = null_mut();
        // SAFETY: both pointers are valid for the call.
        assert_eq!(unsafe { sql::sqlite3_open(path.as_ptr(), &raw mut db) }, sql::SQLITE_OK);
        Db(db)
    }

    /// Runs statements whose rows nobody wants.
    fn exec(&self, query: &CStr) -> c_int {
        // SAFETY: the database is open and there is no callback.
        unsafe { sql::sqlite3_exec(self.0, query.as_ptr(), None, null_mut(), null_mut()) }
    }

    fn run(&self, query: &CStr) {
        assert_eq!(self.exec(query), sql::SQLITE_OK, "{query:?}");
    }

    /// The first column of all rows; `None` for NULL.
    fn column(&self, query: &CStr) -> Result<Vec<Option<i64>>, c_int> {
        let mut statement = null_mut();
        // SAFETY: the database is open and the pointers are valid for the call.
        let status = unsafe { sql::sqlite3_prepare_v2(self.0, query.as_ptr(), -1, &raw mut statement, null_mut()) };
        assert_eq!(status, sql::SQLITE_OK, "{query:?}");
        let mut rows = vec![];
        let status = loop {
            // SAFETY: prepared above.
            match unsafe { sql::sqlite3_step(statement) } {
                sql::SQLITE_ROW => {}
                sql::SQLITE_DONE => break Ok(rows),
                status => break Err(status),
            }
            // SAFETY: there is a row, and it has a column.
            let null = unsafe { sql::sqlite3_column_type(statement, 0) } == sql::SQLITE_NULL;
            // SAFETY: as above.
            rows.push((!null).then(|| unsafe { sql::sqlite3_column_int64(statement, 0) }));
        };
        // SAFETY: prepared above, and not used any more.
        unsafe { sql::sqlite3_finalize(statement) };
        status
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        // SAFETY: opened once, closed once.
        assert_eq!(unsafe { sql::sqlite3_close(self.0) }, sql::SQLITE_OK);
    }
}

// ---- functions: destroy is called when the registration fails, too ----

/// `void (*xFunc)(sqlite3_context *, int, sqlite3_value **)`
#[callback(returns = ())]
fn twice(
    cx: *mut sql::sqlite3_context,
    n: c_int,
    #[len(n)] args: &[*mut sql::sqlite3_value],
    #[context(from = unsafe { sql::sqlite3_user_data(cx) })] actor: &Actor,
) -> Result<(), Told> {
    actor.act()?;
    // SAFETY: sqlite gives a function of one argument one valid value.
    let value = unsafe { sql::sqlite3_value_int64(args[0]) };
    // SAFETY: sqlite gives its functions a valid context.
    unsafe { sql::sqlite3_result_int64(cx, value * 2) };
    Ok(())
}

/// Defines `twice` under `name`; sqlite has the context from then on, whether this succeeds or not.
fn define(db: &Db, name: &CStr, registration: &callback_runtime::Registration<twice>) -> c_int {
    let (shim, context, destroy) = (registration.shim(), registration.context(), registration.destroy());
    // SAFETY: a function of one argument, and its context, which sqlite destroys.
    unsafe {
        sql::sqlite3_create_function_v2(db.0, name.as_ptr(), 1, sql::SQLITE_UTF8, context, shim, None, None, destroy)
    }
}

#[test]
fn a_function_is_destroyed_with_its_database() {
    let script = Script::new();
    let db = Db::open();
    let registration = twice::own(script.actor());
    assert_eq!(define(&db, c"twice", &registration), sql::SQLITE_OK);
    registration.into_context();
    assert_eq!(keeps_errno(|| db.column(c"select twice(21)")), Ok(vec![Some(42)]));
    assert_eq!(script.drops(), 0);
    drop(db);
    assert_eq!((script.calls(), script.drops()), (1, 1));
}

#[test]
fn a_function_is_destroyed_when_it_is_replaced() {
    let scripts = [Script::new(), Script::new()];
    let db = Db::open();
    for script in &scripts {
        let registration = twice::own(script.actor());
        assert_eq!(define(&db, c"twice", &registration), sql::SQLITE_OK);
        registration.into_context();
    }
    assert_eq!(scripts.each_ref().map(|script| script.drops()), [1, 0]);
    drop(db);
    assert_eq!(scripts.each_ref().map(|script| script.drops()), [1, 1]);
}

#[test]
fn a_failed_function_is_destroyed_by_sqlite() {
    let too_long = std::ffi::CString::new("f".repeat(300)).unwrap();
    let db = Db::open();

    // Given away before it is known whether it went well, as sqlite's rule asks.
    let script = Script::new();
    let registration = twice::own(script.actor());
    assert_eq!(define(&db, &too_long, &registration), sql::SQLITE_MISUSE);
    assert_eq!(script.drops(), 1, "destroy is called by the failed call");
    registration.into_context();
    assert_eq!(script.drops(), 1);

    // Kept, and dropped after C has destroyed it.
    let script = Script::new();
    let registration = twice::own(script.actor());
    assert_eq!(define(&db, &too_long, &registration), sql::SQLITE_MISUSE);
    drop(registration);
    assert_eq!((script.calls(), script.drops()), (0, 1));
}

#[test]
fn troubles_of_a_function_reach_its_owner() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let db = Db::open();
        let registration = twice::own(script.actor());
        assert_eq!(define(&db, c"twice", &registration), sql::SQLITE_OK);

        // A function without a result is SQL's NULL: `fail` has no C value that it could be.
        let rows = keeps_errno(|| db.column(c"select twice(1) union all select twice(2)"));
        assert_eq!(rows, Ok(vec![None, None]));
        assert_eq!(script.calls(), if mood == Mood::Err { 2 } else { 1 }, "nothing runs after a panic");
        assert_outcome(registration.outcome(), mood);

        // Taken, it is usable again.
        script.set(Mood::Answer);
        assert_eq!(db.column(c"select twice(4)"), Ok(vec![Some(8)]));

        // What is left when C destroys it can be taken still.
        script.set(mood);
        assert_eq!(db.column(c"select twice(1)"), Ok(vec![None]));
        drop(db);
        assert_eq!(script.drops(), 1);
        assert_outcome(registration.outcome(), mood);
    }
}

// ---- collations: destroy is not called when the registration fails ----

/// `int (*xCompare)(void *, int, const void *, int, const void *)`
#[callback(err = 0)]
fn by_length(
    #[context] actor: &Actor,
    n: c_int,
    #[len(n)] a: &[u8],
    m: c_int,
    #[len(m)] b: &[u8],
) -> Result<c_int, Told> {
    actor.act()?;
    Ok(a.len().cmp(&b.len()) as c_int)
}

fn collate(db: &Db, encoding: c_int, registration: &callback_runtime::Registration<by_length>) -> c_int {
    let (shim, context, destroy) = (registration.shim(), registration.context(), registration.destroy());
    // SAFETY: a collation and its context, which sqlite destroys if it takes it.
    unsafe { sql::sqlite3_create_collation_v2(db.0, c"by_length".as_ptr(), encoding, context, shim, destroy) }
}

#[test]
fn a_collation_is_destroyed_with_its_database() {
    let script = Script::new();
    let db = Db::open();
    let registration = by_length::own(script.actor());
    assert_eq!(collate(&db, sql::SQLITE_UTF8, &registration), sql::SQLITE_OK);
    registration.into_context();
    let sorted = c"select length(v) from (select 'ccc' v union all select 'a' union all select 'bb') order by v \
                   collate by_length";
    assert_eq!(keeps_errno(|| db.column(sorted)), Ok(vec![Some(1), Some(2), Some(3)]));
    drop(db);
    assert_eq!(script.drops(), 1);
}

#[test]
fn a_failed_collation_is_left_to_its_owner() {
    let script = Script::new();
    let db = Db::open();
    let registration = by_length::own(script.actor());
    assert_eq!(collate(&db, 99, &registration), sql::SQLITE_MISUSE);
    drop(db);
    assert_eq!(script.drops(), 0, "sqlite does not destroy what it did not take");
    registration.reclaim();
    assert_eq!((script.calls(), script.drops()), (0, 1));
}

#[test]
fn troubles_of_a_collation_reach_its_owner() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let db = Db::open();
        let registration = by_length::own(script.actor());
        assert_eq!(collate(&db, sql::SQLITE_UTF8, &registration), sql::SQLITE_OK);
        // Equal, all of them: the query goes on.
        let rows = keeps_errno(|| db.column(c"select 1 where 'a' = 'bb' collate by_length"));
        assert_eq!(rows, Ok(vec![Some(1)]));
        assert_outcome(registration.outcome(), mood);
        drop((db, registration));
        assert_eq!((script.calls(), script.drops()), (1, 1));
    }
}

// ---- aggregates: step and final on one context ----

/// A sum over all groups, in the context of the function.
struct Sum {
    actor: Actor,
    sum: i64,
}

/// `void (*xStep)(sqlite3_context *, int, sqlite3_value **)`
///
/// After a row that failed there is no sum: `finish` does not run.
#[callback(returns = (), after = stop)]
fn step(
    cx: *mut sql::sqlite3_context,
    n: c_int,
    #[len(n)] args: &[*mut sql::sqlite3_value],
    #[context(from = unsafe { sql::sqlite3_user_data(cx) })] sum: &mut Sum,
) -> Result<(), Told> {
    sum.actor.act()?;
    // SAFETY: a function of one argument has one valid value.
    sum.sum += unsafe { sql::sqlite3_value_int64(args[0]) };
    Ok(())
}

/// `void (*xFinal)(sqlite3_context *)`
#[callback]
fn finish(cx: *mut sql::sqlite3_context, #[context(from = unsafe { sql::sqlite3_user_data(cx) })] sum: &mut Sum) {
    // SAFETY: sqlite gives its functions a valid context.
    unsafe { sql::sqlite3_result_int64(cx, std::mem::take(&mut sum.sum)) };
}

fn define_sum(db: &Db, registration: &callback_runtime::Registration<step>) {
    let (name, utf8) = (c"total".as_ptr(), sql::SQLITE_UTF8);
    let (context, destroy) = (registration.context(), registration.destroy());
    let (step, finish) = (registration.shim(), registration.also::<finish>().shim());
    // SAFETY: an aggregate of one argument and its context, which sqlite destroys.
    let status = unsafe { sql::sqlite3_create_function_v2(db.0, name, 1, utf8, context, None, step, finish, destroy) };
    assert_eq!(status, sql::SQLITE_OK);
}

#[test]
fn step_and_final_share_one_context() {
    let script = Script::new();
    let db = Db::open();
    let registration = step::own(Sum { actor: script.actor(), sum: 0 });
    define_sum(&db, &registration);
    registration.into_context();
    let query = c"select total(v) from (select 1 v union all select 2 union all select 3)";
    assert_eq!(keeps_errno(|| db.column(query)), Ok(vec![Some(6)]));
    assert_eq!(db.column(c"select total(v) from (select 1 v) where v > 1"), Ok(vec![Some(0)]));
    drop(db);
    assert_eq!((script.calls(), script.drops()), (3, 1));
}

#[test]
fn troubles_of_step_keep_final_out() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let db = Db::open();
        let registration = step::own(Sum { actor: script.actor(), sum: 0 });
        define_sum(&db, &registration);
        assert_eq!(keeps_errno(|| db.column(c"select total(1)")), Ok(vec![None]));
        assert_outcome(registration.outcome(), mood);
        drop((db, registration));
        assert_eq!((script.calls(), script.drops()), (1, 1));
    }
}

/// The context of one group: sqlite has room for a pointer, which is zero before the first step.
///
/// # Safety
///
/// `cx` is what sqlite gave to a step or final function.
unsafe fn group(cx: *mut sql::sqlite3_context) -> *mut c_void {
    let bytes = c_int::try_from(size_of::<*mut c_void>()).expect("small");
    // SAFETY: the caller's promise.
    let place = unsafe { sql::sqlite3_aggregate_context(cx, bytes) }.cast::<*mut c_void>();
    // SAFETY: sqlite's memory, aligned for everything and zeroed; null if there is none.
    let Some(place) = (unsafe { place.as_mut() }) else { return null_mut() };
    if place.is_null() {
        // SAFETY: the caller's promise.
        let script = unsafe { sql::sqlite3_user_data(cx) }.cast::<std::sync::Arc<Script>>();
        // SAFETY: a script that outlives the query, which the test gave.
        let script = unsafe { &*script };
        *place = step_group::own(Sum { actor: script.actor(), sum: 0 }).into_context();
    }
    *place
}

/// `void (*xStep)(sqlite3_context *, int, sqlite3_value **)`
#[callback]
fn step_group(
    cx: *mut sql::sqlite3_context,
    n: c_int,
    #[len(n)] args: &[*mut sql::sqlite3_value],
    #[context(from = unsafe { group(cx) })] sum: &mut Sum,
) {
    // SAFETY: a function of one argument has one valid value.
    sum.sum += unsafe { sql::sqlite3_value_int64(args[0]) };
}

/// `void (*xFinal)(sqlite3_context *)`: the closing callback of a group.
#[callback]
fn finish_group(cx: *mut sql::sqlite3_context, #[context(from = unsafe { group(cx) })] sum: Sum) {
    // SAFETY: sqlite gives its functions a valid context.
    unsafe { sql::sqlite3_result_int64(cx, sum.sum) };
}

#[test]
fn each_group_has_a_context_that_final_consumes() {
    let script = Script::new();
    let db = Db::open();
    let (name, utf8) = (c"total".as_ptr(), sql::SQLITE_UTF8);
    let user_data = (&raw const script).cast_mut().cast();
    let (step, finish) = (step_group::shim(), finish_group::shim());
    // SAFETY: an aggregate of one argument; the script outlives the database.
    let status = unsafe { sql::sqlite3_create_function_v2(db.0, name, 1, utf8, user_data, None, step, finish, None) };
    assert_eq!(status, sql::SQLITE_OK);
    let query = c"select total(v) from (select 1 v union all select 2 union all select 3) group by v % 2 order by 1";
    assert_eq!(keeps_errno(|| db.column(query)), Ok(vec![Some(2), Some(4)]));
    assert_eq!(script.drops(), 2, "one context for each group");
    assert_eq!(db.column(c"select total(v) from (select 1 v) where v > 1"), Ok(vec![Some(0)]));
    assert_eq!(script.drops(), 3, "a group without rows has one, too");
    assert_eq!(live_contexts("step_group"), 0);
}

// ---- hooks: one at a time, the old context comes back ----

/// `void (*)(void *, int, const char *, const char *, sqlite3_int64)`
#[callback(returns = ())]
fn on_update(
    #[context] rows: &mut (Actor, Vec<c_longlong>),
    _operation: c_int,
    _database: &CStr,
    table: &str,
    row: c_longlong,
) -> Result<(), Told> {
    rows.0.act()?;
    assert_eq!(table, "t");
    rows.1.push(row);
    Ok(())
}

#[test]
fn update_hook_gives_the_old_context_back() {
    let scripts = [Script::new(), Script::new()];
    let db = Db::open();
    db.run(c"create table t (v)");

    let first = on_update::own((scripts[0].actor(), vec![]));
    // SAFETY: sqlite uses the context until it is replaced.
    assert!(unsafe { sql::sqlite3_update_hook(db.0, first.shim(), first.context()) }.is_null());
    keeps_errno(|| db.run(c"insert into t values (1), (2)"));

    let second = on_update::own((scripts[1].actor(), vec![]));
    // SAFETY: as above.
    let old = unsafe { sql::sqlite3_update_hook(db.0, second.shim(), second.context()) };
    assert_eq!(old, first.context(), "what was registered is what comes back");
    drop(first);
    db.run(c"insert into t values (3)");
    assert_eq!(scripts.each_ref().map(|script| (script.calls(), script.drops())), [(2, 1), (1, 0)]);

    // SAFETY: takes the hook away.
    let second = second.on_close(|| assert!(!unsafe { sql::sqlite3_update_hook(db.0, None, null_mut()) }.is_null()));
    drop(second);
    db.run(c"insert into t values (4)");
    assert_eq!((scripts[1].calls(), scripts[1].drops()), (1, 1));
}

#[test]
fn troubles_of_update_hook_reach_its_owner() {
    for mood in TROUBLES {
        let script = Script::of(mood);
        let db = Db::open();
        db.run(c"create table t (v)");
        let hook = on_update::own((script.actor(), vec![]));
        // SAFETY: the registration outlives the database.
        unsafe { sql::sqlite3_update_hook(db.0, hook.shim(), hook.context()) };
        keeps_errno(|| db.run(c"insert into t values (1), (2)"));
        assert_outcome(hook.outcome(), mood);
        drop(db);
        drop(hook);
        assert_eq!((script.calls(), script.drops()), (if mood == Mood::Err { 2 } else { 1 }, 1));
    }
}

/// `int (*)(void *)`: anything but 0 interrupts the query.
#[callback(ok = 0, err = 1)]
fn on_progress(#[context] actor: &mut Actor) -> Result<(), Told> {
    actor.act()
}

#[test]
fn progress_handler_interrupts() {
    for mood in [Mood::Answer, Mood::Err, Mood::Panic] {
        let script = Script::of(mood);
        let db = Db::open();
        let progress = on_progress::own(script.actor());
        // SAFETY: sqlite uses the context until `on_close` takes it away.
        unsafe { sql::sqlite3_progress_handler(db.0, 100, progress.shim(), progress.context()) };
        // SAFETY: takes it away.
        let progress = progress.on_close(|| unsafe { sql::sqlite3_progress_handler(db.0, 0, None, null_mut()) });
        let long =
            c"with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select sum(i) from n";
        let rows = keeps_errno(|| db.column(long));
        assert_outcome(progress.outcome(), mood);
        if mood == Mood::Answer {
            assert_eq!(rows, Ok(vec![Some(12_502_500)]));
            assert!(script.calls() > 10);
        } else {
            assert_eq!(rows, Err(sql::SQLITE_INTERRUPT));
            assert_eq!(script.calls(), 1);
        }
        drop(progress);
        assert_eq!(script.drops(), 1);
        assert_eq!(db.column(long), Ok(vec![Some(12_502_500)]), "nobody is asked any more");
    }
}

/// A file that goes with the test.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let file = File(std::env::temp_dir().join(format!("callback-real-{name}-{}", std::process::id())));
        let _ = std::fs::remove_file(&file.0);
        file
    }

    fn c_path(&self) -> std::ffi::CString {
        let path: &Path = &self.0;
        std::ffi::CString::new(path.to_str().expect("UTF-8")).expect("no NUL")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// `int (*)(void *, int)`: 0 gives up, anything else tries again.
#[callback(err = 0)]
fn on_busy(#[context] actor: &mut Actor, tries: c_int) -> Result<c_int, Told> {
    actor.act()?;
    Ok(c_int::from(tries < 3))
}

#[test]
fn busy_handler_gives_up() {
    for mood in [Mood::Answer, Mood::Err, Mood::Panic] {
        let file = File::new(&format!("busy-{mood:?}"));
        let (writer, waiter) = (Db::open_path(&file.c_path()), Db::open_path(&file.c_path()));
        writer.run(c"create table t (v); begin exclusive");

        let script = Script::of(mood);
        let busy = on_busy::own(script.actor());
        // SAFETY: the registration outlives both connections' work; it is taken away below.
        assert_eq!(unsafe { sql::sqlite3_busy_handler(waiter.0, busy.shim(), busy.context()) }, sql::SQLITE_OK);
        assert_eq!(waiter.exec(c"insert into t values (1)"), sql::SQLITE_BUSY);
        assert_eq!(script.calls(), if mood == Mood::Answer { 4 } else { 1 });
        assert_outcome(busy.outcome(), mood);

        writer.run(c"commit");
        script.set(Mood::Answer);
        waiter.run(c"insert into t values (1)");
        drop(waiter);
        drop(busy);
        assert_eq!(script.drops(), 1);
    }
}

/// `int (*)(void *)`: anything but 0 turns the commit into a rollback. 0 would be how a panic commits.
#[callback(ok = 0, err = 1)]
fn on_commit(#[context] actor: &mut Actor) -> Result<(), Told> {
    actor.act()
}

#[test]
fn commit_hook_fails_closed() {
    for mood in TROUBLES {
        let script = Script::new();
        let db = Db::open();
        db.run(c"create table t (v)");
        let hook = on_commit::own(script.actor());
        // SAFETY: the registration outlives the database.
        assert!(unsafe { sql::sqlite3_commit_hook(db.0, hook.shim(), hook.context()) }.is_null());
        keeps_errno(|| db.run(c"insert into t values (1)"));

        script.set(mood);
        let refused = sql::SQLITE_CONSTRAINT;
        assert_eq!(keeps_errno(|| db.exec(c"insert into t values (2)")), refused);
        // An error is an answer. After a panic nobody has looked: the next one is turned down without asking.
        script.set(Mood::Answer);
        let (status, calls) = if mood == Mood::Err { (sql::SQLITE_OK, 3) } else { (refused, 2) };
        assert_eq!((db.exec(c"insert into t values (3)"), script.calls()), (status, calls));

        assert_outcome(hook.outcome(), mood);
        db.run(c"insert into t values (4)");
        assert_eq!(db.column(c"select v from t where v <> 3"), Ok(vec![Some(1), Some(4)]));
        drop(db);
        drop(hook);
        assert_eq!((script.calls(), script.drops()), (calls + 1, 1));
    }
}

/// As `on_commit`, and goes on after a panic.
#[callback(ok = 0, err = 1, after(panic = continue))]
fn on_each_commit(#[context] actor: &mut Actor) -> Result<(), Told> {
    actor.act()
}

/// sqlite has the hook alone, so that nobody takes what it leaves.
macro_rules! hook_that_sqlite_owns {
    ($test:ident, $hook:ident, $after_panic:expr) => {
        #[test]
        fn $test() {
            let script = Script::new();
            let db = Db::open();
            db.run(c"create table t (v)");
            let hook = $hook::own(script.actor());
            let destroy: unsafe extern "C" fn(*mut c_void) = hook.destroy();
            let (shim, context) = (hook.shim(), hook.into_context());
            // SAFETY: the context is destroyed below, after the database.
            assert!(unsafe { sql::sqlite3_commit_hook(db.0, shim, context) }.is_null());
            for (mood, status) in [
                (Mood::Answer, sql::SQLITE_OK),
                (Mood::Err, sql::SQLITE_CONSTRAINT),
                (Mood::Answer, sql::SQLITE_OK),
                (Mood::Panic, sql::SQLITE_CONSTRAINT),
                (Mood::Err, sql::SQLITE_CONSTRAINT),
                (Mood::Answer, $after_panic),
            ] {
                script.set(mood);
                assert_eq!(db.exec(c"insert into t values (1)"), status, "{mood:?}");
            }
            drop(db);
            // SAFETY: sqlite has let go of it.
            unsafe { destroy(context) };
            assert_eq!(script.drops(), 1);
        }
    };
}

// As behind a poisoned mutex; and the veto stays.
hook_that_sqlite_owns!(s60_commit_hook_of_sqlite_keeps_its_veto, on_commit, sql::SQLITE_CONSTRAINT);
hook_that_sqlite_owns!(s60_commit_hook_of_sqlite_is_asked_again, on_each_commit, sql::SQLITE_OK);

/// A function with `&T`, of which sqlite is the owner: each failure is an error of its own statement.
#[test]
fn s60_function_of_sqlite_fails_once_and_works_again() {
    let script = Script::new();
    let db = Db::open();
    let registration = twice::own(script.actor());
    assert_eq!(define(&db, c"twice", &registration), sql::SQLITE_OK);
    registration.into_context();
    for mood in [Mood::Answer, Mood::Err, Mood::Answer, Mood::Panic, Mood::Answer] {
        script.set(mood);
        let row = (mood == Mood::Answer).then_some(8);
        assert_eq!(keeps_errno(|| db.column(c"select twice(4)")), Ok(vec![row]), "{mood:?}");
    }
    drop(db);
    assert_eq!((script.calls(), script.drops()), (5, 1));
}

/// `int (*)(unsigned, void *, void *, void *)`; what the pointers are follows from the event.
#[callback(ok = 0, err = 1)]
fn on_trace(
    event: c_uint,
    #[context] seen: &mut (Actor, Vec<String>),
    _statement: *mut c_void,
    text: *const c_char,
) -> Result<(), Told> {
    seen.0.act()?;
    assert_eq!(event, sql::SQLITE_TRACE_STMT as c_uint);
    // SAFETY: with this event it is the text of the statement.
    let text = unsafe { CStr::from_ptr(text) };
    seen.1.push(text.to_string_lossy().into_owned());
    Ok(())
}

#[test]
fn trace_sees_the_statements() {
    for mood in [Mood::Answer, Mood::Err, Mood::Panic] {
        let script = Script::of(mood);
        let db = Db::open();
        let trace = on_trace::own((script.actor(), vec![]));
        let event = sql::SQLITE_TRACE_STMT as c_uint;
        // SAFETY: the registration outlives the database.
        let status = unsafe { sql::sqlite3_trace_v2(db.0, event, trace.shim(), trace.context()) };
        assert_eq!(status, sql::SQLITE_OK);
        keeps_errno(|| db.run(c"create table t (v)"));
        keeps_errno(|| db.run(c"insert into t values (1)"));
        assert_eq!(script.calls(), if mood == Mood::Panic { 1 } else { 2 });
        assert_outcome(trace.outcome(), mood);
        drop(db);
        drop(trace);
        assert_eq!(script.drops(), 1);
    }
}

// ---- no user data: the extensions of every new connection ----

/// `int (*xEntryPoint)(sqlite3 *, char **, const sqlite3_api_routines *)`
#[callback(err = sql::SQLITE_ERROR)]
fn on_open(
    _db: *mut sql::sqlite3,
    _message: *mut *mut c_char,
    _api: *const c_void,
    #[context(pool = 2)] actor: &Actor,
) -> Result<c_int, Told> {
    actor.act()?;
    Ok(sql::SQLITE_OK)
}

static LATE: Mutex<Vec<Reason>> = Mutex::new(vec![]);

fn note(report: &Report<'_>) {
    if let (LostFailure::Refused(refused), true) = (report.loss(), report.callback().ends_with("::on_open")) {
        LATE.lock().unwrap().push(refused.reason());
    }
}

/// In a process of its own: every connection of the other tests would call the extensions, too.
#[test]
fn auto_extensions_in_a_pool() {
    if std::env::var_os("CALLBACK_REAL_CHILD").is_none() {
        let (code, text) = callback_real::again("auto_extensions_in_a_pool", "CALLBACK_REAL_CHILD");
        assert_eq!(code, Some(0), "{text}");
        assert!(text.contains("1 passed"), "{text}");
        return;
    }
    set_report_hook(note);
    let scripts = [Script::new(), Script::new(), Script::new()];
    let first = on_open::acquire(scripts[0].actor()).unwrap();
    let second = on_open::acquire(scripts[1].actor()).unwrap();
    drop(on_open::acquire(scripts[2].actor()).expect_err("two slots").into_context());
    assert_eq!(scripts[2].drops(), 1);

    // SAFETY: the extensions are cancelled before their registrations go.
    assert_eq!(unsafe { sql::sqlite3_auto_extension(first.shim()) }, sql::SQLITE_OK);
    // SAFETY: as above.
    assert_eq!(unsafe { sql::sqlite3_auto_extension(second.shim()) }, sql::SQLITE_OK);
    drop(Db::open());
    assert_eq!(scripts.each_ref().map(|script| script.calls()), [1, 1, 0]);

    for mood in TROUBLES {
        scripts[1].set(mood);
        let mut db = null_mut();
        // SAFETY: both pointers are valid for the call.
        assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_ERROR);
        // SAFETY: a connection that failed to open is closed all the same.
        unsafe { sql::sqlite3_close(db) };
        assert_outcome(second.outcome(), mood);
    }
    scripts[1].set(Mood::Answer);

    // The pointer that cancels is the one that was registered, and no other slot's.
    // SAFETY: takes it away.
    assert_eq!(unsafe { sql::sqlite3_cancel_auto_extension(first.shim()) }, 1);
    drop(first);
    let calls = scripts[1].calls();
    drop(Db::open());
    assert_eq!((scripts[0].calls(), scripts[1].calls()), (3, calls + 1));

    // Forgotten to cancel: the slot is closed, C gets `err`, and it is said so.
    drop(second);
    assert_eq!(scripts.each_ref().map(|script| script.drops()), [1; 3]);
    let mut db = null_mut();
    // SAFETY: both pointers are valid for the call.
    assert_eq!(unsafe { sql::sqlite3_open(c":memory:".as_ptr(), &raw mut db) }, sql::SQLITE_ERROR);
    // SAFETY: as above.
    unsafe { sql::sqlite3_close(db) };
    assert_eq!(*LATE.lock().unwrap(), [Reason::NoContext]);
}

/// An outcome that is not taken is reported when the context is dropped.
#[test]
fn a_panic_that_nobody_takes_is_reported() {
    if std::env::var_os("CALLBACK_REAL_CHILD").is_none() {
        let (code, text) = callback_real::again("a_panic_that_nobody_takes_is_reported", "CALLBACK_REAL_CHILD");
        assert_eq!(code, Some(0), "{text}");
        assert!(text.contains("callback `sqlite::twice` panicked: told to panic"), "{text}");
        return;
    }
    let db = Db::open();
    let registration = twice::own(Script::of(Mood::Panic).actor());
    assert_eq!(define(&db, c"twice", &registration), sql::SQLITE_OK);
    registration.into_context();
    assert_eq!(db.column(c"select twice(1)"), Ok(vec![None]));
}

#[test]
fn the_hook_says_so_at_once() {
    let script = Script::of(Mood::Err);
    let (sender, receiver) = std::sync::mpsc::channel();
    let db = Db::open();
    let registration = twice::own(script.actor());
    registration.notify(move || sender.send(()).unwrap());
    assert_eq!(define(&db, c"twice", &registration), sql::SQLITE_OK);
    assert_eq!(db.column(c"select twice(1)"), Ok(vec![None]));
    assert_eq!(receiver.try_recv(), Ok(()));
    assert!(matches!(registration.outcome(), Some(Outcome::Stopped(Told))));
    // sqlite destroys the context with the database, and the registration must be there until then.
    drop(db);
    drop(registration);
}

#[test]
fn callbacks_are_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_SQLITE3_INCLUDE"))
        .header("sqlite3.h")
        // The values are not changed, and C does not say so.
        .callback::<twice>()
        .allow_const()
        .is_parameter("sqlite3_create_function_v2", 6)
        .callback::<step>()
        .allow_const()
        .is_parameter("sqlite3_create_function_v2", 7)
        .callback::<finish>()
        .is_parameter("sqlite3_create_function_v2", 8)
        .callback::<step_group>()
        .allow_const()
        .is_parameter("sqlite3_create_function_v2", 7)
        .callback::<finish_group>()
        .is_parameter("sqlite3_create_function_v2", 8)
        .callback::<by_length>()
        .is_parameter("sqlite3_create_collation_v2", 5)
        .callback::<on_update>()
        .is_parameter("sqlite3_update_hook", 2)
        .callback::<on_progress>()
        .is_parameter("sqlite3_progress_handler", 3)
        .callback::<on_busy>()
        .is_parameter("sqlite3_busy_handler", 2)
        .callback::<on_commit>()
        .is_parameter("sqlite3_commit_hook", 2)
        // What this points at depends on the event.
        .callback::<on_trace>()
        .allow_const()
        .is_parameter("sqlite3_trace_v2", 3)
        .value("SQLITE_TRACE_STMT", sql::SQLITE_TRACE_STMT)
        .check();
    // This header makes macros of the functions' names.
    Verify::new()
        .include(env!("CALLBACK_SQLITE3_INCLUDE"))
        .header("sqlite3ext.h")
        .callback::<on_open>()
        .allow_const()
        .allow_untyped()
        .is_typedef("sqlite3_loadext_entry")
        .check();
}
