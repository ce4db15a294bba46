//! Compares the public API of `callback-runtime` with the listing in `tests/api.txt`.
//!
//! `cargo run -p callback-tests --example api` reads the JSON of rustdoc, with all features, and prints the lines that differ;
//! `-- --bless` writes the listing. A line is an item with its path and its head as the source has it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use serde_json::Value;

/// The variable that has this program run rustdoc, in cargo's place.
const RUSTDOC: &str = "CALLBACK_API_RUSTDOC";

fn main() -> ExitCode {
    if std::env::var_os(RUSTDOC).is_some() {
        // The JSON is unstable; cargo and the dependencies are as ever.
        let mut rustdoc = Command::new("rustdoc");
        let status = rustdoc.args(std::env::args_os().skip(1)).env("RUSTC_BOOTSTRAP", "1").status();
        return if status.expect("rustdoc runs").success() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package is in a workspace");
    let mut api = Api { index: document(root), sources: BTreeMap::new(), root, lines: BTreeSet::new() };
    let crate_root = api.index["root"].to_string();
    api.module(&crate_root, "callback_runtime");
    let listed = api.lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let file = root.join("tests/api.txt");
    if std::env::args().any(|arg| arg == "--bless") {
        fs::write(file, listed).expect("the listing is written");
        return ExitCode::SUCCESS;
    }
    let blessed = fs::read_to_string(file).expect("tests/api.txt");
    let blessed: BTreeSet<String> = blessed.lines().map(str::to_owned).collect();
    blessed.difference(&api.lines).for_each(|line| println!("- {line}"));
    api.lines.difference(&blessed).for_each(|line| println!("+ {line}"));
    println!("{} public items", api.lines.len());
    if blessed == api.lines {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "the public API is not as listed: `cargo run -p callback-tests --example api -- --bless`, and a line in CHANGELOG.md"
    );
    ExitCode::FAILURE
}

/// Returns rustdoc's JSON.
fn document(root: &Path) -> Value {
    let this = std::env::current_exe().expect("the path of this program");
    let target = root.join("target/api");
    let status = Command::new(env!("CARGO"))
        .args(["rustdoc", "-q", "-p", "callback-runtime", "--lib", "--all-features", "--target-dir"])
        .arg(&target)
        .args(["--", "-Zunstable-options", "--output-format=json", "-Arustdoc::all"])
        .current_dir(root)
        .env("RUSTDOC", this)
        .env(RUSTDOC, "1")
        .status();
    assert!(status.expect("cargo runs").success());
    let text = fs::read_to_string(target.join("doc/callback_runtime.json")).expect("rustdoc has written it");
    serde_json::from_str(&text).expect("JSON")
}

struct Api<'a> {
    index: Value,
    /// The lines of the sources that were read.
    sources: BTreeMap<String, Vec<String>>,
    root: &'a Path,
    lines: BTreeSet<String>,
}

