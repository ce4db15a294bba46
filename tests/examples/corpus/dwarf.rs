//! Debug information, as `readelf` prints it: what the compiler knows of the types that a C file uses.

use std::collections::HashMap;
use std::path::Path;

use crate::cc;

/// One entry of the debug information.
#[derive(Default)]
pub(crate) struct Entry {
    pub(crate) tag: String,
    attributes: HashMap<String, String>,
    pub(crate) children: Vec<u64>,
}

impl Entry {
    pub(crate) fn name(&self) -> Option<&str> {
        self.attributes.get("name").map(String::as_str)
    }

    pub(crate) fn number(&self, attribute: &str) -> Option<i64> {
        let value = self.attributes.get(attribute)?;
        let value = value.split_whitespace().next()?;
        match value.strip_prefix("0x") {
            Some(digits) => i64::from_str_radix(digits, 16).ok(),
            // What does not fit an `i64` is of no use.
            None => value.parse().ok(),
        }
    }

    pub(crate) fn has(&self, attribute: &str) -> bool {
        self.attributes.contains_key(attribute)
    }

    /// The entry of its type.
    pub(crate) fn of(&self) -> Option<u64> {
        let (offset, _) = self.attributes.get("type")?.strip_prefix("<0x")?.split_once('>')?;
        u64::from_str_radix(offset, 16).ok()
    }
}

/// A value without the form that it is stored in: `(strp) (offset: 0x1a2): size_t`, `(indirect string, offset: 0x1a2): size_t`,
/// `(data1) 8`, `(ref4) <0x39>`.
fn plain(value: &str) -> &str {
    let Some((form, rest)) = value.strip_prefix('(').and_then(|value| value.split_once(')')) else { return value };
    let rest = rest.trim_start();
    if form.contains("offset:") {
        return rest.trim_start_matches(':').trim_start();
    }
    if form.chars().all(|c| c.is_alphanumeric() || c == '_') { plain(rest) } else { value }
}

/// All entries of an object file, and those at its top.
#[derive(Default)]
pub(crate) struct Dwarf {
    pub(crate) entries: HashMap<u64, Entry>,
    pub(crate) top: Vec<u64>,
}

/// Reads an object file that was compiled with `-g`.
pub(crate) fn read(object: &Path) -> Dwarf {
    let output = cc::run(Path::new("readelf"), ["--debug-dump=info".as_ref(), "-W".as_ref(), object.as_os_str()]);
    let text = String::from_utf8_lossy(&output.stdout);
    let mut dwarf = Dwarf::default();
    let mut parents: Vec<u64> = vec![];
    let mut current = 0;
    for line in text.lines() {
        let line = line.trim_start();
        let Some(rest) = line.strip_prefix('<') else { continue };
        let Some((first, rest)) = rest.split_once('>') else { continue };
        if let Some((offset, rest)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            // ` <1><2d>: Abbrev Number: 2 (DW_TAG_typedef)`
            let (Ok(depth), Ok(offset)) = (first.parse::<usize>(), u64::from_str_radix(offset, 16)) else { continue };
            let Some((_, tag)) = rest.split_once("(DW_TAG_") else { continue };
            parents.truncate(depth);
            match parents.last() {
                Some(parent) if depth > 1 => {
                    dwarf.entries.get_mut(parent).into_iter().for_each(|parent| parent.children.push(offset));
                }
                _ => dwarf.top.push(offset),
            }
            parents.push(offset);
            dwarf.entries.insert(offset, Entry { tag: tag.trim_end_matches(')').to_owned(), ..Entry::default() });
            current = offset;
        } else if let Some((name, value)) =
            rest.trim_start().strip_prefix("DW_AT_").and_then(|rest| rest.split_once(':'))
        {
            // `    <2e>   DW_AT_name        : size_t`
            let attributes = &mut dwarf.entries.get_mut(&current).expect("an entry comes first").attributes;
            attributes.insert(name.trim().to_owned(), plain(value.trim()).to_owned());
        }
    }
    dwarf
}
