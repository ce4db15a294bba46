//! Lifetimes in the user's types, rewritten token by token so that type macros and aliases pass.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, Lifetime, PathArguments, Type};

use crate::syntax::list::List as _;
use crate::syntax::types::optional;

/// Returns the lifetimes of a type in their order, `None` for an elided one, if all its parts are paths, references,
/// pointers and slices. The lifetimes of other types are found in their tokens.
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
        Type::Path(path) if path.qself.is_none() => path.path.segments.iter().all(|segment| {
            if hides(&segment.ident, first_lifetime(&segment.arguments)) {
                lifetimes.push(None);
            }
            match &segment.arguments {
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
            }
        }),
        _ => false,
    }
}

fn first_lifetime(arguments: &PathArguments) -> bool {
    match arguments {
        PathArguments::AngleBracketed(arguments) => {
            matches!(arguments.args.first(), Some(GenericArgument::Lifetime(_)))
        }
        _ => false,
    }
}

/// Returns true for a type of the runtime whose lifetime is elided without a trace: `&[CStrPtr]`.
fn hides(name: &Ident, has_lifetime: bool) -> bool {
    !has_lifetime && (name == "CStrPtr" || name == "CPtr")
}

/// Returns true if a type declares lifetimes of its own: `dyn for<'a> FnMut(&'a str)`.
pub(crate) fn binds(ty: &Type) -> bool {
    fn has_for(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == "for",
            TokenTree::Group(group) => has_for(group.stream()),
            _ => false,
        })
    }
    seen(ty).is_none() && has_for(ty.to_token_stream())
}

/// Returns true if a type mentions a lifetime.
pub(crate) fn mentions(ty: &Type, lifetime: &Lifetime) -> bool {
    match seen(ty) {
        Some(seen) => seen.into_iter().flatten().any(|seen| seen.ident == lifetime.ident),
        None => mentioned(ty.to_token_stream(), lifetime),
    }
}

/// Returns true if the type behind a pointer has a lifetime.
pub(crate) fn has_inside(ty: &Type) -> bool {
    match optional(ty) {
        Type::Reference(reference) => has_any(&reference.elem, true),
        Type::Ptr(pointer) => has_any(&pointer.elem, true),
        Type::Path(path) => type_arguments(path).is_some_and(|mut types| types.any(|ty| has_any(ty, false))),
        _ => false,
    }
}

/// Returns true if a type has a lifetime; that of a reference counts only if `references` is true.
fn has_any(ty: &Type, references: bool) -> bool {
    match seen(ty) {
        Some(seen) if references => !seen.is_empty(),
        Some(seen) if seen.is_empty() => false,
        _ => {
            let (written, elided) = found(ty, references);
            elided > 0 || !written.is_empty()
        }
    }
}

/// Returns the lifetimes in the tokens of a type, and the number of those that are elided.
fn found(ty: &Type, references: bool) -> (Vec<Lifetime>, usize) {
    let name = &|_| unnamed();
    let mut rewrite = Rewrite { name, rename: &|_| false, elided: 0, references, written: vec![] };
    rewrite.rewrite(ty.to_token_stream());
    (rewrite.written, rewrite.elided)
}

fn type_arguments(path: &syn::TypePath) -> Option<impl Iterator<Item = &Type>> {
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments.args.iter().filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })),
        _ => None,
    }
}

/// Returns the lifetimes that are written in a type, except those of functions in it.
pub(crate) fn written(ty: &Type) -> Vec<Lifetime> {
    if let Some(seen) = seen(ty) {
        return seen.into_iter().flatten().filter(|lifetime| lifetime.ident != "_").cloned().list();
    }
    found(ty, false).0
}

/// Returns true if tokens contain the name of a lifetime.
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
/// The inside of `Fn(…) -> …` and `fn(…) -> …` has a binder of its own and stays.
pub(crate) fn name_all(ty: &impl ToTokens, name: &Lifetime, rename: &dyn Fn(&Ident) -> bool) -> TokenStream {
    Rewrite { name: &|_| name.clone(), rename, elided: 0, references: true, written: vec![] }
        .stream(ty.to_token_stream())
        .0
}

