//! The peer calls late, twice, or not at all; it fails, and destroys or does not.

use std::ffi::{c_int, c_void};
use std::mem;
use std::ptr;
use std::rc::Rc;
use std::sync::atomic::{AtomicPtr, Ordering};

use callback_runtime::{Callback, Outcome, Reason, callback};
use callback_tests::hostile::{
    CALLS_AND_FAILS, DESTROYS_FIRST, DESTROYS_LAST, FAILS, FAILS_AND_DESTROYS, FORGETS, TAKES,
};
use callback_tests::{live_contexts, reported};

use crate::name;
use crate::peer;
use crate::support::{Counted, Drops, Peer, Sum, inside, run_inside};

// 2: a forgotten owner

#[callback(fail = -1)]
fn forgotten(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s02_forgotten_registration_leaves_its_context_alone() {
    // What a leak checker may see.
    static LEAKED: AtomicPtr<c_void> = AtomicPtr::new(ptr::null_mut());
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = forgotten::own(Sum::new(&drops));
    LEAKED.store(registration.context(), Ordering::Relaxed);
    assert_eq!(unsafe { c.register(registration.shim(), registration.context(), None, TAKES) }, 0);
    mem::forget(registration);
    assert_eq!(unsafe { [c.emit(1), c.emit(2)] }, [1, 3]);
    assert_eq!((drops.get(), live_contexts(name!(forgotten))), (0, 1), "the leak shows");
    std::hint::black_box(&LEAKED);
}

// 3: the owner moves

#[callback(fail = -1)]
fn moves(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value);
    ptr::from_mut(state).addr() as c_int
}

#[test]
fn s03_context_stays_while_its_owner_moves() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = moves::own(Sum::new(&drops));
    let context = registration.context();
    unsafe { c.register(registration.shim(), context, None, TAKES) };
    let place = unsafe { c.emit(1) };
    let mut owners = vec![Box::new(registration)];
    for _ in 0..100 {
        owners.push(Box::new(moves::own(Sum::new(&drops))));
    }
    let registration = *owners.swap_remove(0);
    assert_eq!(unsafe { c.emit(1) }, place);
    assert_eq!(registration.context(), context);
    let registration = registration.on_close(|| unsafe { peer::hostile_unregister(c.0) });
    assert_eq!((unsafe { c.emit(1) }, registration.context()), (place, context));
    drop(registration);
    assert_eq!(drops.get(), 1);
}

// 6: one call more

