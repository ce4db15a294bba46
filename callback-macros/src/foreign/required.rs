//! Bounds on what C passes to the closures of a wrapper, as their callbacks have them: a wrong type gives one error, at its
//! bound. Types of the function itself may hide a lifetime, which a bound would have to show.

use proc_macro2::TokenStream;
use quote::quote;

use crate::foreign::model::Declaration;
use crate::function::plan::required::bound as required_bound;
use crate::output::names;
use crate::syntax::list::List as _;

/// Returns a bound for each type that may be wrong.
pub(super) fn required(model: &Declaration) -> Vec<TokenStream> {
    let runtime = model.runtime;
    let inputs = model.callbacks().flat_map(|(_, callback)| &callback.inputs);
    // Of an argument with an attribute the length, the place or the context is another one.
    let inputs = inputs.filter(|input| input.attrs.is_empty() && input.context.is_none() && !input.is_place);
    let bound = |ty| {
        // The error is at the type.
        let runtime = names::located(quote!(#runtime::__private), names::type_ends(ty).0);
        required_bound(&model.sig.generics, ty, &runtime, "CArgument")
    };
    inputs.filter_map(|input| bound(&input.ty)).list()
}
