//! The generated crate: compiled, and each error given to the callback that it is about.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::generate::Module;
use crate::headers::Set;
use crate::{check, fail};

/// The result of the build.
pub(crate) struct Built {
    /// Why a callback did not compile, by the index of its line.
    pub(crate) failed: BTreeMap<usize, String>,
    pub(crate) program: PathBuf,
    /// The last build, of everything that compiles.
    pub(crate) time: Duration,
}

/// The sources of the crate.
pub(crate) struct Sources<'a> {
    pub(crate) modules: Vec<(&'a Set, Module)>,
}

/// Compiles the modules, without the callbacks that rustc refuses.
pub(crate) fn build(sources: &Sources, directory: &Path) -> Built {
    let mut failed: BTreeMap<usize, String> = BTreeMap::new();
    loop {
        let places = write(sources, &failed, directory);
        let start = Instant::now();
        let output = cargo(directory, &["build", "--message-format=json"]).output();
        let output = output.unwrap_or_else(|error| fail(&format!("cargo: {error}")));
        let time = start.elapsed();
        if output.status.success() {
            return Built { failed, program: directory.join("../target/debug/corpus"), time };
        }
        let found = errors(&String::from_utf8_lossy(&output.stdout), &places);
        let before = failed.len();
        for (line, message) in found {
            failed.entry(line).or_insert(message);
        }
        if failed.len() == before {
            fail(&format!("the generated crate does not compile:\n{}", String::from_utf8_lossy(&output.stderr)));
        }
    }
}

/// Cargo in the generated crate, whose output stays from run to run.
pub(crate) fn cargo(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).arg("--manifest-path").arg(directory.join("Cargo.toml"));
    command.arg("--target-dir").arg(directory.join("../target")).env("CARGO_TERM_COLOR", "never");
    command
}

/// The lines of a file that a callback stands on.
struct Place {
    file: String,
    lines: std::ops::Range<usize>,
    line: usize,
}

fn write(sources: &Sources, failed: &BTreeMap<usize, String>, directory: &Path) -> Vec<Place> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the workspace");
    let mut places = vec![];
    let mut lib = include_str!("prelude.rs").to_owned();
    let mut written = vec![];
    for (number, (set, module)) in sources.modules.iter().enumerate() {
        let file = format!("src/m{number}.rs");
        let mut code = format!(
            "use crate::prelude::*;\n\npub mod c {{\n{}}}\n\npub mod get {{\nuse super::*;\n{}}}\n\n",
            module.types, module.items
        );
        let mut members = vec![];
        let mut place = |code: &String, first: usize, line: usize| {
            places.push(Place { file: file.clone(), lines: first..code.lines().count() + 1, line });
        };
        for callback in module.callbacks.iter().filter(|callback| !failed.contains_key(&callback.line)) {
            let first = code.lines().count() + 1;
            code.push_str(&callback.code);
            // Nothing else would have the compiler make code for it.
            if callback.claim.starts_with("v.callback") {
                let (line, name) = (callback.line, &callback.rust_name);
                let _ = writeln!(code, "pub fn shim_{line}() -> impl Sized {{ {name}::SHIM }}\n");
            }
            place(&code, first, callback.line);
            members.push(callback.line);
        }
        let _ = writeln!(
            code,
            "pub fn verify() -> verify::Verify {{\n    let v = {};",
            check::headers(set, module.callbacks.iter())
        );
        for (rust, c) in &module.c_names {
            let _ = writeln!(code, "    let v = v.name::<{rust}>({c:?});");
        }
        for callback in module.callbacks.iter().filter(|callback| !failed.contains_key(&callback.line)) {
            let first = code.lines().count() + 1;
            let _ = writeln!(code, "    let v = {};", callback.claim);
            place(&code, first, callback.line);
        }
        for name in &module.enumerations {
            let _ = writeln!(code, "    let v = v.enumeration::<{name}>();");
        }
        code.push_str("    v\n}\n");
        put(&directory.join(&file), &code);
        let _ = writeln!(lib, "pub mod m{number};");
        written.push(members);
    }
    put(&directory.join("src/lib.rs"), &lib);
    put(&directory.join("src/main.rs"), &check::program(&written));
    put(&directory.join("Cargo.toml"), &manifest(root));
    let _ = std::fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"));
    places
}

fn manifest(root: &Path) -> String {
    format!(
        "[package]\nname = \"corpus\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [dependencies]\ncallback-runtime = {{ path = \"{}\", features = [\"verify\"] }}\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        root.join("callback-runtime").display()
    )
}

fn put(file: &Path, text: &str) {
    if std::fs::read_to_string(file).is_ok_and(|old| old == text) {
        return;
    }
    let directory = file.parent().expect("a file is in a directory");
    let written = std::fs::create_dir_all(directory).and_then(|()| std::fs::write(file, text));
    written.unwrap_or_else(|error| fail(&format!("{}: {error}", file.display())));
}

#[derive(Deserialize)]
struct Report {
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    spans: Vec<Span>,
    children: Vec<Message>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

fn errors(text: &str, places: &[Place]) -> Vec<(usize, String)> {
    let reports = text.lines().filter_map(|line| serde_json::from_str::<Report>(line).ok());
    let messages = reports.filter_map(|report| report.message).filter(|message| message.level == "error");
    let mut found = vec![];
    for message in messages {
        let mut lines: Vec<usize> =
            message.spans.iter().filter(|span| span.is_primary).filter_map(|span| at(span, places)).collect();
        if lines.is_empty() {
            lines = message
                .spans
                .iter()
                .chain(message.children.iter().flat_map(|child| &child.spans))
                .filter_map(|span| at(span, places))
                .collect();
        }
        match lines.first() {
            Some(line) => found.push((*line, message.message)),
            None if message.message.starts_with("aborting") || message.message.starts_with("could not compile") => {}
            None => {
                let place = message.spans.first().map(|span| format!(" at {}:{}", span.file_name, span.line_start));
                eprintln!("of no callback{}: {}", place.unwrap_or_default(), message.message);
            }
        }
    }
    found
}

/// The callback that a place in the sources belongs to, through the macros that led there.
fn at(span: &Span, places: &[Place]) -> Option<usize> {
    let place =
        places.iter().find(|place| span.file_name.ends_with(&place.file) && place.lines.contains(&span.line_start));
    place.map(|place| place.line).or_else(|| at(&span.expansion.as_ref()?.span, places))
}
