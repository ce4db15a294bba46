//! Registered contexts are numbers: whatever C does with one after its end, on another thread or by mistake is refused with its
//! own reason, and nothing that was freed is read.

use std::ffi::{c_int, c_void};
use std::ptr::without_provenance_mut;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering::SeqCst};
use std::thread;

use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::{live_contexts, reports, sys};

type Add = Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>;

/// A value that counts when it is dropped, and has to be whole when it is read.
struct Sum {
    sum: c_int,
    whole: u64,
    drops: Arc<AtomicUsize>,
}

const WHOLE: u64 = 0x5748_4f4c_4520_4f4e;

impl Sum {
    fn new(drops: &Arc<AtomicUsize>) -> Self {
        Sum { sum: 0, whole: WHOLE, drops: Arc::clone(drops) }
    }

    fn add(&mut self, value: c_int) -> c_int {
        assert_eq!(self.whole, WHOLE);
        self.sum += value;
        self.sum
    }
}

impl Drop for Sum {
    fn drop(&mut self) {
        self.whole = 0;
        self.drops.fetch_add(1, SeqCst);
    }
}

#[callback(fail = -1)]
fn add(value: c_int, #[context] sum: &mut Sum) -> c_int {
    sum.add(value)
}

#[callback(fail = -1)]
fn see(value: c_int, #[context] sum: &Sum) -> c_int {
    sum.sum + value
}

#[callback(fail = -1, threads)]
fn add_anywhere(value: c_int, #[context] sum: &mut Sum) -> c_int {
    sum.add(value)
}

#[callback(fail = -1)]
fn spend(value: c_int, #[context] mut sum: Sum) -> c_int {
    sum.add(value)
}

#[callback(fail = -1, threads)]
fn spend_anywhere(value: c_int, #[context] mut sum: Sum) -> c_int {
    sum.add(value)
}

/// Calls through C, and returns the answer with what was reported.
fn call(shim: Add, context: *mut c_void) -> (c_int, Vec<String>) {
    reports(|| unsafe { sys::peer_call(shim, 1, context) })
}

fn is_refused(shim: Add, context: *mut c_void, reason: &str) {
    let (answer, reports) = call(shim, context);
    assert_eq!(answer, -1);
    assert!(reports.len() == 1 && reports[0].ends_with(reason), "{reports:?}");
}

const CLOSED: &str = "was called after its context was closed";
const UNKNOWN: &str = "was called with user data that C was never given";

macro_rules! late {
    ($($test:ident $destroyed:ident $register:path;)*) => {$(
        /// C calls after the registration was dropped, and after as many others were made in its place.
        #[test]
        fn $test() {
            let drops = Arc::default();
            let registration = $register(Sum::new(&drops));
            let (shim, context): (Add, _) = (registration.shim(), registration.context());
            assert_eq!(call(shim, context), (1, vec![]));
            drop(registration);
            assert_eq!(drops.load(SeqCst), 1);
            is_refused(shim, context, CLOSED);
            let others: Vec<_> = (0..200).map(|_| $register(Sum::new(&drops))).collect();
            assert!(others.iter().all(|other| other.context() != context));
            is_refused(shim, context, CLOSED);
            drop(others);
            is_refused(shim, context, CLOSED);
            assert_eq!(drops.load(SeqCst), 201);
        }

        /// C destroys the context twice, and calls after that.
        #[test]
        fn $destroyed() {
            let drops = Arc::default();
            let registration = $register(Sum::new(&drops));
            let (shim, context): (Add, _) = (registration.shim(), registration.context());
            let destroy = registration.destroy();
            registration.into_context();
            assert_eq!(call(shim, context), (1, vec![]));
            for _ in 0..2 {
                unsafe { sys::peer_notify(destroy, context) };
                assert_eq!(drops.load(SeqCst), 1);
                is_refused(shim, context, CLOSED);
            }
        }
    )*};
}

late! {
    s03_late_call_of_an_owned_context s06_second_destroy_of_an_owned_context add::own;
    s03_late_call_of_an_owned_context_by_reference s06_second_destroy_of_an_owned_context_by_reference see::own;
    s03_late_call_of_a_context_of_threads s06_second_destroy_of_a_context_of_threads add_anywhere::own;
    s03_late_call_of_a_shared_context s06_second_destroy_of_a_shared_context add::share;
}

