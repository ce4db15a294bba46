//! C confuses what it was given: objects and their copies, ends of other contexts, functions of other scopes.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;
use std::ptr::{null, without_provenance_mut};
use std::sync::Barrier;
use std::sync::atomic::{AtomicI32, Ordering::SeqCst};
use std::thread;

use callback_runtime::context::Embedded;
use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::tables::{self, device, driver};
use callback_tests::{keep_reports, no_context_left, reports, sys};

type Add = Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>;
type Value = unsafe extern "C" fn(*mut device, c_int) -> c_int;

// Objects

const BASE: device = device { driver: null(), opened: 0 };

struct Part(c_int);

#[callback(mod = part, table = driver, context(embedded = device), fail = -1, fields(open = None, clone = None))]
impl Part {
    fn value(&mut self, add: c_int) -> c_int {
        self.0 += add;
        self.0
    }

    #[callback]
    fn close(self) {}
}

/// Another callback on the same type of objects.
#[callback(fail = -1)]
fn tally(#[context(embedded = device)] sum: &AtomicI32, add: c_int) -> c_int {
    sum.fetch_add(add, SeqCst) + add
}

fn base() -> device {
    device { driver: part::Table::table(), ..BASE }
}

#[test]
fn s46_copy_of_an_object() {
    let object = part::Table::embed(base(), Part(1));
    let place = object.as_ptr();
    let (answer, reports) = reports(|| unsafe { tables::device_value_of_copy(place, 1) });
    assert_eq!(answer, -1);
    assert!(reports[0].contains("without a context"), "{reports:?}");
    // A copy does not end it either.
    unsafe { tables::device_close_copy(place) };
    assert_eq!(unsafe { tables::device_value(place, 1) }, 2);
    assert!(object.outcome().is_none());
    let raw = object.into_raw();
    unsafe { tables::device_close_copy(raw) };
    assert_eq!(unsafe { tables::device_value(raw, 1) }, 3);
    unsafe { tables::device_close(raw) };
    assert!(no_context_left(part::value::NAME));
}

#[test]
fn s46_copy_over_another_object() {
    keep_reports();
    let (first, second) = (part::Table::embed(base(), Part(1)), part::Table::embed(base(), Part(100)));
    // C assigns one to the other: what leads to a context is the address.
    unsafe { second.as_ptr().write(first.as_ptr().read()) };
    assert_eq!(unsafe { tables::device_value(second.as_ptr(), 1) }, 101);
    assert_eq!(unsafe { tables::device_value(first.as_ptr(), 1) }, 2);
}

#[test]
fn s46_addresses_that_are_no_objects() {
    let object = part::Table::embed(base(), Part(1));
    let (value, place): (Value, _) = (part::value::shim(), object.as_ptr());
    let ended = part::Table::embed(base(), Part(7));
    let gone = ended.as_ptr();
    drop(ended);
    let mut small = 0_u8;
    let places =
        [place.wrapping_byte_add(1), place.wrapping_add(1), gone, (&raw mut small).cast(), without_provenance_mut(8)];
    let (_, reports) = reports(|| {
        for place in places {
            assert_eq!(unsafe { value(place, 1) }, -1);
        }
    });
    assert_eq!(reports.len(), places.len(), "{reports:?}");
    assert_eq!(unsafe { value(place, 1) }, 2);
}

#[test]
fn s46_function_of_another_object() {
    let (object, other) = (part::Table::embed(base(), Part(1)), tally::embed(BASE, 5.into()));
    let (value, tally): (Value, Value) = (part::value::shim(), tally::shim());
    let (_, reports) = reports(|| unsafe {
        assert_eq!((value(other.as_ptr(), 1), tally(object.as_ptr(), 1)), (-1, -1));
    });
    assert_eq!(reports.len(), 2, "{reports:?}");
    let Some(Outcome::Refused(refused)) = other.outcome() else { panic!("it was refused") };
    assert_eq!(refused.reason(), Reason::ContextOf(tally::NAME));
    assert_eq!((unsafe { tally(other.as_ptr(), 1) }, object.outcome().is_some()), (6, true));
}

