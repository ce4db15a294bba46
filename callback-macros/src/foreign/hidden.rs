//! The callback that calls a closure: a generic function for the pipeline of functions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, ReturnType, Type};

use crate::foreign::group::{Calls, Group, Member};
use crate::foreign::groups::groups;
use crate::foreign::model::{Callback, Declaration, is_generic};
use crate::foreign::value::ContextValue;
use crate::function::check::rules;
use crate::function::fallback;
use crate::function::model::build;
use crate::function::model::callback::Model;
use crate::function::plan::lower;
use crate::function::print::emit;
use crate::grammar::args::Args;
use crate::grammar::context::ContextArgs;
use crate::grammar::item;
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::report::Report;
use crate::syntax::types::ungrouped;

/// The arguments of one callback parameter, with the errors in them.
pub(crate) struct Arguments {
    index: usize,
    args: Args,
    error: Option<syn::Error>,
}

/// Parses the arguments of each callback parameter.
pub(crate) fn arguments(declaration: &Declaration) -> Vec<Arguments> {
    let of = |(index, callback): (usize, &Callback)| {
        let mut report = Report::new();
        let mut args = Args::parse(callback.args.clone(), &mut report);
        let krate = parse::tokens(declaration.runtime.clone()).ok();
        args.krate = args.krate.or(krate.map(|value| Setting { key: Span::call_site(), value }));
        Arguments { index, args, error: report.finish().err() }
    };
    declaration.callbacks().map(of).list()
}

/// Returns the groups with the model of each closure, which is built and checked once. An error in one prevents the
/// expansion of the declaration.
pub(crate) fn closures<'a>(
    declaration: &'a Declaration,
    arguments: &'a [Arguments],
    report: &mut Report,
) -> Vec<Group<'a>> {
    let mut groups = groups(declaration);
    let is_clean = report.is_clean();
    for group in &mut groups {
        for at in 0..group.members.len() {
            let given = arguments.iter().find(|given| given.index == group.members[at].index);
            let mut own = Report::new();
            let model = given.and_then(|given| model(declaration, group, at, given, &mut own));
            if let Some(model) = model.as_ref().filter(|_| is_clean) {
                rules::check(model, &mut own);
            }
            let errors = own.finish().err();
            let member = &mut group.members[at];
            (member.is_broken, member.model) = (!is_clean || errors.is_some(), model);
            // Errors after those of the declaration may be caused by them.
            errors.into_iter().filter(|_| is_clean).for_each(|error| report.push(error));
        }
    }
    groups
}

#[cfg(test)]
thread_local! {
    /// The number of closures that were parsed.
    pub(crate) static PARSED: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
}

/// Builds the model of one closure.
fn model<'a>(
    declaration: &Declaration,
    group: &Group,
    at: usize,
    given: &'a Arguments,
    report: &mut Report,
) -> Option<Model<'a>> {
    #[cfg(test)]
    PARSED.set(PARSED.get() + 1);
    given.error.iter().cloned().for_each(|error| report.push(error));
    let mut function = report.ok(item::parse(function(declaration, group, at)))?;
    function.shown = Some(format!("{}::{}", declaration.text(), names::text(&group.members[at].closure)));
    function.is_vouched_for = true;
    Some(build::build(&given.args, function, report))
}

/// The return type of a callback, as written.
pub(crate) fn flow(member: &Member) -> TokenStream {
    match &member.callback.ty.output {
        ReturnType::Type(_, ty) => ungrouped(ty).to_token_stream(),
        ReturnType::Default => quote!(()),
    }
}

/// Prints the callback, if its declaration has no error.
pub(crate) fn expand(member: &Member) -> TokenStream {
    let Some(model) = member.model.as_ref().filter(|_| !member.is_broken) else { return TokenStream::new() };
    match lower::lower(model) {
        Some(plan) => emit::emit(model, &plan),
        // A plan is missing only if an error was reported.
        None => fallback::function(model, &fallback::silent(model)),
    }
}

