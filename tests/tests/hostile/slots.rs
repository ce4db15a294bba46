//! C APIs without user data: one slot, a pool, and the stack of the thread.

use std::cell::{Cell, RefCell};
use std::ffi::c_int;
use std::sync::atomic::{AtomicUsize, Ordering};

use callback_runtime::{Callback, Reason, callback};
use callback_tests::hostile::{NOBODY, hostile_plain_fn};
use callback_tests::{live_contexts, panic_of, reported};

use crate::name;
use crate::peer;
use crate::support::{Counted, Drops, Sum, inside, run_inside};

fn address(shim: hostile_plain_fn) -> usize {
    shim.unwrap() as usize
}

fn call(shim: hostile_plain_fn, value: c_int) -> c_int {
    unsafe {
        peer::hostile_plain_keep(shim);
        let answer = peer::hostile_plain_emit(value);
        peer::hostile_plain_keep(None);
        answer
    }
}

// static

#[callback(fail = -1)]
fn single(value: c_int, #[context(static)] state: &mut Sum) -> c_int {
    run_inside();
    state.add(value)
}

#[test]
fn s06_static_slot_is_one_and_refuses_late_calls() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let registration = single::acquire(Sum::new(&drops)).unwrap();
    let shim: hostile_plain_fn = registration.shim();
    assert_eq!([call(shim, 1), call(shim, 2)], [1, 3]);
    let full = single::acquire(Sum::new(&drops)).unwrap_err();
    assert_eq!((full.to_string().as_str(), drops.get()), ("every slot of the callback is taken", 0));
    drop(full.into_context());
    assert_eq!(drops.get(), 1);
    // From inside: the slot is free when the call has left.
    let seen = drops.clone();
    inside(move || {
        registration.close();
        assert_eq!(seen.get(), 1);
        assert!(single::acquire(Sum::new(&seen)).is_err());
        assert_eq!(seen.get(), 2);
    });
    assert_eq!((call(shim, 5), drops.get(), live_contexts(name!(single))), (8, 3, 0));
    assert_eq!(call(shim, 1), -1);
    assert_eq!(reported(name!(single)).len(), 1);
    let registration = single::acquire(Sum::new(&drops)).unwrap();
    assert_eq!(address(registration.shim()), address(shim), "the one shim that there is");
    assert_eq!(call(shim, 7), 7);
    registration.close_and_wait().unwrap();
    assert_eq!(drops.get(), 4);
}

#[callback(fail = -1)]
fn never_let_go(value: c_int, #[context(static)] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s07_slot_is_given_to_nobody_else_where_unregistering_panicked() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let registration = never_let_go::acquire(Sum::new(&drops)).unwrap().on_close(|| panic!("cannot unregister"));
    let shim: hostile_plain_fn = registration.shim();
    assert_eq!(call(shim, 1), 1);
    assert_eq!(panic_of(|| drop(registration)), "cannot unregister");
    assert_eq!((call(shim, 2), drops.get(), live_contexts(name!(never_let_go))), (-1, 1, 0));
    let full = never_let_go::acquire(Sum::new(&drops)).unwrap_err();
    assert_eq!(full.to_string(), "every slot of the callback is taken");
    assert_eq!(call(shim, 3), -1);
}

// pool

#[callback(threads, fail = -1)]
fn pooled(value: c_int, #[context(pool = 4)] state: &(c_int, AtomicUsize)) -> c_int {
    state.1.fetch_add(1, Ordering::SeqCst);
    state.0 * value
}