/// C frees an object that it has not ended, and makes another one there.
#[test]
fn s46_object_in_the_memory_of_another() {
    keep_reports();
    type Memory = Embedded<device, part::Table>;
    let mut memory = vec![MaybeUninit::<u64>::uninit(); Memory::SIZE.div_ceil(8)];
    let place = memory.as_mut_ptr().cast::<device>();
    let first = unsafe { Memory::emplace_held(place, base(), Part(1)) };
    let second = unsafe { Memory::emplace_held(place, base(), Part(10)) };
    assert_eq!(unsafe { tables::device_value(place, 1) }, 11);
    drop(first);
    assert_eq!(unsafe { tables::device_value(place, 1) }, 12);
    unsafe { tables::device_close(place) };
    assert_eq!(unsafe { tables::device_value(place, 1) }, -1);
    drop(second);
    // The memory is C's again.
    memory.fill(MaybeUninit::new(u64::MAX));
    assert_eq!(unsafe { part::value::shim::<Value>()(place, 1) }, -1);
}

#[test]
fn s46_many_objects() {
    let objects: Vec<_> = (0..3000).map(|number| part::Table::embed(base(), Part(number))).collect();
    let (even, odd): (Vec<_>, Vec<_>) = objects.into_iter().enumerate().partition(|(number, _)| number % 2 == 0);
    drop(even);
    for (number, object) in &odd {
        assert_eq!(unsafe { tables::device_value(object.as_ptr(), 1) }, *number as c_int + 1);
    }
}

/// Threads make, use and end objects at once.
#[test]
fn s46_objects_of_several_threads() {
    thread::scope(|scope| {
        for thread in 0..4 {
            scope.spawn(move || {
                for round in 0..500 {
                    let objects = [0, 1, 2].map(|add| part::Table::embed(base(), Part(thread * 10 + add)));
                    for (add, object) in (0..).zip(&objects) {
                        let sum = unsafe { tables::device_value(object.as_ptr(), round) };
                        assert_eq!(sum, thread * 10 + add + round);
                    }
                }
            });
        }
    });
}

// Ends

#[callback(fail = -1, threads)]
fn count(value: c_int, #[context] sum: &AtomicI32) -> c_int {
    sum.fetch_add(value, SeqCst) + value
}

#[callback(fail = -1, threads)]
fn finish(value: c_int, #[context] sum: AtomicI32) -> c_int {
    sum.into_inner() + value
}

#[callback(fail = -1, threads)]
fn hold(_value: c_int, #[context] text: &String) -> c_int {
    c_int::try_from(text.len()).unwrap()
}

#[callback(fail = -1, threads)]
fn finish_text(value: c_int, #[context] text: String) -> c_int {
    value + c_int::try_from(text.len()).unwrap()
}

struct Given(Add, *mut c_void);

// SAFETY: C has both, and calls on any thread.
unsafe impl Send for Given {}

/// An end of another context comes in beside the real one, which ends its context all the same.
#[test]
fn s46_wrong_end_beside_the_right_one() {
    keep_reports();
    let other = hold::share(String::new());
    let wrong: Add = other.also::<finish_text>().shim();
    for _ in 0..2000 {
        let context = count::share(40.into());
        let right: Add = context.also::<finish>().shim();
        let (wrong, right) = (Given(wrong, context.context()), Given(right, context.context()));
        context.into_context();
        let both = Barrier::new(2);
        let call = |given: Given| {
            both.wait();
            let Given(shim, context) = given;
            unsafe { sys::peer_call(shim, 2, context) }
        };
        let answers = thread::scope(|scope| {
            let (wrong, right) = (scope.spawn(|| call(wrong)), scope.spawn(|| call(right)));
            (wrong.join().unwrap(), right.join().unwrap())
        });
        // The right one may be refused because of the failure of the wrong one, but it is the end.
        assert_eq!(answers.0, -1);
        assert!([-1, 42].contains(&answers.1));
        assert!(no_context_left(count::NAME));
    }
}

/// C destroys one context with the notify of another, for which it has none.
#[test]
fn s46_destroy_notify_of_another() {
    let (first, second) = (hold::own("first".to_owned()), count::own(1.into()));
    let destroy: Option<unsafe extern "C" fn(*mut c_void)> = first.destroy();
    unsafe { sys::peer_notify(destroy, second.context()) };
    let count: Add = second.shim();
    assert_eq!(unsafe { sys::peer_call(count, 1, second.context()) }, 2);
    unsafe { sys::peer_notify(destroy, first.into_context()) };
    // Another test waits until no context of its callback is left.
    drop(second);
    assert!(no_context_left(hold::NAME));
}