#[callback(fail = -1)]
fn late(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s06_late_call_of_a_handle_is_refused_and_reported() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = late::own(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    let registration = registration.on_close(|| unsafe { peer::hostile_unregister(c.0) });
    assert_eq!(unsafe { c.emit(5) }, 5);
    registration.close();
    assert_eq!(drops.get(), 1);
    assert_eq!(unsafe { [c.late(1), c.late(2)] }, [-1, -1]);
    assert_eq!(
        reported(name!(late)),
        [concat!("callback `", name!(late), "` was called after its context was closed"); 2]
    );
}

#[callback(fail = -1)]
fn late_after_destroy(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s06_handle_is_destroyed_once_however_often_the_peer_says_so() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = late_after_destroy::own(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
    registration.into_context();
    assert_eq!((unsafe { c.emit(5) }, drops.get()), (5, 0));
    unsafe { peer::hostile_destroy(c.0) };
    assert_eq!(drops.get(), 1);
    for _ in 0..3 {
        unsafe { peer::hostile_late_destroy(c.0) };
        assert_eq!((unsafe { c.late(1) }, drops.get()), (-1, 1));
    }
    assert_eq!(reported(name!(late_after_destroy)).len(), 3);
    assert_eq!(live_contexts(name!(late_after_destroy)), 0);
}

#[callback(fail = -1)]
fn late_while_kept(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s06_late_call_is_refused_while_the_registration_is_kept() {
    let (c, drops) = (Peer::new(), Drops::default());
    let owned = late_while_kept::own(Sum::new(&drops));
    let shared = late_while_kept::share(Sum::new(&drops));
    for (shim, context, destroy) in
        [(owned.shim(), owned.context(), owned.destroy()), (shared.shim(), shared.context(), shared.destroy())]
    {
        unsafe { c.register(shim, context, destroy, TAKES) };
        assert_eq!(unsafe { c.emit(5) }, 5);
        unsafe { peer::hostile_destroy(c.0) };
        assert_eq!(unsafe { [c.late(1), c.late(2)] }, [-1, -1]);
        assert_eq!(
            reported(name!(late_while_kept)),
            [concat!("callback `", name!(late_while_kept), "` was called after its context was closed"); 2]
        );
    }
    assert_eq!(drops.get(), 2);
    // What the peer destroyed is not dropped again.
    drop((owned, shared));
    assert_eq!(drops.get(), 2);
}

// 7: a stale pointer and a newer callback

#[callback(fail = -1)]
fn stale(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[callback(fail = -1)]
fn newer(value: c_int, #[context] state: &mut Vec<c_int>) -> c_int {
    state.push(value);
    value
}

#[test]
fn s07_stale_handle_reaches_no_newer_context() {
    let (c, drops) = (Peer::new(), Drops::default());
    let mut old = vec![];
    for round in 1..=100 {
        let registration = stale::own(Sum::new(&drops));
        unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
        assert_eq!(unsafe { c.emit(round) }, round);
        old.push((registration.shim(), registration.context()));
        unsafe { peer::hostile_destroy(c.0) };
        drop(registration);
    }
    // The index that was used a hundred times is used again, by the same callback and by another one.
    let same = stale::own(Sum::new(&drops));
    let other = newer::own(vec![]);
    for (shim, context) in old {
        unsafe { c.register(shim, context, None, TAKES) };
        assert_eq!(unsafe { c.emit(7) }, -1);
        unsafe { c.register(other.shim(), context, other.destroy(), TAKES) };
        assert_eq!(unsafe { c.emit(7) }, -1);
        unsafe { peer::hostile_destroy(c.0) };
    }
    unsafe { c.register(same.shim(), same.context(), None, TAKES) };
    assert_eq!(unsafe { c.emit(1) }, 1, "nobody had called it");
    unsafe { c.register(other.shim(), other.context(), None, TAKES) };
    assert_eq!(unsafe { c.emit(1) }, 1, "the peer could not close it");
    assert_eq!(reported(name!(stale)).len(), 100);
    assert_eq!(reported(name!(newer)).len(), 100);
    assert_eq!(drops.get(), 100);
}

// 8: registration fails

/// Registers, and says how often the context was dropped before and after the peer is gone.
macro_rules! register {
    ($owner:ident, $f:ident, $kept:expr, $mode:expr) => {{
        let drops = Drops::default();
        let c = Peer::new();
        let registration = $f::$owner(Sum::new(&drops));
        let rc = unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), $mode) };
        assert_eq!(rc == 0, $mode == TAKES);
        let registration = if !$kept && rc == 0 {
            registration.into_context();
            None
        } else {
            Some(registration)
        };
        let early = drops.get();
        match registration {
            Some(registration) if [FAILS, CALLS_AND_FAILS].contains(&$mode) => registration.reclaim(),
            kept => drop(kept),
        }
        let closed = drops.get();
        drop(c);
        assert_eq!(live_contexts(name!($f)), 0);
        (early, closed, drops.get())
    }};
}

macro_rules! registers {
    ($test:ident, $owner:ident, $f:ident) => {
        #[callback(fail = -1)]
        fn $f(value: c_int, #[context] state: &mut Sum) -> c_int {
            state.add(value)
        }

        #[test]
        fn $test() {
            // The peer takes it: it drops what was given away, the registration what was kept.
            assert_eq!(register!($owner, $f, false, TAKES), (0, 0, 1));
            // What was kept and dropped first the peer may still destroy.
            assert_eq!(register!($owner, $f, true, TAKES), (0, 1, 1));
            // It fails, and the registration is at hand in any case.
            for kept in [false, true] {
                assert_eq!(register!($owner, $f, kept, FAILS), (0, 1, 1));
                assert_eq!(register!($owner, $f, kept, CALLS_AND_FAILS), (0, 1, 1));
                assert_eq!(register!($owner, $f, kept, FAILS_AND_DESTROYS), (1, 1, 1));
            }
        }
    };
}

registers!(s08_owned_context_is_dropped_once, own, registered_own);
registers!(s08_shared_context_is_dropped_once, share, registered_share);

#[callback(fail = -1)]
fn registered_once(value: c_int, #[context] mut state: Sum) -> c_int {
    state.add(value)
}

#[test]
fn s08_context_of_one_call_is_dropped_once() {
    assert_eq!(register!(once, registered_once, false, TAKES), (0, 0, 1));
    for kept in [false, true] {
        assert_eq!(register!(once, registered_once, kept, FAILS), (0, 1, 1));
        assert_eq!(register!(once, registered_once, kept, CALLS_AND_FAILS), (1, 1, 1));
        assert_eq!(register!(once, registered_once, kept, FAILS_AND_DESTROYS), (1, 1, 1));
    }
}

#[callback(fail = -1)]
fn kept_own(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s08_kept_registration_may_be_destroyed_by_the_peer() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = kept_own::own(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
    unsafe { peer::hostile_destroy(c.0) };
    assert_eq!(drops.get(), 1);
    assert!(registration.outcome().is_none());
    registration.close_and_wait().unwrap();
    assert_eq!(drops.get(), 1);
}

/// A context that was given away has nobody to hand a failure to: it is reported when it comes.
#[test]
fn s22_failure_of_an_abandoned_context_is_reported_at_once() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = abandoned::own(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
    registration.into_context();
    assert_eq!(unsafe { c.emit(1) }, -1);
    assert_eq!(reported(name!(abandoned)).len(), 1);
    assert_eq!(unsafe { c.emit(1) }, -1, "it is still failed");
    drop(c);
    assert_eq!((reported(name!(abandoned)).len(), drops.get()), (0, 1));
}

#[callback(fail = -1)]
fn abandoned(value: c_int, #[context] state: &mut Sum) -> c_int {
    panic!("{value} {}", state.sum)
}

// 10: a one-shot

#[callback(fail = -1)]
fn twice(value: c_int, #[context] state: Sum) -> c_int {
    state.sum + value
}

#[test]
fn s10_second_call_is_refused_and_reported() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = twice::once(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.into_context(), None, TAKES) };
    assert_eq!((unsafe { c.emit(5) }, drops.get()), (5, 1));
    assert_eq!(unsafe { [c.emit(1), c.emit(2)] }, [-1, -1]);
    assert_eq!((reported(name!(twice)).len(), drops.get()), (2, 1));
    assert_eq!(live_contexts(name!(twice)), 0);
}

