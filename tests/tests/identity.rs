//! A function of one callback with the context of another: C brings the two together, and the runtime compares them.

use std::cell::RefCell;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::{reports, sys};

type Add = Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>;

#[callback(fail = -1)]
fn add(value: c_int, #[context] sum: &mut c_int) -> c_int {
    *sum += value;
    *sum
}

#[callback(fail = -1)]
fn read(value: c_int, #[context] sum: &c_int) -> c_int {
    sum + value
}

#[callback(fail = -1, threads)]
fn count(value: c_int, #[context] sum: &AtomicI32) -> c_int {
    sum.fetch_add(value, Relaxed) + value
}

#[callback(fail = -1)]
fn push(value: c_int, #[context] text: &mut String) -> c_int {
    text.push_str(&value.to_string());
    c_int::try_from(text.len()).unwrap()
}

#[callback(fail = -1)]
fn consume(value: c_int, #[context] text: String) -> c_int {
    value + c_int::try_from(text.len()).unwrap()
}

#[callback(ok = 0, err = -2, fail = -1)]
fn text_error(value: c_int, #[context] sum: &mut c_int) -> Result<(), String> {
    *sum += value;
    Err("text".to_owned())
}

#[callback(ok = 0, err = -2, fail = -1)]
fn number_error(value: c_int, #[context] sum: &mut c_int) -> Result<(), [usize; 3]> {
    *sum += value;
    Err([0x4141; 3])
}

#[callback(fail = -1)]
fn closure<F: FnMut(c_int) -> c_int>(value: c_int, #[context] f: &mut F) -> c_int {
    f(value)
}

/// The call is answered with `fail`, reported for the callee, and kept for the owner of the context.
fn refused(callee: &str, shim: Add, context: *mut c_void, owner: &str) {
    let (answer, reports) = reports(|| unsafe { sys::peer_call(shim, 7, context) });
    assert_eq!(answer, -1, "{callee} with a context of {owner}");
    assert!(reports.iter().all(|report| report.contains(callee) && report.contains(owner)), "{reports:?}");
    assert_eq!(reports.len(), 1, "{reports:?}");
}

