//! The function that C calls.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use crate::lower::{Conversion, Plan};
use crate::model::Model;
use crate::names;

pub(crate) fn shim(model: &Model, plan: &Plan) -> TokenStream {
    let (rt, owner, shim) = (names::runtime(), names::owner(), names::shim());
    let span = names::plumbing(model.name().span());
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let c_names = plan.c_parameters.iter().map(|parameter| &parameter.name);
    let c_types = plan.c_parameters.iter().map(|parameter| &parameter.ty);
    let (abi, c_return, fail) = (&plan.abi, &plan.c_return, &plan.fail);
    let fail_name = names::local("__fail", model.name().span());
    let call_name = names::local("__call", model.name().span());
    let (function_name, function) = (names::local("__function", model.name().span()), function(model, plan));
    let call = call(model, plan);
    // SAFETY of what is generated: the arguments and the context are C's, and `SHIM` says what C has to
    // keep to; `fail` stands outside of the block, so that nothing the user wrote there can be unsafe.
    quote_spanned! {span=>
        unsafe extern #abi fn #shim<#(#params,)* #owner: #rt::Owner>(#(#c_names: #c_types),*) -> #c_return
        where #(#predicates),*
        {
            let #fail_name = || #fail;
            let #call_name = &#rt::Call::new();
            let #function_name = #function;
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
    let rt = names::runtime();
    let at = model.name().span();
    let (fail, call, owner) = (names::local("__fail", at), names::local("__call", at), names::owner());
    let callback = {
        let (name, args) = (model.name(), &plan.generics.args);
        quote!(#name<#(#args),*>)
    };
    let body = body(model, plan);
    match &plan.context {
        Some(context) => {
            let (source, held) = (&context.source, held(model));
            quote!(#rt::call::<#callback, #owner, _, _>(#call, #source, #fail, |#held| { #body }))
        }
        None => quote!(#rt::call_without_context::<#callback, _, _>(#fail, || { #body })),
    }
}

/// Converts the arguments, calls the function, converts the result.
fn body(model: &Model, plan: &Plan) -> TokenStream {
    let rt = names::runtime();
    let span = names::plumbing(model.name().span());
    let conversion = |Conversion { name, convert }: &Conversion| quote!(let #name = #convert?;);
    let (conversions, counted) = (plan.conversions.iter().map(conversion), plan.counted.iter().map(conversion));
    let context = plan.context.as_ref().map(|context| {
        let (value, access, held) = (&context.value, &context.access, held(model));
        quote!(let #value = <#access as #rt::Access<_>>::give(#held);)
    });
    let (user, arguments) = (names::local("__function", model.name().span()), &plan.call);
    let (function, others) = (&plan.answer.function, &plan.answer.arguments);
    let call = quote_spanned!(span=> #user(#(#arguments),*));
    quote!(#(#conversions)* #context #(#counted)* #function(#call #(, #others)*))
}

/// The context, before the function can have it.
fn held(model: &Model) -> Ident {
    names::local("__held", model.name().span())
}
