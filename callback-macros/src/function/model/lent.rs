//! Results that borrow from the context.

use quote::ToTokens;
use syn::{GenericParam, Lifetime, Type, TypeReference};

use crate::function::model::callback::{Model, Role, Shape};
use crate::syntax::lifetimes::{elides, mentioned, mentions};
use crate::syntax::types::{generic, optional, ungrouped};

/// Returns true if the result borrows from the context alone: its lifetime is that of the reference to the context and
/// of the C result, and of nothing else, so that no argument has it, and no other lifetime outlives it. An elided one
/// is that of the one reference among the parameters, or rustc refuses it.
pub(crate) fn is_lent(model: &Model) -> bool {
    let Some((reference, error)) = lent(model) else { return false };
    let elides_more = elides(&reference.elem) || error.is_some_and(elides);
    let Some(lifetime) = reference.lifetime.as_ref().filter(|lifetime| lifetime.ident != "_") else {
        return !elides_more && at_the_context(model, None);
    };
    let elsewhere = mentions(&reference.elem, lifetime) || error.is_some_and(|error| mentions(error, lifetime));
    !elides_more && !elsewhere && is_alone(model, lifetime) && at_the_context(model, Some(lifetime))
}

/// Returns the reference whose pointer is passed to C, and the type of the `Err` or `Break`.
pub(crate) fn lent<'a>(model: &'a Model<'_>) -> Option<(&'a TypeReference, Option<&'a Type>)> {
    let (given, error) = parts(model, ungrouped(model.returns.ty.as_ref()?))?;
    match optional(given) {
        Type::Reference(reference) => Some((reference, error)),
        _ => None,
    }
}

/// Returns true if the result is a slice or string, which has a length.
pub(crate) fn is_slice(model: &Model) -> bool {
    lent(model).is_some_and(|(reference, _)| has_length(reference)) || is_allocated(model)
}

/// Returns true for `Allocated<[T]>`: memory with a length, which C frees.
pub(crate) fn is_allocated(model: &Model) -> bool {
    let given = model.returns.ty.as_ref().and_then(|ty| parts(model, ungrouped(ty)));
    let Some((given, _)) = given else { return false };
    let Type::Path(path) = optional(given) else { return false };
    let last = path.path.segments.last().filter(|last| last.ident == "Allocated");
    last.and_then(|last| generic(&last.arguments, 0)).is_some_and(|ty| matches!(ungrouped(ty), Type::Slice(_)))
}

pub(crate) fn has_length(reference: &TypeReference) -> bool {
    match ungrouped(&reference.elem) {
        Type::Slice(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    }
}

/// Returns the types of the success and of the `Err` or `Break`.
fn parts<'a>(model: &Model, ty: &'a Type) -> Option<(&'a Type, Option<&'a Type>)> {
    let Type::Path(path) = ty else { return Some((ty, None)) };
    let arguments = &path.path.segments.last()?.arguments;
    match model.returns.shape {
        Shape::Result { .. } => Some((generic(arguments, 0)?, generic(arguments, 1))),
        Shape::ControlFlow { .. } => Some((generic(arguments, 1)?, generic(arguments, 0))),
        _ => Some((ty, None)),
    }
}

/// Returns true if a lifetime is declared without bounds and no bound mentions it.
fn is_alone(model: &Model, lifetime: &Lifetime) -> bool {
    let generics = &model.function.sig.generics;
    let declared = generics.params.iter().any(|param| match param {
        GenericParam::Lifetime(param) => param.lifetime == *lifetime && param.bounds.is_empty(),
        _ => false,
    });
    let mentions = generics.params.iter().filter(|param| mentioned(param.to_token_stream(), lifetime)).count();
    declared && mentions == 1 && !mentioned(generics.where_clause.to_token_stream(), lifetime)
}

/// Returns true if the reference to the context has the lifetime, and no other parameter.
fn at_the_context(model: &Model, lifetime: Option<&Lifetime>) -> bool {
    let is_it = |of: Option<&Lifetime>| of.filter(|of| of.ident != "_") == lifetime;
    let elsewhere = |ty: &Type| lifetime.is_some_and(|lifetime| mentions(ty, lifetime));
    model.of_block.as_ref().is_none_or(|of_block| of_block.lends)
        && model.context().is_some()
        && model.parameters.iter().all(|parameter| match (&parameter.role, &parameter.ty) {
            (Role::Context(context), Type::Reference(reference)) => {
                is_it(reference.lifetime.as_ref()) && !elsewhere(&context.inner)
            }
            (Role::Context(_), _) => false,
            (_, ty) => !elsewhere(ty),
        })
}
