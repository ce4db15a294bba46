//! One line of the corpus: what is known of a callback signature.
//!
//! Names (`id`) are never read: a line is known by its place in the file.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::fail;

/// One callback signature. Only the name, the type and the header are needed; the others are what is known besides.
#[derive(Deserialize, Clone)]
pub(crate) struct Line {
    pub(crate) library: String,
    #[serde(default)]
    pub(crate) packages: Vec<String>,
    pub(crate) header: String,
    #[serde(default)]
    pub(crate) line: usize,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) decl: String,
    pub(crate) ret: Returned,
    pub(crate) params: Vec<Parameter>,
    #[serde(default)]
    pub(crate) variadic: bool,
    #[serde(default)]
    pub(crate) noproto: bool,
    #[serde(default)]
    pub(crate) ctx: Context,
    #[serde(default)]
    pub(crate) arg_classes: Vec<(usize, String)>,
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) lifetime: String,
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) multiplicity: String,
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) thread: String,
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) unwind: String,
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) errconv: String,
    #[serde(default)]
    pub(crate) features: Vec<String>,
    #[serde(default)]
    pub(crate) uses: Vec<Use>,
}

/// The kind of item that has the signature.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Typedef,
    Field,
    Param,
    Global,
    /// The result of a function.
    Return,
    /// A parameter or the result of another callback.
    Nested,
    /// A kind that is not known: compared with its own type in C.
    #[serde(other)]
    Other,
}

#[derive(Deserialize, Clone)]
pub(crate) struct Returned {
    #[serde(rename = "type")]
    pub(crate) ty: String,
    pub(crate) canonical: String,
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) cls: String,
}

#[derive(Deserialize, Clone)]
pub(crate) struct Parameter {
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) ty: String,
    pub(crate) canonical: String,
    #[serde(default)]
    pub(crate) typedefs: Vec<String>,
}

/// The place of the user data.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub(crate) struct Context {
    pub(crate) index: Option<usize>,
    pub(crate) kind: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    pub(crate) route: String,
    pub(crate) object_index: Option<usize>,
    /// `embed`, `field:NAME` or `getter:FUNCTION`.
    pub(crate) object_via: Option<String>,
}

/// The place of a signature in the header.
#[derive(Deserialize, Clone)]
pub(crate) struct Use {
    #[serde(rename = "fn")]
    pub(crate) function: Option<String>,
    #[serde(rename = "i")]
    pub(crate) index: Option<usize>,
    /// The name of the parameter.
    pub(crate) pname: Option<String>,
}

impl Line {
    /// The record that it is a field of.
    pub(crate) fn record(&self) -> Option<&str> {
        let (record, _) = self.name.split_once('.').filter(|_| self.kind == Kind::Field)?;
        Some(record)
    }

    /// A pointer to such a function, in C.
    pub(crate) fn pointer(&self) -> String {
        let mut list: Vec<&str> = self.params.iter().map(|parameter| parameter.canonical.as_str()).collect();
        list.extend(self.variadic.then_some("..."));
        let list = if list.is_empty() { "void".to_owned() } else { list.join(", ") };
        format!("{} (*)({list})", self.ret.canonical)
    }

    /// The class of each parameter: what its type and name make of it.
    pub(crate) fn classes(&self) -> HashMap<usize, &str> {
        let mut classes = HashMap::new();
        for (index, class) in &self.arg_classes {
            // A second entry for a parameter is a remark on the first.
            classes.entry(*index).or_insert(class.as_str());
        }
        classes
    }
}

/// The result and the parameters of `RESULT (*)(PARAMETERS)`.
pub(crate) fn text_parameters(pointer: &str) -> Option<(String, Vec<Parameter>)> {
    let result_of = pointer.split_once("(*)(").or_else(|| pointer.split_once("(*const)("));
    // A function as a parameter is a pointer to it.
    let (result, rest) = result_of.or_else(|| pointer.split_once(" ("))?;
    let list = rest.strip_suffix(')')?;
    let (mut parts, mut depth, mut start) = (vec![], 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty() && *part != "void");
    let parameter = |part: &str| Parameter {
        name: String::new(),
        ty: part.to_owned(),
        canonical: part.to_owned(),
        typedefs: vec![],
    };
    Some((result.trim().to_owned(), parts.map(parameter).collect()))
}

/// Text, or `null` where there is none.
fn or_empty<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

/// The contents of a file: the entries that were read, and the places of those that were not, with the reason.
pub(crate) struct Read<T> {
    pub(crate) entries: Vec<T>,
    pub(crate) unread: Vec<(String, String)>,
}

/// Reads a file of one JSON object a line.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Read<T> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| fail(&format!("{}: {error}", path.display())));
    let mut read = Read { entries: vec![], unread: vec![] };
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(entry) => read.entries.push(entry),
            Err(error) => {
                let place = format!("{}:{}", path.display(), number + 1);
                eprintln!("corpus: {place} cannot be read: {error}");
                read.unread.push((place, error.to_string()));
            }
        }
    }
    read
}
