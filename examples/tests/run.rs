//! Runs the tour and every example: each checks itself.

use std::{env, fs, path::Path, process::Command};

fn succeeds(program: &Path) {
    let output = Command::new(program).output().unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}: {}\n{out}{err}", program.display(), output.status);
}

#[test]
fn the_tour_succeeds() {
    succeeds(Path::new(env!("CARGO_BIN_EXE_tour")));
}

#[test]
fn every_example_succeeds() {
    let sources = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).expect("the directory is there");
    let mut names: Vec<_> = sources.map(|source| source.expect("it can be read").path()).collect();
    names.sort();
    assert!(!names.is_empty());
    let built = Path::new(env!("CARGO_BIN_EXE_tour")).with_file_name("examples");
    for name in names {
        let name = name.file_stem().expect("a source has a name");
        // A library, which `plugin` loads.
        if name == "plugin_library" {
            continue;
        }
        succeeds(&built.join(name).with_extension(env::consts::EXE_EXTENSION));
    }
}

#[test]
fn the_index_names_every_example() {
    let index = include_str!("../README.md");
    let sources = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).expect("the directory is there");
    for source in sources {
        let path = source.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("it can be read");
        let name = path.file_name().and_then(|name| name.to_str()).expect("UTF-8");
        let compared = include_str!("headers.rs").contains(&format!("/{name}\""));
        assert_eq!(text.contains("fn it_is_as_the_header_says"), compared, "headers.rs and {name} differ");
        assert!(text.contains("header"), "{name} says nothing of its header");
        assert!(index.contains(&format!("(examples/{name})")), "README.md does not name {name}");
    }
}
