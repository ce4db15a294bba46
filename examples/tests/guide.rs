//! The page of the guide that lists sentences of C manuals names an example for each.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_row_names_examples_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("../callback-runtime/src/guide/c_says.md")).expect("the page is there");
    let files: BTreeSet<_> = fs::read_dir(root.join("examples"))
        .expect("the examples are there")
        .map(|file| file.expect("the folder can be read").path().file_stem().expect("a file").to_owned())
        .collect();
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| \"")).collect();
    assert!(rows.len() >= 40, "{} rows", rows.len());
    for row in rows {
        let last = row.trim_end_matches(" |").rsplit(" | ").next().expect("a last column");
        let names: Vec<_> = last.split(", ").map(|name| name.trim_matches('`')).collect();
        assert!(!names.is_empty());
        for name in names {
            assert!(files.contains(Path::new(name).as_os_str()), "{row}");
        }
    }
}
