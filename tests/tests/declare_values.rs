//! One value whose methods are several callbacks: `#[context(f, g)] name: &mut impl Trait`.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::atomic::{AtomicI32, Ordering};

use callback_runtime::foreign::CBox;
use callback_runtime::{Failed, Outcome, Reason, Subscription, callback};
use callback_tests::{no_context_left, panic_of};

/// Visits, during a call.
trait Visit {
    fn enter(&mut self, depth: c_int);
    fn leave(&mut self, depth: c_int) -> ControlFlow<String>;
}

trait Collect<T> {
    fn enter(&mut self, depth: c_int);
    fn leave(&mut self, depth: c_int) -> Result<(), T>;
}

/// Its calls overlap.
trait Nested {
    fn down(&self, depth: c_int) -> c_int;
    fn up(&self, depth: c_int) -> c_int;
}

trait Handler {
    fn start(&mut self, name: c_char);

    fn end(&mut self, _name: c_char) {}
}

trait Watch {
    fn start(&self, name: c_char);
}

/// The whole life of a reader.
trait Source: Sized {
    fn open(&mut self) -> c_int;
    fn read(&mut self, to: &mut [u8], n: usize) -> c_long;
    fn close(self) -> c_int;
}

type Name = unsafe extern "C" fn(*mut c_void, c_char);