#[callback(fail = -1)]
fn once_reentered(value: c_int, #[context] state: Sum) -> c_int {
    run_inside();
    state.sum + value
}

#[test]
fn s10_second_call_during_the_first_is_refused() {
    let (c, drops) = (Rc::new(Peer::new()), Drops::default());
    let registration = once_reentered::once(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    let again = c.clone();
    inside(move || assert_eq!(unsafe { again.emit(1) }, -1));
    assert_eq!((unsafe { c.emit(5) }, drops.get()), (5, 1));
    let Some(Outcome::Refused(refused)) = registration.outcome() else { panic!("nothing was kept") };
    assert_eq!(refused.reason(), Reason::Consumed);
}

#[callback(fail = -1)]
fn never(value: c_int, #[context] state: Sum) -> c_int {
    state.sum + value
}

#[test]
fn s10_call_that_never_comes_drops_the_context() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = never::once(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), None, TAKES) };
    drop(registration);
    assert_eq!((drops.get(), unsafe { c.emit(1) }, drops.get()), (1, -1, 1));
    reported(name!(never));
}

// 11: freed as what it is

#[repr(align(128))]
struct Aligned {
    bytes: [u8; 128],
    _counted: Counted,
}

#[callback(fail = -1)]
fn aligned(value: c_int, #[context] state: &mut Aligned) -> c_int {
    assert!(ptr::from_ref(state).addr() % 128 == 0);
    state.bytes.fill(value as u8);
    state.bytes.iter().map(|&byte| c_int::from(byte)).sum()
}

type Boxed = (Box<dyn Fn(c_int) -> c_int>, Counted);

#[callback(fail = -1)]
fn boxed(value: c_int, #[context] state: &Boxed) -> c_int {
    state.0(value)
}

struct Nothing;

static NOTHINGS: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

impl Drop for Nothing {
    fn drop(&mut self) {
        NOTHINGS.fetch_add(1, Ordering::SeqCst);
    }
}

#[callback(fail = -1)]
fn nothing(value: c_int, #[context] _state: &mut Nothing) -> c_int {
    value
}

