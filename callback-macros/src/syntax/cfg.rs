//! Parameters with `cfg`, and attributes in `cfg_attr` that are read here: the item is written out once for each side
//! of the condition, and the compiler keeps one.

use crate::syntax::list::List as _;
use crate::syntax::parse;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, FnArg, Meta};

pub(crate) fn attrs(input: &FnArg) -> &[Attribute] {
    match input {
        FnArg::Typed(typed) => &typed.attrs,
        FnArg::Receiver(receiver) => &receiver.attrs,
    }
}

/// The condition of a `cfg` or `cfg_attr`.
pub(crate) fn condition(attr: &Attribute) -> Option<TokenStream> {
    let Meta::List(list) = &attr.meta else { return None };
    if attr.path().is_ident("cfg") {
        return Some(list.tokens.clone());
    }
    attr.path().is_ident("cfg_attr").then(|| parts(list).0)
}

/// `cfg_attr(CONDITION, ATTRIBUTES)`
fn parts(list: &syn::MetaList) -> (TokenStream, Vec<Attribute>) {
    let (condition, metas) = separated(list.tokens.clone());
    // rustc reports tokens that are no attribute.
    let attr = |meta: TokenStream| parse::tokens_with(quote!(#[#meta]), Attribute::parse_outer).ok();
    (condition, metas.into_iter().filter_map(attr).flatten().list())
}

/// Returns the condition of a `cfg_attr`, and the content of each of its attributes.
fn separated(tokens: TokenStream) -> (TokenStream, Vec<TokenStream>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().list();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let mut parts = tokens.split(is_comma).map(|part| part.iter().cloned().collect::<TokenStream>());
    let condition = parts.next().unwrap_or_default();
    (condition, parts.filter(|part| !part.is_empty()).list())
}

/// Attributes that are read here, or that decide the kind of an item; rustc evaluates `cfg_attr` for all others.
const READ: [&str; 19] = [
    "callback",
    "cfg",
    "cfg_attr",
    "context",
    "data",
    "deprecated",
    "destroy",
    "export_name",
    "format",
    "len",
    "link_name",
    "link_ordinal",
    "name",
    "no_mangle",
    "other",
    "out",
    "result",
    "size_of",
    "variadic",
];

/// Returns the condition of the first `cfg_attr` with an attribute that is read here.
/// Blocks are skipped.
pub(crate) fn conditional(tokens: TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().list();
    tokens.iter().enumerate().find_map(|(index, token)| {
        let TokenTree::Group(group) = token else { return None };
        if group.delimiter() == Delimiter::Brace {
            return None;
        }
        let is_attribute = index.checked_sub(1).is_some_and(|before| is_hash(&tokens[before]));
        let (condition, metas) = match cfg_attr(group).filter(|_| is_attribute) {
            Some(list) => separated(list),
            None => return conditional(group.stream()),
        };
        metas.into_iter().any(is_read).then_some(condition)
    })
}

fn is_hash(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#')
}

/// Returns the arguments of `[cfg_attr(…)]`.
fn cfg_attr(group: &Group) -> Option<TokenStream> {
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let mut tokens = group.stream().into_iter();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(list)), None) if name == "cfg_attr" => Some(list.stream()),
        _ => None,
    }
}

/// Returns true if an attribute is read here, by the last name of its path, also in `unsafe(…)`. A `doc = …` is.
fn is_read(meta: TokenStream) -> bool {
    let mut last: Option<Ident> = None;
    for token in meta {
        match token {
            TokenTree::Ident(ident) => last = Some(ident),
            TokenTree::Group(group) if last.as_ref().is_some_and(|last| last == "unsafe") => {
                return is_read(group.stream());
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            TokenTree::Punct(punct) if punct.as_char() == '=' && last.as_ref().is_some_and(|last| last == "doc") => {
                return true;
            }
            _ => break,
        }
    }
    last.is_some_and(|last| READ.iter().any(|read| last == read))
}

/// Replaces each `cfg_attr` with the condition by its attributes if the condition holds, else removes it.
pub(crate) fn assumed(tokens: TokenStream, condition: &str, holds: bool) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let (true, Some(TokenTree::Group(group))) = (is_hash(&token), tokens.peek()) {
            let found = cfg_attr(group).map(separated).filter(|(found, _)| found.to_string() == condition);
            if let Some((_, metas)) = found {
                let span = group.span();
                tokens.next();
                let metas = metas.into_iter().filter(|_| holds).map(|meta| assumed(meta, condition, holds));
                for meta in metas {
                    let mut group = Group::new(Delimiter::Bracket, meta);
                    group.set_span(span);
                    let attribute = TokenStream::from_iter([token.clone(), TokenTree::Group(group)]);
                    // Another `cfg_attr` with the same condition may be nested in it.
                    out.extend(assumed_once(attribute, condition, holds));
                }
                continue;
            }
        }
        out.extend([match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), assumed(group.stream(), condition, holds));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other,
        }]);
    }
    out
}

/// Resolves an attribute that may be a `cfg_attr` again.
fn assumed_once(attribute: TokenStream, condition: &str, holds: bool) -> TokenStream {
    let nested = attribute
        .clone()
        .into_iter()
        .any(|token| matches!(&token, TokenTree::Group(group) if cfg_attr(group).is_some()));
    if nested { assumed(attribute, condition, holds) } else { attribute }
}

pub(crate) fn assume_input(mut input: FnArg, condition_text: &str, holds: bool) -> Option<FnArg> {
    let attrs = match &mut input {
        FnArg::Typed(typed) => &mut typed.attrs,
        FnArg::Receiver(receiver) => &mut receiver.attrs,
    };
    let mut keep = true;
    let mut kept = vec![];
    for attr in core::mem::take(attrs) {
        if condition(&attr).is_none_or(|found| found.to_string() != condition_text) {
            kept.push(attr);
        } else if attr.path().is_ident("cfg") {
            keep &= holds;
        } else if let (true, Meta::List(list)) = (holds, &attr.meta) {
            kept.extend(parts(list).1);
        }
    }
    *attrs = kept;
    keep.then_some(input)
}
