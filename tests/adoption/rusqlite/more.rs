//! Faults of the trampolines that were there, none of which the tests of the crate show.

use std::cell::Cell;
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;

use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::hooks::{AuthContext, Authorization};
use rusqlite::{Connection, Result};

/// Before: a panic of the hook let the transaction through.
#[test]
fn a_veto_that_panics() -> Result<()> {
    let db = Connection::open_in_memory()?;
    db.execute_batch("CREATE TABLE t(a)")?;
    let mut calls = 0;
    db.commit_hook(Some(move || {
        calls += 1;
        assert!(calls > 1, "in the hook");
        true
    }));
    for _ in 0..3 {
        assert!(db.execute_batch("INSERT INTO t VALUES (1)").is_err());
    }
    db.commit_hook(None::<fn() -> bool>);
    let rows: i64 = db.query_row("SELECT count(*) FROM t", [], |row| row.get(0))?;
    assert_eq!(rows, 0);
    Ok(())
}

/// Before: a panic of the handler let the statement run on.
#[test]
fn a_progress_handler_that_panics() -> Result<()> {
    let db = Connection::open_in_memory()?;
    db.progress_handler(1, Some(|| panic!("in the handler")));
    assert!(db.query_row("SELECT 1", [], |row| row.get::<_, i64>(0)).is_err());
    db.progress_handler(1, None::<fn() -> bool>);
    assert_eq!(db.query_row("SELECT 1", [], |row| row.get::<_, i64>(0))?, 1);
    Ok(())
}