#[test]
fn s36_pool_has_a_shim_for_each_slot_and_an_exhausted_one_never_aliases() {
    callback_tests::keep_reports();
    let mut registrations: Vec<_> = (1..=4).map(|n| pooled::acquire((n, AtomicUsize::new(0))).unwrap()).collect();
    let shims: Vec<hostile_plain_fn> = registrations.iter().map(|registration| registration.shim()).collect();
    let mut addresses: Vec<_> = shims.iter().map(|&shim| address(shim)).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), 4);
    assert_eq!(shims.iter().map(|&shim| call(shim, 10)).collect::<Vec<_>>(), [10, 20, 30, 40]);
    assert_eq!(pooled::acquire((5, AtomicUsize::new(0))).unwrap_err().into_context().0, 5);
    // One goes: its shim is refused, the others stay what they are.
    drop(registrations.remove(1));
    assert_eq!(shims.iter().map(|&shim| call(shim, 10)).collect::<Vec<_>>(), [10, -1, 30, 40]);
    let fifth = pooled::acquire((5, AtomicUsize::new(0))).unwrap();
    assert_eq!(address(fifth.shim()), address(shims[1]));
    assert_eq!(shims.iter().map(|&shim| call(shim, 10)).collect::<Vec<_>>(), [10, 50, 30, 40]);
    // The pointer to unregister is the one registered, wherever it is asked for.
    for (registration, shim) in registrations.iter().zip([0, 2, 3]) {
        assert_eq!(address(registration.shim()), address(shims[shim]));
    }
    assert_eq!(reported(name!(pooled)).len(), 1);
}

#[callback(fail = -1)]
fn rotates(value: c_int, #[context(pool = 3)] state: &mut Counted) -> c_int {
    let _ = state;
    value
}

#[test]
fn s07_slot_that_was_used_least_is_taken_first() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let mut last = vec![];
    for _ in 0..3 {
        let registration = rotates::acquire(drops.value()).unwrap();
        let shim: hostile_plain_fn = registration.shim();
        assert!(!last.contains(&address(shim)), "a late call finds nobody for as long as it can be had");
        drop(registration);
        assert_eq!(call(shim, 1), -1);
        last.push(address(shim));
    }
    assert_eq!((drops.get(), reported(name!(rotates)).len()), (3, 3));
}

#[callback(threads, fail = 0)]
fn contended(_value: c_int, #[context(pool = 4)] state: &AtomicUsize) -> c_int {
    state.fetch_add(1, Ordering::SeqCst);
    1
}

#[test]
fn s21_pool_is_taken_and_given_back_by_eight_threads() {
    callback_tests::keep_reports();
    let rounds = if cfg!(debug_assertions) { 300 } else { 5_000 };
    let (taken, full) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..rounds {
                    match contended::acquire(AtomicUsize::new(0)) {
                        Err(_) => full.fetch_add(1, Ordering::SeqCst),
                        Ok(registration) => {
                            let answers = [call(registration.shim(), 1), call(registration.shim(), 1)];
                            assert_eq!(answers, [1, 1]);
                            if taken.load(Ordering::SeqCst) % 2 == 0 {
                                registration.close_and_wait().unwrap();
                            }
                            taken.fetch_add(1, Ordering::SeqCst)
                        }
                    };
                }
            });
        }
    });
    assert_eq!(taken.into_inner() + full.into_inner(), 8 * rounds);
    assert_eq!((live_contexts(name!(contended)), reported(name!(contended)).len()), (0, 0));
    assert!((0..4).map(|_| contended::acquire(AtomicUsize::new(0))).collect::<Result<Vec<_>, _>>().is_ok());
}

#[callback(threads, fail = -1)]
fn spent(value: c_int, #[context(pool = 2)] state: Counted) -> c_int {
    let _state = state;
    value
}

#[test]
fn s77_slot_is_free_when_its_value_and_its_registration_are_gone() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let first = [spent::acquire(drops.value()).unwrap(), spent::acquire(drops.value()).unwrap()];
    let shims = [first[0].shim(), first[1].shim()];
    assert_eq!((shims.map(|shim| call(shim, 1)), drops.get()), ([1, 1], 2));
    // C knows the spent ones by their functions, until their registrations are dropped.
    assert!(spent::acquire(drops.value()).is_err());
    assert_eq!(shims.map(|shim| call(shim, 2)), [-1, -1]);
    drop(first);
    let next = [spent::acquire(drops.value()).unwrap(), spent::acquire(drops.value()).unwrap()];
    assert_eq!((shims.map(|shim| call(shim, 3)), drops.get()), ([3, 3], 5), "the next ones are there");
    // One that is given away is free after the one call.
    next.into_iter().for_each(|registration| _ = registration.into_context());
    let [one, two] = [spent::acquire(drops.value()).unwrap(), spent::acquire(drops.value()).unwrap()];
    drop((one, two));
    assert_eq!((drops.get(), reported(name!(spent)).len()), (7, 2));
}

