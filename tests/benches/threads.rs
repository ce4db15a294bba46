//! Time of calls from one and two threads, of registering and of closing, beside the usual ways by hand:
//! `cargo bench -p callback-tests --bench threads`.
//!
//! Instructions show neither a lock that two threads wait for nor a cache line that moves between them. Times of one run are
//! compared with each other alone: the ways take turns, and the best of several rounds counts.

use core::ffi::{c_int, c_long, c_void};
use core::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use callback_runtime::{Callback, callback};
use callback_tests as _;

#[path = "threads/by_hand.rs"]
mod by_hand;

use by_hand::{Cloned, Guarded, Locked, ReadLocked};

pub(crate) type Number = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

unsafe extern "C" {
    fn drive_number(callback: Number, context: *mut c_void, calls: c_long) -> c_long;
}

const CALLS: c_long = 1_000_000;
const ROUNDS: usize = 10;

#[callback(fail = -1)]
#[inline(never)]
fn add(x: c_int, #[context] add: &c_int) -> c_int {
    assert!(x < 8);
    x + add
}

#[callback(threads, fail = -1)]
#[inline(never)]
fn once(x: c_int, #[context] add: Spent) -> c_int {
    x + add.0
}

/// A context that one call consumes.
struct Spent(c_int);

/// A function pointer and the user data of each thread.
type Given = (Number, [*mut c_void; 2]);

/// Returns the nanoseconds of a call, for this many threads that call at once.
fn calls(threads: usize, (shim, contexts): Given) -> f64 {
    let contexts = contexts.map(|context| context.expose_provenance());
    let start = Instant::now();
    std::thread::scope(|scope| {
        for context in &contexts[..threads] {
            // SAFETY: the user data of this function, which any thread may use.
            scope.spawn(move || unsafe {
                black_box(drive_number(shim, core::ptr::with_exposed_provenance_mut(*context), CALLS));
            });
        }
    });
    nanos(start.elapsed(), CALLS)
}

#[allow(clippy::cast_precision_loss, reason = "a million is exact")]
fn nanos(time: Duration, count: c_long) -> f64 {
    time.as_secs_f64() * 1e9 / count as f64
}

/// A way to measure.
type Way<'a> = Box<dyn FnMut() -> f64 + 'a>;

/// Returns the best times with one thread and with two; all take turns, so that neighbours disturb each alike.
fn best<'a>(ways: impl IntoIterator<Item = [Way<'a>; 2]>) -> Vec<Line> {
    let mut ways: Vec<_> = ways.into_iter().collect();
    let mut best = vec![Line { one: f64::MAX, two: f64::MAX }; ways.len()];
    for _ in 0..ROUNDS {
        for ([one, two], best) in ways.iter_mut().zip(&mut best) {
            *best = Line { one: best.one.min(one()), two: best.two.min(two()) };
        }
    }
    best
}

/// Returns the nanoseconds to make a value and drop it, for this many threads that do so at once.
fn made(threads: usize, make: fn()) -> f64 {
    const MADE: c_long = 100_000;
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(move || (0..MADE).for_each(|_| make()));
        }
    });
    nanos(start.elapsed(), MADE)
}

/// Returns the microseconds of closing and waiting; with another thread that makes calls of another context, or alone.
fn close_and_wait(busy: bool) -> f64 {
    const CLOSED: u32 = 200;
    let other = add::share(1);
    let (shim, context): (Number, _) = (other.shim(), other.context().expose_provenance());
    let stop = std::sync::atomic::AtomicBool::new(!busy);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                // SAFETY: a live context.
                unsafe { drive_number(shim, core::ptr::with_exposed_provenance_mut(context), 1000) };
            }
        });
        let closing: Duration = (0..CLOSED)
            .map(|_| {
                let registration = add::share(1);
                let start = Instant::now();
                registration.close_and_wait().expect("this thread is not inside");
                start.elapsed()
            })
            .sum();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        closing.as_secs_f64() * 1e6 / f64::from(CLOSED)
    })
}

/// Returns the nanoseconds of a call of each of a million live contexts, in an order that no cache foresees.
fn cold() -> f64 {
    const CONTEXTS: usize = 1 << 20;
    let live: Vec<_> = (0..CONTEXTS).map(|_| add::own(1)).collect();
    let shim: Number = live[0].shim();
    let start = Instant::now();
    let mut index = 1_usize;
    for _ in 0..CONTEXTS {
        index = index.wrapping_mul(5).wrapping_add(12_345) % CONTEXTS;
        // SAFETY: a live context.
        unsafe { shim(1, live[index].context()) };
    }
    nanos(start.elapsed(), CONTEXTS as c_long)
}

/// The best time with one thread, and with two.
#[derive(Clone, Copy)]
struct Line {
    one: f64,
    two: f64,
}

/// Returns true for a context of one thread.
fn is_of_thread(name: &str) -> bool {
    name == "`own`"
}

