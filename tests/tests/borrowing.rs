//! Registered contexts that borrow, and arguments that are a binding's own structs.

use std::ffi::{CStr, c_int, c_void};
use std::marker::PhantomPinned;

use callback_runtime::context::{Bound, Owned, Shared};
use callback_runtime::{Callback, Outcome, Reason, Registration, callback};
use callback_tests::{reports, sys};

type Int = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

struct Options<'cb> {
    progress: Option<Box<dyn FnMut(c_int) -> bool + 'cb>>,
    seen: Vec<&'cb str>,
}

#[callback(fail = -1)]
fn on_progress(number: c_int, #[context] options: &mut Options<'_>) -> c_int {
    options.progress.as_mut().map_or(-2, |progress| c_int::from(progress(number)))
}

#[callback(fail = -1)]
fn on_done(number: c_int, #[context] options: &mut Options<'_>) -> c_int {
    options.seen.push("done");
    options.seen.len() as c_int + number
}

/// A struct that owns state of its users, and the C object that calls.
struct Task<'cb> {
    registration: Registration<on_progress<&'cb ()>, Bound<Owned>>,
}

impl<'cb> Task<'cb> {
    fn new(progress: impl FnMut(c_int) -> bool + 'cb) -> Self {
        let options = Options { progress: Some(Box::new(progress)), seen: vec![] };
        // SAFETY: C calls in `run` and `end` alone.
        Task { registration: unsafe { on_progress::borrowing(options) }.own() }
    }

    fn run(&mut self, number: c_int) -> c_int {
        unsafe { sys::peer_call(self.registration.shim(), number, self.registration.context()) }
    }

    fn end(&mut self, number: c_int) -> c_int {
        let done = self.registration.also::<on_done>();
        unsafe { sys::peer_call(done.shim(), number, done.context()) }
    }
}

#[test]
fn a_struct_that_owns_it() {
    let mut seen = vec![];
    let text = String::from("text");
    let mut task = Task::new(|number| {
        seen.push(number);
        number > 1
    });
    assert_eq!([task.run(1), task.run(2), task.end(0), task.end(10)], [0, 1, 1, 12]);
    task.registration.get_mut().unwrap().seen.push(&text);
    assert_eq!(task.registration.with(|options| options.seen.clone()), Ok(vec!["done", "done", "text"]));
    drop(task);
    assert_eq!(seen, [1, 2]);
}

/// A call after the registration is refused, as for any registration: what it borrowed may be gone.
#[test]
fn a_late_call_is_refused() {
    let (late, data);
    {
        let mut seen = vec![];
        let task = Task::new(|number| {
            seen.push(number);
            true
        });
        late = task.registration.shim::<Int>();
        data = task.registration.context();
    }
    let (answer, reports) = reports(|| unsafe { sys::peer_call(Some(late), 1, data) });
    assert_eq!(answer, -1);
    assert!(reports[0].contains("on_progress") && reports[0].contains("closed"), "{reports:?}");
}

fn leaves<'a>(_: c_int, kept: &mut Vec<&'a str>, text: &'a str) -> c_int {
    kept.push(text);
    kept.len() as c_int
}

#[callback(fail = -1)]
fn of_static(number: c_int, #[context] kept: &mut Vec<&'static str>) -> c_int {
    leaves(number, kept, "static")
}

#[callback(fail = -1)]
fn of_any(number: c_int, #[context] kept: &mut Vec<&str>) -> c_int {
    kept.len() as c_int + number
}

/// Types are equal but for lifetimes: C mistakes the context of one for that of the other, and the call is refused.
#[test]
fn the_context_of_another_callback() {
    let text = String::from("text");
    // SAFETY: C calls here alone.
    let mut any = unsafe { of_any::borrowing(vec![text.as_str()]) }.own();
    assert_eq!(unsafe { sys::peer_call(of_static::shim(), 0, any.context()) }, -1);
    let refused = any.outcome();
    assert!(matches!(&refused, Some(Outcome::Refused(r)) if matches!(r.reason(), Reason::ContextOf(_))), "{refused:?}");
    // SAFETY: as above; what gives an error if numbers are used up is the same otherwise.
    let tried = unsafe { of_any::borrowing(vec![text.as_str()]) }.try_own().unwrap();
    assert_eq!(unsafe { sys::peer_call(of_static::shim(), 0, tried.context()) }, -1);
    let other = of_static::own(vec![]);
    assert_eq!(unsafe { sys::peer_call(Some(other.shim::<Int>()), 0, any.context()) }, -1);
    // A context that does not borrow is for any lifetime.
    assert_eq!(unsafe { sys::peer_call(Some(any.shim::<Int>()), 0, other.context()) }, 0);
    // `NAME::shim()` of the callback itself has the context.
    assert_eq!(unsafe { sys::peer_call(of_any::shim(), 3, any.context()) }, 4);
    assert_eq!(any.get_mut().unwrap().pop(), Some("text"));
    drop((any.outcome(), other.outcome()));
}

