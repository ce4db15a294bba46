//! Parameters with `cfg`: the callback is written out once for each side of the condition, and the compiler
//! keeps one.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, FnArg, Meta, Token};

use crate::abi;
use crate::item::Function;

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

pub(crate) fn attrs(input: &FnArg) -> &[Attribute] {
    match input {
        FnArg::Typed(typed) => &typed.attrs,
        FnArg::Receiver(receiver) => &receiver.attrs,
    }
}

/// The condition of a `cfg` or `cfg_attr`.
pub(crate) fn condition(attr: &Attribute) -> Option<TokenStream> {
    let Meta::List(list) = &attr.meta else { return None };
    if attr.path().is_ident("cfg") {
        return Some(list.tokens.clone());
    }
    attr.path().is_ident("cfg_attr").then(|| parts(list).0)
}

/// `cfg_attr(CONDITION, ATTRIBUTES)`
fn parts(list: &syn::MetaList) -> (TokenStream, Vec<Attribute>) {
    use syn::punctuated::Punctuated;

    let parsed = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let mut metas = parsed.unwrap_or_default().into_iter();
    let condition = metas.next().map(ToTokens::into_token_stream).unwrap_or_default();
    let attrs = metas.map(|meta| syn::parse_quote!(#[#meta])).collect();
    (condition, attrs)
}

/// The function as it is when the condition holds or does not.
fn assume(function: &Function, condition: &TokenStream, holds: bool) -> TokenStream {
    let (attrs, vis, body) = (&function.attrs, &function.vis, &function.body);
    let mut sig = function.sig.clone();
    let text = condition.to_string();
    let inputs = core::mem::take(&mut sig.inputs);
    sig.inputs = inputs.into_iter().filter_map(|input| assume_input(input, &text, holds)).collect();
    quote!(#(#attrs)* #vis #sig #body)
}

pub(crate) fn assume_input(mut input: FnArg, condition_text: &str, holds: bool) -> Option<FnArg> {
    let attrs = match &mut input {
        FnArg::Typed(typed) => &mut typed.attrs,
        FnArg::Receiver(receiver) => &mut receiver.attrs,
    };
    let mut keep = true;
    let mut kept = vec![];
    for attr in core::mem::take(attrs) {
        if condition(&attr).is_none_or(|found| found.to_string() != condition_text) {
            kept.push(attr);
        } else if attr.path().is_ident("cfg") {
            keep &= holds;
        } else if let (true, Meta::List(list)) = (holds, &attr.meta) {
            kept.extend(parts(list).1);
        }
    }
    *attrs = kept;
    keep.then_some(input)
}

/// Where the attribute itself is found again.
fn runtime(args: &TokenStream) -> TokenStream {
    let mut report = crate::report::Report::new();
    let parsed = crate::args::Args::parse(args.clone(), &mut report);
    // The two halves will report what is wrong with the arguments.
    let _ = report.finish();
    abi::runtime(parsed.krate.as_ref())
}
