//! Lowers a declaration to a plan; every decision is made here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Lifetime, Safety, Type};

use crate::foreign::borrowed::{hidden_lifetimes, is_in_place};
use crate::foreign::c_types::c_type;
use crate::foreign::group::{Calls, Group, KeptUntil};
use crate::foreign::groups::{is_optional, place};
use crate::foreign::locals::{binding, context_of, destroy_result, kept, present, scope_of, shown, unwrap};
use crate::foreign::model::{Declaration, Parameter, Role, is_counted, is_slice};
use crate::foreign::outcome::Condition;
use crate::foreign::prototype::{self, OfBody, Prototype};
use crate::foreign::{by_value, handover, hidden, lengths, required, result, result_types, until, validity};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::tokens::mentions;
use crate::syntax::types::ungrouped;

/// The parts of the wrapper, as they are printed.
pub(crate) struct Plan {
    /// Bounds on the types.
    pub(crate) required: Vec<TokenStream>,
    /// Assertions about the types.
    pub(crate) validity: Vec<TokenStream>,
    /// The hidden callbacks that call the closures.
    pub(crate) hidden: Vec<TokenStream>,
    /// A lifetime of the wrapper that the declaration does not name.
    pub(crate) lifetime: Option<Lifetime>,
    /// The parameters of the wrapper, and the type of its result.
    pub(crate) inputs: Vec<TokenStream>,
    pub(crate) output: TokenStream,
    /// The parameters of the C function, in C types, and its `...`.
    pub(crate) c_inputs: Vec<TokenStream>,
    pub(crate) c_output: Option<TokenStream>,
    /// Statements before the call.
    pub(crate) conversions: Vec<TokenStream>,
    pub(crate) body: TokenStream,
    pub(crate) is_unsafe: bool,
    /// True if the wrapper panics on a refused argument or result, and names its caller.
    pub(crate) panics: bool,
    /// True if the wrapper panics on a NULL result, which is no `Option`.
    pub(crate) panics_with_null: bool,
    pub(crate) prototype: Option<Prototype>,
    /// The callbacks of a function with a body.
    pub(crate) of_body: Vec<OfBody>,
}

pub(crate) fn lower(model: &Declaration, groups: &[Group]) -> Plan {
    let fallible = is_fallible(model);
    let (output, body) = (result::output(model, groups, fallible), result::body(model, groups, fallible));
    // C does not come back, and nothing else ends the call: the wrapper does not return either.
    let ends = model.never_returns() && !fallible && model.args.fails.is_none();
    let (output, body) = if ends { (quote!(!), result::ended(&body)) } else { (output, body) };
    let members = groups.iter().flat_map(|group| &group.members);
    Plan {
        required: required::required(model),
        validity: validity::of_declaration(model),
        hidden: members.map(hidden::expand).chain(destroy_results(model)).list(),
        lifetime: result_types::new_lifetime(model),
        inputs: inputs(model, groups),
        output,
        c_inputs: model
            .parameters
            .iter()
            .enumerate()
            .take(model.fixed.unwrap_or(usize::MAX))
            .map(|(index, parameter)| c_input(model, index, parameter))
            .chain(model.fixed.map(|_| quote!(...)))
            .list(),
        c_output: model.returns.as_ref().map(|ty| c_type(model, ty)),
        conversions: conversions(model, groups, fallible),
        body,
        is_unsafe: !matches!(model.sig.safety, Safety::Safe(_)),
        panics: !fallible,
        panics_with_null: !fallible && has_pointer(model),
        prototype: prototype::function(model, groups),
        of_body: prototype::of_body(model, groups),
    }
}

