//! `on_fail = EXPR`: reports a failure to C through the arguments of the callback.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::Expr;

use crate::function::model::callback::Model;
use crate::function::plan::lower::Plan;
use crate::function::print::leave::bindings;
use crate::output::names;
use crate::output::tree::Printed;

/// Returns the closure that reports a failure, with the values that C passed. Its expression is evaluated in safe code.
pub(crate) fn binding(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let on_fail = plan.on_fail.as_ref()?;
    let expression = on_fail.expression;
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (name, error) = (names::local("on_fail", at), names::local("error", at));
    let (callback, args) = (model.marker(), &plan.generics.named);
    let (first, last) = names::ends(expression);
    let bindings = bindings(&on_fail.passed, first);
    let tell = if matches!(expression, Expr::Closure(_)) {
        let rt = names::runtime(first);
        quote_spanned!(last=> #rt::tell(#error, #expression);)
    } else {
        quote_spanned!(last=> (#expression);)
    };
    Some(quote_spanned!(span=> let #name = #rt::on_fail::<#callback<#(#args),*>, _>(|#error| { #(#bindings)* #tell });))
}

/// Returns the answer of the body, which is recorded for the closure.
pub(crate) fn answer<'a>(model: &Model, plan: &Plan, answer: Printed<'a>) -> Printed<'a> {
    let Some(on_fail) = &plan.on_fail else { return answer };
    let at = model.name().span();
    let (rt, name, span) = (names::runtime(at), names::local("on_fail", at), names::plumbing(at));
    let function = Ident::new(if on_fail.for_errors { "err" } else { "heard" }, span);
    Printed::Tokens(quote_spanned!(span=> #rt::OnFail::#function(&#name, #answer)))
}

/// Returns the call as the end of the shim.
pub(crate) fn end(model: &Model, plan: &Plan, call: &TokenStream) -> TokenStream {
    let at = model.name().span();
    let span = names::plumbing(at);
    if plan.on_fail.is_none() {
        return call.clone();
    }
    let (rt, name, answer) = (names::runtime(at), names::local("on_fail", at), names::local("answer", at));
    quote_spanned! {span=>
        let #answer = #call;
        #rt::OnFail::end(&#name);
        #answer
    }
}
