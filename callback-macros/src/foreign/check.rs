//! Checks of a declaration: one function for each rule.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{FnArg, Pat, Type};

use crate::foreign::conditions::{failures_are_told, signed_results_fail};
use crate::foreign::contracts::{
    closing_callbacks_are_the_end, kept_callbacks_end, no_callback, once_is_alone, one_context_has_one_contract,
    taken_contexts_are_told,
};
use crate::foreign::item::Block;
use crate::foreign::model::{Callback, Declaration, Parameter, Role, is_generic};
use crate::foreign::{borrowed, handover, lengths, passed, stop, types, until, value_check};
use crate::function::check::pointees;
use crate::grammar::context::ContextArgs;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::types::{boxed, optional, ungrouped};

pub(crate) fn block(block: &Block, report: &mut Report) {
    if block.unsafety.is_none() {
        report.at(&block.abi, "the compiler cannot check a declaration of C functions; write `unsafe extern`");
    }
}

pub(crate) fn declaration(model: &Declaration, report: &mut Report) {
    arguments_have_names(model, report);
    variadics(model, report);
    bodies_have_no_link_name(model, report);
    supplied_parameters_name_others(model, report);
    callbacks_get_their_context(model, report);
    pointers_in_memory_are_of_c(model, report);
    slices_are_counted(model, report);
    types::check(model, report);
    handover::check(model, report);
    value_check::check(model, report);
    passed::check(model, report);
    borrowed::check(model, report);
    borrowed::results_are_of_arguments(model, report);
    boxes_are_freed(model, report);
    lengths::check(model, report);
    results_are_no_places(model, report);
    contexts_are_single(model, report);
    types_are_written(model, report);
    if !model.callbacks().any(|(_, callback)| callback.contract.unread) {
        once_is_alone(model, report);
        kept_callbacks_end(model, report);
        one_context_has_one_contract(model, report);
        until::check(model, report);
        closing_callbacks_are_the_end(model, report);
        stop::check(model, report);
    }
    taken_contexts_are_told(model, report);
    signed_results_fail(model, report);
    failures_are_told(model, report);
}

/// Checks a signature, which has no function.
pub(crate) fn signature(model: &Declaration, report: &mut Report) {
    contexts_are_single(model, report);
    types_are_written(model, report);
    once_is_alone(model, report);
    for (_, callback) in model.callbacks() {
        let contract = &callback.contract;
        let keys = [
            ("retained", contract.retained.map(|retained| retained.key)),
            ("unregister", contract.unregister.as_ref().map(|unregister| unregister.key)),
            ("until", contract.until.as_ref().map(|until| until.key)),
            ("closes", contract.closes.as_ref().map(|closes| closes.key)),
            ("stop", contract.stop.as_ref().map(|stop| stop.key)),
        ];
        for (name, key) in keys {
            if let Some(key) = key {
                report.span(
                    key,
                    format_args!("`{name}` depends on the C function; move it to the parameter in the `extern` block"),
                );
            }
        }
    }
}

fn arguments_have_names(model: &Declaration, report: &mut Report) {
    for (input, parameter) in model.sig.inputs.iter().zip(&model.parameters) {
        let FnArg::Typed(typed) = input else { continue };
        let is_given = matches!(parameter.role, Role::Argument | Role::Handover | Role::Callback(_) | Role::Out(_));
        let is_supplied = !is_given && parameter.value.is_none();
        if parameter.name.is_none() && !(is_supplied && matches!(&*typed.pat, Pat::Wild(_))) {
            report.at(&typed.pat, "a parameter that the caller gives needs a name");
        }
    }
}

/// Refuses `#[link_name]` on a function with a body: nothing is linked.
fn bodies_have_no_link_name(model: &Declaration, report: &mut Report) {
    if let (Some(_), Some(attr)) = (model.body, model.links.first()) {
        report.at(attr, "a function with a body is not linked; remove `#[link_name]`, or the body");
    }
}

