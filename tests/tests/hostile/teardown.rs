//! Contexts that end while a call is inside, on this thread or on another.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::c_int;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use callback_runtime::context::{CalledFromInside, Shared};
use callback_runtime::{Callback, Outcome, Reason, Registration, callback};
use callback_tests::hostile::{FAILS_AND_DESTROYS, NOBODY, TAKES};
use callback_tests::{live_contexts, panic_of, reported};

use crate::name;
use crate::peer;
use crate::support::{Counted, Drops, Peer, Sum, inside, run_inside};

// 4: the callback ends itself

thread_local! {
    /// The registration of the callback that runs.
    static MINE: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

macro_rules! ends_inside {
    ($test:ident, $f:ident, $owner:ident, |$registration:ident, $c:ident| $end:expr) => {
        #[callback(fail = -1)]
        fn $f(value: c_int, #[context] state: &mut Sum) -> c_int {
            state.add(value);
            run_inside();
            state.add(value)
        }

        #[test]
        fn $test() {
            let (c, drops) = (Rc::new(Peer::new()), Drops::default());
            let registration = $f::$owner(Sum::new(&drops));
            unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
            let (again, seen) = (c.clone(), drops.clone());
            inside(move || {
                let ($registration, $c) = (registration, again);
                $end;
                assert_eq!(seen.get(), 0, "the call has the context still");
            });
            assert_eq!(unsafe { c.emit(5) }, 10, "the call goes on");
            assert_eq!((drops.get(), live_contexts(name!($f))), (1, 0));
            assert_eq!(reported(name!($f)), [""; 0]);
            // Where the peer has not destroyed it, it may call once more, and destroys it when it goes.
            match unsafe { c.emit(1) } {
                NOBODY => {}
                answer => assert_eq!((answer, reported(name!($f)).len()), (-1, 1)),
            }
            drop(c);
            assert_eq!(drops.get(), 1);
        }
    };
}

ends_inside!(s04_owned_context_is_closed_from_inside, closes_own, own, |registration, _c| registration.close());
ends_inside!(s04_shared_context_is_closed_from_inside, closes_share, share, |registration, _c| registration.close());
ends_inside!(s04_owned_context_is_dropped_from_inside, drops_own, own, |registration, _c| drop(registration));
ends_inside!(s04_owned_context_is_destroyed_from_inside, destroys_own, own, |registration, c| {
    registration.into_context();
    unsafe { peer::hostile_destroy(c.0) };
});
ends_inside!(s04_shared_context_is_destroyed_from_inside, destroys_share, share, |registration, c| {
    registration.into_context();
    unsafe { peer::hostile_destroy(c.0) };
});
ends_inside!(s04_context_is_destroyed_and_closed_from_inside, both_own, own, |registration, c| {
    unsafe { peer::hostile_destroy(c.0) };
    registration.close();
});
ends_inside!(s04_unregisters_from_inside, unregisters, own, |registration, c| {
    registration.on_close(move || unsafe { peer::hostile_destroy(c.0) }).close();
});
ends_inside!(s05_owned_context_cannot_wait_for_itself, waits_own, own, |registration, _c| {
    assert!(registration.close_and_wait().is_err());
});
ends_inside!(s05_shared_context_cannot_wait_for_itself, waits_share, share, |registration, _c| {
    assert_eq!(registration.close_and_wait().unwrap_err().to_string(), "the callback cannot wait for itself to return");
});

#[callback(fail = -1)]
fn owns_itself(value: c_int, #[context] state: &RefCell<Option<Box<dyn Any>>>) -> c_int {
    state.take();
    value
}

#[test]
fn s04_context_that_owns_its_registration_ends_itself() {
    let c = Peer::new();
    let registration = owns_itself::own(RefCell::new(None));
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    // The context holds its own registration: C has the only way to it.
    MINE.set(Some(Box::new(registration)));
    #[callback(fail = -1)]
    fn give(value: c_int, #[context] state: &RefCell<Option<Box<dyn Any>>>) -> c_int {
        state.replace(MINE.take());
        value
    }
    let shim = give::shim();
    unsafe { c.register(shim, peer::hostile_user(c.0), None, TAKES) };
    assert_eq!(unsafe { c.emit(1) }, 1);
    unsafe { c.register(owns_itself::shim(), peer::hostile_user(c.0), None, TAKES) };
    assert_eq!((live_contexts(name!(owns_itself)), unsafe { c.emit(2) }), (1, 2));
    assert_eq!(live_contexts(name!(owns_itself)), 0);
    unsafe { peer::hostile_unregister(c.0) };
}

#[callback(fail = -1)]
fn nested(value: c_int, #[context] state: &Counted) -> c_int {
    let _state = state;
    if value == 0 {
        run_inside();
        return 0;
    }
    let c = MINE.with_borrow(|c| c.as_ref().unwrap().downcast_ref::<Rc<Peer>>().unwrap().clone());
    1 + unsafe { c.emit(value - 1) }
}

#[test]
fn s04_context_is_kept_until_the_outermost_call_has_left() {
    let (c, drops) = (Rc::new(Peer::new()), Drops::default());
    let registration = nested::own(drops.value());
    unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
    MINE.set(Some(Box::new(c.clone())));
    let seen = drops.clone();
    inside(move || {
        registration.close();
        assert_eq!(seen.get(), 0);
    });
    assert_eq!((unsafe { c.emit(5) }, drops.get()), (5, 1));
    MINE.set(None);
    drop(c);
    assert_eq!(drops.get(), 1);
}

// 5: another thread is inside

/// Tells when a call is inside, and stays until it is told to go.
struct Gate {
    entered: Mutex<Sender<()>>,
    go: Mutex<Receiver<()>>,
    left: Arc<AtomicBool>,
    _counted: Counted,
}

struct Gates {
    entered: Receiver<()>,
    go: Sender<()>,
    left: Arc<AtomicBool>,
}

fn gate(drops: &Drops) -> (Gate, Gates) {
    let ((enter, entered), (go, gone), left) = (channel(), channel(), Arc::new(AtomicBool::new(false)));
    let gate = Gate { entered: Mutex::new(enter), go: Mutex::new(gone), left: left.clone(), _counted: drops.value() };
    (gate, Gates { entered, go, left })
}

impl Gate {
    fn pass(&self) {
        self.entered.lock().unwrap().send(()).unwrap();
        self.go.lock().unwrap().recv_timeout(Duration::from_secs(20)).unwrap();
        thread::sleep(Duration::from_millis(20));
        self.left.store(true, Ordering::SeqCst);
    }
}

/// The pointers that C has, for a C thread.
#[derive(Clone, Copy)]
struct Given(callback_tests::hostile::hostile_fn, *mut std::ffi::c_void);

unsafe impl Send for Given {}

impl Given {
    fn call_on_thread(self, value: c_int) -> thread::JoinHandle<c_int> {
        thread::spawn(move || {
            let Given(f, user) = { self };
            unsafe { peer::hostile_on_thread(f, user, value) }
        })
    }
}

macro_rules! waits {
    ($test:ident, $f:ident, $owner:ident) => {
        #[callback(threads, fail = -1)]
        fn $f(value: c_int, #[context] gate: &Gate) -> c_int {
            gate.pass();
            value
        }

        #[test]
        fn $test() {
            let drops = Drops::default();
            let (gate, gates) = gate(&drops);
            let registration = $f::$owner(gate);
            let given = Given(registration.shim(), registration.context());
            let calls = [given.call_on_thread(1), given.call_on_thread(2)];
            for _ in &calls {
                gates.entered.recv_timeout(Duration::from_secs(20)).unwrap();
            }
            let waiter = thread::spawn(move || registration.close_and_wait());
            thread::sleep(Duration::from_millis(20));
            assert!(!waiter.is_finished(), "two calls are inside");
            gates.go.send(()).unwrap();
            gates.go.send(()).unwrap();
            assert_eq!(waiter.join().unwrap(), Ok(()));
            assert!(gates.left.load(Ordering::SeqCst));
            assert_eq!((drops.get(), live_contexts(name!($f))), (1, 0));
            assert_eq!(calls.map(|call| call.join().unwrap()), [1, 2]);
        }
    };
}

waits!(s05_closing_waits_for_other_threads, waited_share, share);
waits!(s05_closing_an_owned_context_waits_for_other_threads, waited_own, own);

#[callback(threads, fail = -1)]
fn pumped(value: c_int, #[context] state: &AtomicUsize) -> c_int {
    state.fetch_add(1, Ordering::SeqCst);
    value
}

#[test]
fn s05_peer_that_goes_on_calling_a_closed_handle_is_refused() {
    callback_tests::keep_reports();
    for _ in 0..20 {
        let registration = pumped::own(AtomicUsize::new(0));
        let pump = unsafe { peer::hostile_pump_start(registration.shim(), registration.context()) };
        while unsafe { peer::hostile_pump_calls(pump) } == 0 {
            thread::yield_now();
        }
        registration.close_and_wait().unwrap();
        // It does not know, and calls on.
        let before = unsafe { peer::hostile_pump_calls(pump) };
        while unsafe { peer::hostile_pump_calls(pump) } < before + 2 {
            thread::yield_now();
        }
        unsafe { peer::hostile_pump_stop(pump) };
        assert!(!reported(name!(pumped)).is_empty());
    }
}

// 5: the thread that waits is inside of what it waits for, though not of the function

static WAITS: Mutex<Option<Registration<hooked, Shared>>> = Mutex::new(None);
static WAITED: Mutex<Option<Result<(), CalledFromInside>>> = Mutex::new(None);

#[callback(threads, fail = -1)]
fn hooked(_value: c_int, #[context] _state: &mut Counted) -> c_int {
    panic!("for the hook")
}

#[test]
fn s05_hook_cannot_wait_for_the_call_that_it_is_told_of() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = hooked::share(drops.value());
    registration.notify(|| {
        let registration = WAITS.lock().unwrap().take();
        *WAITED.lock().unwrap() = registration.map(Registration::close_and_wait);
    });
    let (shim, context) = (registration.shim(), registration.context());
    *WAITS.lock().unwrap() = Some(registration);
    unsafe { c.register(shim, context, None, TAKES) };
    assert_eq!(unsafe { c.emit(1) }, -1);
    assert!(matches!(WAITED.lock().unwrap().take(), Some(Err(_))));
    assert_eq!(drops.get(), 1);
    assert_eq!(reported(name!(hooked)), [concat!("callback `", name!(hooked), "` panicked: for the hook")]);
}

