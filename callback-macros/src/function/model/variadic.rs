//! The type of `...`.

use proc_macro2::Ident;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{FnArg, Pat, PatType, Signature, Token, Type};

use crate::grammar::args::Args;
use crate::grammar::settings::Setting;
use crate::output::{names, runtime};

/// Gives the `...` a type: the function takes a list, or a text if its format is known.
pub(crate) fn typed(args: &Args, sig: &mut Signature) -> Option<Token![...]> {
    let variadic = sig.variadic.take()?;
    let span = variadic.dots.span();
    let runtime = runtime::runtime(Setting::value(args.krate.as_ref()));
    let formatted = variadic.attrs.iter().any(|attr| attr.path().is_ident("format"));
    let name = Ident::new(if formatted { "Formatted" } else { "VaList" }, names::plumbing(span));
    let at = names::plumbing(span);
    let (pat, colon) = variadic.pat.unwrap_or_else(|| (Box::new(Pat::Verbatim(quote_spanned!(at=> _))), Token![:](at)));
    sig.inputs.push(FnArg::Typed(PatType {
        attrs: variadic.attrs,
        pat,
        colon_token: colon,
        ty: Box::new(Type::Verbatim(quote_spanned!(at=> #runtime::#name<'_>))),
    }));
    Some(variadic.dots)
}
