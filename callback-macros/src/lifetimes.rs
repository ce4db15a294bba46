//! Lifetimes in the user's types, rewritten token by token so that type macros and aliases pass.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, Lifetime, PathArguments, Type};

use crate::names;
use crate::print::Printed;

/// The lifetimes of a type in their order, `None` for one that is elided, where it has no parts but paths, references,
/// pointers and slices. Of other types only the tokens tell.
pub(crate) fn seen(ty: &Type) -> Option<Vec<Option<&Lifetime>>> {
    let mut lifetimes = vec![];
    see(ty, &mut lifetimes).then_some(lifetimes)
}

fn see<'a>(ty: &'a Type, lifetimes: &mut Vec<Option<&'a Lifetime>>) -> bool {
    match ty {
        Type::Reference(reference) => {
            lifetimes.push(reference.lifetime.as_ref());
            see(&reference.elem, lifetimes)
        }
        Type::Ptr(pointer) => see(&pointer.elem, lifetimes),
        Type::Slice(slice) => see(&slice.elem, lifetimes),
        Type::Tuple(tuple) => tuple.elems.is_empty(),
        Type::Path(path) if path.qself.is_none() => path.path.segments.iter().all(|segment| match &segment.arguments {
            PathArguments::None => true,
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(|argument| match argument {
                GenericArgument::Lifetime(lifetime) => {
                    lifetimes.push(Some(lifetime));
                    true
                }
                GenericArgument::Type(ty) => see(ty, lifetimes),
                _ => false,
            }),
            PathArguments::Parenthesized(_) => false,
        }),
        _ => false,
    }
}

/// Whether a type mentions a lifetime.
pub(crate) fn mentions(ty: &Type, lifetime: &Lifetime) -> bool {
    match seen(ty) {
        Some(seen) => seen.into_iter().flatten().any(|seen| seen.ident == lifetime.ident),
        None => mentioned(ty.to_token_stream(), lifetime),
    }
}

/// A type in which the lifetimes that `pick` picks are renamed; what is elided stays elided.
pub(crate) fn renamed<'a>(
    ty: &'a Type,
    name: fn() -> Lifetime,
    pick: &dyn Fn(&proc_macro2::Ident) -> bool,
) -> Printed<'a> {
    match seen(ty) {
        Some(seen) if !seen.iter().flatten().any(|seen| pick(&seen.ident)) => Printed::Written(ty),
        _ => Printed::Tokens(rename(ty, &name(), pick)),
    }
}

/// A type in which the elided lifetimes have a name, and those that `pick` picks: see [`name_all`].
pub(crate) fn named<'a>(
    ty: &'a Type,
    name: fn() -> Lifetime,
    pick: &dyn Fn(&proc_macro2::Ident) -> bool,
) -> Printed<'a> {
    let stays = |lifetime: &Lifetime| lifetime.ident != "_" && !pick(&lifetime.ident);
    match seen(ty) {
        Some(seen) if seen.iter().all(|seen| seen.is_some_and(stays)) => Printed::Written(ty),
        _ => Printed::Tokens(name_all(ty, &name(), pick)),
    }
}

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
    Rewrite { name: &|_| name.clone(), rename, elided: 0 }.stream(ty.to_token_stream()).0
}

/// A type in which each elided lifetime has a name of its own, by its index.
pub(crate) fn numbered(ty: &Type, name: fn(usize) -> Lifetime) -> Printed<'_> {
    if elided(ty) == 0 {
        return Printed::Written(ty);
    }
    Printed::Tokens(Rewrite { name: &name, rename: &|_| false, elided: 0 }.stream(ty.to_token_stream()).0)
}

/// Returns true if a type elides a lifetime.
pub(crate) fn elides(ty: &Type) -> bool {
    elided(ty) > 0
}

/// The number of lifetimes that a type elides.
pub(crate) fn elided(ty: &Type) -> usize {
    if let Some(seen) = seen(ty) {
        return seen.iter().filter(|seen| seen.is_none_or(|lifetime| lifetime.ident == "_")).count();
    }
    let name = &|_| names::anonymous_lifetime();
    Rewrite { name, rename: &|_| false, elided: 0 }.stream(ty.to_token_stream()).1
}

struct Rewrite<'a> {
    /// The name of an elided lifetime, by its index, and of a renamed one.
    name: &'a dyn Fn(usize) -> Lifetime,
    rename: &'a dyn Fn(&proc_macro2::Ident) -> bool,
    elided: usize,
}

impl Rewrite<'_> {
    fn stream(mut self, tokens: TokenStream) -> (TokenStream, usize) {
        let out = self.rewrite(tokens);
        (out, self.elided)
    }

    fn name(&mut self, elided: bool, out: &mut TokenStream) {
        (self.name)(self.elided).to_tokens(out);
        self.elided += usize::from(elided);
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
                        self.name(true, &mut out);
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => match tokens.next() {
                    Some(TokenTree::Ident(ident)) if ident == "_" || (self.rename)(&ident) => {
                        self.name(ident == "_", &mut out);
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
