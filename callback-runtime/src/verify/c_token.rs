//! The words and signs of a C type.

use std::string::String;
use std::vec::Vec;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Sign(char),
    Dots,
    /// The content of `__attribute__((…))`.
    Attribute(String),
    /// Stands for the tag of a type that has none.
    Unnamed,
}

pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        if word > 0 {
            let (name, after) = rest.split_at(word);
            rest = after;
            if name == "__attribute__" || name == "__attribute" {
                let (inside, after) = group(rest.trim_start())?;
                tokens.push(Token::Attribute(inside.into()));
                rest = after;
            } else {
                tokens.push(Token::Word(name.into()));
                if matches!(name, "struct" | "union" | "enum") {
                    if let Some(after) = unnamed(rest.trim_start()) {
                        tokens.push(Token::Unnamed);
                        rest = after;
                    }
                }
            }
        } else if let Some(after) = rest.strip_prefix("...") {
            tokens.push(Token::Dots);
            rest = after;
        } else if "*()[],".contains(first) {
            tokens.push(Token::Sign(first));
            rest = &rest[1..];
        } else {
            return None;
        }
        rest = rest.trim_start();
    }
    Some(tokens)
}

/// Returns the text behind the words of GCC or Clang for a missing tag: `<anonymous>`, `(unnamed at FILE:LINE:COLUMN)`,
/// `outer::(unnamed at …)`.
fn unnamed(text: &str) -> Option<&str> {
    if let Some(after) = ["<anonymous>", "<unnamed>"].into_iter().find_map(|words| text.strip_prefix(words)) {
        return Some(after);
    }
    let (outer, inner) = text.split_at(text.find(|c| !is_word(c)).unwrap_or(text.len()));
    let text = if outer.ends_with("::") { inner } else { text };
    let is_unnamed = ["(unnamed", "(anonymous"].into_iter().any(|words| text.starts_with(words));
    if is_unnamed { group(text).map(|(_, after)| after) } else { None }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$' || c == ':'
}

/// Splits `((…))` from the text behind it.
fn group(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(1..at)?, &text[at + 1..]));
        }
    }
    None
}
