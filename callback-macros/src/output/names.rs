//! Every identifier that generated code introduces, and its span.
//!
//! Locals are hygienic (`mixed_site`), except for a constant of the same name, which would be a pattern; items and
//! generics are not. So all names are unlikely.
//! All spans are located at the user's tokens that the names stand for.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprUnary, Lifetime, Path, PathArguments, Type, UnOp};

/// Returns the span of a generated token, shown at the user's token that it stands for. On a user's own span `unsafe`
/// would trip a `forbid(unsafe_code)` in the user's crate.
pub(crate) fn plumbing(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// Returns tokens that are shown at a span.
pub(crate) fn located(tokens: TokenStream, span: Span) -> TokenStream {
    let located = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.into_iter().map(located).collect()
}

/// Returns such spans for the first and the last of some tokens: rustc underlines the tokens between them.
pub(crate) fn ends(tokens: impl ToTokens) -> (Span, Span) {
    let mut tokens = tokens.into_token_stream().into_iter();
    let first = tokens.next().map_or_else(Span::mixed_site, |token| token.span());
    let last = tokens.last().map_or(first, |token| token.span());
    (plumbing(first), plumbing(last))
}

/// Returns the spans of [`ends`] for a single span.
pub(crate) fn both(span: Span) -> (Span, Span) {
    let span = plumbing(span);
    (span, span)
}

/// Returns the spans of [`ends`] for a type. Most types have kept their own spans, and need not be tokens again.
pub(crate) fn type_ends(ty: &Type) -> (Span, Span) {
    written_ends(ty).map_or_else(|| ends(ty), |(first, last)| (plumbing(first), plumbing(last)))
}

/// Returns the spans of [`ends`] for an expression. A number or a name has kept its own span.
pub(crate) fn expr_ends(expr: &Expr) -> (Span, Span) {
    let known = match expr {
        Expr::Lit(expr) => Some((expr.lit.span(), expr.lit.span())),
        Expr::Unary(ExprUnary { op: UnOp::Neg(minus), expr, .. }) => match &**expr {
            Expr::Lit(expr) => Some((minus.span, expr.lit.span())),
            _ => None,
        },
        Expr::Path(path) if path.qself.is_none() => path_ends(&path.path),
        _ => None,
    };
    known.map_or_else(|| ends(expr), |(first, last)| (plumbing(first), plumbing(last)))
}

/// Returns the span of a type for messages.
pub(crate) fn type_span(ty: &Type) -> Span {
    written_ends(ty).map_or_else(|| ty.span(), |(first, last)| first.join(last).unwrap_or(first))
}

/// Returns the first and the last span of a type as they are, if that takes no tokens.
fn written_ends(ty: &Type) -> Option<(Span, Span)> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path_ends(&path.path),
        Type::Reference(reference) => Some((reference.and_token.span, written_ends(&reference.elem)?.1)),
        Type::Ptr(pointer) => Some((pointer.star_token.span, written_ends(&pointer.elem)?.1)),
        Type::Slice(slice) => Some((slice.bracket_token.span.join(), slice.bracket_token.span.join())),
        Type::Tuple(tuple) => Some((tuple.paren_token.span.join(), tuple.paren_token.span.join())),
        _ => None,
    }
}

fn path_ends(path: &Path) -> Option<(Span, Span)> {
    let first = path.leading_colon.map_or(path.segments.first()?.ident.span(), |colon| colon.spans[0]);
    let last = path.segments.last()?;
    match &last.arguments {
        PathArguments::None => Some((first, last.ident.span())),
        PathArguments::AngleBracketed(arguments) => Some((first, arguments.gt_token.span)),
        PathArguments::Parenthesized(_) => None,
    }
}

/// Returns the name of the runtime's private module, with a span located at `at`.
pub(crate) fn runtime(at: Span) -> Ident {
    runtime_at(plumbing(at))
}

/// Returns the name of the runtime's private module, with a span of [`plumbing`].
pub(crate) fn runtime_at(span: Span) -> Ident {
    Ident::new("__callback_runtime", span)
}

/// `'_`
pub(crate) fn anonymous_lifetime() -> Lifetime {
    lifetime("_")
}

/// `'static`
pub(crate) fn static_lifetime() -> Lifetime {
    lifetime("static")
}

fn lifetime(name: &str) -> Lifetime {
    let at = Span::mixed_site();
    Lifetime { apostrophe: at, ident: Ident::new(name, at) }
}

/// The shim.
pub(crate) fn shim(at: Span) -> Ident {
    Ident::new("__callback_shim", plumbing(at))
}

/// The function that C calls if a shim takes any arguments.
pub(crate) fn entry(at: Span) -> Ident {
    Ident::new("__callback_entry", plumbing(at))
}

/// The type parameter of the shim for the owner of the context.
pub(crate) fn owner(at: Span) -> Ident {
    Ident::new("__CallbackOwner", plumbing(at))
}

/// An elided lifetime of a context, by its index.
pub(crate) fn context_lifetime(index: usize) -> Lifetime {
    if index == 0 { lifetime("__callback_context") } else { lifetime(&format!("__callback_context{index}")) }
}

/// The type parameter of a marker for its lifetimes.
pub(crate) fn lifetimes() -> Ident {
    Ident::new("__CallbackLifetimes", Span::mixed_site())
}

/// The trait by which the markers of a block find the type that stands for their lifetimes.
pub(crate) fn forever() -> Ident {
    Ident::new("__CallbackForever", Span::mixed_site())
}

/// The keyword of a projection.
pub(crate) fn r#as() -> Ident {
    Ident::new("as", Span::mixed_site())
}

/// The lifetime of a call, in the type of an argument.
pub(crate) fn call_lifetime() -> Lifetime {
    Lifetime::new("'__callback_call", Span::mixed_site())
}

/// The lifetime of a scope's borrows.
pub(crate) fn borrow_lifetime() -> Lifetime {
    Lifetime::new("'__callback_borrow", Span::mixed_site())
}

/// The type parameter for the result of a scope's body.
pub(crate) fn result(at: Span) -> Ident {
    Ident::new("__CallbackResult", plumbing(at))
}

/// The C value of a parameter.
pub(crate) fn c_value(index: usize, span: Span) -> Ident {
    Ident::new(&format!("__callback_c{index}"), plumbing(span))
}

/// The converted value of a parameter that has no name of its own.
pub(crate) fn value(index: usize, span: Span) -> Ident {
    Ident::new(&format!("__callback_value{index}"), plumbing(span))
}

/// The local for the call.
pub(crate) fn call(span: Span) -> Ident {
    local("call", span)
}

/// The local for the places of the converted arguments.
pub(crate) fn apart(span: Span) -> Ident {
    local("apart", span)
}

/// A local of the shim.
pub(crate) fn local(name: &str, span: Span) -> Ident {
    Ident::new(&format!("__callback_{name}"), plumbing(span))
}

/// Returns a name as people write it.
pub(crate) fn text(ident: &Ident) -> String {
    let name = ident.to_string();
    match name.strip_prefix("r#") {
        Some(raw) => raw.to_owned(),
        None => name,
    }
}