#[callback(fail = -1)]
fn see(value: c_int, #[context] text: &String) -> c_int {
    value + text.len() as c_int
}

#[callback(fail = -1)]
fn spend(value: c_int, #[context] text: String) -> c_int {
    value + text.len() as c_int
}

/// A function that consumes ends a context under a number only if C was given an end of it.
#[test]
fn s46_numbers_that_were_not_to_be_ended() {
    let (_, reports) = reports(|| {
        let (once, seen) = (spend::once("once".to_owned()), see::own("seen".to_owned()));
        let (spend, see): (Add, Add) = (once.shim(), seen.shim());
        assert_eq!(unsafe { sys::peer_call(spend, 1, seen.context()) }, -1);
        let Some(Outcome::Refused(refused)) = seen.outcome() else { panic!("it was refused") };
        assert_eq!(refused.reason(), Reason::ContextOf(see::NAME));
        let destroy: Option<unsafe extern "C" fn(*mut c_void)> = once.destroy();
        unsafe { sys::peer_notify(destroy, seen.context()) };
        assert_eq!(unsafe { sys::peer_call(see, 1, seen.context()) }, 5);
        // From here on it may.
        let closing: Add = seen.also::<spend>().shim();
        assert_eq!(unsafe { sys::peer_call(closing, 1, seen.context()) }, 5);
        assert_eq!(unsafe { sys::peer_call(see, 1, seen.context()) }, -1);
        // One that is C's alone is ended by what C has.
        let given = see::own("given".to_owned()).into_context();
        assert_eq!(unsafe { sys::peer_call(spend, 1, given) }, 6);
        let given = see::own("given".to_owned()).into_context();
        unsafe { sys::peer_notify(destroy, given) };
        assert_eq!(unsafe { sys::peer_call(see, 1, given) }, -1);
    });
    assert_eq!(reports.len(), 3, "{reports:?}");
}

// Scopes

thread_local! {
    static KEPT: RefCell<Vec<&'static str>> = const { RefCell::new(vec![]) };
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

#[callback(fail = -1)]
fn length(_value: c_int, #[context] names: &Vec<&str>) -> c_int {
    names.len() as c_int
}

#[callback(fail = -1)]
fn first(_value: c_int, #[context] names: &Vec<&str>) -> c_int {
    names[0].len() as c_int
}

#[callback(fail = -1)]
fn last(_value: c_int, #[context] names: &Vec<&str>) -> c_int {
    names[names.len() - 1].len() as c_int
}

#[callback(fail = -1)]
fn keep_all(_value: c_int, #[context] names: &Vec<&'static str>) -> c_int {
    KEPT.with_borrow_mut(|kept| kept.extend(names));
    0
}

#[callback(fail = -1)]
fn keep_each<T: 'static + Clone>(_value: c_int, #[context] values: &Vec<T>) -> c_int {
    std::mem::forget(values.clone());
    CALLS.set(CALLS.get() + 1);
    0
}

/// Another callback on the context of a scope: it does not let further ones in, of which the compiler has not seen that their
/// lifetimes are the same.
#[test]
fn s46_lifetimes_after_another_callback_came_in() {
    let text = "short".to_owned();
    let names = vec![&*text];
    let (result, _) = reports(|| {
        length::scope(&names, |lent| unsafe {
            let (first, last): (Add, Add) = (lent.also::<first>().shim(), lent.also::<last>().shim());
            let context = lent.context();
            assert_eq!((sys::peer_call(first, 0, context), sys::peer_call(last, 0, context)), (5, 5));
            assert_eq!(sys::peer_call(lent.shim(), 0, context), 1);
            assert_eq!(sys::peer_call(keep_all::shim(), 0, context), -1);
            assert_eq!(sys::peer_call(keep_each::<&'static str>::shim(), 0, context), -1);
            let kept = keep_all::scope(&vec![], |kept| sys::peer_call(kept.shim(), 0, context));
            assert_eq!(kept.unwrap(), -1);
        })
    });
    assert!(result.is_err());
    assert_eq!((KEPT.take().len(), CALLS.get()), (0, 0));
}

/// A callback inside of a function, with the name of another one.
fn of_one_name() -> Add {
    #[callback(fail = -1)]
    fn on_names<T: 'static + Clone>(_value: c_int, #[context] values: &Vec<T>) -> c_int {
        std::mem::forget(values.clone());
        CALLS.set(CALLS.get() + 1);
        0
    }

    on_names::<&'static str>::shim()
}

#[test]
fn s46_callbacks_of_one_name() {
    #[callback(fail = -1)]
    fn on_names(_value: c_int, #[context] names: &Vec<&str>) -> c_int {
        names.len() as c_int
    }

    let text = "short".to_owned();
    let (result, reports) = reports(|| {
        on_names::scope(&vec![&*text], |lent| unsafe {
            assert_eq!(sys::peer_call(of_one_name(), 0, lent.context()), -1);
            sys::peer_call(on_names::shim(), 0, lent.context())
        })
    });
    assert!(result.is_err());
    assert_eq!((reports.len(), CALLS.get()), (1, 0), "{reports:?}");
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Two {
    one: Add,
    two: Add,
}

struct Names<'a>(Vec<&'a str>);

/// The methods of a table are bound together, and to no others.
#[callback(table = Two, context = last, fail = -1)]
impl Names<'_> {
    fn one(&self, value: c_int) -> c_int {
        self.0[0].len() as c_int + value
    }

    fn two(&self, value: c_int) -> c_int {
        self.0.len() as c_int + value
    }
}

