//! Finds the modules of the macro crate, so that they are modules of the fuzz target too.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() {
    let sources = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../callback-macros/src");
    let lib = sources.join("lib.rs");
    println!("cargo::rerun-if-changed={}", lib.display());
    let lib = fs::read_to_string(lib).unwrap();
    let mut modules = String::new();
    for name in
        lib.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).filter(|&name| name != "tests")
    {
        let file = [format!("{name}.rs"), format!("{name}/mod.rs")].map(|file| sources.join(file));
        let file = file.iter().find(|file| file.exists()).expect("a module has a file");
        writeln!(modules, "#[path = {:?}]\nmod {name};", file.canonicalize().unwrap()).unwrap();
    }
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("modules.rs"), modules).unwrap();
}
