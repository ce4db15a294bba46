//! The corpus run: every callback signature of a file as an annotated function, compiled, and verified against its header.
//!
//! `tests/README.md` tells what it reads, what it prints and what it counts.

mod build;
mod cc;
mod check;
mod context;
mod ctype;
mod dwarf;
mod facts;
mod foreign;
mod generate;
mod headers;
mod line;
mod options;
mod parameter;
mod result;
mod table;
mod time;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;

use build::{Built, Sources};
use headers::{Headers, Wanted};
use line::Line;
use options::Options;
use table::Outcome;

/// Ends the run: it could not be made.
pub(crate) fn fail(message: &str) -> ! {
    eprintln!("corpus: {message}");
    std::process::exit(2)
}

fn main() {
    let (start, options) = (Instant::now(), Options::parse());
    let scratch = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("in the workspace").join("target/corpus");
    std::fs::create_dir_all(&scratch).unwrap_or_else(|error| fail(&format!("{}: {error}", scratch.display())));
    let outcomes = callbacks(&options.file, &scratch);
    println!("the whole run took {:.0} s", start.elapsed().as_secs_f64());
    table::total_line(&outcomes, "corpus");
    if !options.enough(&table::shares(&outcomes)) {
        std::process::exit(1);
    }
}

fn callbacks(file: &Path, scratch: &Path) -> Vec<Outcome> {
    let lines: Vec<Line> = line::read(file);
    let wanted = lines.iter().map(|line| Wanted {
        library: &line.library,
        packages: &line.packages,
        header: &line.header,
        line: line.line,
    });
    let headers = headers::find(wanted, scratch);
    let (sources, failed) = generate_all(&lines, &headers, scratch);
    let built = build::build(&sources, &scratch.join("crate"));
    let verdicts: HashMap<_, _> = check::run(&built.program).into_iter().collect();
    let outcomes = outcomes(&lines, &sources, &failed, &built, &verdicts);
    table::print(&outcomes);
    let compiled = lines.len() - failed.len() - built.failed.len();
    println!("rustc took {:.1} s for the callbacks that compile", built.time.as_secs_f64());
    time::print(&scratch.join("crate"), compiled);
    outcomes
}

/// The modules, and why there is no callback for some lines.
fn generate_all<'a>(lines: &'a [Line], headers: &'a Headers, scratch: &Path) -> (Sources<'a>, BTreeMap<usize, String>) {
    let mut by_set: BTreeMap<usize, Vec<(usize, &Line)>> = BTreeMap::new();
    let mut failed = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        match &headers.of[&(line.library.clone(), line.header.clone())] {
            Ok(set) => by_set.entry(*set).or_default().push((index, line)),
            Err(reason) => {
                failed.insert(index, format!("the header `{}` cannot be included: {reason}", line.header));
            }
        }
    }
    let mut modules = vec![];
    for (set, lines) in &by_set {
        let (types, functions) = generate::mentioned(lines.iter().map(|(_, line)| *line));
        let set = &headers.sets[*set];
        let facts = facts::ask(set, &types, &functions, &scratch.join("facts.c"));
        let module = generate::module(lines, &facts);
        failed.extend(module.failed.iter().cloned());
        modules.push((set, module));
    }
    (Sources { lines, modules }, failed)
}

fn outcomes(
    lines: &[Line],
    sources: &Sources,
    failed: &BTreeMap<usize, String>,
    built: &Built,
    verdicts: &HashMap<usize, Result<(), String>>,
) -> Vec<Outcome> {
    let callbacks = sources.modules.iter().flat_map(|(_, module)| &module.callbacks);
    let callbacks: HashMap<_, _> = callbacks.map(|callback| (callback.line, callback)).collect();
    let outcome = |(index, line): (usize, &Line)| {
        let compiled = failed.get(&index).or_else(|| built.failed.get(&index)).cloned();
        let verified = match verdicts.get(&index) {
            _ if compiled.is_some() => Some("it does not compile".to_owned()),
            Some(Ok(())) => None,
            Some(Err(said)) => Some(said.clone()),
            None => Some("nothing was said of it".to_owned()),
        };
        let raw = callbacks.get(&index).map(|callback| callback.raw.join("; ")).filter(|raw| !raw.is_empty());
        let typed = if compiled.is_some() { Some("it does not compile".to_owned()) } else { raw };
        let (library, name) = (line.library.clone(), line.name.clone());
        Outcome { library, name, features: line.features.clone(), compiled, verified, typed }
    };
    lines.iter().enumerate().map(outcome).collect()
}