/// Before: the next statement was allowed by what the panic had left half changed.
#[test]
fn an_authorizer_that_panics() -> Result<()> {
    let db = Connection::open_in_memory()?;
    let mut calls = 0;
    db.authorizer(Some(move |_: AuthContext<'_>| {
        calls += 1;
        assert!(calls > 1, "in the authorizer");
        Authorization::Allow
    }));
    for _ in 0..2 {
        assert!(db.execute_batch("SELECT 1").is_err());
    }
    db.authorizer(None::<fn(AuthContext<'_>) -> Authorization>);
    db.execute_batch("SELECT 1")
}

/// Before: the closure ran inside of itself, with two `&mut` to what it has.
#[test]
fn a_function_inside_of_itself() -> Result<()> {
    let db = Connection::open_in_memory()?;
    let mut depth = 0;
    db.create_scalar_function("nested", 0, FunctionFlags::SQLITE_UTF8, move |context| {
        depth += 1;
        assert_eq!(depth, 1);
        // SAFETY: it is used in this call.
        let inner = unsafe { context.get_connection()? };
        let nested = inner.query_row("SELECT nested()", [], |row| row.get::<_, i64>(0));
        depth -= 1;
        Ok(nested.is_err())
    })?;
    assert!(db.query_row("SELECT nested()", [], |row| row.get::<_, bool>(0))?);
    assert!(db.query_row("SELECT nested()", [], |row| row.get::<_, bool>(0))?);
    Ok(())
}

/// A call that panics is an error, and the next one runs.
#[test]
fn a_function_that_panics() -> Result<()> {
    let db = Connection::open_in_memory()?;
    let mut calls = 0;
    db.create_scalar_function("odd", 0, FunctionFlags::SQLITE_UTF8, move |_| {
        calls += 1;
        assert!(calls % 2 == 1, "in the function");
        Ok(calls)
    })?;
    let call = || db.query_row("SELECT odd()", [], |row| row.get::<_, i64>(0)).ok();
    assert_eq!([call(), call(), call()], [Some(1), None, Some(3)]);
    Ok(())
}

struct Last(Rc<Cell<i64>>);

impl Aggregate<i64, i64> for Last {
    fn init(&self, _: &mut Context<'_>) -> Result<i64> {
        Ok(0)
    }

    fn step(&self, context: &mut Context<'_>, last: &mut i64) -> Result<()> {
        *last = context.get(0)?;
        self.0.set(*last);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, last: Option<i64>) -> Result<i64> {
        Ok(last.unwrap_or(-1))
    }
}

/// Before: an aggregate that is not `Send` was called on the thread that the connection had moved to.
#[test]
fn an_aggregate_on_another_thread() -> Result<()> {
    let seen = Rc::new(Cell::new(0));
    let db = Connection::open_in_memory()?;
    db.create_aggregate_function("last", 1, FunctionFlags::SQLITE_UTF8, Last(Rc::clone(&seen)))?;
    let last = |db: &Connection| db.query_row("SELECT last(7)", [], |row| row.get::<_, i64>(0));
    assert_eq!((last(&db)?, seen.replace(1)), (7, 7));
    let db = thread::spawn(move || {
        let moved = db.query_row("SELECT last(8)", [], |row| row.get::<_, i64>(0));
        assert!(moved.is_err());
        db
    });
    let db = db.join().unwrap();
    assert_eq!(seen.get(), 1);
    assert_eq!((last(&db)?, seen.get()), (7, 7));
    drop(db);
    assert_eq!(Rc::strong_count(&seen), 1);
    Ok(())
}

/// What a connection has is dropped once: set again, removed, closed, or not taken. Before: what was not taken was leaked.
#[test]
fn closures_are_dropped_once() -> Result<()> {
    let alive = Arc::new(());
    let compare = |alive: &Arc<()>| {
        let alive = Arc::clone(alive);
        move |one: &str, two: &str| {
            assert!(Arc::strong_count(&alive) > 0);
            if one == "panic" || two == "panic" {
                panic!("in the collation")
            }
            two.cmp(one)
        }
    };
    let db = Connection::open_in_memory()?;
    db.create_collation("backwards", compare(&alive))?;
    db.create_collation("backwards", compare(&alive))?;
    assert_eq!(Arc::strong_count(&alive), 2);
    assert!(db.create_collation("a\0b", compare(&alive)).is_err());
    assert_eq!(Arc::strong_count(&alive), 2);
    let sql = "SELECT a FROM (SELECT 'x' AS a UNION ALL SELECT 'y') ORDER BY a COLLATE backwards";
    assert_eq!(db.query_row(sql, [], |row| row.get::<_, String>(0))?, "y");
    // A panic is the end of its own comparison.
    let panics = "SELECT 'panic' < 'x' COLLATE backwards";
    assert_eq!(db.query_row(panics, [], |row| row.get::<_, bool>(0))?, Ordering::Less.is_lt());
    assert_eq!(db.query_row(sql, [], |row| row.get::<_, String>(0))?, "y");
    db.remove_collation("backwards")?;
    assert_eq!(Arc::strong_count(&alive), 1);

    let kept = Arc::clone(&alive);
    db.create_scalar_function("f", 0, FunctionFlags::SQLITE_UTF8, move |_| Ok(Arc::strong_count(&kept) as i64))?;
    let kept = Arc::clone(&alive);
    db.update_hook(Some(move |_, _: &str, _: &str, _| drop(Arc::clone(&kept))));
    assert_eq!(Arc::strong_count(&alive), 3);
    drop(db);
    assert_eq!(Arc::strong_count(&alive), 1);
    Ok(())
}

#[test]
fn functions_of_rust_as_user_data() -> Result<()> {
    thread_local!(static TRACED: Cell<u32> = const { Cell::new(0) });
    let mut db = Connection::open_in_memory()?;
    db.trace(Some(|sql| {
        TRACED.set(TRACED.get() + 1);
        assert!(!sql.contains("odd"), "in the trace");
    }));
    for sql in ["SELECT 1", "SELECT 'odd'", "SELECT 3"] {
        db.query_row(sql, [], |_| Ok(()))?;
    }
    assert_eq!(TRACED.get(), 3);
    db.trace(None);
    db.query_row("SELECT 4", [], |_| Ok(()))?;
    assert_eq!(TRACED.get(), 3);
    Ok(())
}
