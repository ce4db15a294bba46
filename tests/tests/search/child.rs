//! Runs scripts in child processes, so that one that kills its process is a finding too.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::kinds::KINDS;
use crate::script::{Event, OPS, Op, Scope, Script, generate, parse, smaller};
use crate::{SECONDS, heap, peer, reports, run, world};

/// Scripts that were findings once, with the hazard that they show.
const KEPT: &str = include_str!("kept.txt");

/// The number of runs of a script with two threads.
const REPEATS: u64 = 40;

struct Options {
    seed: u64,
    scripts: u64,
    seconds: u64,
    all: bool,
    /// Something was said of how to search.
    asked: bool,
    replay: Option<String>,
    scope: Scope,
}

/// The kinds that a script makes by their names.
fn made() -> impl Iterator<Item = u8> {
    (0..KINDS.len() as u8).filter(|kind| !KINDS[usize::from(*kind)].is_subscribed())
}

fn options() -> Options {
    let mut options = Options {
        seed: 1,
        scripts: 3000,
        seconds: 600,
        all: false,
        asked: false,
        replay: None,
        scope: Scope { ops: OPS.iter().map(|row| row.0).collect(), kinds: made().collect() },
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        options.asked |= argument.starts_with("--s");
        let mut value = || arguments.next().unwrap_or_else(|| panic!("`{argument}` needs a value"));
        match &*argument {
            "--seed" => options.seed = value().parse().unwrap(),
            "--scripts" => options.scripts = value().parse().unwrap(),
            "--seconds" => (options.seconds, options.scripts) = (value().parse().unwrap(), u64::MAX),
            "--replay" => options.replay = Some(value()),
            "--all" => options.all = true,
            "--without" => {
                let name = value();
                options.scope.ops.retain(|op| Some(*op) != Op::named(&name));
                options.scope.kinds.retain(|kind| KINDS[usize::from(*kind)].name != name);
            }
            // Those of the usual harness.
            _ => {}
        }
    }
    options
}

pub fn main() -> ExitCode {
    let options = options();
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        // Panics of the script are quiet, and that of a subscription that is refused; those of the search itself are not.
        let quiet = world::QUIET.load(Ordering::SeqCst) || text.contains("its result is invalid");
        if !quiet && info.payload().downcast_ref::<crate::callbacks::Payload>().is_none() {
            eprintln!("{text}");
        }
    }));
    callback_runtime::report::set_report_limit(u32::MAX);
    callback_runtime::set_report_hook(reports::note);
    if let Some(text) = &options.replay {
        let holds = replay("script", text);
        return outcome(u64::from(!holds), u64::from(holds));
    }
    let mut failed = 0;
    let mut passed = 0;
    let mut open = 0;
    for line in KEPT.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(line) = line.strip_prefix("open ") {
            println!("test {} ... ignored", line.split(':').next().unwrap());
            open += 1;
            continue;
        }
        let (name, text) = line.split_once(": ").expect("a name and a script");
        let holds = replay(name, text);
        failed += u64::from(!holds);
        passed += u64::from(holds);
    }
    // What is known is not searched for.
    if open > 0 && !options.asked {
        return outcome(failed, passed);
    }
    let (searched, found) = search(&options);
    println!("{searched} scripts from seed {}", options.seed);
    println!("test search ... {}", if found == 0 { "ok" } else { "FAILED" });
    outcome(failed + u64::from(found > 0), passed + u64::from(found == 0))
}

fn outcome(failed: u64, passed: u64) -> ExitCode {
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out\n");
    ExitCode::from(u8::from(failed > 0))
}

fn replay(name: &str, text: &str) -> bool {
    let script = parse(text);
    let holds = !fails(&script);
    println!("test {name} ... {}", if holds { "ok" } else { "FAILED" });
    holds
}

/// Returns true if its result depends on the order of two threads.
fn races(script: &[Event]) -> bool {
    script
        .iter()
        .any(|event| matches!(event.op, Op::Pump | Op::Churn | Op::EndBoth | Op::CloseAtEnd) || races(&event.body))
}

