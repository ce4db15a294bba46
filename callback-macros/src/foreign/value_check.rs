//! Checks of values whose methods are callbacks.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{ReturnType, Type, TypeParamBound};

use crate::foreign::group::Calls;
use crate::foreign::model::{Callback, Declaration, Role};
use crate::foreign::value::{By, ContextValue};
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::tokens::mentions;

pub(crate) fn check(model: &Declaration, report: &mut Report) {
    for parameter in &model.parameters {
        let Role::Context { of, .. } = &parameter.role else { continue };
        let Some(value) = &parameter.value else {
            let is_impl = |word: &str| mentions(parameter.ty.to_token_stream(), &Ident::new(word, parameter.span));
            if is_impl("impl") || is_impl("dyn") {
                report.at(
                    &parameter.ty,
                    "the callbacks are methods of a value of the caller; take `&mut impl Trait`, `&impl Trait`, or `impl Trait` if C keeps it",
                );
            }
            continue;
        };
        one_trait(value, report);
        let callbacks: Vec<_> = of.iter().filter_map(|name| Some((name, callback(model, name)?))).list();
        for (name, callback) in &callbacks {
            if callback.optional {
                report.at(
                    model.find(name).map_or_else(|| name.to_token_stream(), |(_, found)| found.ty.to_token_stream()),
                    format_args!("`{name}` is a method of a value, which is there; take `fn(…)`, without `Option`"),
                );
            }
        }
        passed_as_called(value, &callbacks, report);
        lent_is_not_passed_on(&callbacks, report);
    }
}

fn callback<'a>(model: &'a Declaration, name: &Ident) -> Option<&'a Callback> {
    match &model.find(name)?.1.role {
        Role::Callback(callback) => Some(callback),
        _ => None,
    }
}

/// Checks that the first bound is a trait, without lifetimes: the hidden callbacks have those of each call.
fn one_trait(value: &ContextValue, report: &mut Report) {
    for bound in &value.bounds {
        match bound {
            TypeParamBound::Lifetime(lifetime) if lifetime.ident == "static" => {}
            TypeParamBound::Trait(bound) if bound.maybe.is_some() => {
                report.at(bound, "the value has a size, which the caller knows; remove this bound");
            }
            TypeParamBound::Trait(bound) if bound.lifetimes.is_none() && !has_lifetime(&bound.path) => {}
            bound => report.at(
                bound,
                "the methods of the value are called for any lifetime; write lifetimes on the methods, and none on the trait",
            ),
        }
    }
}

/// Refuses a result that borrows from the value beside a method that may change the value and has references from C, which could be
/// to what was lent.
fn lent_is_not_passed_on(callbacks: &[(&Ident, &Callback)], report: &mut Report) {
    let is_shared = callbacks.iter().all(|(_, callback)| match Calls::of(callback) {
        Calls::Shared => true,
        Calls::Once => callback.contract.closes.is_some(),
        Calls::Exclusive => false,
    });
    let may_change = |callback: &Callback| !is_shared || callback.contract.closes.is_some();
    let taking = callbacks.iter().find(|(_, callback)| {
        let mut inputs = callback.inputs.iter().filter(|input| input.context.is_none());
        may_change(callback) && inputs.any(|input| borrows(&input.ty))
    });
    let Some((taking, _)) = taking else { return };
    for (_, callback) in callbacks {
        match &callback.ty.output {
            ReturnType::Type(_, ty) if borrows(ty) => report.at(
                ty,
                format_args!(
                    "C could pass what this borrows to `{taking}`, which may change or end the value; take a raw pointer there, or have methods with `shared` alone"
                ),
            ),
            _ => {}
        }
    }
}

/// Returns true if a type has a lifetime other than `'static`.
fn borrows(ty: &Type) -> bool {
    lifetimes::elides(ty) || lifetimes::written(ty).iter().any(|lifetime| lifetime.ident != "static")
}

fn has_lifetime(path: &syn::Path) -> bool {
    fn any(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            proc_macro2::TokenTree::Punct(punct) => punct.as_char() == '\'',
            proc_macro2::TokenTree::Group(group) => any(group.stream()),
            _ => false,
        })
    }
    any(path.to_token_stream())
}

/// Checks that a value that C keeps is given to it, and another is lent.
fn passed_as_called(value: &ContextValue, callbacks: &[(&Ident, &Callback)], report: &mut Report) {
    let lasting = callbacks.iter().find(|(_, callback)| callback.contract.closes.is_none());
    let Some((_, callback)) = lasting.or(callbacks.first()) else { return };
    let contract = &callback.contract;
    if contract.unread {
        return;
    }
    let (needed, why) = if contract.is_kept() {
        (By::Value, "C keeps this value")
    } else {
        match Calls::of(callback) {
            Calls::Once => (By::Value, "the one call consumes this value"),
            Calls::Shared if !contract.threads.is_some_and(|threads| threads.value) => {
                (By::Shared, "calls of `shared` callbacks overlap")
            }
            Calls::Shared | Calls::Exclusive => (By::Exclusive, "C uses this value during the call alone"),
        }
    };
    if value.by != needed {
        report.at(&value.ty, format_args!("{why}; take `{}`", needed.shown()));
    }
}