struct WaitsInDrop(Rc<RefCell<Option<Registration<dropped_waits>>>>, Rc<RefCell<Vec<bool>>>);

impl Drop for WaitsInDrop {
    fn drop(&mut self) {
        let registration = self.0.take();
        self.1.borrow_mut().push(registration.is_some_and(|registration| registration.close_and_wait().is_err()));
    }
}

#[callback(fail = -1)]
fn dropped_waits(value: c_int, #[context] _state: &mut WaitsInDrop) -> c_int {
    value
}

#[test]
fn s05_destructor_cannot_wait_for_itself() {
    let (c, held, seen) = (Peer::new(), Rc::new(RefCell::new(None)), Rc::new(RefCell::new(vec![])));
    let registration = dropped_waits::own(WaitsInDrop(held.clone(), seen.clone()));
    unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
    held.replace(Some(registration));
    unsafe { peer::hostile_destroy(c.0) };
    assert_eq!(*seen.borrow(), [true]);
    assert_eq!(live_contexts(name!(dropped_waits)), 0);
}

/// A refused call is at the hook while the context is closed: it must not be freed under it.
#[callback(threads, fail = -1)]
fn bystander(value: c_int, #[context] gate: &mut Gate) -> c_int {
    gate.pass();
    value
}

#[test]
fn s05_closing_waits_for_a_call_that_is_being_refused() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let (gate, gates) = gate(&drops);
    let registration = bystander::share(gate);
    let given = Given(registration.shim(), registration.context());
    let ((enter, entered), (go, gone)) = (channel::<()>(), channel::<()>());
    let hook = Mutex::new((enter, gone));
    registration.notify(move || {
        let (enter, gone) = &*hook.lock().unwrap();
        enter.send(()).unwrap();
        gone.recv_timeout(Duration::from_secs(20)).unwrap();
    });
    let first = given.call_on_thread(1);
    gates.entered.recv_timeout(Duration::from_secs(20)).unwrap();
    let refused = given.call_on_thread(2);
    entered.recv_timeout(Duration::from_secs(20)).unwrap();
    // The call that was let in leaves; the refused one is still at its hook.
    gates.go.send(()).unwrap();
    assert_eq!(first.join().unwrap(), 1);
    let waiter = thread::spawn(move || registration.close_and_wait());
    let start = std::time::Instant::now();
    while drops.get() == 0 && start.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(drops.get(), 1, "a refused call does not keep the state, nor drop it");
    thread::sleep(Duration::from_millis(20));
    assert!(!waiter.is_finished(), "a call is being refused");
    go.send(()).unwrap();
    assert_eq!(refused.join().unwrap(), -1);
    assert_eq!(waiter.join().unwrap(), Ok(()));
    assert_eq!(drops.get(), 1);
    assert_eq!(reported(name!(bystander)).len(), 1, "what nobody took is reported");
}

