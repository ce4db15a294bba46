//! Items with a condition in an attribute that is read here: written out once for each side of the condition.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::Path;

use crate::grammar::item::Function;
use crate::output::runtime;
use crate::syntax::cfg::{assume_input, assumed, attrs, condition};
use crate::syntax::list::List as _;
use crate::syntax::parse;

/// Splits a function at the first condition on a parameter.
pub(crate) fn split(args: &TokenStream, function: &Function) -> Option<TokenStream> {
    let condition = function.sig.inputs.iter().find_map(|input| attrs(input).iter().find_map(condition))?;
    let krate = runtime(args);
    let [yes, no] = [true, false].map(|holds| {
        let item = assume(function, &condition, holds);
        let cfg = if holds { quote!(#[cfg(#condition)]) } else { quote!(#[cfg(not(#condition))]) };
        quote!(#cfg #[#krate::callback(#args)] #item)
    });
    Some(quote!(#yes #no))
}

/// Writes an item out twice, because a condition in it decides about an attribute that is read here.
pub(crate) fn in_two(args: &TokenStream, item: &TokenStream, condition: &TokenStream) -> TokenStream {
    let (krate, text) = (runtime(args), condition.to_string());
    let [yes, no] = [true, false].map(|holds| assumed(item.clone(), &text, holds));
    quote! {
        #[cfg(#condition)]
        #[#krate::callback(#args)]
        #yes
        #[cfg(not(#condition))]
        #[#krate::callback(#args)]
        #no
    }
}

/// Returns the function for the case that the condition holds, or that it does not.
fn assume(function: &Function, condition: &TokenStream, holds: bool) -> TokenStream {
    let (attrs, vis, body) = (&function.attrs, &function.vis, &function.body);
    let mut sig = function.sig.clone();
    let text = condition.to_string();
    let inputs = core::mem::take(&mut sig.inputs);
    sig.inputs = inputs.into_iter().filter_map(|input| assume_input(input, &text, holds)).collect();
    quote!(#(#attrs)* #vis #sig #body)
}

/// Returns the path of the runtime, which exports the attribute.
fn runtime(args: &TokenStream) -> TokenStream {
    let args: Vec<TokenTree> = args.clone().into_iter().list();
    let is_punct = |token: &TokenTree, of: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == of);
    let path = args.split(|token| is_punct(token, ',')).find_map(|argument| match argument {
        [TokenTree::Ident(key), equals, path @ ..] if key == "crate" && is_punct(equals, '=') => {
            parse::tokens::<Path>(path.iter().cloned().collect()).ok()
        }
        _ => None,
    });
    runtime::runtime(path.as_ref())
}
