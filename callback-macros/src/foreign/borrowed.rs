//! Checks results that borrow from arguments: C may receive a copy of an argument, which is freed after the call.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Lifetime, Safety, Type, WherePredicate};

use crate::foreign::model::{Declaration, Parameter, Role, is_generic};
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::types::{optional, ungrouped};
use crate::syntax::{lifetimes, numbers, tokens};

/// Refuses a `&str` without a length that a result borrows from: it is copied. Other types are checked by their traits.
pub(crate) fn check(declaration: &Declaration, report: &mut Report) {
    for parameter in declaration.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument)) {
        let counted = parameter.name.as_ref().is_some_and(|name| declaration.is_counted(name));
        let Type::Reference(reference) = optional(&parameter.ty) else { continue };
        let is_str = matches!(ungrouped(&reference.elem), Type::Path(path) if path.path.is_ident("str"));
        if is_str && !counted && is_lent(declaration, parameter) {
            report.at(
                &parameter.ty,
                "a result cannot borrow from a `&str`, which is passed to C as a temporary copy; take `&CStr`",
            );
        }
    }
}

/// Refuses a result with a lifetime of the declaration that no argument has: the caller could choose it. An `unsafe fn`
/// with a raw pointer among its arguments is not checked: its caller vouches for the lifetime.
pub(crate) fn results_are_of_arguments(declaration: &Declaration, report: &mut Report) {
    let is_written = |parameter: &&Parameter| matches!(parameter.role, Role::Out(_));
    let arguments = || declaration.parameters.iter().filter(|parameter| !is_written(parameter));
    let is_pointer = |parameter: &Parameter| matches!(optional(&parameter.ty), Type::Ptr(_));
    if matches!(declaration.sig.safety, Safety::Unsafe(_)) && arguments().any(is_pointer) {
        return;
    }
    let out = declaration.parameters.iter().filter(is_written).map(|parameter| &parameter.ty);
    for lifetime in declaration.returns.iter().chain(out).flat_map(lifetimes::written) {
        let is_declared = declaration.sig.generics.lifetimes().any(|param| param.lifetime.ident == lifetime.ident);
        let mut outlive = vec![lifetime.clone()];
        outliving(declaration, &mut outlive);
        let is_of = |parameter: &Parameter| {
            let ty = &parameter.ty;
            outlive.iter().any(|lifetime| {
                lifetimes::mentioned(ty.to_token_stream(), lifetime) || is_bounded(declaration, ty, lifetime)
            })
        };
        if is_declared && !arguments().any(is_of) {
            report.at(
                &lifetime,
                format_args!(
                    "`{lifetime}` is on no argument, so the caller could choose it; write it on the argument that this borrows from, or write `'static`"
                ),
            );
        }
    }
}

/// Returns true if C has to receive an argument as it is: a result borrows from it, or might by an alias and the type is
/// that of arguments which C receives so. rustc checks it.
pub(crate) fn is_in_place(declaration: &Declaration, parameter: &Parameter) -> bool {
    is_lent(declaration, parameter)
        || is_never_copied(declaration, &parameter.ty) && results(declaration).next().is_some()
}

/// Returns statements that refuse a lifetime that the type of a result hides, by an alias or a macro: a function without
/// arguments has none for it. There are none if C receives all arguments as they are.
pub(crate) fn hidden_lifetimes(declaration: &Declaration) -> Vec<TokenStream> {
    let may_be_copied = |parameter: &Parameter| {
        matches!(parameter.role, Role::Argument)
            && !parameter.name.as_ref().is_some_and(|name| declaration.is_counted(name))
            && !matches!(optional(&parameter.ty), Type::Ptr(_))
            && !is_in_place(declaration, parameter)
    };
    // rustc gives a hidden lifetime the argument that it gives an elided one.
    if lent(declaration).elided || !declaration.parameters.iter().any(may_be_copied) {
        return vec![];
    }
    results(declaration).map(|ty| quote!(let _: fn() -> #ty;)).list()
}

/// The types that the C function returns or writes, except for pointers.
pub(crate) fn results<'a>(declaration: &'a Declaration) -> impl Iterator<Item = &'a Type> {
    let out = declaration.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Out(_)));
    let all = declaration.returns.iter().chain(out.map(|parameter| &parameter.ty));
    all.filter(|ty| !matches!(optional(ty), Type::Ptr(_) | Type::Never(_)))
}