#[test]
fn s16_refused_call_at_its_hook_does_not_keep_others_out() {
    let drops = Drops::default();
    let (gate, gates) = gate(&drops);
    let registration = bystander_after::share(gate);
    let given = Given(registration.shim(), registration.context());
    let ((enter, entered), (go, gone)) = (channel::<()>(), channel::<()>());
    let hook = Mutex::new((enter, gone));
    registration.notify(move || {
        let (enter, gone) = &*hook.lock().unwrap();
        enter.send(()).unwrap();
        gone.recv_timeout(Duration::from_secs(20)).unwrap();
    });
    let first = given.call_on_thread(1);
    gates.entered.recv_timeout(Duration::from_secs(20)).unwrap();
    let refused = given.call_on_thread(2);
    entered.recv_timeout(Duration::from_secs(20)).unwrap();
    gates.go.send(()).unwrap();
    assert_eq!(first.join().unwrap(), 1);
    let Some(Outcome::Refused(why)) = registration.outcome() else { panic!("nothing was kept") };
    assert_eq!(why.reason(), Reason::Reentered);
    let next = given.call_on_thread(3);
    gates.entered.recv_timeout(Duration::from_secs(20)).unwrap();
    gates.go.send(()).unwrap();
    assert_eq!(next.join().unwrap(), 3, "nobody is inside");
    go.send(()).unwrap();
    assert_eq!(refused.join().unwrap(), -1);
    assert!(registration.outcome().is_none());
    registration.close_and_wait().unwrap();
    assert_eq!(drops.get(), 1);
}