/// Returns true if a type elides a lifetime.
pub(crate) fn elides(ty: &Type) -> bool {
    elided(ty) > 0
}

/// Returns the number of lifetimes that a type elides.
pub(crate) fn elided(ty: &Type) -> usize {
    if let Some(seen) = seen(ty) {
        return seen.iter().filter(|seen| seen.is_none_or(|lifetime| lifetime.ident == "_")).count();
    }
    let name = &|_| unnamed();
    Rewrite { name, rename: &|_| false, elided: 0, references: true, written: vec![] }.stream(ty.to_token_stream()).1
}

pub(crate) struct Rewrite<'a> {
    /// The name of an elided lifetime, by its index, and of a renamed one.
    pub(crate) name: &'a dyn Fn(usize) -> Lifetime,
    pub(crate) rename: &'a dyn Fn(&Ident) -> bool,
    pub(crate) elided: usize,
    /// True if the lifetime of `&T` is named, too.
    pub(crate) references: bool,
    /// The lifetimes that are written and stay.
    pub(crate) written: Vec<Lifetime>,
}

impl Rewrite<'_> {
    pub(crate) fn stream(mut self, tokens: TokenStream) -> (TokenStream, usize) {
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
                TokenTree::Ident(ident) => self.path(ident, &mut tokens, &mut out),
                TokenTree::Punct(punct) if punct.as_char() == '&' => {
                    out.extend([TokenTree::Punct(punct)]);
                    if self.references
                        && !matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '\'')
                    {
                        self.name(true, &mut out);
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => match tokens.next() {
                    Some(TokenTree::Ident(ident)) if ident == "_" || (self.rename)(&ident) => {
                        self.name(ident == "_", &mut out);
                    }
                    Some(TokenTree::Ident(ident)) => {
                        self.written.push(Lifetime { apostrophe: punct.span(), ident: ident.clone() });
                        out.extend([TokenTree::Punct(punct), TokenTree::Ident(ident)]);
                    }
                    Some(other) => out.extend([TokenTree::Punct(punct), other]),
                    None => out.extend([TokenTree::Punct(punct)]),
                },
                other => out.extend([other]),
            }
        }
        out
    }

    /// Copies a name, and adds the lifetime that it hides.
    fn path(&mut self, ident: Ident, tokens: &mut Tokens, out: &mut TokenStream) {
        let span = ident.span();
        let is_hiding = hides(&ident, false);
        out.extend([TokenTree::Ident(ident)]);
        if !is_hiding || matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':') {
            return;
        }
        let has_arguments = matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '<');
        out.extend(if has_arguments { tokens.next() } else { Some(punct('<', span)) });
        if !matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '\'') {
            self.name(true, out);
            out.extend([punct(if has_arguments { ',' } else { '>' }, span)]);
        }
    }
}

pub(crate) type Tokens = core::iter::Peekable<proc_macro2::token_stream::IntoIter>;

fn punct(char: char, span: Span) -> TokenTree {
    let mut punct = Punct::new(char, Spacing::Alone);
    punct.set_span(span);
    TokenTree::Punct(punct)
}

/// Copies `-> TYPE` behind a parenthesised parameter list as it is.
fn copy_output(tokens: &mut Tokens, out: &mut TokenStream) {
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

/// Renames the lifetimes that `rename` picks; elided ones stay elided.
pub(crate) fn rename(ty: &impl ToTokens, name: &Lifetime, rename: &dyn Fn(&Ident) -> bool) -> TokenStream {
    replace(ty.to_token_stream(), name, rename)
}

fn replace(tokens: TokenStream, name: &Lifetime, rename: &dyn Fn(&Ident) -> bool) -> TokenStream {
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

/// `'_`, where the name is not used.
fn unnamed() -> Lifetime {
    Lifetime::new("'_", Span::call_site())
}