/// Runs one script in a child.
fn holds(script: &[Event]) -> bool {
    wait(spawn(|| one(script))) == 0
}

fn one(script: &[Event]) {
    // SAFETY: of this process.
    unsafe { libc::alarm(SECONDS) };
    peer::search_reset();
    world::reset();
    run::run_script(script);
}

fn spawn(f: impl FnOnce()) -> libc::pid_t {
    // SAFETY: this process has one thread.
    match unsafe { libc::fork() } {
        0 => {
            heap::keep_freed();
            f();
            // SAFETY: ends the child, whatever threads it has left.
            unsafe { libc::_exit(0) }
        }
        child => child,
    }
}

fn wait(child: libc::pid_t) -> i32 {
    let mut status = 0;
    // SAFETY: a child of this process.
    unsafe { libc::waitpid(child, &mut status, 0) };
    status
}

/// Which script a child is at, in memory that both have.
fn shared() -> &'static AtomicU64 {
    // SAFETY: new memory of a page.
    let memory = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            8,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED | libc::MAP_ANONYMOUS,
            -1,
            0,
        )
    };
    assert_ne!(memory, libc::MAP_FAILED);
    // SAFETY: never unmapped, and zero.
    unsafe { &*memory.cast::<AtomicU64>() }
}

/// Runs scripts until one is a finding, or all are done: how many, and how many findings.
fn search(options: &Options) -> (u64, u64) {
    let at = shared();
    let until = Instant::now() + Duration::from_secs(options.seconds);
    let end = options.seed.saturating_add(options.scripts);
    let mut found = 0;
    let mut next = options.seed;
    while next < end && Instant::now() < until {
        at.store(next, Ordering::SeqCst);
        // Findings are told once, when they are smaller.
        world::QUIET.store(true, Ordering::SeqCst);
        let first = next;
        let status = wait(spawn(|| {
            let last = end.min(next.saturating_add(64));
            while at.load(Ordering::SeqCst) < last {
                one(&generate(at.load(Ordering::SeqCst), &options.scope));
                at.fetch_add(1, Ordering::SeqCst);
                if run::is_spoilt() {
                    break;
                }
            }
        }));
        world::QUIET.store(false, Ordering::SeqCst);
        next = at.load(Ordering::SeqCst);
        if status != 0 {
            found += 1;
            report(first, next, status, options);
            if !options.all {
                return (next - options.seed + 1, found);
            }
            next += 1;
        }
    }
    (next - options.seed, found)
}

fn report(first: u64, seed: u64, status: i32, options: &Options) {
    let script = generate(seed, &options.scope);
    if !fails(&script) {
        println!("seed {seed} (status {status:#x}), not by itself but after those from {first}: {}", Script(&script));
        wait(spawn(|| (first..=seed).for_each(|seed| one(&generate(seed, &options.scope)))));
        return;
    }
    let smallest = shrink(&script);
    println!("seed {seed} (status {status:#x}): {}", Script(&smallest));
    if !options.all {
        println!("    before it was made smaller: {}", Script(&script));
        println!("    replay it: cargo test -p callback-tests --test search -- --replay '{}'", Script(&smallest));
    }
    holds(&smallest);
}

fn fails(script: &[Event]) -> bool {
    let repeats = if races(script) { REPEATS } else { 1 };
    (0..repeats).any(|_| !holds(script))
}

/// The smallest script that is a finding still.
fn shrink(script: &[Event]) -> Vec<Event> {
    let mut script = script.to_vec();
    world::QUIET.store(true, Ordering::SeqCst);
    let until = Instant::now() + Duration::from_secs(60);
    while Instant::now() < until {
        let Some(next) = smaller(&script).into_iter().find(|smaller| fails(smaller)) else { break };
        script = next;
    }
    world::QUIET.store(false, Ordering::SeqCst);
    script
}