/// Returns true for numbers and references, by their names, unless the caller chooses the type.
fn is_never_copied(declaration: &Declaration, ty: &Type) -> bool {
    let ty = optional(ty);
    let is_reference = match ty {
        Type::Reference(reference) => {
            matches!(ungrouped(&reference.elem), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident != "str"))
        }
        _ => false,
    };
    (is_reference || numbers::is_numeric(ty)) && !is_generic(declaration, &ty.to_token_stream())
}

/// Returns true if a result has a lifetime of the argument, so that C has to receive the argument and no copy of it.
fn is_lent(declaration: &Declaration, parameter: &Parameter) -> bool {
    let ty = &parameter.ty;
    let lent = lent(declaration);
    if lent.named.iter().any(|lifetime| lifetimes::mentions(ty, lifetime) || is_bounded(declaration, ty, lifetime)) {
        return true;
    }
    if !lent.elided {
        return false;
    }
    // rustc elides the lifetime of a result only if the arguments have exactly one.
    let mut arguments = declaration.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument));
    if arguments.any(|argument| is_seen(&argument.ty) && !has_macro(&argument.ty)) {
        return is_seen(ty) || has_macro(ty);
    }
    !matches!(ty, Type::Ptr(_)) && !numbers::is_numeric(ty)
}

/// The lifetimes of the result and of the out-parameters.
#[derive(Default)]
struct Lent {
    named: Vec<Lifetime>,
    elided: bool,
}

fn lent(declaration: &Declaration) -> Lent {
    let mut lent = Lent::default();
    let out = declaration.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Out(_)));
    for ty in declaration.returns.iter().chain(out.map(|parameter| &parameter.ty)) {
        lent.named.extend(lifetimes::written(ty).into_iter().filter(|lifetime| lifetime.ident != "static"));
        lent.elided |= lifetimes::elides(ty);
    }
    outliving(declaration, &mut lent.named);
    lent
}

/// Adds the lifetimes that outlive those in the list.
fn outliving(declaration: &Declaration, lifetimes: &mut Vec<Lifetime>) {
    let generics = &declaration.sig.generics;
    let clause = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let clause = clause.filter_map(|predicate| match predicate {
        WherePredicate::Lifetime(predicate) => Some((&predicate.lifetime, &predicate.bounds)),
        _ => None,
    });
    let bounds: Vec<_> = generics.lifetimes().map(|param| (&param.lifetime, &param.bounds)).chain(clause).list();
    loop {
        let before = lifetimes.len();
        for (lifetime, bounds) in &bounds {
            if !lifetimes.contains(lifetime) && bounds.iter().any(|bound| lifetimes.contains(bound)) {
                lifetimes.push((*lifetime).clone());
            }
        }
        if lifetimes.len() == before {
            return;
        }
    }
}

/// Returns true if a type parameter in the type has a bound with the lifetime.
fn is_bounded(declaration: &Declaration, ty: &Type, lifetime: &Lifetime) -> bool {
    let generics = &declaration.sig.generics;
    let clause = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let bounded = |ident: &Ident| {
        let mentions = |bounds: &dyn ToTokens| lifetimes::mentioned(bounds.to_token_stream(), lifetime);
        generics.type_params().any(|param| param.ident == *ident && mentions(&param.bounds))
            || clause
                .clone()
                .any(|predicate| tokens::mentions(predicate.to_token_stream(), ident) && mentions(predicate))
    };
    let params = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => Some(&param.ident),
        _ => None,
    });
    params.into_iter().any(|ident| tokens::mentions(ty.to_token_stream(), ident) && bounded(ident))
}

/// Returns true if a lifetime is visible in a type, even an elided one.
fn is_seen(ty: &Type) -> bool {
    lifetimes::elides(ty) || lifetimes::written(ty).iter().any(|lifetime| lifetime.ident != "static")
}

/// Returns true if a type has a macro in it, which shows no lifetime.
fn has_macro(ty: &Type) -> bool {
    fn found(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == '!',
            TokenTree::Group(group) => found(group.stream()),
            _ => false,
        })
    }
    found(ty.to_token_stream())
}