/// Checks that `...` begins once, behind a parameter.
fn variadics(model: &Declaration, report: &mut Report) {
    let marked: Vec<_> = model.parameters.iter().filter_map(|parameter| parameter.variadic.as_ref()).list();
    if model.body.is_some() {
        let no_c = "a function with a body is a Rust function with fixed parameters; remove this, and call the variadic function in the body";
        if let Some(variadic) = &model.sig.variadic {
            report.at(variadic, no_c);
        }
        for attr in marked {
            report.at(attr, no_c);
        }
        return;
    }
    for attr in marked.iter().skip(1) {
        report.at(attr, "all parameters after the first `#[variadic]` are variadic; remove this");
    }
    if model.fixed == Some(0) {
        let no_parameter = "a variadic C function has a parameter before `...`; declare that first";
        match (marked.first(), &model.sig.variadic) {
            (Some(attr), _) => report.at(attr, no_parameter),
            (None, Some(variadic)) => report.at(variadic, no_parameter),
            (None, None) => {}
        }
    }
}

fn supplied_parameters_name_others(model: &Declaration, report: &mut Report) {
    for parameter in &model.parameters {
        if let Role::Context { of, .. } | Role::Len { of, .. } | Role::Destroy { of, .. } = &parameter.role {
            named_once(of, report);
        }
        match &parameter.role {
            Role::Context { of, .. } => {
                for name in of {
                    match model.find(name).map(|(_, found)| &found.role) {
                        Some(Role::Callback(callback)) => {
                            let is_written = callback.inputs.iter().all(|input| !matches!(input.ty, Type::Infer(_)));
                            if !callback.is_passed() && (is_written || callback.context().is_some()) {
                                at_callback(callback, name, report);
                            }
                        }
                        Some(Role::Unread | Role::Handover) => {}
                        _ => no_callback(model, name, report),
                    }
                }
            }
            Role::Len { of, .. } => {
                for name in of {
                    match model.find(name).map(|(_, found)| &found.role) {
                        Some(Role::Argument | Role::Handover | Role::Unread) if !model.is_number(name) => {}
                        _ => {
                            report
                                .at(name, format_args!("there is no slice parameter `{name}`; write the name of one"));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// Reports a name that stands twice in `context(…)`, `len(…)` or `destroy(…)`.
fn named_once(names: &[Ident], report: &mut Report) {
    for (index, name) in names.iter().enumerate() {
        if names[..index].contains(name) {
            report.at(name, format_args!("`{name}` is named before; remove it here"));
        }
    }
}

/// Returns true for the user data of callbacks, one of which stands twice.
fn names_twice(parameter: &Parameter) -> bool {
    let Role::Context { of, .. } = &parameter.role else { return false };
    of.iter().enumerate().any(|(index, name)| of[..index].contains(name))
}

fn at_callback(callback: &Callback, name: &Ident, report: &mut Report) {
    if callback.context().is_none() {
        report.at(
            name,
            format_args!(
                "`{name}` takes no context; mark it in its type, with a name, without which rustfmt drops the mark: `fn(#[context] _: _, …)`"
            ),
        );
    } else {
        report.at(name, format_args!("the context of `{name}` is no parameter in C; remove this parameter"));
    }
}

/// Checks that a callback with a context parameter receives the context through this call.
fn callbacks_get_their_context(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        let Some(name) = &model.parameters[index].name else { continue };
        let mut contexts = 0_usize;
        for parameter in &model.parameters {
            if let Role::Context { of, attr } = &parameter.role {
                contexts += usize::from(of.contains(name));
                if contexts > 1 && of.contains(name) {
                    report
                        .at(attr, format_args!("the context of `{name}` is passed by another parameter; remove this"));
                }
            }
        }
        let found = callback.context().and_then(|input| input.context.as_ref());
        // A mistyped name in `#[context(…)]` is likely to mean this one.
        contexts += usize::from(model.has_mistyped_name() || model.parameters.iter().any(names_twice));
        if contexts == 0 && model.body.is_none() && callback.is_passed() && !matches!(found, Some(ContextArgs::From(_)))
        {
            report.at(
                name,
                format_args!(
                    "the context of `{name}` is not passed to C; add a parameter `#[context({name})] _: *mut c_void`, or a body with the call that sets it"
                ),
            );
        }
        let may_be_kept = callback.contract.is_kept() || callback.contract.unread;
        if let (Some(ContextArgs::Pool { key, .. }), false) = (found, may_be_kept) {
            report.span(
                *key,
                "a context in a slot is for a callback that C keeps; add `retained`, or use `thread_local`",
            );
        }
    }
}

/// Checks that each slice has its length in another parameter.
fn slices_are_counted(model: &Declaration, report: &mut Report) {
    for parameter in &model.parameters {
        if !matches!(parameter.role, Role::Argument) {
            continue;
        }
        let Type::Reference(reference) = optional(&parameter.ty) else { continue };
        let counted = parameter.name.as_ref().is_some_and(|name| model.is_counted(name));
        // A mistyped name in `#[len(…)]` is likely to mean this one.
        let counted = counted || model.has_mistyped_name();
        if let (Type::Slice(_), false, Some(name)) = (ungrouped(&reference.elem), counted, &parameter.name) {
            report.at(
                &parameter.ty,
                format_args!(
                    "a slice needs a parameter for its length; mark that parameter: `#[len({name})] n: usize`"
                ),
            );
        }
    }
}

/// Refuses references that C would read from memory: pointers in memory have to be C pointers.
fn pointers_in_memory_are_of_c(model: &Declaration, report: &mut Report) {
    for parameter in model.parameters.iter().filter(|parameter| matches!(parameter.role, Role::Argument)) {
        if let Some(inner) = pointees::misfit(&parameter.ty) {
            report.at(
                inner,
                "a reference is no pointer in C's memory; strings are `Array<'_, &CStr>` or `CStrVec<'_>`, other pointers `*const T`",
            );
        }
    }
}

/// Checks that each `CBox` has a deallocator.
fn boxes_are_freed(model: &Declaration, report: &mut Report) {
    if let (Some(Type::Ptr(_)), Some(free)) = (model.returns.as_ref().map(ungrouped), &model.args.free) {
        report.span(free.key, "`free = PATH` frees a `CBox`; return `CBox<T>` or `Option<CBox<T>>`, or remove it");
    }
    if let (Some(ty), None, false) = (&model.returns, &model.args.free, model.args.unread) {
        if is_box(ty) {
            report.at(ty, "a returned `CBox` needs a deallocator; add `#[callback(free = PATH)]` to the function");
        }
    }
    for parameter in &model.parameters {
        match &parameter.role {
            Role::Out(out) if out.free.is_none() && is_box(&parameter.ty) => {
                report.at(&parameter.ty, "a `CBox` needs a deallocator; write `#[out(free = PATH)]`");
            }
            _ => {}
        }
    }
}

/// Refuses `#[out]` on a pointer to a generic type: it names the value that C writes, and this is the place of one.
fn results_are_no_places(model: &Declaration, report: &mut Report) {
    for parameter in &model.parameters {
        let is_pointer = matches!(optional(&parameter.ty), Type::Ptr(_) | Type::Reference(_));
        if is_pointer && matches!(parameter.role, Role::Out(_)) && is_generic(model, &parameter.ty.to_token_stream()) {
            report.at(
                &parameter.ty,
                "`#[out]` takes the type of the value that C writes, and not a pointer to a generic type; remove it, and take `&mut T`",
            );
        }
    }
}

fn is_box(ty: &Type) -> bool {
    boxed(optional(ungrouped(ty))).is_some()
}

/// Checks that a callback has one context.
fn contexts_are_single(model: &Declaration, report: &mut Report) {
    for (_, callback) in model.callbacks() {
        for input in callback.inputs.iter().filter(|input| input.context.is_some()).skip(1) {
            report.at(&input.ty, "a callback has one context, which is marked before this; remove this `#[context]`");
        }
    }
}

fn types_are_written(model: &Declaration, report: &mut Report) {
    for (_, callback) in model.callbacks() {
        for input in &callback.inputs {
            if let (Type::Infer(ty), None) = (&input.ty, &input.context) {
                report.at(ty, "only the context may be written without a type, `#[context] _: _`; write the type");
            }
        }
    }
    for parameter in &model.parameters {
        if let Type::Infer(ty) = &parameter.ty {
            report.at(ty, "write the type that C has");
        }
    }
}
