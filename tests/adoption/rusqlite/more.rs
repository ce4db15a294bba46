//! A hook that vetoes keeps its veto when it panics. (Before, a panic let the transaction through.)

use rusqlite::{Connection, Result};

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

#[test]
fn a_progress_handler_that_panics() -> Result<()> {
    let db = Connection::open_in_memory()?;
    db.progress_handler(1, Some(|| panic!("in the handler")));
    assert!(db.query_row("SELECT 1", [], |row| row.get::<_, i64>(0)).is_err());
    db.progress_handler(1, None::<fn() -> bool>);
    assert_eq!(db.query_row("SELECT 1", [], |row| row.get::<_, i64>(0))?, 1);
    Ok(())
}
