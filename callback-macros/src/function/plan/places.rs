//! The rest of a result whose parts go into places.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

use crate::function::model::places::Places;
use crate::output::names;
use crate::output::tree::Printed;

/// Returns the type of the rest of the result, which is returned to C.
pub(crate) fn remaining(places: Places, ty: &Printed, written: &Type) -> TokenStream {
    let (first, last) = names::ends(written);
    let rt = names::runtime(first);
    if places.value.is_some() {
        let end = quote_spanned!(last=> Status);
        return quote_spanned!(first=> <#ty as #rt::GivesValue>::#end);
    }
    let value = match places {
        Places { pointer: Some(_), len: Some(_), .. } => quote!(()),
        Places { pointer: Some(_), len: None, .. } => quote!(#rt::usize),
        _ => quote!(#rt::LentPointer<#ty>),
    };
    let end = quote_spanned!(last=> With);
    quote_spanned!(first=> <#ty as #rt::LendsSlice>::#end<#value>)
}
