//! Who may come in, whoever owns the context, and the shim that goes with every owner.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::rc::Rc;
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::Relaxed};

use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::{panic_of, reports, sys};

struct Sum {
    sum: c_int,
    dropped: Rc<Cell<usize>>,
}

impl Drop for Sum {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + 1);
    }
}

#[callback(fail = -1, context = last)]
impl Sum {
    fn add(&mut self, value: c_int) -> c_int {
        self.sum += value;
        self.sum
    }

    fn sum(&self, value: c_int) -> c_int {
        self.sum + value
    }

    fn close(self) {}
}

fn sum() -> (Sum, Rc<Cell<usize>>) {
    let dropped = Rc::new(Cell::new(0));
    (Sum { sum: 0, dropped: dropped.clone() }, dropped)
}

/// Calls that read leave nothing behind that keeps out one that writes.
#[test]
fn s16_reading_and_writing_in_a_scope() {
    let (mut sum, _) = sum();
    let answers = sum::add::scope(&mut sum, |cb| {
        let read = cb.also::<sum::sum>();
        [1, 2, 3].map(|value| unsafe {
            let before = sys::peer_call(read.shim(), 0, read.context());
            (before, sys::peer_call(cb.shim(), value, cb.context()))
        })
    });
    assert_eq!(answers, Ok([(0, 1), (1, 3), (3, 6)]));
}

struct Reads {
    calls: AtomicUsize,
    value: AtomicI32,
}

#[callback(fail = -1, context = last, threads)]
impl Reads {
    fn read(&self, value: c_int) -> c_int {
        self.calls.fetch_add(1, Relaxed);
        assert!(value >= 0, "negative");
        self.value.load(Relaxed) + value
    }
}

fn reads() -> Reads {
    Reads { calls: AtomicUsize::new(0), value: AtomicI32::new(40) }
}

/// Nothing runs after a failure, until it is taken.
#[test]
fn s24_a_failure_stops_calls_of_several_threads() {
    let reads = reads();
    let mut answers = vec![];
    let text = panic_of(|| {
        reads::read::scope(&reads, |cb| {
            answers.extend([2, -1, 3].map(|value| unsafe { sys::peer_call(cb.shim(), value, cb.context()) }));
        })
    });
    assert_eq!((text.as_str(), answers.as_slice(), reads.calls.load(Relaxed)), ("negative", &[42, -1, -1][..], 2));

    let registration = reads::read::share(self::reads());
    let call = |value| unsafe { sys::peer_call(registration.shim(), value, registration.context()) };
    assert_eq!([2, -1, 3].map(call), [42, -1, -1]);
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
    assert_eq!(call(4), 44);
}

/// C calls once more after it has destroyed the context, which the registration still holds.
#[test]
fn s06_a_call_after_the_destroy_notify() {
    let registration = reads::read::share(reads());
    let destroy = registration.destroy();
    let call = |value| unsafe { sys::peer_call(registration.shim(), value, registration.context()) };
    assert_eq!(call(1), 41);
    unsafe { sys::peer_notify(destroy, registration.context()) };
    let (late, reports) = reports(|| call(1));
    assert_eq!(late, -1);
    assert!(reports[0].ends_with("was called after its context was closed"), "{reports:?}");
}

/// It keeps nothing in its context, and is let in and counted all the same.
#[callback(fail = -1, panic = abort)]
fn unwatched(value: c_int, #[context] sum: &Cell<c_int>) -> c_int {
    sum.set(sum.get() + value);
    sum.get()
}

#[test]
fn s06_a_late_call_of_what_keeps_nothing() {
    let registration = unwatched::own(Cell::new(40));
    let destroy = registration.destroy();
    let call = |value| unsafe { sys::peer_call(registration.shim(), value, registration.context()) };
    assert_eq!(call(1), 41);
    unsafe { sys::peer_notify(destroy, registration.context()) };
    let (late, reports) = reports(|| call(1));
    assert_eq!((late, reports.len()), (-1, 1));
}

/// It keeps what it refuses.
#[callback(fail = -1, panic = abort)]
fn careful(value: &c_int, #[context] calls: &Cell<c_int>) -> c_int {
    calls.set(calls.get() + 1);
    *value
}