#[callback]
unsafe extern "C" {
    safe fn functions_visit(
        n: c_int,
        enter: fn(depth: c_int, #[context] _: _),
        #[callback(continue = 0, break = 9)] leave: fn(depth: c_int, #[context] _: _) -> ControlFlow<String>,
        #[context(enter, leave)] visitor: &mut impl Visit,
    ) -> c_int;

    #[link_name = "functions_visit"]
    safe fn collect<T>(
        n: c_int,
        enter: fn(depth: c_int, #[context] _: _),
        #[callback(ok = 0, err = 9)] leave: fn(depth: c_int, #[context] _: _) -> Result<(), T>,
        #[context(enter, leave)] collector: &mut impl Collect<T>,
    ) -> c_int;

    safe fn functions_nested(
        depth: c_int,
        #[callback(shared, fail = -1)] down: fn(depth: c_int, #[context] _: _) -> c_int,
        #[callback(shared, fail = -1)] up: fn(depth: c_int, #[context] _: _) -> c_int,
        #[context(down, up)] nested: &impl Nested,
    ) -> c_int;

    #[link_name = "functions_nested"]
    safe fn nested_in_threads(
        depth: c_int,
        #[callback(shared, threads, fail = -1)] down: fn(depth: c_int, #[context] _: _) -> c_int,
        #[callback(shared, threads, fail = -1)] up: fn(depth: c_int, #[context] _: _) -> c_int,
        #[context(down, up)] nested: &(impl Nested + Sync),
    ) -> c_int;

    safe fn functions_open(
        #[context(open, read, close)] source: impl Source,
        #[callback(retained, fail = 1)] open: fn(#[context] _: _) -> c_int,
        #[callback(retained, fail = -1)] read: fn(#[context] _: _, #[len(n)] to: &mut [u8], n: usize) -> c_long,
        #[callback(retained, closes, fail = 1)] close: fn(#[context] _: _) -> c_int,
    ) -> c_long;

    type Functions;

    #[callback(free = functions_free)]
    safe fn functions_new() -> CBox<Functions>;
    unsafe fn functions_free(functions: *mut Functions);
    fn functions_set_user(functions: &Functions, user: *mut c_void);
    fn functions_set(functions: &Functions, start: Option<Name>, end: Option<Name>);
    safe fn functions_parse(functions: &Functions, text: &CStr) -> c_int;

    /// The handler lives as long as the box.
    safe fn handle(
        functions: &Functions,
        #[callback(retained, until = functions)] start: fn(#[context] _: _, name: c_char),
        #[callback(retained, until = functions)] end: fn(#[context] _: _, name: c_char),
        #[context(start, end)] handler: impl Handler,
    ) {
        functions_set_user::C(functions, handler);
        functions_set::C(functions, Some(start.shim()), Some(end.shim()));
    }

    /// The handler lives until it is unregistered.
    safe fn subscribe(
        functions: &Functions,
        #[callback(retained, unregister = unset(functions))] start: fn(#[context] _: _, name: c_char),
        #[callback(retained)] end: fn(#[context] _: _, name: c_char),
        #[context(start, end)] handler: impl Handler,
    ) {
        functions_set_user::C(functions, handler);
        functions_set::C(functions, Some(start.shim()), Some(end.shim()));
    }

    /// The handler lives until the subscription is dropped; calls overlap.
    safe fn watch(
        functions: &Functions,
        #[callback(retained, shared)] start: fn(#[context] _: _, name: c_char),
        #[context(start)] watcher: impl Watch,
    ) {
        functions_set_user::C(functions, watcher);
        functions_set::C(functions, Some(start.shim()), None);
    }

    /// The handler lives until the subscription is dropped.
    safe fn notice(
        functions: &Functions,
        #[callback(retained)] start: fn(#[context] _: _, name: c_char),
        #[context(start)] handler: impl Handler,
    ) {
        functions_set_user::C(functions, handler);
        functions_set::C(functions, Some(start.shim()), None);
    }

    safe fn unset(functions: &Functions) {
        functions_set::C(functions, None, None)
    }

    type Emitter;

    #[callback(free = declare_source_free)]
    safe fn declare_source_new() -> CBox<Emitter>;
    unsafe fn declare_source_free(source: *mut Emitter);
    safe fn declare_emit(source: &Emitter, value: c_int) -> c_int;

    /// C ends the value by its destroy notify, or has not taken it.
    #[callback(fails = nonzero)]
    safe fn declare_attach(
        source: &Emitter,
        fail: c_int,
        #[callback(retained, shared, fail = -5)] value: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(value)] answer: impl Answer + Clone,
        #[destroy(value)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;

    /// One call, with the value.
    safe fn declare_twice(times: c_int, #[callback(once)] taken: fn(#[context] _: _), #[context(taken)] one: impl Once);
}

trait Answer {
    fn value(&self, value: c_int) -> c_int;
}

trait Once {
    fn taken(self);
}

#[derive(Default)]
struct Depths<'a> {
    seen: Vec<c_int>,
    stop_at: c_int,
    /// It may borrow.
    names: Vec<&'a str>,
}

impl Visit for Depths<'_> {
    fn enter(&mut self, depth: c_int) {
        assert!(depth != 7, "too deep");
        self.seen.push(depth);
    }

    fn leave(&mut self, depth: c_int) -> ControlFlow<String> {
        self.names.push("left");
        if depth == self.stop_at { ControlFlow::Break(self.names.concat()) } else { ControlFlow::Continue(()) }
    }
}

impl Collect<Vec<c_int>> for Depths<'_> {
    fn enter(&mut self, depth: c_int) {
        self.seen.push(depth);
    }

    fn leave(&mut self, depth: c_int) -> Result<(), Vec<c_int>> {
        if depth == self.stop_at { Err(self.seen.clone()) } else { Ok(()) }
    }
}

#[test]
fn methods_share_a_value_that_stays_with_the_caller() {
    let name = String::from("visited");
    let mut depths = Depths { stop_at: -1, names: vec![&name], ..Depths::default() };
    assert_eq!(functions_visit(2, &mut depths), Ok(ControlFlow::Continue(0)));
    assert_eq!((depths.seen.len(), depths.names.len()), (2, 3));
    depths.stop_at = 1;
    assert_eq!(functions_visit(4, &mut depths), Ok(ControlFlow::Break("visitedleftleftleftleft".to_owned())));
    assert_eq!(depths.seen, [0, 1, 0, 1]);
    let mut collected = Depths { stop_at: 2, ..Depths::default() };
    assert_eq!(collect(9, &mut collected), Err(Failed::Err(vec![0, 1, 2])));
}

#[test]
fn a_panic_of_one_method_ends_the_run_of_all() {
    let mut depths = Depths { stop_at: -1, ..Depths::default() };
    assert_eq!(panic_of(|| functions_visit(9, &mut depths)), "too deep");
    assert_eq!((depths.seen.len(), depths.names.len()), (7, 7));
}

struct Counter {
    calls: Cell<c_int>,
}

impl Nested for Counter {
    fn down(&self, depth: c_int) -> c_int {
        self.calls.set(self.calls.get() + 1);
        functions_nested(depth - 1, self).unwrap() + 1
    }

    fn up(&self, depth: c_int) -> c_int {
        depth
    }
}

#[derive(Default)]
struct Atomic(AtomicI32);

impl Nested for Atomic {
    fn down(&self, depth: c_int) -> c_int {
        self.0.fetch_add(depth, Ordering::Relaxed)
    }

    fn up(&self, _depth: c_int) -> c_int {
        self.0.load(Ordering::Relaxed)
    }
}

#[test]
fn a_shared_value_is_called_while_a_call_is_inside() {
    let counter = Counter { calls: Cell::new(0) };
    assert_eq!(functions_nested(3, &counter), Ok(3 + 3 + 2 + 1));
    assert_eq!(counter.calls.get(), 3);
    assert_eq!(nested_in_threads(5, &Atomic::default()), Ok(5));
}

/// Makes calls of its own.
struct Reentrant {
    inner: Option<Reason>,
}

impl Visit for Reentrant {
    fn enter(&mut self, _depth: c_int) {
        let refused = functions_visit(1, &mut Depths { stop_at: -1, ..Depths::default() });
        assert_eq!(refused, Ok(ControlFlow::Continue(0)));
        self.inner = None;
    }

    fn leave(&mut self, _depth: c_int) -> ControlFlow<String> {
        ControlFlow::Continue(())
    }
}

#[test]
fn values_nest() {
    assert_eq!(functions_visit(2, &mut Reentrant { inner: Some(Reason::Null) }), Ok(ControlFlow::Continue(0)));
}

/// What happened to a value that C keeps.
type Log = Rc<RefCell<Vec<String>>>;

struct Kept(Log);

impl Drop for Kept {
    fn drop(&mut self) {
        self.0.borrow_mut().push("dropped".to_owned());
    }
}

#[allow(clippy::cast_sign_loss, reason = "an ASCII letter")]
fn letter(name: c_char) -> char {
    char::from(name as u8)
}

impl Handler for Kept {
    fn start(&mut self, name: c_char) {
        assert!(letter(name) != 'p', "asked for");
        self.0.borrow_mut().push(format!("start {}", letter(name)));
    }

    fn end(&mut self, name: c_char) {
        self.0.borrow_mut().push(format!("end {}", letter(name)));
    }
}

/// Has the default method of the trait.
struct Starts(Rc<Cell<u32>>);

impl Handler for Starts {
    fn start(&mut self, _name: c_char) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn a_handle_carries_the_value() {
    let log = Log::default();
    let functions = functions_new();
    handle(&functions, Kept(log.clone()));
    assert_eq!(functions_parse(&functions, c"a.b"), 1);
    assert_eq!(*log.borrow(), ["start a", "end .", "start b"]);
    log.borrow_mut().clear();
    drop(functions);
    assert_eq!(*log.borrow(), ["end !", "dropped"]);
}

#[test]
fn another_value_takes_its_place() {
    let (log, starts) = (Log::default(), Rc::new(Cell::new(0)));
    let functions = functions_new();
    handle(&functions, Kept(log.clone()));
    handle(&functions, Starts(starts.clone()));
    assert_eq!(functions_parse(&functions, c"a.b."), 0);
    assert_eq!(starts.get(), 2);
    handle(&functions, Starts(starts.clone()));
    assert_eq!(Rc::strong_count(&starts), 2);
    drop(functions);
    assert_eq!((log.borrow().len(), Rc::strong_count(&starts)), (1, 1));
}

#[test]
fn a_subscription_drops_the_value() {
    let log = Log::default();
    let functions = functions_new();
    let subscription = subscribe(&functions, Kept(log.clone()));
    functions_parse(&functions, c"a");
    drop(subscription);
    functions_parse(&functions, c"b.");
    assert_eq!(*log.borrow(), ["start a", "dropped"]);
}

struct Count(usize);

impl Handler for Count {
    fn start(&mut self, _name: c_char) {
        self.0 += 1;
    }
}

impl Watch for Cell<usize> {
    fn start(&self, _name: c_char) {
        self.set(self.get() + 1);
    }
}

fn reason<R: std::fmt::Debug>(result: Result<R, callback_runtime::Refused>) -> Reason {
    result.unwrap_err().reason()
}

#[test]
fn a_subscription_has_the_value_between_calls() {
    let functions = functions_new();
    let subscription = notice(&functions, Count(0));
    functions_parse(&functions, c"ab");
    assert_eq!(subscription.with(|count: &Count| count.0), Ok(2));
    assert_eq!(subscription.with_mut(|count: &mut Count| std::mem::replace(&mut count.0, 5)), Ok(2));
    // A call that comes meanwhile is refused.
    assert_eq!(subscription.with(|count: &Count| (functions_parse(&functions, c"a"), count.0)), Ok((3, 5)));
    assert!(matches!(subscription.outcome(), Some(Outcome::Refused(refused)) if refused.reason() == Reason::Reentered));
    functions_parse(&functions, c"a");
    assert_eq!(subscription.with(|count: &Count| count.0), Ok(6));
    assert_eq!(reason(subscription.with(|_: &usize| ())), Reason::OtherState);
    let other = subscription.with_mut(|_: &mut Option<Count>| ()).unwrap_err().to_string();
    assert!(other.ends_with("start` has no such state for its owner"), "{other}");
}

#[test]
fn a_subscription_shares_the_value_of_shared_calls() {
    let functions = functions_new();
    let subscription = watch(&functions, Cell::new(0));
    let seen = subscription.with(|count: &Cell<usize>| (functions_parse(&functions, c"a"), count.get()));
    assert_eq!(seen, Ok((1, 1)));
    assert_eq!(reason(subscription.with_mut(|_: &mut Cell<usize>| ())), Reason::OtherState);
    assert!(subscription.outcome().is_none());
}

/// Asks for its own state while a call has it.
struct Asking {
    subscription: Rc<RefCell<Option<Subscription<'static>>>>,
    reasons: Rc<RefCell<Vec<Reason>>>,
}

impl Handler for Asking {
    fn start(&mut self, _name: c_char) {
        let subscription = self.subscription.borrow();
        let subscription = subscription.as_ref().unwrap();
        let reasons = [subscription.with(|_: &Asking| ()), subscription.with_mut(|_: &mut Asking| ())].map(reason);
        self.reasons.borrow_mut().extend(reasons);
    }
}

#[test]
fn a_subscription_is_kept_out_by_a_call() {
    let functions = functions_new();
    let (subscription, reasons) = (Rc::default(), Rc::default());
    let asking = Asking { subscription: Rc::clone(&subscription), reasons: Rc::clone(&reasons) };
    *subscription.borrow_mut() = Some(notice(&functions, asking));
    functions_parse(&functions, c"a");
    assert_eq!(*reasons.borrow(), [Reason::Reentered; 2]);
    drop(subscription.take());
}

#[test]
fn a_panic_of_a_kept_value_waits_for_its_owner() {
    let log = Log::default();
    let functions = functions_new();
    let subscription = subscribe(&functions, Kept(log.clone()));
    functions_parse(&functions, c"pab");
    assert!(log.borrow().is_empty());
    assert!(matches!(subscription.outcome(), Some(callback_runtime::Outcome::Panicked(_))));
    functions_parse(&functions, c"c");
    assert_eq!(*log.borrow(), ["start c"]);
}

struct Bytes {
    bytes: Vec<u8>,
    fails: bool,
    log: Log,
}

impl Source for Bytes {
    fn open(&mut self) -> c_int {
        self.log.borrow_mut().push("open".to_owned());
        self.fails.into()
    }

    fn read(&mut self, to: &mut [u8], n: usize) -> c_long {
        let n = self.bytes.len().min(n);
        to[..n].copy_from_slice(&self.bytes[..n]);
        self.bytes.drain(..n);
        n.try_into().unwrap()
    }

    fn close(self) -> c_int {
        self.log.borrow_mut().push(format!("closed with {}", self.bytes.len()));
        0
    }
}

#[test]
fn a_closing_method_takes_the_value() {
    let log = Log::default();
    let sum = functions_open(Bytes { bytes: vec![1; 10], fails: false, log: log.clone() });
    assert_eq!(sum, 10);
    assert_eq!(*log.borrow(), ["open", "closed with 0"]);
    log.borrow_mut().clear();
    let failed = functions_open(Bytes { bytes: vec![1; 10], fails: true, log: log.clone() });
    assert_eq!(failed, -1);
    assert_eq!(*log.borrow(), ["open", "closed with 10"]);
    assert_eq!(Rc::strong_count(&log), 1);
    assert!(no_context_left("declare_values::functions_open::open"));
}

/// Calls C with itself as the user data, as C would that calls back at a bad time.
struct Again {
    pointers: Rc<Pointers>,
    answers: Vec<c_int>,
}

struct Pointers {
    shim: Cell<Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>>,
    user: Cell<*mut c_void>,
}

trait Calls {
    fn call(&mut self, depth: c_int) -> c_int;
}

impl Calls for Again {
    fn call(&mut self, depth: c_int) -> c_int {
        if depth > 0 {
            let answer = unsafe { self.pointers.shim.get().unwrap()(depth - 1, self.pointers.user.get()) };
            self.answers.push(answer);
        }
        depth
    }
}

#[callback]
unsafe extern "C" {
    /// Gives the value its own pointers.
    safe fn call_again(
        place: *const Pointers,
        depth: c_int,
        #[callback(fail = -7)] call: fn(depth: c_int, #[context] _: _) -> c_int,
        #[context(call)] calls: &mut impl Calls,
    ) -> c_int {
        let shim: unsafe extern "C" fn(c_int, *mut c_void) -> c_int = call.shim();
        (*place).shim.set(Some(shim));
        (*place).user.set(calls);
        shim(depth, calls)
    }
}

#[test]
fn a_value_is_not_called_while_it_is_borrowed() {
    let pointers = Rc::new(Pointers { shim: Cell::new(None), user: Cell::new(std::ptr::null_mut()) });
    let mut again = Again { pointers: pointers.clone(), answers: vec![] };
    let refused = call_again(&raw const *pointers, 2, &mut again).unwrap_err();
    assert_eq!((refused.reason(), again.answers), (Reason::Reentered, vec![-7]));
}

#[derive(Clone)]
struct Sum(Rc<Cell<c_int>>);

impl Answer for Sum {
    fn value(&self, value: c_int) -> c_int {
        self.0.set(self.0.get() + value);
        self.0.get()
    }
}

#[test]
fn a_destroy_notify_drops_the_value() {
    let sum = Rc::new(Cell::new(0));
    let source = declare_source_new();
    assert_eq!(declare_attach(&source, 0, Sum(sum.clone())), Ok(()));
    assert_eq!([declare_emit(&source, 2), declare_emit(&source, 3)], [2, 5]);
    assert_eq!(Rc::strong_count(&sum), 2);
    drop(source);
    assert_eq!(Rc::strong_count(&sum), 1);
    let other = declare_source_new();
    assert!(declare_attach(&other, 1, Sum(sum.clone())).is_err());
    assert_eq!(Rc::strong_count(&sum), 1);
}

struct Taken(Log);

impl Once for Taken {
    fn taken(self) {
        self.0.borrow_mut().push("taken".to_owned());
    }
}

#[test]
fn one_call_takes_the_value() {
    let log = Log::default();
    assert_eq!(declare_twice(1, Taken(log.clone())), Ok(()));
    assert_eq!(declare_twice(0, Taken(log.clone())), Ok(()));
    let refused = declare_twice(2, Taken(log.clone())).unwrap_err();
    assert_eq!(refused.reason(), Reason::Consumed);
    assert_eq!((log.borrow().join(" "), Rc::strong_count(&log)), ("taken taken".to_owned(), 1));
}

macro_rules! declared {
    ($name:ident, $method:ident, $context:ident: $value:ty) => {
        #[callback]
        unsafe extern "C" {
            safe fn $name(n: c_int, $method: fn(depth: c_int, #[context] _: _), #[context($method)] $context: $value) {
                let shim: unsafe extern "C" fn(c_int, *mut c_void) = $method.shim();
                shim(n, $context)
            }
        }
    };
}

#[test]
fn blocks_in_macros_and_functions_have_values() {
    trait Visitor<const N: c_int>: Send {
        fn r#type(&mut self, depth: c_int);
    }

    impl<const N: c_int> Visitor<N> for c_int {
        fn r#type(&mut self, depth: c_int) {
            *self = depth * N;
        }
    }

    declared!(call_twice, r#type, visitor: &mut (impl Visitor<2> + Sync));
    let mut seen = 0;
    call_twice(4, &mut seen).unwrap();
    assert_eq!(seen, 8);
    assert_eq!(std::any::type_name::<call_twice::r#type>().rsplit("::").next(), Some("type"));
}
