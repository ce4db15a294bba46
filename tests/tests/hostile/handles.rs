//! Numbers that stand for contexts: stale, forged, a great many, from several threads.

use std::collections::HashSet;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicUsize, Ordering};

use callback_runtime::{Callback, Outcome, callback};
use callback_tests::hostile::{FAILS_AND_DESTROYS, TAKES, hostile_fn};
use callback_tests::{live_contexts, reported};

use crate::name;
use crate::peer;
use crate::support::{Drops, Peer, Sum};

/// A type that no other test has.
struct Mine(Sum);

#[callback(fail = -1)]
fn forged(value: c_int, #[context] state: &mut Mine) -> c_int {
    state.0.add(value)
}

/// A generator of numbers that is the same in every run (Marsaglia's xorshift).
fn numbers() -> impl Iterator<Item = usize> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    std::iter::from_fn(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        Some(state as usize)
    })
}

#[test]
fn s07_forged_handles_are_refused() {
    let drops = Drops::default();
    let registration = forged::own(Mine(Sum::new(&drops)));
    let (shim, mine): (hostile_fn, _) = (registration.shim(), registration.context().addr());
    let destroy = registration.destroy::<callback_tests::hostile::hostile_destroy_fn>();
    let c = Peer::new();
    // Numbers near by, with each bit changed, at the ends, even ones too, and any.
    let near = (0..usize::BITS)
        .map(|bit| mine ^ (1 << bit))
        .chain((1..100).flat_map(|step| [mine + step, mine.wrapping_sub(step)]));
    let (top, half) = (1 << (usize::BITS - 1), usize::MAX >> (usize::BITS / 2));
    let ends = [0, 1, 2, 3, usize::MAX, usize::MAX - 1, top, top | 1, half, !half | 1];
    let all: Vec<usize> = near.chain(ends).chain(numbers().take(100_000)).filter(|&number| number != mine).collect();
    // What another test of this process may have: its generations are low. A wrong pairing is kept in its context.
    let others = |number: usize| number & 1 == 1 && (number >> (usize::BITS / 2)) & (half >> 1) <= half >> 3;
    for &number in all.iter().filter(|&&number| (number ^ mine) & top != 0 || !others(number)) {
        // An even number is an address to the shim of any other owner; that of a handle takes it for a number.
        assert_eq!(unsafe { peer::hostile_forge(shim, number, 1) }, -1, "{number:#x}");
        if number & 1 == 1 {
            let number = std::ptr::without_provenance_mut::<c_void>(number);
            unsafe { c.register(None, number, destroy, FAILS_AND_DESTROYS) };
        }
    }
    assert!(reported(name!(forged)).len() > 90_000);
    unsafe { c.register(shim, registration.context(), None, TAKES) };
    assert_eq!((unsafe { c.emit(1) }, drops.get()), (1, 0), "nothing came through");
    unsafe { peer::hostile_unregister(c.0) };
}

#[callback(fail = -1)]
fn one_type(value: c_int, #[context] state: &mut u64) -> c_int {
    *state += value as u64;
    *state as c_int
}

#[callback(fail = -1)]
fn other_type(value: c_int, #[context] state: &mut String) -> c_int {
    state.push('x');
    state.len() as c_int + value
}

#[callback(fail = -1)]
fn other_access(value: c_int, #[context] state: &u64) -> c_int {
    *state as c_int + value
}

#[callback(ok = 0, err = -2, fail = -1)]
fn other_stop(_value: c_int, #[context] _state: &mut u64) -> Result<(), String> {
    Err("an error that the context has no room for".to_owned())
}

#[test]
fn s11_handle_of_another_type_of_context_is_refused() {
    let c = Peer::new();
    let one = one_type::own(40);
    let other = other_type::own(String::new());
    unsafe {
        for (shim, context) in [
            (other.shim(), one.context()),
            (one.shim(), other.context()),
            (other_access::shim(), one.context()),
            (other_stop::shim(), one.context()),
        ] {
            c.register(shim, context, None, TAKES);
            assert_eq!(c.emit(1), -1);
        }
        // The owner of each context can see it.
        assert!(matches!(one.outcome(), Some(Outcome::Refused(_))));
        assert!(matches!(other.outcome(), Some(Outcome::Refused(_))));
        c.register(one.shim(), one.context(), None, TAKES);
        assert_eq!(c.emit(2), 42);
        // The shim of any owner finds it too.
        c.register(one_type::shim(), one.context(), None, TAKES);
        assert_eq!(c.emit(2), 44);
        peer::hostile_unregister(c.0);
    }
    for name in [name!(one_type), name!(other_type), name!(other_access), name!(other_stop)] {
        assert_eq!(reported(name).len(), 1);
    }
}

