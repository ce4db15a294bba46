//! The types of arguments, with the lifetimes of the call.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{GenericParam, Lifetime, Safety, Type};

use crate::function::model::callback::{Model, Parameter};
use crate::output::lifetimes::{for_c, named, renamed};
use crate::output::names;
use crate::output::tree::Printed;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::tokens::mentions;
use crate::syntax::types::{optional, ungrouped};

/// Returns a parameter's type in C, which has no lifetime.
pub(crate) fn in_c<'a>(model: &Model, ty: &'a Type) -> Printed<'a> {
    for_c(ty, &|ident| is_of_call(model, ident))
}

/// Returns a type as the body of a call names it.
pub(crate) fn in_body<'a>(model: &Model, ty: &'a Type) -> Printed<'a> {
    renamed(ty, names::anonymous_lifetime, &|ident| is_of_call(model, ident))
}

/// Returns the type that an argument is converted to, and the number of wrappers that have the argument inside: `ForCall`,
/// and `OfRust`.
pub(crate) fn converted<'a>(model: &Model, parameter: &'a Parameter) -> (Printed<'a>, usize) {
    let (ty, (span, last)) = (&parameter.ty, parameter.ends);
    let is_of_rust = is_of_rust(model, ty);
    let of_rust = |ty| if is_of_rust { Printed::runtime("OfRust", span).with(vec![ty], last) } else { ty };
    if !is_proved(model, ty) {
        let ty = renamed(ty, names::anonymous_lifetime, &|ident| is_of_call(model, ident));
        return (of_rust(ty), usize::from(is_of_rust));
    }
    let (rt, call) = (names::runtime_at(span), names::call_lifetime());
    let ty = of_rust(named(ty, names::call_lifetime, &|ident| is_of_call(model, ident)));
    let end = quote_spanned!(last=> >>);
    let ty = quote_spanned!(span=> #rt::ForCall<'_, dyn for<#call> #rt::PerCall<#call, Of = #ty #end);
    (Printed::Tokens(ty), 1 + usize::from(is_of_rust))
}

/// Returns true for a mutable reference to a type with a type parameter: Rust gave the value to C.
fn is_of_rust(model: &Model, ty: &Type) -> bool {
    let Type::Reference(reference) = ungrouped(optional(ty)) else { return false };
    reference.mutability.is_some() && {
        let inside = reference.elem.to_token_stream();
        let mut params = model.function.sig.generics.type_params();
        params.any(|param| mentions(inside.clone(), &param.ident))
    }
}

/// Returns true for a lifetime of the function that the marker does not have: the function has it for any call.
fn is_of_call(model: &Model, ident: &Ident) -> bool {
    let mut declared = model.function.sig.generics.lifetimes();
    let lifetime = || Lifetime { apostrophe: ident.span(), ident: ident.clone() };
    declared.any(|param| param.lifetime.ident == *ident) && !model.is_of_marker(&lifetime())
}

/// Returns true if the type of an argument has to be proved to end with the call. Elided lifetimes do end with it: the
/// function has them for any call, and so has the outermost reference, which is converted for this one.
fn is_proved(model: &Model, ty: &Type) -> bool {
    let inside = match optional(ty) {
        Type::Reference(reference) => &reference.elem,
        ty => ty,
    };
    if lifetimes::seen(inside).is_none_or(|seen| seen.iter().flatten().any(|lifetime| lifetime.ident != "_")) {
        let tokens = inside.to_token_stream();
        if has_macro(tokens) || !lifetimes::written(inside).is_empty() {
            return true;
        }
    }
    may_be_kept(model, &inside.to_token_stream())
}

/// Returns true if tokens contain a macro, which may expand to anything.
fn has_macro(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '!' && matches!(tokens.peek(), Some(TokenTree::Group(_))) => {
                return true;
            }
            TokenTree::Group(group) if has_macro(group.stream()) => return true,
            _ => {}
        }
    }
    false
}

/// Returns true if the type of an argument has a type parameter from which bounds lead to the context or the result, so
/// that the function can keep a value of it. The author of an `unsafe fn` or a declaration vouches for it.
pub(crate) fn may_be_kept(model: &Model, tokens: &TokenStream) -> bool {
    let generics = &model.function.sig.generics;
    let params: Vec<&Ident> = generics.type_params().map(|param| &param.ident).list();
    if params.is_empty() || model.function.is_vouched_for || matches!(model.function.sig.safety, Safety::Unsafe(_)) {
        return false;
    }
    let mut here = params.into_iter().filter(|ident| mentions(tokens.clone(), ident)).peekable();
    here.peek().is_some() && {
        let kept = kept(model);
        here.any(|ident| kept.contains(&ident))
    }
}

/// Returns the type parameters and lifetimes of what is kept after a call: those of the context and of the result, and
/// those that a bound connects with them.
fn kept<'a>(model: &'a Model) -> Vec<&'a Ident> {
    let generics = &model.function.sig.generics;
    let all: Vec<&Ident> = generics
        .params
        .iter()
        .filter_map(|param| match param {
            GenericParam::Type(param) => Some(&param.ident),
            GenericParam::Lifetime(param) => Some(&param.lifetime.ident),
            GenericParam::Const(_) => None,
        })
        .list();
    let named = |tokens: TokenStream| -> Vec<&'a Ident> {
        all.iter().copied().filter(|ident| mentions(tokens.clone(), ident)).list()
    };
    let context = model.context().map(|(_, context)| context.inner.to_token_stream());
    let mut kept = named(context.into_iter().chain(model.returns.ty.as_ref().map(ToTokens::to_token_stream)).collect());
    let clause = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let params = generics.params.iter().map(ToTokens::to_token_stream);
    let bounds: Vec<_> = params.chain(clause.map(ToTokens::to_token_stream)).map(named).list();
    loop {
        let before = kept.len();
        for bound in &bounds {
            if bound.iter().any(|ident| kept.contains(ident)) {
                kept.extend(bound.iter().filter(|ident| !kept.contains(ident)).copied().collect::<Vec<_>>());
            }
        }
        if kept.len() == before {
            return kept;
        }
    }
}
