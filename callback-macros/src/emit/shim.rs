//! The function that C calls.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::lower::{Borrow, ContextPlan, Conversion, Plan};
use crate::model::Model;
use crate::names;
use crate::{leave, lent, on_fail};

pub(crate) fn shim(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, owner, shim) = (names::runtime(at), names::owner(at), names::shim(at));
    let span = names::plumbing(at);
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let (abi, c_return, fail) = (&plan.abi, &plan.c_return, &plan.fail);
    let fail_name = names::local("fail", at);
    let call_name = names::call(at);
    let (answers, answer_names) = (&plan.answer.arguments, answer_names(model, plan));
    let borrows = plan.conversions.iter().chain(&plan.counted).filter_map(|Conversion { name, borrow, .. }| {
        let Borrow { call, name: borrowed, value } = borrow.as_ref()?;
        Some(quote_spanned!(span=> let #name = #call; let #borrowed = #value;))
    });
    let (function_name, function) = (names::local("function", at), function(model, plan));
    let (call, on_fail) = (call(model, plan), on_fail::binding(model, plan));
    let (parameters, taken) = parameters(model, plan);
    let entry = entry(model, plan);
    let (context, call) = answered(model, plan, &call);
    // What the function returns is converted by code that is the same for all.
    let unreachable = model.diverges().then(|| quote_spanned!(span=> #[allow(unreachable_code)]));
    quote_spanned! {span=>
        #[deny(unsafe_op_in_unsafe_fn)]
        #unreachable
        unsafe extern #abi fn #shim<#(#params,)* #owner: #rt::Owner>(#parameters) -> #c_return
        where #(#predicates),*
        {
            #taken
            let #fail_name = #fail;
            #(let #answer_names = #answers;)*
            let #call_name = #rt::Call::new();
            let #function_name = #function;
            #on_fail
            #(#borrows)*
            #context
            #call
        }
        #entry
    }
}

/// The call as the end of the shim. Where it may leave, that is what comes last: nothing is dropped behind it.
fn answered(model: &Model, plan: &Plan, call: &TokenStream) -> (Option<TokenStream>, TokenStream) {
    let at = model.name().span();
    let (span, answer) = (names::plumbing(at), names::local("answer", at));
    let Some(leave) = leave::leave(model, plan) else {
        return (None, on_fail::end(model, call));
    };
    let context = plan.context.as_ref().map(|context| {
        let (name, source) = (names::local("context", at), &context.source);
        // SAFETY of what is generated: an expression of `#[context(from)]` is sound to evaluate, as `SHIM` asks; the
        // other sources are not unsafe.
        quote_spanned!(span=> let #name = unsafe { #source };)
    });
    let none = if plan.context.is_none() && model.unwinds() {
        let (name, rt) = (names::local("context", at), names::runtime(at));
        Some(quote_spanned!(span=> let #name = #rt::null_mut();))
    } else {
        None
    };
    let answered = if model.diverges() {
        quote_spanned!(span=> #call;)
    } else {
        quote_spanned!(span=> if let ::core::option::Option::Some(#answer) = #call { return #answer; })
    };
    (context.or(none), quote_spanned!(span=> #answered #leave))
}

/// The parameters of the shim; with `...` there is a list of them all, from which they are taken.
fn parameters(model: &Model, plan: &Plan) -> (TokenStream, TokenStream) {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let c_names: Vec<_> = plan.c_parameters.iter().map(|parameter| &parameter.name).collect();
    let c_types: Vec<_> = plan.c_parameters.iter().map(|parameter| &parameter.ty).collect();
    let (Some(_), Some((rest, fixed))) = (&model.variadic, c_names.split_last()) else {
        return (quote_spanned!(span=> #(#c_names: #c_types),*), TokenStream::new());
    };
    let list = names::local("list", at);
    // SAFETY of what is generated: the entry gives a list of all arguments, which nobody else has; each is taken once, in
    // C's order and by its C type.
    let taken = quote_spanned! {span=>
        #(let #fixed = unsafe { (*#list).fixed::<#c_types>() };)*
        let #rest = unsafe { (*#list).rest() };
    };
    (quote_spanned!(span=> #list: *mut #rt::Arguments), taken)
}

/// The C types of the parameters, as the pointer type has them.
pub(crate) fn types(model: &Model, plan: &Plan) -> TokenStream {
    let span = names::plumbing(model.name().span());
    let types: Vec<_> = plan.c_parameters.iter().map(|parameter| &parameter.ty).collect();
    if let (Some(_), Some((_, fixed))) = (&model.variadic, types.split_last()) {
        return quote_spanned!(span=> #(#fixed,)* ...);
    }
    quote_spanned!(span=> #(#types),*)
}

/// The function pointer for an owner.
pub(crate) fn pointer(model: &Model, plan: &Plan, owner: &impl ToTokens) -> TokenStream {
    let at = model.name().span();
    let (rt, span, turbofish) = (names::runtime(at), names::plumbing(at), &plan.generics.turbofish);
    let (shim, entry) = (names::shim(at), names::entry(at));
    // SAFETY of what is generated: the entry is made for this shim, which takes what the pointer type says.
    if model.variadic.is_some() {
        quote_spanned!(span=> unsafe { #rt::variadic(#entry::<#(#turbofish,)* #owner>) })
    } else {
        quote_spanned!(span=> #shim::<#(#turbofish,)* #owner>)
    }
}

/// What C calls where there is a `...`: see the runtime's `variadic`.
fn entry(model: &Model, plan: &Plan) -> Option<TokenStream> {
    model.variadic.as_ref()?;
    let at = model.name().span();
    let (rt, owner, shim, entry) = (names::runtime(at), names::owner(at), names::shim(at), names::entry(at));
    let span = names::plumbing(at);
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let (turbofish, c_return) = (&plan.generics.turbofish, &plan.c_return);
    // SAFETY of what is generated: the runtime's code is all that a naked function has, and calls the shim with the list
    // that it takes.
    Some(quote_spanned! {span=>
        #[unsafe(naked)]
        unsafe extern "C" fn #entry<#(#params,)* #owner: #rt::Owner>() -> #c_return where #(#predicates),* {
            #rt::variadic_entry!(#shim::<#(#turbofish,)* #owner>)
        }
    })
}

/// The user's function, named before a parameter of the same name hides it.
fn function(model: &Model, plan: &Plan) -> TokenStream {
    let span = names::plumbing(model.name().span());
    if let Some(of_block) = &model.of_block {
        return of_block.called.clone();
    }
    let (name, turbofish) = (model.name(), &plan.generics.turbofish);
    if turbofish.is_empty() { quote_spanned!(span=> #name) } else { quote_spanned!(span=> #name::<#(#turbofish),*>) }
}

/// `unsafe { call(context, fail, body) }`
fn call(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (fail, call, owner) = (names::local("fail", at), names::call(at), names::owner(at));
    let callback = {
        let (name, args) = (model.marker(), &plan.generics.args);
        quote_spanned!(span=> #name<#(#args),*>)
    };
    let body = body(model, plan);
    let call = match &plan.context {
        Some(context) => {
            let (source, held) = (source(model, context), held(model));
            quote_spanned!(span=> #rt::call::<#callback, #owner, _, _>(&#call, #source, #fail, |#held| { #body }))
        }
        None => {
            quote_spanned!(span=> #rt::call_without_context::<#callback, _, _>(#fail, || { #body }))
        }
    };
    // SAFETY of what is generated, by what `SHIM` asks of whoever calls it:
    // - `call`: the context is one of an owner of this kind, or null; the call is a local of the shim.
    // - `argument` and its like: C passed the value for this parameter, valid for the call that the local stands for, of as
    //   many elements as the length says, with what the format says.
    // - `give`: its argument is what `call` held for this call, which is there until the body has returned.
    // - Expressions of `#[len]` and `#[context(from)]` are sound to evaluate, and so is a function that is `unsafe` to call
    //   on these arguments.
    // `fail`, `ok` and `err` stand outside of the block, so that nothing the user wrote there can be unsafe.
    quote_spanned!(span=> unsafe { #call })
}

/// Where the context is, which is found once.
fn source(model: &Model, context: &ContextPlan) -> TokenStream {
    if model.leaves() {
        names::local("context", model.name().span()).into_token_stream()
    } else {
        context.source.clone()
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
    let call = lent::pointer(model, quote_spanned!(span=> #user(#(#arguments),*)));
    let answer = on_fail::answer(model, quote_spanned!(span=> #function(#call #(, #others)*)));
    quote_spanned!(span=> #(#conversions)* #context #(#counted)* #answer)
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
