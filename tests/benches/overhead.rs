//! Instructions per call, counted by callgrind: `cargo bench -p callback-tests --bench overhead`.
//!
//! The binary runs itself under callgrind twice for each row, with two numbers of calls. The difference
//! of the two counts belongs to the calls alone, and it is the same each time.

use core::ffi::c_long;
use std::fmt::Write;
use std::process::{Command, ExitCode};

#[path = "overhead/rows.rs"]
mod rows;

use rows::{Row, Run, called, inlined};

/// As many digits each, so that the command line is no difference.
const CALLS: [c_long; 2] = [1024, 9216];

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

/// What can be counted, in the order of `--row`.
fn runs() -> Vec<Run> {
    let twins = rows().flat_map(|row| [row.by_hand, row.ours]);
    [rows::c as Run, rows::extern_fn].into_iter().chain(twins).collect()
}

fn rows() -> impl Iterator<Item = Row> {
    inlined::ROWS.into_iter().chain(called::ROWS)
}

/// The child: makes the calls.
fn run(row: usize, calls: c_long) -> ExitCode {
    let sum = runs()[row](calls);
    // Each drives 0 to 7 round and round, and adds 1.
    assert_eq!(sum, calls / 8 * (28 + 8), "what C got");
    ExitCode::SUCCESS
}

struct Table {
    text: String,
    broken: Vec<String>,
}

fn bench() -> Result<Table, String> {
    let mut table = Table { text: String::new(), broken: vec![] };
    let text = &mut table.text;
    let mut worst = i64::MIN;
    let line = |text: &mut String, name: &str, ours: i64| write!(text, "\n{name:<44}{ours:>8}");
    let mut counts = (0..runs().len()).map(count);
    let mut next = || counts.next().expect("one count for each run");

    write!(text, "instructions per call, the loop of the caller included\n\n").unwrap();
    write!(text, "{:<44}{:>8}{:>9}{:>12}{:>8}", "", "per call", "by hand", "difference", "budget").unwrap();
    line(text, "C calls C", next()?).unwrap();
    line(text, "`extern \"C\" fn` by hand, `&T`", next()?).unwrap();
    for row in rows() {
        let (by_hand, ours) = (next()?, next()?);
        let difference = ours - by_hand;
        line(text, row.name, ours).unwrap();
        write!(text, "{by_hand:>9}{difference:>+12}").unwrap();
        if let Some(budget) = row.budget {
            write!(text, "{budget:>+8}").unwrap();
            worst = worst.max(difference);
            if difference > budget {
                table.broken.push(format!("{}: {difference:+}, over the budget of {budget:+}", row.name));
            }
        }
    }
    write!(text, "\n\nworst: {worst:+}").unwrap();
    Ok(table)
}

/// Instructions per call of one row.
fn count(row: usize) -> Result<i64, String> {
    let [few, many] = CALLS;
    let (few_instructions, many_instructions) = (callgrind(row, few)?, callgrind(row, many)?);
    let (instructions, calls) = (many_instructions - few_instructions, many - few);
    // A call is what is repeated; a fraction of an instruction would be something else that grows.
    if instructions % calls != 0 {
        return Err(format!("row {row}: {instructions} instructions for {calls} calls are not the same for each"));
    }
    Ok(instructions / calls)
}

/// Instructions of one run of a row.
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
