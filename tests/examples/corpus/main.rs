//! The corpus run: every callback signature of a file, annotated, compiled and checked against its header.
//!
//! See `tests/README.md` for what it prints and counts.

mod build;
mod cc;
mod context;
mod ctype;
mod dwarf;
mod facts;
mod foreign;
mod generate;
mod headers;
mod line;
mod parameter;
mod result;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use line::Line;

pub(crate) fn fail(message: &str) -> ! {
    eprintln!("corpus: {message}");
    std::process::exit(2)
}

fn main() {
    let file = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| fail("expected a file")));
    let lines: Vec<Line> = line::read(&file);
    let scratch = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/corpus");
    std::fs::create_dir_all(&scratch).unwrap_or_else(|error| fail(&error.to_string()));
    let start = std::time::Instant::now();
    let wanted = lines.iter().map(|line| (line.library.as_str(), line.packages.as_slice(), line.header.as_str()));
    let headers = headers::find(wanted, &scratch);
    println!("headers {:?}: {} sets", start.elapsed(), headers.sets.len());
    let mut by_set: BTreeMap<usize, Vec<(usize, &Line)>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        match &headers.of[&(line.library.clone(), line.header.clone())] {
            Ok(set) => by_set.entry(*set).or_default().push((index, line)),
            Err(reason) => println!("no header: {} {}: {reason}", line.library, line.header),
        }
    }
    let mut modules = vec![];
    for (set, lines) in &by_set {
        let (types, functions) = generate::mentioned(lines.iter().map(|(_, line)| *line));
        let facts = facts::ask(&headers.sets[*set], &types, &functions, &scratch.join("facts.c"));
        println!("{} {} types, {} known, {} laid out; {}/{} functions", headers.sets[*set].library, types.len(), facts.types.len(), generate::laid_out(&facts), facts.functions.len(), functions.len());
        modules.push(generate::module(lines, &facts));
    }
    println!("generated {:?}", start.elapsed());
    let raw: Vec<_> = modules.iter().flat_map(|module| &module.callbacks).filter(|callback| !callback.raw.is_empty()).collect();
    for callback in &raw { println!("raw {} {}: {:?}", lines[callback.line].library, lines[callback.line].name, callback.raw); }
    for (line, reason) in modules.iter().flat_map(|module| &module.failed) { println!("failed {} {}: {reason}", lines[*line].library, lines[*line].name); }
    println!("raw {}", raw.len());
    let built = build::build(&modules, &scratch.join("crate"), &|_| "fn main() {}".to_owned());
    println!("built {:?}", built.time);
    for (line, reason) in &built.failed { println!("{} {}: {reason}", lines[*line].library, lines[*line].name); }
    println!("{:?} compiled {} of {}", start.elapsed(), lines.len() - built.failed.len(), lines.len());
}
