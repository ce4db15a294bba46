//! From a parsed declaration to its model.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, ForeignItemFn, NamedArg, Pat, ReturnType, Type, TypeFnPtr};

use crate::foreign::item::{self, Block, Contract};
use crate::foreign::model::{Callback, Declaration, Input, Parameter, Role};
use crate::foreign::outcome::CallArgs;
use crate::foreign::supplied::{freed_out, supplied};
use crate::foreign::value::ContextValue;
use crate::grammar::attributes::{self, ResultPart, is_of_declaration};
use crate::grammar::{context, misplaced};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::tokens::{ends_open, mentions};
use crate::syntax::types::{boxed, optional, ungrouped};
use crate::syntax::{lifetimes, numbers};

pub(crate) fn build<'a>(
    block: &'a Block,
    function: &ForeignItemFn,
    body: Option<&'a Group>,
    runtime: &'a TokenStream,
    report: &mut Report,
) -> Declaration<'a> {
    let is_link = |attr: &Attribute| attr.path().is_ident("link_name") || attr.path().is_ident("link_ordinal");
    let (links, attrs): (Vec<_>, Vec<_>) = function.attrs.iter().cloned().partition(is_link);
    let (ours, mut attrs): (Vec<_>, Vec<_>) = attrs.into_iter().partition(|attr| attr.path().is_ident("callback"));
    misplaced::on_item(&mut attrs, report);
    let mut ours = ours.iter();
    let args = ours.next().map(|attr| CallArgs::parse(attr, report)).unwrap_or_default();
    for attr in ours {
        report.at(attr, "a function takes `#[callback(…)]` once; put all arguments into the first");
    }
    let parameters = function.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(parameter(&typed.attrs, &typed.pat, &typed.ty, report)),
        FnArg::Receiver(receiver) => {
            report.at(receiver, "C functions have no `self`; write the type: `db: &Db`");
            None
        }
    });
    let mut parameters: Vec<_> = parameters.list();
    unbox_carriers(&mut parameters);
    type_dots(&mut parameters, runtime);
    mark(&mut parameters);
    mark_values(&mut parameters);
    mark_lengths(&mut parameters);
    let dots = function.sig.variadic.as_ref().map(|_| parameters.len());
    Declaration {
        fixed: parameters.iter().position(|parameter| parameter.variadic.is_some()).or(dots),
        block,
        runtime,
        body,
        attrs,
        links,
        vis: function.vis.clone(),
        sig: function.sig.clone(),
        parameters,
        args,
        returns: returned(&function.sig.output),
    }
}

/// Replaces `&CBox<T>` by `&T` in the types of handles that carry closures.
fn unbox_carriers(parameters: &mut [Parameter]) {
    let untils = parameters.iter().filter_map(|parameter| match &parameter.role {
        Role::Callback(callback) => callback.contract.until.as_ref().map(|until| until.value.clone()),
        _ => None,
    });
    let untils: Vec<_> = untils.list();
    for parameter in parameters {
        if parameter.name.as_ref().is_some_and(|name| untils.contains(name)) {
            unboxed(&mut parameter.ty);
        }
    }
}

