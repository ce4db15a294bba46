//! Measures of the messages for one mistake.

use crate::mistakes::Mistake;
use crate::rustc::Message;

/// Parts of names that no user has written or imported.
const INTERNAL: &[&str] = &[
    "__private",
    "__callback",
    "__Terms",
    "__Of",
    "__body",
    "__fail",
    "__find",
    "__rt",
    "bounds::",
    "route::",
    "owner::",
    "Kept",
    "ShimOf",
    "SHIMS",
    "argument::",
    "convert::",
    "returns::",
    "declared::",
    "terms::",
    "about::",
];

/// Words with which a remedy begins.
const REMEDIES: &[&str] = &[
    "add",
    "annotate",
    "call",
    "change",
    "consider",
    "declare",
    "discard",
    "drop",
    "expected",
    "give",
    "have",
    "implement",
    "import",
    "keep",
    "lend",
    "make",
    "map",
    "mark",
    "move",
    "name",
    "open",
    "pass",
    "put",
    "remove",
    "replace",
    "return",
    "say",
    "set",
    "stop",
    "take",
    "use",
    "write",
];

/// The measures of one mistake.
pub struct Verdict {
    pub errors: usize,
    /// The internal names in the messages.
    pub internal: Vec<&'static str>,
    pub has_remedy: bool,
    /// The letters of the first message.
    pub letters: usize,
    /// The lines that rustc prints.
    pub lines: usize,
    text: String,
}

impl Verdict {
    pub fn of(messages: &[Message]) -> Self {
        let errors: Vec<_> = messages.iter().filter(|message| is_error(message)).collect();
        let text: String = errors.iter().filter_map(|error| error.rendered.as_deref()).collect();
        let internal = INTERNAL.iter().copied().filter(|name| text.contains(name)).collect();
        let has_remedy = errors.iter().any(|error| has_remedy(error));
        let letters = errors.first().map_or(0, |error| error.message.chars().count());
        Verdict { errors: errors.len(), internal, has_remedy, letters, lines: text.lines().count(), text }
    }

    /// Returns true if nothing is to be mended.
    pub fn is_good(&self, mistake: &Mistake) -> bool {
        !self.is_unmarked(mistake)
            && self.errors <= 1
            && self.internal.is_empty()
            && (self.errors == 0 || self.has_remedy)
    }

    /// Returns true if the mistake compiles without a mark, or has a mark and does not compile.
    pub fn is_unmarked(&self, mistake: &Mistake) -> bool {
        (self.errors == 0) != mistake.compiles.is_some()
    }

    pub fn print(&self, mistake: &Mistake) {
        let mut faults = vec![];
        match (&mistake.compiles, self.errors) {
            (None, 0) => faults.push("compiles".to_owned()),
            (Some(reason), 1..) => faults.push(format!("is marked, and does not compile: {reason}")),
            (_, 2..) => faults.push(format!("{} errors", self.errors)),
            _ => {}
        }
        if !self.internal.is_empty() {
            faults.push(format!("internal names: {}", self.internal.join(", ")));
        }
        if self.errors > 0 && !self.has_remedy {
            faults.push("no remedy".to_owned());
        }
        println!("== {}: {}\n{}", mistake.name, faults.join("; "), self.text);
    }
}

/// Returns true for an error; the last message of rustc counts them.
fn is_error(message: &Message) -> bool {
    message.level == "error" && !message.message.starts_with("aborting due to")
}

/// Returns true if a message or a note shows what to write.
fn has_remedy(message: &Message) -> bool {
    let labels = message.spans.iter().filter_map(|span| span.label.as_deref());
    let replaces = message.spans.iter().any(|span| span.suggested_replacement.is_some());
    replaces
        || [&*message.message].into_iter().chain(labels).any(names_remedy)
        || message.children.iter().any(has_remedy)
}

/// Returns true if a part of the text begins as a remedy, or names what is expected.
fn names_remedy(text: &str) -> bool {
    // Lists of implementations, and what rustc required.
    if text.starts_with("the following other types") || text.starts_with("the trait ") {
        return false;
    }
    // The macro's own form: the rule, and then what to write.
    if [";", ":"].iter().filter_map(|mark| text.split_once(mark)).any(|(_, rest)| rest.contains('`')) {
        return true;
    }
    if text.contains("a similar one is") || text.contains("there is a method") || text.contains(" with a similar name")
    {
        return true;
    }
    let parts = text
        .split([';', ',', ':', '(', '.'])
        .chain(text.split(" or "))
        .chain(text.split(" and "))
        .chain(text.split(" is "));
    parts.map(str::trim).any(|part| {
        let word =
            part.split([' ', '_']).find(|word| !["or", "and", "to", "must", "not"].contains(word)).unwrap_or_default();
        REMEDIES.contains(&word)
    }) || text.contains("write `")
        || text.contains("use `")
        || text.contains("needs `")
}
