//! The user's function, as it was but for the attributes that are ours and the ABI, which is the shim's.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use crate::emit::export::is_export;
use crate::model::Model;

pub(crate) fn function(model: &Model) -> TokenStream {
    let function = &model.function;
    let (vis, body) = (&function.vis, &function.body);
    // The symbol is the shim's, which is what C can call.
    let attrs = function.attrs.iter().filter(|attr| !is_export(attr));
    let mut sig = function.sig.clone();
    // Panics would end the process at an `extern "C"` boundary, before they could be captured.
    sig.abi = None;
    quote! {
        // C decided what these lints would have changed.
        #[allow(
            clippy::must_use_candidate,
            clippy::needless_pass_by_ref_mut,
            clippy::needless_pass_by_value,
            clippy::ptr_arg,
            clippy::too_many_arguments,
            clippy::trivially_copy_pass_by_ref,
            clippy::unnecessary_wraps,
        )]
        #(#attrs)*
        #vis #sig #body
    }
}

/// `cfg`s, which what is generated shares with the function.
pub(crate) fn cfgs<'a>(model: &'a Model<'_>) -> impl Iterator<Item = &'a Attribute> {
    attributes(model, &["cfg"])
}

/// The function's attributes of these names.
pub(crate) fn attributes<'a>(model: &'a Model<'_>, names: &'a [&str]) -> impl Iterator<Item = &'a Attribute> {
    let attrs = model.function.attrs.iter();
    attrs.filter(move |attr| names.iter().any(|name| attr.path().is_ident(name)))
}
