//! Prints the time of a call of the progress handler, with the part of sqlite that leads to it.

use std::cell::Cell;
use std::time::Instant;

use rusqlite::{Connection, Result};

fn main() -> Result<()> {
    thread_local!(static CALLS: Cell<u64> = const { Cell::new(0) });
    let db = Connection::open_in_memory()?;
    db.progress_handler(
        1,
        Some(|| {
            CALLS.set(CALLS.get() + 1);
            false
        }),
    );
    let mut best = f64::MAX;
    for _ in 0..1000 {
        CALLS.set(0);
        let start = Instant::now();
        let sql =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT sum(i) FROM n";
        db.query_row(sql, [], |row| row.get::<_, i64>(0))?;
        best = best.min(start.elapsed().as_nanos() as f64 / CALLS.get() as f64);
    }
    println!("time: {best:.1} ns per call of the progress handler with sqlite's part");
    Ok(())
}
