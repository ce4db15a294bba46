//! The corpus run: every callback signature of a file as an annotated function, compiled, and verified against its header.
//!
//! `tests/README.md` tells what it reads, what it prints and what it counts.

mod argument;
mod build;
mod cc;
mod check;
mod consumer;
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
mod shapes;
mod table;
mod time;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::Instant;

use build::Sources;
use check::Parents;
use consumer::Consumer;
use facts::Facts;
use generate::{Generated, Module};
use headers::{Headers, Wanted};
use line::{Line, Read};
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
    let lines: Read<Line> = line::read(&options.file);
    let (mut outcomes, name, mut unread) = match &options.consumers {
        Some(file) => {
            let consumers: Read<Consumer> = line::read(file);
            (self::consumers(&consumers.entries, &lines.entries, &scratch), "consumers", consumers.unread)
        }
        None => (callbacks(&lines.entries, &scratch), "corpus", vec![]),
    };
    unread.extend(lines.unread);
    outcomes.extend(unread.iter().map(|(place, reason)| Outcome::unread(place, reason)));
    table::print(&outcomes);
    let cpu = time::cpu().map(|cpu| format!(", {cpu:.0} s of CPU time")).unwrap_or_default();
    println!("the whole run took {:.0} s{cpu}", start.elapsed().as_secs_f64());
    table::total_line(&outcomes, name);
    if !unread.is_empty() {
        eprintln!("corpus: not read, and counted as not compiled: {}", unread.len());
    }
    if !options.enough(&table::shares(&outcomes)) || !unread.is_empty() {
        std::process::exit(1);
    }
}

fn callbacks(lines: &[Line], scratch: &Path) -> Vec<Outcome> {
    let wanted = lines.iter().map(|line| Wanted {
        library: &line.library,
        packages: &line.packages,
        header: &line.header,
        line: line.line,
    });
    let headers = time::phase("finding headers", || headers::find(wanted, scratch));
    let parents = Parents::new(lines);
    let header_of = |line: &Line| (line.library.clone(), line.header.clone());
    let (sources, failed) = generate_all(lines, header_of, &headers, &scratch.join("facts.c"), |lines, facts| {
        let (types, functions) = generate::mentioned(lines.iter().map(|(_, line)| *line));
        generate::module(lines, &parents, &facts(&types, &functions))
    });
    let fates = compare(&sources, failed, &scratch.join("crate"));
    let outcomes: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let outcome = fates.outcome(index, &line.library, &line.name, line.features.clone());
            Outcome { shapes: shapes::of_line(line), ..outcome }
        })
        .collect();
    outcomes
}

fn consumers(consumers: &[Consumer], lines: &[Line], scratch: &Path) -> Vec<Outcome> {
    let packages: HashMap<_, _> = lines.iter().map(|line| (line.library.as_str(), &line.packages)).collect();
    let none = vec![];
    let wanted = consumers.iter().map(|consumer| Wanted {
        library: &consumer.library,
        packages: packages.get(consumer.library.as_str()).copied().unwrap_or(&none),
        header: &consumer.header,
        line: consumer.line,
    });
    let headers = time::phase("finding headers", || headers::find(wanted, scratch));
    let known = consumer::Known::new(lines, consumers);
    let header_of = |consumer: &Consumer| (consumer.library.clone(), consumer.header.clone());
    let (sources, failed) = generate_all(consumers, header_of, &headers, &scratch.join("facts.c"), |some, facts| {
        let (mut types, functions) = generate::mentioned(known.lines(some));
        some.iter().for_each(|(_, consumer)| consumer.mentioned(&mut types));
        consumer::module(some, &known, &facts(&types, &functions))
    });
    let fates = compare(&sources, failed, &scratch.join("consumers"));
    let outcomes: Vec<_> = consumers
        .iter()
        .enumerate()
        .map(|(index, consumer)| {
            let outcome = fates.outcome(index, &consumer.library, &consumer.function, consumer.features());
            Outcome { shapes: shapes::of_consumer(consumer), ..outcome }
        })
        .collect();
    outcomes
}

type Questions<'a> = &'a dyn Fn(&BTreeSet<String>, &BTreeSet<String>) -> Facts;

/// The modules, and why there is none for some lines.
fn generate_all<'a, T>(
    lines: &'a [T],
    header_of: impl Fn(&T) -> (String, String),
    headers: &'a Headers,
    scratch: &Path,
    module: impl Fn(&[(usize, &T)], Questions) -> Module,
) -> (Sources<'a>, BTreeMap<usize, String>) {
    let mut by_set: BTreeMap<usize, Vec<(usize, &T)>> = BTreeMap::new();
    let mut failed = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let key = header_of(line);
        match &headers.of[&key] {
            Ok(set) => by_set.entry(*set).or_default().push((index, line)),
            Err(reason) => {
                failed.insert(index, format!("the header `{}` cannot be included: {reason}", key.1));
            }
        }
    }
    let mut modules = vec![];
    time::phase("asking for types and writing", || {
        for (set, lines) in &by_set {
            let set = &headers.sets[*set];
            let module = module(lines, &|types, functions| facts::ask(set, types, functions, scratch));
            failed.extend(module.failed.iter().cloned());
            modules.push((set, module));
        }
    });
    (Sources { modules }, failed)
}

/// Results for all lines.
struct Fates<'a> {
    failed: BTreeMap<usize, String>,
    generated: HashMap<usize, &'a Generated>,
    verdicts: HashMap<usize, Result<(), String>>,
}

fn compare<'a>(sources: &'a Sources, mut failed: BTreeMap<usize, String>, directory: &Path) -> Fates<'a> {
    let generated = || sources.modules.iter().flat_map(|(_, module)| &module.callbacks);
    let built = time::phase("compiling", || build::build(sources, directory));
    let verdicts = time::phase("verifying", || check::run(&built.program).into_iter().collect());
    let compiled = generated().count() - built.failed.len();
    println!("rustc took {:.1} s for what compiles", built.time.as_secs_f64());
    time::print(directory, compiled);
    failed.extend(built.failed);
    let generated = generated().map(|generated| (generated.line, generated)).collect();
    Fates { failed, generated, verdicts }
}

impl Fates<'_> {
    fn outcome(&self, index: usize, library: &str, name: &str, features: Vec<String>) -> Outcome {
        let compiled = self.failed.get(&index).cloned();
        let verified = match self.verdicts.get(&index) {
            _ if compiled.is_some() => Some("it does not compile".to_owned()),
            Some(Ok(())) => None,
            Some(Err(said)) => Some(said.clone()),
            None => Some("nothing was said of it".to_owned()),
        };
        let generated = self.generated.get(&index);
        let raw = generated.map(|generated| generated.raw.join("; ")).filter(|raw| !raw.is_empty());
        let allowed = generated.map(|generated| generated.allowed.clone()).unwrap_or_default();
        let typed = if compiled.is_some() { Some("it does not compile".to_owned()) } else { raw };
        let (library, name) = (library.to_owned(), name.to_owned());
        Outcome { library, name, features, shapes: vec![], allowed, compiled, verified, typed }
    }
}
