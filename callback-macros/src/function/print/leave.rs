//! The code by which a shim leaves the frames of C.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use crate::function::model::callback::Model;
use crate::function::plan::leave::{Leaving, Passed};
use crate::function::plan::lower::Plan;
use crate::output::names;
use crate::syntax::list::List as _;

/// Returns the code by which the shim leaves; the parameters are as C passed them.
pub(crate) fn leave(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (name, args, context) = (model.name(), &plan.generics.named, names::local("context", at));
    Some(match plan.leaving.as_ref()? {
        Leaving::Unwinding => quote_spanned!(span=> #rt::leave::<#name<#(#args),*>>(#context)),
        Leaving::Ending => quote_spanned!(span=> #rt::end::<#name<#(#args),*>>()),
        Leaving::Expression { expression, takes_stop_value, passed } => {
            let (first, last) = names::ends(expression);
            let bindings = bindings(passed, first);
            let call = if *takes_stop_value {
                // The second of the locals for the answer: see `answer`.
                let left = names::local("answer1", at);
                quote_spanned!(last=> #rt::LeftWith::leave(&#left, #expression))
            } else {
                quote_spanned!(last=> (#expression))
            };
            quote_spanned!(first=> { #(#bindings)* #call })
        }
    })
}

/// Returns bindings for the parameters that an expression uses.
pub(crate) fn bindings(passed: &[Passed], at: Span) -> Vec<TokenStream> {
    passed.iter().map(|Passed { name, c }| quote_spanned!(at=> let #name = #c;)).list()
}