#[callback(threads, fail = -1)]
fn spent_and_kept(value: c_int, #[context(pool = 1)] state: Counted) -> c_int {
    let _state = state;
    value
}

#[test]
fn s77_spent_slot_stays_where_unregistering_panicked() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let registration = spent_and_kept::acquire(drops.value()).unwrap().on_close(|| panic!("cannot unregister"));
    let shim: hostile_plain_fn = registration.shim();
    assert_eq!((call(shim, 1), drops.get()), (1, 1));
    assert_eq!(panic_of(|| drop(registration)), "cannot unregister");
    assert!(spent_and_kept::acquire(drops.value()).is_err(), "C may still have the function");
    assert_eq!((call(shim, 2), reported(name!(spent_and_kept)).len()), (-1, 1));
}

#[callback(threads, fail = -1)]
fn ended_slot(value: c_int, #[context(pool = 1)] state: &Counted) -> c_int {
    let _ = state;
    value
}

/// An end that C has called is none any more: when it has called all of them, one that it calls again does nothing.
#[test]
fn s47_end_of_a_slot_that_is_called_again_ends_nothing() {
    let drops = Drops::default();
    let registration = ended_slot::acquire(drops.value()).unwrap();
    let ends: [callback_tests::hostile::hostile_destroy_fn; 2] = [registration.destroy(), registration.destroy()];
    let context = registration.into_context();
    unsafe { ends[0].unwrap()(context) };
    assert_eq!(drops.get(), 1);
    assert!(ended_slot::acquire(drops.value()).is_err(), "C has another end");
    unsafe { ends[1].unwrap()(context) };
    let next = ended_slot::acquire(drops.value()).unwrap();
    let shim: hostile_plain_fn = next.shim();
    for end in ends {
        unsafe { end.unwrap()(context) };
    }
    assert_eq!((call(shim, 3), drops.get()), (3, 2));
    drop(next);
    assert_eq!((drops.get(), live_contexts(name!(ended_slot))), (3, 0));
}

/// Nobody has a user data to pass, but the pair may reach C by mistake.
#[callback(threads, fail = -1)]
fn destroyed_slot(value: c_int, #[context(static)] state: &Counted) -> c_int {
    let _ = state;
    run_inside();
    value
}

#[test]
fn s11_destroy_notify_of_a_slot_closes_the_slot() {
    callback_tests::keep_reports();
    let drops = Drops::default();
    let registration = destroyed_slot::acquire(drops.value()).unwrap();
    let shim: hostile_plain_fn = registration.shim();
    let destroy: callback_tests::hostile::hostile_destroy_fn = registration.destroy();
    let (context, seen) = (registration.into_context(), drops.clone());
    inside(move || {
        unsafe { destroy.unwrap()(context) };
        assert_eq!(seen.get(), 0, "the call has it still");
    });
    assert_eq!((call(shim, 1), drops.get(), live_contexts(name!(destroyed_slot))), (1, 1, 0));
    assert_eq!(call(shim, 1), -1);
    drop(destroyed_slot::acquire(drops.value()).unwrap());
    assert_eq!(drops.get(), 2);
    reported(name!(destroyed_slot));
}

// thread-local

#[callback(fail = -1)]
fn local(value: c_int, #[context(thread_local)] trail: &RefCell<Vec<c_int>>) -> c_int {
    trail.borrow_mut().push(value);
    run_inside();
    value
}

#[test]
fn s02_thread_local_contexts_nest() {
    callback_tests::keep_reports();
    let (outer, inner) = (RefCell::default(), RefCell::default());
    let answer = local::scope(&outer, |first| {
        assert_eq!(call(first.shim(), 1), 1);
        let inner = local::scope(&inner, |second| [call(second.shim(), 2), call(first.shim(), 3)]);
        assert_eq!(inner, Ok([2, 3]));
        call(first.shim(), 4)
    });
    assert_eq!(answer, Ok(4));
    assert_eq!((outer.into_inner(), inner.into_inner()), (vec![1, 3, 4], vec![2]), "each is called by its own shim");
    let kept: hostile_plain_fn = local::scope(&RefCell::default(), |cb| cb.shim()).unwrap();
    assert_eq!(call(kept, 5), -1, "C kept it");
    assert_eq!(reported(name!(local)), [concat!("callback `", name!(local), "` was called without a context")]);
}

