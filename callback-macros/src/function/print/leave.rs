//! The code by which a shim leaves the frames of C.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Expr;

use crate::function::model::callback::{Model, is_c_parameter};
use crate::function::plan::lower::Plan;
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::tokens::uses;

/// Returns the code by which the shim leaves when all Rust values are dropped; the parameters are as C passed them.
pub(crate) fn leave(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let name = model.name();
    let (args, context) = (&plan.generics.named, names::local("context", at));
    if !model.leaves() {
        return None;
    }
    let Some(leave) = &model.args.leave else {
        return Some(if model.unwinds() {
            quote_spanned!(span=> #rt::leave::<#name<#(#args),*>>(#context))
        } else {
            quote_spanned!(span=> #rt::end::<#name<#(#args),*>>())
        });
    };
    let (first, last) = names::ends(&leave.value);
    let bindings = as_c_passed(model, &leave.value, first);
    let expression = &leave.value;
    let call = if model.leaves_with() && model.stops() {
        // The second of the locals for the answer: see `answer`.
        let left = names::local("answer1", at);
        quote_spanned!(last=> #rt::LeftWith::leave(&#left, #expression))
    } else {
        quote_spanned!(last=> (#expression))
    };
    Some(quote_spanned!(first=> { #(#bindings)* #call }))
}

/// Returns bindings for the parameters that an expression uses, under their names, as C passed them.
pub(crate) fn as_c_passed(model: &Model, expression: &Expr, at: Span) -> Vec<TokenStream> {
    let parameters = model.parameters.iter().enumerate();
    let bindings = parameters.filter_map(|(index, parameter)| {
        let name = parameter.name.as_ref().filter(|name| uses(expression, name))?;
        let c = names::c_value(index, parameter.span);
        is_c_parameter(parameter).then(|| quote_spanned!(at=> let #name = #c;))
    });
    bindings.list()
}