#[callback(fail = -1)]
fn keep_names(_value: c_int, #[context] names: &Names<'static>) -> c_int {
    KEPT.with_borrow_mut(|kept| kept.extend(&names.0));
    0
}

#[callback(fail = -1)]
fn count_names(_value: c_int, #[context] names: &Names<'_>) -> c_int {
    names.0.len() as c_int
}

#[test]
fn s46_tables_with_lifetimes() {
    let text = "short".to_owned();
    let (result, _) = reports(|| {
        names::Table::scope(&Names(vec![&*text]), |table| unsafe {
            let (two, context) = (*table.table(), table.context());
            assert_eq!((sys::peer_call(two.one, 1, context), sys::peer_call(two.two, 1, context)), (6, 2));
            for wrong in [keep_names::shim(), count_names::shim()] {
                assert_eq!(sys::peer_call(wrong, 1, context), -1);
            }
        })
    });
    assert!(result.is_err());
    let lent = count_names::scope(&Names(vec![&*text]), |lent| unsafe {
        sys::peer_call((*names::Table::table()).one, 1, lent.context())
    });
    assert_eq!((lent.is_err(), KEPT.take().len()), (true, 0));
}

// Closures that a declared function keeps

thread_local! {
    static KEEPER: RefCell<Vec<(Add, *mut c_void)>> = const { RefCell::new(vec![]) };
}

#[callback]
unsafe extern "C" {
    safe fn keep(#[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int) {
        KEEPER.with_borrow_mut(|kept| kept.push((f.shim(), f.context())));
    }

    /// Calls with the contexts of the closures that are kept, and those with this one. Returns how many are refused.
    safe fn cross(#[callback(fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int) -> c_int {
        let kept = KEEPER.with_borrow(Vec::clone);
        let calls = kept.iter().flat_map(|(g, data)| [(f.shim(), *data), (*g, f.context())]);
        calls.filter(|(shim, context)| sys::peer_call(*shim, 1, *context) == -1).count() as c_int
    }
}

#[test]
fn s46_closures_that_c_keeps() {
    let (_, reports) = reports(|| {
        let (words, mut sum) = (vec!["left".to_owned()], 40);
        let first = keep(move |value| value + words[0].len() as c_int);
        let second = keep(move |value| {
            sum += value;
            sum
        });
        let kept = KEEPER.with_borrow(Vec::clone);
        let [(f, of_f), (g, of_g)] = kept[..] else { panic!("C has two") };
        assert_eq!(unsafe { (sys::peer_call(f, 1, of_g), sys::peer_call(g, 1, of_f)) }, (-1, -1));
        assert!(first.outcome().is_some() && second.outcome().is_some());
        assert_eq!(unsafe { (sys::peer_call(f, 1, of_f), sys::peer_call(g, 1, of_g)) }, (5, 41));
        // A closure that is lent beside them.
        let text = "lent".to_owned();
        assert_eq!(cross(|value| value + text.len() as c_int), Ok(4));
        drop((first.outcome(), second.outcome()));
        assert_eq!(unsafe { (sys::peer_call(f, 1, of_f), sys::peer_call(g, 1, of_g)) }, (5, 42));
        KEEPER.take();
        drop((first, second));
    });
    assert!(reports.iter().any(|report| report.contains("with a context of")), "{reports:?}");
}
