//! A handle that was made from another one ends before it.
use std::ffi::c_int;

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[callback]
unsafe extern "C" {
    type Database;
    type Statement<'db>;
    unsafe fn database_close(database: *mut Database);
    unsafe fn statement_free(statement: *mut Statement<'_>);

    #[callback(free = database_close)]
    safe fn database_open() -> CBox<Database>;
    #[callback(free = statement_free)]
    safe fn prepare(database: &Database) -> CBox<Statement<'_>>;
    #[callback(fails = nonzero)]
    safe fn prepare_into<'db>(
        database: &'db Database,
        #[out(free = statement_free)] statement: CBox<Statement<'db>>,
    ) -> c_int;
}

fn result() -> c_int {
    let database = database_open();
    let statement = prepare(&database);
    drop(database);
    drop(statement);
    0
}

fn place() {
    let database = database_open();
    let statement = prepare_into(&database);
    drop(database);
    drop(statement);
}

fn returned<'db>() -> CBox<Statement<'db>> {
    let database = database_open();
    prepare(&database)
}

// C may keep what is of the lifetime.
fn shortened<'a, 'db: 'a>(statement: &'a Statement<'db>) -> &'a Statement<'a> {
    statement
}

fn main() {}
