//! Builds the C peer.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=c");
    println!("cargo::rustc-check-cfg=cfg(naked_functions)");
    // Variadic callbacks need them; all else needs Rust 1.85.
    if minor_version() >= 88 {
        println!("cargo::rustc-cfg=naked_functions");
    }
    cc::Build::new()
        .files([
            "c/abi.c",
            "c/calls.c",
            "c/complex.c",
            "c/consumers.c",
            "c/exported.c",
            "c/kept.c",
            "c/enums.c",
            "c/lent.c",
            "c/owned.c",
            "c/places.c",
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
