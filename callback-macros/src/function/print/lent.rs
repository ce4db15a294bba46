//! Results that borrow from the context, as pointers and in places.

use proc_macro2::Ident;
use quote::quote_spanned;

use crate::function::model::callback::Model;
use crate::function::plan::lower::Plan;
use crate::function::plan::places::Given;
use crate::output::names;
use crate::output::tree::Printed;

/// Returns the call with its result in the form in which it goes to C.
pub(crate) fn given<'a>(model: &Model, plan: &Plan, call: Printed<'a>) -> Printed<'a> {
    let ends = || names::ends(&model.returns.ty);
    Printed::Tokens(match &plan.given {
        Given::Value => return call,
        Given::Pointer => {
            let (span, last) = ends();
            let rt = names::runtime(span);
            quote_spanned!(last=> #rt::from_context(#call))
        }
        Given::Parts(function, places) => {
            let (span, last) = ends();
            let (rt, function) = (names::runtime(span), Ident::new(function, last));
            let places = places.iter().map(|(place, at)| quote_spanned!(*at=> &#place));
            quote_spanned!(span=> #rt::#function(#call, #(#places),*)?)
        }
    })
}
