//! Golden files, formatted as a person would write them: `golden/NAME.rs` is expanded to `golden/NAME.expanded.rs`.
//!
//! `CALLBACK_BLESS=1 cargo test -p callback-macros golden` writes the expansions.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::{Item, Meta};

use crate::expand::expand;

#[test]
fn golden_expansions() {
    let bless = std::env::var_os("CALLBACK_BLESS").is_some_and(|value| value == "1");
    let inputs = inputs();
    assert!(inputs.len() >= 10, "cases are missing: {inputs:?}");
    let mut changed = vec![];
    for input in inputs {
        let expanded = expand_file(&input);
        let golden = input.with_extension("expanded.rs");
        if bless {
            fs::write(&golden, &expanded).unwrap();
        } else if fs::read_to_string(&golden).ok().as_deref() != Some(expanded.as_str()) {
            println!("--- {}\n{expanded}", golden.display());
            changed.push(golden);
        }
    }
    assert!(changed.is_empty(), "not as blessed (CALLBACK_BLESS=1 writes them): {changed:#?}");
}

/// The items to expand.
fn inputs() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/golden");
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut inputs: Vec<_> = files.filter(|path| !path.to_str().unwrap().ends_with(".expanded.rs")).collect();
    inputs.sort();
    inputs
}

/// Expands the items of a file, each of which has `#[callback]` as its last attribute.
fn expand_file(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let tokens: Vec<TokenTree> = text.parse::<TokenStream>().unwrap().into_iter().collect();
    let items = items(&tokens).map(|item| split(item).unwrap());
    let expanded = items.map(|(_, args, item)| expand(args, &item)).collect();
    let file = syn::parse2(expanded).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    prettyplease::unparse(&file)
}

/// Splits tokens into items, each of which ends with a `;` or a block.
pub(super) fn items(tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    tokens.split_inclusive(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => token.to_string() == ";",
    })
}

/// Takes the first `#[callback(ARGS)]` off an item: its place, the arguments, and the rest.
pub(super) fn split(item: &[TokenTree]) -> Option<(Span, TokenStream, TokenStream)> {
    let (index, args) = item.windows(2).enumerate().find_map(|(index, pair)| Some((index, args(pair)?)))?;
    let rest = item[..index].iter().chain(&item[index + 2..]).cloned().collect();
    Some((item[index].span(), args, rest))
}

fn args(attribute: &[TokenTree]) -> Option<TokenStream> {
    let [TokenTree::Punct(hash), TokenTree::Group(group)] = attribute else { return None };
    let meta: Meta = syn::parse2(group.stream()).ok()?;
    let is_callback = hash.as_char() == '#' && meta.path().segments.last()?.ident == "callback";
    is_callback.then(|| meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default())
}

/// The generated code is a file of ordinary items.
#[test]
fn golden_items_are_named_or_unnamed() {
    for input in inputs() {
        let file: syn::File = syn::parse_str(&expand_file(&input)).unwrap();
        for item in file.items {
            let expected = matches!(
                &item,
                Item::Fn(_)
                    | Item::ForeignMod(_)
                    | Item::Enum(_)
                    | Item::Struct(_)
                    | Item::Macro(_)
                    | Item::Use(_)
                    | Item::Impl(_)
                    | Item::Mod(_)
            ) || matches!(&item, Item::Const(item) if item.ident == "_");
            assert!(expected, "{}: another name for the user's", input.display());
        }
    }
}

/// Generated code calls by path: a method call could resolve to a trait of the user's crate.
#[test]
fn golden_calls_are_by_path() {
    let mut found = vec![];
    for input in inputs() {
        let text = fs::read_to_string(&input).unwrap();
        let tokens: Vec<TokenTree> = text.parse::<TokenStream>().unwrap().into_iter().collect();
        for item in items(&tokens) {
            let (_, args, item) = split(item).unwrap();
            methods(expand(args, &item), &mut |name| found.push(format!("{}: .{name}()", input.display())));
        }
    }
    assert!(found.is_empty(), "generated method calls: {found:#?}");
}

/// Visits the names of called methods that the user did not write: the source has another text at their place.
fn methods(tokens: TokenStream, visit: &mut dyn FnMut(&Ident)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for window in tokens.windows(3) {
        let [TokenTree::Punct(dot), TokenTree::Ident(name), next] = window else { continue };
        let is_called = match next {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
            TokenTree::Punct(colon) => colon.as_char() == ':',
            _ => false,
        };
        if dot.as_char() == '.' && is_called && name.span().source_text().as_deref() != Some(&name.to_string()) {
            visit(name);
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            methods(group.stream(), visit);
        }
    }
}
