//! Results that borrow from the context: `fn name<'c>(#[context] users: &'c Users) -> &'c CStr`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::{GenericParam, Lifetime, Type, TypeReference};

use crate::lifetimes::{elides, mentioned};
use crate::model::{Access, Model, Role, Shape, generic, optional, ungrouped};
use crate::names;
use crate::report::Report;

/// The lifetime of a result that borrows from the context alone. It stands at the reference to the context and in
/// what C gets, and nowhere else: no argument has it, and no other lifetime outlives it.
pub(crate) fn lifetime<'a>(model: &'a Model) -> Option<&'a Lifetime> {
    let ty = ungrouped(model.returns.ty.as_ref()?);
    let (given, error) = parts(model, ty)?;
    let reference = reference(given)?;
    let lifetime = reference.lifetime.as_ref()?;
    let elsewhere = mentioned(reference.elem.to_token_stream(), lifetime)
        || error.is_some_and(|error| mentioned(error.to_token_stream(), lifetime))
        || elides(ty, &names::context_lifetime());
    (!elsewhere && is_alone(model, lifetime) && at_the_context(model, lifetime)).then_some(lifetime)
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
    if lifetime(model).is_none() {
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
fn at_the_context(model: &Model, lifetime: &Lifetime) -> bool {
    model.of_block.is_none()
        && model.parameters.iter().any(|parameter| matches!(parameter.role, Role::Context(_)))
        && model.parameters.iter().all(|parameter| match (&parameter.role, &parameter.ty) {
            (Role::Context(context), Type::Reference(reference)) => {
                matches!(context.access, Access::Shared | Access::Exclusive)
                    && reference.lifetime.as_ref() == Some(lifetime)
                    && !mentioned(context.inner.to_token_stream(), lifetime)
            }
            (_, ty) => !mentioned(ty.to_token_stream(), lifetime),
        })
}
