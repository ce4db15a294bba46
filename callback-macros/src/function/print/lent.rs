//! Results that borrow from the context, as pointers and in places.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use crate::function::model::callback::Model;
use crate::function::model::lent::is_lent;
use crate::function::model::places::Places;
use crate::function::plan::arguments::binding;
use crate::output::names;
use crate::output::tree::Printed;

/// Returns the call with its result as a pointer, if it borrows from the context.
pub(crate) fn pointer<'a>(model: &Model, call: Printed<'a>) -> Printed<'a> {
    if let Some(places) = model.places() {
        return Printed::Tokens(fill(model, places, &call));
    }
    if !is_lent(model) {
        return call;
    }
    let (span, last) = names::ends(&model.returns.ty);
    let rt = names::runtime(span);
    Printed::Tokens(quote_spanned!(last=> #rt::from_context(#call)))
}

/// Returns the call with its result written to the places.
pub(crate) fn fill(model: &Model, places: Places, call: &Printed) -> TokenStream {
    let (span, last) = names::ends(&model.returns.ty);
    let rt = names::runtime(span);
    let name = match places {
        Places { value: Some(_), .. } => "give_value",
        Places { pointer: Some(_), len: Some(_), .. } => "lend_both",
        Places { pointer: Some(_), len: None, .. } => "lend_pointer",
        _ => "lend_len",
    };
    let name = Ident::new(name, last);
    let places = [places.value, places.pointer, places.len].into_iter().flatten().map(|(index, parameter)| {
        let (place, at) = (binding(index, parameter), parameter.ends.0);
        quote_spanned!(at=> &#place)
    });
    quote_spanned!(span=> #rt::#name(#call, #(#places),*)?)
}