struct Pair<'s, 'l> {
    short: &'s str,
    long: &'l str,
}

macro_rules! of_one_name {
    () => {
        fn with_two_lifetimes<'s, 'l>(pair: Pair<'s, 'l>, f: impl FnOnce(*mut c_void)) -> &'l str {
            #[callback(fail = -1)]
            fn of_pair(_: c_int, #[context] pair: &mut Pair<'_, '_>) -> c_int {
                pair.short.len() as c_int
            }
            // SAFETY: C calls here alone.
            let registration = unsafe { of_pair::borrowing(pair) }.own();
            f(registration.context());
            let refused = registration.outcome();
            assert!(matches!(refused, Some(Outcome::Refused(r)) if matches!(r.reason(), Reason::ContextOf(_))));
            registration.with(|pair| pair.long).unwrap()
        }

        fn with_one_lifetime() -> Int {
            #[callback(fail = -1)]
            fn of_pair<'x>(_: c_int, #[context] pair: &mut Pair<'x, 'x>) -> c_int {
                pair.long = pair.short;
                0
            }
            of_pair::shim()
        }
    };
}

of_one_name!();

/// Two callbacks of one name that one macro writes, in the bodies of two functions.
#[test]
fn callbacks_of_one_name() {
    let long = {
        let short = String::from("short");
        with_two_lifetimes(Pair { short: &short, long: "long" }, |context| {
            // SAFETY: C mistakes the context of one for that of the other.
            assert_eq!(unsafe { sys::peer_call(Some(with_one_lifetime()), 0, context) }, -1);
        })
    };
    assert_eq!(long, "long");
}

#[callback(fail = -1)]
fn in_slot(number: c_int, #[context(static)] kept: &mut Vec<&str>) -> c_int {
    kept.len() as c_int + number
}

/// The context of a slot has a number too, which C was not given: a callback with other lifetimes does not take it.
#[test]
fn the_context_of_a_slot() {
    let text = String::from("text");
    // SAFETY: C calls here alone.
    let registration = unsafe { in_slot::borrowing(vec![text.as_str()]) }.acquire().unwrap();
    let other = of_static::own(vec![]);
    for shim in [other.shim::<Int>(), of_static::shim()] {
        assert_eq!(unsafe { sys::peer_call(Some(shim), 0, registration.context()) }, -1);
        assert!(
            matches!(registration.outcome(), Some(Outcome::Refused(r)) if matches!(r.reason(), Reason::ContextOf(_)))
        );
    }
    assert_eq!(unsafe { sys::peer_plain(registration.shim(), 3) }, 4);
    assert_eq!(registration.with(Vec::len), Ok(1));
}

#[callback(fail = -1)]
fn end_of(number: c_int, #[context] kept: Vec<&str>) -> c_int {
    kept.len() as c_int + number
}

/// A closing callback, and a context that one call consumes.
#[test]
fn ends() {
    let text = String::from("text");
    // SAFETY: C ends it here.
    let any = unsafe { of_any::borrowing(vec![text.as_str()]) }.own();
    let end = any.also::<end_of>();
    assert_eq!(unsafe { sys::peer_call(end.shim(), 1, end.context()) }, 2);
    assert_eq!(any.with(Vec::len).unwrap_err().reason(), Reason::Consumed);
    // SAFETY: C calls here alone.
    let once = unsafe { end_of::borrowing(vec![text.as_str(); 3]) }.once();
    assert_eq!(unsafe { sys::peer_call(once.shim(), 1, once.context()) }, 4);
}

#[callback(fail = -1)]
fn count<F: Fn(c_int) -> c_int>(number: c_int, #[context] f: &F) -> c_int {
    f(number)
}

/// Several threads that end before what they borrow.
#[test]
fn several_threads() {
    let total = std::sync::atomic::AtomicI32::new(0);
    let add = |number| total.fetch_add(number, std::sync::atomic::Ordering::Relaxed) + number;
    fn register<F: Fn(c_int) -> c_int + Send + Sync>(f: F) -> Registration<count<F>, Bound<Shared>> {
        // SAFETY: C calls on the threads of this test alone.
        unsafe { count::<F>::borrowing(f) }.share()
    }
    let registration = register(add);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..100 {
                    unsafe { sys::peer_call(registration.shim(), 1, registration.context()) };
                }
            });
        }
    });
    assert_eq!(registration.close_and_wait(), Ok(()));
    assert_eq!(total.into_inner(), 200);
}

