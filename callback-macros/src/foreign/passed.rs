//! Checks the types of values that C passes to a callback of a declared function: the caller must not choose them.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Safety};

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
            if !matches!(declaration.sig.safety, Safety::Safe(_)) {
                continue;
            }
            let types = generics.type_params().map(|param| (&param.ident, "&mut [", "]"));
            let chosen = types.chain(generics.const_params().map(|param| (&param.ident, "&[u8; ", "]")));
            for (param, before, behind) in chosen.filter(|(param, ..)| !is_given(declaration, param)) {
                if let Some(found) = find(input.ty.to_token_stream(), param) {
                    report.at(
                        &found,
                        format_args!(
                            "`{found}` is on no argument, so the caller could choose it; take an argument such as `{before}{found}{behind}`, or make this an `unsafe fn`"
                        ),
                    );
                }
            }
        }
    }
}

/// Returns true if an argument mentions the type parameter, so that C can pass on a value from there.
fn is_given(declaration: &Declaration, param: &Ident) -> bool {
    let mut arguments =
        declaration.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument | Role::Handover));
    arguments.any(|argument| tokens::mentions(argument.ty.to_token_stream(), param))
}

fn find(tokens: TokenStream, name: &Ident) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == *name => Some(ident),
        TokenTree::Group(group) => find(group.stream(), name),
        _ => None,
    })
}
