//! Checks of lifetimes: arguments, results and the reference to a context are borrowed only as long as they are valid.

use std::borrow::Cow;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{GenericArgument, GenericParam, Lifetime, PathArguments, Type, TypeParam, WherePredicate};

use crate::function::check::{lent, pointees};
use crate::function::model::callback::{Model, Role};
use crate::function::model::lent::is_lent;
use crate::syntax::lifetimes;
use crate::syntax::report::Report;

/// Returns true if the type of the context mentions a lifetime, which is then one of its borrows.
fn is_of_context(model: &Model, lifetime: &Lifetime) -> bool {
    model.context().is_some_and(|(_, context)| lifetimes::mentions(&context.inner, lifetime))
}

/// Reports a reference to the context that outlives the call.
pub(crate) fn of_context(model: &Model, report: &mut Report) {
    let Some((index, context)) = model.context() else { return };
    let Type::Reference(reference) = &model.parameters[index].ty else { return };
    let Some(lifetime) = &reference.lifetime else { return };
    if lifetime.ident == "static" {
        report.at(lifetime, "the context is lent for the call alone; remove `'static`");
    } else if reference.mutability.is_some() && lifetimes::mentions(&context.inner, lifetime) {
        report.at(
            lifetime,
            format_args!(
                "the context is borrowed for the call only, and its contents live for `{lifetime}`; remove this lifetime"
            ),
        );
    }
}

/// Reports arguments that outlive the call: those with the lifetime `'static` or one of the context.
pub(crate) fn of_arguments(model: &Model, report: &mut Report) {
    let of_context = |lifetime: &Lifetime| is_of_context(model, lifetime);
    for parameter in &model.parameters {
        if matches!(parameter.role, Role::Context(_)) || pointees::is_nested(&parameter.ty) {
            continue;
        }
        let mut lifetimes = vec![];
        passed(&parameter.ty, &mut lifetimes);
        for lifetime in lifetimes.iter().map(Cow::as_ref).filter(|lifetime| lifetime.ident != "_") {
            if lifetime.ident == "static" {
                report.at(
                    lifetime,
                    "an argument from C is borrowed for the call only; remove `'static`, and copy what is kept",
                );
            } else if of_context(lifetime) {
                report.at(
                    lifetime,
                    format_args!(
                        "`{lifetime}` belongs to the context, and an argument from C ends with the call; remove it, and copy what is kept"
                    ),
                );
            } else {
                bounds(model, lifetime, &of_context, report);
            }
        }
    }
}

/// Collects the lifetimes written in what C passes, except those of values that the callback writes to a place.
/// The tokens of an associated type do not show its lifetimes: the conversion proves that it has only that of the call.
fn passed<'a>(ty: &'a Type, lifetimes: &mut Vec<Cow<'a, Lifetime>>) {
    match ty {
        Type::Reference(reference) => {
            lifetimes.extend(reference.lifetime.iter().map(Cow::Borrowed));
            passed(&reference.elem, lifetimes);
        }
        Type::Ptr(pointer) => passed(&pointer.elem, lifetimes),
        Type::Slice(slice) => passed(&slice.elem, lifetimes),
        Type::Array(array) => passed(&array.elem, lifetimes),
        Type::Group(group) => passed(&group.elem, lifetimes),
        Type::Paren(paren) => passed(&paren.elem, lifetimes),
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|ty| passed(ty, lifetimes)),
        Type::Path(path) if path.qself.is_none() => {
            let is_written = |name: &Ident| name == "Out" || name == "ErrorOut";
            for segment in &path.path.segments {
                let PathArguments::AngleBracketed(arguments) = &segment.arguments else { continue };
                for argument in &arguments.args {
                    match argument {
                        GenericArgument::Lifetime(lifetime) => lifetimes.push(Cow::Borrowed(lifetime)),
                        GenericArgument::Type(ty) if !is_written(&segment.ident) => passed(ty, lifetimes),
                        _ => {}
                    }
                }
            }
        }
        Type::Macro(_) => lifetimes.extend(lifetimes::written(ty).into_iter().map(Cow::Owned)),
        _ => {}
    }
}