/// Returns true if the wrapper returns a `Result`: it has callbacks, or arguments that can be refused.
fn is_fallible(model: &Declaration) -> bool {
    let text = Ident::new("str", Span::call_site());
    model.parameters.iter().any(|parameter| match &parameter.role {
        Role::Callback(callback) => !callback.contract.is_kept() || !callback.is_passed(),
        Role::Argument => !is_counted(model, parameter) && mentions(parameter.ty.to_token_stream(), &text),
        Role::Len { of, .. } => of.len() > 1 || !is_word(&parameter.ty),
        Role::OutLen { .. } => !is_word(&parameter.ty),
        _ => false,
    }) || lengths::may_be_refused(model)
}

/// Returns true if a result is a pointer that is never NULL.
fn has_pointer(model: &Declaration) -> bool {
    let is_pointer = |ty: &Type| match ungrouped(ty) {
        Type::Reference(_) => true,
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| ["CBox", "NonNull"].iter().any(|name| last.ident == name))
        }
        _ => false,
    };
    let is_null = matches!(model.args.fails.as_ref().map(|fails| &fails.value), Some(Condition::Null(_)));
    let mut out = model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Out(_)));
    !is_null && model.returns.as_ref().is_some_and(is_pointer) || out.any(|parameter| is_pointer(&parameter.ty))
}

/// Returns true for an integer type that every length fits.
fn is_word(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| ["usize", "size_t"].iter().any(|name| last.ident == name))
}

