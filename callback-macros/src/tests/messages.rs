//! The macro's messages for each file in `tests/ui` are those in its `.stderr`, in the same places. The tests of
//! `callback-tests` compile these files, slowly, and bless them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{LitStr, Meta, Token};

use crate::expand::expand;
use crate::tests::golden::{items, split};

/// `LINE:COLUMN: MESSAGE`
type Messages = BTreeSet<String>;

/// The beginnings of messages by rustc itself that have no code.
const OF_RUSTC: [&str; 9] = [
    "cannot find macro",
    "declaration of a function",
    "function `",
    "lifetime may not live",
    "unused variable",
    "unreachable expression",
    "unused `Result`",
    "usage of an `unsafe",
    "variable does",
];

#[test]
fn messages_are_as_blessed() {
    let (mut count, mut changed) = (0, vec![]);
    for input in inputs() {
        let (made, blessed) = (made(&input), blessed(&input.with_extension("stderr")));
        count += made.len();
        for message in made.symmetric_difference(&blessed) {
            let what = if made.contains(message) { "not blessed" } else { "not made" };
            changed.push(format!("{what}: {}:{message}", input.display()));
        }
    }
    assert!(changed.is_empty(), "TRYBUILD=overwrite cargo test -p callback-tests --test ui\n{}", changed.join("\n"));
    assert!(count >= 350, "cases are missing: {count}");
}

fn inputs() -> impl Iterator<Item = PathBuf> {
    let entries = |path: PathBuf| fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let topics = entries(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests/ui"));
    topics.flat_map(entries).filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
}

/// Returns the messages in a `.stderr`, except those by rustc.
fn blessed(path: &Path) -> Messages {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().zip(text.lines().skip(1));
    let errors = lines.filter_map(|(line, place)| Some((line.strip_prefix("error: ")?, place)));
    let of_macro = errors.filter(|(message, _)| !OF_RUSTC.iter().any(|start| message.starts_with(start)));
    of_macro.map(|(message, place)| format!("{}: {message}", place.split_once(".rs:").unwrap().1)).collect()
}

/// Returns the macro's messages for a file.
fn made(path: &Path) -> Messages {
    let mut expander = Expander::default();
    expander.items(Span::call_site(), fs::read_to_string(path).unwrap().parse().unwrap());
    while let Some((at, name, [args, path, item])) = expander.asked.pop() {
        // rustc reports a path without such a macro.
        if let Some(signature) = expander.signatures.get(&name) {
            expander.expand(at, quote!(#args __named [#path] #signature), &item);
        }
    }
    expander.messages
}

/// Expands all items with the attribute.
#[derive(Default)]
struct Expander {
    messages: Messages,
    /// The modules of blocks.
    blocks: BTreeSet<String>,
    /// The tokens that the macros of signatures pass on to the blocks that name them.
    signatures: BTreeMap<String, TokenStream>,
    /// Such blocks: the place of the attribute, the name, and the attribute's arguments, the path, and the block.
    asked: Vec<(Span, String, [TokenStream; 3])>,
}

impl Expander {
    fn expand(&mut self, at: Span, args: TokenStream, item: &TokenStream) {
        self.items(at, expand(args, item));
    }

    /// Reads a file, or the expansion of an attribute.
    fn items(&mut self, at: Span, tokens: TokenStream) {
        items(&vec(tokens)).for_each(|item| self.item(at, item));
    }

    fn item(&mut self, at: Span, item: &[TokenTree]) {
        if is_left_out(item) {
            return;
        }
        if let [.., TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(group)] = item {
            if name == "compile_error" {
                return self.message(at, name.span(), group.stream());
            }
            if name == "callbacks" {
                // The macro of the first block with the module passes on the items of that block, and the error of a second one.
                let mut given = vec(group.stream()).into_iter().skip(1);
                let Some(TokenTree::Group(error)) = given.next() else { return };
                let is_first = self.blocks.insert(item[0].to_string());
                return self.items(at, if is_first { given.collect() } else { error.stream() });
            }
            if let [_, args, path, block] = &groups(&vec(group.stream()))[..] {
                return self.asked.push((at, name.to_string(), [args, path, block].map(Clone::clone)));
            }
        }
        if let [.., TokenTree::Ident(name), TokenTree::Group(rules)] = item {
            if let Some(name) = name.to_string().strip_prefix("__callback_") {
                self.signatures.extend(handed(&vec(rules.stream())).map(|handed| (name.to_owned(), handed)));
                return;
            }
        }
        if matches!(item, [TokenTree::Ident(first), ..] if first == "macro_rules") {
            // Its output is no item before it is called.
            return;
        }
        if let Some((at, args, item)) = split(item) {
            return self.expand(at, args, &item);
        }
        for group in groups(item) {
            self.items(at, group);
        }
    }

    fn message(&mut self, attribute: Span, at: Span, text: TokenStream) {
        // A span without a token is that of the whole attribute.
        let at = if at.start() == Span::call_site().start() { attribute } else { at }.start();
        let text: LitStr = syn::parse2(text).unwrap();
        self.messages.insert(format!("{}:{}: {}", at.line, at.column + 1, text.value()));
    }
}

/// Returns true if a `cfg` of the item does not hold.
fn is_left_out(item: &[TokenTree]) -> bool {
    let attributes = item.chunks(2).map_while(|pair| match pair {
        [TokenTree::Punct(punct), TokenTree::Group(group)] if punct.as_char() == '#' => Some(group.stream()),
        _ => None,
    });
    attributes.filter_map(|attribute| syn::parse2::<Meta>(attribute).ok()).any(|attribute| match attribute {
        Meta::List(list) if list.path.is_ident("cfg") => !list.parse_args().is_ok_and(|condition| holds(&condition)),
        _ => false,
    })
}

/// Evaluates a condition for the platform of the blessed outputs: Unix, without features.
fn holds(condition: &Meta) -> bool {
    let Meta::List(list) = condition else { return condition.path().is_ident("unix") };
    let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
    match list.path.get_ident().map(ToString::to_string).as_deref() {
        Some("all") => parts.iter().all(holds),
        Some("any") => parts.iter().any(holds),
        Some("not") => !parts.iter().any(holds),
        _ => false,
    }
}

fn groups(tokens: &[TokenTree]) -> Vec<TokenStream> {
    let group = |token: &TokenTree| if let TokenTree::Group(group) = token { Some(group.stream()) } else { None };
    tokens.iter().filter_map(group).collect()
}

/// Returns the tokens that follow the path in the macro of a signature.
fn handed(tokens: &[TokenTree]) -> Option<TokenStream> {
    match tokens.iter().position(|token| token.to_string() == "__named") {
        Some(at) => Some(tokens[at + 2..].iter().cloned().collect()),
        None => groups(tokens).into_iter().find_map(|group| handed(&vec(group))),
    }
}

fn vec(tokens: TokenStream) -> Vec<TokenTree> {
    tokens.into_iter().collect()
}
