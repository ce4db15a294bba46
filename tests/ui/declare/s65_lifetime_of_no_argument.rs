//! A lifetime of a result, or of what C writes, that no argument has.

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::c_int;

#[callback]
unsafe extern "C" {
    type Db;
    type Stmt<'db>;

    unsafe fn stmt_free(stmt: *mut Stmt<'_>);

    #[callback(free = stmt_free)]
    safe fn prepare<'a>(db: &Db) -> CBox<Stmt<'a>>;

    safe fn prepare_into<'a>(db: &Db, #[out(free = stmt_free)] stmt: CBox<Stmt<'a>>) -> c_int;

    safe fn first<'a>() -> &'a c_int;

    safe fn other<'a, 'b>(db: &'a Db) -> Option<&'b Db>;

    #[callback(free = stmt_free)]
    unsafe fn vouched<'a>(db: &Db) -> Option<CBox<Stmt<'a>>>;

    #[callback(free = stmt_free)]
    safe fn elided(db: &Db) -> Option<CBox<Stmt>>;

    safe fn elided_place(db: &Db, #[out(free = stmt_free)] stmt: CBox<Stmt>) -> c_int;
}

fn main() {}
