//! Lifetimes in the user's types, rewritten token by token so that type macros and aliases pass.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Lifetime;

/// Names of the lifetimes that a type mentions, without those of a `for<…>` binder's own making.
pub(crate) fn mentioned(tokens: TokenStream, lifetime: &Lifetime) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if mentioned(group.stream(), lifetime) => return true,
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                if matches!(tokens.peek(), Some(TokenTree::Ident(ident)) if *ident == lifetime.ident) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Gives every elided lifetime a name, and renames those that `rename` picks.
///
/// What stands inside `Fn(…) -> …` and `fn(…) -> …` has a binder of its own and stays.
pub(crate) fn name_all(
    ty: &impl ToTokens,
    name: &Lifetime,
    rename: &dyn Fn(&proc_macro2::Ident) -> bool,
) -> TokenStream {
    Rewrite { name, rename, elided: false }.stream(ty.to_token_stream()).0
}

/// Whether a type elides a lifetime.
pub(crate) fn elides(ty: &impl ToTokens, name: &Lifetime) -> bool {
    Rewrite { name, rename: &|_| false, elided: false }.stream(ty.to_token_stream()).1
}

struct Rewrite<'a> {
    name: &'a Lifetime,
    rename: &'a dyn Fn(&proc_macro2::Ident) -> bool,
    elided: bool,
}

impl Rewrite<'_> {
    fn stream(mut self, tokens: TokenStream) -> (TokenStream, bool) {
        let out = self.rewrite(tokens);
        (out, self.elided)
    }

    fn rewrite(&mut self, tokens: TokenStream) -> TokenStream {
        let mut out = TokenStream::new();
        let mut tokens = tokens.into_iter().peekable();
        let mut after_ident = false;
        while let Some(token) = tokens.next() {
            let was_ident = core::mem::replace(&mut after_ident, matches!(token, TokenTree::Ident(_)));
            match token {
                TokenTree::Group(group) if was_ident && group.delimiter() == Delimiter::Parenthesis => {
                    out.extend([TokenTree::Group(group)]);
                    copy_output(&mut tokens, &mut out);
                }
                // Constants: `{ A & B }` and the length in `[T; A & B]`.
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    out.extend([TokenTree::Group(group)]);
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => {
                    out.extend([TokenTree::Punct(punct)]);
                    out.extend(tokens.by_ref());
                }
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.rewrite(group.stream()));
                    inner.set_span(group.span());
                    out.extend([TokenTree::Group(inner)]);
                }
                TokenTree::Punct(punct) if punct.as_char() == '&' => {
                    out.extend([TokenTree::Punct(punct)]);
                    if !matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '\'') {
                        self.elided = true;
                        self.name.to_tokens(&mut out);
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => match tokens.next() {
                    Some(TokenTree::Ident(ident)) if ident == "_" || (self.rename)(&ident) => {
                        self.elided |= ident == "_";
                        self.name.to_tokens(&mut out);
                    }
                    Some(ident) => out.extend([TokenTree::Punct(punct), ident]),
                    None => out.extend([TokenTree::Punct(punct)]),
                },
                other => out.extend([other]),
            }
        }
        out
    }
}

/// Copies `-> TYPE` behind a parenthesised parameter list as it is.
fn copy_output(tokens: &mut core::iter::Peekable<proc_macro2::token_stream::IntoIter>, out: &mut TokenStream) {
    if !is_arrow(tokens.peek()) {
        return;
    }
    out.extend(tokens.next());
    out.extend(tokens.next());
    let mut depth = 0_usize;
    while let Some(token) = tokens.peek() {
        if let TokenTree::Punct(punct) = token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' | ',' | '+' | '=' if depth == 0 => return,
                '>' => depth -= 1,
                _ => {}
            }
        }
        out.extend(tokens.next());
    }
}

fn is_arrow(token: Option<&TokenTree>) -> bool {
    let is = |punct: &Punct| punct.as_char() == '-' && punct.spacing() == Spacing::Joint;
    matches!(token, Some(TokenTree::Punct(punct)) if is(punct))
}

/// Renames the lifetimes that `rename` picks; what is elided stays elided.
pub(crate) fn rename(ty: &impl ToTokens, name: &Lifetime, rename: &dyn Fn(&proc_macro2::Ident) -> bool) -> TokenStream {
    replace(ty.to_token_stream(), name, rename)
}

fn replace(tokens: TokenStream, name: &Lifetime, rename: &dyn Fn(&proc_macro2::Ident) -> bool) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replace(group.stream(), name, rename));
                inner.set_span(group.span());
                out.extend([TokenTree::Group(inner)]);
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => match tokens.next() {
                Some(TokenTree::Ident(ident)) if rename(&ident) => name.to_tokens(&mut out),
                ident => {
                    out.extend([TokenTree::Punct(punct)]);
                    out.extend(ident);
                }
            },
            other => out.extend([other]),
        }
    }
    out
}
