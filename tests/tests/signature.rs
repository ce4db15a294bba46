//! Named signatures: closures bound to them, and declarations that share them.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::mpsc::channel;

use callback_runtime::arg::CStrPtr;
use callback_runtime::{Callback, Outcome, callback};
use callback_tests::panic_of;

/// Called by C for each row.
#[callback(continue = 0, break = 1)]
pub type OnRow = fn(#[context] user: _, n: c_int, #[len(n)] values: &[CStrPtr]) -> ControlFlow<()>;

/// Signatures of another module.
mod types {
    use super::{CStrPtr, ControlFlow, c_int, callback};

    #[callback(continue = 0, break = 1)]
    pub(super) type Row = fn(#[context] _: _, n: c_int, #[len(n)] values: &[CStrPtr]) -> ControlFlow<()>;

    /// C calls from any thread.
    #[callback(once, threads)]
    pub(super) type Job = fn(#[context] _: _, value: c_int);

    #[callback]
    pub(super) type Visit<T> = fn(element: &T, #[context] _: _);
}

use types::{Job, Visit as Visitor};

#[callback(shared, fail = -1)]
type Reentrant = fn(depth: c_int, #[context] _: _) -> c_int;

/// C passes no user data.
#[callback(fail = -1)]
type Plain = fn(value: c_int) -> c_int;

#[callback(fail = -1)]
type Hook = fn(value: c_int, #[context(static)] _: _) -> c_int;

unsafe extern "C" {
    fn signature_each(rows: c_int, f: OnRowFn, user: *mut c_void) -> c_int;
    fn signature_keep(f: OnRowFn, user: *mut c_void);
    fn signature_emit(rows: c_int) -> c_int;
    fn signature_submit(f: Option<unsafe extern "C" fn(*mut c_void, c_int)>, user: *mut c_void);
    fn signature_run(value: c_int);
    fn signature_run_on_thread(value: c_int) -> c_int;
    fn signature_reenter(
        depth: c_int,
        f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
    fn signature_plain(n: c_int, f: Option<unsafe extern "C" fn(c_int) -> c_int>) -> c_int;
    fn signature_set_hook(f: Option<unsafe extern "C" fn(c_int) -> c_int>);
    fn signature_run_hook(value: c_int) -> c_int;
    fn signature_visit(
        base: *const c_void,
        n: usize,
        size: usize,
        f: Option<unsafe extern "C" fn(*const c_void, *mut c_void)>,
        user: *mut c_void,
    );
}

type OnRowFn = Option<unsafe extern "C" fn(*mut c_void, c_int, *const *const std::ffi::c_char) -> c_int>;

fn text(values: &[CStrPtr]) -> String {
    values.iter().filter_map(|value| value.to_str().expect("the cells are UTF-8")).collect()
}

#[test]
fn a_closure_is_lent() {
    let mut seen = vec![];
    let answer = OnRow::scope(
        &mut |n, values| {
            assert_eq!(usize::try_from(n), Ok(values.len()));
            seen.push(text(values));
            if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
        |cb| unsafe { signature_each(4, cb.shim(), cb.context()) },
    );
    assert_eq!(answer, Ok(ControlFlow::Break(())));
    assert_eq!(seen, ["a", "ab", "abc"]);
}

#[test]
fn a_panic_comes_out_of_the_scope() {
    let message = panic_of(|| {
        let _ = OnRow::scope(&mut |_, _| panic!("a row"), |cb| unsafe { signature_each(4, cb.shim(), cb.context()) });
    });
    assert_eq!(message, "a row");
}

#[test]
fn a_closure_is_owned_and_handled() {
    fn kept<C>(closure: C) -> callback_runtime::Registration<OnRow<C>>
    where
        C: FnMut(c_int, &[CStrPtr]) -> ControlFlow<()> + 'static,
    {
        OnRow::own(closure)
    }
    let rows = Rc::new(Cell::new(0));
    let seen = Rc::clone(&rows);
    let owned = kept(move |n, _| {
        seen.set(seen.get() + n);
        ControlFlow::Continue(())
    });
    unsafe { signature_keep(owned.shim(), owned.context()) };
    assert_eq!(unsafe { signature_emit(3) }, 0);
    assert_eq!(rows.get(), 6);
    drop(owned);
    assert_eq!(Rc::strong_count(&rows), 1, "the closure is dropped with its registration");

    let handled = OnRow::own(|n, values| {
        assert_eq!(text(values).len(), usize::try_from(n).expect("it is positive"));
        ControlFlow::Break(())
    });
    unsafe { signature_keep(handled.shim(), handled.context()) };
    assert_eq!(unsafe { signature_emit(3) }, 1);
    assert!(matches!(handled.outcome(), Some(Outcome::Stopped(()))));
    unsafe { signature_keep(None, std::ptr::null_mut()) };
}

#[test]
fn a_name_alone_is_of_a_function_pointer() {
    fn first(_: c_int, _: &[CStrPtr]) -> ControlFlow<()> {
        ControlFlow::Break(())
    }
    let registration: callback_runtime::Registration<OnRow> = OnRow::own(first);
    let call = |shim: OnRowFn, user| unsafe { signature_each(1, shim, user) };
    assert_eq!(call(registration.shim(), registration.context()), 1);
    assert!(matches!(registration.outcome(), Some(Outcome::Stopped(()))));
    assert_eq!(<OnRow>::C_DECLARATION, "int OnRow(void *user, int n, const char *const *values);");
    assert!(<OnRow>::NAME.ends_with("signature::OnRow"), "{}", <OnRow>::NAME);
}

#[test]
fn a_job_runs_once_on_any_thread() {
    let (sender, receiver) = channel();
    let text = "moved".to_owned();
    let job = Job::once(move |value| sender.send((text, value)).expect("somebody listens"));
    unsafe { signature_submit(job.shim(), job.context()) };
    assert_eq!(unsafe { signature_run_on_thread(7) }, 0);
    assert_eq!(receiver.recv(), Ok(("moved".to_owned(), 7)));

    let token = Box::new(1);
    let taken = Job::scope(
        move |value| assert_eq!(*token, value),
        |cb| unsafe {
            signature_submit(cb.shim(), cb.context());
            signature_run(1);
        },
    );
    assert_eq!(taken, Ok(()));
}

#[test]
fn a_shared_closure_is_reentered() {
    let calls = Cell::new(0);
    struct Again(Cell<Option<(unsafe extern "C" fn(c_int, *mut c_void) -> c_int, *mut c_void)>>);
    let again = Again(Cell::new(None));
    let closure = |depth: c_int| {
        calls.set(calls.get() + 1);
        let (shim, user) = again.0.get().expect("it is set before the call");
        if depth == 0 { 10 } else { unsafe { signature_reenter(depth - 1, Some(shim), user) } }
    };
    let answer = Reentrant::scope(&closure, |cb| unsafe {
        again.0.set(Some((cb.shim(), cb.context())));
        signature_reenter(3, cb.shim(), cb.context())
    });
    assert_eq!((answer, calls.get()), (Ok(10), 4));
}

#[test]
fn without_user_data() {
    let mut sum = 0;
    let answer = Plain::scope(
        &mut |value| {
            sum += value;
            value * 2
        },
        |cb| unsafe { signature_plain(4, cb.shim()) },
    );
    assert_eq!((answer, sum), (Ok(12), 6));

    let mut calls = 0;
    let hook = Hook::acquire(Box::new(move |value| {
        calls += 1;
        value + calls
    }))
    .expect("the slot is free");
    unsafe { signature_set_hook(hook.shim()) };
    assert_eq!(unsafe { (signature_run_hook(40), signature_run_hook(40)) }, (41, 42));
    assert!(Hook::acquire(Box::new(|value| value)).is_err());
    unsafe { signature_set_hook(None) };
}

#[test]
fn a_signature_has_type_parameters() {
    let numbers = [3_u64, 5, 7];
    let mut sum = 0;
    let done = Visitor::<u64, _>::scope(&mut |element| sum += *element, |cb| unsafe {
        signature_visit(numbers.as_ptr().cast(), 3, 8, cb.shim(), cb.context());
    });
    assert_eq!((done, sum), (Ok(()), 15));
}

/// The same signatures in declarations.
mod declared {
    use super::{CStrPtr, ControlFlow, Job, OnRow, Visitor, c_int, c_void, callback, types};

    #[callback]
    unsafe extern "C" {
        #[link_name = "signature_each"]
        pub(super) safe fn each(rows: c_int, #[callback] f: OnRow, #[context(f)] _: *mut c_void) -> c_int;

        #[link_name = "signature_maybe"]
        pub(super) safe fn maybe(rows: c_int, #[callback] f: Option<types::Row>, #[context(f)] _: *mut c_void)
        -> c_int;

        #[link_name = "signature_visit"]
        pub(super) safe fn visit<T>(
            base: &[T],
            #[len(base)] n: usize,
            #[size_of(T)] size: usize,
            #[callback] f: Visitor<T>,
            #[context(f)] _: *mut c_void,
        );

        #[link_name = "signature_submit"]
        pub(super) fn submit(#[callback(retained)] f: Job, #[context(f)] _: *mut c_void);

        #[link_name = "signature_reenter"]
        pub(super) safe fn once(depth: c_int, #[callback(once)] f: super::Depth, #[context(f)] _: *mut c_void)
        -> c_int;
    }
}

#[callback(fail = -1)]
type Depth = fn(depth: c_int, #[context] _: _) -> c_int;

#[test]
fn declarations_share_a_signature() {
    let mut seen = String::new();
    let answer = declared::each(2, |_, values| {
        seen.push_str(&text(values));
        ControlFlow::Continue(())
    });
    assert_eq!(answer, Ok(ControlFlow::Continue(0)));
    assert_eq!(seen, "aab");
    assert_eq!(declared::maybe(2, None), Ok(ControlFlow::Continue(-5)));
    assert_eq!(declared::maybe(2, Some(&mut |_, _| ControlFlow::Break(()))), Ok(ControlFlow::Break(())));
}

#[test]
fn declarations_give_types_to_a_signature() {
    let mut words = vec![];
    declared::visit(&["one", "two"], |word| words.push(*word)).expect("C passes the words");
    assert_eq!(words, ["one", "two"]);
}

#[test]
fn declarations_add_to_the_contract() {
    let token = Box::new(4);
    assert_eq!(declared::once(3, move |depth| depth + *token), Ok(7));
}

#[test]
fn declarations_keep_a_closure_of_a_signature() {
    let (sender, receiver) = channel();
    // SAFETY: C is done with the last job.
    let kept = unsafe { declared::submit(move |value| sender.send(value).expect("somebody listens")) };
    // SAFETY: there is a job.
    assert_eq!(unsafe { signature_run_on_thread(9) }, 0);
    assert_eq!(receiver.recv(), Ok(9));
    drop(kept);
}

#[test]
fn a_signature_stands_in_a_function() {
    struct Local(c_int);

    #[callback(fail = -1)]
    type Inner = fn(value: c_int) -> c_int;

    #[callback]
    unsafe extern "C" {
        #[link_name = "signature_plain"]
        safe fn plain(n: c_int, #[callback] f: Inner) -> c_int;
    }

    let one = Local(1);
    assert_eq!(plain(3, |value| value + one.0), Ok(6));
}
