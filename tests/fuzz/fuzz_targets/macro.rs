//! Any tokens at all: the macro neither panics nor writes what is no Rust for what it accepts.
//!
//! The input is Rust source; each `#[callback(…)]` in it is expanded with what stands behind. The golden expansions are the corpus.

#![no_main]
#![allow(dead_code, unreachable_pub)]

extern crate proc_macro;

use libfuzzer_sys::fuzz_target;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Meta, Token};

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// The arguments of `#[callback(…)]` where a bracket is one.
fn arguments(group: &TokenTree) -> Option<TokenStream> {
    let TokenTree::Group(group) = group else { return None };
    let mut inside = group.stream().into_iter();
    let is_ours = matches!(inside.next()?, TokenTree::Ident(name) if name == "callback");
    if group.delimiter() != Delimiter::Bracket || !is_ours {
        return None;
    }
    match inside.next() {
        Some(TokenTree::Group(arguments)) => Some(arguments.stream()),
        _ => Some(TokenStream::new()),
    }
}

/// Returns true if each `cfg_attr` has attributes inside, which no parser of items reads.
fn has_attributes(tokens: TokenStream) -> bool {
    let mut before = false;
    tokens.into_iter().all(|token| match token {
        TokenTree::Group(group) => {
            let inside = group.stream();
            let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
            (!core::mem::take(&mut before) || parser.parse2(inside.clone()).is_ok()) && has_attributes(inside)
        }
        token => {
            before = matches!(token, TokenTree::Ident(name) if name == "cfg_attr");
            true
        }
    })
}

fuzz_target!(|source: &str| {
    // Deep nesting is the parser's own limit.
    if source.matches(['(', '[', '{', '<', '&', '*', '!', '-', '|']).count() > 400 {
        return;
    }
    let Ok(tokens) = source.parse::<TokenStream>() else { return };
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for start in 0..tokens.len() {
        let Some(arguments) = arguments(&tokens[start]) else { continue };
        let rest = &tokens[start + 1..];
        let end =
            rest.iter().position(|token| arguments_of_another(token)).map_or(rest.len(), |end| end.saturating_sub(1));
        let item: TokenStream = rest[..end].iter().cloned().collect();
        // Bodies are left as they are: what was no Rust before is none behind.
        let is_rust = syn::parse2::<syn::File>(item.clone()).is_ok() && has_attributes(item.clone());
        let expanded = expand::expand(arguments, &item);
        if is_rust && !expanded.to_string().contains("compile_error") {
            syn::parse2::<syn::File>(expanded).expect("what is accepted expands to items");
        }
    }
});

fn arguments_of_another(token: &TokenTree) -> bool {
    arguments(token).is_some()
}
