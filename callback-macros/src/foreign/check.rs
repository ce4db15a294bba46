//! Checks of a declaration: one function for each rule.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, ExprLit, FnArg, Lit, Pat, Type};

use crate::foreign::item::Block;
use crate::foreign::model::{Callback, Declaration, Role, is_generic};
use crate::foreign::outcome::Condition;
use crate::foreign::{borrowed, handover, passed, stop, types, until};
use crate::function::check::pointees;
use crate::grammar::context::ContextArgs;
use crate::output::names;
use crate::syntax::numbers;
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
    passed::check(model, report);
    borrowed::check(model, report);
    borrowed::results_are_of_arguments(model, report);
    boxes_are_freed(model, report);
    results_are_no_places(model, report);
    contexts_are_single(model, report);
    types_are_written(model, report);
    if !model.callbacks().any(|(_, callback)| callback.contract.unread) {
        once_is_alone(model, report);
        kept_callbacks_end(model, report);
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
        let is_supplied = !matches!(parameter.role, Role::Argument | Role::Handover | Role::Callback(_) | Role::Out(_));
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
    let marked: Vec<_> = model.parameters.iter().filter_map(|parameter| parameter.variadic.as_ref()).collect();
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

fn at_callback(callback: &Callback, name: &Ident, report: &mut Report) {
    if callback.context().is_none() {
        report.at(
            name,
            format_args!("`{name}` takes no context; mark the one that C passes in its type: `fn(#[context] _: _, …)`"),
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
        contexts += usize::from(model.has_mistyped_name());
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
    if let (Some(ty), None) = (&model.returns, &model.args.free) {
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

fn once_is_alone(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        if let (Some(_), Some(shared)) = (callback.contract.once, callback.contract.shared) {
            report.span(shared.key, "a callback that C calls once is not called while it runs; remove `shared`");
        }
        let Some(name) = &model.parameters[index].name else { continue };
        for parameter in &model.parameters {
            let Role::Context { of, .. } = &parameter.role else { continue };
            if of.len() < 2 || !of.contains(name) {
                continue;
            }
            if let Some(once) = callback.contract.once {
                report.span(once.key, "callbacks on one context are called any number of times; remove `once`");
            }
        }
    }
}

/// Checks that `unregister` and `#[destroy]` are for callbacks that C keeps, and that only one of them is used.
fn kept_callbacks_end(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        let Some(name) = &model.parameters[index].name else { continue };
        let destroy = model.parameters.iter().find_map(|parameter| match &parameter.role {
            Role::Destroy { attr, of, .. } if of.contains(name) => Some(attr),
            _ => None,
        });
        let contract = &callback.contract;
        if let (Some(unregister), None) = (&contract.unregister, contract.retained) {
            report.span(unregister.key, "`unregister` is for a callback that C keeps; add `retained`");
        }
        if let (Some(attr), None) = (destroy, contract.retained) {
            report.at(attr, format_args!("a destroy notify is for a context that C keeps; add `retained` to `{name}`"));
        }
        if let (Some(_), Some(unregister)) = (destroy, &contract.unregister) {
            report.span(
                unregister.key,
                "the context ends with its destroy notify, and nothing is left to unregister; remove this, or the `#[destroy]` parameter",
            );
        }
        let together = model.parameters.iter().find_map(|parameter| match &parameter.role {
            Role::Context { of, .. } if of.contains(name) => of.first().and_then(|first| model.find(first)),
            _ => None,
        });
        if let (Some((_, first)), Some(retained)) = (together, contract.retained) {
            if let Role::Callback(first) = &first.role {
                if first.contract.retained.is_none() {
                    report.span(retained.key, "callbacks on one context are all `retained`, or none is");
                }
            }
        }
    }
    for parameter in &model.parameters {
        let Role::Destroy { of, .. } = &parameter.role else { continue };
        for name in of {
            if !matches!(
                model.find(name).map(|(_, found)| &found.role),
                Some(Role::Callback(_) | Role::Handover | Role::Unread)
            ) {
                no_callback(model, name, report);
            }
        }
    }
}

/// Checks that nothing else ends the context of a closing callback, which C calls last.
fn closing_callbacks_are_the_end(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        let contract = &callback.contract;
        let Some(closes) = &contract.closes else { continue };
        let others = [
            (contract.once.as_ref().map(|once| once.key), "C calls a closing callback once; remove `once`"),
            (
                contract.shared.as_ref().filter(|_| contract.once.is_none()).map(|shared| shared.key),
                "C calls a closing callback last; remove `shared`",
            ),
        ];
        for (span, message) in others {
            if let Some(span) = span {
                report.span(span, message);
            }
        }
        if contract.retained.is_none() {
            report.span(closes.key, "a closing callback ends what C keeps; add `retained`");
        }
        if callback.optional {
            report.span(closes.key, "C ends the context with this callback, which cannot be absent; take `fn(…)`");
        }
        if !callback.is_passed() {
            report.span(
                closes.key,
                "C passes no context that this could end; mark it in the type: `fn(#[context] _: _, …)`",
            );
        }
        let Some(name) = &model.parameters[index].name else { continue };
        for parameter in &model.parameters {
            match &parameter.role {
                Role::Destroy { of, .. } if of.contains(name) => {
                    report.span(
                        closes.key,
                        "the context ends with its closing callback, and not with a destroy notify; remove `closes`, or the `#[destroy]` parameter",
                    );
                }
                Role::Context { of, .. } if of.contains(name) => ends_of_others(model, name, of, report),
                _ => {}
            }
        }
    }
}

/// Checks that callbacks on the context of a closing callback have no end of their own.
fn ends_of_others(model: &Declaration, closing: &Ident, of: &[Ident], report: &mut Report) {
    for name in of {
        let Some(Role::Callback(callback)) = model.find(name).map(|(_, parameter)| &parameter.role) else { continue };
        let contract = &callback.contract;
        let unregister = contract.unregister.as_ref().map(|unregister| unregister.key);
        let until = contract.until.as_ref().map(|until| until.key);
        for span in unregister.into_iter().chain(until) {
            report
                .span(span, format_args!("`{closing}` ends the context when C calls it; remove this, or its `closes`"));
        }
        if let Some(closes) = contract.closes.as_ref().filter(|_| name != closing) {
            report.span(closes.key, format_args!("`{closing}` is the one that C calls last; remove one `closes`"));
        }
        let destroyed = model.parameters.iter().find_map(|parameter| match &parameter.role {
            Role::Destroy { attr, of, .. } if of.contains(name) && name != closing => Some(attr),
            _ => None,
        });
        if let Some(attr) = destroyed {
            report.at(attr, format_args!("`{closing}` ends the context when C calls it; remove this, or its `closes`"));
        }
    }
}

/// Reports a name in `context(NAME)` or `destroy(NAME)` that is no callback.
fn no_callback(model: &Declaration, name: &Ident, report: &mut Report) {
    if let Some((_, found)) = model.find(name) {
        if matches!(found.ty, Type::ImplTrait(_) | Type::TraitObject(_)) {
            // The type is reported.
            return;
        }
        report.at(
            name,
            format_args!(
                "`{name}` is no callback; mark it with `#[callback]` where its type is the name of a signature"
            ),
        );
    } else {
        report.at(name, format_args!("there is no callback parameter `{name}`; write the name of one"));
    }
}

/// Refuses `null` for a number, and the conditions of numbers for a pointer.
fn conditions_fit(condition: Option<&Condition>, returns: Option<&Type>, report: &mut Report) {
    let (Some(condition), Some(ty)) = (condition, returns) else { return };
    let is_pointer = matches!(ungrouped(optional(ty)), Type::Ptr(_) | Type::Reference(_));
    match condition {
        Condition::Null(span) if numbers::is_numeric(ty) => {
            report.span(*span, "a number is not NULL; write `zero`, `nonzero`, `negative` or a constant");
        }
        Condition::Negative(span) | Condition::Zero(span) | Condition::Nonzero(span) if is_pointer => {
            report.span(*span, "a pointer is no number; write `null`, or a constant of its type");
        }
        Condition::Constant(Expr::Lit(ExprLit { lit: lit @ Lit::Str(_), .. })) => {
            report
                .at(lit, "a condition is a word without quotes, `negative`, `null`, `zero`, `nonzero`, or a constant");
        }
        _ => {}
    }
}

/// Refuses a destroy notify beside a status without a meaning: if C has not taken the context, it is dropped here.
fn taken_contexts_are_told(model: &Declaration, report: &mut Report) {
    let args = &model.args;
    if let (Some(never), Some(fails)) = (&args.never, &args.fails) {
        report.span(never.key, "the failure condition is given twice; remove `fails = never`, or the other one");
        report.span(fails.key, "the other one is here");
    }
    if args.fails.is_some() || args.never.is_some() {
        return;
    }
    let of = model.parameters.iter().find_map(|parameter| match &parameter.role {
        Role::Destroy { of, .. } => of.first(),
        _ => None,
    });
    let (Some(name), Some(ty)) = (of, model.returns.as_ref().filter(|ty| is_status(ty))) else { return };
    let kept = if handover::is_handover(model, name) { "" } else { "the context of " };
    report.at(
        ty,
        format_args!(
            "C keeps {kept}`{name}` unless it fails, which this result shows; add `fails = …` or `errno = …`, or `fails = never`"
        ),
    );
}

/// Returns true for a number, or a type with the name of a C alias of one: `gulong`.
fn is_status(ty: &Type) -> bool {
    let Type::Path(path) = ungrouped(ty) else { return false };
    path.path.segments.last().is_some_and(|last| {
        let text = names::text(&last.ident);
        last.arguments.is_none() && (numbers::is_number(&text) || text.starts_with(char::is_lowercase))
    })
}

/// Refuses `negative` for a result that is an unsigned number, by its name.
fn signed_results_fail(model: &Declaration, report: &mut Report) {
    let condition = model.args.fails.as_ref().map(|fails| &fails.value);
    let is_negative = matches!(condition, Some(Condition::Negative(_)));
    conditions_fit(condition, model.returns.as_ref(), report);
    if let Some(ty) = model.returns.as_ref().filter(|ty| is_negative && numbers::is_unsigned(ty)) {
        let text = ty.to_token_stream().to_string().replace(' ', "");
        report.at(
            ty,
            format_args!(
                "`{text}` is never negative, so that this call never fails; declare the signed type of the header"
            ),
        );
    }
}

/// Checks that `fails`, `errno` and `free` have a result, `error` a condition, and `always` a deallocator.
fn failures_are_told(model: &Declaration, report: &mut Report) {
    let args = &model.args;
    if let (Some(fails), None) = (&args.fails, &model.returns) {
        report.span(
            fails.key,
            "a failure condition tests the result, and this function has none; remove this, or declare the result",
        );
    }
    if let (Some(error), None) = (&args.error, &args.fails) {
        report.span(
            error.key,
            "`error` needs a failure condition; add `fails = …` or `errno = …`: `negative`, `null`, `nonzero`, a constant",
        );
    }
    if let (Some(free), None) = (&args.free, &model.returns) {
        report.span(
            free.key,
            "`free` frees the result, and this function has none; declare the result, such as `-> Option<CBox<CStr>>`",
        );
    }
    for parameter in &model.parameters {
        if let Role::Out(out) = &parameter.role {
            if let (Some(always), None) = (&out.always, &out.free) {
                report.span(always.key, "`always` is for what has to be freed; add `free = PATH`, or remove it");
            }
        }
    }
}
