//! SOUNDNESS.md, lines 56, 58, 64, 74 and 78: nested scopes, slots, and threads.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::ffi::{c_int, c_void};
use std::rc::Rc;
use std::thread;

use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::{keep_reports, reported};

#[callback]
unsafe extern "C" {
    unsafe fn qsort<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    );
}

// 64: nested scopes

#[callback(fail = -1)]
fn nested(value: c_int, #[context(thread_local)] seen: &RefCell<Vec<c_int>>) -> c_int {
    seen.borrow_mut().push(value);
    value
}

type Nested = unsafe extern "C" fn(c_int) -> c_int;

#[test]
fn s64_outer_scope_is_called_inside_of_an_inner_one() {
    fn go(depth: c_int, outer: &[Nested]) -> Vec<c_int> {
        let seen = RefCell::default();
        let answer = nested::scope(&seen, |cb| {
            let shims = [outer, &[cb.shim()]].concat();
            if depth > 0 {
                assert_eq!(go(depth - 1, &shims), [depth - 1]);
            }
            // Each of those outside, and this one.
            let last = shims.len() - 1;
            let answers =
                shims.iter().enumerate().map(|(at, shim)| unsafe { shim(if at == last { depth } else { 99 }) });
            answers.filter(|&answer| answer != -1).count()
        });
        assert_eq!(answer, Ok(outer.len() + 1));
        let mut seen = seen.into_inner();
        seen.retain(|&value| value != 99);
        seen
    }

    assert_eq!(go(7, &[]), [7]);
}

/// A sort in a sort: the inner one is called, and ends.
#[test]
fn s64_sort_in_a_sort() {
    fn sorted(depth: usize) -> [u32; 3] {
        let mut items = [3, 1, 2];
        let result = unsafe {
            qsort(&mut items, |a, b| {
                if depth > 0 {
                    assert_eq!(sorted(depth - 1), [1, 2, 3]);
                }
                a.cmp(b)
            })
        };
        assert_eq!(result, Ok(()));
        items
    }

    assert_eq!(sorted(4), [1, 2, 3]);
    let threads: Vec<_> = (0..24).map(|_| thread::spawn(|| sorted(4))).collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), [1, 2, 3]);
    }
}

#[callback(fail = -1)]
fn generic<T: 'static>(value: c_int, #[context(thread_local)] seen: &Cell<(c_int, Option<T>)>) -> c_int {
    seen.set((value, None));
    value
}

/// Instances of a generic callback have shims of their own, and so have contexts whose lifetimes differ.
#[test]
fn s64_generic_scopes_are_apart() {
    let (text, number) = (Cell::new((0, Some(String::new()))), Cell::new((0, Some(0))));
    let answer = generic::<String>::scope(&text, |outer| {
        let outer: Nested = outer.shim();
        generic::<c_int>::scope(&number, |inner| unsafe { [outer(1), inner.shim::<Nested>()(2)] })
    });
    assert_eq!(answer, Ok(Ok([1, 2])));
    assert_eq!((text.into_inner().0, number.into_inner().0), (1, 2));
}

/// A call with a context that C kept is refused, also inside of another scope.
#[test]
fn s64_late_call_finds_no_scope() {
    keep_reports();
    let seen = RefCell::default();
    let answer = nested::scope(&seen, |outer| {
        let outer: Nested = outer.shim();
        let kept = nested::scope(&RefCell::default(), |inner| inner.shim::<Nested>()).unwrap();
        unsafe { [outer(1), kept(2), outer(3)] }
    });
    assert_eq!((answer, seen.into_inner()), (Ok([1, -1, 3]), vec![1, 3]));
    assert!(!reported("soundness_threads::nested").is_empty());
}

#[callback(fail = -1, on_fail = ())]
fn own_shims(value: c_int, #[context(thread_local)] seen: &Cell<c_int>) -> c_int {
    seen.set(seen.get() + value);
    value
}

/// A callback with shims of its own.
#[test]
fn s64_own_shims_are_apart() {
    let (outer, inner) = (Cell::new(0), Cell::new(0));
    let answer = own_shims::scope(&outer, |first| {
        let first: Nested = first.shim();
        own_shims::scope(&inner, |second| unsafe { [first(1), second.shim::<Nested>()(2), first(4)] })
    });
    assert_eq!((answer, outer.get(), inner.get()), (Ok(Ok([1, 2, 4])), 5, 2));
}

// 56: a callback of one thread, called on another

type Plain = unsafe extern "C" fn(c_int) -> c_int;
type Passed = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

/// Goes to another thread, as C may take it there.
struct Given<F>(F, *mut c_void);
// SAFETY: a function and a pointer, as C has them.
unsafe impl<F> Send for Given<F> {}

fn plain_elsewhere(f: Plain) -> c_int {
    thread::spawn(move || unsafe { f(1) }).join().unwrap()
}

fn passed_elsewhere(f: Passed, context: *mut c_void) -> c_int {
    let given = Given(f, context);
    thread::spawn(move || {
        let Given(f, context) = { given };
        unsafe { f(1, context) }
    })
    .join()
    .unwrap()
}