fn is_of<S: std::fmt::Debug>(outcome: Option<Outcome<S>>, callee: &str, owner: &'static str) {
    match outcome {
        Some(Outcome::Refused(refused)) => {
            assert_eq!((refused.callback(), refused.reason()), (callee, Reason::ContextOf(owner)));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn s46_lent_contexts() {
    let (mut sum, mut text) = (1, "text".to_owned());
    let outer = add::scope(&mut sum, |sum| {
        let inner = push::scope(&mut text, |text| {
            refused(push::NAME, text.shim(), sum.context(), add::NAME);
            refused(add::NAME, sum.shim(), text.context(), push::NAME);
        });
        assert_eq!(inner.unwrap_err().reason(), Reason::ContextOf(push::NAME));
    });
    assert_eq!(
        outer.unwrap_err().to_string(),
        "callback `identity::push` was called with a context of `identity::add`"
    );
    assert_eq!((sum, &*text), (1, "text"));
}

#[test]
fn s46_owned_contexts() {
    let (sum, text) = (add::own(1), push::own("text".to_owned()));
    refused(push::NAME, text.shim(), sum.context(), add::NAME);
    is_of(sum.outcome(), push::NAME, add::NAME);
    refused(add::NAME, sum.shim(), text.context(), push::NAME);
    is_of(text.outcome(), add::NAME, push::NAME);
    assert_eq!(unsafe { sys::peer_call(sum.shim(), 1, sum.context()) }, 2);
    assert_eq!(unsafe { sys::peer_call(text.shim(), 1, text.context()) }, 5);
}

#[test]
fn s46_one_type_by_other_access() {
    let (sum, other) = (add::own(1), read::own(1));
    refused(read::NAME, other.shim(), sum.context(), add::NAME);
    refused(add::NAME, sum.shim(), other.context(), read::NAME);
}

#[test]
fn s46_one_callback_by_other_owners() {
    let (owned, shared) = (count::own(0.into()), count::share(0.into()));
    let shims: [Add; 2] = [owned.shim(), shared.shim()];
    let contexts = [owned.context(), shared.context()];
    let answer = |shim: usize, context: usize| unsafe { sys::peer_call(shims[shim], 1, contexts[context]) };
    let (_, reports) = reports(|| {
        let borrowed = count::scope(&0.into(), |lent| {
            let (shim, context): (Add, _) = (lent.shim(), lent.context());
            // Nothing would keep the context of an owner during the call.
            assert!(contexts.iter().all(|context| unsafe { sys::peer_call(shim, 1, *context) } == -1));
            assert!(shims.iter().all(|shim| unsafe { sys::peer_call(*shim, 1, context) } == -1));
            let left = [owned.outcome(), shared.outcome()];
            assert_eq!(left.iter().flatten().count(), 0, "a number is not looked up where an address is expected");
            // The shim for any owner is for all of them.
            assert!(contexts.iter().all(|context| {
                let any: Add = count::shim();
                unsafe { sys::peer_call(any, 0, *context) >= 0 }
            }));
        });
        assert_eq!(borrowed, Ok(()), "an address is not looked up where a number is expected");
        assert_eq!([answer(0, 0), answer(1, 1)], [1, 1]);
        // `count` has `threads`, so that both are for any thread and counted alike.
        assert_eq!([answer(0, 1), answer(1, 0)], [2, 2]);
    });
    assert!(!reports.is_empty());
}

#[test]
fn s46_contexts_that_are_consumed() {
    let (once, text) = (consume::once("once".to_owned()), push::own("text".to_owned()));
    refused(push::NAME, text.shim(), once.context(), consume::NAME);
    is_of(once.outcome(), push::NAME, consume::NAME);
    assert_eq!(unsafe { sys::peer_call(once.shim(), 1, once.context()) }, 5);
    // As its closing callback it may.
    let owned = push::own("text".to_owned());
    let close = owned.also::<consume>();
    assert_eq!(unsafe { sys::peer_call(close.shim(), 1, close.context()) }, 5);
}

/// A context that a scope has borrowed is consumed by no call, not even by the function for contexts of any owner.
#[test]
fn s46_closing_function_with_a_lent_context() {
    let mut text = "text".to_owned();
    let lent = push::scope(&mut text, |cb| {
        refused(consume::NAME, consume::shim(), cb.context(), push::NAME);
        unsafe { sys::peer_call(cb.shim(), 1, cb.context()) }
    });
    // The refusal is the end of the run, and the string is whole.
    assert!(lent.is_err());
    assert_eq!(text, "text");
}

#[test]
fn s46_other_types_of_errors() {
    let (text, number) = (text_error::own(0), number_error::own(0));
    refused(number_error::NAME, number.shim(), text.context(), text_error::NAME);
    is_of(text.outcome(), number_error::NAME, text_error::NAME);
    refused(text_error::NAME, text.shim(), number.context(), number_error::NAME);
    is_of(number.outcome(), text_error::NAME, number_error::NAME);
    // One that does not stop goes with both.
    let plain = text.also::<add>();
    assert_eq!(unsafe { sys::peer_call(plain.shim(), 1, text.context()) }, 1);
}

#[test]
fn s46_closures_of_one_callback() {
    let (words, offset) = (vec!["left".to_owned()], 0x4141_4141_usize);
    let first = closure::own(move |value| value + c_int::try_from(words[0].len()).unwrap());
    let second = closure::own(move |value| value + c_int::from(offset as u8));
    let (answer, reports) = reports(|| unsafe { sys::peer_call(first.shim(), 1, second.context()) });
    assert_eq!(answer, -1);
    assert!(reports[0].contains("with a context of another `identity::closure`"), "{reports:?}");
    assert!(matches!(second.outcome(), Some(Outcome::Refused(_))));
    assert_eq!(unsafe { sys::peer_call(second.shim(), 1, second.context()) }, 0x42);
}

thread_local! {
    static KEPT: RefCell<Vec<&'static str>> = const { RefCell::new(vec![]) };
}

type Names = Vec<&'static str>;

/// The alias shows no lifetime.
#[callback(fail = -1)]
fn keep(_value: c_int, #[context] names: &Names) -> c_int {
    KEPT.with_borrow_mut(|kept| kept.extend(names));
    0
}

#[callback(fail = -1)]
fn length(_value: c_int, #[context] names: &Vec<&str>) -> c_int {
    c_int::try_from(names.len()).unwrap()
}

#[callback(fail = -1)]
fn size<T: 'static>(_value: c_int, #[context] values: &Vec<T>) -> c_int {
    c_int::try_from(size_of_val(&values[..])).unwrap()
}

#[test]
fn s46_types_that_differ_in_lifetimes() {
    let text = "short".to_owned();
    let (_, reports) = reports(|| {
        let names = vec![&*text];
        let lent = length::scope(&names, |lent| {
            keep::scope(&vec!["static"], |kept| unsafe {
                assert_eq!(sys::peer_call(kept.shim(), 0, lent.context()), -1);
                assert_eq!(sys::peer_call(keep::shim(), 0, lent.context()), -1);
                assert_eq!(sys::peer_call(size::<&'static str>::shim(), 0, lent.context()), -1);
                assert_eq!(sys::peer_call(kept.shim(), 0, kept.context()), 0);
            })
        });
        assert!(lent.is_err());
    });
    assert_eq!(reports.len(), 3);
    assert_eq!(KEPT.take(), ["static"]);
    // What the compiler has compared is shared.
    let shared = length::scope(&vec!["static"], |lent| {
        let (kept, size) = (lent.also::<keep>(), lent.also::<size<&'static str>>());
        unsafe {
            assert_eq!(sys::peer_call(kept.shim(), 0, lent.context()), 0);
            assert_eq!(sys::peer_call(size.shim(), 0, lent.context()), size_of::<&str>() as c_int);
            assert_eq!(sys::peer_call(length::shim(), 0, lent.context()), 1);
            sys::peer_call(lent.shim(), 0, lent.context())
        }
    });
    assert_eq!(shared, Ok(1));
    assert_eq!(KEPT.take(), ["static"]);
}

#[repr(C)]
struct Ops {
    add: Add,
    text: Add,
}

struct Sum<'a>(&'a mut c_int);

#[callback(table = Ops, fail = -1, context = last, fields(text = Some(push::SHIM)))]
impl Sum<'_> {
    fn add(&mut self, value: c_int) -> c_int {
        *self.0 += value;
        *self.0
    }
}

#[test]
fn s46_a_member_of_another() {
    let mut value = 1;
    let result = sum::Table::scope(&mut Sum(&mut value), |table| unsafe {
        refused(push::NAME, (*table.table()).text, table.context(), "Sum");
    });
    assert!(matches!(result.unwrap_err().reason(), Reason::ContextOf(_)));
    let result = sum::Table::scope(&mut Sum(&mut value), |table| unsafe {
        let tables = [table.table(), sum::Table::table()];
        tables.map(|ops| sys::peer_call((*ops).add, 1, table.context()))
    });
    assert_eq!(result, Ok([2, 3]));
}

#[callback(fail = -1)]
fn count_here(value: c_int, #[context] sum: &AtomicI32) -> c_int {
    sum.fetch_add(value, Relaxed) + value
}

#[callback(fail = -1, threads)]
fn alter(value: c_int, #[context] sum: &mut AtomicI32) -> c_int {
    *sum.get_mut() += value;
    *sum.get_mut()
}

#[callback(fail = -1)]
fn alter_here(value: c_int, #[context] sum: &mut AtomicI32) -> c_int {
    *sum.get_mut() += value;
    *sum.get_mut()
}

#[callback(fail = -1, threads)]
fn spend(value: c_int, #[context] sum: AtomicI32) -> c_int {
    sum.into_inner() + value
}

#[callback(fail = -1)]
fn spend_here(value: c_int, #[context] sum: AtomicI32) -> c_int {
    sum.into_inner() + value
}

struct Given(Add, *mut c_void);

// SAFETY: C has both, and calls on any thread.
unsafe impl Send for Given {}

/// The call is answered with `fail` on this thread and on another one.
fn refused_everywhere(shim: Add, context: *mut c_void) {
    assert_eq!(unsafe { sys::peer_call(shim, 7, context) }, -1);
    let given = Given(shim, context);
    let elsewhere = std::thread::spawn(move || {
        let Given(shim, context) = { given };
        unsafe { sys::peer_call(shim, 7, context) }
    });
    assert_eq!(elsewhere.join().unwrap(), -1);
}

/// C brings a function for any thread and a context for one thread together. The types are the same.
#[test]
fn s56_functions_for_any_thread_and_contexts_for_one() {
    let (_, reports) = reports(|| {
        let of_any = (count::own(0.into()), count::share(0.into()), count::own(0.into()));
        let shims: [Add; 4] = [of_any.0.shim(), of_any.1.shim(), of_any.2.shim(), count::shim()];
        let of_one = (count_here::own(0.into()), count_here::share(0.into()), count_here::own(0.into()));
        for shim in shims {
            for context in [of_one.0.context(), of_one.1.context(), of_one.2.context()] {
                refused_everywhere(shim, context);
            }
        }
        let shims: [Add; 4] = [of_one.0.shim(), of_one.1.shim(), of_one.2.shim(), count_here::shim()];
        for shim in shims {
            for context in [of_any.0.context(), of_any.1.context(), of_any.2.context()] {
                refused_everywhere(shim, context);
            }
        }
        drop((of_one.0.outcome(), of_one.1.outcome(), of_one.2.outcome()));
        let own: Add = of_one.2.shim();
        assert_eq!(unsafe { sys::peer_call(own, 1, of_one.2.context()) }, 1);
        let (of_any, of_one) = (alter::own(0.into()), alter_here::own(0.into()));
        refused_everywhere(of_any.shim(), of_one.context());
        refused_everywhere(of_one.shim(), of_any.context());
    });
    // An address where a number is expected, and the other way round, is none of both.
    assert!(reports.iter().any(|report| report.contains("with a context of `identity::count_here`")), "{reports:?}");
}

/// A function for any thread that consumes takes no context for one thread, and its own closing callback does later.
#[test]
fn s56_functions_for_any_thread_that_consume() {
    let (_, reports) = reports(|| {
        let (once, shared) = (spend::once(0.into()), count::share(0.into()));
        let closing: Add = shared.also::<spend>().shim();
        let of_one = (spend_here::once(1.into()), alter_here::own(1.into()), count_here::own(1.into()));
        for shim in [once.shim(), spend::shim()] {
            for context in [of_one.0.context(), of_one.1.context(), of_one.2.context()] {
                refused_everywhere(shim, context);
            }
        }
        let owned = count_here::own(1.into());
        let own: Add = owned.also::<spend_here>().shim();
        refused_everywhere(closing, owned.context());
        refused_everywhere(spend::shim(), owned.context());
        drop((of_one.0.outcome(), owned.outcome()));
        let first: Add = of_one.0.shim();
        assert_eq!(unsafe { sys::peer_call(first, 1, of_one.0.context()) }, 2);
        assert_eq!(unsafe { sys::peer_call(own, 1, owned.context()) }, 2);
        assert_eq!(unsafe { sys::peer_call(closing, 1, shared.context()) }, 1);
    });
    assert!(reports.iter().all(|report| report.contains("with a context of")), "{reports:?}");
}
