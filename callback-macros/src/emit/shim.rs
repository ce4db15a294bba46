//! The function that C calls.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::lower::{ContextPlan, Conversion, Plan};
use crate::model::Model;
use crate::names;
use crate::{leave, lent, on_fail};

/// The function that C calls, and the body of a call, which is a function of its own where nothing but the C values
/// goes into it: then the code around it is shared by all callbacks alike.
pub(crate) fn shim(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, owner, shim) = (names::runtime(at), names::owner(at), names::shim(at));
    let span = names::plumbing(at);
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let (abi, c_return, fail) = (&plan.abi, &plan.c_return, &plan.fail);
    let (parameters, taken) = parameters(model, plan);
    let entry = entry(model, plan);
    let fail_name = names::local("fail", at);
    let (inner, function) = if plan.has_closure { (closure(model, plan), None) } else { separate(model, plan) };
    // What the function returns is converted by code that is the same for all.
    let unreachable = model.diverges().then(|| quote_spanned!(span=> #[allow(unreachable_code)]));
    quote_spanned! {span=>
        #unreachable
        unsafe extern #abi fn #shim<#(#params,)* #owner: #rt::Owner>(#parameters) -> #c_return
        where #(#predicates),*
        {
            #taken
            let #fail_name = #fail;
            #inner
        }
        #function
        #entry
    }
}

/// The shim calls the body as a function, and here is that.
fn separate(model: &Model, plan: &Plan) -> (TokenStream, Option<TokenStream>) {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (params, predicates, turbofish) = (&plan.generics.params, &plan.generics.predicates, &plan.generics.turbofish);
    let (name, fail, owner) = (names::body(at), names::local("fail", at), names::owner(at));
    let taken = || plan.c_parameters.iter().filter(|parameter| !parameter.is_context);
    let names: Vec<_> = taken().map(|parameter| &parameter.name).collect();
    let types = taken().map(|parameter| &parameter.ty);
    let (ended, callback, body) = (&plan.ended, callback(model, plan), body(model, plan));
    let locals = locals(model, plan);
    let generics = (!turbofish.is_empty()).then(|| quote_spanned!(span=> ::<#(#turbofish),*>));
    let arguments = quote_spanned!(span=> #name #generics, (#(#names,)*));
    let call = if let Some(ContextPlan { source, ty, access, .. }) = &plan.context {
        let about = quote_spanned!(span=> #rt::OfCallback::<#callback, #owner>::ABOUT);
        let finds = quote_spanned!(span=> <#owner as #rt::Owner>::Finds<#callback>);
        quote_spanned!(span=> #rt::call_fn::<#finds, #ty, #access, _, _, _, _>(#about, #source, #fail, #arguments))
    } else {
        let about = quote_spanned!(span=> #rt::OfCallback::<#callback, #rt::Borrowed>::ABOUT);
        quote_spanned!(span=> #rt::call_fn_without_context(#about, #fail, #arguments))
    };
    let held = plan.context.as_ref().map(|ContextPlan { held, .. }| {
        let name = names::local("held", at);
        quote_spanned!(span=> , #name: #held)
    });
    // SAFETY of what is generated: see `call`; the body is called with what C passed, by the trampoline alone.
    let function = quote_spanned! {span=>
        unsafe fn #name<#(#params),*>((#(#names,)*): (#(#types,)*) #held) -> #ended where #(#predicates),* {
            #locals
            unsafe { #body }
        }
    };
    (quote_spanned!(span=> unsafe { #call }), Some(function))
}

/// The body is a closure, which has what the shim does behind the call.
fn closure(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let span = names::plumbing(at);
    let (call, on_fail) = (call(model, plan), on_fail::binding(model, plan));
    let (locals, (context, call)) = (locals(model, plan), answered(model, plan, &call));
    quote_spanned! {span=>
        #locals
        #on_fail
        #context
        #call
    }
}

/// What stands before the conversions, where nothing that the user wrote can be unsafe.
fn locals(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (answers, answer_names) = (&plan.answer.arguments, answer_names(model, plan));
    let call = plan.needs_call.then(|| {
        let call = names::call(at);
        quote_spanned!(span=> let #call = #rt::CALL;)
    });
    let function = plan.hides_function.then(|| {
        let (name, function) = (names::local("function", at), function(model, plan));
        quote_spanned!(span=> let #name = #function;)
    });
    quote_spanned!(span=> #(let #answer_names = #answers;)* #call #function)
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

/// The user's function; it has a name of its own where a parameter of the same name would hide it.
fn function(model: &Model, plan: &Plan) -> TokenStream {
    let span = names::plumbing(model.name().span());
    if let Some(of_block) = &model.of_block {
        return of_block.called.clone();
    }
    let (name, turbofish) = (model.name(), &plan.generics.turbofish);
    if turbofish.is_empty() { quote_spanned!(span=> #name) } else { quote_spanned!(span=> #name::<#(#turbofish),*>) }
}

/// The type that stands for the callback, with its arguments.
fn callback(model: &Model, plan: &Plan) -> TokenStream {
    let (name, args) = (model.marker(), &plan.generics.args);
    let span = names::plumbing(model.name().span());
    if args.is_empty() { name } else { quote_spanned!(span=> #name<#(#args),*>) }
}

/// `unsafe { call(context, fail, body) }`
fn call(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (fail, call, owner) = (names::local("fail", at), names::call(at), names::owner(at));
    let (callback, body) = (callback(model, plan), body(model, plan));
    let call = match &plan.context {
        Some(context) => {
            let (source, held) = (source(model, context), names::local("held", at));
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
    // - `exclusive` and its like: the argument is what `call` held for this call, which is there until the body has returned.
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
    let span = names::plumbing(at);
    let (conversions, counted) = (plan.conversions.iter().map(conversion), plan.counted.iter().map(conversion));
    let context = plan.context.as_ref().map(|context| {
        let (value, give, held) = (&context.value, &context.give, names::local("held", at));
        quote_spanned!(span=> let #value = #give(#held);)
    });
    let arguments = &plan.call;
    let user =
        if plan.hides_function { names::local("function", at).into_token_stream() } else { function(model, plan) };
    let (function, others) = (&plan.answer.function, answer_names(model, plan));
    let call = lent::pointer(model, quote_spanned!(span=> #user(#(#arguments),*)));
    let answer = on_fail::answer(model, quote_spanned!(span=> #function(#call #(, #others)*)));
    quote_spanned!(span=> #(#conversions)* #context #(#counted)* #answer)
}

/// One argument, or the end of the call. A `?` would cost its time to compile.
fn conversion(conversion: &Conversion) -> TokenStream {
    let Conversion { name, call, convert, span } = conversion;
    let (rt, value) = (names::runtime(*span), names::local("value", *span));
    let call = call.as_ref().map(|call| quote_spanned!(*span=> let #call = #rt::CALL;));
    quote_spanned! {*span=>
        #call
        let #name = match #convert {
            #rt::Ok(#value) => #value,
            #rt::Err(#value) => return #rt::Err(#rt::Halt::Refused(#value)),
        };
    }
}

/// The locals for what C gets when the function ends well, or stops.
fn answer_names(model: &Model, plan: &Plan) -> Vec<Ident> {
    let at = model.name().span();
    (0..plan.answer.arguments.len()).map(|index| names::local(&format!("answer{index}"), at)).collect()
}