#[callback(fail = -1)]
fn in_a_slot(number: c_int, #[context(static)] kept: &mut Vec<&str>) -> c_int {
    kept.len() as c_int + number
}

#[test]
fn slots() {
    let text = String::from("text");
    // SAFETY: C calls here alone.
    let registration = unsafe { in_a_slot::borrowing(vec![text.as_str()]) }.acquire().ok().unwrap();
    assert_eq!(unsafe { sys::peer_plain(registration.shim(), 1) }, 2);
}

#[callback(fail = -1)]
fn of_options(number: c_int, options: &mut Options<'_>) -> c_int {
    options.progress.as_mut().map_or(-2, |progress| c_int::from(progress(number)))
}

#[callback(fail = -1)]
fn of_maybe_options(number: c_int, options: Option<&mut Options<'_>>) -> c_int {
    options.map_or(-3, |options| options.seen.len() as c_int + number)
}

trait Handler {
    fn write(&mut self, number: c_int) -> c_int;
}

struct Inner<H> {
    calls: c_int,
    handler: H,
}

#[callback(fail = -1)]
fn of_inner<H: Handler>(number: c_int, inner: &mut Inner<H>) -> c_int {
    inner.calls += 1;
    inner.handler.write(number)
}

#[callback(fail = -1)]
fn of_maybe_inner<H: Handler>(text: &CStr, inner: Option<&mut Inner<H>>) -> c_int {
    inner.map_or(-3, |inner| inner.handler.write(text.count_bytes() as c_int))
}

#[callback(fail = -1)]
fn of_handlers<H: Handler>(#[len(n)] inner: &mut [Inner<H>], n: usize) -> c_int {
    inner.iter_mut().map(|inner| inner.handler.write(1)).sum()
}

/// Is not `Unpin`.
struct Pinned<'a>(&'a mut c_int, PhantomPinned);

impl Handler for Pinned<'_> {
    fn write(&mut self, number: c_int) -> c_int {
        *self.0 += number;
        *self.0
    }
}

#[callback(fail = -1, context = last)]
impl<H: Handler> Inner<H> {
    #[callback]
    fn in_a_block(number: c_int, inner: &mut Inner<H>) -> c_int {
        inner.handler.write(number)
    }

    #[callback]
    fn of_self(number: c_int, inner: &mut Self) -> c_int {
        inner.handler.write(number)
    }
}

/// The user data is a struct of the binding, which has it at the address that C passes: an ordinary parameter.
#[test]
fn structs_of_the_binding() {
    let mut seen = vec![];
    let mut options = Options {
        progress: Some(Box::new(|number| {
            seen.push(number);
            true
        })),
        seen: vec!["a"],
    };
    let data = (&raw mut options).cast();
    assert_eq!(unsafe { sys::peer_call(of_options::shim(), 7, data) }, 1);
    assert_eq!(unsafe { sys::peer_call(of_maybe_options::shim(), 7, data) }, 8);
    assert_eq!(unsafe { sys::peer_call(of_maybe_options::shim(), 7, std::ptr::null_mut()) }, -3);
    drop(options);
    assert_eq!(seen, [7]);
}

#[test]
fn generic_structs_of_the_binding() {
    let mut total = 0;
    let mut inner = Inner { calls: 0, handler: Pinned(&mut total, PhantomPinned) };
    let data = (&raw mut inner).cast();
    fn all<H: Handler>() -> [Int; 3] {
        [of_inner::<H>::shim(), inner::in_a_block::<H>::shim(), inner::of_self::<H>::shim()]
    }
    for (shim, sum) in all::<Pinned<'_>>().into_iter().zip([3, 6, 9]) {
        assert_eq!(unsafe { sys::peer_call(Some(shim), 3, data) }, sum);
    }
    let text: unsafe extern "C" fn(*const std::ffi::c_char, *mut c_void) -> c_int =
        of_maybe_inner::<Pinned<'_>>::shim();
    assert_eq!(unsafe { sys::peer_text(Some(text), c"four".as_ptr(), data) }, 13);
    assert_eq!(unsafe { sys::peer_text(Some(text), c"four".as_ptr(), std::ptr::null_mut()) }, -3);
    let slice: unsafe extern "C" fn(*mut c_void, usize) -> c_int = of_handlers::<Pinned<'_>>::shim();
    assert_eq!(unsafe { slice(data, 1) }, 14);
    assert_eq!(inner.calls, 1);
}