#[test]
fn s11_one_destroy_notify_frees_each_context_as_its_type() {
    let (c, drops) = (Peer::new(), Drops::default());
    let first = aligned::own(Aligned { bytes: [0; 128], _counted: drops.value() });
    let text = String::from("owned by the closure");
    let second = boxed::own((Box::new(move |value| value + text.len() as c_int), drops.value()));
    let third = nothing::own(Nothing);
    // The destroy notify is the same function for all: it has to find out by itself.
    let destroy = first.destroy();
    unsafe {
        c.register(first.shim(), first.into_context(), destroy, TAKES);
        assert_eq!(c.emit(2), 256);
        peer::hostile_replace(c.0, second.shim(), second.into_context(), destroy, DESTROYS_FIRST);
        assert_eq!((c.emit(2), drops.get()), (22, 1));
        peer::hostile_replace(c.0, third.shim(), third.into_context(), destroy, DESTROYS_LAST);
        assert_eq!((c.emit(2), drops.get()), (2, 2));
    }
    drop(c);
    assert_eq!(NOTHINGS.load(Ordering::SeqCst), 1);
}

// 14: replaced

#[callback(fail = -1)]
fn replaced(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value);
    run_inside();
    // Still there, whatever the peer did meanwhile.
    state.add(value)
}

#[test]
fn s14_context_lives_until_the_call_that_replaces_it_has_left() {
    for (mode, after) in [(DESTROYS_FIRST, 1), (DESTROYS_LAST, 1), (FORGETS, 0)] {
        let (c, drops) = (Rc::new(Peer::new()), Drops::default());
        let registration = replaced::own(Sum::new(&drops));
        let destroy = registration.destroy();
        unsafe { c.register(registration.shim(), registration.context(), destroy, TAKES) };
        let (again, seen, new) = (c.clone(), drops.clone(), replaced::own(Sum::new(&drops)));
        let old = registration.context();
        inside(move || {
            let given = unsafe { peer::hostile_replace(again.0, new.shim(), new.context(), destroy, mode) };
            assert_eq!((given, seen.get()), (old, 0), "the one that runs is not dropped");
            new.into_context();
        });
        assert_eq!(unsafe { c.emit(5) }, 10);
        assert_eq!(drops.get(), after);
        if mode == FORGETS {
            registration.reclaim()
        } else {
            drop(registration)
        }
        assert_eq!((drops.get(), unsafe { c.emit(1) }), (1, 2), "the new one is in its place");
        unsafe { peer::hostile_destroy(c.0) };
        assert_eq!(drops.get(), 2);
    }
    assert_eq!(live_contexts(name!(replaced)), 0);
}

#[callback(fail = -1)]
fn behind(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s14_replaced_behind_our_back_is_dropped_by_its_owner() {
    let (c, drops) = (Peer::new(), Drops::default());
    let registration = behind::own(Sum::new(&drops));
    unsafe { c.register(registration.shim(), registration.context(), registration.destroy(), TAKES) };
    assert_eq!(unsafe { c.emit(1) }, 1);
    unsafe { peer::hostile_replace(c.0, None, ptr::null_mut(), None, FORGETS) };
    assert_eq!((drops.get(), live_contexts(name!(behind))), (0, 1), "the peer did not say so");
    drop(registration);
    assert_eq!((drops.get(), unsafe { c.late(1) }), (1, -1));
    reported(name!(behind));
}

// 15: never unregistered

#[callback(fail = -1)]
fn leaks(value: c_int, #[context] state: &mut Sum) -> c_int {
    state.add(value)
}

#[test]
fn s15_leak_shows_in_the_count() {
    let (c, drops) = (Peer::new(), Drops::default());
    let contexts: Vec<_> = (0..10)
        .map(|_| {
            let registration = leaks::own(Sum::new(&drops));
            (registration.destroy(), registration.into_context())
        })
        .collect();
    assert_eq!((live_contexts(name!(leaks)), drops.get()), (10, 0));
    for (destroy, context) in contexts {
        unsafe { c.register(None, context, destroy, FAILS_AND_DESTROYS) };
    }
    assert_eq!((live_contexts(name!(leaks)), drops.get()), (0, 10));
}

// 35: nothing to tell them apart

#[callback(fail = -1)]
fn empty(value: c_int, #[context] _state: &()) -> c_int {
    value
}

#[test]
fn s35_contexts_without_size_are_told_apart() {
    let c = Peer::new();
    let registrations: Vec<_> = (0..8).map(|_| empty::own(())).collect();
    let mut contexts: Vec<_> = registrations.iter().map(|registration| registration.context()).collect();
    for registration in &registrations {
        unsafe { peer::hostile_listen(c.0, registration.shim(), registration.context()) };
    }
    for (left, registration) in (0..8).rev().zip(&registrations) {
        let removed = unsafe { peer::hostile_unlisten(c.0, registration.shim(), registration.context()) };
        assert_eq!((removed, unsafe { peer::hostile_tell(c.0, 1) }), (1, left));
    }
    contexts.sort_unstable();
    contexts.dedup();
    assert_eq!(contexts.len(), 8);
    assert!(!contexts.contains(&ptr::null_mut()));
}

#[test]
fn s35_scopes_without_size_are_told_apart() {
    let c = Peer::new();
    let told = empty::scope(&(), |first| {
        let inner = empty::scope(&(), |second| unsafe {
            assert_ne!(first.context(), second.context());
            peer::hostile_listen(c.0, first.shim(), first.context());
            peer::hostile_listen(c.0, second.shim(), second.context());
            assert_eq!(peer::hostile_unlisten(c.0, second.shim(), second.context()), 1);
            peer::hostile_tell(c.0, 5)
        });
        assert_eq!(unsafe { peer::hostile_unlisten(c.0, first.shim(), first.context()) }, 1);
        inner
    });
    assert_eq!(told, Ok(Ok(5)));
}

// 36: the pointer that was registered

#[callback(fail = -1)]
fn instance<T: 'static + Copy + Into<c_int>>(value: c_int, #[context] state: &mut T) -> c_int {
    value + (*state).into()
}

