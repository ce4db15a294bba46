//! The folders of both crates are layers: a file imports from its own folder and from those before it, and no files
//! import each other in a circle.

#![cfg(not(emulated))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of a crate, lowest first. A file directly in `src` is a folder of its own, and so is a file directly in a
/// folder that has others: `function` is `function/mod.rs` and `function/fallback.rs`.
struct Layers {
    sources: &'static str,
    order: &'static [&'static str],
    /// Modules without a layer: the list of what generated code names, and the crate root.
    left_out: &'static [&'static str],
    /// Public modules that list names from any layer before them, and which only the crate root imports.
    facades: &'static [&'static str],
    /// Modules, or folders, in which circles are left; ARCHITECTURE.md has the reasons.
    circles: &'static [&'static [&'static str]],
}

const MACROS: Layers = Layers {
    sources: "callback-macros/src",
    order: &[
        "syntax",
        "output",
        "grammar",
        "function::model",
        "function::check",
        "function::c_text",
        "function::plan",
        "function::print",
        "function",
        "methods",
        "enums",
        "foreign",
        "alias",
        "expand",
    ],
    left_out: &["lib"],
    facades: &[],
    circles: &[],
};

const RUNTIME: Layers = Layers {
    sources: "callback-runtime/src",
    order: &[
        "outcome",
        "sync",
        "abi",
        "value",
        "value::va_list",
        "frame",
        "registry",
        "release",
        "call",
        "context",
        "foreign",
        "verify",
        "guide",
    ],
    left_out: &["lib", "first_names", "private", "rules"],
    facades: &["abi", "arg", "context", "foreign", "release", "report", "ret", "table"],
    circles: &[
        &["call::definition", "call::owner", "call::shims"],
        &["frame::core", "frame::stopping"],
        &["registry::announce", "registry::retired", "registry::thread_end"],
        &["value"],
        &["verify"],
    ],
};

/// Modules of one crate, with the modules that each imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !["tests", "golden"].contains(&name) {
            sources(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
}

/// The path of a module: `function::plan::lower`, and `function` for `function/mod.rs`.
fn module(root: &Path, file: &Path) -> String {
    let path = file.strip_prefix(root).unwrap().with_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_str().unwrap()).collect();
    parts.strip_suffix(&["mod"]).unwrap_or(&parts).join("::")
}

/// The paths in an import tree: `a::{b, c::{d, e}}` has three.
fn flattened(tree: &str) -> Vec<String> {
    let Some((start, rest)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap().trim().to_owned()];
    };
    let inner = rest.trim_end().strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        match c {
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(flattened).map(|path| format!("{}{path}", start.trim())).collect()
}

/// The paths that a file names: those of its imports, and those in expressions that begin with `crate` or `super`.
fn paths(text: &str) -> Vec<String> {
    let code: Vec<_> = text.lines().map(|line| line.split("//").next().unwrap()).collect();
    let code = code.join("\n");
    let (mut found, mut rest, mut end) = (vec![], String::new(), 0);
    for (at, _) in code.match_indices("use ") {
        let begins = code[..at].chars().next_back().is_none_or(char::is_whitespace);
        if let (true, Some((tree, _))) = (begins && at >= end, code[at + 4..].split_once(';')) {
            found.extend(flattened(tree));
            rest.push_str(&code[end..at]);
            end = at + 4 + tree.len();
        }
    }
    rest.push_str(&code[end..]);
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in rest.match_indices(start) {
            let inside = rest[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "_:$".contains(c));
            if !inside {
                let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                found.push(rest[at..].chars().take_while(|&c| is_path(c)).collect());
            }
        }
    }
    found
}

/// The path from the crate root of one that a module names; `None` for paths into other crates.
fn absolute(module: &str, path: &str) -> Option<String> {
    if let Some(path) = path.strip_prefix("crate::") {
        return Some(path.to_owned());
    }
    if let Some(path) = path.strip_prefix("self::") {
        return Some(format!("{module}::{path}"));
    }
    let (mut base, mut rest) = (Some(module), path);
    while let Some(path) = rest.strip_prefix("super::") {
        base = base?.rsplit_once("::").map(|(base, _)| base);
        rest = path;
    }
    (rest.len() < path.len()).then(|| base.map_or(rest.to_owned(), |base| format!("{base}::{rest}")))
}

