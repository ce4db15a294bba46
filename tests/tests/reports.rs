//! The place of reports: the hook of the program, a function of the callback, or none.

use std::ffi::{c_int, c_void};
use std::sync::Mutex;

use callback_runtime::foreign::CBox;
use callback_runtime::report::{LostFailure, Report};
use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, reports, sys};

/// Of several tests: each looks for its own callback.
static OWN: Mutex<Vec<(&'static str, String)>> = Mutex::new(vec![]);

fn own(report: &Report<'_>) {
    OWN.lock().unwrap().push((report.callback(), report.to_string()));
}

fn taken(callback: &str) -> usize {
    let mut own = OWN.lock().unwrap();
    let before = own.len();
    own.retain(|(name, _)| *name != callback);
    before - own.len()
}

macro_rules! name {
    ($($callback:tt)*) => {
        concat!("reports::", stringify!($($callback)*))
    };
}

#[callback(fail = -1, report = own)]
fn to_own(value: c_int) -> c_int {
    std::panic::resume_unwind(Box::new(value))
}

#[callback(fail = -1, report = none)]
fn to_nobody(value: c_int) -> c_int {
    std::panic::resume_unwind(Box::new(value))
}

#[callback(fail = -1)]
fn to_all(value: c_int) -> c_int {
    std::panic::resume_unwind(Box::new(value))
}

#[test]
fn without_a_context() {
    let call = |f| unsafe { sys::peer_plain(f, 1) };
    assert_eq!(no_reports(|| (call(to_own::shim()), call(to_nobody::shim()))), (-1, -1));
    assert_eq!(taken(name!(to_own)), 1);
    assert_eq!(reports(|| call(to_all::shim())).1.len(), 1);
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

#[callback(fail = -1, report = self::own)]
fn kept(value: &c_int, #[context] _bomb: &Bomb) -> c_int {
    std::panic::resume_unwind(Box::new(*value))
}

/// Reports of an outcome that could not be kept, of one that the owner did not take, and of the destructor of the state.
#[test]
fn of_a_registration() {
    no_reports(|| {
        let registration = kept::own(Bomb);
        let (f, user): (sys::peer_pointer_fn, _) = (registration.shim(), registration.context());
        for value in [std::ptr::null(), std::ptr::null(), &raw const SEVEN] {
            assert_eq!(unsafe { sys::peer_pointer(f, value.cast(), user) }, -1);
        }
        assert_eq!(taken(name!(kept)), 1);
        drop(registration);
    });
    assert_eq!(taken(name!(kept)), 3);
}

#[callback(fail = -1, report = own)]
fn stays(value: &c_int, #[context] _state: &()) -> c_int {
    *value
}

#[test]
fn of_unregistering() {
    no_reports(|| drop(stays::own(()).on_close(|| Err::<(), _>("busy"))));
    assert_eq!(taken(name!(stays)), 1);
}

static SEVEN: c_int = 7;

struct Client;

#[callback(context = last, fail = -1, report = own)]
impl Client {
    #[callback]
    fn by_the_block(&self, value: &c_int) -> c_int {
        *value
    }

    #[callback(report = none)]
    fn by_itself(&self, value: &c_int) -> c_int {
        *value
    }
}

#[test]
fn of_a_block() {
    no_reports(|| {
        let (one, other) = (client::by_the_block::own(Client), client::by_itself::own(Client));
        let null = |f, user| unsafe { sys::peer_pointer(f, std::ptr::null(), user) };
        assert_eq!((null(one.shim(), one.context()), null(other.shim(), other.context())), (-1, -1));
    });
    assert_eq!(taken(name!(Client::by_the_block)), 1);
    assert_eq!(taken(name!(Client::by_itself)), 0);
}

/// `int (*)(void *)`
type Call = unsafe extern "C" fn(*mut c_void) -> c_int;

#[repr(C)]
struct Ops {
    go: Option<Call>,
    end: Option<Call>,
}

struct Tabled(u32);

#[callback(table = Ops, fail = -1, report = own)]
impl Tabled {
    fn go(&mut self) -> c_int {
        self.0 += 1;
        std::panic::resume_unwind(Box::new("go"))
    }

    fn end(self) -> c_int {
        std::panic::resume_unwind(Box::new("end"))
    }
}

fn go(table: *const Ops, context: *mut c_void) -> c_int {
    unsafe { (*table).go.unwrap()(context) }
}

/// An outcome in the context of a table is reported as the block says, and by the name of the method.
#[test]
fn of_a_table() {
    let (go_name, end_name) = (name!(Tabled::go), name!(Tabled::end));
    no_reports(|| {
        let registration = tabled::Table::own(Tabled(0));
        assert_eq!(go(registration.table(), registration.context()), -1);
        assert_eq!(taken(go_name), 0);
        registration.reclaim();
        assert_eq!(taken(go_name), 1);

        let registration = tabled::Table::own(Tabled(0));
        assert_eq!(go(registration.table(), registration.context()), -1);
        drop(registration);
        assert_eq!(taken(go_name), 1);

        let registration = tabled::Table::own(Tabled(0));
        let (table, context) = (registration.table(), registration.into_context());
        assert_eq!(go(table, context), -1);
        assert_eq!(taken(go_name), 1);
        assert_eq!(unsafe { (*table).end.unwrap()(context) }, -1);

        let registration = tabled::Table::own(Tabled(0));
        let (table, context) = (registration.table(), registration.into_context());
        assert_eq!(unsafe { (*table).end.unwrap()(context) }, -1);
        assert_eq!(taken(end_name), 1);

        let registration = tabled::Table::own(Tabled(0));
        let table = registration.table();
        assert_eq!(unsafe { (*table).end.unwrap()(registration.context()) }, -1);
        drop(registration);
        assert_eq!(taken(end_name), 1);
    });
    assert_eq!(taken("reports::Tabled"), 0);
}

struct Lent(u32);

#[callback(table = Ops, fail = -1, report = own)]
impl Lent {
    fn go(&mut self) -> c_int {
        self.0 += 1;
        std::panic::resume_unwind(Box::new("go"))
    }

    #[callback(report = none)]
    fn end(&mut self) -> c_int {
        self.0 += 1;
        std::panic::resume_unwind(Box::new("end"))
    }
}

#[test]
fn of_the_scope_of_a_table() {
    let left = |call: fn(&Ops) -> Call| {
        no_reports(|| {
            let scope = || {
                let _ = lent::Table::scope(&mut Lent(0), |cb| {
                    assert_eq!(unsafe { call(&*cb.table())(cb.context()) }, -1);
                    std::panic::resume_unwind(Box::new("body"));
                });
            };
            assert!(std::panic::catch_unwind(scope).is_err());
        });
    };
    left(|ops| ops.go.unwrap());
    assert_eq!((taken(name!(Lent::go)), taken("reports::Lent")), (1, 0));
    left(|ops| ops.end.unwrap());
    assert_eq!((taken(name!(Lent::end)), taken("reports::Lent")), (0, 0));
}

struct Burst;

#[callback(table = Ops, fail = -1, report = own)]
impl Burst {
    fn go(&self) -> c_int {
        0
    }

    fn end(&self) -> c_int {
        0
    }
}

impl Drop for Burst {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

/// A destructor is of no method.
#[test]
fn of_the_state_of_a_table() {
    no_reports(|| drop(burst::Table::own(Burst)));
    assert_eq!(taken("reports::Burst"), 1);
}

struct Both(u32);

#[callback(fail = -1, report = own)]
impl Both {
    #[callback]
    fn go(&mut self) -> c_int {
        self.0 += 1;
        std::panic::resume_unwind(Box::new("go"))
    }

    #[callback(report = none)]
    fn end(&mut self) -> c_int {
        self.0 += 1;
        0
    }
}

/// Another callback on the context is named, with its place.
#[test]
fn of_another_on_the_context() {
    no_reports(|| {
        let registration = both::end::own(Both(0));
        let also = registration.also::<both::go>();
        let f: Call = also.shim();
        assert_eq!(unsafe { f(also.context()) }, -1);
    });
    assert_eq!((taken(name!(Both::go)), taken(name!(Both::end))), (1, 0));
}

#[callback(report = own)]
unsafe extern "C" {
    type Source;
    #[callback(free = declare_source_free)]
    safe fn declare_source_new() -> CBox<Source>;
    unsafe fn declare_source_free(source: *mut Source);
    safe fn declare_emit(source: &Source, value: c_int) -> c_int;

    #[callback(fails = never)]
    safe fn declare_attach(
        source: &Source,
        fail: c_int,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    #[link_name = "declare_attach"]
    #[callback(fails = never)]
    safe fn attach_silently(
        source: &Source,
        fail: c_int,
        #[callback(retained, fail = -1, report = none)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;
}

#[test]
fn of_a_declaration() {
    let panics = |value| std::panic::resume_unwind(Box::new(value));
    no_reports(|| {
        let source = declare_source_new();
        assert_eq!(declare_attach(&source, 0, panics), 0);
        assert_eq!(declare_emit(&source, 1), -1);
        assert_eq!(attach_silently(&source, 0, panics), 0);
        assert_eq!(declare_emit(&source, 1), -1);
    });
    let own = OWN.lock().unwrap();
    let names: Vec<_> = own.iter().filter(|(name, _)| name.contains("attach")).collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

/// The loss is the same as with the hook of the program.
#[test]
fn own_function_has_the_loss() {
    fn loss(report: &Report<'_>) {
        assert!(matches!(report.loss(), LostFailure::Panic(payload) if payload.downcast_ref() == Some(&3)));
        own(report);
    }

    #[callback(report = loss)]
    fn one(value: c_int) {
        std::panic::resume_unwind(Box::new(value))
    }

    let shim: unsafe extern "C" fn(c_int) = one::shim();
    unsafe { shim(3) };
    assert_eq!(taken(one::NAME), 1);
}
