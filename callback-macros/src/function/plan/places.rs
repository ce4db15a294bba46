//! Results that borrow from the context, as pointers and in places.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use crate::function::model::callback::Model;
use crate::function::model::lent::is_lent;
use crate::function::model::places::Places;
use crate::function::plan::arguments::binding;
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::list::List as _;

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

/// The form in which the result of the function goes to C.
pub(crate) enum Given {
    Value,
    /// A reference into the context, as a pointer.
    Pointer,
    /// Its parts, by a function of the runtime that writes them to these places.
    Parts(&'static str, Vec<(Ident, Span)>),
}

pub(super) fn given(model: &Model) -> Given {
    let Some(places) = model.places() else {
        return if is_lent(model) { Given::Pointer } else { Given::Value };
    };
    let function = match places {
        Places { value: Some(_), .. } => "give_value",
        Places { pointer: Some(_), len: Some(_), .. } => "lend_both",
        Places { pointer: Some(_), len: None, .. } => "lend_pointer",
        _ => "lend_len",
    };
    let places = [places.value, places.pointer, places.len].into_iter().flatten();
    Given::Parts(function, places.map(|(index, parameter)| (binding(index, parameter), parameter.ends.0)).list())
}