/// The type and const parameters that the hidden callbacks of a group share with the declaration.
fn shared_generics(declaration: &Declaration, group: &Group) -> Vec<GenericParam> {
    let mentions = group.members.iter().any(|member| {
        let (types, output) = (member.types(), &member.callback.ty.output);
        let bounds = group.value.map(|(_, value)| &value.bounds);
        is_generic(declaration, &quote!(#(#types)* #output #bounds))
    });
    let params = declaration.sig.generics.params.iter().filter(|_| mentions);
    params.filter(|param| !matches!(param, GenericParam::Lifetime(_))).cloned().list()
}

/// The marker with its arguments; closure types are inferred.
pub(crate) fn marker_path(declaration: &Declaration, group: &Group, at: usize) -> TokenStream {
    let marker = group.members[at].marker();
    let shared = shared_generics(declaration, group);
    let shared = shared.iter().map(|param| match param {
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
    });
    if group.is_boxed() {
        return quote!(#marker<#(#shared),*>);
    }
    let closures = (0..group.types()).map(|_| quote!(_));
    quote!(#marker<#(#shared,)* #(#closures),*>)
}

pub(crate) fn function(declaration: &Declaration, group: &Group, at: usize) -> TokenStream {
    let member = &group.members[at];
    let span = names::plumbing(member.span);
    let (name, abi, output) = (member.marker(), abi_of(declaration, member), &member.callback.ty.output);
    let shared = shared_generics(declaration, group);
    let predicates = match &declaration.sig.generics.where_clause {
        Some(clause) if !shared.is_empty() => {
            let kept =
                clause.predicates.iter().filter(|predicate| !matches!(predicate, syn::WherePredicate::Lifetime(_)));
            kept.map(ToTokens::to_token_stream).list()
        }
        _ => vec![],
    };
    let of_value = group.value.is_some() && group.types() == 1;
    let closures: Vec<Ident> =
        if of_value { vec![ContextValue::parameter()] } else { (0..group.types()).map(Group::closure_type).list() };
    let auto = group.auto_traits();
    let bounds = group.members.iter().zip(&closures).map(|(member, ty)| {
        if let Some((_, value)) = group.value {
            let bounds = &value.bounds;
            quote!(#ty: #bounds #auto)
        } else {
            let signature = member.signature(&group.calls_of(member).name());
            quote!(#ty: #signature #auto)
        }
    });
    let named = member.callback.context().and_then(|input| input.name.clone());
    let closure = named.unwrap_or_else(|| Ident::new("__callback_closure", span));
    let (inputs, arguments) = inputs(declaration, group, member, &closure);
    let lifetimes = member.callback.ty.lifetimes.as_ref().map(|binder| binder.lifetimes.iter());
    let lifetimes = lifetimes.into_iter().flatten();
    let call = call(declaration, group, at, &closure, &arguments);
    let call = if member.returns_never() { quote!(match #call {}) } else { call };
    quote! {
        #[allow(clippy::too_many_arguments, unused_mut)]
        #abi fn #name<#(#lifetimes,)* #(#shared,)* #(#closures),*>(#(#inputs),*) #output
        where #(#predicates,)* #(#bounds,)*
        {
            #call
        }
    }
}

fn abi_of(declaration: &Declaration, member: &Member) -> TokenStream {
    member.callback.ty.abi.as_ref().unwrap_or(&declaration.block.abi).to_token_stream()
}

/// The parameters of the hidden function, context included, and the arguments of the closure.
pub(crate) fn inputs(
    declaration: &Declaration,
    group: &Group,
    member: &Member,
    closure: &Ident,
) -> (Vec<TokenStream>, Vec<Ident>) {
    let context = group.context_type(declaration);
    let context = match group.calls_of(member) {
        Calls::Exclusive => quote!(&mut #context),
        Calls::Shared => quote!(&#context),
        Calls::Once => context,
    };
    let (mut inputs, mut arguments, mut found, mut dots) = (vec![], vec![], false, None);
    for (index, input) in member.callback.inputs.iter().enumerate() {
        let (attrs, ty) = (&input.attrs, &input.ty);
        if let Some(place) = &input.context {
            // A second context was reported.
            if core::mem::replace(&mut found, true) {
                continue;
            }
            let attr = context_attribute(place, ty);
            inputs.push(quote!(#attr #closure: #context));
        } else {
            let name = input.name.clone().unwrap_or_else(|| names::value(index, member.span));
            if input.is_dots {
                dots = Some(quote_spanned!(ty.span()=> #(#attrs)* #name: ...));
            } else {
                inputs.push(quote!(#(#attrs)* #name: #ty));
            }
            if !input.is_place {
                arguments.push(name);
            }
        }
    }
    if !found {
        let place = if group.is_boxed() { quote!(static) } else { quote!(thread_local) };
        inputs.push(quote!(#[context(#place)] #closure: #context));
    }
    inputs.extend(dots);
    (inputs, arguments)
}

/// The `#[context]` attribute that matches the type of the parameter and the arguments.
fn context_attribute(place: &ContextArgs, ty: &Type) -> TokenStream {
    match (place, ty) {
        (ContextArgs::Parameter, Type::Infer(_)) => quote!(#[context]),
        (ContextArgs::Parameter, ty) => quote!(#[context(as = #ty)]),
        (ContextArgs::As(setting), _) => {
            let ty = &setting.value;
            quote!(#[context(as = #ty)])
        }
        (ContextArgs::Embedded(setting), _) => {
            let ty = &setting.value;
            quote!(#[context(embedded = #ty)])
        }
        (ContextArgs::From(setting), _) => {
            let expr = &setting.value;
            quote!(#[context(from = #expr)])
        }
        (ContextArgs::ThreadLocal, _) => quote!(#[context(thread_local)]),
        (ContextArgs::Pool { slots, .. }, _) => quote!(#[context(pool = #slots)]),
    }
}

/// The call of the closure, or of the method.
fn call(declaration: &Declaration, group: &Group, at: usize, closure: &Ident, arguments: &[Ident]) -> TokenStream {
    if let Some((_, value)) = group.value {
        return value.call(declaration.runtime, &group.members[at].closure, closure, arguments);
    }
    if group.members.len() == 1 {
        return quote!(#closure(#(#arguments),*));
    }
    let field = syn::Index::from(at);
    if !group.members[at].callback.optional {
        return quote!((#closure.#field)(#(#arguments),*));
    }
    let reference = match group.calls {
        Calls::Exclusive => quote!(&mut #closure.#field),
        Calls::Shared | Calls::Once => quote!(&#closure.#field),
    };
    quote! {
        match #reference {
            ::core::option::Option::Some(__callback_present) => __callback_present(#(#arguments),*),
            ::core::option::Option::None => ::core::panic!("C was given no such callback"),
        }
    }
}
