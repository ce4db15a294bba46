//! The state of a registration for its owner: in turn with the calls of C.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::rc::Rc;
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Barrier, mpsc};

use callback_runtime::context::CalledFromInside;
use callback_runtime::{Callback, Outcome, Reason, Registration, callback};
use callback_tests::{panic_of, sys};

type Int = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

struct Sum {
    sum: c_int,
    dropped: Arc<AtomicUsize>,
}

impl Drop for Sum {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, Relaxed);
    }
}

fn sum() -> (Sum, Arc<AtomicUsize>) {
    let dropped = Arc::new(AtomicUsize::new(0));
    (Sum { sum: 0, dropped: dropped.clone() }, dropped)
}

#[callback(fail = -1)]
fn add(value: c_int, #[context] sum: &mut Sum) -> c_int {
    assert!(value >= 0, "negative");
    sum.sum += value;
    sum.sum
}

fn reason<R: std::fmt::Debug>(result: Result<R, callback_runtime::Refused>) -> Reason {
    result.unwrap_err().reason()
}

#[test]
fn between_calls() {
    let (state, dropped) = sum();
    let mut registration = add::own(state);
    let call = |registration: &Registration<add>, value| unsafe {
        sys::peer_call(Some(registration.shim::<Int>()), value, registration.context())
    };
    assert_eq!(call(&registration, 3), 3);
    assert_eq!(registration.with(|sum| sum.sum), Ok(3));
    assert_eq!(registration.with_mut(|sum| std::mem::replace(&mut sum.sum, 10)), Ok(3));
    registration.get_mut().unwrap().sum += 1;
    assert_eq!(call(&registration, 1), 12);
    // SAFETY: no call is inside.
    assert_eq!(unsafe { (*registration.as_ptr()).sum }, 12);
    assert!(registration.outcome().is_none());
    drop(registration);
    assert_eq!(dropped.load(Relaxed), 1);
}

/// A call that comes while the owner has the state is refused, as one inside of another is.
#[test]
fn calls_wait_outside() {
    let (state, _) = sum();
    let mut registration = add::own(state);
    let (shim, context) = (Some(registration.shim::<Int>()), registration.context());
    let call = || unsafe { sys::peer_call(shim, 1, context) };
    assert_eq!(registration.with(|sum| (call(), sum.sum)), Ok((-1, 0)));
    assert!(matches!(registration.outcome(), Some(Outcome::Refused(refused)) if refused.reason() == Reason::Reentered));
    assert_eq!(registration.with_mut(|_| call()), Ok(-1));
    let state = registration.get_mut().unwrap();
    assert_eq!(call(), -1);
    drop(state);
    assert_eq!(reason(registration.with(|_| registration.with(|_| ())).unwrap()), Reason::Reentered);
    assert!(matches!(registration.outcome(), Some(Outcome::Refused(_))));
    assert_eq!(call(), 1);
}

thread_local! {
    static REGISTRATION: RefCell<Option<Rc<Registration<look_inside>>>> = const { RefCell::new(None) };
}

#[callback(fail = -1)]
fn look_inside(value: c_int, #[context] calls: &mut c_int) -> c_int {
    *calls += value;
    let registration = REGISTRATION.with_borrow(|registration| registration.clone().unwrap());
    assert_eq!(reason(registration.with(|calls| *calls)), Reason::Reentered);
    assert_eq!(reason(registration.with_mut(|calls| *calls = 0)), Reason::Reentered);
    *calls
}

/// From inside of a call the state is not there for the owner: the call has it.
#[test]
fn inside_of_a_call() {
    let registration = Rc::new(look_inside::own(0));
    REGISTRATION.set(Some(registration.clone()));
    assert_eq!(unsafe { sys::peer_call(registration.shim(), 2, registration.context()) }, 2);
    REGISTRATION.set(None);
    assert!(registration.outcome().is_none());
    assert_eq!(registration.with(|calls| *calls), Ok(2));
}

