//! Every identifier that generated code makes up, and the spans it has.
//!
//! Local names are hygienic (`mixed_site`); items and generics are not in Rust, so theirs are unlikely.
//! All of them are located where the user can see what they stand for.

use proc_macro2::{Ident, Span};
use syn::Lifetime;

/// The span of what the user did not write, shown at what it stands for. On a user's own span `unsafe`
/// would trip a `forbid(unsafe_code)` in the user's crate.
pub(crate) fn plumbing(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// The runtime's private module.
pub(crate) fn runtime() -> Ident {
    Ident::new("__callback_runtime", Span::mixed_site())
}

/// The shim.
pub(crate) fn shim() -> Ident {
    Ident::new("__callback_shim", Span::mixed_site())
}

/// The type parameter of the shim that says who owns the context.
pub(crate) fn owner() -> Ident {
    Ident::new("__CallbackOwner", Span::mixed_site())
}

/// The lifetime of what a context borrows.
pub(crate) fn context_lifetime() -> Lifetime {
    Lifetime::new("'__callback_context", Span::mixed_site())
}

/// The C value of a parameter.
pub(crate) fn c_value(index: usize, span: Span) -> Ident {
    Ident::new(&format!("__c{index}"), plumbing(span))
}

/// The converted value of a parameter that has no name of its own.
pub(crate) fn value(index: usize, span: Span) -> Ident {
    Ident::new(&format!("__value{index}"), plumbing(span))
}

/// A local of the shim.
pub(crate) fn local(name: &str, span: Span) -> Ident {
    Ident::new(name, plumbing(span))
}

/// A name as people write it.
pub(crate) fn text(ident: &Ident) -> String {
    let name = ident.to_string();
    match name.strip_prefix("r#") {
        Some(raw) => raw.to_owned(),
        None => name,
    }
}