#[callback(fail = -1)]
fn many(value: c_int, #[context] state: &mut u64) -> c_int {
    *state += 1;
    *state as c_int * value
}

/// Fewer where it would take long, unoptimised, and where handles have 32 bits.
const MANY: usize = if cfg!(any(debug_assertions, target_pointer_width = "32")) { 20_000 } else { 1_000_000 };

#[test]
fn s07_a_million_live_handles_are_all_different() {
    let c = Peer::new();
    let mut seen = HashSet::new();
    let mut registrations: Vec<_> = (0..MANY as u64).map(many::own).collect();
    assert_eq!(live_contexts(name!(many)), MANY);
    let shim: hostile_fn = registrations[0].shim();
    for (number, registration) in registrations.iter().enumerate() {
        let context = registration.context();
        assert!(context.addr() & 1 == 1 && seen.insert(context.addr()));
        unsafe { c.register(shim, context, None, TAKES) };
        assert_eq!(unsafe { c.emit(1) }, number as c_int + 1);
    }
    // Every other one is made anew: its number is new, and the old one is refused.
    let stale: Vec<usize> = registrations.iter().skip(1).step_by(2).map(|old| old.context().addr()).collect();
    for (number, registration) in registrations.iter_mut().enumerate().skip(1).step_by(2) {
        *registration = many::own(number as u64);
        assert!(seen.insert(registration.context().addr()), "a number is not used again");
    }
    for &number in stale.iter().take(1000) {
        assert_eq!(unsafe { peer::hostile_forge(shim, number, 1) }, -1);
    }
    for (number, registration) in registrations.iter().enumerate() {
        unsafe { c.register(shim, registration.context(), None, TAKES) };
        assert_eq!(unsafe { c.emit(1) }, number as c_int + if number % 2 == 0 { 2 } else { 1 });
    }
    drop(registrations);
    assert_eq!(live_contexts(name!(many)), 0);
    unsafe { peer::hostile_unregister(c.0) };
    assert_eq!(reported(name!(many)).len(), 1000);
}

#[callback(threads, fail = 0)]
fn churn(_value: c_int, #[context] state: &AtomicUsize) -> c_int {
    state.fetch_add(1, Ordering::SeqCst);
    1
}

#[test]
fn s07_handles_made_and_closed_under_eight_threads_never_alias() {
    callback_tests::keep_reports();
    let rounds = if cfg!(debug_assertions) { 200 } else { 5_000 };
    let callers = || {
        for _ in 0..rounds {
            let registration = churn::own(AtomicUsize::new(0));
            let (shim, context) = (registration.shim(), registration.context());
            let answers = unsafe { peer::hostile_on_thread(shim, context, 1) };
            assert_eq!(answers, 1);
            registration.close_and_wait().unwrap();
            assert_eq!(unsafe { peer::hostile_forge(shim, context.addr(), 1) }, 0);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(callers);
        }
    });
    assert_eq!((live_contexts(name!(churn)), reported(name!(churn)).len()), (0, 8 * rounds));
}

#[callback(threads, fail = 0)]
fn reused(_value: c_int, #[context] state: &AtomicUsize) -> c_int {
    state.fetch_add(1, Ordering::SeqCst);
    1
}

/// A number is not used again, and its place in the table is: contexts that come and go do not fill it.
#[test]
fn s07_places_of_closed_handles_are_used_again() {
    const ROUNDS: usize = 1000;
    let c = Peer::new();
    let places: HashSet<usize> = (0..ROUNDS)
        .map(|_| {
            let registration = reused::own(AtomicUsize::new(0));
            let context = registration.context();
            unsafe { c.register(registration.shim(), context, None, TAKES) };
            assert_eq!(unsafe { c.emit(1) }, 1);
            context.addr() & (usize::MAX >> (usize::BITS / 2))
        })
        .collect();
    // Other tests may take one in between.
    assert!(places.len() < ROUNDS);
}