impl Api<'_> {
    /// Returns an item by its number, if it is documented.
    fn item(&self, id: &str) -> Option<Value> {
        self.index["index"].get(id).cloned()
    }

    fn module(&mut self, id: &str, path: &str) {
        let Some(module) = self.item(id) else { return };
        for id in ids(&module["inner"]["module"]["items"]) {
            self.member(&id, path, None);
        }
    }

    /// Lists an item of a module, under another name if it is re-exported so.
    fn member(&mut self, id: &str, path: &str, renamed: Option<&str>) {
        let Some(item) = self.item(id) else { return };
        let (kind, inner) =
            item["inner"].as_object().and_then(|inner| inner.iter().next()).expect("an item has a kind");
        if kind == "use" {
            let (name, target) = (inner["name"].as_str().unwrap_or_default(), inner["id"].to_string());
            match self.item(&target) {
                Some(_) if inner["is_glob"] == true => self.module(&target, path),
                Some(_) => self.member(&target, path, Some(name)),
                None => {
                    let source = inner["source"].as_str().unwrap_or_default();
                    self.lines.insert(format!("use {path}::{name} = {source}"));
                }
            }
            return;
        }
        let name = renamed.or(item["name"].as_str()).unwrap_or_default();
        let path = format!("{path}::{name}");
        if kind == "module" {
            self.lines.insert(format!("mod {path}"));
            return self.module(id, &path);
        }
        let head = self.head(&item, kind);
        self.lines.insert(format!("{path}: {head}"));
        for kind in ["items", "variants"] {
            ids(&inner[kind]).iter().for_each(|id| self.part(id, &path));
        }
        for fields in [&inner["kind"]["plain"]["fields"], &inner["kind"]["tuple"], &inner["fields"]] {
            ids(fields).iter().for_each(|id| self.part(id, &path));
        }
        for id in ids(&inner["impls"]).into_iter().chain(ids(&inner["implementations"])) {
            self.implementation(&id, &path, kind == "trait");
        }
    }

    /// Lists a field, a variant or an item of a trait.
    fn part(&mut self, id: &str, path: &str) {
        let Some(item) = self.item(id) else { return };
        let kind = item["inner"].as_object().and_then(|inner| inner.keys().next()).cloned().unwrap_or_default();
        let head = self.head(&item, &kind);
        self.lines.insert(format!("{path}::{}: {head}", item["name"].as_str().unwrap_or_default()));
    }

    /// Lists an impl: that of a trait by its head, others by their items.
    fn implementation(&mut self, id: &str, path: &str, is_of_trait: bool) {
        let Some(item) = self.item(id) else { return };
        let inner = &item["inner"]["impl"];
        if !inner["blanket_impl"].is_null() {
            return;
        }
        let of = &inner["trait"];
        let (id, name) = (of["id"].to_string(), of["path"].as_str().unwrap_or_default());
        // A trait that is not documented, or not stable.
        let is_hidden = self.index["paths"][&id]["crate_id"] == 0 && self.item(&id).is_none();
        if is_hidden || ["Freeze", "UnsafeUnpin"].contains(&name) {
            return;
        }
        if inner["is_synthetic"] == true {
            let negative = if inner["is_negative"] == true { "!" } else { "" };
            self.lines
                .insert(format!("{path}: impl {negative}{}", inner["trait"]["path"].as_str().unwrap_or_default()));
            return;
        }
        let head = self.head(&item, "impl");
        if !inner["trait"].is_null() {
            // The traits of other crates have their types alone.
            self.lines.insert(format!("{path}: {head}"));
        } else if !is_of_trait {
            for id in ids(&inner["items"]) {
                let Some(item) = self.item(&id).filter(|item| item["visibility"] == "public") else { continue };
                let line = format!(
                    "{path}::{}: {} [{head}]",
                    item["name"].as_str().unwrap_or_default(),
                    self.head(&item, "item")
                );
                self.lines.insert(line);
            }
        }
    }

    /// Returns an item as the source has it, up to its body; what a macro has made is its kind.
    fn head(&mut self, item: &Value, kind: &str) -> String {
        let span = &item["span"];
        let Some(file) = span["filename"].as_str() else { return kind.to_owned() };
        let root = self.root;
        let lines = self.sources.entry(file.to_owned()).or_insert_with(|| {
            let text = fs::read_to_string(root.join(file)).unwrap_or_default();
            text.lines().map(str::to_owned).collect()
        });
        let place = |end: &str| {
            let number = |index: usize| usize::try_from(span[end][index].as_u64().unwrap_or(1)).unwrap_or(1);
            (number(0) - 1, number(1))
        };
        let ((first, column), (last, end)) = (place("begin"), place("end"));
        let mut text = String::new();
        for (index, line) in lines.iter().enumerate().take(last + 1).skip(first) {
            let line = line.split("//").next().unwrap_or_default();
            let to = if index == last { end.min(line.len()) } else { line.len() };
            let from = if index == first { (column - 1).min(to) } else { 0 };
            text += line.get(from..to).unwrap_or_default();
            text.push(' ');
        }
        let body = if kind == "constant" || kind == "static" { &['=', ';'][..] } else { &['{', ';'][..] };
        let head = text.split(body).next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let is_made = head.is_empty() || head.contains('$') || head.contains("#[");
        if is_made { kind.to_owned() } else { head.trim_end_matches(',').to_owned() }
    }
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter(|id| !id.is_null()).map(ToString::to_string).collect()
}
