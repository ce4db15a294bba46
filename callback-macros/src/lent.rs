//! Results that borrow from the context: `fn name<'c>(#[context] users: &'c Users) -> &'c CStr`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::{GenericParam, Lifetime, Type, TypeReference};

use crate::lifetimes::{elides, mentioned};
use crate::model::{Model, Role, Shape, generic, optional, ungrouped};
use crate::names;
use crate::report::Report;

/// Whether the result borrows from the context alone: its lifetime stands at the reference to the context and in what
/// C gets, and nowhere else, so that no argument has it, and no other lifetime outlives it. An elided one is that of
/// the one reference among the parameters, or rustc refuses it.
pub(crate) fn is_lent(model: &Model) -> bool {
    let given = model.returns.ty.as_ref().and_then(|ty| parts(model, ungrouped(ty)));
    let Some((Some(reference), error)) = given.map(|(given, error)| (reference(given), error)) else { return false };
    let elided = names::context_lifetime();
    let elides_more = elides(&reference.elem, &elided) || error.is_some_and(|error| elides(error, &elided));
    let Some(lifetime) = reference.lifetime.as_ref().filter(|lifetime| lifetime.ident != "_") else {
        return !elides_more && at_the_context(model, None);
    };
    let elsewhere = mentioned(reference.elem.to_token_stream(), lifetime)
        || error.is_some_and(|error| mentioned(error.to_token_stream(), lifetime));
    !elides_more && !elsewhere && is_alone(model, lifetime) && at_the_context(model, Some(lifetime))
}

fn reference(given: &Type) -> Option<&TypeReference> {
    match optional(given) {
        Type::Reference(reference) => Some(reference),
        _ => None,
    }
}

/// A pointer of C's is one word.
pub(crate) fn check(model: &Model, report: &mut Report) {
    let given = model.returns.ty.as_ref().and_then(|ty| parts(model, ungrouped(ty)));
    let Some(reference) = given.and_then(|(given, _)| reference(given)) else { return };
    let is_text = matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str"));
    if is_text || matches!(&*reference.elem, Type::Slice(_) | Type::TraitObject(_)) {
        report.at(
            reference,
            "C gets a pointer without a length; return a `&CStr`, or a `&T` or pointer, and fill an `Out<'_, usize>`",
        );
    }
}

/// The call with its result as a pointer, where it borrows from the context.
pub(crate) fn pointer(model: &Model, call: TokenStream) -> TokenStream {
    if !is_lent(model) {
        return call;
    }
    let (span, last) = names::ends(&model.returns.ty);
    let rt = names::runtime(span);
    quote_spanned!(last=> #rt::from_context(#call))
}

/// What C gets a pointer of, and what the function stops with.
fn parts<'a>(model: &Model, ty: &'a Type) -> Option<(&'a Type, Option<&'a Type>)> {
    let Type::Path(path) = ty else { return Some((ty, None)) };
    let arguments = &path.path.segments.last()?.arguments;
    match model.returns.shape {
        Shape::Optional => Some((ty, None)),
        Shape::Result { .. } => Some((generic(arguments, 0)?, generic(arguments, 1))),
        Shape::ControlFlow { .. } => Some((generic(arguments, 1)?, generic(arguments, 0))),
        _ => None,
    }
}

/// Whether nothing says of the lifetime what outlives it.
fn is_alone(model: &Model, lifetime: &Lifetime) -> bool {
    let generics = &model.function.sig.generics;
    let declared = generics.params.iter().any(|param| match param {
        GenericParam::Lifetime(param) => param.lifetime == *lifetime && param.bounds.is_empty(),
        _ => false,
    });
    let mentions = generics.params.iter().filter(|param| mentioned(param.to_token_stream(), lifetime)).count();
    declared && mentions == 1 && !mentioned(generics.where_clause.to_token_stream(), lifetime)
}

/// Whether the reference to the context has the lifetime, and no other parameter.
fn at_the_context(model: &Model, lifetime: Option<&Lifetime>) -> bool {
    let is_it = |of: Option<&Lifetime>| of.filter(|of| of.ident != "_") == lifetime;
    let elsewhere = |ty: &Type| lifetime.is_some_and(|lifetime| mentioned(ty.to_token_stream(), lifetime));
    model.of_block.is_none()
        && model.context().is_some()
        && model.parameters.iter().all(|parameter| match (&parameter.role, &parameter.ty) {
            (Role::Context(context), Type::Reference(reference)) => {
                is_it(reference.lifetime.as_ref()) && !elsewhere(&context.inner)
            }
            (Role::Context(_), _) => false,
            (_, ty) => !elsewhere(ty),
        })
}
