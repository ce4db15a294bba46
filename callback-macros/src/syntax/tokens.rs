//! Identifiers in tokens and expressions.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;
use syn::ext::IdentExt;

/// Returns true if an expression contains a name.
pub(crate) fn uses(expr: &Expr, name: &Ident) -> bool {
    match expr {
        Expr::Lit(_) => false,
        Expr::Path(path) if path.path.get_ident().is_some() => path.path.is_ident(name),
        Expr::Unary(unary) => uses(&unary.expr, name),
        Expr::Binary(binary) => uses(&binary.left, name) || uses(&binary.right, name),
        expr => mentions(expr.to_token_stream(), name),
    }
}

/// Returns true if tokens contain a name.
pub(crate) fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        _ => false,
    })
}

/// Returns true if the tokens are empty or end with a comma.
pub(crate) fn ends_open(tokens: &TokenStream) -> bool {
    match tokens.clone().into_iter().last() {
        None => true,
        Some(token) => token.to_string() == ",",
    }
}

/// Returns true if a path names a function: it begins with a small letter, unlike constants and variants.
pub(crate) fn is_function(path: &syn::Path) -> bool {
    let first = path.segments.last().and_then(|last| last.ident.unraw().to_string().chars().find(|&c| c != '_'));
    first.is_some_and(char::is_lowercase)
}