fn is_of_thread<S: std::fmt::Debug>(outcome: Option<Outcome<S>>) {
    assert!(matches!(&outcome, Some(Outcome::Refused(refused)) if refused.reason() == Reason::Thread), "{outcome:?}");
}

#[callback(fail = -1)]
fn in_static(value: c_int, #[context(static)] calls: &Rc<Cell<c_int>>) -> c_int {
    calls.set(calls.get() + value);
    0
}

#[callback(fail = -1)]
fn in_pool(value: c_int, #[context(pool = 3)] calls: &mut Rc<Cell<c_int>>) -> c_int {
    calls.set(calls.get() + value);
    0
}

#[callback(fail = -1)]
fn passed(value: c_int, #[context] calls: &mut Rc<Cell<c_int>>) -> c_int {
    calls.set(calls.get() + value);
    0
}

#[callback(fail = -1, panic = abort)]
fn passed_shared(value: c_int, #[context] calls: &Rc<Cell<c_int>>) -> c_int {
    calls.set(calls.get() + value);
    0
}

#[callback(fail = -1)]
fn consumed(value: c_int, #[context] calls: Rc<Cell<c_int>>) -> c_int {
    calls.set(calls.get() + value);
    0
}

#[test]
fn s56_slot_refuses_another_thread() {
    keep_reports();
    let calls = Rc::new(Cell::new(0));
    let registration = in_static::acquire(calls.clone()).unwrap();
    let shim: Plain = registration.shim();
    assert_eq!(plain_elsewhere(shim), -1);
    is_of_thread(registration.outcome());
    assert_eq!((unsafe { shim(1) }, calls.get()), (0, 1));
    drop(registration);
    // The next owner is another thread, and this one is refused.
    thread::spawn(move || {
        let registration = in_static::acquire(Rc::default()).unwrap();
        assert_eq!((unsafe { shim(1) }, plain_elsewhere(shim)), (0, -1));
        is_of_thread(registration.outcome());
    })
    .join()
    .unwrap();
    let pool = [(); 3].map(|()| in_pool::acquire(calls.clone()).unwrap());
    for registration in &pool {
        assert_eq!((plain_elsewhere(registration.shim()), calls.get()), (-1, 1));
        is_of_thread(registration.outcome());
    }
}

#[test]
fn s56_registered_context_refuses_another_thread() {
    keep_reports();
    let calls = Rc::new(Cell::new(0));
    let owned = passed::own(calls.clone());
    assert_eq!(passed_elsewhere(owned.shim(), owned.context()), -1);
    is_of_thread(owned.outcome());
    // The shim for any owner knows the thread too.
    assert_eq!(passed_elsewhere(passed::shim(), owned.context()), -1);
    is_of_thread(owned.outcome());
    let shared = passed_shared::own(calls.clone());
    assert_eq!(passed_elsewhere(shared.shim(), shared.context()), -1);
    let handle = passed::own(calls.clone());
    assert_eq!(passed_elsewhere(handle.shim(), handle.context()), -1);
    is_of_thread(handle.outcome());
    let once = consumed::once(calls.clone());
    assert_eq!(passed_elsewhere(once.shim(), once.context()), -1);
    is_of_thread(once.outcome());
    let shim: Passed = once.shim();
    assert_eq!((unsafe { shim(1, once.context()) }, calls.get()), (0, 1));
    let shim: Passed = owned.shim();
    assert_eq!((unsafe { shim(1, owned.context()) }, calls.get()), (0, 2));
    drop((owned, shared, handle, once));
    assert_eq!(Rc::strong_count(&calls), 1);
}

/// `share` is for several threads, whatever the callback says.
#[test]
fn s56_shared_context_lets_threads_in() {
    #[callback(fail = -1)]
    fn shared(value: c_int, #[context] calls: &std::sync::atomic::AtomicI32) -> c_int {
        calls.fetch_add(value, std::sync::atomic::Ordering::SeqCst)
    }

    let registration = shared::share(0.into());
    assert_eq!(passed_elsewhere(registration.shim(), registration.context()), 0);
    assert_eq!(passed_elsewhere(shared::shim(), registration.context()), 1);
    registration.close_and_wait().unwrap();
}

// 58: `fork`

/// Forks, and runs `f` in the child. Returns true if that came to its end.
#[cfg(all(unix, not(emulated)))]
fn in_child(f: impl FnOnce()) -> bool {
    // SAFETY: the child runs `f`, which takes no lock that a child may find taken, and ends.
    let child = unsafe { libc::fork() };
    if child == 0 {
        unsafe { libc::alarm(10) };
        f();
        unsafe { libc::_exit(0) };
    }
    let mut status = 0;
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0
}

#[cfg(all(unix, not(emulated)))]
#[callback(threads, fail = -1)]
fn parked(value: c_int, #[context] state: &Parked) -> c_int {
    state.0.wait();
    state.1.wait();
    value
}

#[cfg(all(unix, not(emulated)))]
/// Where a call is inside, and where it goes on.
struct Parked(std::sync::Barrier, std::sync::Barrier);