/// The module that a path leads into: its longest start that is a file.
fn target<'a>(files: &'a BTreeMap<String, String>, path: &str) -> Option<&'a String> {
    let mut path = path;
    loop {
        if let Some((module, _)) = files.get_key_value(path) {
            return Some(module);
        }
        path = path.rsplit_once("::")?.0;
    }
}

fn imports(layers: &Layers) -> Imports {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(layers.sources);
    let mut found = vec![];
    sources(&root, &mut found);
    let files = found.iter().map(|file| (module(&root, file), fs::read_to_string(file).unwrap()));
    let files: BTreeMap<_, _> = files.filter(|(module, _)| !layers.left_out.contains(&module.as_str())).collect();
    assert!(files.len() > 50, "{}", layers.sources);
    let of = |(module, text): (&String, &String)| {
        let paths = paths(text);
        let paths = paths.iter().filter_map(|path| absolute(module, path));
        let targets = paths.filter_map(|path| target(&files, &path)).filter(|&target| target != module);
        (module.clone(), targets.cloned().collect())
    };
    files.iter().map(of).collect()
}

/// The place of a module's folder in the order.
fn layer(layers: &Layers, module: &str) -> usize {
    if layers.facades.contains(&module) {
        return layers.order.len();
    }
    let folder = module.rsplit_once("::").map_or(module, |(folder, _)| folder);
    let found = layers.order.iter().position(|layer| *layer == folder);
    found.unwrap_or_else(|| panic!("`{folder}` of {} has no layer; add it to the list in this test", layers.sources))
}

/// A way from a module back to itself.
fn circle(imports: &Imports, from: &str) -> Option<Vec<String>> {
    let mut ways = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in imports.get(way.last().unwrap()).into_iter().flatten() {
            if next == from {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push(way.iter().cloned().chain([next.clone()]).collect());
            }
        }
    }
    None
}

fn is_known(layers: &Layers, circle: &[String]) -> bool {
    let is_in = |module: &str, known: &str| {
        module.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let has = |known: &[&str]| circle.iter().all(|module| known.iter().any(|known| is_in(module, known)));
    layers.circles.iter().any(|known| has(known))
}

fn assert_layers(layers: &Layers) {
    let imports = imports(layers);
    let mut wrong = vec![];
    for (module, targets) in &imports {
        for target in targets {
            if layer(layers, target) > layer(layers, module) {
                wrong.push(format!("{module} imports {target}, which is of a later layer"));
            }
        }
        if let Some(circle) = circle(&imports, module).filter(|circle| !is_known(layers, circle)) {
            wrong.push(format!("a circle: {}", circle.join(" -> ")));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", layers.sources, wrong.join("\n"));
}

#[test]
fn the_macro_crate_has_layers() {
    assert_layers(&MACROS);
}

#[test]
fn the_runtime_crate_has_layers() {
    assert_layers(&RUNTIME);
}

#[test]
fn import_trees_are_flattened() {
    assert_eq!(flattened("crate::a::{b as x, c::{d, self}}"), ["crate::a::b", "crate::a::c::d", "crate::a::c::self"]);
    assert_eq!(absolute("a::b", "super::c::D").as_deref(), Some("a::c::D"));
    assert_eq!(absolute("a::b", "self::D").as_deref(), Some("a::b::D"));
    assert_eq!(absolute("a::b", "syn::Type"), None);
    assert_eq!(
        paths("use super::a::{B, c};\nlet d = crate::e::f(1); // crate::no"),
        ["super::a::B", "super::a::c", "crate::e::f"]
    );
}

#[test]
fn circles_are_found() {
    let imports = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")];
    let imports = imports.map(|(from, to)| (from.to_owned(), BTreeSet::from([to.to_owned()])));
    let imports = Imports::from(imports);
    assert_eq!(circle(&imports, "a").unwrap(), ["a", "b", "c"]);
    assert_eq!(circle(&imports, "d"), None);
}
