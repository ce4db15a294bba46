//! Builds the C peer, and the traits of `tests/soundness_hygiene.rs`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// A type whose name has a lifetime.
struct Named<'a>(#[allow(dead_code)] &'a ());

fn main() {
    called_names();
    println!("cargo::rerun-if-changed=c");
    println!("cargo::rustc-check-cfg=cfg(naked_functions)");
    // Variadic callbacks need them; all else needs Rust 1.85.
    if minor_version() >= 88 {
        println!("cargo::rustc-cfg=naked_functions");
    }
    println!("cargo::rustc-check-cfg=cfg(lifetimes_are_printed)");
    // By the compiler of the tests, which compiles this too.
    if std::any::type_name::<Option<Named<'static>>>().contains('\'') {
        println!("cargo::rustc-cfg=lifetimes_are_printed");
    }
    cc::Build::new()
        .files([
            "c/abi.c",
            "c/by_name.c",
            "c/calls.c",
            "c/complex.c",
            "c/consumers.c",
            "c/ends.c",
            "c/exclusive.c",
            "c/exported.c",
            "c/functions.c",
            "c/kept.c",
            "c/enums.c",
            "c/allocations.c",
            "c/lent.c",
            "c/owned.c",
            "c/places.c",
            "c/shapes.c",
            "c/tables.c",
            "c/told.c",
            "c/values.c",
            "c/vectors.c",
        ])
        .flag_if_supported("-std=c11")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("peer");
    // Rust unwinds its frames.
    cc::Build::new()
        .file("c/frames.c")
        .flag_if_supported("-std=c11")
        .flag_if_supported("-fexceptions")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("frames");
    cc::Build::new().file("c/declare.c").define("_GNU_SOURCE", None).warnings_into_errors(true).compile("declare");
    cc::Build::new()
        .file("c/loops.c")
        .flag_if_supported("-std=c11")
        .flag_if_supported("-pthread")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("loops");
    cc::Build::new()
        .files(["c/handover.c", "c/moving.c"])
        .flag_if_supported("-pthread")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("handover");
    cc::Build::new()
        .file("c/signature.c")
        .flag_if_supported("-pthread")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("signature");
    // The exception that it throws has to pass its frames.
    cc::Build::new()
        .file("c/hostile.c")
        .flag_if_supported("-std=c11")
        .flag_if_supported("-fexceptions")
        .flag_if_supported("-pthread")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("hostile");
    if std::env::var_os("CARGO_CFG_UNIX").is_some() {
        cc::Build::new()
            .file("c/search.c")
            .flag_if_supported("-std=c11")
            .flag_if_supported("-fexceptions")
            .flag_if_supported("-pthread")
            .define("_GNU_SOURCE", None)
            .warnings_into_errors(true)
            .compile("search");
    }
    // Optimised in every profile: the benchmark counts its instructions.
    cc::Build::new().file("c/drive.c").opt_level(2).warnings_into_errors(true).compile("drive");
}

/// The minor version of the compiler, `95` of `rustc 1.95.0 (…)`.
fn minor_version() -> u32 {
    let rustc = std::env::var_os("RUSTC").expect("cargo says which compiler");
    let output = Command::new(rustc).arg("--version").output().expect("the compiler starts");
    let version = String::from_utf8(output.stdout).expect("a version is UTF-8");
    version.split('.').nth(1).and_then(|minor| minor.parse().ok()).expect("`rustc 1.MINOR.PATCH`")
}

/// Writes the methods of traits that have every name which the golden expansions call, for each kind of receiver.
fn called_names() {
    let golden = Path::new("../callback-macros/src/tests/golden");
    println!("cargo::rerun-if-changed={}", golden.display());
    let files = fs::read_dir(golden).expect("the golden expansions are beside the tests");
    let texts = files.map(|file| fs::read_to_string(file.expect("it is listed").path()).expect("it is text"));
    let names: BTreeSet<String> = texts.flat_map(|text| called(&text).collect::<Vec<_>>()).collect();
    assert!(names.contains("c") && names.contains("rest") && names.len() > 100, "names are missing: {names:?}");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let receivers = [("value", "self"), ("reference", "&self"), ("mutable_reference", "&mut self")];
    for (kind, receiver) in receivers {
        let sized = if kind == "value" { "Sized" } else { "?Sized" };
        let methods: String =
            names.iter().map(|name| format!("fn {name}({receiver}) {{ unimplemented!() }}\n")).collect();
        let of_all = format!("pub trait Handy {{\n{methods}}}\nimpl<T: {sized}> Handy for T {{}}\n");
        let of_all = of_all.replace("(self)", "(self) where Self: Sized");
        fs::write(Path::new(&out).join(format!("called_by_{kind}.rs")), of_all).expect("the folder is writable");
    }
}

/// The names behind a `.` or `::` and before a `(` or `::<`.
fn called(text: &str) -> impl Iterator<Item = String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split(['.', ':']).filter_map(move |part| {
        let end = part.find(|c| !is_name(c)).unwrap_or(part.len());
        let name = &part[..end];
        let is_method = name.starts_with(|c: char| c.is_ascii_lowercase()) && is_free(name);
        let is_called = part[end..].starts_with('(') || part[end..].is_empty();
        (is_method && is_called).then(|| name.to_owned())
    })
}

/// Returns true if the name is one that a function can have.
fn is_free(name: &str) -> bool {
    !["crate", "self", "super", "fn", "unsafe", "match", "if", "return", "impl", "for", "in", "move", "dyn", "extern"]
        .contains(&name)
}
