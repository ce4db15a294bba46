//! `callback-runtime/INVARIANTS.md` and the comments that name what is in it.

#![cfg(not(emulated))]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, iter};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The lines of comments of both crates, with their files.
fn comments() -> Vec<(String, String)> {
    let mut files = vec![];
    for folder in ["callback-runtime/src", "callback-macros/src"] {
        sources(&root().join(folder), &mut files);
    }
    let comments = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("// "));
        lines.map(|line| (path.display().to_string(), line.to_owned())).collect::<Vec<_>>()
    };
    files.into_iter().flat_map(comments).collect()
}

/// Names in backticks that are written as those of invariants are: `TWO-WORDS`, or one of `single`.
fn names(text: &str, single: &BTreeSet<String>) -> BTreeSet<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let is_name = |word: &&str| {
        word.contains('-') && word.chars().all(|c| c.is_ascii_uppercase() || c == '-') || single.contains(*word)
    };
    quoted.filter(is_name).map(str::to_owned).collect()
}

#[test]
fn the_page_on_the_architecture_names_files_that_exist() {
    let mut files = vec![];
    for folder in ["callback-runtime/src", "callback-macros/src", "tests", "examples"] {
        sources(&root().join(folder), &mut files);
    }
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let names =
        page.split('`').skip(1).step_by(2).filter(|name| name.ends_with(".rs") && !name.contains(['*', '<', ' ']));
    let mut count = 0;
    for name in names {
        assert!(files.iter().any(|file| file.ends_with(name)), "{name}");
        count += 1;
    }
    assert!(count > 50, "{count}");
}

#[test]
fn comments_name_invariants_that_are_written_down() {
    let page = fs::read_to_string(root().join("callback-runtime/INVARIANTS.md")).unwrap();
    let first_cell = |line: &str| line.strip_prefix("| `")?.split('`').next().map(str::to_owned);
    let defined: BTreeSet<_> = page.lines().filter_map(first_cell).collect();
    assert!(defined.len() > 20, "{defined:?}");
    let comments = comments();
    let named: BTreeSet<_> = comments.iter().flat_map(|(_, line)| names(line, &defined)).collect();
    assert_eq!(named.difference(&defined).collect::<Vec<_>>(), [""; 0], "named, and not in the page");
    // The page uses its own names only.
    let used = names(&page.lines().filter(|line| line.starts_with('|')).collect::<Vec<_>>().join("\n"), &defined);
    assert_eq!(used.difference(&defined).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn no_safety_comment_rests_on_a_promise_alone() {
    let promised = comments().into_iter().filter(|(_, line)| line.contains("caller's promise"));
    let found: Vec<_> =
        promised.map(|(path, line)| iter::once(path).chain([line]).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(found, [""; 0], "name what `# Safety` requires, or an invariant");
}

/// `qsort` and `bsearch` are undefined with a comparison that is not consistent (C17 7.22.5p4), so that no page or
/// example of users declares them safe.
#[test]
fn s44_no_example_declares_a_safe_function_that_trusts_a_comparison() {
    let mut files = vec![root().join("README.md")];
    for folder in ["callback-runtime/src", "callback-macros/src", "examples"] {
        sources(&root().join(folder), &mut files);
    }
    for folder in ["callback-runtime/src/guide", "callback-macros/src"] {
        let pages = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(pages.filter(|page| page.extension().is_some_and(|extension| extension == "md")));
    }
    let mut declared = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let sorts =
                ["fn qsort", "fn bsearch", "fn lfind", "fn lsearch", "fn tsearch", "fn mergesort", "fn heapsort"];
            if sorts.iter().any(|sort| line.contains(sort)) {
                declared += usize::from(line.contains("unsafe fn"));
                assert!(!line.contains("safe fn") || line.contains("unsafe fn"), "{}:{}", file.display(), number + 1);
            }
        }
    }
    assert!(declared > 2, "{declared}");
}