#[callback(threads, fail = -1)]
fn bystander_after(value: c_int, #[context] gate: &mut Gate) -> c_int {
    gate.pass();
    value
}

// Unregistering

#[callback(fail = -1)]
fn unregisters_first(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s14_unregisters_before_the_context_is_closed() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = unregisters_first::own(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    let order = RefCell::new(vec![]);
    let registration = registration.on_close(|| {
        // A last call, as some libraries do, while they unregister.
        order.borrow_mut().push((unsafe { c.emit(1) }, drops.get()));
        unsafe { peer::hostile_unregister(c.0) };
    });
    registration.close();
    assert_eq!((order.take(), drops.get()), (vec![(1, 0)], 1));
}

#[test]
fn s14_context_is_closed_though_unregistering_panics() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = unregisters_first::own(Sum::new(&drops)).on_close(|| panic!("cannot unregister"));
    let context = registration.context();
    unsafe { c.register(registration.shim(), context, None, TAKES) };
    assert_eq!(panic_of(|| drop(registration)), "cannot unregister");
    assert_eq!(drops.get(), 1);
    // C still has it, and calls.
    assert_eq!(unsafe { c.emit(1) }, -1);
    unsafe { peer::hostile_unregister(c.0) };
    // The memory is C's now, and C could end it.
    let other = unregisters_first::own(Sum::new(&Drops::default()));
    let destroy: unsafe extern "C" fn(*mut std::ffi::c_void) = other.destroy();
    other.reclaim();
    unsafe { destroy(context) };
    assert_eq!(drops.get(), 1);
}

// Closing callbacks on the same context: C's xDestroy that takes more than the user data

#[callback(fail = -1)]
fn steps(value: c_int, #[context] state: &mut Sum) -> c_int {
    let sum = state.add(value);
    assert!(sum < 100, "too much");
    run_inside();
    sum
}

#[callback(fail = -1)]
fn finishes(value: c_int, #[context] state: Sum) -> c_int {
    state.sum + value
}

macro_rules! finishes {
    ($test:ident, $owner:ident) => {
        #[test]
        fn $test() {
            for (kept, panics) in [(false, false), (false, true), (true, false), (true, true)] {
                let (c, drops) = (Peer::new(), Drops::default());
                let registration = steps::$owner(Sum::new(&drops));
                let (step, last) = (registration.shim(), registration.also::<finishes>().shim());
                let context = registration.context();
                let registration = if kept {
                    Some(registration)
                } else {
                    registration.into_context();
                    None
                };
                unsafe { c.register(step, context, None, TAKES) };
                assert_eq!(unsafe { [c.emit(1), c.emit(2)] }, [1, 3]);
                if panics {
                    assert_eq!(unsafe { c.emit(100) }, -1);
                }
                unsafe { c.register(last, context, None, TAKES) };
                // After a failure no user code runs; the context is gone all the same.
                assert_eq!((unsafe { c.emit(4) }, drops.get()), (if panics { -1 } else { 7 }, 1));
                if let Some(registration) = registration {
                    assert_eq!(matches!(registration.outcome(), Some(Outcome::Panicked(_))), panics);
                    assert_eq!((unsafe { c.emit(4) }, drops.get()), (-1, 1), "a second time");
                }
                assert_eq!(drops.get(), 1);
            }
        }
    };
}

