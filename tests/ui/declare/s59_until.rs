// `until` where nothing is kept, beside another end, of what is no handle.
use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{CStr, c_int, c_void};

#[callback]
unsafe extern "C" {
    type Db;
    unsafe fn close(db: *mut Db);

    safe fn borrowed(
        db: &Db,
        #[callback(until = db)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn unregistered(
        db: &Db,
        #[callback(retained, until = db, unregister = ())] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn destroyed(
        db: &Db,
        #[callback(retained, until = db)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    );

    safe fn of_nothing(#[callback(retained, until = db)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);

    safe fn of_a_number(
        n: c_int,
        #[callback(retained, until = n)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn of_a_string(
        name: &CStr,
        #[callback(retained, until = name)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn of_an_absent_one(
        db: Option<&Db>,
        #[callback(retained, until = db)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn of_a_number_that_c_writes(
        #[out] n: c_int,
        #[callback(retained, until = n)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn of_a_status(
        #[callback(retained, until = result)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    safe fn of_an_expression(
        db: &Db,
        #[callback(retained, until = db.parent)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    safe fn of_two(
        db: &Db,
        other: &Db,
        #[callback(retained, until = db)] f: fn(#[context] _: _),
        #[callback(retained, until = other)] g: fn(#[context] _: _),
        #[context(f, g)] _: *mut c_void,
    );

    safe fn of_one_that_is_unregistered(
        db: &Db,
        #[callback(retained, until = db)] f: fn(#[context] _: _),
        #[callback(retained, unregister = ())] g: fn(#[context] _: _),
        #[context(f, g)] _: *mut c_void,
    );

    #[callback(free = close)]
    safe fn open() -> CBox<Db>;
    safe fn hook(
        db: &Db,
        #[callback(retained, until = db)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}

#[callback(until = db)]
type OnEvent = fn(#[context] _: _);

#[callback(until = db)]
fn on_event(#[context] count: &mut usize) {
    *count += 1;
}

fn main() {}