macro_rules! spent {
    ($($test:ident $spend:ident;)*) => {$(
        #[test]
        fn $test() {
            let drops = Arc::default();
            let registration = $spend::once(Sum::new(&drops));
            let (shim, context): (Add, _) = (registration.shim(), registration.context());
            registration.into_context();
            assert_eq!((call(shim, context), drops.load(SeqCst)), ((1, vec![]), 1));
            is_refused(shim, context, "was called again after its one call");
            drop($spend::once(Sum::new(&drops)));
            // Another context may have its place, and has another number.
            let (answer, reports) = call(shim, context);
            assert!(answer == -1 && reports.len() == 1, "{reports:?}");
        }
    )*};
}

spent! {
    s10_second_call_after_the_one_call spend;
    s10_second_call_after_the_one_call_on_any_thread spend_anywhere;
}

/// No other test has contexts of this type, so that an invented number is of none of them.
#[callback(fail = -1)]
fn mine(value: c_int, #[context] sum: &mut i64) -> c_int {
    *sum += i64::from(value);
    *sum as c_int
}

/// User data that C made up: numbers, addresses, NULL.
#[test]
fn s07_invented_contexts() {
    let (owned, shared) = (mine::own(0), mine::share(0));
    let local = 0_u64;
    for shim in [owned.shim(), shared.shim()] {
        is_refused(shim, std::ptr::null_mut(), "was called without a context");
        is_refused(shim, (&raw const local).cast_mut().cast(), UNKNOWN);
        for made_up in
            [1, 2, 3, usize::MAX, usize::MAX - 1, usize::MAX >> 1, 1 << (usize::BITS - 1), usize::MAX << 2 | 1]
        {
            is_refused(shim, without_provenance_mut(made_up), UNKNOWN);
        }
        for context in [owned.context(), shared.context()] {
            for bit in 0..usize::BITS {
                let flipped = context.map_addr(|number| number ^ 1 << bit);
                assert_eq!(call(shim, flipped).0, -1, "bit {bit}");
            }
        }
    }
    let answers = [(owned.shim(), owned.context()), (shared.shim(), shared.context())]
        .map(|(shim, context)| call(shim, context).0);
    assert_eq!(answers, [1, 1]);
    assert!(owned.outcome().is_none() && shared.outcome().is_none());
}

/// A destroy notify with user data that is not of a context, or of one that C was given no end of.
#[test]
fn s06_ends_of_what_is_no_context() {
    let drops = Arc::default();
    let (given, kept) = (add::own(Sum::new(&drops)), add::own(Sum::new(&drops)));
    let destroy: Option<unsafe extern "C" fn(*mut c_void)> = given.destroy();
    let local = 0_u64;
    for context in
        [std::ptr::null_mut(), (&raw const local).cast_mut().cast(), without_provenance_mut(5), kept.context()]
    {
        unsafe { sys::peer_notify(destroy, context) };
    }
    assert_eq!((drops.load(SeqCst), call(kept.shim(), kept.context()).0), (0, 1));
    unsafe { sys::peer_notify(destroy, given.context()) };
    assert_eq!(drops.load(SeqCst), 1);
}

/// The context of one thread is refused on another, alive or closed, with any function.
#[test]
fn s56_context_of_one_thread_on_another() {
    let drops = Arc::default();
    let registration = add::own(Sum::new(&drops));
    let shims: [Add; 3] = [registration.shim(), add::shim(), see::own(Sum::new(&drops)).shim()];
    let context = registration.context().addr();
    let elsewhere = move || {
        let calls = shims.map(|shim| call(shim, without_provenance_mut(context)));
        assert!(calls.iter().all(|(answer, reports)| *answer == -1 && reports.len() == 1), "{calls:?}");
        calls.map(|(_, reports)| reports[0].clone())
    };
    let reports = thread::spawn(elsewhere).join().unwrap();
    assert!(reports.iter().all(|report| report.ends_with("was called on another thread than its own")), "{reports:?}");
    let Some(Outcome::Refused(refused)) = registration.outcome() else { panic!("nothing is kept for the owner") };
    assert_eq!((refused.reason(), registration.outcome().is_none()), (Reason::Thread, true));
    drop(registration);
    let reports = thread::spawn(elsewhere).join().unwrap();
    assert!(reports.iter().all(|report| report.ends_with(CLOSED)), "{reports:?}");
}

#[callback(fail = -1)]
fn together(value: c_int, #[context] sum: &AtomicI32) -> c_int {
    sum.fetch_add(value, SeqCst);
    value
}

