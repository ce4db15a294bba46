//! Calls from C for a long time, from several threads, while contexts of every owner come and go: memory stays flat and none is left.
//!
//! `cargo bench -p callback-tests --bench soak -- CALLS`, by default a hundred million.

use std::ffi::{c_int, c_long, c_void};
use std::process::ExitCode;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Instant;

use callback_runtime::{Callback, callback, live};
use callback_tests as _;

unsafe extern "C" {
    fn drive_number(
        f: Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>,
        context: *mut c_void,
        calls: c_long,
    ) -> c_long;
    fn drive_bare(f: Option<unsafe extern "C" fn(c_int) -> c_int>, calls: c_long) -> c_long;
}

/// Calls of one context, from its beginning to its end.
const BATCH: u64 = 500;
const THREADS: u64 = 4;

/// The sum of the values of a batch, which `drive_number` passes.
const SUM: c_long = {
    let (mut sum, mut i) = (0, 0);
    while i < BATCH {
        sum += (i & 7) as c_long;
        i += 1;
    }
    sum
};

static DROPS: AtomicU64 = AtomicU64::new(0);
static MADE: AtomicU64 = AtomicU64::new(0);

/// A context that owns memory.
struct State(Box<AtomicI64>);

impl State {
    fn new() -> Self {
        MADE.fetch_add(1, Ordering::Relaxed);
        State(Box::default())
    }

    fn add(&self, value: c_int) -> c_int {
        self.0.fetch_add(i64::from(value), Ordering::Relaxed);
        value
    }
}

impl Drop for State {
    fn drop(&mut self) {
        DROPS.fetch_add(1, Ordering::Relaxed);
    }
}

#[callback(fail = -1)]
fn exclusive(value: c_int, #[context] state: &mut State) -> c_int {
    state.add(value)
}

#[callback(threads, fail = -1)]
fn shared(value: c_int, #[context] state: &State) -> c_int {
    state.add(value)
}

#[callback(fail = -1)]
fn of_thread(value: c_int, #[context(thread_local)] state: &State) -> c_int {
    state.add(value)
}

#[callback(threads, fail = -1)]
fn pooled(value: c_int, #[context(pool = 8)] state: &State) -> c_int {
    state.add(value)
}

#[callback(ok = 0, err = -1)]
fn failing(value: c_int, #[context] state: &mut State) -> Result<(), String> {
    state.add(value);
    if value == 7 { Err("seven".to_owned()) } else { Ok(()) }
}

/// Registers, has C call, and ends; once for each kind of owner.
fn round() -> Result<(), String> {
    let check = |owner: &str, sum: c_long| {
        if sum == SUM { Ok(()) } else { Err(format!("{owner}: the answers add up to {sum}, not {SUM}")) }
    };
    let calls = BATCH as c_long;
    let mut state = State::new();
    let sum = exclusive::scope(&mut state, |cb| unsafe { drive_number(cb.shim(), cb.context(), calls) });
    check("scope", sum.map_err(|refused| refused.to_string())?)?;
    macro_rules! registered {
        ($owner:literal, $registration:expr) => {{
            let registration = $registration;
            check($owner, unsafe { drive_number(registration.shim(), registration.context(), calls) })?;
        }};
    }
    registered!("own", exclusive::own(State::new()));
    registered!("own, threads", shared::own(State::new()));
    registered!("share", shared::share(State::new()));
    let state = State::new();
    let sum = of_thread::scope(&state, |cb| unsafe { drive_bare(cb.shim(), calls) });
    check("thread_local", sum.map_err(|refused| refused.to_string())?)?;
    if let Ok(registration) = pooled::acquire(State::new()) {
        check("pool", unsafe { drive_bare(registration.shim(), calls) })?;
    }
    let registration = failing::own(State::new());
    unsafe { drive_number(registration.shim(), registration.context(), calls) };
    if registration.outcome().is_none() {
        return Err("an error was lost".to_owned());
    }
    Ok(())
}

/// Returns the memory of this process in kilobytes.
fn resident() -> Result<u64, String> {
    let status = std::fs::read_to_string("/proc/self/status").map_err(|error| format!("/proc/self/status: {error}"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).ok_or_else(|| line.to_owned())
}

fn soak(calls: u64) -> Result<(), String> {
    const OWNERS: u64 = 9;
    let rounds = calls.div_ceil(BATCH * OWNERS * THREADS * 10);
    let start = Instant::now();
    let mut memory = vec![];
    // Ten times, to measure the memory in between.
    for tenth in 1..=10 {
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(|| (0..rounds).try_for_each(|_| round()))).collect();
            threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a thread panicked".to_owned())?)
        })?;
        memory.push(resident()?);
        let done = tenth * rounds * BATCH * OWNERS * THREADS;
        println!("{done:>12} calls  {:>8.1?}  {:>7} kB", start.elapsed(), memory[memory.len() - 1]);
    }
    let (made, dropped) = (MADE.load(Ordering::SeqCst), DROPS.load(Ordering::SeqCst));
    println!("{made} contexts made, {dropped} dropped, {} live", live().len());
    if made != dropped || !live().is_empty() {
        return Err(format!("contexts are left: {:?}", live()));
    }
    // Memory that the first rounds warmed up stays.
    let (first, last) = (memory[1], memory[memory.len() - 1]);
    if last > first + first / 10 + 256 {
        return Err(format!("the memory grew from {first} kB to {last} kB"));
    }
    Ok(())
}

fn main() -> ExitCode {
    let calls = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000_000);
    match soak(calls) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("soak: {error}");
            ExitCode::FAILURE
        }
    }
}
