//! The place of reports: the hook of the program, a function of the callback, or none.

use std::ffi::{c_int, c_void};
use std::sync::Mutex;

use callback_runtime::{CBox, Callback, Loss, Report, callback};
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

/// What could not be kept, what the owner did not take, and the destructor of the state.
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

#[callback(report = own)]
unsafe extern "C" {
    type Source;
    #[callback(free = declare_source_free)]
    safe fn declare_source_new() -> CBox<Source>;
    unsafe fn declare_source_free(source: *mut Source);
    safe fn declare_emit(source: &Source, value: c_int) -> c_int;

    safe fn declare_attach(
        source: &Source,
        fail: c_int,
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    #[link_name = "declare_attach"]
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
        assert!(matches!(report.loss(), Loss::Panic(payload) if payload.downcast_ref() == Some(&3)));
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
