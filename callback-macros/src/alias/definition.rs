//! The macro that hands a signature to the blocks that name it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, ItemType, TypeFnPtr, Visibility};

use crate::output::names;

/// The macro of a signature.
pub(crate) fn definition(args: &TokenStream, alias: &ItemType, function: &TypeFnPtr) -> TokenStream {
    let cfgs = alias.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let span = names::plumbing(alias.ident.span());
    let (name, hidden) = (&alias.ident, Ident::new(&format!("__callback_{}", names::text(&alias.ident)), span));
    // A `macro_rules` macro without `#[macro_export]` is visible only in its crate.
    let vis = match &alias.vis {
        Visibility::Public(_) => quote!(pub(crate)),
        vis => vis.to_token_stream(),
    };
    let (args, cfg) = (without_crate(args), cfgs.clone());
    let params = alias.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    });
    quote! {
        #(#cfg)*
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #hidden {
            ([$($callback:tt)*] [$($args:tt)*] [$($path:tt)*] [$($item:tt)*]) => {
                #[$($callback)*($($args)* __named [$($path)*] [#args] [#(#params)*] [#function])]
                $($item)*
            };
        }
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(unused_imports)]
        #vis use #hidden as #name;
    }
}

/// The arguments without `crate = …`, which the block supplies.
fn without_crate(args: &TokenStream) -> TokenStream {
    let mut parts: Vec<Vec<TokenTree>> = vec![vec![]];
    for token in args.clone() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => parts.push(vec![]),
            _ => parts.last_mut().into_iter().for_each(|part| part.push(token.clone())),
        }
    }
    let is_kept = |part: &Vec<TokenTree>| match part.first() {
        Some(first) => first.to_string() != "crate",
        None => false,
    };
    parts
        .into_iter()
        .filter(is_kept)
        .flat_map(|part| part.into_iter().collect::<TokenStream>().into_iter().chain(quote!(,)))
        .collect()
}