/// Reports a lifetime of the call in several arguments, one of them `&mut`: a borrow could be stored in C memory.
pub(crate) fn of_one_argument(model: &Model, report: &mut Report) {
    let arguments = || model.parameters.iter().filter(|parameter| !matches!(parameter.role, Role::Context(_)));
    for param in model.function.sig.generics.lifetimes() {
        let lifetime = &param.lifetime;
        let mentioning = || arguments().filter(|parameter| lifetimes::mentions(&parameter.ty, lifetime));
        let written = mentioning().find(|parameter| match crate::syntax::types::optional(&parameter.ty) {
            Type::Reference(reference) => {
                reference.mutability.is_some() && lifetimes::mentions(&reference.elem, lifetime)
            }
            _ => false,
        });
        if let (Some(written), true) = (written, mentioning().count() > 1) {
            report.at(
                &written.ty,
                format_args!("`{lifetime}` is also on another argument, which C may free first; write `'_` here"),
            );
        }
    }
}

/// Reports bounds on the lifetime of an argument: it ends with one call, and bounds are for all calls.
fn bounds(model: &Model, lifetime: &Lifetime, of_context: &dyn Fn(&Lifetime) -> bool, report: &mut Report) {
    let generics = &model.function.sig.generics;
    let clause = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let outlived = generics.lifetimes().map(|param| (&param.lifetime, &param.bounds));
    let outlived = outlived.chain(clause.clone().filter_map(|predicate| match predicate {
        WherePredicate::Lifetime(predicate) => Some((&predicate.lifetime, &predicate.bounds)),
        _ => None,
    }));
    for (_, bounds) in outlived.filter(|(bounded, _)| *bounded == lifetime) {
        if let Some(outlived) = bounds.iter().find(|bound| bound.ident == "static" || of_context(bound)) {
            report.at(
                outlived,
                format_args!(
                    "`{lifetime}` ends with the call and cannot outlive this; remove the bound, and copy what is kept"
                ),
            );
        }
    }
    let types = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => Some(&param.bounds),
        _ => None,
    });
    let types = types.chain(clause.filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) => Some(&predicate.bounds),
        _ => None,
    }));
    for bounds in types.filter(|bounds| lifetimes::mentioned(bounds.to_token_stream(), lifetime)) {
        report.at(
            bounds,
            format_args!(
                "`{lifetime}` ends with each call and cannot appear in a bound; use `F: FnMut(&T)`, or remove it"
            ),
        );
    }
}

/// Returns true if a type parameter has a bound with the lifetime of an argument, which exists only in the function.
pub(crate) fn bounds_a_call(model: &Model) -> bool {
    let generics = &model.function.sig.generics;
    let of_calls = generics.lifetimes().map(|param| &param.lifetime).filter(|lifetime| !model.is_of_marker(lifetime));
    let is_bound =
        |param: &TypeParam, lifetime: &Lifetime| lifetimes::mentioned(param.bounds.to_token_stream(), lifetime);
    of_calls.into_iter().any(|lifetime| generics.type_params().any(|param| is_bound(param, lifetime)))
}

/// Reports results that borrow from the call: C uses them when the call is over.
pub(crate) fn of_results(model: &Model, report: &mut Report) {
    let Some(ty) = &model.returns.ty else { return };
    lent::allocated_has_a_place(model, report);
    if is_lent(model) {
        lent::check(model, report);
        return;
    }
    let ends = |lifetime: &Lifetime| !is_of_context(model, lifetime) && lifetimes::mentions(ty, lifetime);
    let named = model.function.sig.generics.lifetimes().any(|param| ends(&param.lifetime));
    if named || lifetimes::elides(ty) {
        model.at_result(
            report,
            "the result outlives the call; borrow it from the context alone (`&'c T` in, `&'c U` out), or return `&'static T`, a pointer or a value",
        );
    }
}
