//! Checks the types of values that C passes to a callback of a declared function, or returns: the caller must not choose them.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Safety, Type, TypeParamBound, WherePredicate};

use crate::foreign::borrowed::results;
use crate::foreign::model::{Declaration, Role};
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::{lifetimes, tokens};

/// Refuses generics in a callback's parameters that the caller of the declaration could choose freely.
pub(crate) fn check(declaration: &Declaration, report: &mut Report) {
    let generics = &declaration.sig.generics;
    for (_, callback) in declaration.callbacks() {
        let inputs = callback.inputs.iter().filter(|input| input.context.is_none());
        for input in inputs {
            let written = lifetimes::written(&input.ty);
            let bound = callback.ty.lifetimes.iter().flat_map(|binder| &binder.lifetimes);
            let is_bound: Vec<_> = bound
                .filter_map(|param| match param {
                    GenericParam::Lifetime(param) => Some(&param.lifetime),
                    _ => None,
                })
                .list();
            for lifetime in written.iter().filter(|lifetime| !is_bound.contains(lifetime)) {
                if generics.lifetimes().any(|param| param.lifetime == *lifetime) {
                    report.at(
                        lifetime,
                        format_args!(
                            "an argument from C ends with each call, so the caller cannot choose `{lifetime}`; elide it, or write `for<{lifetime}> fn(…)`"
                        ),
                    );
                }
            }
            not_chosen(declaration, &input.ty, &|_| false, report);
        }
    }
    for ty in results(declaration) {
        not_chosen(
            declaration,
            ty,
            &|param| is_sized_by_c(declaration, param) || is_of_trait(declaration, param),
            report,
        );
    }
}

/// Refuses a type or a number in the type of what C makes that the caller of a safe function could choose freely.
fn not_chosen(declaration: &Declaration, ty: &Type, is_known: &dyn Fn(&Ident) -> bool, report: &mut Report) {
    if !matches!(declaration.sig.safety, Safety::Safe(_)) {
        return;
    }
    let generics = &declaration.sig.generics;
    let types = generics.type_params().map(|param| (&param.ident, "&mut [", "]"));
    let chosen = types.chain(generics.const_params().map(|param| (&param.ident, "&[u8; ", "]")));
    for (param, before, behind) in chosen.filter(|(param, ..)| !is_given(declaration, param) && !is_known(param)) {
        if let Some(found) = find(ty.to_token_stream(), param) {
            report.at(
                &found,
                format_args!(
                    "`{found}` is on no argument, so the caller could choose it; take an argument such as `{before}{found}{behind}`, or make this an `unsafe fn`"
                ),
            );
        }
    }
}

/// Returns true if an argument mentions the type parameter, so that C can pass on a value from there.
fn is_given(declaration: &Declaration, param: &Ident) -> bool {
    let mut arguments =
        declaration.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument | Role::Handover));
    arguments.any(|argument| tokens::mentions(argument.ty.to_token_stream(), param))
}

/// Returns true if C gets the size of the type.
fn is_sized_by_c(declaration: &Declaration, param: &Ident) -> bool {
    let mut sizes = declaration.parameters.iter().filter_map(|parameter| match &parameter.role {
        Role::Size(ty) => Some(ty),
        _ => None,
    });
    sizes.any(|ty| tokens::mentions(ty.to_token_stream(), param))
}

/// Traits of the standard library, which types of all layouts have.
const OF_ANY: [&str; 26] = [
    "Any",
    "AsMut",
    "AsRef",
    "Borrow",
    "BorrowMut",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "Eq",
    "From",
    "Hash",
    "Into",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "RefUnwindSafe",
    "Send",
    "Sized",
    "Sync",
    "ToOwned",
    "ToString",
    "TryInto",
    "Unpin",
    "UnwindSafe",
];

/// Returns true if the type has a trait that the author of the block may have made for the types that C has there.
fn is_of_trait(declaration: &Declaration, param: &Ident) -> bool {
    let is_chosen = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| !OF_ANY.iter().any(|name| last.ident == name))
        }
        _ => false,
    };
    let generics = &declaration.sig.generics;
    let mut inline = generics.type_params().filter(|of| of.ident == *param).flat_map(|of| &of.bounds);
    let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let mut apart = clauses.filter_map(|clause| match clause {
        WherePredicate::Type(clause) => Some(clause),
        _ => None,
    });
    inline.any(is_chosen)
        || apart.any(|clause| {
            tokens::mentions(clause.bounded_ty.to_token_stream(), param) && clause.bounds.iter().any(is_chosen)
        })
}

fn find(tokens: TokenStream, name: &Ident) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == *name => Some(ident),
        TokenTree::Group(group) => find(group.stream(), name),
        _ => None,
    })
}
