//! Callback parameters that name a signature: `#[callback] on_row: OnRow`.
//!
//! A signature is also a macro of the same name, so that one import brings both. A block passes itself to the macros of
//! the signatures that it names, one after the other; each passes it back to the attribute, with its definition.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, FnArg, ForeignItemFn, Path, PathArguments, Type};

use crate::foreign::body;
use crate::foreign::item::Block;
use crate::foreign::signatures::Named;
use crate::output::names;
use crate::syntax::parse;
use crate::syntax::report::Report;
use crate::syntax::types::{optional, ungrouped};

/// The call of the macro of the first signature that the block names and that is not resolved yet, if any.
pub(crate) fn ask(
    block: &Block,
    known: &[Named],
    runtime: &TokenStream,
    args: &TokenStream,
    item: &TokenStream,
) -> Option<TokenStream> {
    let path = functions(block).find_map(|function| {
        let paths = function.sig.inputs.iter().filter_map(named);
        paths
            .map(|(path, _)| bare(path))
            .find(|path| known.iter().all(|known| known.path != path.to_token_stream().to_string()))
    })?;
    let comma = if crate::syntax::tokens::ends_open(args) { None } else { Some(quote!(,)) };
    let at = path.segments.last().map_or_else(Span::mixed_site, |last| last.ident.span());
    let span = names::plumbing(at);
    Some(quote_spanned!(span=> #path! { [#runtime::callback] [#args #comma] [#path] [#item] }))
}

fn functions(block: &Block) -> impl Iterator<Item = ForeignItemFn> + '_ {
    block.items.iter().filter_map(|item| match item {
        syn::ForeignItem::Fn(function) => Some(function.clone()),
        other => body::parse(other).map(|(function, _)| function),
    })
}

/// The path of a signature and the attribute of its parameter: a callback type with a name in camel case.
fn named(input: &FnArg) -> Option<(&Path, &Attribute)> {
    let FnArg::Typed(typed) = input else { return None };
    let attr = typed.attrs.iter().find(|attr| attr.path().is_ident("callback"))?;
    if typed.attrs.iter().any(|attr| attr.path().is_ident("out")) {
        return None;
    }
    let Type::Path(ty) = ungrouped(optional(ungrouped(&typed.ty))) else { return None };
    let last = &ty.path.segments.last()?.ident;
    let camel = names::text(last).starts_with(char::is_uppercase);
    (ty.qself.is_none() && camel).then_some((&ty.path, attr))
}

/// The path without arguments.
fn bare(path: &Path) -> Path {
    let mut path = path.clone();
    path.segments.iter_mut().for_each(|segment| segment.arguments = PathArguments::None);
    path
}

/// Replaces the names of signatures by their definitions.
pub(crate) fn resolve(function: &ForeignItemFn, known: &[Named], report: &mut Report) -> ForeignItemFn {
    let mut function = function.clone();
    for input in &mut function.sig.inputs {
        let Some((path, _)) = named(input) else { continue };
        let text = bare(path).to_token_stream().to_string();
        let Some(found) = known.iter().find(|known| known.path == text) else { continue };
        let ty = found.with(path, report);
        let FnArg::Typed(typed) = input else { continue };
        let is_optional = !core::ptr::eq(optional(ungrouped(&typed.ty)), ungrouped(&typed.ty));
        let ty = if is_optional { quote!(::core::option::Option<#ty>) } else { ty };
        if let Some(ty) = report.ok(parse::tokens::<Type>(ty)) {
            *typed.ty = ty;
        }
        for attr in typed.attrs.iter_mut().filter(|attr| attr.path().is_ident("callback")) {
            let given = match &attr.meta {
                syn::Meta::List(list) => list.tokens.clone(),
                _ => TokenStream::new(),
            };
            let args = &found.args;
            *attr = syn::parse_quote!(#[callback(#args #given)]);
        }
    }
    function
}
