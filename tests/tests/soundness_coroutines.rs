//! SOUNDNESS.md, line 53: coroutines that end in any order, and go on on another thread.

#![cfg(all(unix, not(emulated)))]

use std::cell::Cell;
use std::cmp::Ordering;
use std::ffi::c_int;
use std::sync::Arc;
use std::thread;

use callback_runtime::{Callback, Reason, Refused, callback};
use callback_tests::{keep_reports, sys};
use corosensei::{Coroutine, CoroutineResult, Yielder};

#[callback]
unsafe extern "C" {
    unsafe fn qsort<T>(
        base: &mut [T],
        #[len(base)] n: usize,
        #[size_of(T)] size: usize,
        compar: fn(&T, &T) -> Ordering,
    );
}

type Sorted = (Result<(), Refused>, [u32; 3]);
type Sorter = Coroutine<(), (), Sorted>;

/// Sorts, and suspends in each comparison.
fn sorter() -> Sorter {
    Coroutine::new(|yielder: &Yielder<(), ()>, ()| {
        let mut items = [3, 2, 1];
        let result = unsafe {
            qsort(&mut items, |a, b| {
                yielder.suspend(());
                a.cmp(b)
            })
        };
        (result, items)
    })
}

/// Lets a sorter go on to its end.
fn finish(mut sorter: Sorter) -> Sorted {
    loop {
        if let CoroutineResult::Return(sorted) = sorter.resume(()) {
            return sorted;
        }
    }
}

#[test]
fn s53_coroutines_end_in_any_order() {
    for order in [[0, 1, 2], [1, 0, 2], [2, 0, 1], [0, 2, 1]] {
        let mut sorters = [(); 3].map(|()| Some(sorter()));
        for _ in 0..2 {
            for sorter in sorters.iter_mut().flatten() {
                sorter.resume(());
            }
        }
        for at in order {
            assert_eq!(finish(sorters[at].take().unwrap()), (Ok(()), [1, 2, 3]), "{order:?}");
        }
    }
}

#[test]
fn s53_suspended_scopes_are_refused_at_last() {
    let mut suspended: Vec<_> = (0..40).map(|_| sorter()).collect();
    for sorter in &mut suspended {
        sorter.resume(());
    }
    let full = suspended.iter().filter(|sorter| sorter.done()).count();
    // Other tests may have some of the shims.
    assert!((40 - 16..=40 - 8).contains(&full), "a scope without a shim is refused: {full}");
    for sorter in suspended.into_iter().filter(|sorter| !sorter.done()).rev() {
        assert_eq!(finish(sorter), (Ok(()), [1, 2, 3]));
    }
    assert_eq!(finish(sorter()), (Ok(()), [1, 2, 3]));
}

/// Moves a coroutine, which a library of coroutines may do that vouches for the closures.
struct Moves(Sorter);
// SAFETY: what is on the stack of `sorter` can be used on any thread.
unsafe impl Send for Moves {}

#[test]
fn s53_coroutine_goes_on_on_another_thread() {
    keep_reports();
    // The thread that it began on has ended.
    let moves = thread::spawn(|| {
        let mut sorter = sorter();
        sorter.resume(());
        Moves(sorter)
    });
    let moves = moves.join().unwrap();
    let (result, _) = finish({ moves }.0);
    assert_eq!(result.unwrap_err().reason(), Reason::Thread);
    // The thread that it goes on on is in a scope of the same callback.
    let mut sorter = Moves(sorter());
    sorter.0.resume(());
    let (outer, inner) = thread::spawn(move || {
        let (mut items, mut inner, mut moves) = ([6_u32, 5, 4], None, Some(sorter));
        let result = unsafe {
            qsort(&mut items, |a, b| {
                inner = inner.take().or_else(|| moves.take().map(|moves| finish({ moves }.0)));
                a.cmp(b)
            })
        };
        ((result, items), inner)
    })
    .join()
    .unwrap();
    assert_eq!(outer, (Ok(()), [4, 5, 6]));
    assert_eq!(inner.unwrap().0.unwrap_err().reason(), Reason::Thread);
}

/// A coroutine that is not finished unwinds its stack, or leaves it.
#[test]
fn s53_coroutine_is_dropped_midway() {
    for _ in 0..40 {
        let mut dropped = sorter();
        dropped.resume(());
        drop(dropped);
        assert_eq!(finish(sorter()), (Ok(()), [1, 2, 3]));
    }
}

#[callback(threads, fail = -1)]
fn suspends(yielder: &Yielder<(), ()>, #[context] calls: &std::sync::atomic::AtomicI32) -> c_int {
    calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    yielder.suspend(());
    0
}

