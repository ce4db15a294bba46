//! Every identifier that generated code makes up, and the spans it has.
//!
//! Locals are hygienic (`mixed_site`), but for a constant of the same name, which would be a pattern; items and
//! generics are not. So all of them are unlikely.
//! All of them are located where the user can see what they stand for.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprUnary, Lifetime, Path, PathArguments, Type, UnOp};

/// The span of what the user did not write, shown at what it stands for. On a user's own span `unsafe`
/// would trip a `forbid(unsafe_code)` in the user's crate.
pub(crate) fn plumbing(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// The same for the first and the last of some tokens: rustc underlines what is between.
pub(crate) fn ends(tokens: impl ToTokens) -> (Span, Span) {
    let mut tokens = tokens.into_token_stream().into_iter();
    let first = tokens.next().map_or_else(Span::mixed_site, |token| token.span());
    let last = tokens.last().map_or(first, |token| token.span());
    (plumbing(first), plumbing(last))
}

/// The same where there is one span.
pub(crate) fn both(span: Span) -> (Span, Span) {
    let span = plumbing(span);
    (span, span)
}

/// The same of a type. Most have been parsed to their ends, and need not be tokens again.
pub(crate) fn type_ends(ty: &Type) -> (Span, Span) {
    written_ends(ty).map_or_else(|| ends(ty), |(first, last)| (plumbing(first), plumbing(last)))
}

/// The same of an expression, which is a number or a name where it is not long.
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

/// The span of a type, where messages are shown.
pub(crate) fn type_span(ty: &Type) -> Span {
    written_ends(ty).map_or_else(|| ty.span(), |(first, last)| first.join(last).unwrap_or(first))
}

/// The first and the last span of a type as they are, where that takes no tokens.
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

/// The runtime's private module, as it is called at a place.
pub(crate) fn runtime(at: Span) -> Ident {
    runtime_at(plumbing(at))
}

/// The same on a span that is plumbing.
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

/// What C calls where a shim takes any arguments.
pub(crate) fn entry(at: Span) -> Ident {
    Ident::new("__callback_entry", plumbing(at))
}

/// The type parameter of the shim that says who owns the context.
pub(crate) fn owner(at: Span) -> Ident {
    Ident::new("__CallbackOwner", plumbing(at))
}

/// An elided lifetime of a context, by its index.
pub(crate) fn context_lifetime(index: usize) -> Lifetime {
    if index == 0 { lifetime("__callback_context") } else { lifetime(&format!("__callback_context{index}")) }
}

/// The lifetime of a call, in the type of an argument.
pub(crate) fn call_lifetime() -> Lifetime {
    Lifetime::new("'__callback_call", Span::mixed_site())
}

/// The lifetime of what a scope borrows.
pub(crate) fn borrow_lifetime() -> Lifetime {
    Lifetime::new("'__callback_borrow", Span::mixed_site())
}

/// The type parameter for what the body of a scope returns.
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

/// The call.
pub(crate) fn call(span: Span) -> Ident {
    local("call", span)
}

/// The local with the places of the arguments that were converted.
pub(crate) fn apart(span: Span) -> Ident {
    local("apart", span)
}

/// A local of the shim.
pub(crate) fn local(name: &str, span: Span) -> Ident {
    Ident::new(&format!("__callback_{name}"), plumbing(span))
}

/// A name as people write it.
pub(crate) fn text(ident: &Ident) -> String {
    let name = ident.to_string();
    match name.strip_prefix("r#") {
        Some(raw) => raw.to_owned(),
        None => name,
    }
}
