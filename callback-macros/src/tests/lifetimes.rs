//! Lifetimes in types, which are rewritten token by token.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{Lifetime, Type};

use crate::output::lifetimes::{named, renamed};
use crate::syntax::lifetimes::{elides, mentioned, mentions, name_all, rename};

/// A type, the type with its elided lifetimes and its `'r` called `'n`, and true if it elides a lifetime.
const TYPES: [(&str, &str, bool); 21] = [
    ("&T", "&'n T", true),
    ("&'_ mut [&T]", "&'n mut [&'n T]", true),
    ("Row<'_, 'a>", "Row<'n, 'a>", true),
    ("&'a Row<'a, T>", "&'a Row<'a, T>", false),
    ("Row<'r>", "Row<'n>", false),
    ("Row<'_>", "Row<'n>", true),
    ("(&'r T, Vec<&'_ U>)", "(&'n T, Vec<&'n U>)", true),
    ("[T; A & B]", "[T; A & B]", false),
    ("[&T; A & B]", "[&'n T; A & B]", true),
    ("Buf<{ A & B }>", "Buf<{ A & B }>", false),
    // A function has a binder of its own.
    ("fn(&T) -> &U", "fn(&T) -> &U", false),
    ("(fn(&T) -> Row<'_>, &U)", "(fn(&T) -> Row<'_>, &'n U)", true),
    ("Map<fn(&T) -> Row<&U>, &V>", "Map<fn(&T) -> Row<&U>, &'n V>", true),
    ("dyn Fn(&T) -> &U + 'r", "dyn Fn(&T) -> &U + 'n", false),
    ("Item<dyn Fn() -> &T, Of = &U>", "Item<dyn Fn() -> &T, Of = &'n U>", true),
    ("fn(&T) -> Map<A, &U>", "fn(&T) -> Map<A, &U>", false),
    ("<Box<dyn Fn(A)>>::Of<&U>", "<Box<dyn Fn(A)>>::Of<&'n U>", true),
    ("Of<dyn Fn(&T), &U>", "Of<dyn Fn(&T), &'n U>", true),
    ("c_type!(&T)", "c_type!(&'n T)", true),
    ("<&A as Of<'r>>::Of<'a>", "<&'n A as Of<'n>>::Of<'a>", true),
    ("<A as Of<'_>>::Of", "<A as Of<'n>>::Of", true),
];

#[test]
fn what_is_elided_gets_a_name() {
    let name = lifetime("'n");
    for (ty, named, elided) in TYPES {
        assert_eq!(text(&name_all(&lex(ty), &name, &|ident| ident == "r")), text(&lex(named)), "{ty}");
        assert_eq!(elides(&parse(ty)), elided, "{ty}");
    }
}

#[test]
fn what_the_parser_saw_is_what_the_tokens_tell() {
    let name = || lifetime("'n");
    let pick = |ident: &Ident| ident == "r";
    for ty in TYPES.map(|(ty, _, _)| parse(ty)) {
        let tokens = ty.to_token_stream();
        let said = tokens.to_string();
        assert_eq!(text(&named(&ty, name, &pick).into_token_stream()), text(&name_all(&ty, &name(), &pick)), "{said}");
        assert_eq!(text(&renamed(&ty, name, &pick).into_token_stream()), text(&rename(&ty, &name(), &pick)), "{said}");
        for lifetime in ["'a", "'r", "'x"].map(lifetime) {
            assert_eq!(mentions(&ty, &lifetime), mentioned(tokens.clone(), &lifetime), "{said}");
        }
    }
}

#[test]
fn a_lifetime_is_found_by_its_name() {
    let has = |ty| mentioned(lex(ty), &lifetime("'a"));
    for ty in ["&'a T", "Row<'b, (&T, [&'a mut U; 2])>", "dyn Fn(&'a T)"] {
        assert!(has(ty), "{ty}");
    }
    for ty in ["&'b a", "Row<a>", "&T", "[&'b T; 2]", "a"] {
        assert!(!has(ty), "{ty}");
    }
}

#[test]
fn a_lifetime_is_renamed_at_any_depth() {
    let renamed = rename(&lex("(&'a T, Row<'b, '_>, [&'a U])"), &lifetime("'n"), &|ident| ident == "a");
    assert_eq!(text(&renamed), text(&lex("(&'n T, Row<'b, '_>, [&'n U])")));
}

fn lex(text: &str) -> TokenStream {
    text.parse().unwrap()
}

fn parse(ty: &str) -> Type {
    syn::parse_str(ty).unwrap()
}

fn text(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

fn lifetime(name: &str) -> Lifetime {
    Lifetime::new(name, Span::call_site())
}