#[callback(fail = -1)]
fn read(value: c_int, #[context] state: &Cell<c_int>) -> c_int {
    state.set(state.get() + value);
    state.get()
}

/// Calls with `&T` go on while the owner looks.
#[test]
fn beside_shared_calls() {
    let registration = read::own(Cell::new(1));
    let (shim, context) = (Some(registration.shim::<Int>()), registration.context());
    let seen = registration.with(|state| (unsafe { sys::peer_call(shim, 2, context) }, state.get()));
    assert_eq!(seen, Ok((3, 3)));
    assert!(registration.outcome().is_none());
}

/// After a panic calls are kept out, and the owner is not.
#[test]
fn after_a_panic() {
    let (state, _) = sum();
    let mut registration = add::own(state);
    let (shim, context) = (Some(registration.shim::<Int>()), registration.context());
    let call = |value| unsafe { sys::peer_call(shim, value, context) };
    assert_eq!((call(5), call(-1), call(1)), (5, -1, -1));
    assert_eq!(registration.with(|sum| sum.sum), Ok(5));
    registration.get_mut().unwrap().sum = 7;
    // It did not let calls in.
    assert_eq!(call(1), -1);
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
    assert_eq!(call(1), 8);
}

/// A panic of the owner's closure leaves the context as it was.
#[test]
fn a_panic_of_the_owner() {
    let (state, dropped) = sum();
    let registration = add::own(state);
    assert_eq!(panic_of(|| registration.with_mut(|_| panic!("in the owner"))), "in the owner");
    assert_eq!(unsafe { sys::peer_call(registration.shim(), 4, registration.context()) }, 4);
    drop(registration);
    assert_eq!(dropped.load(Relaxed), 1);
}

/// C ends the context while the owner has the state: it is dropped when the owner has left.
#[test]
fn destroyed_meanwhile() {
    let (state, dropped) = sum();
    let registration = add::own(state);
    let (destroy, context): (unsafe extern "C" fn(*mut c_void), _) = (registration.destroy(), registration.context());
    let seen = registration.with_mut(|sum| {
        unsafe { sys::peer_notify(Some(destroy), context) };
        sum.sum += 1;
        (sum.sum, dropped.load(Relaxed))
    });
    assert_eq!(seen, Ok((1, 0)));
    assert_eq!(dropped.load(Relaxed), 1);
    assert_eq!(reason(registration.with(|sum| sum.sum)), Reason::Closed);
    assert_eq!(reason(registration.with_mut(|sum| sum.sum)), Reason::Closed);
}

#[callback(threads, fail = -1)]
fn add_anywhere(value: c_int, #[context] sum: &mut Sum) -> c_int {
    sum.sum += value;
    sum.sum
}

struct C(Int, *mut c_void);
// SAFETY: a function and a number, for C.
unsafe impl Send for C {}

impl C {
    fn call(&self, value: c_int) -> c_int {
        // SAFETY: a registered context.
        unsafe { sys::peer_call(Some(self.0), value, self.1) }
    }
}

/// The owner and calls on other threads take turns; the context is destroyed on another thread while the owner is inside.
#[test]
fn beside_other_threads() {
    let (state, dropped) = sum();
    let registration = add_anywhere::own(state);
    let destroy: unsafe extern "C" fn(*mut c_void) = registration.destroy();
    let c = C(registration.shim(), registration.context());
    let (inside, outside) = (Arc::new(Barrier::new(2)), mpsc::channel());
    let there = std::thread::spawn({
        let (inside, sender) = (inside.clone(), outside.0);
        move || {
            let c = c;
            sender.send(c.call(1)).unwrap();
            inside.wait();
            sender.send(c.call(1)).unwrap();
            unsafe { sys::peer_notify(Some(destroy), c.1) };
            inside.wait();
        }
    });
    assert_eq!(outside.1.recv(), Ok(1));
    let seen = registration.with_mut(|sum| {
        inside.wait();
        let refused = outside.1.recv().unwrap();
        inside.wait();
        (sum.sum, refused, dropped.load(Relaxed))
    });
    there.join().unwrap();
    assert_eq!(seen, Ok((1, -1, 0)));
    assert_eq!(dropped.load(Relaxed), 1);
    assert_eq!(reason(registration.with(|sum| sum.sum)), Reason::Closed);
}