#[test]
fn s24_a_refusal_stops_what_keeps_no_panic() {
    let (calls, mut answers, number) = (Cell::new(0), vec![], 5);
    let refused = careful::scope(&calls, |cb| {
        for pointer in [&raw const number, std::ptr::null(), &raw const number] {
            answers.push(unsafe { sys::peer_pointer(cb.shim(), pointer.cast(), cb.context()) });
        }
    });
    assert_eq!(refused.unwrap_err().reason(), Reason::Null);
    assert_eq!((answers.as_slice(), calls.get()), (&[5, -1, -1][..], 1));
}

type Call = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

/// The shim that a table in C's memory has: it finds out whose context it is.
#[test]
fn one_shim_for_all_owners() {
    let (add, close): (Call, unsafe extern "C" fn(*mut c_void)) = (sum::add::shim(), sum::close::shim());
    let calls = |context: *mut c_void| [1, 2].map(|value| unsafe { sys::peer_call(Some(add), value, context) });

    let (mut lent, _) = sum();
    assert_eq!(sum::add::scope(&mut lent, |cb| calls(cb.context())), Ok([1, 3]));

    let (owned, dropped) = sum();
    let registration = sum::add::own(owned);
    registration.destroy::<Option<unsafe extern "C" fn(*mut c_void)>>();
    assert_eq!(calls(registration.context()), [1, 3]);
    unsafe { sys::peer_notify(Some(close), registration.context()) };
    assert_eq!(dropped.get(), 1);
    drop(registration);
    assert_eq!(dropped.get(), 1);

    let (owned, dropped) = sum();
    let registration = sum::add::own(owned);
    let context = registration.context();
    assert_eq!(calls(context), [1, 3]);
    unsafe { sys::peer_notify(Some(close), context) };
    assert_eq!(dropped.get(), 1);
    // Its number is nobody's from here on.
    let (late, reports) = reports(|| unsafe {
        sys::peer_notify(Some(close), context);
        calls(context)
    });
    assert_eq!((late, reports.len(), dropped.get()), ([-1, -1], 3, 1));
    let other = sum::add::own(sum().0);
    assert_ne!(other.context(), context);
    drop(registration);
    assert_eq!((dropped.get(), calls(other.context())), (1, [1, 3]));
}

/// On a context that has failed it does not run, and what it would have consumed is dropped all the same.
#[test]
fn a_closing_call_after_a_failure() {
    struct Fails(Rc<Cell<usize>>);

    impl Drop for Fails {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }

    #[callback(fail = -1, context = last)]
    impl Fails {
        fn fail(&mut self, value: c_int) -> c_int {
            panic!("failed {value}")
        }

        fn close(self) {
            self.0.set(100);
        }
    }

    let (fail, close): (Call, unsafe extern "C" fn(*mut c_void)) = (fails::fail::shim(), fails::close::shim());
    let dropped = Rc::new(Cell::new(0));
    let registration = fails::fail::own(Fails(dropped.clone()));
    let context = registration.context();
    assert_eq!(unsafe { sys::peer_call(Some(fail), 1, context) }, -1);
    unsafe { sys::peer_notify(Some(close), context) };
    assert_eq!(dropped.get(), 1);
    let (late, reports) = reports(|| unsafe { sys::peer_call(Some(fail), 2, context) });
    assert_eq!((late, reports.len()), (-1, 1));
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
}

/// A function pointer is a closure as any other: it does not stand for the absence of one.
#[test]
fn s49_function_pointers_are_called_on_close() {
    static CLOSED: AtomicUsize = AtomicUsize::new(0);

    fn close() {
        CLOSED.fetch_add(1, Relaxed);
    }

    fn refuse() -> Result<(), c_int> {
        CLOSED.fetch_add(10, Relaxed);
        Err(16)
    }

    let close: fn() = close;
    drop(sum::add::own(sum().0).on_close(close));
    assert_eq!(CLOSED.load(Relaxed), 1);
    let refuse: fn() -> Result<(), c_int> = refuse;
    drop(sum::add::own(sum().0).on_close(refuse));
    assert_eq!(CLOSED.load(Relaxed), 11);
}
