//! The call itself and the value of the wrapper: the C result, out-parameters, subscriptions, and errors.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use crate::foreign::arguments::argument;
use crate::foreign::expressions::in_safe_code;
use crate::foreign::group::{Calls, Group, KeptUntil, unregister};
use crate::foreign::groups::{self, is_optional};
use crate::foreign::lengths::{self, Target};
use crate::foreign::locals::{context_of, kept, scope_of, shown};
use crate::foreign::model::{Declaration, Parameter, Role};
use crate::foreign::outcome::{self};
use crate::foreign::parts::{parts, statements};
use crate::foreign::result_types::{error_type, flow_of, is_null_refused, is_plain, joined};
use crate::foreign::{body, handover, hidden, prototype, stop, until};
use crate::output::names;
use crate::syntax::list::List as _;

/// The body of a function that does not return.
pub(crate) fn ended(body: &TokenStream) -> TokenStream {
    quote! {
        #[allow(unreachable_code)]
        let __callback_never: ::core::convert::Infallible = #body;
        match __callback_never {}
    }
}

/// The scopes around the call, and the conversion of their pending outcomes.
pub(crate) fn body(model: &Declaration, groups: &[Group], fallible: bool) -> TokenStream {
    let rt = names::runtime(model.name().span());
    let call = call(model, groups);
    let lent: Vec<&Group> = lent(groups);
    let called = model.args.fails.is_some();
    if lent.is_empty() {
        return match (fallible, called) {
            (true, _) => call,
            (false, true) => quote!(#rt::sure_called(#call)),
            (false, false) => quote!(#rt::sure(#call)),
        };
    }
    let (flow, result) = (joined(model, &lent), scopes(model, &lent, call));
    if called { quote!(#rt::hand_called::<#flow, _, _>(#result)) } else { quote!(#rt::hand::<#flow, _>(#result)) }
}

/// The groups lent for this call alone.
pub(crate) fn lent<'g, 'a>(groups: &'g [Group<'a>]) -> Vec<&'g Group<'a>> {
    groups.iter().filter(|group| group.kept.is_none()).list()
}

fn scopes(model: &Declaration, groups: &[&Group], call: TokenStream) -> TokenStream {
    let Some((group, others)) = groups.split_first() else { return call };
    let span = names::plumbing(group.members[0].span);
    let (rt, scope, context) = (names::runtime(span), scope_of(group), context_of(group));
    let leader = hidden::marker_path(model, group, group.leader());
    let (function, lent) = if is_optional(group) {
        let lent = match group.calls {
            Calls::Shared if group.moves => quote!(#rt::Option::as_mut(&mut #context)),
            Calls::Exclusive => quote!(#rt::Option::as_mut(&mut #context)),
            Calls::Shared => quote!(#rt::Option::as_ref(&#context)),
            Calls::Once => context.to_token_stream(),
        };
        (quote_spanned!(span=> lend_option), lent)
    } else {
        let lent = group.calls.lent(&context.to_token_stream(), group.moves);
        let lent = match group.value {
            Some((_, value)) => value.lent(&context, lent),
            None => lent,
        };
        (quote_spanned!(span=> lend), lent)
    };
    let inner = scopes(model, others, call);
    let (made, set) = stop::set(model, group).unzip();
    if others.is_empty() && made.is_none() {
        return quote!(#rt::#function::<#leader, _>(#lent, |#scope| #inner));
    }
    if others.is_empty() {
        return quote!({ #made #rt::#function::<#leader, _>(#lent, |#scope| { #set #inner }) });
    }
    let (ours, theirs) = (flow_of(model, group), joined(model, others));
    let inside = names::local(&format!("inside{}", group.members[0].index), span);
    let text = model.text();
    let name = quote!(#rt::concat!(#rt::module_path!(), "::", #text));
    quote! {{
        let mut #inside = #rt::InnerResult::<#theirs, _>::new(#name);
        #made
        let __callback_outside = #rt::#function::<#leader, _>(#lent, |#scope| { #set #rt::InnerResult::keep_inner(&mut #inside, #inner) });
        #rt::InnerResult::join_outer::<#ours>(#inside, __callback_outside)
    }}
}

/// The scopes of closures that are unregistered by a call.
fn given_until(groups: &[Group]) -> impl Iterator<Item = Ident> {
    groups.iter().filter(|group| unregister(group).is_some()).map(scope_of)
}

/// The call of C, with the conversion of its results.
fn call(model: &Declaration, groups: &[Group]) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let c = names::local("returned", at);
    let value = match model.body {
        Some(body) => body::call(model, groups, body),
        None => foreign(model, groups),
    };
    let never = model.never_returns().then(|| quote!(: ::core::convert::Infallible));
    let call = quote_spanned!(span=> let #c #never = #value;);
    let failure = failure(model, groups, &c);
    let given = groups.iter().filter(|group| group.kept == Some(KeptUntil::Destroy)).map(|group| {
        let scope = scope_of(group);
        let given = quote!(#rt::Destroyed::given(#scope););
        // If C makes no object the closure is dropped. Its frame stays until C has ended it, which it may still do.
        let makes = groups::is_handle_returned(model) && model.args.fails.is_none();
        if makes { quote!(if #rt::is_null(#c) { ::core::mem::drop(#scope); } else { #given }) } else { given }
    });
    let (begun, handed) = (handover::begun(model), handover::given(model, &c));
    let carried = [until::carried_by_arguments(model, groups), until::carried_by_results(model, groups)];
    let [by_arguments, by_results] = carried;
    let lent = given_until(groups).map(|scope| quote!(#rt::Given::give(&#scope);));
    let parts = parts(model, groups);
    let (statements, values) = (statements(&parts), parts.iter().map(|part| &part.value));
    let value = if let [one] = &parts[..] { one.value.to_token_stream() } else { quote!((#(#values),*)) };
    let error = error_type(model).map_or_else(|| quote!(#rt::Refused), |error| quote!(#rt::CallError<#error>));
    quote! {
        (|| {
            #(#lent)*
            #(#begun)*
            #call
            #failure
            #(#given)*
            #(#handed)*
            #(#by_arguments)*
            #statements
            #(#by_results)*
            #rt::Result::<_, #error>::Ok(#value)
        })()
    }
}

/// The call of the C function.
pub(crate) fn foreign(model: &Declaration, groups: &[Group]) -> TokenStream {
    // A type without a C type is reported once: at the same place as by the declaration.
    let span = prototype::place_of(model);
    let function = names::local("c_function", span);
    let arguments =
        model.parameters.iter().enumerate().map(|(index, parameter)| argument(model, groups, index, parameter));
    // SAFETY of what is generated: the author of the block vouches for C; every argument is valid for its type and
    // kept for the call, and the shims and contexts are those of scopes around it or of registrations.
    quote_spanned!(span=> unsafe { #function(#(#arguments),*) })
}

/// The statements that run if the result means failure.
fn failure(model: &Declaration, groups: &[Group], c: &Ident) -> Option<TokenStream> {
    let fails = model.args.fails.as_ref()?;
    let rt = names::runtime(fails.key);
    let test = fails.value.test(c);
    // A `_Bool` is passed to the error as `bool`.
    let is_bool = matches!(&model.returns, Some(Type::Path(path)) if path.path.is_ident("bool"));
    let value = if is_bool { quote!(#rt::is_nonzero(#c)) } else { c.to_token_stream() };
    let os_error = if model.args.negated { quote!(#rt::os_error_of(#c)) } else { quote!(#rt::os_error()) };
    let name = shown(model);
    let error = match (&model.args.error, model.args.errno) {
        (None, true) => os_error,
        (Some(error), true) => {
            let ty = &error.value;
            quote!(<#ty as #rt::From<_>>::from(#os_error))
        }
        (None, false) if is_null_refused(model) => quote!(#rt::null_result(#name)),
        (Some(error), false) => {
            let ty = &error.value;
            quote!(<#ty as #rt::From<_>>::from(#value))
        }
        (None, false) => quote!(#rt::From::from(#value)),
    };
    let undone = groups.iter().filter(|group| group.kept == Some(KeptUntil::Destroy)).map(|group| {
        let scope = scope_of(group);
        quote!(#rt::Destroyed::refused(#scope);)
    });
    let taken_back = given_until(groups).map(|scope| quote!(#rt::Given::take_back(&#scope);));
    let returned = handover::refused(model);
    let freed = model.parameters.iter().enumerate().filter_map(|(index, parameter)| freed(model, index, parameter));
    let safe = in_safe_code(model);
    Some(quote! {
        #safe
        if #test {
            let __callback_error = #error;
            #(#undone)*
            #(#returned)*
            #(#taken_back)*
            #(#freed)*
            return #rt::Result::Err(#rt::CallError::C(__callback_error));
        }
    })
}

/// Frees the value that C allocated in spite of its failure.
fn freed(model: &Declaration, index: usize, parameter: &Parameter) -> Option<TokenStream> {
    let Role::Out(args) = &parameter.role else { return None };
    args.always.as_ref()?;
    let is_array = lengths::of(model, Target::Out(index)).is_some();
    let free = outcome::deallocator(&args.free.as_ref()?.value, &parameter.ty, is_array);
    let span = names::ends(&parameter.ty).0;
    let (rt, kept, ty) = (names::runtime(span), kept(index, span), &parameter.ty);
    let taken = quote!(#rt::OutSlot::take(&#kept));
    let owned = if is_array {
        quote!(#rt::owned_array::<#ty>(#taken, #rt::Result::Ok(0), #free, "", #rt::Option::None))
    } else {
        quote!(#rt::owned::<#ty>(#taken, #free, "", #rt::Option::None))
    };
    // SAFETY of what is generated: the author of the block says that C writes it always.
    Some(quote!({ let _ = unsafe { #owned }; }))
}

pub(crate) fn output(model: &Declaration, groups: &[Group], fallible: bool) -> TokenStream {
    let runtime = model.runtime;
    let parts = parts(model, groups);
    let value = match &parts[..] {
        [one] => one.ty.clone(),
        parts => {
            let types = parts.iter().map(|part| &part.ty);
            quote!((#(#types),*))
        }
    };
    let (lent, error) = (lent(groups), error_type(model));
    let plain = lent.iter().all(|group| is_plain(group));
    let flow = joined(model, &lent);
    match (error, fallible, plain) {
        (None, false, _) => quote!(#value),
        (None, true, true) => quote!(::core::result::Result<#value, #runtime::Refused>),
        (None, true, false) => quote!(#runtime::foreign::CallResult<#flow, #value>),
        (Some(error), false, _) => quote!(::core::result::Result<#value, #error>),
        (Some(error), true, true) => quote!(::core::result::Result<#value, #runtime::CallError<#error>>),
        (Some(error), true, false) => quote!(#runtime::foreign::FallibleCallResult<#flow, #value, #error>),
    }
}
