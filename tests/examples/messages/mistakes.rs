//! The files of mistakes.

use std::fs;
use std::path::Path;

/// The start of each mistake, followed by its name.
const SEPARATOR: &str = "//# ";
/// The text after the name of a mistake that compiles, followed by the reason and a parenthesis.
const COMPILES: &str = " (compiles: ";

/// A mistake: a few items that do not compile, or should not.
pub struct Mistake {
    /// The name of the file and of the mistake: `parameters/string_by_value`.
    pub name: String,
    /// The items, behind what all mistakes of the file begin with.
    pub text: String,
    /// Why it compiles, if it is marked.
    pub compiles: Option<String>,
}

/// Reads the mistakes of all files, in the order of their names.
pub fn read() -> Vec<Mistake> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("messages");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder of mistakes").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.iter().flat_map(|file| split(file)).collect()
}

fn split(file: &Path) -> Vec<Mistake> {
    let text = fs::read_to_string(file).expect("a file of mistakes");
    let topic = file.file_stem().expect("a file has a name").to_string_lossy();
    let separator = format!("\n{SEPARATOR}");
    let mut parts = text.split(&separator);
    let common = parts.next().expect("a split has a first part");
    let mistake = |part: &str| {
        let (title, items) = part.split_once('\n').expect("a mistake has a name and items");
        let (name, compiles) = match title.split_once(COMPILES) {
            Some((name, reason)) => (name, Some(reason.trim_end_matches(')').to_owned())),
            None => (title, None),
        };
        Mistake { name: format!("{topic}/{name}"), text: format!("{common}\n{items}"), compiles }
    };
    parts.map(mistake).collect()
}
