//! The function that C calls.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use crate::lower::{Conversion, Plan};
use crate::model::Model;
use crate::names;

pub(crate) fn shim(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, owner, shim) = (names::runtime(at), names::owner(at), names::shim(at));
    let span = names::plumbing(at);
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let c_names = plan.c_parameters.iter().map(|parameter| &parameter.name);
    let c_types = plan.c_parameters.iter().map(|parameter| &parameter.ty);
    let (abi, c_return, fail) = (&plan.abi, &plan.c_return, &plan.fail);
    let fail_name = names::local("fail", at);
    let call_name = names::call(at);
    let (answers, answer_names) = (&plan.answer.arguments, answer_names(model, plan));
    let borrows = plan.conversions.iter().chain(&plan.counted).map(|conversion| {
        let Conversion { name, call, borrowed, borrow, .. } = conversion;
        quote_spanned!(span=> let #name = #call; let #borrowed = #borrow;)
    });
    let (function_name, function) = (names::local("function", at), function(model, plan));
    let call = call(model, plan);
    // SAFETY of what is generated: the arguments and the context are C's, and `SHIM` says what C has to
    // keep to; `fail`, `ok` and `err` stand outside of the block, so that nothing the user wrote there can
    // be unsafe.
    quote_spanned! {span=>
        #[deny(unsafe_op_in_unsafe_fn)]
        unsafe extern #abi fn #shim<#(#params,)* #owner: #rt::Owner>(#(#c_names: #c_types),*) -> #c_return
        where #(#predicates),*
        {
            let #fail_name = #fail;
            #(let #answer_names = #answers;)*
            let #call_name = #rt::Call::new();
            let #function_name = #function;
            #(#borrows)*
            unsafe { #call }
        }
    }
}

/// The user's function, named before a parameter of the same name hides it.
fn function(model: &Model, plan: &Plan) -> TokenStream {
    let span = names::plumbing(model.name().span());
    let (name, turbofish) = (model.name(), &plan.generics.turbofish);
    if turbofish.is_empty() { quote_spanned!(span=> #name) } else { quote_spanned!(span=> #name::<#(#turbofish),*>) }
}

/// `call(context, fail, body)`
fn call(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (fail, call, owner) = (names::local("fail", at), names::call(at), names::owner(at));
    let callback = {
        let (name, args) = (model.name(), &plan.generics.args);
        quote_spanned!(span=> #name<#(#args),*>)
    };
    let body = body(model, plan);
    match &plan.context {
        Some(context) => {
            let (source, held) = (&context.source, held(model));
            quote_spanned!(span=> #rt::call::<#callback, #owner, _, _>(&#call, #source, #fail, |#held| { #body }))
        }
        None => {
            quote_spanned!(span=> #rt::call_without_context::<#callback, _, _>(#fail, || { #body }))
        }
    }
}

/// Converts the arguments, calls the function, converts the result.
fn body(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let conversion = |Conversion { name, convert, .. }: &Conversion| quote_spanned!(span=> let #name = #convert?;);
    let (conversions, counted) = (plan.conversions.iter().map(conversion), plan.counted.iter().map(conversion));
    let context = plan.context.as_ref().map(|context| {
        let (value, access, ty, held) = (&context.value, &context.access, &context.ty, held(model));
        quote_spanned!(span=> let #value = <#access as #rt::Access<#ty>>::give(#held);)
    });
    let (user, arguments) = (names::local("function", at), &plan.call);
    let (function, others) = (&plan.answer.function, answer_names(model, plan));
    let call = quote_spanned!(span=> #user(#(#arguments),*));
    quote_spanned!(span=> #(#conversions)* #context #(#counted)* #function(#call #(, #others)*))
}

/// The context, before the function can have it.
fn held(model: &Model) -> Ident {
    names::local("held", model.name().span())
}

/// The locals for what C gets when the function ends well, or stops.
fn answer_names(model: &Model, plan: &Plan) -> Vec<Ident> {
    let at = model.name().span();
    (0..plan.answer.arguments.len()).map(|index| names::local(&format!("answer{index}"), at)).collect()
}