#[callback(fail = -1)]
fn unwound(value: c_int, #[context(thread_local)] calls: &Cell<c_int>) -> c_int {
    calls.set(calls.get() + value);
    calls.get()
}

#[test]
fn s02_thread_local_context_is_gone_when_the_body_panics() {
    callback_tests::keep_reports();
    let (outer, inner) = (Cell::new(0), Cell::new(100));
    let answer = unwound::scope(&outer, |cb| {
        let shim: hostile_plain_fn = cb.shim();
        assert_eq!(panic_of(|| unwound::scope(&inner, |_| panic!("the body"))), "the body");
        call(shim, 1)
    });
    assert_eq!((answer, inner.get()), (Ok(1), 100));
    let kept: hostile_plain_fn = unwound::scope(&inner, |cb| cb.shim()).unwrap();
    assert_eq!(call(kept, 1), -1);
    assert_eq!(reported(name!(unwound)).len(), 1);
}

#[callback(fail = -1)]
fn local_mut(value: c_int, #[context(thread_local)] depth: &mut c_int) -> c_int {
    *depth += 1;
    run_inside();
    *depth + value
}

#[test]
fn s16_thread_local_mut_is_not_handed_out_twice() {
    callback_tests::keep_reports();
    let mut depth = 0;
    let refused = local_mut::scope(&mut depth, |cb| {
        let shim: hostile_plain_fn = cb.shim();
        inside(move || assert_eq!(call(shim, 5), -1));
        call(shim, 10)
    });
    assert_eq!((refused.unwrap_err().reason(), depth), (Reason::Reentered, 1));
    // With a context of its own it may: the scope inside lends another one.
    let mut depth = 0;
    let answer = local_mut::scope(&mut depth, |cb| {
        let shim: hostile_plain_fn = cb.shim();
        inside(move || {
            let mut inner = 100;
            assert_eq!(local_mut::scope(&mut inner, |cb| call(cb.shim(), 5)), Ok(106));
        });
        call(shim, 10)
    });
    assert_eq!((answer, depth), (Ok(11), 1));
}

#[callback(fail = -1)]
fn elsewhere(value: c_int, #[context(thread_local)] calls: &Cell<c_int>) -> c_int {
    calls.set(calls.get() + 1);
    value
}

#[test]
fn s18_thread_local_context_is_not_there_on_another_thread() {
    callback_tests::keep_reports();
    let calls = Cell::new(0);
    let answers = elsewhere::scope(&calls, |cb| {
        let there = unsafe { peer::hostile_plain_on_thread(cb.shim(), 5) };
        [there, call(cb.shim(), 6)]
    });
    assert_eq!((answers, calls.get()), (Ok([-1, 6]), 1));
    assert_eq!(reported(name!(elsewhere)), [concat!("callback `", name!(elsewhere), "` was called without a context")]);
    assert_eq!(unsafe { peer::hostile_plain_emit(1) }, NOBODY);
}

// 19: while a thread ends

#[test]
fn s19_callbacks_without_user_data_run_while_a_thread_ends() {
    callback_tests::keep_reports();
    let registration = teardown::acquire((3, AtomicUsize::new(0))).unwrap();
    assert_eq!(unsafe { peer::hostile_plain_on_thread_exit(registration.shim(), 5) }, 4 * 15);
    let kept: hostile_plain_fn = teardown_local::scope(&Cell::new(0), |cb| cb.shim()).unwrap();
    assert_eq!(unsafe { peer::hostile_plain_on_thread_exit(kept, 5) }, -4);
    assert_eq!(reported(name!(teardown_local)).len(), 5);
    registration.close_and_wait().unwrap();
}

#[callback(threads, fail = -1)]
fn teardown(value: c_int, #[context(static)] state: &(c_int, AtomicUsize)) -> c_int {
    state.1.fetch_add(1, Ordering::SeqCst);
    state.0 * value
}

#[callback(fail = -1)]
fn teardown_local(value: c_int, #[context(thread_local)] state: &Cell<c_int>) -> c_int {
    state.set(value);
    value
}
