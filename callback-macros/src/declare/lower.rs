//! From what a declaration says to what is printed: every decision is made here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Lifetime, Safety, Type};

use super::hidden::{self, Calls, Group, Member};
use super::model::{Declaration, Parameter, Role, is_generic};
use crate::model::mentions;
use crate::{lifetimes, names};

/// What is printed.
pub(crate) struct Plan {
    /// The callbacks that call the closures.
    pub(crate) hidden: Vec<TokenStream>,
    /// The parameters of the wrapper, and the type of its result.
    pub(crate) inputs: Vec<TokenStream>,
    pub(crate) output: TokenStream,
    /// C's, in C types.
    pub(crate) c_inputs: Vec<TokenStream>,
    pub(crate) c_output: Option<TokenStream>,
    /// Statements before the call.
    pub(crate) conversions: Vec<TokenStream>,
    pub(crate) body: TokenStream,
    pub(crate) is_unsafe: bool,
}

pub(crate) fn lower(model: &Declaration) -> Plan {
    let groups = groups(model);
    let fallible = is_fallible(model);
    let members = groups.iter().flat_map(|group| (0..group.members.len()).map(move |at| (group, at)));
    Plan {
        hidden: members.map(|(group, at)| hidden::expand(model, group, at)).collect(),
        inputs: inputs(model, &groups),
        output: output(model, &groups, fallible),
        c_inputs: model
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| c_input(model, index, parameter))
            .collect(),
        c_output: model.returns.as_ref().map(|ty| c_type(model, ty)),
        conversions: conversions(model, &groups, fallible),
        body: body(model, &groups, fallible),
        is_unsafe: !matches!(model.sig.safety, Safety::Safe(_)),
    }
}

/// The callbacks, those on one context together.
fn groups<'a>(model: &'a Declaration) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = vec![];
    for (index, callback) in model.callbacks() {
        if groups.iter().any(|group| group.members.iter().any(|member| member.index == index)) {
            continue;
        }
        let name = model.parameters[index].name.as_ref();
        let together = model.parameters.iter().find_map(|parameter| match &parameter.role {
            Role::Context { of, .. } if of.len() > 1 && name.is_some_and(|name| of.contains(name)) => Some(of),
            _ => None,
        });
        let indices = match together {
            Some(names) => names.iter().filter_map(|name| model.find(name)).map(|(index, _)| index).collect(),
            None => vec![index],
        };
        let members: Vec<_> = indices.into_iter().filter_map(|index| member(model, index)).collect();
        let threads = members.iter().any(|member| member.callback.contract.threads.is_some());
        groups.push(Group { members, calls: Calls::of(callback), threads });
    }
    groups
}

fn member<'a>(model: &'a Declaration, index: usize) -> Option<Member<'a>> {
    let parameter = &model.parameters[index];
    let Role::Callback(callback) = &parameter.role else { return None };
    Some(Member {
        index,
        callback,
        closure: binding(index, parameter),
        span: parameter.name.as_ref().map_or(parameter.span, Ident::span),
    })
}

/// The name of a parameter in the wrapper.
fn binding(index: usize, parameter: &Parameter) -> Ident {
    parameter.name.clone().unwrap_or_else(|| names::value(index, parameter.span))
}

/// Whether the wrapper returns a `Result`: it has callbacks, or arguments that can be refused.
fn is_fallible(model: &Declaration) -> bool {
    let text = Ident::new("str", Span::call_site());
    model.parameters.iter().any(|parameter| match &parameter.role {
        Role::Callback(_) => true,
        Role::Argument => !is_counted(model, parameter) && mentions(parameter.ty.to_token_stream(), &text),
        Role::Len { of, .. } => of.len() > 1 || !is_word(&parameter.ty),
        _ => false,
    })
}

/// An integer that every length fits.
fn is_word(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| ["usize", "size_t"].iter().any(|name| last.ident == name))
}

fn is_counted(model: &Declaration, parameter: &Parameter) -> bool {
    parameter.name.as_ref().is_some_and(|name| model.is_counted(name))
}