type Suspends = unsafe extern "C" fn(*const Yielder<(), ()>, *mut std::ffi::c_void) -> c_int;

/// Calls of registered contexts leave in another order than they entered in, and on another thread.
#[test]
fn s53_calls_of_coroutines_leave_in_any_order() {
    struct Moves(Coroutine<(), (), c_int>);
    // SAFETY: nothing on its stack is of one thread.
    unsafe impl Send for Moves {}

    let registration = suspends::share(0.into());
    let (shim, context): (Suspends, _) = (registration.shim(), registration.context());
    let enter = || {
        let mut call = Coroutine::new(move |yielder: &Yielder<(), ()>, ()| unsafe { shim(yielder, context) });
        assert!(matches!(call.resume(()), CoroutineResult::Yield(())));
        call
    };
    let [mut first, mut second] = [enter(), enter()];
    assert!(matches!(first.resume(()), CoroutineResult::Return(0)));
    // More than there is room for without an allocation.
    let many: Vec<_> = (0..100).map(|_| enter()).collect();
    for mut call in many {
        assert!(matches!(call.resume(()), CoroutineResult::Return(0)));
    }
    let moves = Moves(enter());
    let moved = thread::spawn(move || matches!({ moves }.0.resume(()), CoroutineResult::Return(0)));
    assert!(moved.join().unwrap());
    assert!(matches!(second.resume(()), CoroutineResult::Return(0)));
    registration.close_and_wait().expect("this thread is not inside any more");
    // And one that is inside still.
    let registration = suspends::share(0.into());
    let (shim, context): (Suspends, _) = (registration.shim(), registration.context());
    let mut call = Coroutine::new(move |yielder: &Yielder<(), ()>, ()| unsafe { shim(yielder, context) });
    call.resume(());
    assert!(registration.close_and_wait().is_err());
    call.resume(());
}

#[callback(threads, fail = -1)]
fn counts(yielder: &Yielder<(), ()>, #[context] alive: &Arc<()>) -> c_int {
    yielder.suspend(());
    c_int::try_from(Arc::strong_count(alive)).unwrap()
}

/// A call that leaves out of order is still inside of its own context, and not of that of the last call.
#[test]
fn s53_calls_in_two_contexts_leave_in_any_order() {
    let alive = [Arc::new(()), Arc::new(())];
    let contexts = [counts::share(alive[0].clone()), counts::share(alive[1].clone())];
    let [mut first, mut second] = [0, 1].map(|at| {
        let (shim, context): (Suspends, _) = (contexts[at].shim(), contexts[at].context());
        let mut call = Coroutine::new(move |yielder: &Yielder<(), ()>, ()| unsafe { shim(yielder, context) });
        assert!(matches!(call.resume(()), CoroutineResult::Yield(())));
        call
    });
    assert!(matches!(first.resume(()), CoroutineResult::Return(2)));
    drop(contexts);
    assert_eq!(alive.each_ref().map(Arc::strong_count), [1, 2], "a call is inside of the second");
    assert!(matches!(second.resume(()), CoroutineResult::Return(2)));
    assert_eq!(Arc::strong_count(&alive[1]), 1);
}

#[callback(fail = -1)]
fn on_the_stack(value: c_int, #[context(thread_local)] sum: &Cell<c_int>) -> c_int {
    sum.set(sum.get() + value);
    sum.get()
}

/// A scope that ends on another thread leaves nothing of its own thread there.
#[test]
fn s53_a_scope_that_ends_elsewhere_shows_no_other_scope_there() {
    struct Moves(Coroutine<(), (), Reason>);
    // SAFETY: the coroutine only ends a scope.
    unsafe impl Send for Moves {}

    let sum = Cell::new(1);
    let outer = on_the_stack::scope(&sum, |outer| {
        let shim: unsafe extern "C" fn(c_int) -> c_int = outer.shim();
        let mut inner = Moves(Coroutine::new(|yielder: &Yielder<(), ()>, ()| {
            let scope = on_the_stack::scope(&Cell::new(10), |_| yielder.suspend(()));
            scope.unwrap_err().reason()
        }));
        inner.0.resume(());
        let there = thread::spawn(move || {
            keep_reports();
            let CoroutineResult::Return(reason) = { inner }.0.resume(()) else { panic!("it goes on to its end") };
            (reason, unsafe { sys::peer_plain(Some(shim), 1) })
        });
        assert_eq!(there.join().unwrap(), (Reason::Thread, -1));
        unsafe { sys::peer_plain(Some(shim), 1) }
    });
    assert_eq!((outer, sum.get()), (Ok(2), 2));
}
