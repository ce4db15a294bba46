//! Shims of a single callback, generated if the common ones do not suffice: for code behind the call, or
//! for `...`.

use proc_macro2::{Group, Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::function::model::callback::Model;
use crate::function::plan::context::ContextPlan;
use crate::function::plan::lower::Plan;
use crate::function::print::on_fail::{self, binding};
use crate::function::print::{body, leave};
use crate::output::names;
use crate::output::tree::parenthesised;
use crate::syntax::list::List as _;

/// Returns true if the callback has shims of its own.
pub(crate) fn has_own(plan: &Plan) -> bool {
    plan.has_closure || plan.is_variadic || is_stacked(plan)
}

/// Returns true if each scope has a shim, whose number leads to the context.
pub(crate) fn is_stacked(plan: &Plan) -> bool {
    plan.context.as_ref().is_some_and(|context| context.route == "Stacked")
}

/// The function that C calls, generic over the owner.
pub(crate) fn own(model: &Model, plan: &Plan) -> Option<TokenStream> {
    if !has_own(plan) {
        return None;
    }
    let at = model.name().span();
    let (rt, owner, shim, span) = (names::runtime(at), names::owner(at), names::shim(at), names::plumbing(at));
    let (abi, c_return) = (&plan.abi, &plan.c_return);
    let InImpl { params, clause, around } = InImpl::new(model, plan);
    let unreachable = plan.diverges.then(|| quote_spanned!(span=> #[allow(unreachable_code)]));
    let ((parameters, taken), entry) = (parameters(model, plan), entry(model, plan));
    let inner = if plan.has_closure { closure(model, plan) } else { answer(model, plan) };
    let functions = quote_spanned! {span=>
        #unreachable
        unsafe extern #abi fn #shim<#(#params,)* #owner: #rt::Owner>(#parameters) -> #c_return
        #clause
        {
            #taken
            #inner
        }
        #entry
    };
    Some(match around {
        Some(around) => quote_spanned!(span=> #around { #functions }),
        None => functions,
    })
}

/// The place of the shim: with several lifetimes, an `impl` of the marker, from whose type rustc infers the bounds that
/// the context implies between them; a function has them from its parameters only.
struct InImpl {
    params: Vec<TokenStream>,
    clause: Option<TokenStream>,
    around: Option<TokenStream>,
}

impl InImpl {
    fn new(model: &Model, plan: &Plan) -> Self {
        let span = names::plumbing(model.name().span());
        let (params, predicates) = (&plan.generics.params, plan.generics.predicates.iter().chain(&plan.required));
        let clause = quote_spanned!(span=> where #(#predicates),*);
        if !is_in_impl(plan) {
            return InImpl { params: params.clone(), clause: Some(clause), around: None };
        }
        let marker = callback(model, plan);
        InImpl { params: vec![], clause: None, around: Some(quote_spanned!(span=> impl<#(#params),*> #marker #clause)) }
    }
}

fn is_in_impl(plan: &Plan) -> bool {
    plan.generics.has_several_lifetimes()
}

/// The path of a function of the shim, for an owner.
fn path(model: &Model, plan: &Plan, function: &Ident, owner: &dyn ToTokens) -> TokenStream {
    let (span, turbofish) = (names::plumbing(model.name().span()), &plan.generics.turbofish);
    if is_in_impl(plan) {
        return quote_spanned!(span=> Self::#function::<#owner>);
    }
    quote_spanned!(span=> #function::<#(#turbofish,)* #owner>)
}

/// The parameters of the shim, and the statements that take them from the list of all arguments of a variadic call.
fn parameters(model: &Model, plan: &Plan) -> (TokenStream, TokenStream) {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let c_names: Vec<_> = plan.c_parameters.iter().map(|parameter| &parameter.name).list();
    let c_types: Vec<_> = plan.c_parameters.iter().map(|parameter| &parameter.ty).list();
    let Some((rest, fixed)) = c_names.split_last().filter(|_| plan.is_variadic) else {
        return (quote_spanned!(span=> #(#c_names: #c_types),*), TokenStream::new());
    };
    let list = names::local("list", at);
    // SAFETY of what is generated: the entry gives a list of all arguments, which nobody else has; each is taken once, in
    // C's order and by its C type.
    let taken = quote_spanned! {span=>
        #(let #fixed = unsafe { #rt::Arguments::fixed::<#c_types>(&mut *#list) };)*
        let #rest = #rt::Arguments::rest(unsafe { &mut *#list });
    };
    (quote_spanned!(span=> #list: *mut #rt::Arguments), taken)
}

/// The call of the runtime, as in the common shims.
fn answer(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span, owner) = (names::runtime(at), names::plumbing(at), names::owner(at));
    let (callback, c_names) = (callback(model, plan), plan.c_parameters.iter().map(|parameter| &parameter.name));
    // SAFETY of what is generated: this is what C passed, by what `SHIM` asks of whoever calls it.
    let answer = Ident::new(if is_stacked(plan) { "answer_on_stack" } else { "answer" }, span);
    quote_spanned!(span=> unsafe { #rt::#answer::<#callback, #owner>((#(#c_names,)*)) })
}

/// A shim whose body is a closure, so that code can follow the call.
fn closure(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let span = names::plumbing(at);
    let (name, fail) = (names::local("fail", at), &plan.fail);
    let (call, on_fail) = (call(model, plan), binding(model, plan));
    let (locals, (context, call)) = (body::locals(model, plan), answered(model, plan, &call));
    quote_spanned! {span=>
        let #name = #fail;
        #locals
        #on_fail
        #context
        #call
    }
}

/// The call as the end of the shim. If it may leave, leaving comes last: nothing is dropped behind it.
fn answered(model: &Model, plan: &Plan, call: &TokenStream) -> (Option<TokenStream>, TokenStream) {
    let at = model.name().span();
    let (span, answer) = (names::plumbing(at), names::local("answer", at));
    let Some(leave) = leave::leave(model, plan) else {
        return (None, on_fail::end(model, plan, call));
    };
    let context = plan.context.as_ref().map(|context| {
        let (name, source) = (names::local("context", at), &context.source);
        quote_spanned!(span=> let #name = #source;)
    });
    let none = if plan.context.is_none() && plan.unwinds {
        let (name, rt) = (names::local("context", at), names::runtime(at));
        Some(quote_spanned!(span=> let #name = #rt::null_mut();))
    } else {
        None
    };
    let answered = if plan.diverges {
        quote_spanned!(span=> #call;)
    } else {
        quote_spanned!(span=> if let ::core::option::Option::Some(#answer) = #call { return #answer; })
    };
    (context.or(none), quote_spanned!(span=> #answered #leave))
}

/// The C types of the parameters, as in the function pointer type.
pub(crate) fn types(model: &Model, plan: &Plan) -> Group {
    let span = names::plumbing(model.name().span());
    let types: Vec<_> = plan.c_parameters.iter().map(|parameter| &parameter.ty).list();
    if let Some((_, fixed)) = types.split_last().filter(|_| plan.is_variadic) {
        return parenthesised(quote_spanned!(span=> #(#fixed,)* ...), span);
    }
    parenthesised(quote_spanned!(span=> #(#types),*), span)
}

/// The function pointer for an owner, for a callback with shims of its own.
pub(crate) fn pointer(model: &Model, plan: &Plan, owner: &impl ToTokens) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    // SAFETY of what is generated: the entry is made for this shim, which takes what the pointer type says.
    if plan.is_variadic {
        let (abi, c_return) = (&plan.abi, &plan.c_return);
        let entry = path(model, plan, &names::entry(at), owner);
        let entry = quote_spanned!(span=> #entry as unsafe extern #abi fn() -> #c_return);
        quote_spanned!(span=> unsafe { #rt::variadic(#entry) })
    } else {
        path(model, plan, &names::shim(at), owner)
    }
}

/// The entry point of a variadic callback: see `variadic` in the runtime.
fn entry(model: &Model, plan: &Plan) -> Option<TokenStream> {
    if !plan.is_variadic {
        return None;
    }
    let at = model.name().span();
    let (rt, owner, entry, span) = (names::runtime(at), names::owner(at), names::entry(at), names::plumbing(at));
    let (abi, c_return, shim) = (&plan.abi, &plan.c_return, path(model, plan, &names::shim(at), &owner));
    let InImpl { params, clause, .. } = InImpl::new(model, plan);
    // SAFETY of what is generated: the runtime's code is all that a naked function has, and calls the shim with the list
    // that it takes.
    Some(quote_spanned! {span=>
        #[unsafe(naked)]
        unsafe extern #abi fn #entry<#(#params,)* #owner: #rt::Owner>() -> #c_return #clause {
            #rt::variadic_entry!(#shim)
        }
    })
}

/// The marker type of the callback, with its arguments.
fn callback(model: &Model, plan: &Plan) -> TokenStream {
    let (name, args) = (model.marker(), &plan.generics.named);
    let span = names::plumbing(model.name().span());
    if args.is_empty() { name.to_token_stream() } else { quote_spanned!(span=> #name<#(#args),*>) }
}

/// `let body = |held| …; unsafe { call(context, fail, body) }`
fn call(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (fail, call, owner) = (names::local("fail", at), names::call(at), names::owner(at));
    let (callback, name, body) = (callback(model, plan), names::local("body", at), body::body(model, plan));
    let (held, call) = if let Some(context) = &plan.context {
        let (source, held, found) = (source(model, plan, context), names::local("held", at), names::local("found", at));
        let call = quote_spanned!(span=> #rt::call::<#callback, #owner, _, _>(&#call, #found, #fail, #name));
        let call = if context.route == "Stacked" {
            quote_spanned!(span=> #rt::call_stacked::<#callback, _>(#found, || #call))
        } else {
            call
        };
        (Some(held), quote_spanned!(span=> let #found = #source; unsafe { #call }))
    } else {
        let call = quote_spanned!(span=> #rt::call_without_context::<#callback, _, _>(#fail, #name));
        (None, quote_spanned!(span=> unsafe { #call }))
    };
    let held = held.iter();
    // SAFETY of what is generated, by what `SHIM` asks of whoever calls it: the context is one of an owner of this kind, or
    // null; the call is a local of the shim; what the user wrote stands in the body and in the source, and not in the block.
    quote_spanned!(span=> { let #name = |#(#held)*| { #body }; #call })
}

/// The expression of the context pointer, evaluated once.
fn source(model: &Model, plan: &Plan, context: &ContextPlan) -> TokenStream {
    if plan.leaving.is_some() {
        names::local("context", model.name().span()).into_token_stream()
    } else {
        context.source.to_token_stream()
    }
}