/// Two owners and C count in turn, and nothing is lost.
#[test]
fn owners_race_with_calls() {
    let registration = add_anywhere::own(sum().0);
    let c = C(registration.shim(), registration.context());
    let counted = AtomicI32::new(0);
    let count = |done: bool| _ = counted.fetch_add(done.into(), Relaxed);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..20_000).for_each(|_| count(registration.with_mut(|sum| sum.sum += 1).is_ok())));
        }
        scope.spawn(|| {
            let c = c;
            (0..20_000).for_each(|_| count(c.call(1) != -1));
        });
    });
    assert_eq!(registration.with(|sum| sum.sum), Ok(counted.load(Relaxed)));
    drop(registration.outcome());
    assert_eq!(registration.close_and_wait(), Ok(()));
}

#[callback(fail = -1)]
fn consume(value: c_int, #[context] sum: Sum) -> c_int {
    sum.sum + value
}

/// The state of a context that one call consumes, before and after it.
#[test]
fn before_the_one_call() {
    let (state, dropped) = sum();
    let mut registration = consume::once(state);
    registration.get_mut().unwrap().sum = 40;
    assert_eq!(registration.with(|sum| sum.sum), Ok(40));
    assert_eq!(unsafe { sys::peer_call(registration.shim(), 2, registration.context()) }, 42);
    assert_eq!(reason(registration.with(|sum| sum.sum)), Reason::Consumed);
    assert!(registration.get_mut().is_none());
    assert_eq!(dropped.load(Relaxed), 1);
}

#[callback(fail = -1)]
fn in_a_slot(value: c_int, #[context(pool = 1)] sum: &mut Sum) -> c_int {
    sum.sum += value;
    sum.sum
}

#[test]
fn in_slots() {
    let mut registration = in_a_slot::acquire(sum().0).ok().unwrap();
    registration.get_mut().unwrap().sum = 1;
    assert_eq!(unsafe { sys::peer_plain(registration.shim(), 2) }, 3);
    assert_eq!(registration.with(|sum| sum.sum), Ok(3));
}

#[repr(C)]
struct Base(c_int);

#[callback]
fn on_object(#[context(embedded = Base)] sum: &mut Sum, value: c_int) {
    sum.sum += value;
}

#[test]
fn in_objects() {
    let object = on_object::embed(Base(0), sum().0);
    let shim: unsafe extern "C" fn(*mut Base, c_int) = on_object::shim();
    unsafe { shim(object.as_ptr(), 5) };
    assert_eq!(object.with(|sum| sum.sum), Ok(5));
    assert_eq!(object.with_mut(|sum| std::mem::take(&mut sum.sum)), Ok(5));
    assert_eq!(object.with(|sum| sum.sum), Ok(0));
}

#[callback(fail = -1)]
fn leaked_state(value: c_int, #[context] sum: &mut Sum) -> c_int {
    sum.sum + value
}

/// A state that is leaked keeps calls out, and closing does not wait for it.
#[test]
fn a_state_that_is_leaked() {
    let (state, dropped) = sum();
    let mut registration = leaked_state::own(state);
    std::mem::forget(registration.get_mut().unwrap());
    assert_eq!(unsafe { sys::peer_call(registration.shim(), 1, registration.context()) }, -1);
    assert!(registration.with(|_| ()).is_err() && registration.outcome().is_some());
    assert!(matches!(registration.close_and_wait(), Err(CalledFromInside { .. })));
    assert_eq!(dropped.load(Relaxed), 0);
}
