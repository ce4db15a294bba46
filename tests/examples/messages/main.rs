//! Replays the mistakes of `tests/messages/*.rs` and measures the messages of the compiler.
//!
//! `cargo run -p callback-tests --example messages [-- [--all] PART…]` compiles each mistake whose name has one of the parts, in a
//! crate of its own, because errors of one phase hide those of the next. It fails below the floors. `--all` prints every message.

mod judge;
mod mistakes;
mod rustc;

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use judge::Verdict;
use mistakes::Mistake;

/// Errors per mistake.
const MOST_ERRORS: f64 = 1.1;
/// Share of the mistakes whose message has a remedy.
const LEAST_REMEDIES: f64 = 0.95;
/// Rustc processes at a time.
const AT_ONCE: usize = 2;

fn main() -> ExitCode {
    let (flags, parts): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let shows_all = flags.iter().any(|flag| flag == "--all");
    let mut mistakes = mistakes::read();
    mistakes.retain(|mistake| parts.is_empty() || parts.iter().any(|part| mistake.name.contains(part)));
    let verdicts = replay(&mistakes);
    for (mistake, verdict) in mistakes.iter().zip(&verdicts) {
        if shows_all || !verdict.is_good(mistake) {
            verdict.print(mistake);
        }
    }
    summarize(&mistakes, &verdicts)
}

/// Compiles each mistake.
fn replay(mistakes: &[Mistake]) -> Vec<Verdict> {
    let compiler = rustc::Compiler::new();
    let next = AtomicUsize::new(0);
    let verdicts = Mutex::new(vec![]);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((index, mistake)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|index| Some((index, mistakes.get(index)?)))
                {
                    let verdict = Verdict::of(&compiler.compile(mistake));
                    verdicts.lock().expect("no thread panics with it").push((index, verdict));
                }
            });
        }
    });
    let mut verdicts = verdicts.into_inner().expect("no thread panics with it");
    verdicts.sort_by_key(|(index, _)| *index);
    verdicts.into_iter().map(|(_, verdict)| verdict).collect()
}

/// Prints the measures and compares them with the floors.
fn summarize(mistakes: &[Mistake], verdicts: &[Verdict]) -> ExitCode {
    let refused: Vec<_> = verdicts.iter().filter(|verdict| verdict.errors > 0).collect();
    let count = refused.len().max(1) as f64;
    let errors = refused.iter().map(|verdict| verdict.errors).sum::<usize>() as f64 / count;
    let remedies = refused.iter().filter(|verdict| verdict.has_remedy).count() as f64 / count;
    let letters = refused.iter().map(|verdict| verdict.letters).sum::<usize>() as f64 / count;
    let lines = refused.iter().map(|verdict| verdict.lines).sum::<usize>() as f64 / count;
    let internal = verdicts.iter().filter(|verdict| !verdict.internal.is_empty()).count();
    let unmarked = mistakes.iter().zip(verdicts).filter(|(mistake, verdict)| verdict.is_unmarked(mistake)).count();
    println!("mistakes                     {}", mistakes.len());
    println!("errors per mistake           {errors:.3} (at most {MOST_ERRORS})");
    println!("messages with internal names {internal} (none)");
    println!("messages with a remedy       {:.1}% (at least {:.0}%)", remedies * 100.0, LEAST_REMEDIES * 100.0);
    println!("letters of the first message {letters:.0}");
    println!("lines that rustc prints      {lines:.1}");
    println!("compile, and are not marked  {unmarked} (none)");
    let holds = errors <= MOST_ERRORS && internal == 0 && remedies >= LEAST_REMEDIES && unmarked == 0;
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
