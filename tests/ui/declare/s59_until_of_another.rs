// A handle that no box owns, and a closure that borrows.
use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::c_void;

#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn close(db: *mut Db);

    #[callback(free = close)]
    safe fn open() -> CBox<Db>;
    safe fn hook(
        db: &Db,
        #[callback(retained, until = db)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}

fn of_a_reference(db: &Db) {
    hook(db, || ());
}

fn main() {
    let mut count = 0;
    let db = open();
    hook(&db, || count += 1);
    of_a_reference(&db);
}