finishes!(s10_closing_callback_consumes_an_owned_context, own);
finishes!(s10_closing_callback_consumes_a_shared_context, share);

#[callback(fail = -1)]
fn reenters(value: c_int, #[context] state: &mut Sum) -> c_int {
    run_inside();
    state.add(value)
}

#[callback(fail = -1)]
fn finishes_inside(value: c_int, #[context] state: Sum) -> c_int {
    state.sum + value
}

#[test]
fn s16_closing_callback_during_a_call_waits_for_it_to_leave() {
    let (c, drops) = (Rc::new(Peer::new()), Drops::default());
    let registration = reenters::own(Sum::new(&drops));
    let (step, last, context): (_, callback_tests::hostile::hostile_fn, _) =
        (registration.shim(), registration.also::<finishes_inside>().shim(), registration.into_context());
    unsafe { c.register(step, context, None, TAKES) };
    let seen = drops.clone();
    inside(move || unsafe {
        assert_eq!(peer::hostile_forge(last, context.expose_provenance() as _, 1), -1);
        assert_eq!(seen.get(), 0);
    });
    assert_eq!((unsafe { c.emit(2) }, drops.get()), (2, 1));
    assert_eq!(reported(name!(finishes_inside)).len(), 1, "nobody could take the refusal");
}

// 23: a destructor that panics

struct Bomb(Counted);

impl Drop for Bomb {
    fn drop(&mut self) {
        let _ = &self.0;
        panic!("a destructor");
    }
}

#[callback(fail = -1)]
fn explodes(value: c_int, #[context] _state: &mut Bomb) -> c_int {
    run_inside();
    value
}

#[test]
fn s23_destructor_of_a_context_panics_in_the_destroy_notify() {
    let (c, drops) = (Peer::new(), Drops::default());
    let owned = explodes::own(Bomb(drops.value()));
    let shared = explodes::share(Bomb(drops.value()));
    let handled = explodes::own(Bomb(drops.value()));
    for (context, destroy) in [
        (owned.context(), owned.destroy()),
        (shared.context(), shared.destroy()),
        (handled.context(), handled.destroy()),
    ] {
        unsafe { c.register(None, context, destroy, FAILS_AND_DESTROYS) };
    }
    assert_eq!(drops.get(), 3);
    drop((owned, shared, handled));
    assert_eq!(reported(name!(explodes)), [concat!("callback `", name!(explodes), "`: a destructor panicked"); 3],);
}

#[test]
fn s23_destructor_of_a_context_panics_when_the_last_call_leaves() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = explodes_late::own(Bomb(drops.value()));
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    inside(move || registration.close());
    assert_eq!((unsafe { c.emit(5) }, drops.get()), (5, 1));
    assert_eq!(reported(name!(explodes_late)).len(), 1);
    unsafe { peer::hostile_unregister(c.0) };
}

#[callback(fail = -1)]
fn explodes_late(value: c_int, #[context] _state: &mut Bomb) -> c_int {
    run_inside();
    value
}

#[callback(fail = -1)]
fn explodes_hook(_value: c_int, #[context] _state: &mut Counted) -> c_int {
    panic!("for the hook")
}

#[test]
fn s23_hook_that_panics_is_contained() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = explodes_hook::own(drops.value());
    let bomb = Bomb(drops.value());
    registration.notify(move || {
        let _bomb = &bomb;
        panic!("the hook");
    });
    let destroy = registration.destroy();
    unsafe { c.register(registration.shim(), registration.into_context(), destroy, TAKES) };
    assert_eq!(unsafe { c.emit(5) }, -1);
    assert_eq!(drops.get(), 0);
    unsafe { peer::hostile_destroy(c.0) };
    assert_eq!(drops.get(), 2, "the state, and what the hook has");
    assert!(!reported(name!(explodes_hook)).is_empty());
}