fn inputs(model: &Declaration, groups: &[Group]) -> Vec<TokenStream> {
    let mut inputs = vec![];
    for (index, parameter) in model.parameters.iter().enumerate() {
        let (attrs, name, ty) = (&parameter.attrs, binding(index, parameter), &parameter.ty);
        match &parameter.role {
            Role::Argument => inputs.push(quote!(#(#attrs)* #name: #ty)),
            Role::Callback(_) => {
                let ty = find(groups, index).map(|(group, at)| group.members[at].parameter_type(model, group));
                inputs.push(quote!(#(#attrs)* #name: #ty));
            }
            _ => {}
        }
    }
    inputs
}

/// The group of a callback, and its place there.
fn find<'g, 'a>(groups: &'g [Group<'a>], index: usize) -> Option<(&'g Group<'a>, usize)> {
    groups.iter().find_map(|group| {
        let at = group.members.iter().position(|member| member.index == index)?;
        Some((group, at))
    })
}

/// A C type as the `extern` block has it, which knows neither the lifetimes nor the types of the caller.
fn c_type(model: &Declaration, ty: &Type) -> TokenStream {
    let (first, last) = names::ends(ty);
    let rt = names::runtime(first);
    if is_generic(model, &ty.to_token_stream()) {
        return quote_spanned!(first=> *mut #rt::c_void);
    }
    let statics = Lifetime::new("'static", Span::mixed_site());
    let ty = lifetimes::name_all(ty, &statics, &|_| true);
    let end = quote_spanned!(last=> C);
    quote_spanned!(first=> <#ty as #rt::CType>::#end)
}

fn c_input(model: &Declaration, index: usize, parameter: &Parameter) -> TokenStream {
    let name = names::c_value(index, parameter.span);
    let rt = names::runtime(parameter.span);
    let ty = match &parameter.role {
        Role::Callback(_) => quote_spanned!(names::plumbing(parameter.span)=> #rt::CFn),
        Role::Context { .. } => parameter.ty.to_token_stream(),
        _ => c_type(model, &parameter.ty),
    };
    quote!(#name: #ty)
}

/// The wrapper's own name in messages.
fn shown(model: &Declaration) -> TokenStream {
    let (rt, text) = (names::runtime(model.name().span()), model.text());
    quote!(#rt::concat!(#rt::module_path!(), "::", #text))
}

/// `?`, or a panic where the wrapper returns no `Result`.
fn unwrap(fallible: bool, at: Span, value: &TokenStream) -> TokenStream {
    let rt = names::runtime(at);
    if fallible { quote!(#value?) } else { quote!(#rt::sure(#value)) }
}

fn conversions(model: &Declaration, groups: &[Group], fallible: bool) -> Vec<TokenStream> {
    let plain = model.parameters.iter().enumerate();
    let plain = plain.filter_map(|(index, parameter)| conversion(model, index, parameter, fallible));
    let lengths = model.parameters.iter().enumerate();
    let lengths = lengths.filter_map(|(index, parameter)| length(model, index, parameter, fallible));
    plain.chain(lengths).chain(groups.iter().enumerate().map(|(index, group)| context(index, group))).collect()
}

fn kept(index: usize, span: Span) -> Ident {
    names::local(&format!("kept{index}"), span)
}

fn conversion(model: &Declaration, index: usize, parameter: &Parameter, fallible: bool) -> Option<TokenStream> {
    let (span, last) = names::ends(&parameter.ty);
    let (rt, kept) = (names::runtime(span), kept(index, span));
    let (value, ty) = (binding(index, parameter), &parameter.ty);
    match &parameter.role {
        Role::Argument if is_counted(model, parameter) => {
            let arguments = quote_spanned!(last=> (#value));
            Some(quote_spanned!(span=> let #kept = #rt::Counted::<#ty>::new #arguments;))
        }
        Role::Argument => {
            let (function, text) = (shown(model), names::text(&value));
            let arguments = quote_spanned!(last=> (#value, #function, #text));
            let converted = unwrap(fallible, span, &quote_spanned!(span=> #rt::Kept::<#ty>::new #arguments));
            Some(quote_spanned!(span=> let mut #kept = #converted;))
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
        let kept = kept(index, names::ends(&parameter.ty).0);
        quote_spanned!(span=> #kept.count())
    });
    let (lens, ty): (Vec<_>, _) = (lens.collect(), &parameter.ty);
    let (function, text) = (shown(model), of.first().map(names::text));
    let len = unwrap(fallible, span, &quote_spanned!(span=> #rt::length::<#ty>(&[#(#lens),*], #function, #text)));
    Some(quote_spanned!(span=> let #name = #len;))
}

/// What a group lends: the closure, or a tuple of all.
fn context(index: usize, group: &Group) -> TokenStream {
    let at = group.members[0].span;
    let context = names::local(&format!("context{index}"), at);
    let closures: Vec<_> = group.members.iter().map(|member| &member.closure).collect();
    let present =
        group.members.iter().filter(|member| member.callback.optional && group.members.len() > 1).map(|member| {
            let (present, closure) = (present(member), &member.closure);
            quote!(let #present = #closure.is_some();)
        });
    let value = if closures.len() == 1 { quote!(#(#closures)*) } else { quote!((#(#closures,)*)) };
    quote!(#(#present)* #[allow(unused_mut)] let mut #context = #value;)
}

fn present(member: &Member) -> Ident {
    names::local(&format!("present{}", member.index), member.span)
}

/// Whether the scope itself is there or not: one callback that C need not have.
fn is_optional(group: &Group) -> bool {
    matches!(&group.members[..], [member] if member.callback.optional)
}

/// The scopes around the call, and what is made of what they hand back.
fn body(model: &Declaration, groups: &[Group], fallible: bool) -> TokenStream {
    let at = model.name().span();
    let rt = names::runtime(at);
    let call = call(model, groups);
    if groups.is_empty() {
        return if fallible { call } else { quote!(#rt::sure(#call)) };
    }
    let result = scopes(model, groups, 0, call);
    let flow = joined(model, groups);
    quote!(#rt::hand::<#flow, _>(#result))
}

fn scopes(model: &Declaration, groups: &[Group], index: usize, call: TokenStream) -> TokenStream {
    let Some(group) = groups.get(index) else { return call };
    let span = names::plumbing(group.members[0].span);
    let rt = names::runtime(span);
    let (scope, context) =
        (names::local(&format!("scope{index}"), span), names::local(&format!("context{index}"), span));
    let leader = hidden::marker_path(model, group, group.leader(model));
    let (function, lent) = if is_optional(group) {
        let lent = match group.calls {
            Calls::Exclusive => quote!(#context.as_mut()),
            Calls::Shared => quote!(#context.as_ref()),
            Calls::Once => context.to_token_stream(),
        };
        (quote_spanned!(span=> lend_option), lent)
    } else {
        (quote_spanned!(span=> lend), group.calls.lent(&context.to_token_stream()))
    };
    let last = index + 1 == groups.len();
    let inner = scopes(model, groups, index + 1, call);
    if last {
        return quote!(#rt::#function::<#leader, _>(#lent, |#scope| #inner));
    }
    let (ours, theirs) = (flow_of(model, group), joined(model, &groups[index + 1..]));
    let inside = names::local(&format!("inside{index}"), span);
    let name = shown(model);
    quote! {{
        let mut #inside = #rt::Inside::<#theirs, _>::new(#name);
        let __callback_outside = #rt::#function::<#leader, _>(#lent, |#scope| #inside.keep(#inner));
        #inside.join::<#ours>(__callback_outside)
    }}
}

/// The call of C, and C's result converted.
fn call(model: &Declaration, groups: &[Group]) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let function = names::local("c", at);
    let arguments =
        model.parameters.iter().enumerate().map(|(index, parameter)| argument(model, groups, index, parameter));
    // SAFETY of what is generated: the author of the block vouches for C; every argument is what its type promises,
    // kept for the call, and the shims and contexts are those of scopes around it.
    let call = quote_spanned!(span=> unsafe { #function(#(#arguments),*) });
    let Some(ty) = &model.returns else {
        return quote!({ #call; #rt::Result::<(), #rt::Refused>::Ok(()) });
    };
    let (first, last) = names::ends(ty);
    let rt = names::runtime(first);
    let value = if is_generic(model, &ty.to_token_stream()) { quote!(#rt::Thin::restore(#call)) } else { call };
    let name = shown(model);
    let arguments = quote_spanned!(last=> (#value, #name));
    // SAFETY of what is generated: C returns what the declaration says.
    let convert = quote_spanned!(first=> #rt::returned::<#ty> #arguments);
    quote_spanned!(span=> unsafe { #convert })
}

fn argument(model: &Declaration, groups: &[Group], index: usize, parameter: &Parameter) -> TokenStream {
    let span = names::ends(&parameter.ty).0;
    let (rt, kept) = (names::runtime(span), kept(index, span));
    match &parameter.role {
        Role::Argument => {
            let value = quote_spanned!(span=> #kept.c());
            if is_generic(model, &parameter.ty.to_token_stream()) {
                quote_spanned!(span=> #rt::Thin::erase(#value))
            } else {
                value
            }
        }
        Role::Len { .. } => names::local(&format!("kept{index}"), names::plumbing(parameter.span)).to_token_stream(),
        Role::Size(_) => kept.to_token_stream(),
        Role::Callback(_) => find(groups, index).map(|(group, at)| shim(model, groups, group, at)).unwrap_or_default(),
        Role::Context { of, .. } => {
            let group = of.first().and_then(|name| model.find(name)).and_then(|(index, _)| find(groups, index));
            let scope = group.map(|(group, _)| scope_of(groups, group));
            let span = names::plumbing(parameter.span);
            quote_spanned!(span=> #rt::Lent::context(&#scope))
        }
        Role::Unread => TokenStream::new(),
    }
}

fn scope_of(groups: &[Group], group: &Group) -> Ident {
    let index = groups.iter().position(|other| core::ptr::eq(other, group)).unwrap_or(0);
    names::local(&format!("scope{index}"), names::plumbing(group.members[0].span))
}

fn shim(model: &Declaration, groups: &[Group], group: &Group, at: usize) -> TokenStream {
    let member = &group.members[at];
    let (span, scope) = (names::plumbing(member.span), scope_of(groups, group));
    let rt = names::runtime(span);
    let leader = group.leader(model);
    let shim = if at == leader {
        quote_spanned!(span=> #rt::Lent::shim(&#scope))
    } else {
        let other = hidden::marker_path(model, group, at);
        quote_spanned!(span=> #rt::Lent::shim(&#scope.also::<#other>()))
    };
    if group.members.len() > 1 && member.callback.optional {
        let present = present(member);
        quote_spanned!(span=> if #present { #shim } else { #rt::Option::None })
    } else {
        shim
    }
}

/// What a group hands back.
fn flow_of(model: &Declaration, group: &Group) -> TokenStream {
    let leader = group.leader(model);
    if hidden::stops(model, group, leader) {
        hidden::flow(&group.members[leader])
    } else {
        let runtime = model.runtime;
        quote!(#runtime::__private::Plain)
    }
}

fn is_plain(model: &Declaration, group: &Group) -> bool {
    !hidden::stops(model, group, group.leader(model))
}

/// What all groups hand back.
fn joined(model: &Declaration, groups: &[Group]) -> TokenStream {
    let runtime = model.runtime;
    let mut flows = groups.iter().filter(|group| !is_plain(model, group)).map(|group| flow_of(model, group)).rev();
    let Some(last) = flows.next() else { return quote!(#runtime::__private::Plain) };
    flows.fold(last, |inner, outer| quote!(<#outer as #runtime::__private::Join<#inner>>::Joined))
}

fn output(model: &Declaration, groups: &[Group], fallible: bool) -> TokenStream {
    let runtime = model.runtime;
    let value = model.returns.as_ref().map_or_else(|| quote!(()), ToTokens::to_token_stream);
    if !fallible {
        return value;
    }
    if groups.iter().all(|group| is_plain(model, group)) {
        return quote!(::core::result::Result<#value, #runtime::Refused>);
    }
    let flow = joined(model, groups);
    quote!(#runtime::Handed<#flow, #value>)
}
