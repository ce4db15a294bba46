//! Instructions per call, counted by callgrind: `cargo bench -p callback-tests --bench overhead`.
//!
//! The binary runs itself under callgrind twice for each row, with two numbers of calls. The difference between
//! the two counts belongs to the calls alone, and is the same in every run.

#![allow(clashing_extern_declarations, reason = "a row declares the function that another calls by hand")]

use core::ffi::c_long;
use std::fmt::Write;
use std::process::{Command, ExitCode};

#[path = "overhead/contention.rs"]
mod contention;
#[path = "overhead/declared.rs"]
mod declared;
#[path = "overhead/owners.rs"]
mod owners;
#[path = "overhead/rows.rs"]
mod rows;

use owners::{OWNERS, Owner, REGISTERING};
use rows::{Row, Run, called, inlined};

/// Two numbers with as many digits, so that the command lines are equally long.
const CALLS: [c_long; 2] = [1024, 9216];

/// The most bytes of a live context of four bytes, the place in the table included: 160 beside its value.
const BYTES: f64 = 164.0;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let [_, child, row, calls] = &*args {
        assert_eq!(child, "--row");
        return run(row.parse().expect("the index of a row"), calls.parse().expect("a number of calls"));
    }
    match bench() {
        Ok(table) => {
            println!("{}", table.text);
            if table.broken.is_empty() { ExitCode::SUCCESS } else { fail(&table.broken.join("\n")) }
        }
        Err(error) => fail(&error),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

/// Returns all runs that can be counted, in the order of `--row`.
fn runs() -> Vec<Run> {
    let twins = rows().flat_map(|row| [row.by_hand, row.ours]);
    let calls = [rows::c as Run, rows::extern_fn].into_iter().chain(twins);
    let owners = OWNERS.iter().map(|owner| owner.run);
    calls.chain(owners).chain(REGISTERING.iter().map(|(_, run)| *run)).collect()
}

fn rows() -> impl Iterator<Item = Row> {
    inlined::ROWS.into_iter().chain(called::ROWS).chain([declared::ROW])
}

/// Makes the calls, in the child.
fn run(row: usize, calls: c_long) -> ExitCode {
    let runs = runs();
    // Each drives 0 to 7 round and round, and adds 1; registering adds 1 each time.
    let expected = if row < runs.len() - REGISTERING.len() { calls / 8 * (28 + 8) } else { calls };
    assert_eq!(runs[row](calls), expected, "what C got");
    ExitCode::SUCCESS
}

/// The printed table, and the budgets that are broken.
#[derive(Default)]
struct Table {
    text: String,
    broken: Vec<String>,
    /// The row that is counted next.
    next: usize,
}

fn bench() -> Result<Table, String> {
    let mut table = Table::default();
    let worst = table.calls()?;
    table.owners()?;
    table.registering()?;
    table.contention();
    write!(table.text, "\nworst: {worst:+}").unwrap();
    Ok(table)
}

impl Table {
    fn line(&mut self, line: core::fmt::Arguments<'_>) {
        writeln!(self.text, "{line}").unwrap();
    }

    fn check(&mut self, name: &str, figure: f64, budget: f64) {
        if figure > budget {
            self.broken.push(format!("{name}: {figure:.1}, over the budget of {budget}"));
        }
    }

    /// Counts each callback beside its twin by hand; returns the worst difference of those with a budget.
    fn calls(&mut self) -> Result<i64, String> {
        self.line(format_args!("instructions per call, the loop of the caller included\n"));
        self.line(format_args!("{:<44}{:>8}{:>9}{:>12}{:>8}", "", "per call", "by hand", "difference", "budget"));
        for name in ["C calls C", "`extern \"C\" fn` by hand, `&T`"] {
            let count = self.count()?;
            self.line(format_args!("{name:<44}{count:>8}"));
        }
        let mut worst = i64::MIN;
        for Row { name, budget, .. } in rows() {
            let (by_hand, ours) = (self.count()?, self.count()?);
            let difference = ours - by_hand;
            let limit = budget.map_or(String::new(), |budget| format!("{budget:>+8}"));
            self.line(format_args!("{name:<44}{ours:>8}{by_hand:>9}{difference:>+12}{limit}"));
            if let Some(budget) = budget {
                worst = worst.max(difference);
                self.check(name, difference as f64, budget as f64);
            }
        }
        Ok(worst)
    }

    /// Counts one callback under each owner, as a ratio to its shim for a scope.
    fn owners(&mut self) -> Result<(), String> {
        self.line(format_args!(
            "\n{:<44}{:>8}{:>9}{:>20}",
            "the same callback, by owner", "per call", "ratio", "budget"
        ));
        let mut plain = None;
        for Owner { name, budget, .. } in OWNERS {
            let count = self.count()?;
            let ratio = count as f64 / *plain.get_or_insert(count) as f64;
            let limit = budget.map_or(String::new(), |budget| format!("{budget:>20.2}"));
            self.line(format_args!("{name:<44}{count:>8}{ratio:>9.2}{limit}"));
            if let Some(budget) = budget {
                self.check(name, ratio, budget);
            }
        }
        Ok(())
    }

    fn registering(&mut self) -> Result<(), String> {
        self.line(format_args!("\n{:<44}{:>8}{:>9}", "registering and dropping", "each", "ratio"));
        let mut by_hand = None;
        for (name, _) in REGISTERING {
            let count = self.count_roughly()?;
            let ratio = count as f64 / *by_hand.get_or_insert(count) as f64;
            self.line(format_args!("{name:<44}{count:>8}{ratio:>9.2}"));
        }
        Ok(())
    }

    /// Measures time and memory, for which there is no count of instructions.
    fn contention(&mut self) {
        let (ours, by_hand) = contention::lookups();
        self.line(format_args!("\n{:<44}{:>8}{:>9}", "two threads at once, ns per call", "each", "ratio"));
        self.line(format_args!("{:<44}{by_hand:>8.1}{:>9.2}", "`Mutex<SlotMap>` by hand", 1.0));
        self.line(format_args!("{:<44}{ours:>8.1}{:>9.2}", "`own`, `threads`", ours / by_hand));
        self.line(format_args!("\n{:<44}{:>8}", "a live context of four bytes", "bytes"));
        for (name, bytes) in contention::bytes() {
            self.line(format_args!("{name:<44}{bytes:>8}"));
            self.check(&format!("bytes of {name}"), bytes as f64, BYTES);
        }
    }

    /// Counts the instructions per call of the next row, which must be the same for each call.
    fn count(&mut self) -> Result<i64, String> {
        let (row, instructions, calls) = self.difference()?;
        let each = (instructions + calls / 2) / calls;
        // The start and end of a process vary by a few; a part of every call would grow with the calls.
        if (instructions - each * calls).abs() > calls / 100 {
            return Err(format!("row {row}: {instructions} instructions for {calls} calls are not the same for each"));
        }
        Ok(each)
    }

    /// Counts the instructions per call if memory is allocated, which varies from call to call.
    fn count_roughly(&mut self) -> Result<i64, String> {
        let (_, instructions, calls) = self.difference()?;
        Ok((instructions + calls / 2) / calls)
    }

    fn difference(&mut self) -> Result<(usize, i64, i64), String> {
        let row = self.next;
        self.next += 1;
        let [few, many] = CALLS;
        Ok((row, callgrind(row, many)? - callgrind(row, few)?, many - few))
    }
}

/// Returns the instructions of one run of a row.
fn callgrind(row: usize, calls: c_long) -> Result<i64, String> {
    let this = std::env::current_exe().map_err(|error| format!("this executable: {error}"))?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(this)
        .args(["--row", &row.to_string(), &calls.to_string()])
        .output()
        .map_err(|error| format!("valgrind counts the instructions, and it does not run: {error}"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("row {row} failed under valgrind ({}):\n{log}", output.status));
    }
    let collected = log.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim());
    collected
        .and_then(|count| count.parse().ok())
        .ok_or_else(|| format!("valgrind did not say what it counted:\n{log}"))
}