#[cfg(all(unix, not(emulated)))]
#[test]
fn s58_child_does_not_wait_for_threads_of_its_parent() {
    let new = || Parked(std::sync::Barrier::new(2), std::sync::Barrier::new(2));
    let shared = parked::share(new());
    let state = std::sync::Arc::new(new());
    let registration = parked_by::share(state.clone());
    let given = Given::<Passed>(registration.shim(), registration.context());
    let call = thread::spawn(move || {
        let Given(f, context) = { given };
        unsafe { f(1, context) }
    });
    state.0.wait();
    let mut registration = Some(registration);
    assert!(in_child(|| assert!(registration.take().unwrap().close_and_wait().is_err())));
    // Another one of the parent, with nothing inside, and one of the child.
    let mut other = Some(shared);
    assert!(in_child(|| assert!(other.take().unwrap().close_and_wait().is_ok())));
    assert!(in_child(|| assert!(parked_by::share(state.clone()).close_and_wait().is_ok())));
    state.1.wait();
    assert_eq!(call.join().unwrap(), 1);
    registration.unwrap().close_and_wait().unwrap();
}

#[cfg(all(unix, not(emulated)))]
#[callback(threads, fail = -1)]
fn parked_by(value: c_int, #[context] state: &std::sync::Arc<Parked>) -> c_int {
    state.0.wait();
    state.1.wait();
    value
}

#[cfg(all(unix, not(emulated)))]
#[callback(threads, ok = 0, err = -1)]
fn refusing(value: c_int, #[context] _calls: &std::sync::atomic::AtomicI32) -> Result<(), c_int> {
    Err(value)
}

#[cfg(all(unix, not(emulated)))]
/// Registers, fails, takes the outcome and drops, which takes each lock of the runtime.
fn use_each_lock() {
    let registration = refusing::own(0.into());
    registration.notify(|| ());
    let shim: Passed = registration.shim();
    assert_eq!(unsafe { shim(1, registration.context()) }, -1);
    assert!(registration.outcome().is_some());
    assert!(registration.wait_outcome(std::time::Duration::ZERO).is_none());
    assert!(!callback_runtime::live().is_empty());
    registration.close_and_wait().unwrap();
    drop(of_small_pool::acquire(1));
}

#[cfg(all(unix, not(emulated)))]
#[callback(threads)]
fn of_small_pool(_value: c_int, #[context(pool = 2)] _state: &u64) {}

#[cfg(all(unix, not(emulated)))]
#[test]
fn s58_child_finds_no_lock_taken() {
    let stop = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    use_each_lock();
                }
            });
        }
        let returned = (0..60).filter(|_| in_child(use_each_lock)).count();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(returned, 60);
    });
}

// 78: the end of a thread

/// A release at the very end of a thread, after its Rust thread-locals were dropped.
#[cfg(all(unix, not(emulated)))]
#[test]
fn s78_release_on_a_thread_that_is_at_its_end() {
    use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering::SeqCst};

    struct Bytes;
    impl AsRef<[u8]> for Bytes {
        fn as_ref(&self) -> &[u8] {
            b"text"
        }
    }
    impl Drop for Bytes {
        fn drop(&mut self) {
            DROPS.fetch_add(1, SeqCst);
        }
    }

    static DROPS: AtomicUsize = AtomicUsize::new(0);
    static ROUNDS: AtomicUsize = AtomicUsize::new(0);
    static KEY: AtomicU32 = AtomicU32::new(0);
    static CONTEXT: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());

    unsafe extern "C" fn at_the_end(release: *mut c_void) {
        // The last of the rounds that POSIX promises.
        if ROUNDS.fetch_add(1, SeqCst) < 3 {
            unsafe { libc::pthread_setspecific(KEY.load(SeqCst) as _, release) };
            return;
        }
        let release = unsafe { std::mem::transmute::<*mut c_void, unsafe extern "C" fn(*mut c_void)>(release) };
        unsafe { release(CONTEXT.load(SeqCst)) };
    }

    let mut key = 0;
    assert_eq!(unsafe { libc::pthread_key_create(&raw mut key, Some(at_the_end)) }, 0);
    KEY.store(key, SeqCst);
    thread::spawn(move || {
        let release = callback_runtime::release::Release::local(Bytes);
        let f: unsafe extern "C" fn(*mut c_void) = release.shim();
        CONTEXT.store(release.into_context(), SeqCst);
        assert_eq!(unsafe { libc::pthread_setspecific(key, f as *const c_void) }, 0);
    })
    .join()
    .unwrap();
    assert_eq!((ROUNDS.load(SeqCst), DROPS.load(SeqCst)), (4, 1));
}

// 74: the slots of a pool

#[callback(threads)]
fn of_pool(_value: c_int, #[context(pool = 64)] _state: &u64) {}

#[test]
fn s74_large_pool_under_threads() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..20_000 {
                    drop(of_pool::acquire(1));
                }
            });
        }
    });
    let all: Vec<_> = (0..64).map(|at| of_pool::acquire(at).unwrap()).collect();
    assert!(of_pool::acquire(64).is_err());
    drop(all);
}
