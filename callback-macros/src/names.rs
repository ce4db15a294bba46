//! Every identifier that generated code makes up, and the spans it has.
//!
//! Locals are hygienic (`mixed_site`), but for a constant of the same name, which would be a pattern; items and
//! generics are not. So all of them are unlikely.
//! All of them are located where the user can see what they stand for.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::Lifetime;

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

/// The runtime's private module, as it is called at a place.
pub(crate) fn runtime(at: Span) -> Ident {
    Ident::new("__callback_runtime", plumbing(at))
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

/// The lifetime of what a context borrows.
pub(crate) fn context_lifetime() -> Lifetime {
    Lifetime::new("'__callback_context", Span::mixed_site())
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