fn main() -> ExitCode {
    let (guarded, locked, read, cloned) = (Guarded::new(), Locked::new(), ReadLocked::new(), Cloned::new());
    let (shared, others, owned) = (add::share(1), [add::share(1), add::share(1)], add::own(1));
    let given: [(&str, Given); 7] = [
        ("by hand: `&T`, `catch_unwind`, a place for the panic", (Guarded::call, [guarded.context(); 2])),
        ("by hand: a clone of an `Arc` for each call", (Cloned::call, [cloned.context(); 2])),
        ("by hand: `RwLock`", (ReadLocked::call, [read.context(); 2])),
        ("by hand: `Mutex`", (Locked::call, [locked.context(); 2])),
        ("`share`, one context", (shared.shim(), [shared.context(); 2])),
        ("`share`, a context for each thread", (others[0].shim(), [others[0].context(), others[1].context()])),
        ("`own`", (owned.shim(), [owned.context(); 2])),
    ];
    println!("{:<56}{:>10}{:>12}{:>12}", "ns per call", "1 thread", "2 threads", "throughput");
    let ways = given.map(|(name, given)| -> [Way<'_>; 2] {
        let alone = move || {
            let start = Instant::now();
            // SAFETY: the user data of this function, on the thread that it is for.
            black_box(unsafe { drive_number(given.0, given.1[0], CALLS) });
            nanos(start.elapsed(), CALLS)
        };
        [Box::new(alone), Box::new(move || if is_of_thread(name) { f64::MAX } else { calls(2, given) })]
    });
    let lines = best(ways);
    for ((name, _), Line { one, two }) in given.iter().zip(&lines) {
        if is_of_thread(name) {
            println!("{name:<56}{one:>10.2}{:>12}{:>12}", "", "");
        } else {
            println!("{name:<56}{one:>10.2}{two:>12.2}{:>11.2}x", 2.0 * one / two);
        }
    }
    let boxed = || drop(black_box(Box::new(1)));
    let own = || drop(black_box(add::own(1)));
    let share = || drop(black_box(add::share(1)));
    let spend = || {
        let registration = once::once(Spent(1));
        // SAFETY: the one call of the context.
        unsafe { registration.shim::<Number>()(1, registration.context()) };
    };
    println!("\n{:<56}{:>10}{:>12}{:>12}", "ns to make one and drop it", "1 thread", "2 threads", "throughput");
    let made_by = [("`Box`", boxed as fn()), ("`own`", own), ("`share`", share), ("`once`, `threads`, called", spend)];
    let register = best(
        made_by.map(|(_, make)| -> [Way<'_>; 2] { [Box::new(move || made(1, make)), Box::new(move || made(2, make))] }),
    );
    for ((name, _), Line { one, two }) in made_by.iter().zip(&register) {
        println!("{name:<56}{one:>10.2}{two:>12.2}{:>11.2}x", 2.0 * one / two);
    }
    let closed: [Way<'_>; 2] = [Box::new(|| close_and_wait(false)), Box::new(|| close_and_wait(true))];
    let Line { one: quiet, two: busy } = best([closed])[0];
    println!("\n`close_and_wait` takes {quiet:.1} µs, and {busy:.1} µs beside a thread that makes calls");
    println!("a call of one of a million contexts takes {:.1} ns", cold());
    let (hand, one, each) = (&lines[0], &lines[4], &lines[5]);
    let scaling = 2.0 * one.one / one.two;
    let (boxed, own) = (register[0], register[1]);
    let code = check(&[
        Budget { name: "`share`, beside by hand", value: one.one / hand.one, goal: 2.5, room: ROOM },
        // By hand shows how much of two cores there is.
        Budget {
            name: "time lost by two threads on one `share`, beside by hand",
            value: one.two / one.one * hand.one / hand.two,
            goal: 1.0,
            room: ROOM,
        },
        Budget { name: "`own`, beside by hand", value: lines[6].one / hand.one, goal: 2.0, room: ROOM },
        Budget { name: "µs of `close_and_wait`, nobody inside", value: quiet, goal: 20.0, room: ROOM },
        Budget { name: "`own` and drop, beside a `Box`", value: own.one / boxed.one, goal: 3.0, room: ROOM },
        Budget {
            name: "time lost by two threads that register, beside a `Box`",
            value: own.two / own.one * boxed.one / boxed.two,
            goal: 1.0,
            // An allocator has good and bad runs of its own.
            room: 2.0 * ROOM,
        },
    ]);
    println!(
        "threads: share {:.2} of by hand, {scaling:.2} scaling on one context, {:.2} on one each; own {:.2}; register {:.2}, {:.2}",
        one.one / hand.one,
        2.0 * each.one / each.two,
        lines[6].one / hand.one,
        register[1].one / register[0].one,
        2.0 * register[1].one / register[1].two,
    );
    code
}

/// A figure of this run, and its goal.
struct Budget {
    name: &'static str,
    value: f64,
    goal: f64,
    /// The factor above the goal at which the benchmark fails.
    room: f64,
}

/// The room for a machine with neighbours: a tenth above the goal fails on none that was tried.
const ROOM: f64 = 1.5;

fn check(budgets: &[Budget]) -> ExitCode {
    println!("\n{:<56}{:>10}{:>12}{:>12}", "budgets", "value", "goal", "limit");
    let mut code = ExitCode::SUCCESS;
    for Budget { name, value, goal, room } in budgets {
        let limit = goal * room;
        println!("{name:<56}{value:>10.2}{goal:>12.2}{limit:>12.2}");
        if *value > limit {
            eprintln!("{name}: {value:.2}, and the limit is {limit:.2}");
            code = ExitCode::FAILURE;
        }
    }
    code
}