#[callback(fail = -1)]
fn instance_too(value: c_int, #[context] state: &mut i16) -> c_int {
    value - c_int::from(*state)
}

/// Somewhere else than where it was registered.
#[inline(never)]
fn registered<C, O, F>(c: &Peer, registration: &callback_runtime::Registration<C, O, F>) -> bool
where
    C: Callback<
            Context: Sized,
            Fn = unsafe extern "C" fn(c_int, *mut c_void) -> c_int,
            __Terms: callback_runtime::__private::Terms<Pointer = *mut c_void>,
        >,
    F: FnOnce(),
    O: OwnerOf<C, F>,
{
    let (shim, context) = O::pointers(registration);
    unsafe { peer::hostile_same(c.0, shim, context) == 1 }
}

/// The common methods of every registration.
trait OwnerOf<C: Callback<Context: Sized>, F: FnOnce()>: Sized {
    fn pointers(
        registration: &callback_runtime::Registration<C, Self, F>,
    ) -> (callback_tests::hostile::hostile_fn, *mut c_void);
}

macro_rules! owner_of {
    ($($owner:ident)*) => {$(
        impl<C, F: FnOnce()> OwnerOf<C, F> for callback_runtime::$owner
        where
            C: Callback<Context: Sized, Fn = unsafe extern "C" fn(c_int, *mut c_void) -> c_int, __Terms: callback_runtime::__private::Terms<Pointer = *mut c_void>>,
            unsafe extern "C" fn(c_int, *mut c_void) -> c_int: callback_runtime::context::PassesContext<C>,
        {
            fn pointers(
                registration: &callback_runtime::Registration<C, Self, F>,
            ) -> (callback_tests::hostile::hostile_fn, *mut c_void) {
                (registration.shim(), registration.context())
            }
        }
    )*};
}

owner_of!(Owned Shared);

#[test]
fn s36_pointers_to_unregister_are_those_registered() {
    let c = Peer::new();
    let owned = instance::<i16>::own(1);
    let shared = instance::<i16>::share(1);
    let handled = instance::<i8>::own(1);
    unsafe { c.register(owned.shim(), owned.context(), None, TAKES) };
    assert!(registered(&c, &owned) && !registered(&c, &shared));
    let owned = Box::new(owned).on_close(|| ());
    assert!(registered(&c, &owned));
    unsafe { c.register(shared.shim(), shared.context(), None, TAKES) };
    assert!(registered(&c, &shared) && !registered(&c, &handled));
    unsafe { c.register(handled.shim(), handled.context(), None, TAKES) };
    assert!(registered(&c, &handled));
    unsafe { c.register(owned.also::<instance_too>().shim(), owned.context(), None, TAKES) };
    let also = std::thread::scope(|scope| {
        let shim: callback_tests::hostile::hostile_fn = owned.also::<instance_too>().shim();
        scope.spawn(move || shim).join().unwrap()
    });
    assert_eq!(unsafe { peer::hostile_same(c.0, also, owned.context()) }, 1);
}