/// Threads call while the context is closed, over and over: none reads what was dropped, and each value is dropped once.
#[test]
fn s18_calls_beside_the_close() {
    let stop = AtomicBool::new(false);
    let current: [AtomicUsize; 2] = Default::default();
    let first = together::share(AtomicI32::new(0));
    let shim: Add = first.shim();
    drop(first);
    thread::scope(|scope| {
        for context in &current {
            scope.spawn(|| {
                callback_tests::keep_reports();
                while !stop.load(SeqCst) {
                    let context = without_provenance_mut(context.load(SeqCst));
                    let answer = unsafe { sys::peer_call(shim, 1, context) };
                    assert!(answer == 1 || answer == -1);
                }
            });
        }
        for _ in 0..2000 {
            let registrations = [together::share(AtomicI32::new(0)), together::share(AtomicI32::new(0))];
            for (context, registration) in current.iter().zip(&registrations) {
                context.store(registration.context().addr(), SeqCst);
            }
            let [one, other] = registrations;
            one.close_and_wait().unwrap();
            drop(other);
        }
        stop.store(true, SeqCst);
    });
    assert_eq!(live_contexts(together::NAME), 0);
}

#[callback(fail = -1, threads)]
fn read(value: c_int, #[context] sum: &AtomicI32) -> c_int {
    if value < 0 {
        INSIDE.with_borrow_mut(|inside| inside.take().expect("what runs inside of the call")());
    }
    assert_ne!(value, 13);
    sum.load(SeqCst) + value
}

#[callback(fail = -1, threads)]
fn finish(value: c_int, #[context] sum: AtomicI32) -> c_int {
    sum.into_inner() + value
}

thread_local! {
    static INSIDE: std::cell::RefCell<Option<Box<dyn FnOnce()>>> = const { std::cell::RefCell::new(None) };
}

/// A closing callback is called from inside of a call by reference: it is refused, and ends the context after that call.
#[test]
fn s16_closing_callback_inside_of_a_shared_call() {
    let registration = read::own(40.into());
    let (shim, context): (Add, _) = (registration.shim(), registration.context());
    let closing: Add = registration.also::<finish>().shim();
    INSIDE.set(Some(Box::new(move || {
        let (answer, reports) = reports(|| unsafe { sys::peer_call(closing, 1, context) });
        assert_eq!((answer, reports), (-1, vec![]), "it is kept for the owner");
        assert_eq!(live_contexts(read::NAME), 1);
    })));
    assert_eq!(unsafe { sys::peer_call(shim, -1, context) }, 39);
    assert_eq!(live_contexts(read::NAME), 0);
    let Some(Outcome::Refused(refused)) = registration.outcome() else { panic!("it was refused") };
    assert_eq!(refused.reason(), Reason::Reentered);
}

#[callback(fail = -1, threads)]
fn read_once(value: c_int, #[context] sum: &AtomicI32) -> c_int {
    assert_ne!(value, 13);
    sum.load(SeqCst) + value
}

/// After a panic that nobody has taken a closing callback does not run, and ends the context.
#[test]
fn s16_closing_callback_after_a_panic() {
    let registration = read_once::share(40.into());
    let (shim, context): (Add, _) = (registration.shim(), registration.context());
    let closing: Add = registration.also::<finish>().shim();
    assert_eq!(unsafe { [sys::peer_call(shim, 13, context), sys::peer_call(closing, 1, context)] }, [-1, -1]);
    assert!(matches!(registration.outcome(), Some(Outcome::Panicked(_))));
    assert_eq!(live_contexts(read_once::NAME), 0);
    let registration = read_once::share(40.into());
    let (closing, context): (Add, _) = (registration.also::<finish>().shim(), registration.context());
    assert_eq!(unsafe { sys::peer_call(closing, 2, context) }, 42);
    assert_eq!(live_contexts(read_once::NAME), 0);
}

/// A trusted library has the address: its calls are compared, guarded and counted as those by number.
#[test]
fn trusted_with_the_address() {
    let drops = Arc::default();
    let (sum, seen) = (add::own(Sum::new(&drops)), see::own(Sum::new(&drops)));
    // SAFETY: the calls below are on this thread, before the registrations are dropped.
    let (trusted, other) = unsafe { (sum.trusted(), seen.trusted()) };
    let (shim, context): (Add, _) = (trusted.shim(), trusted.context());
    assert_eq!((call(shim, context), call(sum.shim(), sum.context())), ((1, vec![]), (2, vec![])));
    is_refused(other.shim(), context, &format!("a context of `{}`", add::NAME));
    let Some(Outcome::Refused(refused)) = sum.outcome() else { panic!("it was refused") };
    assert_eq!(refused.reason(), Reason::ContextOf(add::NAME));
    // Neither is looked up as the other.
    is_refused(shim, sum.context(), "was called without a context");
    is_refused(sum.shim(), context, UNKNOWN);
    drop((sum, seen));
    assert_eq!(drops.load(SeqCst), 2);
}