fn inputs(model: &Declaration, groups: &[Group]) -> Vec<TokenStream> {
    let mut inputs = vec![];
    for (index, parameter) in model.parameters.iter().enumerate() {
        let (attrs, name, ty) = (&parameter.attrs, binding(index, parameter), &parameter.ty);
        match &parameter.role {
            Role::Argument => {
                let ty = until::carrier_type(model, parameter).unwrap_or_else(|| ty.clone());
                let ty = result_types::borrowed_type(model, parameter, &ty).unwrap_or_else(|| ty.to_token_stream());
                inputs.push(quote!(#(#attrs)* #name: #ty));
            }
            Role::Handover => inputs.push(quote!(#(#attrs)* #name: #ty)),
            Role::Callback(_) => {
                let Some((group, at)) = place(groups, index) else { continue };
                if group.value.is_none() {
                    let ty = group.members[at].parameter_type(model, group);
                    inputs.push(quote!(#(#attrs)* #name: #ty));
                }
            }
            Role::Context { .. } => {
                let of_value = |group: &&Group| group.value.is_some_and(|(of, _)| of == index);
                if let (Some(value), Some(group)) = (&parameter.value, groups.iter().find(of_value)) {
                    let ty = value.parameter_type(&group.auto_traits(), group.kept.is_some());
                    inputs.push(quote!(#(#attrs)* #name: #ty));
                }
            }
            // Reported; the caller passes it.
            Role::Unread if is_slice(ty) => inputs.push(quote!(#(#attrs)* #name: #ty)),
            _ => {}
        }
    }
    inputs
}

fn c_input(model: &Declaration, index: usize, parameter: &Parameter) -> TokenStream {
    let name = names::c_value(index, parameter.span);
    let rt = names::runtime(parameter.span);
    let ty = match &parameter.role {
        Role::Callback(_) | Role::Destroy { .. } => quote_spanned!(names::plumbing(parameter.span)=> #rt::CFn),
        Role::Context { .. } => parameter.ty.to_token_stream(),
        Role::Handover => quote_spanned!(names::plumbing(parameter.span)=> *mut #rt::c_void),
        Role::Out(_) | Role::OutLen { .. } => {
            let ty = c_type(model, &parameter.ty);
            quote!(*mut #ty)
        }
        _ => c_type(model, &parameter.ty),
    };
    quote!(#name: #ty)
}

fn conversions(model: &Declaration, groups: &[Group], fallible: bool) -> Vec<TokenStream> {
    let plain = model.parameters.iter().enumerate();
    let plain = plain.filter_map(|(index, parameter)| conversion(model, index, parameter, fallible));
    let lengths = model.parameters.iter().enumerate();
    let lengths = lengths.filter_map(|(index, parameter)| length(model, index, parameter, fallible));
    hidden_lifetimes(model)
        .into_iter()
        .chain(until::lend(model))
        .chain(plain)
        .chain(lengths)
        .chain(groups.iter().map(|group| context(model, group, fallible)))
        .list()
}

fn conversion(model: &Declaration, index: usize, parameter: &Parameter, fallible: bool) -> Option<TokenStream> {
    let (span, last) = names::ends(&parameter.ty);
    let (rt, kept) = (names::runtime(span), kept(index, span));
    let (value, ty) = (binding(index, parameter), &parameter.ty);
    match &parameter.role {
        Role::Argument if is_counted(model, parameter) => {
            let arguments = quote_spanned!(last=> (#value));
            Some(quote_spanned!(span=> let #kept = #rt::counted_argument::<#ty> #arguments;))
        }
        Role::Argument => {
            let (function, text) = (shown(model), names::text(&value));
            let crossing = by_value::crossing(model, ty);
            let (value, ty) = (by_value::given(model, ty, quote!(#value)), crossing.as_ref().unwrap_or(ty));
            let arguments = quote_spanned!(last=> (#value, #function, #text));
            let keep = if is_in_place(model, parameter) { "kept_in_place" } else { "kept_argument" };
            let keep = Ident::new(keep, span);
            let converted = unwrap(fallible, span, &quote_spanned!(span=> #rt::#keep::<#ty> #arguments));
            Some(quote_spanned!(span=> let mut #kept = #converted;))
        }
        Role::Handover => Some(handover::conversion(model, index, parameter, &value)),
        Role::Out(_) | Role::OutLen { .. } => {
            let (c, new) = (quote_spanned!(last=> C), quote_spanned!(last=> new()));
            Some(quote_spanned!(span=> let mut #kept = #rt::OutSlot::<<#ty as #rt::CType>::#c>::#new;))
        }
        Role::Size(of) => {
            let (first, last) = names::ends(of);
            let rt = names::runtime(first);
            let arguments = quote_spanned!(last=> ());
            Some(quote_spanned!(first=> let #kept = #rt::element_size::<#of, #ty> #arguments;))
        }
        _ => None,
    }
}

fn length(model: &Declaration, index: usize, parameter: &Parameter, fallible: bool) -> Option<TokenStream> {
    let Role::Len { of, .. } = &parameter.role else { return None };
    let span = names::plumbing(parameter.span);
    let (rt, name) = (names::runtime(span), kept(index, span));
    let mut found = of.iter().filter_map(|name| model.find(name));
    let lens = found.by_ref().map(|(index, parameter)| {
        let (kept, ty) = (kept(index, names::ends(&parameter.ty).0), &parameter.ty);
        if matches!(parameter.role, Role::Handover) {
            quote_spanned!(span=> #rt::len_of_handover::<#ty>(&#kept))
        } else {
            quote_spanned!(span=> #rt::Counted::count(&#kept))
        }
    });
    let (lens, ty): (Vec<_>, _) = (lens.list(), &parameter.ty);
    let (function, text) = (shown(model), of.first().map(names::text));
    let len = unwrap(fallible, span, &quote_spanned!(span=> #rt::length::<#ty>(&[#(#lens),*], #function, #text)));
    Some(quote_spanned!(span=> let #name = #len;))
}

/// The context of a group, lent or kept: the closure, or a tuple of all closures.
pub(crate) fn context(model: &Declaration, group: &Group, fallible: bool) -> TokenStream {
    let context = context_of(group);
    if let Some((index, _)) = group.value {
        let value = binding(index, &model.parameters[index]);
        let registered = group.kept.map(|kept| registered(model, group, kept, fallible));
        return quote!(#[allow(unused_mut)] let mut #context = #value; #registered);
    }
    let closures: Vec<_> = group.members.iter().map(|member| &member.closure).list();
    let together = closures.len() > 1;
    let present = group.members.iter().filter(|member| member.callback.optional && together).map(|member| {
        let (rt, present, closure) = (names::runtime(member.span), present(member), &member.closure);
        quote!(let #present = #rt::Option::is_some(&#closure);)
    });
    let value = if together { quote!((#(#closures,)*)) } else { quote!(#(#closures)*) };
    let registered = group.kept.map(|kept| registered(model, group, kept, fallible));
    quote!(#(#present)* #[allow(unused_mut)] let mut #context = #value; #registered)
}

/// The registration of a closure that C keeps. Without a number for it the call is refused if it can be, and panics otherwise.
fn registered(model: &Declaration, group: &Group, kept: KeptUntil, fallible: bool) -> TokenStream {
    let span = names::plumbing(group.members[0].span);
    let (rt, context, scope) = (names::runtime(span), context_of(group), scope_of(group));
    let leader = hidden::marker_path(model, group, group.leader());
    let function = match (kept, group.calls, fallible) {
        (KeptUntil::Slot, ..) => return slotted(model, group, fallible),
        (_, Calls::Once, true) => quote_spanned!(span=> try_once),
        (_, Calls::Once, false) => quote_spanned!(span=> once),
        (_, _, true) => quote_spanned!(span=> try_own),
        (_, _, false) => quote_spanned!(span=> own),
    };
    let name = shown(model);
    let register = |closure: TokenStream| {
        let registered = quote_spanned!(span=> <#leader as #rt::Callback>::#function(#closure));
        if fallible { quote_spanned!(span=> #rt::acquired(#registered, #name)) } else { registered }
    };
    let registered = if is_optional(group) {
        let one = register(quote_spanned!(span=> __callback_one));
        let registered = quote_spanned!(span=> #rt::Option::map(#context, |__callback_one| #one));
        if fallible { quote_spanned!(span=> #rt::Option::transpose(#registered)?) } else { registered }
    } else {
        let registered = register(quote!(#context));
        if fallible { quote_spanned!(span=> #registered?) } else { registered }
    };
    quote_spanned!(span=> let #scope = #registered;)
}

/// The registration of a closure in a slot, refused if all slots are taken.
fn slotted(model: &Declaration, group: &Group, fallible: bool) -> TokenStream {
    let span = names::plumbing(group.members[0].span);
    let (rt, context, scope) = (names::runtime(span), context_of(group), scope_of(group));
    let leader = hidden::marker_path(model, group, 0);
    let name = shown(model);
    let acquire = |closure: TokenStream| quote!(#rt::acquired(<#leader as #rt::Callback>::acquire(#closure), #name));
    let acquired = if is_optional(group) {
        let one = acquire(quote!(__callback_one));
        quote!(#rt::Option::transpose(#rt::Option::map(#context, |__callback_one| #one)))
    } else {
        let boxed = group.boxed(model, &group.members[0]);
        acquire(quote!({ let __callback_boxed: #boxed = #rt::Box::new(#context); __callback_boxed }))
    };
    let acquired = unwrap(fallible, span, &acquired);
    quote!(let #scope = #acquired;)
}

/// The types that carry the declared results of destroy notifies.
fn destroy_results(model: &Declaration) -> Vec<TokenStream> {
    let answers = model.parameters.iter().enumerate().filter_map(|(index, parameter)| {
        let Role::Destroy { returns: Some(returns), .. } = &parameter.role else { return None };
        let (rt, name, ty, value) =
            (names::runtime(parameter.span), destroy_result(index, parameter), &parameter.ty, &returns.value);
        Some(quote! {
            #[allow(non_camel_case_types)]
            enum #name {}
            impl #rt::Answers<#rt::ResultOf<#ty>> for #name {
                const ANSWER: #rt::ResultOf<#ty> = #value;
            }
        })
    });
    answers.list()
}
