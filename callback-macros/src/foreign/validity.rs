//! Assertions about the types of a declaration, whose layout C knows.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Safety, Type};

use crate::foreign::by_value::crossing;
use crate::foreign::lengths::is_counted;
use crate::foreign::model as declared;
use crate::foreign::model::{Declaration, is_generic};
use crate::function::print::validity::{Assertion, block, hidden, passed, pointee, vouch};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::numbers;
use crate::syntax::types::{optional, ungrouped};

/// Returns the assertions of a declared function, a constant for each parameter and for the result.
pub(crate) fn of_declaration(model: &Declaration) -> Vec<TokenStream> {
    let of_caller = |ty: &Type| is_generic(model, &ty.to_token_stream());
    let freed = |ty: &Type, index| is_counted(model, index).then(|| Assertion::new("FreedArray", ty));
    let parameters = model.parameters.iter().enumerate().map(|(index, parameter)| match &parameter.role {
        declared::Role::Argument if !of_caller(&parameter.ty) => given(&parameter.ty),
        declared::Role::Out(args) if args.free.is_none() && !of_caller(&parameter.ty) => {
            let written = (!numbers::is_numeric(&parameter.ty)).then(|| Assertion::new("Written", &parameter.ty));
            written.into_iter().chain(passed(&parameter.ty, &of_caller)).list()
        }
        declared::Role::Out(_) => {
            passed(&parameter.ty, &of_caller).into_iter().chain(freed(&parameter.ty, Some(index))).list()
        }
        _ => vec![],
    });
    let result = model.returns.iter().map(|ty| match crossing(model, ty) {
        Some(crossing) => vec![Assertion { ends: names::type_ends(ty), ..Assertion::new("Passed", &crossing) }],
        None => passed(ty, &of_caller).into_iter().chain(freed(ty, None)).list(),
    });
    let is_unsafe = matches!(model.sig.safety, Safety::Unsafe(_));
    let together = core::iter::once(together(model));
    let blocks = parameters.chain(result).chain(together).filter_map(|mut assertions: Vec<_>| {
        vouch(is_unsafe, &mut assertions);
        block(&assertions, model.name().span())
    });
    blocks.map(|content| quote!(const _: () = { #content };)).list()
}

/// Returns the assertions that a handle which C passes to a callback as `&mut` is no shared argument: a closure may hold
/// that one too.
fn together(model: &Declaration) -> Vec<Assertion> {
    let behind = |ty: &Type, is_mutable: bool| match optional(ungrouped(ty)) {
        Type::Reference(reference) if reference.mutability.is_some() == is_mutable => pointee(&reference.elem).cloned(),
        _ => None,
    };
    let inputs: Vec<_> = model
        .callbacks()
        .flat_map(|(_, callback)| &callback.inputs)
        .filter_map(|input| behind(&input.ty, true).filter(|_| input.context.is_none()))
        .list();
    if inputs.is_empty() {
        return vec![];
    }
    let arguments = model.parameters.iter().filter(|parameter| matches!(parameter.role, declared::Role::Argument));
    let shared: Vec<_> = arguments.filter_map(|parameter| Some((behind(&parameter.ty, false)?, &parameter.ty))).list();
    let is_known = |ty: &Type| !is_generic(model, &ty.to_token_stream()) && !matches!(ty, Type::Infer(_));
    let pairs = inputs.iter().flat_map(|input| shared.iter().map(move |(argument, at)| (input, argument, *at)));
    let pairs = pairs.filter(|(input, argument, _)| is_known(input) && is_known(argument));
    pairs
        .map(|(input, argument, at)| Assertion {
            ends: names::type_ends(at),
            ..Assertion::new("Together", &syn::parse_quote!((#argument, #input)))
        })
        .list()
}

/// Returns the assertion of a variable that safe code reads, and C writes.
pub(crate) fn of_variable(ty: &Type, at: Span) -> Option<TokenStream> {
    let reference: Type = syn::parse_quote!(&'static mut #ty);
    let given = Assertion { ends: names::type_ends(ty), ..Assertion::new("GivenToC", &reference) };
    pointee(ty).and_then(|stored| block(&[Assertion::new("Stored", stored), given], at))
}

/// Returns the assertions of an argument that is passed to C, which may write behind `&mut`.
fn given(ty: &Type) -> Vec<Assertion> {
    match optional(ungrouped(ty)) {
        Type::Reference(reference) => match pointee(&reference.elem) {
            Some(stored) => {
                let parts =
                    core::iter::successors(hidden(stored).and_then(pointee), |part| hidden(part).and_then(pointee));
                let parts = parts.flat_map(|part| ["Stored", "Called"].map(|finder| Assertion::new(finder, part)));
                let called = reference.mutability.map(|_| Assertion::new("Called", stored));
                let whole = [Assertion::new("Stored", stored), Assertion::new("GivenToC", ty)];
                whole.into_iter().chain(called).chain(parts).list()
            }
            None => vec![],
        },
        Type::Path(_) if !numbers::is_numeric(ty) => vec![Assertion::new("GivenToC", ty)],
        _ => vec![],
    }
}
