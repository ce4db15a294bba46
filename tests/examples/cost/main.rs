//! Measures the figures of README's section "What it costs", and prints them as its table has them.
//!
//! `cargo run -p callback-tests --example cost` runs the benchmarks `overhead`, `threads` and `build`. `-- --check` compares the
//! figures with those in README, within the room that the table gives for each; `-- --build RATIO` sets the limit of that benchmark.

mod figures;

use std::process::{Command, ExitCode, Stdio};

use figures::{FIGURES, Figure};

/// The lines of README around the table.
const BEGIN: &str = "<!-- cost: written by `cargo run -p callback-tests --example cost` -->";
const END: &str = "<!-- end of cost -->";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let limit = args.windows(2).find_map(|pair| (pair[0] == "--build").then(|| pair[1].clone()));
    let mut outputs = vec![];
    for bench in ["overhead", "threads", "build"] {
        let limit = limit.as_deref().filter(|_| bench == "build");
        match run(bench, limit) {
            Ok(output) => outputs.push((bench, output)),
            Err(error) => return fail(&error),
        }
    }
    let measured = match measure(&outputs) {
        Ok(measured) => measured,
        Err(error) => return fail(&error),
    };
    println!("{BEGIN}\n{}{END}", table(&measured));
    if !args.iter().any(|arg| arg == "--check") {
        return ExitCode::SUCCESS;
    }
    match published().and_then(|published| compare(&measured, &published)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &str) -> ExitCode {
    eprintln!("{error}");
    ExitCode::FAILURE
}

/// Runs a benchmark, which fails beyond its own limits, and returns what it has printed.
fn run(bench: &str, limit: Option<&str>) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["bench", "-q", "-p", "callback-tests", "--bench", bench]);
    if let Some(limit) = limit {
        command.args(["--", "--at-most", limit]);
    }
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| format!("cargo: {error}"))?;
    let text = String::from_utf8(output.stdout).map_err(|_| format!("`{bench}` prints UTF-8"))?;
    eprintln!("== {bench}\n{text}");
    if output.status.success() { Ok(text) } else { Err(format!("`{bench}` is beyond its limits ({})", output.status)) }
}

/// Returns the value of each figure.
fn measure(outputs: &[(&str, String)]) -> Result<Vec<f64>, String> {
    let value = |figure: &Figure| {
        let output = outputs.iter().find(|(bench, _)| *bench == figure.bench).map(|(_, text)| &**text)?;
        (figure.find)(output)
    };
    FIGURES
        .iter()
        .map(|figure| value(figure).ok_or_else(|| format!("`{}` has no {}", figure.bench, figure.name)))
        .collect()
}

fn table(measured: &[f64]) -> String {
    let mut text = "| cost on x86-64 | beside | value | room in CI |\n| --- | --- | --- | --- |\n".to_owned();
    for (Figure { name, beside, digits, room, .. }, value) in FIGURES.iter().zip(measured) {
        text += &format!("| {name} | {beside} | {value:.digits$} | {room} |\n");
    }
    text
}

/// Returns the rows of README's table: the names and the values.
fn published() -> Result<Vec<(String, f64)>, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let text = std::fs::read_to_string(path).map_err(|error| format!("README.md: {error}"))?;
    let (_, rest) = text.split_once(BEGIN).ok_or("README.md has no table of costs")?;
    let (table, _) = rest.split_once(END).ok_or("README.md does not end its table of costs")?;
    let rows = table.trim().lines().skip(2).map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let value = cells.get(2).and_then(|value| value.parse().ok());
        value.map(|value| (cells[0].to_owned(), value)).ok_or_else(|| format!("no row of the table of costs: {line}"))
    });
    rows.collect()
}

/// Compares all figures: a higher one than README has, and its room, is an error, a lower one a note.
fn compare(measured: &[f64], published: &[(String, f64)]) -> Result<(), String> {
    let mut faults = vec![];
    for (figure, value) in FIGURES.iter().zip(measured) {
        let Some((_, known)) = published.iter().find(|(name, _)| name == figure.name) else {
            faults.push(format!("README.md has no row `{}`", figure.name));
            continue;
        };
        let room = figure.room.of(*known);
        if *value > known + room {
            faults.push(format!("{}: {value:.2}, and README.md has {known} with a room of {room:.2}", figure.name));
        } else if *value < known - room {
            println!("{}: {value:.2}, better than in README.md, which has {known}", figure.name);
        }
    }
    if published.len() > FIGURES.len() {
        faults.push("README.md has rows that are not measured".to_owned());
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}