/// Replaces `impl Trait` by the type of the parameter in C: that of the callbacks' context, or `void *`.
fn mark_values(parameters: &mut [Parameter]) {
    for index in 0..parameters.len() {
        let Role::Context { of, .. } = &parameters[index].role else { continue };
        let Some(value) = ContextValue::of(&parameters[index].ty) else { continue };
        let first = of.iter().find_map(|name| {
            let found = parameters.iter().find(|parameter| parameter.name.as_ref() == Some(name))?;
            let Role::Callback(callback) = &found.role else { return None };
            callback.context().map(|input| input.ty.clone()).filter(|ty| !matches!(ty, Type::Infer(_)))
        });
        let span = names::plumbing(parameters[index].span);
        let rt = names::runtime(span);
        parameters[index].ty = first.unwrap_or_else(|| syn::parse_quote_spanned!(span=> *mut #rt::c_void));
        parameters[index].value = Some(value);
    }
}

/// The return type, unless it is `()`.
fn returned(output: &ReturnType) -> Option<Type> {
    match output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => match ungrouped(ty) {
            Type::Tuple(tuple) if tuple.elems.is_empty() => None,
            ty => Some(ty.clone()),
        },
    }
}

pub(crate) fn parameter(attrs: &[Attribute], pat: &Pat, ty: &Type, report: &mut Report) -> Parameter {
    let mut ty = ungrouped(ty).clone();
    let (variadics, attrs): (Vec<_>, Vec<_>) = attrs.iter().cloned().partition(|attr| attr.path().is_ident("variadic"));
    for attr in &variadics {
        if let Err(error) = attr.meta.require_path_only() {
            report.push(syn::Error::new(error.span(), "`variadic` has no arguments"));
        }
    }
    let (mut ours, mut others): (Vec<_>, Vec<_>) = attrs.into_iter().partition(is_of_declaration);
    let mistyped = misplaced::in_declaration(&mut others, report);
    if let Some(out) = freed_out(&ours, report) {
        ours = vec![out];
    }
    let mut ours = ours.into_iter();
    let attr = ours.next();
    for extra in ours {
        report.at(
            &extra,
            "a parameter takes one of `callback`, `context`, `destroy`, `len`, `out` and `size_of`, once; remove this",
        );
    }
    let role = match attr {
        None if mistyped => Role::Unread,
        None => match function_type(&ty, false) {
            Some((function, optional)) => callback(None, function, optional, report),
            None => Role::Argument,
        },
        Some(attr) if attr.path().is_ident("callback") => {
            if let Some((function, optional)) = function_type(&ty, true) {
                callback(Some(&attr), function, optional, report)
            } else {
                report.at(&ty, "the type of a callback parameter is that of its closure; write `fn(…) -> …`, or `Option<fn(…) -> …>` where C accepts NULL");
                Role::Unread
            }
        }
        Some(attr) => supplied(attr, pat, &mut ty, report),
    };
    let name = match pat {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => Some(pat.ident.clone()),
        _ => None,
    };
    let variadic = variadics.into_iter().next();
    Parameter { attrs: others, name, ty: ty.clone(), span: ty.span(), role, value: None, variadic }
}

/// The type in `fn(…)` or `Option<fn(…)>`, and true for an `Option`; `None` for `unsafe`, or an ABI without attribute.
pub(crate) fn function_type(ty: &Type, attribute: bool) -> Option<(&TypeFnPtr, bool)> {
    let inner = ungrouped(optional(ty));
    match inner {
        Type::FnPtr(function) if function.unsafety.is_none() && (attribute || function.abi.is_none()) => {
            Some((function, !core::ptr::eq(inner, ungrouped(ty))))
        }
        _ => None,
    }
}

pub(crate) fn callback(attr: Option<&Attribute>, ty: &TypeFnPtr, optional: bool, report: &mut Report) -> Role {
    let (contract, mut args) = match attr {
        Some(attr) => item::contract(attr, report),
        None => (Contract::default(), quote!()),
    };
    if contract.stop.is_some() {
        returns_nothing(&mut args, ty);
    }
    let dots = ty.variadic.as_ref().map(|variadic| {
        let name = variadic.name.as_ref().map(|(name, _)| name.clone()).filter(|name| name != "_");
        let list = Type::Verbatim(variadic.dots.to_token_stream());
        Input { attrs: variadic.attrs.clone(), name, ty: list, context: None, is_place: false, is_dots: true }
    });
    let allocates = is_allocated(&ty.output);
    let inputs: Vec<_> = ty.inputs.iter().map(|input| self::input(input, allocates, report)).list();
    let inputs = inputs.into_iter().chain(dots).list();
    Role::Callback(Box::new(Callback { contract, args, optional, ty: ty.clone(), inputs }))
}

/// Returns true if the result of a closure is memory that C frees: `Allocated<[T]>`, which borrows nothing.
fn is_allocated(output: &ReturnType) -> bool {
    let ReturnType::Type(_, ty) = output else { return false };
    mentions(ty.to_token_stream(), &Ident::new("Allocated", Span::call_site())) && lifetimes::written(ty).is_empty()
}

/// Gives the `...` of callbacks the types that their closures take.
fn type_dots(parameters: &mut [Parameter], runtime: &TokenStream) {
    for parameter in parameters {
        let Role::Callback(callback) = &mut parameter.role else { continue };
        for input in callback.inputs.iter_mut().filter(|input| input.is_dots) {
            let formatted = input.attrs.iter().any(|attr| attr.path().is_ident("format"));
            let at = names::plumbing(input.ty.span());
            let name = Ident::new(if formatted { "Formatted" } else { "VaList" }, at);
            input.ty = syn::parse_quote_spanned!(at=> #runtime::#name<'_>);
        }
    }
}

/// Turns the lengths of what C writes or returns into places, which C writes too.
fn mark_lengths(parameters: &mut [Parameter]) {
    let is_named = |parameter: &Parameter, name: &Ident| parameter.name.as_ref() == Some(name);
    let is_out = |name: &Ident| match parameters.iter().find(|parameter| is_named(parameter, name)) {
        Some(parameter) => matches!(parameter.role, Role::Out(_)),
        None => name == "result",
    };
    let found: Vec<_> = parameters
        .iter()
        .enumerate()
        .filter_map(|(index, parameter)| match &parameter.role {
            Role::Len { of } => of.iter().all(is_out).then(|| (index, of.clone())),
            _ => None,
        })
        .list();
    for (index, of) in found {
        parameters[index].role = Role::OutLen { of };
    }
}

pub(crate) fn input(input: &NamedArg, allocates: bool, report: &mut Report) -> Input {
    let (ours, attrs): (Vec<_>, Vec<_>) = input.attrs.iter().cloned().partition(|attr| attr.path().is_ident("context"));
    let mut context = None;
    for attr in &ours {
        if context.is_some() {
            report.at(attr, "this parameter is marked as the context already; remove this");
        }
        context = Some(report.ok(context::parse(attr)).unwrap_or_default());
    }
    let place = attrs.iter().find(|attr| attr.path().is_ident("result"));
    if let (Some(Ok(ResultPart::Pointer | ResultPart::Len)), false) = (place.map(attributes::result), allocates) {
        report.at(
            place,
            "a closure cannot lend its result to C; return `Allocated<[T]>`, or annotate a function or method, and pass that",
        );
    }
    let is_place = place.is_some();
    let name = input.name.as_ref().map(|(name, _)| name.clone()).filter(|name| name != "_");
    Input { attrs, name, ty: ungrouped(&input.ty).clone(), context, is_place, is_dots: false }
}

/// Marks the arguments that a `#[destroy(NAME)]` names.
pub(crate) fn mark(parameters: &mut [Parameter]) {
    let destroyed = parameters.iter().filter_map(|parameter| match &parameter.role {
        Role::Destroy { of, .. } => Some(of.clone()),
        _ => None,
    });
    let destroyed: Vec<Ident> = destroyed.flatten().list();
    for parameter in parameters {
        let named = parameter.name.as_ref().is_some_and(|name| destroyed.contains(name));
        if named && matches!(parameter.role, Role::Argument) && !numbers::is_numeric(&parameter.ty) {
            parameter.role = Role::Handover;
        }
    }
}

/// Adds `returns = ()` to the arguments of a callback that can stop, if no C value is given: C is stopped, and receives none.
pub(crate) fn returns_nothing(args: &mut TokenStream, ty: &TypeFnPtr) {
    const VALUES: [&str; 6] = ["continue", "break", "ok", "err", "returns", "leave"];
    let mut is_key = true;
    let has_value = args.clone().into_iter().any(|token| {
        let begins =
            core::mem::replace(&mut is_key, matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ','));
        begins && matches!(&token, TokenTree::Ident(ident) if VALUES.iter().any(|value| ident == value))
    });
    if !has_value && (stops(ty, "ControlFlow") || stops(ty, "Result")) {
        let comma = if ends_open(args) { None } else { Some(quote!(,)) };
        *args = quote!(#args #comma returns = ());
    }
}

/// Returns true if the type returns a `Result` or `ControlFlow`, by its name.
pub(crate) fn stops(ty: &TypeFnPtr, name: &str) -> bool {
    matches!(&ty.output, ReturnType::Type(_, ty) if is_named(ungrouped(ty), name))
}

/// Returns true if a path ends with a name.
fn is_named(ty: &syn::Type, name: &str) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

/// Replaces `&CBox<T>` by `&T`, which is the type in C.
pub(crate) fn unboxed(ty: &mut Type) {
    let Type::Reference(reference) = ty else { return };
    if let Some(inner) = boxed(&reference.elem).cloned() {
        *reference.elem = inner;
    }
}
